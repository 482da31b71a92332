package book

import "slices"

// maxCells is how many cells a spreadsheet may have.
const maxCells = 10_000_000

// grow makes the grid of a tab at least so large.
func (b *Book) grow(t *tab, rows, cols int) error {
	return b.resize(t, max(rows, len(t.rows)), max(cols, len(t.cols)))
}

// resize adds lines at the end of the grid or takes them away there.
func (b *Book) resize(t *tab, rows, cols int) error {
	if rows == len(t.rows) && cols == len(t.cols) {
		return nil
	}
	if err := b.roomFor(t, rows, cols); err != nil {
		return err
	}
	b.resizeLines(t, false, rows)
	b.resizeLines(t, true, cols)
	return nil
}

func (b *Book) resizeLines(t *tab, cols bool, size int) {
	d := dimension{tab: t, cols: cols}
	old := len(d.lines())
	if size > old {
		d.span = span{old, size}
		b.insertLines(d, true)
	} else if size < old {
		d.span = span{size, old}
		b.deleteLines(d)
	}
}

// roomFor refuses a size of a tab, or of a new one, that makes the spreadsheet
// too large.
func (b *Book) roomFor(t *tab, rows, cols int) error {
	total := float64(rows) * float64(cols)
	for _, other := range b.tabs {
		if other != t {
			total += float64(len(other.rows)) * float64(len(other.cols))
		}
	}
	if total > maxCells {
		return invalid("This action would increase the number of cells in the workbook above the limit of %d cells.", maxCells)
	}
	return nil
}

// insertLines puts empty rows or columns in; what lies behind moves on. They
// look like the line before or after them.
func (b *Book) insertLines(d dimension, likeBefore bool) {
	model := d.end
	if likeBefore {
		model = d.start - 1
	}
	b.moveAlong(d, func(s span) (span, bool) { return s.inserted(d.start, d.size()), true })
	d.cut(func(lines []line) []line { return slices.Insert(lines, d.start, make([]line, d.size())...) },
		func(cells []cell) []cell {
			if d.start >= len(cells) {
				return cells
			}
			return slices.Insert(cells, d.start, make([]cell, d.size())...)
		},
		func(rows [][]cell) [][]cell {
			if d.start >= len(rows) {
				return rows
			}
			return slices.Insert(rows, d.start, make([][]cell, d.size())...)
		})
	d.imitate(model)
	b.touch(true)
}

// deleteLines takes rows or columns out with all that is on them.
func (b *Book) deleteLines(d dimension) {
	b.moveAlong(d, func(s span) (span, bool) { return s.deleted(d.span) })
	d.cut(func(lines []line) []line { return slices.Delete(lines, d.start, d.end) },
		func(cells []cell) []cell { return without(cells, d.span) },
		func(rows [][]cell) [][]cell { return without(rows, d.span) })
	b.touch(true)
}

func without[T any](list []T, s span) []T {
	if s = s.common(span{0, len(list)}); s.empty() {
		return list
	}
	return slices.Delete(list, s.start, s.end)
}

// moveLines takes rows or columns to where they begin at index to once they
// are taken out.
func (b *Book) moveLines(d dimension, to int) {
	b.moveAlong(d, func(s span) (span, bool) { return s.relocated(d.span, to), true })
	last := max(d.end, to+d.size())
	d.cut(func(lines []line) []line { return relocate(lines, d.span, to) },
		func(cells []cell) []cell { return relocate(padded(cells, last), d.span, to) },
		func(rows [][]cell) [][]cell { return relocate(padded(rows, last), d.span, to) })
	b.touch(true)
}

// padded makes a list at least so long.
func padded[T any](list []T, size int) []T {
	if missing := size - len(list); missing > 0 {
		return append(list, make([]T, missing)...)
	}
	return list
}

func relocate[T any](list []T, s span, to int) []T {
	taken := slices.Clone(list[s.start:s.end])
	return slices.Insert(slices.Delete(list, s.start, s.end), to, taken...)
}

// cut changes the lines of a dimension and the cells along with them: for
// columns those of each row, for rows the rows themselves.
func (d dimension) cut(lines func([]line) []line, cells func([]cell) []cell, rows func([][]cell) [][]cell) {
	t := d.tab
	if !d.cols {
		t.rows, t.cells = lines(t.rows), rows(t.cells)
		return
	}
	t.cols = lines(t.cols)
	for i := range t.cells {
		t.cells[i] = cells(t.cells[i])
	}
}

// imitate gives the lines of d the size and the formats of another one.
func (d dimension) imitate(model int) {
	lines := d.lines()
	if model < 0 || model >= len(lines) {
		return
	}
	for i := d.start; i < d.end; i++ {
		lines[i].pixels = lines[model].pixels
	}
	across := len(d.tab.cols)
	if d.cols {
		across = len(d.tab.cells)
	}
	for j := range across {
		format := d.cellAt(model, j).format
		for i := d.start; format != nil && i < d.end; i++ {
			row, col := d.place(i, j)
			d.tab.set(row, col, cell{format: format})
		}
	}
}

// place is the row and column of the cell on line i that is j lines across.
func (d dimension) place(i, j int) (row, col int) {
	if d.cols {
		return j, i
	}
	return i, j
}

func (d dimension) cellAt(i, j int) cell {
	row, col := d.place(i, j)
	return d.tab.at(row, col)
}
