package master_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
	"thidua/sheets/google/master"
	"thidua/templates"
	"thidua/workbook"
)

// eight is when the stories publish.
var eight = time.Date(2024, 7, 5, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))

// TestFirstPublication adds the tabs in front of what is there, and the second
// time nothing is left to write.
func TestFirstPublication(t *testing.T) {
	m := newModel()
	m.tabs[0].rows[0][0].value = str("của chúng tôi")
	publish(t, m, small())
	if got := titles(m); got != "Tổng hợp|Lỗi số liệu|Trang tính1" {
		t.Errorf("tabs %s", got)
	}
	want := strings.TrimSpace(`
Sở|||
Mã|Tên|Số|Nguồn
A|Rừng|1234.5|mở
B|Cây|0|
`)
	if got := shown(m, "Tổng hợp", 4); got != want {
		t.Errorf("the tab shows\n%s", got)
	}
	if m.page(0).rows[0][0].shown() != "của chúng tôi" {
		t.Error("the people's tab was written to")
	}
	before := m.wrote
	if r := publish(t, m, small()); r.Updates != 0 || m.wrote != before {
		t.Errorf("the second time: %+v", r)
	}
}

// TestOneFigureChanges: one call carries it, and nothing else.
func TestOneFigureChanges(t *testing.T) {
	m := newModel()
	publish(t, m, small())
	tables := small()
	tables[0].Rows[2].Cells[2].Text = "1300"
	m.bytes = 0
	if r := publish(t, m, tables); r.Updates != 1 || m.bytes > 300 {
		t.Errorf("%+v with %d bytes", r, m.bytes)
	}
	if got := *at(m, "Tổng hợp", 2, 2).value.NumberValue; got != 1300 {
		t.Errorf("the figure is %v", got)
	}
}

// TestTextIsNoFormula, and a nought is a figure.
func TestTextIsNoFormula(t *testing.T) {
	m := newModel()
	tables := small()
	tables[0].Rows[2].Cells[1].Text = "=IMPORTXML(1)"
	publish(t, m, tables)
	if v := at(m, "Tổng hợp", 2, 1).value; v.FormulaValue != nil || *v.StringValue != "=IMPORTXML(1)" {
		t.Errorf("the text is %+v", v)
	}
	if v := at(m, "Tổng hợp", 3, 2).value; v == nil || v.NumberValue == nil || *v.NumberValue != 0 {
		t.Errorf("the nought is %+v", v)
	}
}

// TestLinks lead to pages, and to rows of own tabs by their numbers.
func TestLinks(t *testing.T) {
	m := newModel()
	publish(t, m, small())
	if link := at(m, "Tổng hợp", 2, 3).format.TextFormat.Link; link == nil || link.Uri != "https://example.org/a" {
		t.Errorf("the page: %+v", link)
	}
	want := fmt.Sprintf("#gid=%d&range=A2", tabOf(m, "Lỗi số liệu").id)
	if link := at(m, "Tổng hợp", 3, 0).format.TextFormat.Link; link == nil || link.Uri != want {
		t.Errorf("the row: %+v, want %s", link, want)
	}
}

// TestNotesFollowTheirRow when rows come, go and change places; those whose
// row is gone are kept.
func TestNotesFollowTheirRow(t *testing.T) {
	m := newModel()
	publish(t, m, small())
	tab := tabOf(m, "Lỗi số liệu")
	tab.rows[1][3].value = str("đã gọi điện")
	tab.rows[2][3].value = str("chờ trả lời")
	tab.rows[2][4].value = &gsheets.ExtendedValue{FormulaValue: text("=1+1")}
	tab.rows[2][0].note = "xem lại"
	tables := small()
	findings := &tables[1]
	findings.Rows = []workbook.TableRow{findings.Rows[0], row("f3", "c"), findings.Rows[1], row("f4", "d")}
	r := publish(t, m, tables)
	if r.Kept != 3 {
		t.Errorf("%d notes kept, want 3", r.Kept)
	}
	if got := tab.rows[2][3].shown(); got != "đã gọi điện" {
		t.Errorf("beside the row that stays stands %q", got)
	}
	kept := shown(m, "Ghi chú giữ lại", 4)
	for _, want := range []string{"05/07/2024|Lỗi số liệu|b|chờ trả lời", "|b|=1+1", "|b|xem lại"} {
		if !strings.Contains(kept, want) {
			t.Errorf("not kept: %s in\n%s", want, kept)
		}
	}
	if titles(m) != "Tổng hợp|Lỗi số liệu|Trang tính1|Ghi chú giữ lại" {
		t.Errorf("tabs %s", titles(m))
	}
}

// TestPeopleMoveThings: own tabs are known whatever they are called and
// wherever they stand, and a row that people have put in stays.
func TestPeopleMoveThings(t *testing.T) {
	m := newModel()
	publish(t, m, small())
	tab := tabOf(m, "Tổng hợp")
	tab.title = "Bảng chung"
	m.tabs = append(m.tabs[1:], tab)
	tab.insertRows(3, 1)
	tab.rows[3][1].value = str("Cộng")
	tables := small()
	tables[0].Rows[3].Cells[2].Text = "7"
	publish(t, m, tables)
	if got := titles(m); got != "Lỗi số liệu|Trang tính1|Bảng chung" {
		t.Errorf("tabs %s", got)
	}
	if got := shown(m, "Bảng chung", 4); !strings.HasSuffix(got, "A|Rừng|1234.5|mở\n|Cộng||\nB|Cây|7|") {
		t.Errorf("the tab shows\n%s", got)
	}
}

// TestColumnsOfPeople put into a table make the tab theirs: nobody can tell any
// more what is whose.
func TestColumnsOfPeople(t *testing.T) {
	m := newModel()
	publish(t, m, small())
	theirs := tabOf(m, "Tổng hợp")
	theirs.insertColumns(1, 1)
	theirs.rows[2][1].value = str("của ai?")
	if r := publish(t, m, small()); len(r.Retired) != 1 {
		t.Errorf("%+v", r)
	}
	if theirs.title != "Tổng hợp (không còn cập nhật)" || theirs.rows[2][1].shown() != "của ai?" {
		t.Errorf("%q holds %q", theirs.title, theirs.rows[2][1].shown())
	}
	if got := shown(m, "Tổng hợp", 4); !strings.Contains(got, "A|Rừng|1234.5|mở") {
		t.Errorf("the new tab shows\n%s", got)
	}
}

// TestTableIsGone: its tab is left to people.
func TestTableIsGone(t *testing.T) {
	m := newModel()
	publish(t, m, small())
	publish(t, m, small()[:1])
	if got := titles(m); got != "Tổng hợp|Lỗi số liệu (không còn cập nhật)|Trang tính1" {
		t.Errorf("tabs %s", got)
	}
	if r := publish(t, m, small()[:1]); r.Updates != 0 {
		t.Errorf("again: %+v", r)
	}
}

// TestTableGrowsWider: what people wrote to its right moves on.
func TestTableGrowsWider(t *testing.T) {
	m := newModel()
	publish(t, m, small())
	tabOf(m, "Lỗi số liệu").rows[1][3].value = str("đã gọi điện")
	wide := small()
	wide[1].Widths = append(wide[1].Widths, 10, 10)
	publish(t, m, wide)
	tab := tabOf(m, "Lỗi số liệu")
	if got := tab.rows[1][5].shown(); got != "đã gọi điện" {
		t.Errorf("the note is %q", got)
	}
	if !tab.hidden[4] || tab.hidden[2] {
		t.Errorf("hidden columns %v", tab.hidden)
	}
	publish(t, m, small())
	if got := tabOf(m, "Lỗi số liệu").rows[1][3].shown(); got != "đã gọi điện" {
		t.Errorf("with the old width the note is %q", got)
	}
}

// TestCalls: a long table goes in parts that Google takes.
func TestCalls(t *testing.T) {
	m := newModel()
	long := small()
	for i := range 5_000 {
		long[1].Rows = append(long[1].Rows, row(fmt.Sprint("r", i), strings.Repeat("số liệu ", 20)))
	}
	r := publish(t, m, long)
	if m.bytes > 2_000_000 || r.Updates > 3 {
		t.Errorf("%d calls of up to %d bytes", r.Updates, m.bytes)
	}
}

// TestBrokenLine: an answer that does not come is no reason to write twice.
func TestBrokenLine(t *testing.T) {
	for _, what := range []fault{lost, unmet} {
		m := newModel()
		publish(t, m, small())
		m.asked, m.fails = 0, func(n int) fault {
			if n == 1 {
				return what
			}
			return none
		}
		more := small()
		more[1].Rows = append(more[1].Rows, row("f9", "x"))
		publish(t, m, more)
		undisturbed := newModel()
		publish(t, undisturbed, more)
		if diff := gocmp.Diff(picture(undisturbed), picture(m)); diff != "" {
			t.Errorf("fault %d (- undisturbed, + disturbed):\n%s", what, diff)
		}
	}
}

// TestLineDown: after some tries the round goes on without.
func TestLineDown(t *testing.T) {
	m := newModel()
	m.fails = func(int) fault { return unmet }
	_, err := spreadsheet(t, m).Publish(t.Context(), small(), eight)
	if !errors.Is(err, sheets.ErrBusy) || m.asked != 3 {
		t.Errorf("%d tries, %v", m.asked, err)
	}
}

// small is two tables: a summary with a title, headings and two rows, and a list.
func small() []workbook.Table {
	head := workbook.Look{Size: 11, Bold: true, Fill: "D9E2F3", Align: "center", Wrap: true, Border: true}
	body := workbook.Look{Size: 11, Wrap: true, Border: true}
	figure := workbook.Look{Size: 11, Align: "right", Cut: true, Border: true, Format: "#,##0.0"}
	cell := func(text string, look workbook.Look) workbook.TableCell {
		return workbook.TableCell{Text: text, Look: look}
	}
	number := func(digits string) workbook.TableCell {
		return workbook.TableCell{Text: digits, Figure: true, Look: figure}
	}
	linked := cell("mở", body)
	linked.Link.URL = "https://example.org/a"
	home := cell("B", body)
	home.Link = workbook.Place{Tab: "findings", Row: "f1"}
	title := cell("Sở", workbook.Look{Size: 14, Wrap: true})
	title.Span = 3
	return []workbook.Table{
		{
			Key: "summary", Title: "Tổng hợp", Colour: "1F4E79", Widths: []float64{9, 36, 12, 12}, Header: 2, Frozen: 2,
			Rows: []workbook.TableRow{
				{Key: "#1", Height: 19, Cells: []workbook.TableCell{title, {Look: title.Look}, {Look: title.Look}, {Look: title.Look}}},
				{Key: "#2", Height: 30, Cells: []workbook.TableCell{cell("Mã", head), cell("Tên", head), cell("Số", head), cell("Nguồn", head)}},
				{Key: "A", Cells: []workbook.TableCell{cell("A", body), cell("Rừng", body), number("1234.5"), linked}},
				{Key: "B", Cells: []workbook.TableCell{home, cell("Cây", body), number("0"), cell("", body)}},
			},
		},
		{
			Key: "findings", Title: "Lỗi số liệu", Widths: []float64{40, 9}, Header: 1, Filters: true,
			Rows: []workbook.TableRow{row("#1", "Lỗi"), row("f1", "a"), row("f2", "b")},
		},
	}
}

func row(key, text string) workbook.TableRow {
	return workbook.TableRow{Key: key, Cells: []workbook.TableCell{{Text: text, Look: workbook.Look{Size: 11, Border: true}}}}
}

// newModel is a spreadsheet as a person has made it.
func newModel() *model { return &model{tabs: []*page{newPage(0, "Trang tính1", 10, 5)}} }

// fataler is what stories and laws have in common.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func publish(t fataler, m *model, tables []workbook.Table) master.Result {
	t.Helper()
	return publishTo(t, spreadsheet(t, m), tables)
}

func publishInSmallCalls(t fataler, m *model, tables []workbook.Table) {
	t.Helper()
	publishTo(t, spreadsheet(t, m).InSmallCalls(), tables)
}

func publishTo(t fataler, s *master.Spreadsheet, tables []workbook.Table) master.Result {
	t.Helper()
	r, err := s.Publish(context.Background(), tables, eight)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// vietnamese loads the words once: the laws publish some thousand times.
var vietnamese = sync.OnceValues(func() (*templates.Catalog, error) { return templates.Load(templates.Vietnamese) })

// spreadsheet is the model with a clock that does not make anyone wait.
func spreadsheet(t fataler, m *model) *master.Spreadsheet {
	t.Helper()
	words, err := vietnamese()
	if err != nil {
		t.Fatal(err)
	}
	return master.New(m, "id", words)
}

func titles(m *model) string {
	var all []string
	for _, p := range m.tabs {
		all = append(all, p.title)
	}
	return strings.Join(all, "|")
}

func tabOf(m *model, title string) *page {
	for _, p := range m.tabs {
		if p.title == title {
			return p
		}
	}
	return newPage(-1, "", 10, 10)
}

func at(m *model, title string, row, col int) box { return tabOf(m, title).rows[row][col] }

// shown is what the first columns of a tab show, to the last row that has a text.
func shown(m *model, title string, columns int) string {
	var lines []string
	for _, row := range tabOf(m, title).rows {
		var texts []string
		for _, b := range row[:columns] {
			texts = append(texts, b.shown())
		}
		lines = append(lines, strings.Join(texts, "|"))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "|\n") + strings.Repeat("|", trailing(lines))
}

// trailing is how many empty columns the last row with a text ends with.
func trailing(lines []string) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if bare := strings.TrimRight(lines[i], "|"); bare != "" {
			return len(lines[i]) - len(bare)
		}
	}
	return 0
}

func str(s string) *gsheets.ExtendedValue { return &gsheets.ExtendedValue{StringValue: &s} }
func text(s string) *string               { return &s }

// picture is all that a reader could see of a spreadsheet, spare rows aside.
func picture(m *model) []string {
	var lines []string
	for _, p := range m.tabs {
		lines = append(lines, fmt.Sprintf("%s frozen %v widths %v hidden %v merges %v", p.title, p.frozen, p.widths, p.hidden, p.merges))
		for i, row := range p.rows {
			line, some := fmt.Sprint(p.heights[i]), false
			for _, b := range row {
				format := ""
				if b.format != nil && b.format.TextFormat != nil {
					data, _ := b.format.MarshalJSON()
					format = string(data)
				}
				line += fmt.Sprintf("; %q %s %s", b.shown(), b.note, format)
				some = some || b.value != nil || b.note != ""
			}
			if some {
				lines = append(lines, fmt.Sprint(i, " ", line))
			}
		}
	}
	return lines
}
