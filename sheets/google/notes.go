package google

import (
	"strings"

	"thidua/sheets"
)

// NoteMark begins every note that thidua writes into a unit's sheet. A note
// that does not begin so is a person's.
const NoteMark = "thidua:"

// forgetOwnNotes takes out of a grid the notes that thidua wrote, and the cells
// that had nothing else, as if they had never been there.
func forgetOwnNotes(grid *sheets.Grid) {
	for i := range grid.Tabs {
		if tab := &grid.Tabs[i]; dropOwnNotes(tab.Cells) {
			trim(tab)
		}
	}
}

func dropOwnNotes(cells [][]sheets.Cell) (dropped bool) {
	for _, row := range cells {
		for col := range row {
			if strings.HasPrefix(row[col].Note, NoteMark) {
				row[col].Note = ""
				dropped = dropped || row[col] == sheets.Cell{}
			}
		}
	}
	return dropped
}

// trim cuts a tab to its cells: rows and ends of rows with nothing in them are
// no part of it, nor is what is merged or hidden there.
func trim(tab *sheets.Tab) {
	for row := range tab.Cells {
		cells := tab.Cells[row]
		for len(cells) > 0 && cells[len(cells)-1] == (sheets.Cell{}) {
			cells = cells[:len(cells)-1]
		}
		tab.Cells[row] = cells
		if len(cells) == 0 {
			delete(tab.HiddenRows, row)
		}
	}
	for len(tab.Cells) > 0 && len(tab.Cells[len(tab.Cells)-1]) == 0 {
		tab.Cells = tab.Cells[:len(tab.Cells)-1]
	}
	merges := tab.Merges
	tab.Merges = nil
	tab.Merge(merges)
	width := 0
	for _, row := range tab.Cells {
		width = max(width, len(row))
	}
	for col := range tab.HiddenCols {
		if col >= width {
			delete(tab.HiddenCols, col)
		}
	}
}
