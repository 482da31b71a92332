package sheetstest

import (
	"maps"
	"slices"

	"thidua/sheets"
)

// gridView is a grid in a form in which equal ones are equal: without what the
// kind cannot know, and without the cells that hold nothing.
type gridView struct {
	Locale string
	Tabs   []tabView
}

type tabView struct {
	GID, Title             string
	Hidden                 bool
	Merges                 []string
	HiddenRows, HiddenCols []int
	Cells                  map[string]sheets.Cell
}

func (k Kind) view(g *sheets.Grid) gridView {
	var v gridView
	if k.Locale {
		v.Locale = g.Locale
	}
	for i := range g.Tabs {
		v.Tabs = append(v.Tabs, k.viewTab(&g.Tabs[i]))
	}
	return v
}

func (k Kind) viewTab(t *sheets.Tab) tabView {
	v := tabView{
		Title: t.Title, Hidden: t.Hidden, Cells: map[string]sheets.Cell{},
		HiddenRows: slices.Sorted(maps.Keys(t.HiddenRows)), HiddenCols: slices.Sorted(maps.Keys(t.HiddenCols)),
	}
	if k.GID {
		v.GID = t.GID
	}
	for _, m := range t.Merges {
		v.Merges = append(v.Merges, m.A1())
	}
	slices.Sort(v.Merges)
	for row := range t.Cells {
		for col, cell := range t.Cells[row] {
			if !k.Seen {
				cell.Seen = ""
			}
			if cell != (sheets.Cell{}) {
				v.Cells[sheets.Ref{Row: row, Col: col}.A1()] = cell
			}
		}
	}
	return v
}
