package sheets_test

import (
	"testing"

	"thidua/sheets"
)

// report is a small grid as the Sheets API tells it.
func report() *sheets.Grid {
	return &sheets.Grid{Source: "ID", Title: "Báo cáo", Locale: "vi_VN", Tabs: []sheets.Tab{{
		GID: "7", Title: "Biểu 1",
		Merges:     []sheets.Range{{To: sheets.Ref{Col: 1}}, {From: sheets.Ref{Row: 2}, To: sheets.Ref{Row: 3}}},
		HiddenRows: map[int]bool{1: true},
		Cells: [][]sheets.Cell{
			{{Kind: sheets.Text, Text: "Rừng", Seen: "Rừng"}, {}, {Kind: sheets.Bool, Bool: true}},
			{{Kind: sheets.Number, Number: 0.5, Seen: "50%", Format: "0%", Formula: true}},
			{{Kind: sheets.Date, Number: 33, Text: "1900-02-01", Seen: "01/02/1900", Format: "dd/mm/yyyy"}},
		},
	}}}
}

// What an export does not tell, or tells in other words, is no change.
func TestContentHashIsTheSameByEveryWay(t *testing.T) {
	want := report().ContentHash()
	for name, change := range map[string]func(*sheets.Grid){
		"where it is kept":   func(g *sheets.Grid) { g.Source, g.Title, g.Locale = "other", "Khác.xlsx", "" },
		"the tab's id":       func(g *sheets.Grid) { g.Tabs[0].GID = "" },
		"what is seen":       func(g *sheets.Grid) { cellOf(g, 1, 0).Seen = "" },
		"a formula":          func(g *sheets.Grid) { cellOf(g, 1, 0).Formula = false },
		"a format's words":   func(g *sheets.Grid) { cellOf(g, 1, 0).Format = `0.0%\ "x"` },
		"a date's first day": func(g *sheets.Grid) { cellOf(g, 2, 0).Text = "1900-02-02" },
		"the order of merges": func(g *sheets.Grid) {
			m := g.Tabs[0].Merges
			m[0], m[1] = m[1], m[0]
		},
		"empty cells and rows": func(g *sheets.Grid) {
			g.Tabs[0].Cells = append(g.Tabs[0].Cells, nil, []sheets.Cell{{}, {}})
			g.Tabs[0].HiddenRows[4] = true
		},
	} {
		g := report()
		if change(g); g.ContentHash() != want {
			t.Errorf("%s changes the hash", name)
		}
	}
}

func TestContentHashTellsChanges(t *testing.T) {
	hashes := map[string]string{report().ContentHash(): "nothing"}
	for name, change := range map[string]func(*sheets.Grid){
		"a number":       func(g *sheets.Grid) { cellOf(g, 1, 0).Number = 0.5000000000000001 },
		"a text":         func(g *sheets.Grid) { cellOf(g, 0, 0).Text = "rừng" },
		"a bool":         func(g *sheets.Grid) { cellOf(g, 0, 2).Bool = false },
		"a kind":         func(g *sheets.Grid) { cellOf(g, 2, 0).Kind = sheets.Number },
		"a percentage":   func(g *sheets.Grid) { cellOf(g, 1, 0).Format = `0.0" %"` },
		"a note":         func(g *sheets.Grid) { cellOf(g, 1, 0).Note = "ước" },
		"a note alone":   func(g *sheets.Grid) { cellOf(g, 0, 1).Note = "ước" },
		"a title":        func(g *sheets.Grid) { g.Tabs[0].Title = "Biểu 2" },
		"a hidden tab":   func(g *sheets.Grid) { g.Tabs[0].Hidden = true },
		"a shown row":    func(g *sheets.Grid) { clear(g.Tabs[0].HiddenRows) },
		"a hidden col":   func(g *sheets.Grid) { g.Tabs[0].HiddenCols = map[int]bool{2: true} },
		"a merge":        func(g *sheets.Grid) { g.Tabs[0].Merges = g.Tabs[0].Merges[:1] },
		"a place":        func(g *sheets.Grid) { g.Tabs[0].Cells[0] = append([]sheets.Cell{{}}, g.Tabs[0].Cells[0]...) },
		"one tab more":   func(g *sheets.Grid) { g.Tabs = append(g.Tabs, sheets.Tab{Title: "Biểu 1"}) },
		"a text like it": func(g *sheets.Grid) { *cellOf(g, 1, 0) = sheets.Cell{Kind: sheets.Text, Text: "0.5%"} },
	} {
		g := report()
		change(g)
		hash := g.ContentHash()
		if other, taken := hashes[hash]; taken {
			t.Errorf("%s gives the same hash as %s", name, other)
		}
		hashes[hash] = name
	}
}

func cellOf(g *sheets.Grid, row, col int) *sheets.Cell { return &g.Tabs[0].Cells[row][col] }
