package assess

import "thidua/plan"

// alarmMonths is how long before due a milestone that is not done becomes a
// risk: a quarter.
const alarmMonths = 3

// assessment gives the verdict on a figure and what goes with it. Start is the
// month from which the target is worked on.
func (j *judge) assessment(target plan.Target, month plan.Period, f figure, start plan.Period) Assessment {
	a := Assessment{
		Indicator:   j.indicator.Code,
		Period:      month,
		Actual:      f.number,
		Done:        f.done,
		Numerator:   f.numerator,
		Denominator: f.denominator,
		Target:      target,
		Forecast:    rounded(j.forecast(f, start)),
		Estimate:    f.estimate(),
		Latest:      f.latest,
		Because:     f.because,
	}
	if j.indicator.Kind == plan.Ratio {
		a.Actual = rounded(f.number)
	}
	if target.Op == "" {
		return a
	}
	g := goalOf(target, j.indicator.Direction)
	a.Verdict = j.verdict(g, month, f.number, start)
	a.Overdue = j.isDue(month) && a.Verdict != Met && a.Verdict != Exceeded
	a.Completion = g.completion(f.number)
	gap := g.gap(f.number)
	a.Gap = rounded(gap)
	if j.indicator.Kind == plan.Flow && !g.lower {
		a.Expected = rounded(j.share(start, month).of(target.Low))
		a.NeededPerPeriod = gap.Div(plan.Int(int64(j.periodsLeft(month))), shown)
	}
	return a
}

// verdict judges a figure. Before due nothing is short; then only what cannot
// be lost again, a flow that grows or a milestone done, is met or exceeded.
func (j *judge) verdict(g goal, month plan.Period, n plan.Number, start plan.Period) Verdict {
	if !n.Known() {
		return Unknown
	}
	final := j.isDue(month) || j.indicator.Kind == plan.Milestone || j.indicator.Kind == plan.Flow && !g.lower
	switch {
	case final && g.exceeded(n):
		return Exceeded
	case final && g.fulfilled(n):
		return Met
	case j.isDue(month):
		return Short
	case g.fulfilled(n) || j.keepsPace(g, month, n, start):
		return OnTrack
	}
	return AtRisk
}

// keepsPace reports whether what is not yet fulfilled may still be expected
// to be by due. A flow has to keep up with its phasing; a stock or a ratio has
// to be near its target already, by the same threshold; a milestone has time
// until the last quarter before due. What is over a ceiling does not heal by
// itself.
func (j *judge) keepsPace(g goal, month plan.Period, n plan.Number, start plan.Period) bool {
	var expected plan.Number
	switch {
	case g.lower:
		return false
	case j.indicator.Kind == plan.Milestone:
		return j.due.Last()-month.Last() > alarmMonths
	case j.indicator.Kind == plan.Flow:
		expected = j.share(start, month).of(g.target.Low)
	default:
		expected = g.target.Low
	}
	c, ok := n.Cmp(expected.Mul(j.onTrack()))
	return ok && c >= 0
}

// onTrack returns the plan's threshold: the whole when it does not say.
func (j *judge) onTrack() plan.Number {
	if threshold := j.plan.Thresholds.OnTrack; threshold.Known() {
		return threshold
	}
	return plan.Int(1)
}

// isDue reports whether the target is due as of the end of a month.
func (j *judge) isDue(month plan.Period) bool { return month.Compare(j.due) >= 0 }

// rounded returns n as people are given it.
func rounded(n plan.Number) plan.Number { return n.Div(plan.Int(1), shown) }
