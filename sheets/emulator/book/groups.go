package book

import "slices"

// group is a group of rows or columns that can be collapsed. Which groups
// there are follows from the depth of each line: a group of depth 2 is a
// stretch of lines that lie in two groups or more.
type group struct {
	span
	depth int
}

// addDimensionGroup puts rows or columns into one more group.
func (b *Book) addDimensionGroup(request message) (message, error) {
	d, err := b.existing(request.message("range"), "group")
	if err != nil {
		return nil, err
	}
	d.deepen(1)
	d.tab.properties = d.tab.properties.with("gridProperties",
		d.tab.properties.message("gridProperties").with(d.controlAfter(), true))
	b.touch(true)
	return d.groupsReply(), nil
}

// deleteDimensionGroup takes rows or columns out of their innermost group.
func (b *Book) deleteDimensionGroup(request message) (message, error) {
	d, err := b.existing(request.message("range"), "ungroup")
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(d.lines()[d.start:d.end], func(l line) bool { return l.depth > 0 }) {
		return nil, invalid("There is no group over the range.")
	}
	d.deepen(-1)
	b.touch(true)
	return d.groupsReply(), nil
}

// updateDimensionGroup collapses a group or opens it.
func (b *Book) updateDimensionGroup(request message) (message, error) {
	fields, err := updateMask(request, "DimensionGroup")
	if err != nil {
		return nil, err
	}
	given := request.message("dimensionGroup")
	d, err := b.existing(given.message("range"), "update")
	if err != nil {
		return nil, err
	}
	g := group{d.span, given.integer("depth")}
	if !slices.Contains(groups(d.lines()), g) {
		return nil, invalid("There is no group of depth %d over the range.", g.depth)
	}
	if !fields.Wants("collapsed") {
		return nil, nil
	}
	collapsed := d.collapsed()
	*collapsed = slices.DeleteFunc(*collapsed, func(other group) bool { return other == g })
	if given.flag("collapsed") {
		*collapsed = append(*collapsed, g)
	}
	for i := d.start; i < d.end; i++ {
		d.lines()[i].hidden = given.flag("collapsed")
	}
	b.touch(true)
	return nil, nil
}

// deepen changes in how many groups the lines are.
func (d dimension) deepen(by int) {
	for i := d.start; i < d.end; i++ {
		d.lines()[i].depth = max(0, d.lines()[i].depth+by)
	}
}

// collapsed lists the groups of a dimension that are collapsed.
func (d dimension) collapsed() *[]group {
	if d.cols {
		return &d.tab.collapsedCols
	}
	return &d.tab.collapsedRows
}

func (d dimension) controlAfter() string {
	if d.cols {
		return "columnGroupControlAfter"
	}
	return "rowGroupControlAfter"
}

func (d dimension) groupsReply() message {
	m := message{}
	setList(m, "dimensionGroups", d.tab.groupMessages(d.cols))
	return m
}

// groups returns the groups of lines, outer ones before those within.
func groups(lines []line) []group {
	var found, pending []group
	for i := 0; i <= len(lines); i++ {
		depth := 0
		if i < len(lines) {
			depth = lines[i].depth
		}
		for len(pending) > depth {
			last := pending[len(pending)-1]
			pending = pending[:len(pending)-1]
			found = append(found, group{span{last.start, i}, last.depth})
		}
		for len(pending) < depth {
			pending = append(pending, group{span{start: i}, len(pending) + 1})
		}
	}
	slices.SortStableFunc(found, func(a, b group) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return a.depth - b.depth
	})
	return found
}

// groupMessages writes the groups of rows or of columns.
func (t *tab) groupMessages(cols bool) []message {
	d := dimension{tab: t, cols: cols}
	var messages []message
	for _, g := range groups(d.lines()) {
		m := message{"range": dimension{t, cols, g.span}.message(), "depth": g.depth}
		setUnlessZero(m, "collapsed", slices.Contains(*d.collapsed(), g))
		messages = append(messages, m)
	}
	return messages
}
