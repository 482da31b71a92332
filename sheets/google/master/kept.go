package master

import (
	"strings"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/workbook"
)

// keptKey is the key of the tab that keeps what people wrote beside rows that
// are gone.
const keptKey = "kept"

// keptColumns are those of that tab by the names of their headings, and how
// wide they are in digits.
func keptColumns() ([]string, []float64) {
	return []string{"at", "tab", "row", "text"}, []float64{12, 24, 60, 80}
}

// kept is the tab that keeps what people wrote. Rows are added to it, and
// nothing else: it belongs to people.
type kept struct {
	plan  *plan
	sheet int64 // 0 before there is one
	rows  int   // that the tab has
	next  int   // the first that is empty
	count int   // cells kept so far
}

func newKept(p *plan) *kept {
	k := &kept{plan: p}
	if t := p.present.tabs[keptKey]; t != nil {
		k.sheet, k.rows, k.next = t.properties.SheetId, t.rows(), len(t.cells)
	}
	return k
}

// keep returns the requests that write down what people wrote beside lines
// that leave the tab of a table; none when they wrote nothing.
func (k *kept) keep(t *target, gone []*line) step {
	var rows []*gsheets.RowData
	for _, l := range gone {
		for _, said := range l.said(t.width) {
			rows = append(rows, k.row(said, t.tab.properties.Title, l.label(t.width)))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	k.count += len(rows)
	s := k.room(len(rows))
	s = append(s, putRows(k.sheet, k.next, rows))
	k.next += len(rows)
	return s
}

// row is a row of the tab: when, which tab, which row, what.
func (k *kept) row(said, tab, label string) *gsheets.RowData {
	date := k.plan.words.Format().Date(k.plan.at)
	row := &gsheets.RowData{}
	for _, text := range []string{date, tab, label, said} {
		row.Values = append(row.Values, &gsheets.CellData{
			UserEnteredValue:  &gsheets.ExtendedValue{StringValue: &text},
			UserEnteredFormat: formatOf(look{Look: workbook.Look{Size: 11, Wrap: true, Top: true}}),
		})
	}
	return row
}

// room makes the tab, or rows on it, so that n can be added.
func (k *kept) room(n int) step {
	if k.sheet == 0 {
		return k.add(n)
	}
	missing := k.next + n - k.rows
	if missing <= 0 {
		return nil
	}
	k.rows += missing
	return step{{AppendDimension: &gsheets.AppendDimensionRequest{SheetId: k.sheet, Dimension: "ROWS", Length: int64(missing)}}}
}

func (k *kept) add(n int) step {
	p := k.plan
	names, widths := keptColumns()
	k.sheet, k.rows, k.next = p.freeID(keptKey), n+spareRows, 2
	s := p.add(k.sheet, keptKey, p.words.Text("publish.kept.title", nil), k.rows, len(names), len(p.order))
	head := &gsheets.RowData{}
	for i, name := range names {
		heading := p.words.Text("publish.kept."+name, nil)
		head.Values = append(head.Values, &gsheets.CellData{
			UserEnteredValue:  &gsheets.ExtendedValue{StringValue: &heading},
			UserEnteredFormat: formatOf(look{Look: workbook.Look{Size: 11, Bold: true, Align: "center"}}),
		})
		s = append(s, resize(columnRange(k.sheet, i, i+1), columnPixels(widths[i])))
	}
	note := p.words.Text("publish.kept.note", nil)
	first := &gsheets.RowData{Values: []*gsheets.CellData{{
		UserEnteredValue:  &gsheets.ExtendedValue{StringValue: &note},
		UserEnteredFormat: formatOf(look{Look: workbook.Look{Size: 11, Italic: true}}),
	}}}
	return append(s, putRows(k.sheet, 0, []*gsheets.RowData{first, head}))
}

func putRows(sheet int64, at int, rows []*gsheets.RowData) *gsheets.Request {
	return &gsheets.Request{UpdateCells: &gsheets.UpdateCellsRequest{
		Start: &gsheets.GridCoordinate{SheetId: sheet, RowIndex: int64(at), ForceSendFields: []string{"SheetId", "RowIndex", "ColumnIndex"}},
		Rows:  rows, Fields: "userEnteredValue,userEnteredFormat",
	}}
}

// said returns what people wrote in the row of a table of width columns: the
// cells beside it, and the notes on its own.
func (l *line) said(width int) []string {
	var all []string
	for col := range l.cells {
		c := l.at(col)
		var parts []string
		if col > width {
			parts = append(parts, c.FormattedValue)
			if v := c.UserEnteredValue; v != nil && v.FormulaValue != nil {
				parts = append(parts, *v.FormulaValue)
			}
		}
		parts = append(parts, c.Note)
		if text := joinTexts(parts, "\n"); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// label is what a person knows the row by: its first texts.
func (l *line) label(width int) string {
	const most = 4
	var texts []string
	for col := 0; col < min(width, most); col++ {
		texts = append(texts, l.at(col).FormattedValue)
	}
	return joinTexts(texts, " · ")
}

// joinTexts joins the texts that are not empty.
func joinTexts(texts []string, by string) string {
	var some []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, by)
}
