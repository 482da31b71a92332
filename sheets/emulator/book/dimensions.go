package book

// insertDimension puts rows or columns in.
func (b *Book) insertDimension(request message) (message, error) {
	given := request.message("range")
	for _, name := range []string{"startIndex", "endIndex"} {
		if !given.has(name) {
			return nil, invalid("range.%s must be set", name)
		}
	}
	d, err := b.readDimension(given)
	if err != nil {
		return nil, err
	}
	like := request.flag("inheritFromBefore")
	switch size := len(d.lines()); {
	case d.start > size:
		return nil, invalid("range.startIndex is larger than current grid size (%d)", size)
	case d.start == size && !like:
		return nil, invalid("range.startIndex must be less than the grid size (%d) if inheritFromBefore is false.", size)
	case d.start == 0 && like:
		return nil, invalid("range.startIndex must be greater than 0 if inheritFromBefore is true.")
	}
	if err := b.roomForLines(d); err != nil {
		return nil, err
	}
	b.insertLines(d, like)
	return nil, nil
}

func (b *Book) roomForLines(d dimension) error {
	rows, cols := len(d.tab.rows), len(d.tab.cols)
	if d.cols {
		return b.roomFor(d.tab, rows, cols+d.size())
	}
	return b.roomFor(d.tab, rows+d.size(), cols)
}

// appendDimension puts rows or columns in at the end.
func (b *Book) appendDimension(request message) (message, error) {
	d, err := b.readDimension(request)
	if err != nil {
		return nil, err
	}
	n := request.integer("length")
	if n <= 0 {
		return nil, invalid("length must be greater than 0.")
	}
	d.span = span{len(d.lines()), len(d.lines()) + n}
	if err := b.roomForLines(d); err != nil {
		return nil, err
	}
	b.insertLines(d, true)
	return nil, nil
}

// deleteDimension takes rows or columns out.
func (b *Book) deleteDimension(request message) (message, error) {
	d, err := b.existing(request.message("range"), "delete")
	if err != nil {
		return nil, err
	}
	size, frozen := len(d.lines()), d.tab.frozen(d.cols)
	switch {
	case d.size() == size:
		return nil, invalid("You can't delete all the %ss on the sheet.", d.singular())
	case frozen > 0 && d.start <= frozen && d.end == size:
		return nil, invalid("Sorry, it is not possible to delete all non-frozen %ss.", d.singular())
	}
	b.deleteLines(d)
	return nil, nil
}

// existing reads a DimensionRange all of whose lines are there.
func (b *Book) existing(given message, action string) (dimension, error) {
	d, err := b.readDimension(given)
	if err != nil {
		return d, err
	}
	if d.end == open {
		d.end = len(d.lines())
	}
	if d.end > len(d.lines()) || d.empty() {
		return d, invalid("Cannot %s a %s that doesn't exist. Tried to %s %s index %d but there are only %d %ss.",
			action, d.singular(), action, d.singular(), max(d.start, len(d.lines())), len(d.lines()), d.singular())
	}
	return d, nil
}

// moveDimension takes rows or columns to another place, which is counted
// before they are taken out.
func (b *Book) moveDimension(request message) (message, error) {
	d, err := b.existing(request.message("source"), "move")
	if err != nil {
		return nil, err
	}
	to := request.integer("destinationIndex")
	switch {
	case to < 0 || to > len(d.lines()):
		return nil, invalid("destinationIndex[%d] is outside the grid.", to)
	case d.start <= to && to <= d.end:
		return nil, nil
	case to > d.end:
		to -= d.size()
	}
	b.moveLines(d, to)
	return nil, nil
}

// updateDimensionProperties hides rows or columns, shows them or sizes them.
func (b *Book) updateDimensionProperties(request message) (message, error) {
	fields, err := updateMask(request, "DimensionProperties")
	if err != nil {
		return nil, err
	}
	d, err := b.existing(request.message("range"), "update")
	if err != nil {
		return nil, err
	}
	given := request.message("properties")
	if given.integer("pixelSize") < 0 {
		return nil, invalid("pixelSize must not be negative.")
	}
	for i := d.start; i < d.end; i++ {
		l := &d.lines()[i]
		old := *l
		if fields.Wants("hiddenByUser") {
			l.hidden = given.flag("hiddenByUser")
		}
		if fields.Wants("pixelSize") {
			l.pixels = given.integer("pixelSize")
		}
		b.touch(l.hidden != old.hidden || l.pixels != old.pixels)
	}
	return nil, nil
}
