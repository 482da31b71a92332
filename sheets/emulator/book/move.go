package book

import "math"

// moving says where a span of lines is to be found afterwards, false when
// nothing is left of it.
type moving func(span) (span, bool)

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
	if s.end == open {
		s.start -= gone.common(span{0, s.start}).size()
		return s, true
	}
	before, upTo := gone.common(span{0, s.start}).size(), gone.common(span{0, s.end}).size()
	s = span{s.start - before, s.end - upTo}
	if s.empty() {
		return span{}, false
	}
	return s, true
}

// relocated is where a span lies after lines were taken out and put in again
// at index to.
func (s span) relocated(taken span, to int) span {
	if taken.covers(s) && s.end != open {
		return span{s.start - taken.start + to, s.end - taken.start + to}
	}
	left, ok := s.deleted(taken)
	if !ok {
		return s
	}
	return left.inserted(to, taken.size())
}

// moveAlong adapts all that refers to the lines of a dimension: merges, groups,
// frozen lines, named and protected ranges, filters, conditional formats,
// formulas. The lines and cells themselves are the caller's.
func (b *Book) moveAlong(d dimension, to moving) {
	t := d.tab
	t.freeze(d.cols, to)
	collapsed := &t.collapsedRows
	if d.cols {
		collapsed = &t.collapsedCols
	}
	*collapsed = moveAll(*collapsed, func(g group) (group, bool) {
		moved, ok := to(g.span)
		return group{moved, g.depth}, ok
	})
	b.moveWithin(d, span{0, math.MaxInt}, to)
}

// moveWithin adapts the merges, ranges and formulas that refer to lines of a
// dimension and do not reach beyond the lines across.
func (b *Book) moveWithin(d dimension, across span, to moving) {
	change := func(g gridRange) (gridRange, bool) {
		along, width := &g.rows, g.cols
		if d.cols {
			along, width = &g.cols, g.rows
		}
		if width.end == open {
			width.end = math.MaxInt
		}
		if g.tab != d.tab.id || !across.covers(width) {
			return g, true
		}
		moved, ok := to(*along)
		*along = moved
		return g, ok
	}
	d.tab.merges = moveAll(d.tab.merges, func(a area) (area, bool) {
		g, ok := change(gridRange{d.tab.id, a})
		return g.area, ok && (g.rows.size() > 1 || g.cols.size() > 1)
	})
	b.moveMessages(change)
	b.moveReferences(change)
}

func moveAll[T any](list []T, move func(T) (T, bool)) []T {
	var moved []T
	for _, v := range list {
		if v, ok := move(v); ok {
			moved = append(moved, v)
		}
	}
	return moved
}

// attachedTypes are the repeated fields of a Sheet that are kept as they were
// given, with the types of their messages.
func attachedTypes() map[string]string {
	return map[string]string{
		"protectedRanges": "ProtectedRange", "conditionalFormats": "ConditionalFormatRule", "bandedRanges": "BandedRange",
		"filterViews": "FilterView",
	}
}

// moveMessages gives every message that is about ranges their new place; one
// whose range is gone goes too.
func (b *Book) moveMessages(change func(gridRange) (gridRange, bool)) {
	moveList := func(list []message, typeName string) []message {
		return moveAll(list, func(m message) (message, bool) { return moveRanges(m, typeName, change) })
	}
	b.names = moveList(b.names, "NamedRange")
	for _, t := range b.tabs {
		for name, typeName := range attachedTypes() {
			t.attached[name] = moveList(t.attached[name], typeName)
		}
		if t.filter != nil {
			t.filter, _ = moveRanges(t.filter, "BasicFilter", change)
		}
	}
}

// moveRanges changes the GridRanges within a message. Without the range that
// it is about, or the last of those, nothing is left of a message.
func moveRanges(m message, typeName string, change func(gridRange) (gridRange, bool)) (message, bool) {
	for name, field := range schema()[typeName].fields {
		if field.message != "GridRange" || !m.has(name) {
			continue
		}
		if !field.repeated {
			g, ok := change(readRange(m.message(name)))
			if !ok {
				return nil, false
			}
			m = m.with(name, g.message())
			continue
		}
		var ranges []message
		for _, r := range m.messages(name) {
			if g, ok := change(readRange(r)); ok {
				ranges = append(ranges, g.message())
			}
		}
		switch {
		case ranges != nil:
			m = m.with(name, listOf(ranges))
		case name == "ranges":
			return nil, false
		default:
			m = m.without(name)
		}
	}
	return m, true
}
