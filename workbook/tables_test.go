package workbook_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"thidua/workbook"
)

// TestTablesSayWhatTheWorkbookSays compares every cell of every tab: what it
// holds, how it looks and what it is merged with.
func TestTablesSayWhatTheWorkbookSays(t *testing.T) {
	in := fixture(t)
	book := open(t, build(t, in))
	all := tables(t, in)
	var titles []string
	for _, table := range all {
		titles = append(titles, table.Title)
	}
	if diff := gocmp.Diff(book.GetSheetList(), titles); diff != "" {
		t.Fatalf("tabs differ (- workbook, + tables):\n%s", diff)
	}
	for _, table := range all {
		t.Run(table.Title, func(t *testing.T) { compareTable(t, book, table) })
	}
}

func compareTable(t *testing.T, book *excelize.File, table workbook.Table) {
	t.Helper()
	rows, err := book.GetRows(table.Title, excelize.Options{RawCellValue: true})
	do(t, err)
	if len(rows) > len(table.Rows) {
		t.Errorf("%d rows, the workbook has %d", len(table.Rows), len(rows))
	}
	var merges []string
	for r, row := range table.Rows {
		if height, err := book.GetRowHeight(table.Title, r+1); row.Height > 0 && (err != nil || height != row.Height) {
			t.Errorf("row %d is %v points high, %v in the workbook", r+1, row.Height, height)
		}
		for c, got := range row.Cells {
			at := name(t, c, r)
			want := ""
			if r < len(rows) && c < len(rows[r]) {
				want = rows[r][c]
			}
			if want != got.Text {
				t.Errorf("%s says %q, %q in the workbook", at, got.Text, want)
			}
			if got.Span > 0 {
				merges = append(merges, at+":"+name(t, c+got.Span, r))
			}
			compareLook(t, book, table.Title, at, got)
		}
	}
	compareMerges(t, book, table.Title, merges)
	panes, err := book.GetPanes(table.Title)
	do(t, err)
	if panes.YSplit != table.Header || panes.Freeze && panes.XSplit != table.Frozen {
		t.Errorf("%d rows and %d columns stay, %+v in the workbook", table.Header, table.Frozen, panes)
	}
}

// compareLook leaves verdicts out, whose colours the workbook has as conditional formats.
func compareLook(t *testing.T, book *excelize.File, tab, at string, got workbook.TableCell) {
	t.Helper()
	id, err := book.GetCellStyle(tab, at)
	do(t, err)
	style, err := book.GetStyle(id)
	do(t, err)
	if id == 0 || strings.ContainsAny(got.Text, "▲√●▼×○") {
		return
	}
	want := workbook.Look{
		Size: style.Font.Size, Bold: style.Font.Bold, Italic: style.Font.Italic, Underline: style.Font.Underline != "",
		Colour: style.Font.Color, Border: len(style.Border) > 0,
		Align: style.Alignment.Horizontal, Top: style.Alignment.Vertical == "top", Wrap: style.Alignment.WrapText,
		Cut: style.Alignment.ShrinkToFit, Indent: style.Alignment.Indent,
	}
	if len(style.Fill.Color) > 0 {
		want.Fill = style.Fill.Color[0]
	}
	if style.CustomNumFmt != nil {
		want.Format = *style.CustomNumFmt
	}
	leads, target, err := book.GetCellHyperLink(tab, at)
	do(t, err)
	isWeb := strings.HasPrefix(target, "https://")
	if leads && !isWeb && got.Link == (workbook.Place{}) { // to a file
		want.Colour = ""
	}
	if diff := gocmp.Diff(want, got.Look); diff != "" {
		t.Errorf("%s looks different (- workbook, + table):\n%s", at, diff)
	}
	if leads && isWeb && got.Link.URL != target || !isWeb && got.Link.URL != "" {
		t.Errorf("%s leads to %+v, %q in the workbook", at, got.Link, target)
	}
}

func compareMerges(t *testing.T, book *excelize.File, tab string, got []string) {
	t.Helper()
	cells, err := book.GetMergeCells(tab)
	do(t, err)
	var want []string
	for _, m := range cells {
		want = append(want, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("merged cells differ (- workbook, + table):\n%s", diff)
	}
}

// TestRowKeys: each row has its own, and a row keeps it when others come in.
func TestRowKeys(t *testing.T) {
	in := fixture(t)
	keys := func(in workbook.Input) map[string]string {
		names := map[string]string{}
		for _, table := range tables(t, in) {
			seen := map[string]bool{}
			for _, row := range table.Rows {
				if row.Key == "" || seen[row.Key] {
					t.Errorf("%s: key %q is not of one row", table.Title, row.Key)
				}
				seen[row.Key] = true
				if len(row.Cells) > 3 && !strings.HasPrefix(row.Key, "#") {
					names[table.Key+" "+row.Key] = cmp.Or(row.Cells[0].Text, row.Cells[2].Text)
				}
			}
		}
		return names
	}
	before := keys(in)
	in.Observations = in.Observations[1:]
	after := keys(in)
	stayed := 0
	for key := range before {
		if _, there := after[key]; there {
			stayed++
		}
	}
	if stayed < len(before)-4 {
		t.Errorf("%d of %d keys stayed with one figure less", stayed, len(before))
	}
}

// TestLinksInside lead from a code to the row of its indicator.
func TestLinksInside(t *testing.T) {
	all := tables(t, fixture(t))
	rows := map[workbook.Place]workbook.TableRow{}
	for _, table := range all {
		for _, row := range table.Rows {
			rows[workbook.Place{Tab: table.Key, Row: row.Key}] = row
		}
	}
	led := 0
	for _, row := range all[0].Rows {
		for _, c := range row.Cells {
			if c.Link.Tab == "" {
				continue
			}
			led++
			if home, there := rows[c.Link]; !there || c.Text == row.Cells[1].Text && home.Cells[0].Text != c.Text {
				t.Errorf("%s leads to %+v", c.Text, c.Link)
			}
		}
	}
	if led == 0 {
		t.Error("nothing leads anywhere")
	}
}

func tables(t testing.TB, in workbook.Input) []workbook.Table {
	t.Helper()
	all, err := workbook.Tables(in)
	do(t, err)
	return all
}

func name(t testing.TB, col, row int) string {
	t.Helper()
	at, err := excelize.CoordinatesToCellName(col+1, row+1)
	do(t, err)
	return at
}

func do(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
