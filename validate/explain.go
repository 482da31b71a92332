package validate

import (
	"thidua/plan"
	"thidua/sheets"
)

// Explanation tells of every cell and every row of a grid how it was taken.
// It adds to a Reading what a picture of the sheet needs.
type Explanation struct {
	Tabs []TabExplanation // one for each tab of the grid, in its order
}

// TabExplanation is the Explanation of one tab.
type TabExplanation struct {
	Cells map[sheets.Ref]CellExplanation // the non-empty ones
	Rows  []RowExplanation               // those that are about an indicator or were reported, from the top
}

// Class is where a cell stands in the ledger.
type Class string

// The classes. Every non-empty cell is in exactly one.
const (
	CellUsed     Class = "used"
	CellIgnored  Class = "ignored"
	CellReported Class = "reported"
)

// CellExplanation is how one cell was taken.
type CellExplanation struct {
	Class   Class
	Ignored string // the rule by which it is ignored, as in Ledger.IgnoredBy, else ""
	// Findings are about this cell and stand at another one: that of an
	// unknown row stands at its label. Those that stand at the cell itself
	// are told by their Origin.
	Findings []Finding
}

// Explain understands a grid as Read does and tells how it came to that. It
// takes longer than Read.
func (in *Interpreter) Explain(unit plan.UnitID, g *sheets.Grid) (*Reading, *Explanation) {
	r := in.read(unit, g, true)
	e := &Explanation{}
	for _, s := range r.sheets {
		e.Tabs = append(e.Tabs, TabExplanation{Cells: s.explainCells(), Rows: s.explainRows()})
	}
	return r.reading, e
}

// told is what is kept of a tab while it is read in order to explain it. A
// nil told keeps nothing.
type told struct {
	findings map[sheets.Ref][]Finding
	rows     []toldRow
}

type toldRow struct {
	*row
	layout *layout
}

func newTold() *told { return &told{findings: map[sheets.Ref][]Finding{}} }

// mention keeps that a finding which stands elsewhere is about cells.
func (t *told) mention(f Finding, cells []sheets.Ref) {
	if t == nil {
		return
	}
	for _, ref := range cells {
		t.findings[ref] = append(t.findings[ref], f)
	}
}

// row keeps a row that names something. What is found out about it later is
// seen through the pointer.
func (t *told) row(l *layout, r *row) {
	if t != nil {
		t.rows = append(t.rows, toldRow{r, l})
	}
}

func (s *sheet) explainCells() map[sheets.Ref]CellExplanation {
	cells := map[sheets.Ref]CellExplanation{}
	for ref := range s.view.All() {
		c := CellExplanation{Class: s.claims.at(ref).class.public(), Ignored: s.claims.at(ref).rule}
		for _, f := range s.told.findings[ref] {
			if f.Origin.Tab != s.tab.Title || f.Origin.Cell != ref.A1() {
				c.Findings = append(c.Findings, f)
			}
		}
		cells[ref] = c
	}
	return cells
}

func (c class) public() Class {
	switch c {
	case used:
		return CellUsed
	case reported:
		return CellReported
	}
	return CellIgnored
}
