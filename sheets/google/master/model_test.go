package master_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// model is a spreadsheet that does what publishing asks for, as plainly as can
// be, and refuses what Google refuses.
type model struct {
	tabs  []*page
	next  int64 // metadata id
	wrote int   // updates carried out
	bytes int   // of the largest
	fails func(update int) fault
	asked int // updates asked for
}

// fault is what happens to an update.
type fault int

const (
	none  fault = iota
	lost        // carried out, the answer does not come
	unmet       // not carried out
)

type page struct {
	id       int64
	title    string
	rows     [][]box
	columns  int
	heights  []int64
	widths   []int64
	hidden   []bool
	frozen   [2]int64
	colour   string
	merges   []area
	filter   *gsheets.BasicFilter
	metadata map[int64]string
}

type box struct {
	value  *gsheets.ExtendedValue
	format *gsheets.CellFormat
	note   string
}

type area struct{ top, bottom, left, right int }

func areaOf(r *gsheets.GridRange) area {
	return area{int(r.StartRowIndex), int(r.EndRowIndex), int(r.StartColumnIndex), int(r.EndColumnIndex)}
}

func (a area) overlaps(b area) bool {
	return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right
}

func (a area) holds(b area) bool {
	return a.top <= b.top && b.bottom <= a.bottom && a.left <= b.left && b.right <= a.right
}

// Get answers with everything, whatever the mask.
func (m *model) Get(_ context.Context, id, _ string, ranges ...string) (*gsheets.Spreadsheet, error) {
	book := &gsheets.Spreadsheet{SpreadsheetId: id}
	for i, p := range m.tabs {
		if len(ranges) == 0 || slices.Contains(ranges, "'"+strings.ReplaceAll(p.title, "'", "''")+"'") {
			book.Sheets = append(book.Sheets, p.sheet(i))
		}
	}
	return book, nil
}

func (p *page) sheet(index int) *gsheets.Sheet {
	s := &gsheets.Sheet{
		Properties: &gsheets.SheetProperties{
			SheetId: p.id, Title: p.title, Index: int64(index),
			GridProperties: &gsheets.GridProperties{
				RowCount: int64(len(p.rows)), ColumnCount: int64(p.columns), FrozenRowCount: p.frozen[0], FrozenColumnCount: p.frozen[1],
			},
		},
		BasicFilter: p.filter, Data: []*gsheets.GridData{{}},
	}
	for id, value := range p.metadata {
		s.DeveloperMetadata = append(s.DeveloperMetadata, &gsheets.DeveloperMetadata{MetadataId: id, MetadataKey: "thidua", MetadataValue: value})
	}
	for _, a := range p.merges {
		s.Merges = append(s.Merges, &gsheets.GridRange{
			StartRowIndex: int64(a.top), EndRowIndex: int64(a.bottom), StartColumnIndex: int64(a.left), EndColumnIndex: int64(a.right),
		})
	}
	last := len(p.rows)
	for last > 0 && !slices.ContainsFunc(p.rows[last-1], func(b box) bool { return b.value != nil || b.note != "" }) {
		last--
	}
	for _, row := range p.rows[:last] {
		data := &gsheets.RowData{}
		for _, b := range row {
			data.Values = append(data.Values, &gsheets.CellData{UserEnteredValue: b.value, Note: b.note, FormattedValue: b.shown()})
		}
		s.Data[0].RowData = append(s.Data[0].RowData, data)
	}
	return s
}

func (b box) shown() string {
	switch {
	case b.value == nil:
		return ""
	case b.value.StringValue != nil:
		return *b.value.StringValue
	case b.value.NumberValue != nil:
		return fmt.Sprint(*b.value.NumberValue)
	}
	return ""
}

// Wait makes nobody wait.
func (m *model) Wait(context.Context, time.Duration) error { return nil }

// Update carries all requests out or none, as they come over the wire.
func (m *model) Update(_ context.Context, _ string, requests []*gsheets.Request) error {
	m.asked++
	what := none
	if m.fails != nil {
		what = m.fails(m.asked)
	}
	if what == unmet {
		return fmt.Errorf("%w: line down", sheets.ErrBusy)
	}
	data, err := json.Marshal(requests)
	if err != nil {
		return err
	}
	m.bytes = max(m.bytes, len(data))
	var sent []*gsheets.Request
	if err := json.Unmarshal(data, &sent); err != nil {
		return err
	}
	kept := m.clone()
	for i, r := range sent {
		if err := m.carryOut(r); err != nil {
			m.tabs = kept
			text, _ := json.Marshal(r)
			return fmt.Errorf("requests[%d]: %w: %.300s", i, err, text)
		}
	}
	m.wrote++
	if what == lost {
		return fmt.Errorf("%w: no answer", sheets.ErrBusy)
	}
	return nil
}

func (m *model) clone() []*page {
	var tabs []*page
	for _, p := range m.tabs {
		c := *p
		c.rows = nil
		for _, row := range p.rows {
			c.rows = append(c.rows, slices.Clone(row))
		}
		c.heights, c.widths, c.hidden, c.merges = slices.Clone(p.heights), slices.Clone(p.widths), slices.Clone(p.hidden), slices.Clone(p.merges)
		c.metadata = map[int64]string{}
		for k, v := range p.metadata {
			c.metadata[k] = v
		}
		tabs = append(tabs, &c)
	}
	return tabs
}

func (m *model) page(id int64) *page {
	for _, p := range m.tabs {
		if p.id == id {
			return p
		}
	}
	return &page{} // has no rows: whatever is asked of it fails
}

func newPage(id int64, title string, rows, columns int) *page {
	p := &page{id: id, title: title, columns: columns, widths: make([]int64, columns), hidden: make([]bool, columns), metadata: map[int64]string{}}
	p.insertRows(0, rows)
	return p
}

func (p *page) insertRows(at, n int) {
	for range n {
		p.rows = slices.Insert(p.rows, at, make([]box, p.columns))
		p.heights = slices.Insert(p.heights, at, 0)
	}
	for i, a := range p.merges {
		if a.top >= at {
			p.merges[i].top += n
		}
		if a.bottom > at {
			p.merges[i].bottom += n
		}
	}
	for i := range p.frozen[:1] {
		if int(p.frozen[i]) > at {
			p.frozen[i] += int64(n)
		}
	}
}

func (p *page) deleteRows(from, to int) {
	p.rows = slices.Delete(p.rows, from, to)
	p.heights = slices.Delete(p.heights, from, to)
	shift := func(i int) int { return i - max(0, min(i, to)-from) }
	var merges []area
	for _, a := range p.merges {
		a.top, a.bottom = shift(a.top), shift(a.bottom)
		if a.bottom > a.top && (a.bottom-a.top)*(a.right-a.left) > 1 {
			merges = append(merges, a)
		}
	}
	p.merges = merges
	p.frozen[0] = int64(shift(int(p.frozen[0])))
}

func (p *page) insertColumns(at, n int) {
	p.columns += n
	for i := range p.rows {
		p.rows[i] = slices.Insert(p.rows[i], at, make([]box, n)...)
	}
	p.widths, p.hidden = slices.Insert(p.widths, at, make([]int64, n)...), slices.Insert(p.hidden, at, make([]bool, n)...)
	for i, a := range p.merges {
		if a.left >= at {
			p.merges[i].left += n
		}
		if a.right > at {
			p.merges[i].right += n
		}
	}
}

func (p *page) deleteColumns(from, to int) {
	p.columns -= to - from
	for i := range p.rows {
		p.rows[i] = slices.Delete(p.rows[i], from, to)
	}
	p.widths, p.hidden = slices.Delete(p.widths, from, to), slices.Delete(p.hidden, from, to)
	shift := func(i int) int { return i - max(0, min(i, to)-from) }
	var merges []area
	for _, a := range p.merges {
		if a.left, a.right = shift(a.left), shift(a.right); a.right > a.left && (a.bottom-a.top)*(a.right-a.left) > 1 {
			merges = append(merges, a)
		}
	}
	p.merges = merges
}

var errRange = errors.New("the range is not on the grid")

func (m *model) carryOut(r *gsheets.Request) error {
	switch {
	case r.AddSheet != nil:
		return m.addSheet(r.AddSheet.Properties)
	case r.CreateDeveloperMetadata != nil:
		m.next++
		d := r.CreateDeveloperMetadata.DeveloperMetadata
		m.page(d.Location.SheetId).metadata[m.next] = d.MetadataValue
		return nil
	case r.DeleteDeveloperMetadata != nil:
		for _, p := range m.tabs {
			delete(p.metadata, r.DeleteDeveloperMetadata.DataFilter.DeveloperMetadataLookup.MetadataId)
		}
		return nil
	case r.UpdateSheetProperties != nil:
		return m.setProperties(r.UpdateSheetProperties)
	case r.SetBasicFilter != nil:
		m.page(r.SetBasicFilter.Filter.Range.SheetId).filter = r.SetBasicFilter.Filter
		return nil
	case r.InsertDimension != nil, r.DeleteDimension != nil, r.AppendDimension != nil, r.MoveDimension != nil, r.UpdateDimensionProperties != nil:
		return m.dimension(r)
	case r.MergeCells != nil:
		return m.page(r.MergeCells.Range.SheetId).merge(areaOf(r.MergeCells.Range))
	case r.UnmergeCells != nil:
		return m.page(r.UnmergeCells.Range.SheetId).unmerge(areaOf(r.UnmergeCells.Range))
	case r.RepeatCell != nil:
		p, a := m.page(r.RepeatCell.Range.SheetId), areaOf(r.RepeatCell.Range)
		if r.RepeatCell.Fields != "userEnteredFormat" || a.bottom > len(p.rows) || a.right > p.columns {
			return errRange
		}
		for _, row := range p.rows[a.top:a.bottom] {
			for i := a.left; i < a.right; i++ {
				row[i].format = r.RepeatCell.Cell.UserEnteredFormat
			}
		}
		return nil
	case r.UpdateCells != nil:
		return m.updateCells(r.UpdateCells)
	}
	return errors.New("unknown request")
}

func (m *model) addSheet(s *gsheets.SheetProperties) error {
	for _, p := range m.tabs {
		if strings.EqualFold(p.title, s.Title) || p.id == s.SheetId {
			return fmt.Errorf("there is a tab %q", s.Title)
		}
	}
	p := newPage(s.SheetId, s.Title, int(s.GridProperties.RowCount), int(s.GridProperties.ColumnCount))
	m.tabs = slices.Insert(m.tabs, int(s.Index), p)
	return nil
}

func (m *model) setProperties(u *gsheets.UpdateSheetPropertiesRequest) error {
	p := m.page(u.Properties.SheetId)
	for field := range strings.SplitSeq(u.Fields, ",") {
		switch field {
		case "title":
			p.title = u.Properties.Title
		case "tabColorStyle":
			p.colour = fmt.Sprint(u.Properties.TabColorStyle != nil)
		case "gridProperties.frozenRowCount":
			p.frozen[0] = u.Properties.GridProperties.FrozenRowCount
		case "gridProperties.frozenColumnCount":
			p.frozen[1] = u.Properties.GridProperties.FrozenColumnCount
		default:
			return errors.New("unknown field " + field)
		}
	}
	for _, a := range p.merges {
		if a.left < int(p.frozen[1]) && a.right > int(p.frozen[1]) {
			return errors.New("you can't freeze columns which contain only part of a merged cell")
		}
	}
	if int(p.frozen[0]) >= len(p.rows) {
		return errors.New("you can't freeze all visible rows")
	}
	return nil
}

func (m *model) dimension(r *gsheets.Request) error {
	switch {
	case r.InsertDimension != nil:
		d := r.InsertDimension.Range
		p, at, n := m.page(d.SheetId), int(d.StartIndex), int(d.EndIndex-d.StartIndex)
		if d.Dimension == "COLUMNS" && at < p.columns {
			p.insertColumns(at, n)
			return nil
		}
		if d.Dimension != "ROWS" || at >= len(p.rows) {
			return errRange
		}
		p.insertRows(at, n)
	case r.DeleteDimension != nil:
		d := r.DeleteDimension.Range
		p, from, to := m.page(d.SheetId), int(d.StartIndex), int(d.EndIndex)
		if d.Dimension == "COLUMNS" && to < p.columns {
			p.deleteColumns(from, to)
			return nil
		}
		if d.Dimension != "ROWS" || to > len(p.rows) || to-from == len(p.rows) {
			return errRange
		}
		p.deleteRows(from, to)
	case r.AppendDimension != nil:
		p := m.page(r.AppendDimension.SheetId)
		if r.AppendDimension.Dimension == "COLUMNS" {
			p.insertColumns(p.columns, int(r.AppendDimension.Length))
			return nil
		}
		p.insertRows(len(p.rows), int(r.AppendDimension.Length))
	case r.MoveDimension != nil:
		d := r.MoveDimension
		return m.page(d.Source.SheetId).moveRow(int(d.Source.StartIndex), int(d.DestinationIndex))
	default:
		return m.resize(r.UpdateDimensionProperties)
	}
	return nil
}

func (p *page) moveRow(from, to int) error {
	for _, a := range p.merges {
		if a.bottom-a.top > 1 && (a.top <= from && from < a.bottom || a.top < to && to < a.bottom) {
			return errors.New("you can't move a part of a merged cell")
		}
	}
	row, height := p.rows[from], p.heights[from]
	var riding []area
	p.merges = slices.DeleteFunc(p.merges, func(a area) bool {
		if a.top == from {
			riding = append(riding, a)
		}
		return a.top == from
	})
	frozen := p.frozen
	p.deleteRows(from, from+1)
	if to > from {
		to--
	}
	p.insertRows(to, 1)
	p.rows[to], p.heights[to], p.frozen = row, height, frozen
	for _, a := range riding {
		a.top, a.bottom = to, to+1
		p.merges = append(p.merges, a)
	}
	return nil
}

func (m *model) resize(u *gsheets.UpdateDimensionPropertiesRequest) error {
	p := m.page(u.Range.SheetId)
	for i := int(u.Range.StartIndex); i < int(u.Range.EndIndex); i++ {
		switch {
		case u.Range.Dimension == "ROWS" && u.Fields == "pixelSize" && i < len(p.rows):
			p.heights[i] = u.Properties.PixelSize
		case u.Range.Dimension == "COLUMNS" && u.Fields == "pixelSize" && i < p.columns:
			p.widths[i] = u.Properties.PixelSize
		case u.Range.Dimension == "COLUMNS" && u.Fields == "hiddenByUser" && i < p.columns:
			p.hidden[i] = u.Properties.HiddenByUser
		default:
			return errRange
		}
	}
	return nil
}

func (p *page) merge(a area) error {
	if a.bottom > len(p.rows) || a.right > p.columns {
		return errRange
	}
	if frozen := int(p.frozen[1]); a.left < frozen && a.right > frozen {
		return errors.New("you can't merge frozen and non-frozen columns")
	}
	for _, other := range p.merges {
		if a.overlaps(other) && !a.holds(other) {
			return errors.New("you must select all cells in a merged range to merge or unmerge them")
		}
	}
	p.merges = slices.DeleteFunc(p.merges, a.holds)
	p.merges = append(p.merges, a)
	slices.SortFunc(p.merges, func(a, b area) int { return cmp.Or(a.top-b.top, a.left-b.left) })
	return nil
}

func (p *page) unmerge(a area) error {
	for _, other := range p.merges {
		if a.overlaps(other) && !a.holds(other) {
			return errors.New("you must select all cells in a merged range to merge or unmerge them")
		}
	}
	p.merges = slices.DeleteFunc(p.merges, a.holds)
	return nil
}

func (m *model) updateCells(u *gsheets.UpdateCellsRequest) error {
	p := m.page(u.Start.SheetId)
	for i, row := range u.Rows {
		for j, c := range row.Values {
			r, col := int(u.Start.RowIndex)+i, int(u.Start.ColumnIndex)+j
			if r >= len(p.rows) || col >= p.columns {
				return errRange
			}
			p.rows[r][col].value = c.UserEnteredValue
			if strings.Contains(u.Fields, "userEnteredFormat") {
				p.rows[r][col].format = c.UserEnteredFormat
			}
		}
	}
	return nil
}
