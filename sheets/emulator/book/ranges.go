package book

// span is a stretch of rows or columns, counted from 0, its end not included.
type span struct{ start, end int }

func (s span) size() int { return max(0, s.end-s.start) }

func (s span) empty() bool { return s.end <= s.start }

// reversed reports whether a span from a request is none.
func (s span) reversed() bool { return s.start < 0 || s.end != open && s.end < s.start }

func (s span) contains(i int) bool { return s.start <= i && i < s.end }

func (s span) covers(o span) bool { return s.start <= o.start && o.end <= s.end }

func (s span) common(o span) span { return span{max(s.start, o.start), min(s.end, o.end)} }

// area is a rectangle of cells.
type area struct{ rows, cols span }

func (a area) empty() bool { return a.rows.empty() || a.cols.empty() }

func (a area) contains(row, col int) bool { return a.rows.contains(row) && a.cols.contains(col) }

func (a area) covers(o area) bool { return a.rows.covers(o.rows) && a.cols.covers(o.cols) }

func (a area) common(o area) area { return area{a.rows.common(o.rows), a.cols.common(o.cols)} }

func (a area) overlaps(o area) bool { return !a.common(o).empty() }

// moved is the area of the same size that begins elsewhere.
func (a area) moved(row, col int) area {
	return area{span{row, row + a.rows.size()}, span{col, col + a.cols.size()}}
}

// open marks the end of a span that goes as far as the grid does.
const open = -1

// gridRange is a GridRange: an area of a tab whose ends may be open.
type gridRange struct {
	tab int
	area
}

// readRange reads a GridRange; what it leaves out is open.
func readRange(m message) gridRange {
	return gridRange{m.integer("sheetId"), area{
		readSpan(m, "startRowIndex", "endRowIndex"), readSpan(m, "startColumnIndex", "endColumnIndex"),
	}}
}

func readSpan(m message, start, end string) span {
	s := span{m.integer(start), open}
	if m.has(end) {
		s.end = m.integer(end)
	}
	return s
}

// message writes g as Google does: a tab with the id 0 and open ends are left
// out, a start of 0 is not.
func (g gridRange) message() message {
	m := message{}
	setUnlessZero(m, "sheetId", g.tab)
	writeSpan(m, g.rows, "startRowIndex", "endRowIndex")
	writeSpan(m, g.cols, "startColumnIndex", "endColumnIndex")
	return m
}

func writeSpan(m message, s span, start, end string) {
	if s.end == open && s.start == 0 {
		return
	}
	m[start] = s.start
	if s.end != open {
		m[end] = s.end
	}
}

// located is locate for the GridRange in a field of a request.
func (b *Book) located(request message, field string) (*tab, area, error) {
	if !request.has(field) {
		return nil, area{}, invalid("%s must be set", field)
	}
	return b.locate(readRange(request.message(field)))
}

// locate returns the tab of a range and the area that it has there. A range
// that begins outside the grid is refused, one that ends outside is cut.
func (b *Book) locate(g gridRange) (*tab, area, error) {
	t := b.tab(g.tab)
	switch {
	case t == nil:
		return nil, area{}, invalid("No grid with id: %d", g.tab)
	case g.rows.reversed() || g.cols.reversed():
		return nil, area{}, invalid("Invalid GridRange: indexes must be >= 0 and an end must not lie before its start")
	}
	a, err := t.within(g.area)
	return t, a, err
}

// within cuts an area to the grid.
func (t *tab) within(a area) (area, error) {
	whole := t.whole()
	if a.rows.start < 0 || a.cols.start < 0 || a.rows.start >= whole.rows.end || a.cols.start >= whole.cols.end {
		return area{}, invalid("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d",
			quoteTitle(t.title)+"!"+a.a1(), whole.rows.end, whole.cols.end)
	}
	return area{a.rows.within(whole.rows.end), a.cols.within(whole.cols.end)}, nil
}

// within cuts a span to a size and closes it.
func (s span) within(size int) span {
	if s.end == open || s.end > size {
		s.end = size
	}
	return s
}

// dimension is a stretch of rows or of columns of a tab.
type dimension struct {
	tab  *tab
	cols bool
	span
}

// readDimension reads a DimensionRange. It is cut to the grid.
func (b *Book) readDimension(m message) (dimension, error) {
	t := b.tab(m.integer("sheetId"))
	if t == nil {
		return dimension{}, invalid("No grid with id: %d", m.integer("sheetId"))
	}
	d := dimension{tab: t, cols: m.text("dimension") == "COLUMNS", span: readSpan(m, "startIndex", "endIndex")}
	switch {
	case !d.cols && m.text("dimension") != "ROWS":
		return d, invalid("No dimension specified.")
	case d.start < 0:
		return d, invalid("DimensionRange indexes must be >= 0")
	case d.end != open && d.end <= d.start:
		return d, invalid("endIndex[%d] must be greater than startIndex[%d]", d.end, d.start)
	}
	return d, nil
}

// lines are the rows or columns that the dimension is of.
func (d dimension) lines() []line {
	if d.cols {
		return d.tab.cols
	}
	return d.tab.rows
}

// along is the stretch of an area's lines, across that of the lines that cross
// them.
func (d dimension) along(a area) span {
	if d.cols {
		return a.cols
	}
	return a.rows
}

func (d dimension) across(a area) span { return dimension{cols: !d.cols}.along(a) }

func (d dimension) message() message {
	m := message{"dimension": d.name(), "startIndex": d.start, "endIndex": d.end}
	setUnlessZero(m, "sheetId", d.tab.id)
	return m
}

func (d dimension) name() string {
	if d.cols {
		return "COLUMNS"
	}
	return "ROWS"
}

func (d dimension) singular() string {
	if d.cols {
		return "column"
	}
	return "row"
}
