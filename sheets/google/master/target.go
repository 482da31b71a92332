package master

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/workbook"
)

// target is a table with the tab that shows it.
type target struct {
	table  *workbook.Table
	tab    *tab // nil when it is added
	sheet  int64
	width  int // columns of the table; the column of names stands behind them
	frozen int // columns that stay in view

	slots     []slot // the rows of the tab as structure leaves them
	structure step   // makes the tab, its columns and its rows
	ordered   bool   // structure puts rows in order
}

// prepare makes room for the table in a tab that is there: the columns of a
// table of other width come or go before the column of names, and cells merged
// over several rows of the table are divided.
func (t *target) prepare(was []*line, width int) {
	if width == 0 { // an empty tab
		width = t.width
	}
	tall := t.tab.shareMerges(was, width)
	if width != t.width {
		for _, l := range was {
			l.merges = nil
		}
		tall = slices.DeleteFunc(slices.Clone(t.tab.merges), func(m *gsheets.GridRange) bool { return int(m.StartColumnIndex) > width })
	}
	for _, m := range tall {
		t.structure = append(t.structure, unmerge(t.sheet, int(m.StartRowIndex), int(m.EndRowIndex), span{int(m.StartColumnIndex), int(m.EndColumnIndex)}))
	}
	columns := t.tab.columns()
	switch {
	case width < t.width:
		t.structure = append(t.structure, &gsheets.Request{InsertDimension: &gsheets.InsertDimensionRequest{
			Range: columnRange(t.sheet, width, t.width), InheritFromBefore: width > 0,
		}})
		columns += t.width - width
	case width > t.width:
		t.structure = append(t.structure, &gsheets.Request{DeleteDimension: &gsheets.DeleteDimensionRequest{
			Range: columnRange(t.sheet, t.width, width),
		}})
		columns -= width - t.width
	}
	for _, l := range was {
		l.widen(width, t.width)
	}
	if missing := t.width + 1 - columns; missing > 0 {
		t.structure = append(t.structure, &gsheets.Request{AppendDimension: &gsheets.AppendDimensionRequest{
			SheetId: t.sheet, Dimension: "COLUMNS", Length: int64(missing), ForceSendFields: []string{"SheetId"},
		}})
	}
}

// widen puts columns in or takes them out between a table of width columns and
// what stands to its right.
func (l *line) widen(width, to int) {
	switch {
	case len(l.cells) <= min(width, to):
	case width < to:
		l.cells = slices.Insert(slices.Clone(l.cells), width, make([]*gsheets.CellData, to-width)...)
	case width > to:
		l.cells = slices.Delete(slices.Clone(l.cells), to, min(width, len(l.cells)))
	}
}

// head returns the requests for what belongs to the tab as a whole.
func (t *target) head(fresh bool) step {
	var head step
	if fresh {
		head = append(head, t.columnWidths()...)
	}
	rows := t.frozenRows()
	if fresh || t.ordered || t.tab.freezes() != [2]int{rows, t.frozen} {
		head = append(head, t.freeze(rows))
	}
	if filter := t.filter(); filter != nil {
		head = append(head, &gsheets.Request{SetBasicFilter: &gsheets.SetBasicFilterRequest{Filter: filter}})
	}
	return head
}

func (t *tab) freezes() [2]int {
	g := t.properties.GridProperties
	return [2]int{int(g.FrozenRowCount), int(g.FrozenColumnCount)}
}

func (t *target) freeze(rows int) *gsheets.Request {
	return &gsheets.Request{UpdateSheetProperties: &gsheets.UpdateSheetPropertiesRequest{
		Properties: &gsheets.SheetProperties{
			SheetId: t.sheet, ForceSendFields: []string{"SheetId"},
			TabColorStyle: colour(t.table.Colour),
			GridProperties: &gsheets.GridProperties{
				FrozenRowCount: int64(rows), FrozenColumnCount: int64(t.frozen),
				ForceSendFields: []string{"FrozenRowCount", "FrozenColumnCount"},
			},
		},
		Fields: "tabColorStyle,gridProperties.frozenRowCount,gridProperties.frozenColumnCount",
	}}
}

// mostFrozen is how many points of height stay in view at most: on a small
// screen nothing else would have room.
const mostFrozen = 260

// frozenRows is how many rows of the tab stay in view: to the end of the
// table's headings, unless they are too high.
func (t *target) frozenRows() int {
	height := 0.0
	for _, r := range t.table.Rows[:t.table.Header] {
		height += max(r.Height, usualHeight)
	}
	if t.table.Header == 0 || height > mostFrozen {
		return 0
	}
	return 1 + t.find(t.table.Header-1)
}

func (t *target) find(row int) int {
	return slices.IndexFunc(t.slots, func(s slot) bool { return s.want == row })
}

// frozenColumns is how many columns stay in view. Google divides no merged
// cell where columns stay: titles need not be merged, but what is centred over
// several columns must be.
func frozenColumns(table *workbook.Table) int {
	for _, r := range table.Rows {
		for col, c := range r.Cells {
			if crosses(col, c, table.Frozen) && c.Look.Align == "center" {
				return 0
			}
		}
	}
	return table.Frozen
}

// crosses reports whether a cell is merged over the border of the columns that
// stay.
func crosses(col int, c workbook.TableCell, frozen int) bool {
	return c.Span > 0 && col < frozen && col+c.Span >= frozen
}

// filter returns the filter that the tab needs, nil when it has it or people
// have taken it away. What they have chosen in it stays.
func (t *target) filter() *gsheets.BasicFilter {
	if !t.table.Filters {
		return nil
	}
	last := len(t.slots) - 1
	for t.slots[last].want < 0 {
		last--
	}
	area := gridRange(t.sheet, t.find(t.table.Header-1), last+1, span{0, t.width})
	if t.tab == nil {
		return &gsheets.BasicFilter{Range: area}
	}
	now := t.tab.filter
	if now == nil || !t.ordered && sameRange(now.Range, area) {
		return nil
	}
	return &gsheets.BasicFilter{Range: area, SortSpecs: now.SortSpecs, FilterSpecs: now.FilterSpecs}
}

func sameRange(a, b *gsheets.GridRange) bool {
	return a.StartRowIndex == b.StartRowIndex && a.EndRowIndex == b.EndRowIndex &&
		a.StartColumnIndex == b.StartColumnIndex && a.EndColumnIndex == b.EndColumnIndex
}

func (t *target) columnWidths() step {
	var s step
	for from, to := 0, 0; from < t.width; from = to {
		for to = from + 1; to < t.width && t.table.Widths[to] == t.table.Widths[from]; to++ {
		}
		s = append(s, resize(columnRange(t.sheet, from, to), columnPixels(t.table.Widths[from])))
	}
	return append(s, &gsheets.Request{UpdateDimensionProperties: &gsheets.UpdateDimensionPropertiesRequest{
		Range:      columnRange(t.sheet, t.width, t.width+1),
		Properties: &gsheets.DimensionProperties{HiddenByUser: true}, Fields: "hiddenByUser",
	}})
}

func resize(lines *gsheets.DimensionRange, pixels int) *gsheets.Request {
	return &gsheets.Request{UpdateDimensionProperties: &gsheets.UpdateDimensionPropertiesRequest{
		Range: lines, Properties: &gsheets.DimensionProperties{PixelSize: int64(pixels)}, Fields: "pixelSize",
	}}
}

// A digit of the standard font is 7 pixels wide, and a cell has 5 more.
func columnPixels(digits float64) int { return int(math.Round(7*digits + 5)) }

// usualHeight is that of a row that asks for none, in points.
const usualHeight = 15.75

func rowPixels(points float64) int {
	if points == 0 {
		points = usualHeight
	}
	return int(math.Round(points * 4 / 3))
}

// name is what the hidden column says of a row of the table. That of the first
// row stands for the tab as a whole too.
func (t *target) name(row int, places map[workbook.Place]string) name {
	r := t.table.Rows[row]
	h := fnv.New32a()
	if row == 0 {
		fmt.Fprintln(h, t.table.Widths, t.table.Colour, t.table.Header, t.frozen)
	}
	fmt.Fprintln(h, r.Height)
	for _, c := range r.Cells {
		fmt.Fprintf(h, "%+v %d %s\n", c.Look, c.Span, uri(c.Link, places))
	}
	return name{width: t.width, hash: fmt.Sprintf("%08x", h.Sum32()), key: r.Key}
}

// uri is where a link leads, "" for nowhere.
func uri(p workbook.Place, places map[workbook.Place]string) string {
	if p.URL != "" {
		return p.URL
	}
	return places[p]
}
