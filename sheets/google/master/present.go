package master

import (
	"context"
	"fmt"
	"slices"
	"strings"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// The masks: of what the spreadsheet consists, and what own tabs hold.
const (
	outlineFields = "spreadsheetId,sheets(properties,developerMetadata)"
	contentFields = "sheets(properties(sheetId),merges,basicFilter,data(startRow,startColumn,rowData(values(userEnteredValue,formattedValue,note))))"
)

// metadataKey is the key of the developer metadata of own tabs; its value is
// the key of the table.
const metadataKey = "thidua"

// mostCells is how many cells of a grid one call asks for, empty ones included.
const mostCells = 150_000

// present is the spreadsheet as it is.
type present struct {
	sheets []*gsheets.SheetProperties // all tabs, in their order
	tabs   map[string]*tab            // own ones, by the keys of their tables
}

// tab is an own tab as it is.
type tab struct {
	properties *gsheets.SheetProperties
	metadata   int64 // id of the metadata that makes it an own tab
	merges     []*gsheets.GridRange
	filter     *gsheets.BasicFilter
	cells      [][]*gsheets.CellData
}

func (t *tab) rows() int    { return int(t.properties.GridProperties.RowCount) }
func (t *tab) columns() int { return int(t.properties.GridProperties.ColumnCount) }

// errRenamed tells that tabs were renamed between two calls. What is not known
// to be empty must not be written over.
var errRenamed = fmt.Errorf("%w: a tab was renamed while the spreadsheet was read", sheets.ErrBusy)

// load reads the outline of the spreadsheet, then its own tabs.
func (s *Spreadsheet) load(ctx context.Context) (*present, error) {
	book, err := s.api.Get(ctx, s.id, outlineFields)
	if err != nil {
		return nil, err
	}
	p := &present{tabs: map[string]*tab{}}
	for _, sheet := range book.Sheets {
		p.sheets = append(p.sheets, sheet.Properties)
		p.adopt(sheet)
	}
	for _, group := range p.groups() {
		if err := s.loadTabs(ctx, group); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// adopt takes a tab for an own one if its metadata says so. Of several with
// the same key, as when a person has copied one, that with our own number is it.
func (p *present) adopt(sheet *gsheets.Sheet) {
	if sheet.Properties.GridProperties == nil {
		return
	}
	for _, m := range sheet.DeveloperMetadata {
		if m.MetadataKey != metadataKey {
			continue
		}
		if p.tabs[m.MetadataValue] == nil || sheet.Properties.SheetId == sheetID(m.MetadataValue) {
			p.tabs[m.MetadataValue] = &tab{properties: sheet.Properties, metadata: m.MetadataId}
		}
	}
}

// groups divides the own tabs into parts small enough for one answer.
func (p *present) groups() [][]*tab {
	own := map[int64]*tab{}
	for _, t := range p.tabs {
		own[t.properties.SheetId] = t
	}
	var groups [][]*tab
	cells := 0
	for _, properties := range p.sheets {
		t := own[properties.SheetId]
		if t == nil {
			continue
		}
		size := t.rows() * t.columns()
		if len(groups) == 0 || cells+size > mostCells {
			groups, cells = append(groups, nil), 0
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], t)
		cells += size
	}
	return groups
}

// loadTabs reads what some tabs hold.
func (s *Spreadsheet) loadTabs(ctx context.Context, group []*tab) error {
	var ranges []string
	for _, t := range group {
		ranges = append(ranges, quote(t.properties.Title))
	}
	book, err := s.api.Get(ctx, s.id, contentFields, ranges...)
	if err != nil {
		return err
	}
	for _, t := range group {
		i := slices.IndexFunc(book.Sheets, func(s *gsheets.Sheet) bool { return s.Properties.SheetId == t.properties.SheetId })
		if i < 0 {
			return errRenamed
		}
		t.merges, t.filter = book.Sheets[i].Merges, book.Sheets[i].BasicFilter
		for _, block := range book.Sheets[i].Data {
			t.fill(block)
		}
	}
	return nil
}

// fill puts the cells of a block in their places.
func (t *tab) fill(block *gsheets.GridData) {
	for i, row := range block.RowData {
		at := int(block.StartRow) + i
		for len(t.cells) <= at {
			t.cells = append(t.cells, nil)
		}
		t.cells[at] = append(make([]*gsheets.CellData, block.StartColumn), row.Values...)
	}
}

// quote writes the title of a tab as a range.
func quote(title string) string { return "'" + strings.ReplaceAll(title, "'", "''") + "'" }
