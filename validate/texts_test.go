package validate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
)

// longestSentence is what fits beside its place in a mail and in a cell.
const longestSentence = 240

// TestTexts puts every finding of every case into words: each rule has a
// sentence and a remedy in each language, fit for a clerk.
func TestTexts(t *testing.T) {
	for _, lang := range templates.Langs() {
		words := load(t, lang)
		for _, rule := range validate.Rules() {
			for _, name := range []string{"finding." + rule.Code, "finding." + rule.Code + ".hint"} {
				if !words.Has(name) {
					t.Errorf("%s: %s is missing", lang, name)
				}
			}
		}
		for _, file := range caseFiles(t) {
			archive := readCase(t, file)
			p := planOf(t, archive)
			for _, f := range findingsOf(t, archive) {
				checkText(t, lang, f, words.Text("finding."+f.Rule, f.Data(p)))
				checkText(t, lang, f, words.Text("finding."+f.Rule+".hint", f.Data(p)))
			}
		}
	}
}

func checkText(t *testing.T, lang templates.Lang, f validate.Finding, text string) {
	t.Helper()
	for what, wrong := range map[string]bool{
		"is empty":                          text == "",
		"does not take its data":            strings.Contains(text, "«") || strings.Contains(text, "<no value>"),
		"is too long":                       utf8.RuneCountInString(text) > longestSentence,
		"is not in NFC":                     !norm.NFC.IsNormalString(text),
		"has more than one line":            strings.ContainsAny(text, "\n\r\t"),
		"has a gap where a word is missing": strings.Contains(text, "“”") || strings.Contains(text, "  ") || strings.HasSuffix(text, " ."),
		"names the rule":                    strings.Contains(text, f.Rule),
		"speaks English":                    lang == templates.Vietnamese && speaksEnglish(text),
	} {
		if wrong {
			t.Errorf("%s: the text of %s %s: %q", lang, f.Key(), what, text)
		}
	}
}

// speaksEnglish looks for the small words that no English sentence does without.
func speaksEnglish(text string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		switch strings.Trim(word, "“”.,:;()") {
		case "the", "of", "is", "and", "or", "in", "not", "was", "cell", "tab", "value", "error":
			return true
		}
	}
	return false
}

// TestLongestTexts fills every sentence with the longest of everything: texts
// where a rule is about what is written, figures where it is about figures.
func TestLongestTexts(t *testing.T) {
	p := testPlan(t)
	x := p.Indicator("LN-01")
	x.Name = strings.Repeat("Diện tích ", 30)
	for _, lang := range templates.Langs() {
		words := load(t, lang)
		for _, rule := range validate.Rules() {
			f := validate.Finding{
				Rule: rule.Code, Unit: "dong", Indicator: x.Code, Period: plan.Period{Year: 2024, Grain: plan.NineMonths, N: 1},
				Origin: plan.Origin{Tab: strings.Repeat("Tháng ", 20), Cell: "XFD1048576"},
				Found:  "123456789012.3456", Expected: "123456789012.3456",
			}
			if rule.Group == validate.StructureRules || rule.Group == validate.CellRules {
				f.Found, f.Expected = strings.Repeat("rất dài ", 50), strings.Repeat("dài lắm ", 50)
			}
			if text := words.Text("finding."+f.Rule, f.Data(p)); utf8.RuneCountInString(text) > longestSentence {
				t.Errorf("%s: %s: %d characters: %s", lang, rule.Code, utf8.RuneCountInString(text), text)
			}
		}
	}
}

// TestTextsAreHarmless fills a sentence with what breaks lines and headers.
func TestTextsAreHarmless(t *testing.T) {
	p := testPlan(t)
	f := validate.Finding{Rule: validate.RuleValueNotNumber, Found: "a\r\nBcc: x@y\u202e\x00b", Indicator: "LN-01"}
	if got, want := f.Data(p)["found"], "a Bcc: x@y b"; got != want {
		t.Errorf("found is put as %q, want %q", got, want)
	}
}

// TestEveryTextHasARule finds texts left behind.
func TestEveryTextHasARule(t *testing.T) {
	known := map[string]bool{"about": true}
	for _, rule := range validate.Rules() {
		known[rule.Code], known[rule.Code+".hint"] = true, true
	}
	for _, lang := range templates.Langs() {
		for _, name := range definedIn(t, filepath.Join("..", "templates", string(lang), "findings.tmpl")) {
			if code, ours := strings.CutPrefix(name, "finding."); ours && !known[code] {
				t.Errorf("%s: %s belongs to no rule", lang, name)
			}
		}
	}
}

func load(t *testing.T, lang templates.Lang) *templates.Catalog {
	t.Helper()
	words, err := templates.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func definedIn(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, rest := range strings.Split(string(data), `{{define "`)[1:] {
		name, _, _ := strings.Cut(rest, `"`)
		names = append(names, name)
	}
	return names
}
