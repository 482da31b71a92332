package picture

import (
	"cmp"
	"slices"

	"thidua/sheets"
	"thidua/sheets/table"
	"thidua/validate"
)

// remark is a finding with its number on the page and its place in the grid.
type remark struct {
	validate.Finding
	number int
	tab    int        // index in the grid, nowhere when it is about none of its tabs
	at     sheets.Ref // the cell, a merge's first
	whole  bool       // it is about no single cell
}

// note is a remark in words.
type note struct {
	Number              int
	Severity            validate.Severity
	Word                string // the severity
	Place, Anchor, Link string // the cell, its id where it is drawn, its address on Google
	What, Remedy        string
	Outside             bool // the cell is not drawn
}

// nowhere is the tab of remarks that are about none of the grid's.
const nowhere = -1

// number numbers the findings in the order in which the page shows them: what
// is about no tab, then tab by tab from the top.
func (d *drawer) number() {
	tabs, views := map[string]int{}, make([]*table.View, len(d.Grid.Tabs))
	for i := range d.Grid.Tabs {
		tabs[d.Grid.Tabs[i].Title], views[i] = i, table.NewView(&d.Grid.Tabs[i])
	}
	for _, f := range d.Findings {
		r := &remark{Finding: f, tab: nowhere, at: sheets.Ref{Row: -1}, whole: true}
		if i, here := tabs[f.Origin.Tab]; here && f.Origin.Tab != "" {
			r.tab = i
			if at, err := sheets.ParseRef(f.Origin.Cell); err == nil {
				r.at, r.whole = views[i].Span(at).From, false
			}
		}
		d.remarks = append(d.remarks, r)
	}
	order := severities()
	slices.SortStableFunc(d.remarks, func(a, b *remark) int {
		return cmp.Or(
			cmp.Compare(a.tab, b.tab),
			cmp.Compare(a.at.Row, b.at.Row), cmp.Compare(a.at.Col, b.at.Col),
			cmp.Compare(slices.Index(order, a.Severity), slices.Index(order, b.Severity)),
		)
	})
	d.byKey, d.at = map[string]*remark{}, make([]map[sheets.Ref][]*remark, len(d.Grid.Tabs))
	for i := range d.at {
		d.at[i] = map[sheets.Ref][]*remark{}
	}
	for i, r := range d.remarks {
		r.number = i + 1
		d.byKey[r.Key()] = r
		if !r.whole {
			d.at[r.tab][r.at] = append(d.at[r.tab][r.at], r)
		}
	}
}

// notes returns what there is to say about a tab.
func (d *drawer) notes(tab int) []note {
	var notes []note
	for _, r := range d.remarks {
		if r.tab == tab {
			notes = append(notes, d.note(r))
		}
	}
	return notes
}

func (d *drawer) note(r *remark) note {
	data := r.Data(d.Plan)
	return note{
		Number: r.number, Severity: r.Severity, Word: d.Words.Label("severity." + string(r.Severity)),
		Place: r.Origin.Cell, Link: validate.Link(r.Origin),
		What: d.Words.Text("finding."+r.Rule, data), Remedy: d.Words.Text("finding."+r.Rule+".hint", data),
	}
}

// about returns the remarks about a cell: those that stand there, and those
// that stand elsewhere and say why it is not used.
func (d *drawer) about(tab int, at sheets.Ref) (here, elsewhere []*remark) {
	for _, f := range d.Explanation.Tabs[tab].Cells[at].Findings {
		if r := d.byKey[f.Key()]; r != nil && !slices.Contains(elsewhere, r) {
			elsewhere = append(elsewhere, r)
		}
	}
	return d.at[tab][at], elsewhere
}
