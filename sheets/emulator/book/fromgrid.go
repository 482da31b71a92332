package book

import (
	"strconv"
	"strings"

	"thidua/sheets"
	"thidua/sheets/emulator/display"
)

// FromGrid returns the spreadsheet that a grid was read from, as far as the
// grid tells: a tab without a gid gets its place for one, the text that a cell
// shows stays what it is, and a formula becomes the shortest that has the same
// result. The time zone is Asia/Ho_Chi_Minh.
func FromGrid(g *sheets.Grid) *Book {
	b := New(g.Source, g.Title, g.Locale, "Asia/Ho_Chi_Minh")
	b.tabs = nil
	for i := range g.Tabs {
		b.tabs = append(b.tabs, fromTab(i, &g.Tabs[i]))
	}
	return b
}

func fromTab(index int, from *sheets.Tab) *tab {
	id, err := strconv.Atoi(from.GID)
	if err != nil {
		id = index
	}
	rows, cols := max(newRows, len(from.Cells)), newCols
	for _, row := range from.Cells {
		cols = max(cols, len(row))
	}
	t := newTab(id, from.Title, rows, cols)
	t.hidden = from.Hidden
	for i := range t.rows {
		t.rows[i].hidden = from.HiddenRows[i]
	}
	for i := range t.cols {
		t.cols[i].hidden = from.HiddenCols[i]
	}
	for _, m := range from.Merges {
		t.merges = append(t.merges, area{span{m.From.Row, m.To.Row + 1}, span{m.From.Col, m.To.Col + 1}})
	}
	for row := range from.Cells {
		for col, c := range from.Cells[row] {
			t.set(row, col, fromCell(c))
		}
	}
	return t
}

func fromCell(c sheets.Cell) cell {
	v := fromKind(c)
	made := cell{content: content{entered: v}, note: c.Note, format: fromFormat(c)}
	made.shown = c.Seen
	if c.Kind == sheets.Error && c.Seen == "" {
		made.shown = c.Text
	}
	if c.Formula {
		made.entered, made.result = value{kind: formulaValue, text: formulaFor(v)}, v
	}
	return made
}

func fromKind(c sheets.Cell) value {
	switch c.Kind {
	case sheets.Number, sheets.Date:
		return number(c.Number)
	case sheets.Text:
		return text(c.Text)
	case sheets.Bool:
		return boolean(c.Bool)
	case sheets.Error:
		return value{kind: errorValue, text: c.Text}
	default:
		return value{}
	}
}

// formulaFor is the shortest formula that has the result v.
func formulaFor(v value) string {
	switch v.kind {
	case numberValue:
		return "=" + plainNumber(v.number)
	case boolValue:
		return "=" + strings.ToUpper(strconv.FormatBool(v.number == 1))
	case errorValue:
		return "=" + v.text
	default:
		return `="` + strings.ReplaceAll(v.text, `"`, `""`) + `"`
	}
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// fromFormat gives a format code its type.
func fromFormat(c sheets.Cell) message {
	f := display.FormatOf(c.Format)
	switch {
	case f.Type != "":
	case c.Kind == sheets.Date:
		f.Type = "DATE"
	case c.Format != "":
		f = display.NumberFormat{Type: "NUMBER", Pattern: c.Format}
	default:
		return nil
	}
	m := message{"type": f.Type}
	setUnlessZero(m, "pattern", f.Pattern)
	return message{"numberFormat": m}
}
