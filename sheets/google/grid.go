package google

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// toGrid turns Google's answer into a grid. An answer that lacks what Google
// never leaves out is an error, not a panic.
func toGrid(book *gsheets.Spreadsheet) (grid *sheets.Grid, err error) {
	defer func() {
		if p := recover(); p != nil {
			grid, err = nil, &failure{reason: errUnexpected, detail: fmt.Sprint(p)}
		}
	}()
	grid = &sheets.Grid{Source: book.SpreadsheetId}
	if p := book.Properties; p != nil {
		grid.Title, grid.Locale = p.Title, p.Locale
	}
	for _, sheet := range book.Sheets {
		if sheet.Properties.SheetType == "OBJECT" {
			continue
		}
		tab, err := toTab(sheet)
		if err != nil {
			return nil, fmt.Errorf("tab %q: %w", sheet.Properties.Title, err)
		}
		grid.Tabs = append(grid.Tabs, tab)
	}
	grid.Revision, err = revisionOf(grid)
	return grid, err
}

// revisionOf hashes the grid as JSON, which writes maps in order of their keys.
func revisionOf(grid *sheets.Grid) (string, error) {
	data, err := json.Marshal(grid)
	if err != nil {
		return "", fmt.Errorf("hash the grid: %w", err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

func toTab(sheet *gsheets.Sheet) (sheets.Tab, error) {
	tab := sheets.Tab{
		GID:        strconv.FormatInt(sheet.Properties.SheetId, 10),
		Title:      sheet.Properties.Title,
		Hidden:     sheet.Properties.Hidden,
		HiddenRows: map[int]bool{},
		HiddenCols: map[int]bool{},
	}
	for _, block := range sheet.Data {
		if err := addCells(&tab, block); err != nil {
			return sheets.Tab{}, err
		}
	}
	for _, block := range sheet.Data {
		hide(&tab, block)
	}
	tab.Merge(toRanges(sheet.Merges))
	return tab, nil
}

// addCells puts the cells of a block in their places. Blocks come from the top
// down and do not overlap; cells that hold nothing but a format are left out.
func addCells(tab *sheets.Tab, block *gsheets.GridData) error {
	for i, data := range block.RowData {
		row := int(block.StartRow) + i
		for j, value := range data.Values {
			cell := toCell(value)
			if cell == (sheets.Cell{}) {
				continue
			}
			at := sheets.Ref{Row: row, Col: int(block.StartColumn) + j}
			if at.Row > sheets.MaxRow || at.Col > sheets.MaxCol {
				return fmt.Errorf("%w: it has a cell in row %d, column %d", sheets.ErrTooLarge, at.Row+1, at.Col+1)
			}
			put(tab, at, cell)
		}
	}
	return nil
}

func put(tab *sheets.Tab, at sheets.Ref, cell sheets.Cell) {
	if missing := at.Row + 1 - len(tab.Cells); missing > 0 {
		tab.Cells = append(tab.Cells, make([][]sheets.Cell, missing)...)
	}
	row := tab.Cells[at.Row]
	if missing := at.Col + 1 - len(row); missing > 0 {
		row = append(row, make([]sheets.Cell, missing)...)
	}
	row[at.Col] = cell
	tab.Cells[at.Row] = row
}

// hide marks what a person or a filter has hidden, where there are cells.
func hide(tab *sheets.Tab, block *gsheets.GridData) {
	for i, row := range block.RowMetadata {
		at := int(block.StartRow) + i
		if (row.HiddenByUser || row.HiddenByFilter) && at < len(tab.Cells) && len(tab.Cells[at]) > 0 {
			tab.HiddenRows[at] = true
		}
	}
	for i, col := range block.ColumnMetadata {
		if at := int(block.StartColumn) + i; col.HiddenByUser {
			tab.HideCols(at, at)
		}
	}
}

// toRanges turns half-open ranges into ranges that include both corners.
func toRanges(merges []*gsheets.GridRange) []sheets.Range {
	var ranges []sheets.Range
	for _, m := range merges {
		ranges = append(ranges, sheets.Range{
			From: sheets.Ref{Row: int(m.StartRowIndex), Col: int(m.StartColumnIndex)},
			To:   sheets.Ref{Row: int(m.EndRowIndex) - 1, Col: int(m.EndColumnIndex) - 1},
		})
	}
	return ranges
}
