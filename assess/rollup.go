package assess

import (
	"slices"

	"thidua/plan"
)

// rolledUp is the whole plan's figure and whose figures it lacks.
type rolledUp struct {
	figure
	missing      []plan.UnitID
	withoutParts []plan.UnitID
}

// rollUp makes the whole plan's figure from the named reporters', each at its
// own latest; the unit tree plays no part.
func (t *promise) rollUp(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	x := t.indicator
	switch {
	case x.Kind == plan.Quota:
		return t.proposals(month, figures)
	case x.Rollup == plan.All:
		return t.everyone(month, figures)
	case x.Rollup == plan.Single || len(x.Reporters) == 1:
		return t.spokesman(month, figures)
	case x.Rollup == plan.RatioOfSum:
		return t.ratioOfSums(month, figures)
	}
	return t.sum(month, figures)
}

// include adds the sources of a reporter's figure to the whole and names the
// reporter when the figure is not there or lags.
func (r *rolledUp) include(t *promise, unit plan.UnitID, month plan.Period, f figure) {
	if t.lacks(unit, month, f) {
		r.missing = append(r.missing, unit)
	}
	if f.latest.Compare(r.latest) > 0 {
		r.latest = f.latest
	}
	r.because = append(r.because, f.because...)
}

// sum adds up the reporters' figures.
func (t *promise) sum(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for _, unit := range t.indicator.Reporters {
		f := figures[unit]
		whole.include(t, unit, month, f)
		whole.number = plus(whole.number, f.number)
	}
	return whole
}

// spokesman takes the figure of the one reporter; of several, of the first
// that has one.
func (t *promise) spokesman(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for _, unit := range t.indicator.Reporters {
		if f := figures[unit]; f.reported() {
			whole = rolledUp{figure: f}
			if t.lacks(unit, month, f) {
				whole.missing = []plan.UnitID{unit}
			}
			return whole
		}
		whole.include(t, unit, month, figure{})
	}
	return whole
}

// ratioOfSums divides the sum of numerators by the sum of denominators. A
// percent without its parts cannot be summed.
func (t *promise) ratioOfSums(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for _, unit := range t.indicator.Reporters {
		f := figures[unit]
		if f.reported() && !f.denominator.Known() {
			whole.missing = append(whole.missing, unit)
			whole.withoutParts = append(whole.withoutParts, unit)
			continue
		}
		whole.include(t, unit, month, f)
		whole.numerator = plus(whole.numerator, f.numerator)
		whole.denominator = plus(whole.denominator, f.denominator)
	}
	whole.number = quotient(t.indicator, whole.numerator, whole.denominator)
	return whole
}

// everyone is a milestone that is done when every reporter has done it.
func (t *promise) everyone(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	done := 0
	for _, unit := range t.indicator.Reporters {
		f := figures[unit]
		whole.include(t, unit, month, f)
		if f.done == plan.DoneYes {
			done++
		}
	}
	if !whole.reported() {
		return whole
	}
	whole.numerator, whole.denominator = plan.Int(int64(done)), plan.Int(int64(len(t.indicator.Reporters)))
	whole.number, whole.done = plan.Int(0), plan.DoneNo
	if done == len(t.indicator.Reporters) {
		whole.number, whole.done = plan.Int(1), plan.DoneYes
	}
	return whole
}

// proposals adds up what units propose under a quota: the named reporters, or
// all units when none is named. Nobody has to propose, so nobody is missing.
func (t *promise) proposals(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for i := range t.plan.Units {
		unit := t.plan.Units[i].ID
		if len(t.indicator.Reporters) > 0 && !slices.Contains(t.indicator.Reporters, unit) {
			continue
		}
		f := figures[unit]
		whole.include(t, unit, month, f)
		whole.number = plus(whole.number, f.number)
	}
	return whole
}

// owes reports whether a unit has to report on the indicator.
func (t *promise) owes(unit plan.UnitID) bool {
	return slices.Contains(t.indicator.Reporters, unit) || t.indicator.Allocation(unit).Known()
}

// lacks reports whether a unit's figure is not there or lags behind a month.
// Before the first month, under a quota, and before the unit exists, nothing
// is lacking; what is done stays done.
func (t *promise) lacks(unit plan.UnitID, month plan.Period, f figure) bool {
	at := earlier(month, t.due)
	if month.IsZero() || t.indicator.Kind == plan.Quota || t.start(unit).Compare(at) > 0 || f.done == plan.DoneYes {
		return false
	}
	return !f.reported() || f.latest.Last() < t.owed(unit, at)
}

// owed returns the month, 1–12, to whose end a unit's figure must reach at
// the end of a month; 0 when it need not reach anywhere yet.
func (t *promise) owed(unit plan.UnitID, at plan.Period) int {
	last := at
	if u := t.units[unit]; u != nil && !u.To.IsZero() {
		last = earlier(at, u.To)
	}
	switch t.indicator.Frequency {
	case plan.Quarterly:
		return last.Last() / int(plan.Quarter) * int(plan.Quarter)
	case plan.Yearly:
		if at.Compare(t.due) < 0 {
			return 0
		}
	}
	return last.Last()
}

// plus adds where nothing counts as nothing instead of spoiling the sum.
func plus(sum, n plan.Number) plan.Number {
	switch {
	case !n.Known():
		return sum
	case !sum.Known():
		return n
	}
	return sum.Add(n)
}
