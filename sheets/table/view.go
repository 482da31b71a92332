package table

import (
	"iter"
	"strconv"
	"strings"

	"thidua/sheets"
)

// View is a tab whose merges are resolved: every address covered by a merge
// stands for the merge's first cell.
type View struct {
	tab    *sheets.Tab
	merges map[sheets.Ref]sheets.Range // by every covered address that lies in the used cells
	cols   int
}

// NewView resolves the merges of a tab. Merges that overlap an earlier one
// are left out, and parts beyond the used cells are cut off.
func NewView(t *sheets.Tab) *View {
	v := &View{tab: t, merges: map[sheets.Ref]sheets.Range{}}
	for _, row := range t.Cells {
		v.cols = max(v.cols, len(row))
	}
	for _, m := range t.Merges {
		v.merge(m)
	}
	return v
}

func (v *View) merge(m sheets.Range) {
	m.To.Row = min(m.To.Row, v.Rows()-1)
	m.To.Col = min(m.To.Col, v.cols-1)
	if m.From.Row < 0 || m.From.Col < 0 || m.From.Row > m.To.Row || m.From.Col > m.To.Col {
		return
	}
	if v.overlaps(m) {
		return
	}
	for r := m.From.Row; r <= m.To.Row; r++ {
		for c := m.From.Col; c <= m.To.Col; c++ {
			v.merges[sheets.Ref{Row: r, Col: c}] = m
		}
	}
}

func (v *View) overlaps(m sheets.Range) bool {
	for r := m.From.Row; r <= m.To.Row; r++ {
		for c := m.From.Col; c <= m.To.Col; c++ {
			if _, taken := v.merges[sheets.Ref{Row: r, Col: c}]; taken {
				return true
			}
		}
	}
	return false
}

// Tab returns the tab that is viewed.
func (v *View) Tab() *sheets.Tab { return v.tab }

// Rows returns the number of rows down to the last used one.
func (v *View) Rows() int { return len(v.tab.Cells) }

// Cols returns the number of columns up to the last used one.
func (v *View) Cols() int { return v.cols }

// Span returns the range that the cell at r covers: its merge, or r alone.
func (v *View) Span(r sheets.Ref) sheets.Range {
	if m, ok := v.merges[r]; ok {
		return m
	}
	return sheets.Range{From: r, To: r}
}

// At returns the cell that stands at r and its own address, which differs
// from r where a merge covers it.
func (v *View) At(r sheets.Ref) (sheets.Cell, sheets.Ref) {
	own := v.Span(r).From
	return v.tab.At(own), own
}

// Own reports whether r is not covered by a merge that begins elsewhere.
func (v *View) Own(r sheets.Ref) bool { return v.Span(r).From == r }

// Row yields the non-empty cells of a row that are its own, from the left.
func (v *View) Row(row int) iter.Seq2[sheets.Ref, sheets.Cell] {
	return func(yield func(sheets.Ref, sheets.Cell) bool) {
		if row < 0 || row >= v.Rows() {
			return
		}
		for col, cell := range v.tab.Cells[row] {
			ref := sheets.Ref{Row: row, Col: col}
			if !cell.Blank() && v.Own(ref) && !yield(ref, cell) {
				return
			}
		}
	}
}

// Count returns how many non-empty cells a row has.
func (v *View) Count(row int) int {
	n := 0
	for range v.Row(row) {
		n++
	}
	return n
}

// All yields every non-empty cell of the tab, row by row.
func (v *View) All() iter.Seq2[sheets.Ref, sheets.Cell] {
	return func(yield func(sheets.Ref, sheets.Cell) bool) {
		for row := range v.Rows() {
			for ref, cell := range v.Row(row) {
				if !yield(ref, cell) {
					return
				}
			}
		}
	}
}

func (v *View) blankRow(row int) bool {
	for range v.Row(row) {
		return false
	}
	return true
}

func (v *View) blankCol(col, from, to int) bool {
	for row := from; row < to; row++ {
		if cell, _ := v.At(sheets.Ref{Row: row, Col: col}); !cell.Blank() {
			return false
		}
	}
	return true
}

// Shown returns what a person sees in a cell; where the source does not tell,
// the text as typed, the stored number in full, or an ISO date.
func Shown(c sheets.Cell) string {
	switch {
	case c.Seen != "":
		return c.Seen
	case c.Kind == sheets.Number:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case c.Kind == sheets.Bool:
		return strings.ToUpper(strconv.FormatBool(c.Bool))
	}
	return c.Text
}
