package validate_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/templates"
	"thidua/validate"
)

// rulesPage is what people read of the rules.
const rulesPage = "../docs/rules.md"

// TestRulesPage holds docs/rules.md to the list of rules, their sentences and
// what the cases give; -update writes it.
func TestRulesPage(t *testing.T) {
	got := writeRules(t)
	if *update {
		if err := os.WriteFile(rulesPage, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(rulesPage)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s is not what the rules say; go test ./validate -run RulesPage -update writes it (-page +rules):\n%s", rulesPage, diff)
	}
}

const rulesOpening = `# Quy tắc kiểm tra

<!-- Made from validate/rules.go, templates/ and the cases in validate/testdata by
     go test ./validate -run RulesPage -update: edit those, not this page. -->

Mọi điều thidua có thể nêu về bảng của một đơn vị. Mã không bao giờ đổi tên. Câu và cách sửa dưới đây là ví dụ lấy từ
một tình huống mẫu của quy tắc; trong thư, bảng tổng hợp và bản đánh dấu chúng nêu đúng chỉ tiêu, kỳ và ô của đơn vị.

**Lỗi** làm số liệu không dùng được hoặc sai; **cảnh báo** làm số liệu đáng ngờ; **lưu ý** chỉ để biết. Một quy tắc có thể
nêu nhẹ hơn mức ghi ở đây khi số liệu vẫn dùng được.
`

// groupTitles names the groups of rules, in Vietnamese, in their order.
func groupTitles() []struct{ group, title string } {
	return []struct{ group, title string }{
		{string(validate.SourceRules), "Bảng tính: có mở được không"},
		{string(validate.StructureRules), "Cấu trúc: có hiểu được bảng, dòng, cột không"},
		{string(validate.CellRules), "Ô: có phải là một số liệu không"},
		{string(validate.MeasureRules), "Đơn vị tính: số liệu có đúng cỡ không"},
		{string(validate.ConsistencyRules), "Nhất quán: các số liệu có khớp nhau không"},
		{string(validate.TimeRules), "Thời gian: có đúng hạn không"},
		{string(validate.PlanRules), "Kế hoạch: kế hoạch có tự khớp không"},
	}
}

func writeRules(t *testing.T) string {
	t.Helper()
	words := load(t, templates.Vietnamese)
	var b strings.Builder
	b.WriteString(rulesOpening)
	written := 0
	for _, g := range groupTitles() {
		fmt.Fprintf(&b, "\n## %s\n\n| mã | mức | ví dụ | cách sửa |\n|---|---|---|---|\n", g.title)
		for _, rule := range validate.Rules() {
			if string(rule.Group) != g.group {
				continue
			}
			data := exampleOf(t, rule.Code)
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", rule.Code, strings.ToLower(words.Label("severity."+string(rule.Severity))),
				inTable(words.Text("finding."+rule.Code, data)), inTable(words.Text("finding."+rule.Code+".hint", data)))
			written++
		}
	}
	if written != len(validate.Rules()) {
		t.Fatalf("%d of %d rules are in a group with a title", written, len(validate.Rules()))
	}
	return b.String()
}

// exampleOf is what the first finding of a rule in its cases says; the case
// "fires" goes before others.
func exampleOf(t *testing.T, rule string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", rule, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	first := filepath.Join("testdata", rule, "fires.txtar")
	for _, file := range append([]string{first}, files...) {
		if _, err := os.Stat(file); err != nil {
			continue
		}
		archive := readCase(t, file)
		for _, f := range findingsOf(t, archive) {
			if f.Rule == rule {
				return f.Data(planOf(t, archive))
			}
		}
	}
	t.Fatalf("no case of %s gives a finding", rule)
	return nil
}

// inTable is a text as it stands in a table of Markdown, to be read and not to
// be understood as Markdown.
func inTable(text string) string {
	return cmp.Or(strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;", ">", "&gt;", "`", "'").Replace(text), "—")
}
