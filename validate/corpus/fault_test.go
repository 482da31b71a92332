package corpus_test

import (
	"slices"

	"thidua/plan"
	"thidua/sheets"
	"thidua/validate"
)

// find returns the figure of an indicator for a month; the clerk must have
// told it.
func (b *book) find(code plan.Code, month int, basis plan.Basis) int {
	i := slices.IndexFunc(b.Figures, func(f Figure) bool {
		return f.Indicator == code && f.Period == plan.MonthOf(b.plan.Year, month) && f.Basis == basis
	})
	if i < 0 {
		panic("" + b.Name + " tells no " + string(code)) // a fault planted where nothing grows
	}
	return i
}

func (b *book) cellAt(at Place) *sheets.Cell {
	for i := range b.Grid.Tabs {
		tab := &b.Grid.Tabs[i]
		if ref, err := sheets.ParseRef(at.Cell); err == nil && tab.Title == at.Tab {
			return &tab.Cells[ref.Row][ref.Col]
		}
	}
	panic("no tab " + at.Tab) // a place in this package is wrong
}

// blame notes that rules must speak of a figure's cell.
func (b *book) blame(at Place, rules ...string) {
	b.Faults = append(b.Faults, Fault{Rules: rules, Places: []Place{at}})
}

// spoil puts something else where a figure stood: it can no longer be read,
// and one of the rules must say so.
func (b *book) spoil(code plan.Code, month int, basis plan.Basis, c sheets.Cell, rules ...string) {
	i := b.find(code, month, basis)
	at := b.Figures[i].At()
	*b.cellAt(at) = c
	b.Figures = slices.Delete(b.Figures, i, i+1)
	b.Doubts = append(b.Doubts, at)
	b.blame(at, rules...)
}

// alter types another figure, which is read as it stands and doubted.
func (b *book) alter(code plan.Code, month int, basis plan.Basis, n plan.Number, rules ...string) {
	i := b.find(code, month, basis)
	f := &b.Figures[i]
	*b.cellAt(f.At()) = b.hand.write(b.plan.Indicator(code), n)
	f.Value.Number = n
	b.blame(f.At(), rules...)
}

// scaleBy types a figure with its mark in the wrong place.
func (b *book) scaleBy(code plan.Code, month int, basis plan.Basis, factor string) {
	n := b.Figures[b.find(code, month, basis)].Value.Number
	f, err := plan.ParseNumber(factor)
	if err != nil {
		panic(err) // a factor in this package is wrong
	}
	b.alter(code, month, basis, n.Mul(f), validate.RuleMagnitudeSlip, validate.RuleOutlier)
}

// doubt says that nobody can tell what the figures mean that satisfy which:
// they must be reported and not read.
func (b *book) doubt(which func(Figure) bool) {
	b.Figures = slices.DeleteFunc(b.Figures, func(f Figure) bool {
		if !which(f) {
			return false
		}
		b.Doubts = append(b.Doubts, f.At())
		return true
	})
}
