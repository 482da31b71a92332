package book

import "slices"

// copyPaste copies a range to another one, as often as it fits in there.
func (b *Book) copyPaste(request message) (message, error) {
	from, source, err := b.located(request, "source")
	if err != nil {
		return nil, err
	}
	to, target, err := b.located(request, "destination")
	if err != nil {
		return nil, err
	}
	p := paste{book: b, what: request.text("pasteType"), transpose: request.text("pasteOrientation") == "TRANSPOSE"}
	clip := p.take(from, source)
	height, width := clip.size()
	target.rows.end = target.rows.start + tiled(target.rows.size(), height)
	target.cols.end = target.cols.start + tiled(target.cols.size(), width)
	if err := b.grow(to, target.rows.end, target.cols.end); err != nil {
		return nil, err
	}
	for row := target.rows.start; row < target.rows.end; row += height {
		for col := target.cols.start; col < target.cols.end; col += width {
			if err := p.put(clip, to, row, col); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

// tiled is the room that copies of a size take up in a space: the whole space
// if it is a multiple of the size, else that of one copy.
func tiled(space, size int) int {
	if size > 0 && space%size == 0 {
		return space
	}
	return size
}

// cutPaste moves a range elsewhere.
func (b *Book) cutPaste(request message) (message, error) {
	from, source, err := b.located(request, "source")
	if err != nil {
		return nil, err
	}
	to, row, col, err := b.coordinate(request.message("destination"))
	if err != nil {
		return nil, err
	}
	if err := b.grow(to, row+source.rows.size(), col+source.cols.size()); err != nil {
		return nil, err
	}
	p := paste{book: b, what: request.text("pasteType"), moved: true}
	clip := p.take(from, source)
	b.empty(from, source, p)
	if err := p.put(clip, to, row, col); err != nil {
		return nil, err
	}
	change := func(g gridRange) (gridRange, bool) {
		if g.tab != from.id || g.rows.end == open || g.cols.end == open || !source.covers(g.area) {
			return g, true
		}
		down, right := row-source.rows.start, col-source.cols.start
		return gridRange{to.id, area{
			span{g.rows.start + down, g.rows.end + down}, span{g.cols.start + right, g.cols.end + right},
		}}, true
	}
	if p.takes("values") {
		b.moveMessages(change)
	}
	return nil, nil
}

// empty takes out of an area what a paste has cut.
func (b *Book) empty(t *tab, a area, p paste) {
	if p.takes("merges") {
		t.merges = slices.DeleteFunc(t.merges, a.covers)
	}
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < a.cols.end; col++ {
			b.touch(t.set(row, col, p.onto(t.at(row, col), cell{})))
		}
	}
}

// paste says what of the cells is pasted, and how.
type paste struct {
	book      *Book
	what      string // a PasteType
	transpose bool
	moved     bool // formulas keep their references
}

// takes reports whether a paste is about a part of cells: values, formats,
// merges or validation.
func (p paste) takes(part string) bool {
	switch p.what {
	case "PASTE_VALUES", "PASTE_FORMULA":
		return part == "values"
	case "PASTE_FORMAT":
		return part == "formats" || part == "merges"
	case "PASTE_DATA_VALIDATION":
		return part == "validation"
	case "PASTE_CONDITIONAL_FORMATTING":
		return false
	default:
		return true
	}
}

// clip is what was copied: cells and merges, counted from its own corner.
type clip struct {
	cells    [][]cell
	merges   []area
	row, col int // where it was taken
}

func (c clip) size() (rows, cols int) {
	if len(c.cells) == 0 {
		return 0, 0
	}
	return len(c.cells), len(c.cells[0])
}

// take copies an area, turned by 90 degrees where the paste transposes.
func (p paste) take(t *tab, a area) clip {
	p.book.settle()
	c := clip{row: a.rows.start, col: a.cols.start}
	rows, cols := a.rows.size(), a.cols.size()
	if p.transpose {
		rows, cols = cols, rows
	}
	for i := range rows {
		line := make([]cell, cols)
		for j := range cols {
			row, col := i, j
			if p.transpose {
				row, col = j, i
			}
			line[j] = t.at(a.rows.start+row, a.cols.start+col)
		}
		c.cells = append(c.cells, line)
	}
	for _, m := range t.merges {
		if a.covers(m) {
			m = m.moved(m.rows.start-a.rows.start, m.cols.start-a.cols.start)
			if p.transpose {
				m = area{m.cols, m.rows}
			}
			c.merges = append(c.merges, m)
		}
	}
	return c
}

// put pastes a clip with its corner at a cell.
func (p paste) put(c clip, t *tab, row, col int) error {
	b := p.book
	height, width := c.size()
	target := area{span{row, row + height}, span{col, col + width}}
	if p.takes("merges") {
		if err := b.unmerge(t, target); err != nil {
			return err
		}
	}
	for i, line := range c.cells {
		for j, copied := range line {
			p.adjust(&copied, row-c.row, col-c.col)
			b.touch(t.set(row+i, col+j, p.onto(t.at(row+i, col+j), copied)))
		}
	}
	if p.takes("merges") {
		for _, m := range c.merges {
			t.merges = append(t.merges, m.moved(row+m.rows.start, col+m.cols.start))
		}
	}
	return nil
}

// adjust makes of a copied cell what is to be pasted so many rows down and
// columns to the right.
func (p paste) adjust(c *cell, down, right int) {
	switch {
	case c.entered.kind != formulaValue || p.moved:
	case p.what == "PASTE_VALUES":
		c.hold(c.result)
	default:
		c.entered.text = copied(c.entered.text, down, right)
	}
	if p.what == "PASTE_NO_BORDERS" {
		c.format = c.format.without("borders")
	}
}

// onto gives old the pasted parts of a cell.
func (p paste) onto(old, pasted cell) cell {
	if p.takes("values") {
		old.content = pasted.content
	}
	if p.takes("formats") {
		old.setFormat(pasted.format)
	}
	if p.takes("validation") {
		old.extra = pasted.extra
	}
	if p.what == "" || p.what == "PASTE_NORMAL" {
		old.note = pasted.note
	}
	return old
}
