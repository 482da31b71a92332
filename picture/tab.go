package picture

import (
	"fmt"
	"strconv"

	"thidua/sheets"
	"thidua/sheets/table"
	"thidua/validate"
)

// tab is one tab as it is drawn.
type tab struct {
	ID, Title string
	Hidden    bool
	About     []string // its tables, and what of it is not drawn
	Columns   []column
	Lines     []line
	Notes     []note
}

// Width is how many columns the drawn table has: two stand before the tab's.
func (t tab) Width() int { return len(t.Columns) + 2 }

// column is the head of a drawn column, or of several that are not drawn.
type column struct {
	Name   string // "" for those that are not drawn,
	Gap    string // which this tells of
	Hidden bool
}

// tabDrawer draws one tab.
type tabDrawer struct {
	*drawer
	index   int
	tab     *sheets.Tab
	view    *table.View
	columns []run                             // one column each, or several that are not drawn
	tables  []validate.Table                  // of the tab
	rows    map[int][]validate.RowExplanation // by row
	drawn   map[sheets.Ref]bool               // the cells that have been
}

func (d *drawer) drawTab(index int) tab {
	t := &tabDrawer{
		drawer: d, index: index, tab: &d.Grid.Tabs[index], view: table.NewView(&d.Grid.Tabs[index]),
		rows: map[int][]validate.RowExplanation{}, drawn: map[sheets.Ref]bool{},
	}
	for _, found := range d.Reading.Tables {
		if found.Tab == t.tab.Title {
			t.tables = append(t.tables, found)
		}
	}
	for _, r := range d.Explanation.Tabs[index].Rows {
		t.rows[r.Ref.Row] = append(t.rows[r.Ref.Row], r)
	}
	out := tab{ID: fmt.Sprintf("t%d", index+1), Title: t.tab.Title, Hidden: t.tab.Hidden, About: t.describe()}
	count := t.countCells()
	columns := t.divideColumns(count)
	rows := t.divideRows(count)
	out.About = append(out.About, t.cutColumns(columns, count)...)
	out.About = append(out.About, t.cutRows(rows, count)...)
	out.Columns = t.heads()
	for _, r := range rows {
		out.Lines = append(out.Lines, t.drawRun(r, count)...)
	}
	for _, n := range d.notes(index) {
		if at, err := sheets.ParseRef(n.Place); err == nil {
			own := t.view.Span(at).From
			n.Anchor, n.Outside = t.id(own), !t.drawn[own]
		}
		out.Notes = append(out.Notes, n)
	}
	return out
}

// describe says which tables were found.
func (t *tabDrawer) describe() []string {
	switch {
	case len(t.Explanation.Tabs[t.index].Cells) == 0:
		return []string{t.Words.Text("reading.empty-tab", nil)}
	case len(t.tables) == 0:
		return []string{t.Words.Text("reading.no-table", nil)}
	}
	var lines []string
	for _, found := range t.tables {
		lines = append(lines, t.Words.Text("reading.table", map[string]any{
			"Kind": string(found.Kind), "Word": t.Words.Label("table." + string(found.Kind)), "From": found.HeaderFrom, "To": found.HeaderTo,
		}))
	}
	return lines
}

// cellCount is how many cells hold something.
type cellCount struct{ rows, cols []int }

func (t *tabDrawer) countCells() cellCount {
	c := cellCount{make([]int, t.view.Rows()), make([]int, t.view.Cols())}
	for ref := range t.view.All() {
		c.rows[ref.Row]++
		c.cols[ref.Col]++
	}
	return c
}

// divideColumns chooses the columns that are drawn and returns the runs.
func (t *tabDrawer) divideColumns(count cellCount) []run {
	wanted := map[int]bool{}
	for ref := range t.at[t.index] {
		wanted[ref.Col] = true
	}
	const shortGap = 2
	runs := divide(t.view.Cols(), maxCols, shortGap, func(i int) bool { return count.cols[i] > 0 }, func(i int) bool { return wanted[i] })
	for _, r := range runs {
		if r.kind != drawn {
			t.columns = append(t.columns, r)
			continue
		}
		for col := r.from; col <= r.to; col++ {
			t.columns = append(t.columns, run{col, col, drawn})
		}
	}
	return runs
}

// divideRows chooses the rows that are drawn: those with findings and headers
// before others.
func (t *tabDrawer) divideRows(count cellCount) []run {
	wanted := map[int]bool{}
	for ref := range t.at[t.index] {
		wanted[ref.Row] = true
	}
	for _, found := range t.tables {
		for row := found.HeaderFrom; row <= found.HeaderTo; row++ {
			wanted[row-1] = true
		}
	}
	const shortGap = 3
	most := min(maxRows, t.room/max(len(t.columns), 1))
	runs := divide(t.view.Rows(), most, shortGap, func(i int) bool { return count.rows[i] > 0 }, func(i int) bool { return wanted[i] })
	for _, r := range runs {
		if r.kind == drawn {
			t.room -= (r.to - r.from + 1) * len(t.columns)
		}
	}
	return runs
}

func (t *tabDrawer) cutColumns(runs []run, count cellCount) []string {
	left, cells, from, to := 0, 0, -1, -1
	for _, r := range runs {
		for col := r.from; col <= r.to && r.kind == cut; col++ {
			if count.cols[col] > 0 {
				left++
				cells += count.cols[col]
			}
			if from < 0 {
				from = col
			}
			to = col
		}
	}
	if left == 0 {
		return nil
	}
	return []string{t.Words.Text("reading.cut.columns", map[string]any{
		"Left": strconv.Itoa(left), "Cells": strconv.Itoa(cells), "From": sheets.ColumnName(from), "To": sheets.ColumnName(to),
	})}
}

func (t *tabDrawer) cutRows(runs []run, count cellCount) []string {
	drawnRows, left := 0, 0
	for _, r := range runs {
		switch r.kind {
		case drawn:
			drawnRows += r.to - r.from + 1
		case cut:
			left += heldIn(r, count.rows)
		}
	}
	if left == 0 {
		return nil
	}
	return []string{t.Words.Text("reading.cut.rows", map[string]any{"Drawn": strconv.Itoa(drawnRows), "Left": strconv.Itoa(left)})}
}

// heldIn counts the rows or columns of a run that hold something.
func heldIn(r run, count []int) int {
	held := 0
	for i := r.from; i <= r.to; i++ {
		if count[i] > 0 {
			held++
		}
	}
	return held
}

func (t *tabDrawer) heads() []column {
	var heads []column
	for _, r := range t.columns {
		if r.kind == drawn {
			heads = append(heads, column{Name: sheets.ColumnName(r.from), Hidden: t.tab.HiddenCols[r.from]})
			continue
		}
		name := "reading.gap.columns"
		if r.kind == cut {
			name = "reading.gap.columns.cut"
		}
		heads = append(heads, column{Gap: t.Words.Text(name, map[string]string{"From": sheets.ColumnName(r.from), "To": sheets.ColumnName(r.to)})})
	}
	return heads
}

func (t *tabDrawer) id(ref sheets.Ref) string { return fmt.Sprintf("t%d-%s", t.index+1, ref.A1()) }
