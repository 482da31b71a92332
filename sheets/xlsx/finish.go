package xlsx

import "thidua/sheets"

// finish cuts what the part says of merges and hidden columns to the cells
// that are there, and empties the cells that a merge covers.
func (t *tabReader) finish() {
	last := t.lastCell()
	for _, h := range t.hidden {
		for col := max(h.from, 0); col <= min(h.to, last.Col); col++ {
			t.tab.HiddenCols[col] = true
		}
	}
	for _, g := range t.merges {
		g.To.Row, g.To.Col = min(g.To.Row, last.Row), min(g.To.Col, last.Col)
		if g.From == g.To || g.From.Row > last.Row || g.From.Col > last.Col || t.overlaps(g) {
			continue
		}
		t.tab.Merges = append(t.tab.Merges, g)
		t.cover(g)
	}
}

// lastCell is the corner of the used cells: the last row and the last column.
func (t *tabReader) lastCell() sheets.Ref {
	last := sheets.Ref{Row: len(t.tab.Cells) - 1, Col: -1}
	for _, row := range t.tab.Cells {
		last.Col = max(last.Col, len(row)-1)
	}
	return last
}

func (t *tabReader) overlaps(g sheets.Range) bool {
	for _, m := range t.tab.Merges {
		if g.From.Row <= m.To.Row && m.From.Row <= g.To.Row && g.From.Col <= m.To.Col && m.From.Col <= g.To.Col {
			return true
		}
	}
	return false
}

func (t *tabReader) cover(g sheets.Range) {
	for i, row := range t.tab.Cells[g.From.Row : g.To.Row+1] {
		for col := g.From.Col; col <= g.To.Col && col < len(row); col++ {
			if i > 0 || col > g.From.Col {
				row[col] = sheets.Cell{}
			}
		}
	}
}
