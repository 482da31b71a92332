package sheets

// Merge gives the tab its merged ranges, cut to the cells that are there, and
// empties the cells that they cover. A range that then is one cell, lies
// outside, or overlaps an earlier one is left out.
func (t *Tab) Merge(ranges []Range) {
	last := t.lastCell()
	for _, g := range ranges {
		g.To.Row, g.To.Col = min(g.To.Row, last.Row), min(g.To.Col, last.Col)
		if g.From == g.To || !g.isRange() || t.overlaps(g) {
			continue
		}
		t.Merges = append(t.Merges, g)
		t.cover(g)
	}
}

// HideCols marks the columns from..to as hidden, as far as there are cells.
func (t *Tab) HideCols(from, to int) {
	if t.HiddenCols == nil {
		t.HiddenCols = map[int]bool{}
	}
	last := min(to, t.lastCell().Col)
	for col := max(from, 0); col <= last; col++ {
		t.HiddenCols[col] = true
	}
}

// lastCell is the corner of the used cells: the last row and the last column.
func (t *Tab) lastCell() Ref {
	last := Ref{Row: len(t.Cells) - 1, Col: -1}
	for _, row := range t.Cells {
		last.Col = max(last.Col, len(row)-1)
	}
	return last
}

// isRange reports whether there are cells between the corners.
func (g Range) isRange() bool {
	return g.From.Row >= 0 && g.From.Col >= 0 && g.From.Row <= g.To.Row && g.From.Col <= g.To.Col
}

func (t *Tab) overlaps(g Range) bool {
	for _, m := range t.Merges {
		if g.From.Row <= m.To.Row && m.From.Row <= g.To.Row && g.From.Col <= m.To.Col && m.From.Col <= g.To.Col {
			return true
		}
	}
	return false
}

func (t *Tab) cover(g Range) {
	for i, row := range t.Cells[g.From.Row : g.To.Row+1] {
		for col := g.From.Col; col <= g.To.Col && col < len(row); col++ {
			if i > 0 || col > g.From.Col {
				row[col] = Cell{}
			}
		}
	}
}
