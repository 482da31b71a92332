package book

import (
	"math"
	"slices"
)

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

// roomFor refuses a size that makes the spreadsheet too large.
func (b *Book) roomFor(t *tab, rows, cols int) error {
	total := 0.0
	for _, other := range b.tabs {
		if other != t {
			total += float64(len(other.rows)) * float64(len(other.cols))
		}
	}
	if total+float64(rows)*float64(cols) > maxCells {
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
	b.move(d.tab, d.cols, func(s span) (span, bool) { return s.inserted(d.start, d.size()), true })
	t := d.tab
	if d.cols {
		t.cols = slices.Insert(t.cols, d.start, make([]line, d.size())...)
		for row := range t.cells {
			if d.start < len(t.cells[row]) {
				t.cells[row] = slices.Insert(t.cells[row], d.start, make([]cell, d.size())...)
			}
		}
	} else {
		t.rows = slices.Insert(t.rows, d.start, make([]line, d.size())...)
		if d.start < len(t.cells) {
			t.cells = slices.Insert(t.cells, d.start, make([][]cell, d.size())...)
		}
	}
	d.imitate(model)
	b.touch(true)
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
		row, col := model, j
		if d.cols {
			row, col = j, model
		}
		format := d.tab.at(row, col).format
		for i := d.start; format != nil && i < d.end; i++ {
			if d.cols {
				d.tab.set(j, i, cell{format: format})
			} else {
				d.tab.set(i, j, cell{format: format})
			}
		}
	}
}

// deleteLines takes rows or columns out with all that is on them.
func (b *Book) deleteLines(d dimension) {
	t := d.tab
	b.move(t, d.cols, func(s span) (span, bool) { return s.deleted(d.span) })
	if d.cols {
		t.cols = slices.Delete(t.cols, d.start, d.end)
		for row := range t.cells {
			if cut := d.within(len(t.cells[row])); !cut.empty() {
				t.cells[row] = slices.Delete(t.cells[row], cut.start, cut.end)
			}
		}
	} else {
		t.rows = slices.Delete(t.rows, d.start, d.end)
		if cut := d.within(len(t.cells)); !cut.empty() {
			t.cells = slices.Delete(t.cells, cut.start, cut.end)
		}
	}
	b.touch(true)
}

// inserted is where a span lies after n lines were put in before line at.
func (s span) inserted(at, n int) span {
	if s.start >= at {
		s.start += n
	}
	if s.end > at {
		s.end += n
	}
	return s
}

// deleted is what is left of a span after lines were taken out.
func (s span) deleted(gone span) (span, bool) {
	end := s.end
	if end == open {
		end = math.MaxInt
	}
	left := span{s.start - gone.common(span{0, s.start}).size(), end - gone.common(span{0, end}).size()}
	if s.end == open {
		return span{left.start, open}, true
	}
	return left, !left.empty()
}
