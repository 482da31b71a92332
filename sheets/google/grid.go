package google

import (
	"fmt"
	"strconv"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// tab makes a tab of what was read of a sheet. Room is how many cells, with the
// rows and gaps between them, there may still be.
func (s *sheet) tab(room *int) (sheets.Tab, error) {
	tab := sheets.Tab{
		GID:        strconv.FormatInt(s.properties.SheetId, 10),
		Title:      s.properties.Title,
		Hidden:     s.properties.Hidden,
		HiddenRows: map[int]bool{},
		HiddenCols: map[int]bool{},
	}
	for _, b := range s.blocks {
		if err := b.place(&tab, room); err != nil {
			return sheets.Tab{}, err
		}
	}
	for _, b := range s.blocks {
		b.hide(&tab)
	}
	tab.Merge(s.merges)
	return tab, nil
}

// place puts the cells of a block where they belong. Blocks come from the top
// down and do not overlap.
func (b *block) place(tab *sheets.Tab, room *int) error {
	for i, cells := range b.cells {
		if len(cells) == 0 {
			continue
		}
		row, last := b.row+i, b.col+len(cells)-1
		if row > sheets.MaxRow || last > sheets.MaxCol {
			return fmt.Errorf("%w: it has a cell in row %d, column %d", sheets.ErrTooLarge, row+1, last+1)
		}
		gap := max(0, row+1-len(tab.Cells))
		if *room -= gap + b.col; *room < 0 {
			return tooLarge(maxCells, "cells")
		}
		tab.Cells = append(tab.Cells, make([][]sheets.Cell, gap)...)
		if b.col > 0 || tab.Cells[row] != nil {
			cells = append(pad(tab.Cells[row], b.col), cells...)
		}
		tab.Cells[row] = cells
	}
	return nil
}

// pad makes a row at least that wide.
func pad(row []sheets.Cell, width int) []sheets.Cell {
	return append(row, make([]sheets.Cell, max(0, width-len(row)))...)
}

// hide marks what a person or a filter has hidden, where there are cells.
func (b *block) hide(tab *sheets.Tab) {
	for _, i := range b.hiddenRows {
		if row := b.row + i; row < len(tab.Cells) && len(tab.Cells[row]) > 0 {
			tab.HiddenRows[row] = true
		}
	}
	for _, i := range b.hiddenCols {
		col := b.col + i
		tab.HideCols(col, col)
	}
}

// toRange turns a half-open range into one that includes both corners.
func toRange(m *gsheets.GridRange) sheets.Range {
	return sheets.Range{
		From: sheets.Ref{Row: int(m.StartRowIndex), Col: int(m.StartColumnIndex)},
		To:   sheets.Ref{Row: int(m.EndRowIndex) - 1, Col: int(m.EndColumnIndex) - 1},
	}
}
