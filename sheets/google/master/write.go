package master

import (
	"slices"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/workbook"
)

// steps returns what must be done for the tab: first its rows and columns are
// put in order, then the rows that differ are written from the top, at most
// mostRows in a step.
func (t *target) steps(places map[workbook.Place]string, mostRows int) []step {
	w := newWriter(t, places)
	var body []step
	for i, s := range t.slots {
		if s.want >= 0 {
			w.row(i, s)
		}
		if w.count == mostRows {
			body = append(body, w.take())
		}
	}
	body = append(body, w.take())
	head := append(slices.Clone(t.structure), t.head(w.first)...)
	return append([]step{head}, body...)
}

// writer gathers what differs of some rows.
type writer struct {
	*target
	places map[workbook.Place]string
	count  int  // rows that differ
	first  bool // whether the table's first row was written anew

	values  []*valueBlock
	formats []*formatBlock
	heights []*heightBlock
	merges  step
	above   map[span]*valueBlock // the last of the columns
	alike   map[formatKey]*formatBlock
}

// valueBlock is cells that are written together, row by row from a place on.
type valueBlock struct {
	from int
	span
	rows []*gsheets.RowData
}

// formatBlock is cells that look alike, in the rows [from, to).
type formatBlock struct {
	from, to int
	formatKey
}

// formatKey is the columns of a formatBlock and what they share.
type formatKey struct {
	span
	look
}

// look is how a cell looks and where it leads.
type look struct {
	workbook.Look
	uri  string
	runs bool // it is one of several cells that a text runs over without their being merged
}

// heightBlock is rows [from, to) of one height.
type heightBlock struct{ from, to, pixels int }

func newWriter(t *target, places map[workbook.Place]string) *writer {
	w := &writer{target: t, places: places}
	w.begin()
	return w
}

// begin forgets what was gathered.
func (w *writer) begin() {
	w.values, w.formats, w.heights, w.merges, w.count = nil, nil, nil, nil, 0
	w.above, w.alike = map[span]*valueBlock{}, map[formatKey]*formatBlock{}
}

// row gathers what differs of the row of the table that stands at place i.
func (w *writer) row(i int, s slot) {
	r, n, was := w.table.Rows[s.want], w.name(s.want, w.places), s.line
	put := was == nil || was.key == "" // the row is new
	before := len(w.merges)
	differs := w.writeValues(i, was, r, n, put)
	w.writeMerges(i, was, r)
	if put || was.name != n {
		w.first = w.first || s.want == 0
		w.writeFormats(i, r)
		if put || !was.written(w.width) { // what people have written may need more
			w.writeHeight(i, rowPixels(r.Height))
		}
	}
	if differs || len(w.merges) > before {
		w.count++
	}
}

// writeValues gathers the cells whose values differ, or all, and reports
// whether there are any.
func (w *writer) writeValues(i int, was *line, r workbook.TableRow, n name, all bool) (any bool) {
	text := n.String()
	cells := make([]*gsheets.CellData, w.width+1)
	for col := range w.width {
		cells[col] = &gsheets.CellData{UserEnteredValue: valueOf(cellOf(r, col))}
	}
	cells[w.width] = &gsheets.CellData{UserEnteredValue: &gsheets.ExtendedValue{StringValue: &text}}
	differs := func(col int) bool {
		return all || !sameValue(cells[col].UserEnteredValue, was.at(col).UserEnteredValue)
	}
	for from := 0; from < len(cells); from++ {
		to := from
		for to < len(cells) && differs(to) {
			to++
		}
		if to > from {
			w.putValues(i, span{from, to}, cells[from:to])
			any, from = true, to
		}
	}
	return any
}

// putValues adds the cells of a row to the block above them, if it is as wide.
func (w *writer) putValues(i int, columns span, cells []*gsheets.CellData) {
	b := w.above[columns]
	if b == nil || b.from+len(b.rows) != i {
		b = &valueBlock{from: i, span: columns}
		w.above[columns] = b
		w.values = append(w.values, b)
	}
	b.rows = append(b.rows, &gsheets.RowData{Values: cells})
}

// writeFormats gathers how the cells of a row look, cells that look alike
// together.
func (w *writer) writeFormats(i int, r workbook.TableRow) {
	runs := -1 // the last column that a text runs over
	at := make([]look, w.width)
	for col := range at {
		c := cellOf(r, col)
		if crosses(col, c, w.frozen) {
			runs = col + c.Span
		}
		at[col] = look{c.Look, uri(c.Link, w.places), col <= runs}
	}
	for from, to := 0, 0; from < w.width; from = to {
		for to = from + 1; to < w.width && at[to] == at[from]; to++ {
		}
		key := formatKey{span{from, to}, at[from]}
		if b := w.alike[key]; b != nil && b.to == i {
			b.to++
			continue
		}
		b := &formatBlock{from: i, to: i + 1, formatKey: key}
		w.alike[key] = b
		w.formats = append(w.formats, b)
	}
}

// writeMerges divides and merges the cells of a row. Cells beside columns that
// stay in view are not merged with others: their texts run over those.
func (w *writer) writeMerges(i int, was *line, r workbook.TableRow) {
	var want, have []span
	for col, c := range r.Cells {
		if c.Span > 0 && !crosses(col, c, w.frozen) {
			want = append(want, span{col, col + c.Span + 1})
		}
	}
	if was != nil {
		have = was.merges
	}
	for _, m := range have {
		if !slices.Contains(want, m) {
			w.merges = append(w.merges, unmerge(w.sheet, i, i+1, m))
		}
	}
	for _, m := range want {
		if !slices.Contains(have, m) {
			w.merges = append(w.merges, &gsheets.Request{MergeCells: &gsheets.MergeCellsRequest{
				Range: gridRange(w.sheet, i, i+1, m), MergeType: "MERGE_ALL",
			}})
		}
	}
}

func (w *writer) writeHeight(i, pixels int) {
	if n := len(w.heights); n > 0 && w.heights[n-1].to == i && w.heights[n-1].pixels == pixels {
		w.heights[n-1].to++
		return
	}
	w.heights = append(w.heights, &heightBlock{i, i + 1, pixels})
}

// take returns the requests for what was gathered, and begins anew.
func (w *writer) take() step {
	var s step
	for _, b := range w.formats {
		s = append(s, &gsheets.Request{RepeatCell: &gsheets.RepeatCellRequest{
			Range: gridRange(w.sheet, b.from, b.to, b.span), Fields: "userEnteredFormat",
			Cell: &gsheets.CellData{UserEnteredFormat: formatOf(b.look)},
		}})
	}
	s = append(s, w.merges...)
	for _, b := range w.heights {
		s = append(s, resize(rowRange(w.sheet, b.from, b.to), b.pixels))
	}
	for _, b := range w.values {
		s = append(s, &gsheets.Request{UpdateCells: &gsheets.UpdateCellsRequest{
			Start: &gsheets.GridCoordinate{
				SheetId: w.sheet, RowIndex: int64(b.from), ColumnIndex: int64(b.span.from), ForceSendFields: []string{"SheetId", "RowIndex", "ColumnIndex"},
			},
			Rows: b.rows, Fields: "userEnteredValue",
		}})
	}
	w.begin()
	return s
}
