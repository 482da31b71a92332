package book

// moving says where a span of lines is to be found afterwards, false when
// nothing is left of it.
type moving func(span) (span, bool)

// move adapts all that refers to lines of a tab to lines that were put in,
// taken out or moved: merges, groups, named and protected ranges, filters,
// conditional formats. The lines and cells themselves are the caller's.
func (b *Book) move(t *tab, cols bool, to moving) {
	change := func(g gridRange) (gridRange, bool) {
		if g.tab != t.id {
			return g, true
		}
		ok := true
		if cols {
			g.cols, ok = to(g.cols)
		} else {
			g.rows, ok = to(g.rows)
		}
		return g, ok
	}
	t.merges = moveAll(t.merges, func(a area) (area, bool) {
		g, ok := change(gridRange{t.id, a})
		return g.area, ok && (g.rows.size() > 1 || g.cols.size() > 1)
	})
	groups := &t.rowGroups
	if cols {
		groups = &t.colGroups
	}
	*groups = moveAll(*groups, func(g group) (group, bool) {
		ok := true
		g.span, ok = to(g.span)
		return g, ok
	})
	b.moveMessages(change)
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

// The repeated fields of a Sheet that are kept as they were given, with the
// types of their messages.
func attachedTypes() map[string]string {
	return map[string]string{
		"protectedRanges": "ProtectedRange", "conditionalFormats": "ConditionalFormatRule", "bandedRanges": "BandedRange",
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
			if filter, ok := moveRanges(t.filter, "BasicFilter", change); ok {
				t.filter = filter
			} else {
				t.filter = nil
			}
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
