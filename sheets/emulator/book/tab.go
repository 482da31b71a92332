package book

import "slices"

// The size of a tab that is made without one, and of a line by default.
const (
	newRows, newCols     = 1000, 26
	rowPixels, colPixels = 21, 100
)

// tab is one worksheet with a grid.
type tab struct {
	id         int
	title      string
	hidden     bool
	properties message // what else SheetProperties say; see propertiesMessage
	rows, cols []line
	// cells holds rows from the top; rows and their ends may be missing, and
	// the last cell of a row may be empty.
	cells  [][]cell
	merges []area
	// The groups that are collapsed; line.depth says which groups there are.
	collapsedRows, collapsedCols []group
	// attached holds the repeated fields of the Sheet message that Book keeps
	// as they were given, under their names: protectedRanges,
	// conditionalFormats, bandedRanges, filterViews.
	attached map[string][]message
	filter   message // the basicFilter, nil when there is none
	metadata []message
}

// line is a row or a column.
type line struct {
	pixels   int // 0 is the default size
	hidden   bool
	filtered bool // hidden by the basic filter
	depth    int  // in how many groups it is
	metadata []message
}

// cell is one cell. Messages in it are never changed in place.
type cell struct {
	content
	format message // the userEnteredFormat
	note   string
	// extra holds the other fields of CellData that a client may write, such
	// as dataValidation and textFormatRuns.
	extra message
}

// content is what is in a cell.
type content struct {
	entered value
	result  value  // what a formula gives
	basis   uint64 // fingerprint of what the formula referred to when it gave that, 0 when unknown
	shown   string // the text that the cell shows, where it was given and is not worked out
}

// hold puts another value into a cell; the formats of parts of the old text go.
func (c *cell) hold(v value) {
	if c.entered == v {
		return
	}
	c.content = content{entered: v}
	if c.extra.has("textFormatRuns") {
		c.extra = c.extra.without("textFormatRuns")
	}
	if len(c.extra) == 0 {
		c.extra = nil
	}
}

// value is what the cell is worth: the result of a formula, else what was entered.
func (c *cell) value() value {
	if c.entered.kind == formulaValue {
		return c.result
	}
	return c.entered
}

func (c *cell) empty() bool {
	return c.entered.kind == noValue && c.format == nil && c.note == "" && c.extra == nil
}

func newTab(id int, title string, rows, cols int) *tab {
	return &tab{
		id: id, title: title, rows: make([]line, rows), cols: make([]line, cols), attached: map[string][]message{},
	}
}

// at returns the cell at a place, the empty one where there is none.
func (t *tab) at(row, col int) cell {
	if row < 0 || row >= len(t.cells) || col < 0 || col >= len(t.cells[row]) {
		return cell{}
	}
	return t.cells[row][col]
}

// set puts a cell in its place and reports whether that altered anything.
func (t *tab) set(row, col int, c cell) bool {
	if sameCell(t.at(row, col), c) {
		return false
	}
	for len(t.cells) <= row {
		t.cells = append(t.cells, nil)
	}
	if missing := col + 1 - len(t.cells[row]); missing > 0 {
		t.cells[row] = append(t.cells[row], make([]cell, missing)...)
	}
	t.cells[row][col] = c
	return true
}

func sameCell(a, b cell) bool {
	return a.content == b.content && a.note == b.note && sameMessage(a.format, b.format) && sameMessage(a.extra, b.extra)
}

// whole is the area of the grid.
func (t *tab) whole() area { return area{span{0, len(t.rows)}, span{0, len(t.cols)}} }

// used is the area from the first cell to the last that is not empty.
func (t *tab) used() area {
	var used area
	for row := range t.cells {
		for col := range t.cells[row] {
			if !t.cells[row][col].empty() {
				used.rows.end = row + 1
				used.cols.end = max(used.cols.end, col+1)
			}
		}
	}
	return used
}

// clone copies what may be changed in place.
func (t *tab) clone() *tab {
	copied := *t
	copied.rows, copied.cols = slices.Clone(t.rows), slices.Clone(t.cols)
	copied.cells = make([][]cell, len(t.cells))
	for i, row := range t.cells {
		copied.cells[i] = slices.Clone(row)
	}
	copied.merges = slices.Clone(t.merges)
	copied.collapsedRows, copied.collapsedCols = slices.Clone(t.collapsedRows), slices.Clone(t.collapsedCols)
	copied.attached = map[string][]message{}
	for name, messages := range t.attached {
		copied.attached[name] = slices.Clone(messages)
	}
	copied.metadata = slices.Clone(t.metadata)
	return &copied
}

// extent is the area of the cells that are stored.
func (t *tab) extent() area {
	var extent area
	extent.rows.end = len(t.cells)
	for _, row := range t.cells {
		extent.cols.end = max(extent.cols.end, len(row))
	}
	return extent
}

// covered reports whether a cell lies in a merge and is not its first.
func (t *tab) covered(row, col int) bool {
	for _, m := range t.merges {
		if m.contains(row, col) {
			return row != m.rows.start || col != m.cols.start
		}
	}
	return false
}
