package marked

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

// compare reads a copy and holds it against what was read of the original: the
// same tabs with the same cells, and other notes only where they were put.
func (m *marker) compare(ctx context.Context, copied []byte) error {
	grid, err := xlsx.Decode(ctx, copied)
	if err != nil {
		return fmt.Errorf("read the copy: %w", err)
	}
	list, more := m.earlierList(), 1
	if list >= 0 {
		more = 0
	}
	if len(grid.Tabs) != len(m.Grid.Tabs)+more {
		return fmt.Errorf("the copy has %d tabs, the original %d", len(grid.Tabs), len(m.Grid.Tabs))
	}
	for i := range m.Grid.Tabs {
		if i == list {
			continue
		}
		if err := m.compareTab(i, &m.Grid.Tabs[i], &grid.Tabs[i]); err != nil {
			return fmt.Errorf("tab %s: %w", m.Grid.Tabs[i].Title, err)
		}
	}
	return nil
}

func (m *marker) compareTab(index int, a, b *sheets.Tab) error {
	switch {
	case a.Title != b.Title, a.Hidden != b.Hidden:
		return errors.New("its title or whether it is hidden differs")
	case len(a.Merges) != len(b.Merges):
		return fmt.Errorf("%d merges, were %d", len(b.Merges), len(a.Merges))
	case !maps.Equal(a.HiddenRows, b.HiddenRows), !maps.Equal(a.HiddenCols, b.HiddenCols):
		return errors.New("other rows or columns are hidden")
	}
	for row := range max(len(a.Cells), len(b.Cells)) {
		for col := range max(widthOf(a, row), widthOf(b, row)) {
			at := sheets.Ref{Row: row, Col: col}
			if err := m.compareCell(place{index, at}, a.At(at), b.At(at)); err != nil {
				return fmt.Errorf("%s: %w", at.A1(), err)
			}
		}
	}
	return nil
}

func widthOf(t *sheets.Tab, row int) int {
	if row >= len(t.Cells) {
		return 0
	}
	return len(t.Cells[row])
}

func (m *marker) compareCell(at place, a, b sheets.Cell) error {
	want := a.Note
	if note, marked := m.notes[at]; marked {
		want = note
	}
	if strings.TrimSpace(b.Note) != strings.TrimSpace(want) {
		return errors.New("its note is missing or another one")
	}
	a.Note, b.Note = "", ""
	if a != b {
		return fmt.Errorf("it holds %q, was %q", b.Text, a.Text)
	}
	return nil
}
