package assess

import "thidua/plan"

// rolledUp is the whole plan's figure and whose figures it lacks.
type rolledUp struct {
	figure
	missing      []plan.UnitID
	withoutParts []plan.UnitID
}

// rollUp makes the whole plan's figure from the named reporters', each at its
// own latest; the unit tree plays no part.
func (j *judge) rollUp(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	x := j.indicator
	switch {
	case x.Kind == plan.Quota:
		return j.proposals(month, figures)
	case x.Rollup == plan.All:
		return j.everyone(month, figures)
	case x.Rollup == plan.Single || len(x.Reporters) == 1:
		return j.spokesman(month, figures)
	case x.Rollup == plan.RatioOfSum:
		return j.ratioOfSums(month, figures)
	}
	return j.sum(month, figures)
}

// include adds the sources of a reporter's figure to the whole and names the
// reporter when the figure is not there or lags.
func (r *rolledUp) include(j *judge, unit plan.UnitID, month plan.Period, f figure) {
	if j.lacks(unit, month, f) {
		r.missing = append(r.missing, unit)
	}
	if f.latest.Compare(r.latest) > 0 {
		r.latest = f.latest
	}
	r.because = append(r.because, f.because...)
}

// sum adds up the reporters' figures.
func (j *judge) sum(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for _, unit := range j.indicator.Reporters {
		f := figures[unit]
		whole.include(j, unit, month, f)
		whole.number = plus(whole.number, f.number)
	}
	return whole
}

// spokesman takes the figure of the one reporter; of several, of the first
// that has one.
func (j *judge) spokesman(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for _, unit := range j.indicator.Reporters {
		if f := figures[unit]; f.reported() {
			whole = rolledUp{figure: f}
			if j.lacks(unit, month, f) {
				whole.missing = []plan.UnitID{unit}
			}
			return whole
		}
		whole.include(j, unit, month, figure{})
	}
	return whole
}

// ratioOfSums divides the sum of numerators by the sum of denominators. A
// percent without its parts cannot be summed.
func (j *judge) ratioOfSums(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for _, unit := range j.indicator.Reporters {
		f := figures[unit]
		if f.reported() && !f.denominator.Known() {
			whole.missing = append(whole.missing, unit)
			whole.withoutParts = append(whole.withoutParts, unit)
			continue
		}
		whole.include(j, unit, month, f)
		whole.numerator = plus(whole.numerator, f.numerator)
		whole.denominator = plus(whole.denominator, f.denominator)
	}
	whole.number = quotient(j.indicator, whole.numerator, whole.denominator)
	return whole
}

// everyone is a milestone that is done when every reporter has done it.
func (j *judge) everyone(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	done := 0
	for _, unit := range j.indicator.Reporters {
		f := figures[unit]
		whole.include(j, unit, month, f)
		if f.done == plan.DoneYes {
			done++
		}
	}
	if !whole.reported() {
		return whole
	}
	whole.numerator, whole.denominator = plan.Int(int64(done)), plan.Int(int64(len(j.indicator.Reporters)))
	whole.number, whole.done = plan.Int(0), plan.DoneNo
	if done == len(j.indicator.Reporters) {
		whole.number, whole.done = plan.Int(1), plan.DoneYes
	}
	return whole
}

// proposals adds up what units propose under a quota, those that may: the
// named ones, or all when none is named. Nobody has to propose, so nobody is
// missing.
func (j *judge) proposals(month plan.Period, figures map[plan.UnitID]figure) rolledUp {
	var whole rolledUp
	for i := range j.plan.Units {
		unit := j.plan.Units[i].ID
		if f := figures[unit]; f.reported() && j.indicator.MayReport(unit) {
			whole.include(j, unit, month, f)
			whole.number = plus(whole.number, f.number)
		}
	}
	return whole
}

// owes reports whether a unit has to report on the indicator.
func (j *judge) owes(unit plan.UnitID) bool {
	return j.reporters[unit] || j.allocations[unit].Known()
}

// lacks reports whether a unit's figure is not there or lags behind a month.
// Under a quota, and before the unit's first month, nothing is lacking; what
// is done stays done.
func (j *judge) lacks(unit plan.UnitID, month plan.Period, f figure) bool {
	at := earlier(month, j.due)
	if j.indicator.Kind == plan.Quota || j.start(unit).Compare(at) > 0 || f.done == plan.DoneYes {
		return false
	}
	return !f.reported() || f.latest.Last() < j.owed(unit, at)
}

// owed returns the month, 1–12, to whose end a unit's figure must reach at
// the end of a month; 0 when it need not reach anywhere yet.
func (j *judge) owed(unit plan.UnitID, at plan.Period) int {
	last := at
	if u := j.units[unit]; u != nil && !u.To.IsZero() {
		last = earlier(at, u.To)
	}
	switch j.indicator.Frequency {
	case plan.Quarterly:
		return last.Last() / int(plan.Quarter) * int(plan.Quarter)
	case plan.Yearly:
		if at.Compare(j.due) < 0 {
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
