package assess

import "thidua/plan"

// alarmMonths is how long before due a milestone that is not done becomes a
// risk: a quarter.
const alarmMonths = 3

// judge gives the verdict on a figure and what goes with it. Start is the
// month from which the target is worked on.
func (t *promise) judge(target plan.Target, month plan.Period, f figure, start plan.Period) Assessment {
	a := Assessment{
		Indicator:   t.indicator.Code,
		Period:      month,
		Actual:      f.number,
		Done:        f.done,
		Numerator:   f.numerator,
		Denominator: f.denominator,
		Target:      target,
		Forecast:    rounded(t.forecast(f, start)),
		Estimate:    f.estimate(),
		Latest:      f.latest,
		Because:     copied(f.because),
	}
	if t.indicator.Kind == plan.Ratio {
		a.Actual = rounded(f.number)
	}
	if target.Op == "" || month.IsZero() {
		return a
	}
	g := goalOf(target, t.indicator.Direction)
	a.Verdict = t.verdict(g, month, f.number, start)
	a.Overdue = t.isDue(month) && a.Verdict != Met && a.Verdict != Exceeded
	a.Completion = g.completion(f.number)
	gap := g.gap(f.number)
	a.Gap = rounded(gap)
	if t.indicator.Kind == plan.Flow && !g.lower {
		a.Expected = rounded(t.share(start, month).of(target.Low))
		a.NeededPerPeriod = gap.Div(plan.Int(int64(t.periodsLeft(month))), shown)
	}
	return a
}

// verdict judges a figure. Before due nothing is short; then only what cannot
// be lost again, a flow that grows or a milestone done, is met or exceeded.
func (t *promise) verdict(g goal, month plan.Period, n plan.Number, start plan.Period) Verdict {
	if !n.Known() {
		return Unknown
	}
	final := t.isDue(month) || t.indicator.Kind == plan.Milestone || t.indicator.Kind == plan.Flow && !g.lower
	switch {
	case final && g.exceeded(n):
		return Exceeded
	case final && g.fulfilled(n):
		return Met
	case t.isDue(month):
		return Short
	case g.fulfilled(n) || t.keepsPace(g, month, n, start):
		return OnTrack
	}
	return AtRisk
}

// keepsPace reports whether what is not yet fulfilled may still be expected
// to be by due. A flow has to keep up with its phasing; a stock or a ratio has
// to be near its target already, by the same threshold; a milestone has time
// until the last quarter before due. What is over a ceiling does not heal by
// itself.
func (t *promise) keepsPace(g goal, month plan.Period, n plan.Number, start plan.Period) bool {
	var expected plan.Number
	switch {
	case g.lower:
		return false
	case t.indicator.Kind == plan.Milestone:
		return t.due.Last()-month.Last() > alarmMonths
	case t.indicator.Kind == plan.Flow:
		expected = t.share(start, month).of(g.target.Low)
	default:
		expected = g.target.Low
	}
	c, ok := n.Cmp(expected.Mul(t.onTrack()))
	return ok && c >= 0
}

// onTrack returns the plan's threshold: the whole when it does not say.
func (t *promise) onTrack() plan.Number {
	if threshold := t.plan.Thresholds.OnTrack; threshold.Known() {
		return threshold
	}
	return plan.Int(1)
}

// isDue reports whether the target is due as of the end of a month.
func (t *promise) isDue(month plan.Period) bool { return month.Compare(t.due) >= 0 }

// rounded returns n as people are given it.
func rounded(n plan.Number) plan.Number { return n.Div(plan.Int(1), shown) }

func copied(because []*plan.Observation) []plan.Observation {
	if len(because) == 0 {
		return nil
	}
	all := make([]plan.Observation, len(because))
	for i, o := range because {
		all[i] = *o
	}
	return all
}
