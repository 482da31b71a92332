package validate

import (
	"time"

	"thidua/plan"
)

// reviewFuture looks for figures that cannot be known yet. A cumulative figure
// or a level that only repeats the one before is passed over: formulas carry
// it into the columns of months to come.
func (r *reviewer) reviewFuture(a account) {
	for _, o := range a.inPeriod {
		if r.tooEarly(o) {
			r.figure(RuleFuturePeriod, o, o.Value.Number.String(), "")
		}
	}
	for _, series := range [][]*plan.Observation{a.cumulative, a.asOf} {
		var before plan.Value
		for _, o := range series {
			if r.tooEarly(o) && !sameAnswer(o.Value, before) {
				r.figure(RuleFuturePeriod, o, o.Value.Number.String(), "")
			}
			before = o.Value
		}
	}
}

func sameAnswer(a, b plan.Value) bool { return a.Number.Equal(b.Number) && a.Done == b.Done }

// tooEarly reports whether an answer is for a period that has not begun, or
// for the current month without being marked as an estimate.
func (r *reviewer) tooEarly(o *plan.Observation) bool {
	current := r.ended + 1
	switch {
	case o.Period.Year != r.plan.Year || !saysSomething(o.Value):
		return false
	case o.Period.First() > current:
		return true
	}
	return o.Period.Grain == plan.Month && o.Period.N == current && o.Status != plan.Estimate
}

// saysSomething: a nought or a "not yet" in a month to come is a prepared
// sheet, not a statement.
func saysSomething(v plan.Value) bool {
	return v.Done == plan.DoneYes || v.Number.Known() && !v.Number.Decimal().IsZero()
}

// reviewDates looks for documents dated after today.
func (r *reviewer) reviewDates(observations []*plan.Observation) {
	today := r.now.In(r.plan.Location()).Format(time.DateOnly)
	for _, o := range observations {
		if o.Value.Date <= today { // none at all included
			continue
		}
		day, err := time.Parse(time.DateOnly, o.Value.Date)
		if err == nil && day.Year() == r.plan.Year {
			r.figure(RuleEvidenceDate, o, writtenDate(o.Value.Date), "", "today", writtenDate(today))
		}
	}
}
