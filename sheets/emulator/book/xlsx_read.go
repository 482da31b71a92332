package book

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator/display"
	"thidua/sheets/xlsx"
)

// FromXLSX returns the native spreadsheet that Drive makes of an .xlsx: values,
// formulas with the results that the file has for them, number formats, notes,
// merges, widths, named ranges and what is hidden. The first tab has the gid 0,
// the others have one that depends on their titles alone. The errors are those
// of xlsx.Decode.
func FromXLSX(id, title, locale, zone string, data []byte) (*Book, error) {
	grid, err := xlsx.Decode(context.Background(), data)
	if err != nil {
		return nil, fmt.Errorf("convert %q: %w", title, err)
	}
	b := New(id, title, locale, zone)
	if len(grid.Tabs) > 0 {
		b.tabs = nil
	}
	for i := range grid.Tabs {
		t := fromTab(i, &grid.Tabs[i])
		t.id = b.importedID(t.title)
		b.tabs = append(b.tabs, t)
		t.eachCell(func(row, col int, c *cell) { c.convert(grid.Tabs[i].Cells[row][col]) })
	}
	if f, err := openFile(data); err == nil {
		defer f.close()
		b.addFrom(f)
	}
	b.calculate()
	return b, nil
}

// importedID returns the id of the next tab.
func (b *Book) importedID(title string) int {
	if len(b.tabs) == 0 {
		return 0
	}
	hash := fnv.New32a()
	hash.Write([]byte(title))
	id := int(hash.Sum32() >> 1)
	for b.tab(id) != nil {
		id++
	}
	return id
}

// convert makes the cell of a file one of Google's: what it shows depends on
// the locale, days are counted from 1899-12-30, and a formula that the file has
// no result for is to be calculated.
func (c *cell) convert(from sheets.Cell) {
	c.shown = ""
	switch {
	case from.Kind == sheets.Date && from.Formula:
		c.result.number = serialOf(from)
	case from.Kind == sheets.Date:
		c.entered.number = serialOf(from)
	case from.Text == sheets.NotCalculated && from.Formula:
		c.result = value{}
	}
}

// serialOf is the serial number of a date or a time. Workbooks that come from
// old Macintoshes count days from 1904.
func serialOf(c sheets.Cell) float64 {
	const days1904 = 1462
	t, err := time.Parse(time.DateOnly, c.Text[:min(len(c.Text), len(time.DateOnly))])
	if err != nil || display.FormatOf(c.Format).Type == "TIME" {
		return c.Number
	}
	day0 := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if t.Sub(day0).Hours()/24-math.Trunc(c.Number) == days1904 {
		return c.Number + days1904
	}
	return c.Number
}

// eachCell visits the cells that are stored.
func (t *tab) eachCell(visit func(row, col int, c *cell)) {
	for row := range t.cells {
		for col := range t.cells[row] {
			visit(row, col, &t.cells[row][col])
		}
	}
}

// addFrom adds what package xlsx does not read: the texts of formulas, widths
// of columns and named ranges.
func (b *Book) addFrom(f *workbookFile) {
	for _, t := range b.tabs {
		t.eachCell(func(row, col int, c *cell) {
			if c.entered.kind != formulaValue {
				return
			}
			if text := f.formula(t.title, sheets.Ref{Row: row, Col: col}.A1()); text != "" {
				c.entered.text = "=" + text
			}
		})
		for col := range t.cols {
			t.cols[col].pixels = f.pixels(t.title, sheets.ColumnName(col))
		}
		if merges := f.merges(t.title); merges != nil {
			t.merges = nil // those of a grid are cut to the cells that are used
			for _, m := range merges {
				t.merge(area{span{m.From.Row, m.To.Row + 1}, span{m.From.Col, m.To.Col + 1}}.common(t.whole()))
			}
		}
	}
	for _, name := range f.definedNames() {
		if t, a, ok := b.lookUp(name.RefersTo); ok {
			b.addName(name.Name, gridRange{t.id, a})
		}
	}
}

// merge adds a merged range that is one and does not overlap another.
func (t *tab) merge(a area) {
	overlaps := slices.ContainsFunc(t.merges, a.overlaps)
	if a.rows.size()*a.cols.size() > 1 && !overlaps {
		t.merges = append(t.merges, a)
	}
}

// addName gives a range a name, if it is one that Google allows.
func (b *Book) addName(name string, g gridRange) {
	m, err := b.checkName(message{"name": name, "range": g.message()}, -1)
	if err == nil {
		b.names = append(b.names, m.with("namedRangeId", strconv.Itoa(b.newID())))
	}
}
