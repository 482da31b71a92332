package validate

import (
	"cmp"
	"slices"

	"thidua/plan"
	"thidua/sheets"
)

// SortFindings puts findings in the order in which people are shown them:
// errors before warnings before infos; then what concerns the whole plan,
// then unit by unit as the plan lists them; within a unit by source, tab,
// row, column and rule. The order does not depend on the order before.
func SortFindings(p *plan.Plan, findings []Finding) {
	position := make(map[plan.UnitID]int, len(p.Units))
	for i, u := range p.Units {
		position[u.ID] = i + 1
	}
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Severity.rank(), b.Severity.rank()),
			cmp.Compare(position[a.Unit], position[b.Unit]),
			cmp.Compare(a.Unit, b.Unit),
			comparePlaces(a.Origin, b.Origin),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Indicator, b.Indicator),
			a.Period.Compare(b.Period),
			cmp.Compare(a.Found, b.Found),
			cmp.Compare(a.Expected, b.Expected),
		)
	})
}

func (s Severity) rank() int {
	return slices.Index([]Severity{Error, Warning, Info}, s)
}

// comparePlaces orders by source, tab, row and column; a whole tab comes
// before its cells.
func comparePlaces(a, b plan.Origin) int {
	if c := cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Tab, b.Tab)); c != 0 {
		return c
	}
	x, errX := sheets.ParseRef(a.Cell)
	y, errY := sheets.ParseRef(b.Cell)
	if errX != nil || errY != nil {
		return cmp.Compare(a.Cell, b.Cell)
	}
	return cmp.Or(cmp.Compare(x.Row, y.Row), cmp.Compare(x.Col, y.Col))
}
