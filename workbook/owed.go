package workbook

import (
	"slices"

	"thidua/plan"
)

// owed returns the months at whose end a unit owes a figure by now: the last
// month of each period of the indicator's frequency, the last but one of the
// target when that is due earlier. Nobody owes award proposals.
func (b *book) owed(of pair) []int {
	p, x := b.in.Plan, b.indicators[of.indicator]
	if x == nil || x.Kind == plan.Quota || !b.charged[of] {
		return nil
	}
	until := p.To.Last()
	if !x.Due.IsZero() {
		until = x.Due.Last()
	}
	var months []int
	for first := 1; first <= until; first += int(x.Frequency.Grain()) {
		month := min(first+int(x.Frequency.Grain())-1, until)
		if month <= b.overdue && b.reports(of.unit, month) {
			months = append(months, month)
		}
	}
	return months
}

// reports tells whether a unit exists in a month of the plan.
func (b *book) reports(id plan.UnitID, month int) bool {
	u, m := b.units[id], plan.MonthOf(b.in.Plan.Year, month)
	return u != nil && m.Compare(b.in.Plan.From) >= 0 &&
		(u.From.IsZero() || m.Compare(u.From) >= 0) && (u.To.IsZero() || m.Compare(u.To) <= 0)
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
