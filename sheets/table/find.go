package table

import (
	"slices"

	"thidua/sheets"
)

// maxHeaderRows is the most rows that a header block has.
const maxHeaderRows = 4

// Rows is a span of rows: From is in it, To is not.
type Rows struct{ From, To int }

// Cols is a span of columns: From is in it, To is not.
type Cols struct{ From, To int }

// Table is one table of a tab.
type Table struct {
	Title   Rows // lines above the header that belong to this table
	Over    Cols // the columns in which lines of the title are of this table and not of one beside it
	Header  Rows
	Index   int // the index row, -1 when there is none
	Body    Rows
	Columns []Column // from the left, those with neither header nor content left out
}

// Column is one column of a table.
type Column struct {
	Col    int
	Path   []string     // header texts from top to bottom
	Header []sheets.Ref // the cells that hold them
}

// Find returns the tables of a tab from top to bottom, those side by side
// from the left. A header is a row with two names of columns or more, or with
// one that begins the rows and the subjects of the others, and the rows that
// group and refine them.
func Find(v *View, names Names) []Table {
	f := finder{view: v, names: names}
	var tables []Table
	blocks := f.blocks()
	for i, header := range blocks {
		end := v.Rows()
		if i+1 < len(blocks) {
			end = f.titleOf(blocks[i+1], header.To).From
		}
		above := 0
		if i > 0 {
			above = blocks[i-1].To
		}
		title := f.titleOf(header, above)
		if i == 0 {
			title.From = 0
		}
		tables = append(tables, f.tables(title, header, Rows{header.To, end})...)
	}
	return tables
}

type finder struct {
	view  *View
	names Names
}

// blocks returns the header blocks from top to bottom.
func (f finder) blocks() []Rows {
	var blocks []Rows
	for row := 0; row < f.view.Rows(); row++ {
		if !f.isHeader(row, len(blocks) > 0) {
			continue
		}
		block := f.grow(row, blocks)
		if n := len(blocks); n > 0 && f.isCaption(blocks[n-1], block.From) {
			blocks = blocks[:n-1]
		}
		blocks = append(blocks, block)
		row = block.To - 1
	}
	return blocks
}

// isHeader reports whether a row names columns. Inside a table, where a data
// row may happen to hold two such words, it takes three or a gap above.
func (f finder) isHeader(row int, inTable bool) bool {
	n, ok := f.named(row)
	named := n.columns()
	if n.across() {
		named += n[Subject] + n[Places]
	}
	if !ok || named < 2 {
		return false
	}
	return !inTable || named > 2 || f.view.Count(row-1) < 2
}

// named counts what the texts of a row name; ok is false when the row holds a
// figure, which no header does.
func (f finder) named(row int) (n count, ok bool) {
	for _, cell := range f.view.Row(row) {
		switch {
		case !headerCell(cell):
			return count{}, false
		case cell.Kind == sheets.Text:
			n[f.names(cell.Text)]++
		default:
			n[Nothing]++
		}
	}
	return n, true
}

// headerCell reports whether a cell may stand in a header: a text, a date, or
// a number that counts a month or names a year.
func headerCell(c sheets.Cell) bool {
	switch c.Kind {
	case sheets.Text, sheets.Date:
		return true
	case sheets.Number:
		whole := c.Number == float64(int(c.Number))
		return whole && (c.Number >= 1 && c.Number <= 12 || c.Number >= 2000 && c.Number <= 2100)
	}
	return false
}

// isCaption reports whether what looked like a header is a line such as
// "Kỳ báo cáo | Tháng 5": two texts alone and no figure before the next header.
func (f finder) isCaption(block Rows, next int) bool {
	if block.To-block.From > 1 || f.view.Count(block.From) > 2 {
		return false
	}
	for row := block.To; row < next; row++ {
		for _, cell := range f.view.Row(row) {
			if cell.Kind != sheets.Text {
				return false
			}
		}
	}
	return true
}

// grow extends a row of names to the whole header block.
func (f finder) grow(row int, before []Rows) Rows {
	floor := 0
	if n := len(before); n > 0 {
		floor = before[n-1].To
	}
	first, lead := f.lead(row)
	block := Rows{row, row + 1}
	for block.From > floor && block.To-block.From < maxHeaderRows && f.groups(block, lead) {
		block.From--
	}
	for block.To < f.view.Rows() && block.To-block.From < maxHeaderRows && f.refines(block, first, lead) {
		block.To++
	}
	return block
}

// lead returns the first and the last of the columns that begin a header: its
// first text, and the second unless that is the subject of figures.
func (f finder) lead(row int) (first, last int) {
	n := 0
	for ref, cell := range f.view.Row(row) {
		if n++; n == 1 {
			first, last = ref.Col, ref.Col
			continue
		}
		if f.names(cell.Text) != Subject {
			last = ref.Col
		}
		break
	}
	return first, last
}

// groups reports whether the row above a block groups its columns: a merge
// reaches down from it into the block, or all of it stands right of the lead
// columns and spans several columns or is a name.
func (f finder) groups(block Rows, lead int) bool {
	down, right, grouping := false, true, false
	for ref, cell := range f.view.Row(block.From - 1) {
		span := f.view.Span(ref)
		if !headerCell(cell) || hasColon(cell.Text) {
			return false
		}
		if span.To.Row >= block.From {
			down = true
			continue
		}
		right = right && ref.Col > lead
		grouping = grouping || span.To.Col > span.From.Col || f.names(cell.Text).isColumn()
	}
	return down || right && grouping
}

// refines reports whether the row below a block refines its columns: every
// cell stands under a group or an empty cell, right of where the header
// begins, and none is a figure. A row that counts the columns begins at the
// lead columns.
func (f finder) refines(block Rows, first, lead int) bool {
	row, own, grouped := block.To, 0, true
	if f.measures(row) {
		return true
	}
	for ref, cell := range f.view.Row(row) {
		wide := f.underWide(ref)
		if !headerCell(cell) || ref.Col <= first || !wide && !f.underGap(ref) {
			return false
		}
		own++
		grouped = grouped && (wide || ref.Col > lead)
	}
	if own == 0 {
		return f.covered(row)
	}
	return grouped || !isIndex(f.view, row)
}

// measures reports whether a row holds the measures of the subjects above it
// and nothing else.
func (f finder) measures(row int) bool {
	own := 0
	for ref, cell := range f.view.Row(row) {
		above, _ := f.view.At(sheets.Ref{Row: row - 1, Col: ref.Col})
		if cell.Kind != sheets.Text || f.names(cell.Text) != Measure || f.names(above.Text) != Subject {
			return false
		}
		own++
	}
	return own > 0
}

// underWide reports whether the cell above spans several columns.
func (f finder) underWide(ref sheets.Ref) bool {
	above := f.view.Span(sheets.Ref{Row: ref.Row - 1, Col: ref.Col})
	return above.From.Col < above.To.Col && !f.view.tab.At(above.From).Blank()
}

// underGap reports whether the cell above is empty, or is the first of a group
// that nothing but empty cells to its right shows.
func (f finder) underGap(ref sheets.Ref) bool {
	empty := func(row, col int) bool {
		cell, _ := f.view.At(sheets.Ref{Row: row, Col: col})
		return cell.Blank()
	}
	return empty(ref.Row-1, ref.Col) || empty(ref.Row-1, ref.Col+1) && !empty(ref.Row, ref.Col+1)
}

// covered reports whether a merge reaches into a row from above.
func (f finder) covered(row int) bool {
	for col := range f.view.Cols() {
		span := f.view.Span(sheets.Ref{Row: row, Col: col})
		if span.From.Row < row && !f.view.tab.At(span.From).Blank() {
			return true
		}
	}
	return false
}

// titleOf returns the lines above a header that belong to it and not to the
// table before: up to the nearest empty row, each of one or two texts.
func (f finder) titleOf(header Rows, floor int) Rows {
	from := header.From
	for from > floor && f.view.blankRow(from-1) {
		from--
	}
	for from > floor && f.isTitle(from-1) {
		from--
	}
	return Rows{from, header.From}
}

func (f finder) isTitle(row int) bool {
	n := 0
	for _, cell := range f.view.Row(row) {
		if cell.Kind != sheets.Text {
			return false
		}
		n++
	}
	return n == 1 || n == 2
}

// tables returns the table under a header, or several where empty columns
// stand between headers of their own.
func (f finder) tables(title, header, body Rows) []Table {
	index := f.indexRow(body)
	if index >= 0 {
		body.From = index + 1
	}
	var tables []Table
	groups := f.columnGroups(header, body)
	for i, group := range groups {
		over := Cols{0, f.view.Cols()}
		if i > 0 {
			over.From = group[0]
		}
		if i+1 < len(groups) {
			over.To = groups[i+1][0]
		}
		tables = append(tables, Table{
			Title: title, Over: over, Header: header, Index: index, Body: body,
			Columns: f.columns(header, group),
		})
	}
	return tables
}

// indexRow returns the index row at the top of a body, -1 when there is none.
func (f finder) indexRow(body Rows) int {
	for row := body.From; row < body.To; row++ {
		if f.view.blankRow(row) {
			continue
		}
		if isIndex(f.view, row) {
			return row
		}
		break
	}
	return -1
}

// columnGroups returns the used columns of a table, split where an empty
// column separates two headers.
func (f finder) columnGroups(header, body Rows) [][]int {
	var groups [][]int
	gap := true
	for col := range f.view.Cols() {
		if f.view.blankCol(col, header.From, body.To) {
			gap = true
			continue
		}
		if gap {
			groups = append(groups, nil)
			gap = false
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], col)
	}
	if slices.ContainsFunc(groups, func(g []int) bool { return !f.stands(header, g) }) {
		return [][]int{slices.Concat(groups...)}
	}
	return groups
}

// stands reports whether some columns could be a table of their own: a name
// that begins rows and another beside it.
func (f finder) stands(header Rows, cols []int) bool {
	var n count
	for row := header.From; row < header.To; row++ {
		for ref, cell := range f.view.Row(row) {
			if slices.Contains(cols, ref.Col) && cell.Kind == sheets.Text {
				n[f.names(cell.Text)]++
			}
		}
	}
	return n[Begins] > 0 && n.columns()+n[Subject] > 1
}
