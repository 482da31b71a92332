package table

import (
	"slices"
	"strings"

	"thidua/sheets"
)

// columns returns the columns of a table with their header texts.
func (f finder) columns(header Rows, cols []int) []Column {
	merged := f.hasWideMerge(header)
	columns := make([]Column, 0, len(cols))
	for _, col := range cols {
		c := Column{Col: col}
		for row := header.From; row < header.To; row++ {
			ref := sheets.Ref{Row: row, Col: col}
			cell, own := f.view.At(ref)
			if cell.Blank() && !merged {
				cell, own = f.group(header, ref, cols[0])
			}
			if cell.Blank() || slices.Contains(c.Header, own) {
				continue
			}
			c.Path = append(c.Path, headerText(cell))
			c.Header = append(c.Header, own)
		}
		columns = append(columns, c)
	}
	return columns
}

// headerText returns what a header cell says. A date that is shown without
// its day is a month, however it is shown: "3/2024" that became "Mar-24".
func headerText(c sheets.Cell) string {
	if c.Kind == sheets.Date && c.Format != "" && !strings.ContainsAny(c.Format, "dD") && len(c.Text) >= len("2006-01") {
		return c.Text[5:7] + "/" + c.Text[:4]
	}
	return strings.TrimSpace(Shown(c))
}

// hasWideMerge reports whether the header groups its columns by merges.
func (f finder) hasWideMerge(header Rows) bool {
	for row := header.From; row < header.To; row++ {
		for ref := range f.view.Row(row) {
			if span := f.view.Span(ref); span.To.Col > span.From.Col {
				return true
			}
		}
	}
	return false
}

// group returns the text to the left that groups an empty header cell where
// nothing is merged: it must have names below itself, as the empty cell does.
func (f finder) group(header Rows, ref sheets.Ref, first int) (sheets.Cell, sheets.Ref) {
	if !f.namedBelow(header, ref) {
		return sheets.Cell{}, ref
	}
	for col := ref.Col - 1; col >= first; col-- {
		left := sheets.Ref{Row: ref.Row, Col: col}
		if !f.namedBelow(header, left) {
			break
		}
		if cell, own := f.view.At(left); !cell.Blank() {
			return cell, own
		}
	}
	return sheets.Cell{}, ref
}

func (f finder) namedBelow(header Rows, ref sheets.Ref) bool {
	return !f.view.blankCol(ref.Col, ref.Row+1, header.To)
}
