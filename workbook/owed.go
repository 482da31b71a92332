package workbook

import (
	"slices"

	"thidua/plan"
)

// owed returns the months at whose end a unit owes a figure by now.
func (b *book) owed(of pair) []int {
	x, u := b.indicators[of.indicator], b.units[of.unit]
	if x == nil || u == nil {
		return nil
	}
	var months []int
	for _, debt := range b.in.Plan.Debts(u, x, b.in.AsOf) {
		months = append(months, debt.Month)
	}
	return months
}

// missing returns the months for which a unit owes a figure and gave none. A
// milestone that is done is done for later months too.
func (b *book) missing(of pair) []int {
	return slices.DeleteFunc(b.owed(of), func(month int) bool {
		return slices.ContainsFunc(b.reported[of], func(o *plan.Observation) bool {
			return o.Period.Year == b.in.Plan.Year && covers(o, month)
		})
	})
}

func covers(o *plan.Observation, month int) bool {
	switch {
	case o.Value.Done == plan.DoneYes:
		return o.Period.Last() <= month
	case o.Basis == plan.InPeriod:
		return o.Period.First() <= month && month <= o.Period.Last()
	}
	return o.Period.Last() == month
}
