package book

// insertRange makes room at a range: its cells and those behind move right or
// down. The grid grows where content would fall off its end.
func (b *Book) insertRange(request message) (message, error) {
	t, a, d, err := b.shifted(request)
	if err != nil {
		return nil, err
	}
	across, along := d.across(a), d.along(a)
	if err := b.growFor(t, d, across, along); err != nil {
		return nil, err
	}
	b.moveWithin(d, across, func(s span) (span, bool) { return s.inserted(along.start, along.size()), true })
	for j := across.start; j < across.end; j++ {
		for i := len(d.lines()) - 1; i >= along.end; i-- {
			row, col := d.place(i, j)
			t.set(row, col, d.cellAt(i-along.size(), j))
		}
		for i := along.start; i < along.end; i++ {
			row, col := d.place(i, j)
			t.set(row, col, cell{})
		}
	}
	b.touch(true)
	return nil, nil
}

// growFor adds lines when the last cells that are moved on would fall off.
func (b *Book) growFor(t *tab, d dimension, across, along span) error {
	last := 0
	for _, m := range t.merges {
		if end := d.along(m).end; across.covers(d.across(m)) && end > along.start {
			last = max(last, end+along.size())
		}
	}
	for i := along.start; i < len(d.lines()); i++ {
		for j := across.start; j < across.end; j++ {
			if c := d.cellAt(i, j); !c.empty() {
				last = max(last, i+1+along.size())
			}
		}
	}
	if d.cols {
		return b.grow(t, 0, last)
	}
	return b.grow(t, last, 0)
}

// deleteRange takes the cells of a range out: those behind move left or up.
func (b *Book) deleteRange(request message) (message, error) {
	t, a, d, err := b.shifted(request)
	if err != nil {
		return nil, err
	}
	across, along := d.across(a), d.along(a)
	b.moveWithin(d, across, func(s span) (span, bool) { return s.deleted(along) })
	for j := across.start; j < across.end; j++ {
		for i := along.start; i < len(d.lines()); i++ {
			row, col := d.place(i, j)
			t.set(row, col, d.cellAt(i+along.size(), j))
		}
	}
	b.touch(true)
	return nil, nil
}

// shifted reads a range and the dimension along which cells are to move.
func (b *Book) shifted(request message) (*tab, area, dimension, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, area{}, dimension{}, err
	}
	d := dimension{tab: t, cols: request.text("shiftDimension") == "COLUMNS"}
	if !d.cols && request.text("shiftDimension") != "ROWS" {
		return nil, area{}, dimension{}, invalid("No shift dimension specified.")
	}
	strip := area{span{a.rows.start, len(t.rows)}, a.cols}
	if d.cols {
		strip = area{a.rows, span{a.cols.start, len(t.cols)}}
	}
	for _, m := range t.merges {
		if m.overlaps(strip) && !strip.covers(m) {
			return nil, area{}, dimension{}, invalid("You can't perform a paste that partially intersects a merge.")
		}
	}
	return t, a, d, nil
}
