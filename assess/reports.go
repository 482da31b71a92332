package assess

import (
	"cmp"

	"thidua/plan"
)

// group sorts the observations by indicator and unit in one pass, leaving out
// those of indicators or years that the plan does not have.
func group(p *plan.Plan, observations []plan.Observation) map[plan.Code]map[plan.UnitID][]*plan.Observation {
	reports := make(map[plan.Code]map[plan.UnitID][]*plan.Observation, len(p.Indicators))
	for i := range p.Indicators {
		reports[p.Indicators[i].Code] = map[plan.UnitID][]*plan.Observation{}
	}
	year := plan.Period{Year: p.Year, Grain: plan.Year, N: 1}
	for i := range observations {
		o := &observations[i]
		byUnit := reports[o.Indicator]
		if byUnit == nil || !year.Contains(o.Period) {
			continue
		}
		byUnit[o.Unit] = append(byUnit[o.Unit], o)
	}
	return reports
}

func unitsByID(p *plan.Plan) map[plan.UnitID]*plan.Unit {
	units := make(map[plan.UnitID]*plan.Unit, len(p.Units))
	for i := range p.Units {
		units[p.Units[i].ID] = &p.Units[i]
	}
	return units
}

// outweighs reports whether a is believed rather than b, both of one unit and
// indicator and ending in the same month: a figure since the start of the year
// before one of its period alone, an official one before an estimate, a longer
// period before a shorter one. Of two alike the one further down in its sheet
// wins, so that the choice does not depend on the order of observations.
func outweighs(a, b *plan.Observation) bool {
	if c := cmp.Or(
		-compareBool(a.Basis == plan.InPeriod, b.Basis == plan.InPeriod),
		-compareBool(a.Status == plan.Estimate, b.Status == plan.Estimate),
		cmp.Compare(a.Period.Grain, b.Period.Grain),
	); c != 0 {
		return c > 0
	}
	return cmp.Or(comparePlace(a.Origin, b.Origin), compareValue(a.Value, b.Value)) > 0
}

// comparePlace orders origins by source, tab and row.
func comparePlace(a, b plan.Origin) int {
	return cmp.Or(
		cmp.Compare(a.Source, b.Source),
		cmp.Compare(a.Tab, b.Tab),
		cmp.Compare(len(a.Cell), len(b.Cell)), // A9 before A10
		cmp.Compare(a.Cell, b.Cell),
	)
}

// compareValue orders values in some fixed way.
func compareValue(a, b plan.Value) int {
	return cmp.Or(
		cmp.Compare(a.Number.String(), b.Number.String()),
		cmp.Compare(a.Numerator.String(), b.Numerator.String()),
		cmp.Compare(a.Denominator.String(), b.Denominator.String()),
		cmp.Compare(a.Done, b.Done),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
