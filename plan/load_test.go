package plan_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/templates"
)

// The files in testdata are named by what is wrong with them. Each line with
// problems says which, in order: "# want: CODE, CODE".
func TestEveryProblemIsFoundWhereItStands(t *testing.T) {
	for _, file := range fixtures(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			data := read(t, file)
			p, problems := plan.Load(file, data)
			var got []string
			for _, q := range problems {
				got = append(got, fmt.Sprintf("line %d: %s", q.Line, q.Code))
			}
			if diff := cmp.Diff(wanted(data), got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if (p == nil) != (len(problems) > 0) {
				t.Errorf("plan %v with %d problems", p, len(problems))
			}
		})
	}
}

func TestEveryProblemHasAFixture(t *testing.T) {
	var all strings.Builder
	for _, file := range fixtures(t) {
		all.Write(read(t, file))
	}
	codes := regexp.MustCompile(`= +"([a-z-]+)"`).FindAllStringSubmatch(string(read(t, "codes.go")), -1)
	if len(codes) == 0 {
		t.Fatal("codes.go has no codes")
	}
	for _, code := range codes {
		if !regexp.MustCompile(`# want: .*\b` + code[1] + `\b`).MatchString(all.String()) {
			t.Errorf("no file in testdata has the problem %s", code[1])
		}
	}
}

// TestSentencesHaveTheirArguments renders what the fixtures raise: a sentence
// with a hole in it names an argument that the problem does not have.
func TestSentencesHaveTheirArguments(t *testing.T) {
	hole := regexp.MustCompile(`«|“”|""|<no value>|  | [.,;]|\(\)`)
	for _, lang := range templates.Langs() {
		words, err := templates.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range fixtures(t) {
			_, problems := plan.Load(file, read(t, file))
			for _, q := range problems {
				for _, name := range []string{"problem." + q.Code, "problem." + q.Code + ".hint"} {
					if text := words.Text(name, q.Data()); text == "" || hole.MatchString(text) {
						t.Errorf("%s: %s: %s reads %q", lang, q.Path, name, text)
					}
				}
			}
		}
	}
}

func TestProblemReadsAsASentence(t *testing.T) {
	data := strings.Replace(string(read(t, "testdata/valid.yaml")), "low: 100", "low: 9.000", 1)
	_, problems := plan.Load("ke-hoach.yaml", []byte(data))
	if len(problems) != 1 {
		t.Fatalf("%d problems, want 1: %v", len(problems), problems)
	}
	want := plan.Problem{
		File: "ke-hoach.yaml", Line: 14, Column: 29, Path: "indicators[0].target.low",
		Value: "9.000", Code: "ungrouped", Args: map[string]string{"param": ""},
	}
	if diff := cmp.Diff(want, problems[0]); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
	words, err := templates.Load(templates.Vietnamese)
	if err != nil {
		t.Fatal(err)
	}
	got := words.Text("problem.ungrouped", problems[0].Data())
	if want := "“9.000” có thể đọc theo hai cách: dấu chấm là hàng nghìn hay là phần lẻ?"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatIsNotSaidHasItsDefault(t *testing.T) {
	p, problems := plan.Load("valid.yaml", read(t, "testdata/valid.yaml"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	x := p.Indicators[0]
	for name, pair := range map[string][2]string{
		"from":       {p.From.String(), "2024-01"},
		"to":         {p.To.String(), "2024-12"},
		"on track":   {p.Thresholds.OnTrack.String(), "0.9"},
		"slip":       {p.Thresholds.Slip.String(), "10"},
		"frequency":  {string(x.Frequency), "monthly"},
		"due":        {x.Due.String(), "2024-12"},
		"direction":  {string(x.Direction), "higher"},
		"allocation": {x.Allocation("a").String(), ""},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %q, want %q", name, pair[0], pair[1])
		}
	}
	if x.Phasing != nil {
		t.Errorf("phasing is %v, want none: linear", x.Phasing)
	}
}

// Windows editors put a byte order mark first and end lines with CR LF; some
// keyboards write accents as characters of their own.
func TestTextIsReadAsEditorsWriteIt(t *testing.T) {
	valid := string(read(t, "testdata/valid.yaml"))
	composed := "Trồng rừng"
	decomposed := "Tro\u0302\u0300ng ru\u031B\u0300ng"
	edited := "\uFEFF" + strings.ReplaceAll(strings.Replace(valid, composed, `"  `+decomposed+`\r\n\tA\u0007"`, 1), "\n", "\r\n")
	p, problems := plan.Load("edited.yaml", []byte(edited))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got, want := p.Indicators[0].Name, composed+" A"; got != want {
		t.Errorf("name is %q, want %q", got, want)
	}
	_, problems = plan.Load("edited.yaml", []byte(strings.Replace(edited, "reporters: [a, b]", "reporters: [a, c]", 1)))
	if len(problems) != 1 || problems[0].Line != 16 {
		t.Errorf("problems %+v, want one on line 16", problems)
	}
	if q, _ := plan.Load("valid.yaml", []byte(valid)); q.Digest == p.Digest {
		t.Error("other bytes have the same digest")
	}
}

func TestUnreadableFiles(t *testing.T) {
	deep := strings.Repeat("[", 100)
	for name, tc := range map[string]struct {
		data  string
		place string
		code  string
	}{
		"empty":           {"", "1:1", "empty-file"},
		"only a comment":  {"# kế hoạch\n", "1:1", "empty-file"},
		"a list":          {"- id: nho\n", "1:1", "want-mapping"},
		"spreadsheet":     {"PK\x03\x04\x00\x00", "1:1", "not-utf8"},
		"old Vietnamese":  {"id: nho\ntitle: K\xe2 ho\xb9ch\n", "2:1", "not-utf8"},
		"UTF-16":          {"\xff\xfei\x00d\x00", "1:1", "not-utf8"},
		"bare operator":   {"id: nho\nop: >=\n", "2:5", "syntax"},
		"colon in a text": {"title: Kế hoạch: năm 2024\n", "1:8", "syntax"},
		"two documents":   {"id: a\n---\nid: b\n", "3:1", "several-documents"},
		"alias":           {"id: *a\n", "1:5", "special-syntax"},
		"tag":             {"id: !!binary aGE=\n", "1:5", "special-syntax"},
		"too deep":        {"id: " + deep + "\n", "1:68", "too-deep"},
		"too deep dashes": {"id:\n  " + strings.Repeat("- ", 100) + "\n", "2:129", "too-deep"},
		"too many keys":   {strings.Repeat("id: a\n", 1001), "1001:3", "too-many-keys"},
		"too large":       {"# " + strings.Repeat("x", 1<<20), "1:1", "too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := plan.Load("x.yaml", []byte(tc.data))
			if len(problems) != 1 {
				t.Fatalf("problems %v, want one", problems)
			}
			got := problems[0]
			if place := fmt.Sprintf("%d:%d", got.Line, got.Column); got.Code != tc.code || place != tc.place {
				t.Errorf("%s at %s, want %s at %s", got.Code, place, tc.code, tc.place)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems := plan.Load("fuzz.yaml", data)
		if (p == nil) != (len(problems) > 0) {
			t.Fatalf("plan %v with %d problems", p, len(problems))
		}
		inOrder := slices.IsSortedFunc(problems, func(a, b plan.Problem) int { return a.Line - b.Line })
		if !inOrder {
			t.Errorf("problems are not in the order of the file: %v", problems)
		}
	})
}

func fixtures(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	return files
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func wanted(data []byte) []string {
	var want []string
	for i, line := range strings.Split(string(data), "\n") {
		if _, codes, ok := strings.Cut(line, "# want: "); ok {
			for code := range strings.SplitSeq(codes, ", ") {
				want = append(want, fmt.Sprintf("line %d: %s", i+1, code))
			}
		}
	}
	return want
}
