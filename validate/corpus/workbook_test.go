package corpus_test

import (
	"thidua/plan"
	"thidua/sheets"
)

// Workbook is what one clerk sends, with the truth about it.
type Workbook struct {
	Name    string // says what is peculiar about it; unique
	Style   string // the layout or habit that it is an example of
	Unit    plan.UnitID
	Grid    *sheets.Grid
	Figures []Figure
	Doubts  []Place
	Faults  []Fault
}

// Place is one cell.
type Place struct {
	Tab  string // title
	Cell string // A1
}

// Figure is an observation that a careful secretary reads. Its origin is the
// cell that says it; Raw and Cells are not set.
type Figure struct {
	plan.Observation
}

// At returns where the figure stands.
func (f Figure) At() Place { return Place{f.Origin.Tab, f.Origin.Cell} }

// Fault is something wrong that must be said: a finding of one of the rules at
// one of the places.
type Fault struct {
	Rules  []string
	Places []Place
}
