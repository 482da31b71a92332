package assess

import (
	"slices"

	"thidua/plan"
)

// figure is what the reports of one unit, or of several rolled up, come to at
// the end of a month. The zero figure is "nothing reported".
type figure struct {
	number      plan.Number // in the indicator's measure, exact; milestones: 1 done, 0 not
	numerator   plan.Number
	denominator plan.Number
	done        plan.Done
	latest      plan.Period
	because     []*plan.Observation
}

// reported reports whether there is anything behind f. Its number may be
// nothing all the same: 0 of 0 tasks is an answer, and no percent.
func (f figure) reported() bool { return len(f.because) > 0 }

// estimate reports whether f rests on at least one estimate.
func (f figure) estimate() bool {
	return slices.ContainsFunc(f.because, func(o *plan.Observation) bool { return o.Status == plan.Estimate })
}

// figureOf returns a unit's figure at the end of a month from its reports on
// one indicator; start is the first month for which the unit reports.
func figureOf(x *plan.Indicator, reports []*plan.Observation, start, at plan.Period) figure {
	if x.Kind == plan.Flow {
		return flow(run(x, reports, start, at))
	}
	return level(x, reports, at)
}

// flow adds up a run.
func flow(run []*plan.Observation) figure {
	if len(run) == 0 {
		return figure{}
	}
	total := plan.Int(0)
	for _, o := range run {
		total = total.Add(o.Value.Number)
	}
	return figure{number: total, latest: run[len(run)-1].Period, because: run}
}

// run returns the observations that together make the total of a flow from
// the start of the year to the latest possible month, in their order. A
// cumulative figure is that total by itself. A figure of one period counts
// only where a cumulative figure or the periods before it, none missing, lead
// up to it; if the indicator counts cumulative figures only, never.
func run(x *plan.Indicator, reports []*plan.Observation, start, at plan.Period) []*plan.Observation {
	var ending [13]*plan.Observation // the figure that brings the run to the end of a month
	latest := 0
	for month := 1; month <= at.Last(); month++ {
		for _, o := range reports {
			if o.Period.Last() != month || !o.Value.Number.Known() {
				continue
			}
			begins := o.Basis != plan.InPeriod || o.Period.First() <= start.First()
			follows := begins || ending[o.Period.First()-1] != nil
			if !follows || o.Basis == plan.InPeriod && x.Cumulative {
				continue
			}
			if ending[month] == nil || outweighs(o, ending[month]) {
				ending[month], latest = o, month
			}
		}
	}
	return chain(ending, latest, start)
}

// chain follows a run back from its latest month.
func chain(ending [13]*plan.Observation, latest int, start plan.Period) []*plan.Observation {
	var run []*plan.Observation
	for o := ending[latest]; o != nil; o = ending[o.Period.First()-1] {
		run = append(run, o)
		if o.Basis != plan.InPeriod || o.Period.First() <= start.First() {
			break
		}
	}
	slices.Reverse(run)
	return run
}

// level returns the newest answer of what does not add up over the year.
func level(x *plan.Indicator, reports []*plan.Observation, at plan.Period) figure {
	var newest *plan.Observation
	for _, o := range reports {
		if o.Period.Last() > at.Last() || !answers(x.Kind, o) {
			continue
		}
		if newest == nil || o.Period.Last() > newest.Period.Last() ||
			o.Period.Last() == newest.Period.Last() && outweighs(o, newest) {
			newest = o
		}
	}
	if newest == nil {
		return figure{}
	}
	f := figure{latest: newest.Period, because: []*plan.Observation{newest}}
	switch v := newest.Value; {
	case x.Kind == plan.Milestone:
		f.done, f.number = v.Done, plan.Int(0)
		if v.Done == plan.DoneYes {
			f.number = plan.Int(1)
		}
	case x.Kind == plan.Ratio && hasParts(v):
		f.numerator, f.denominator = v.Numerator, v.Denominator
		f.number = quotient(x, v.Numerator, v.Denominator)
	default:
		f.number = v.Number
	}
	return f
}

// answers reports whether o says anything about a level of this kind. What
// happened in one period alone is not a level.
func answers(kind plan.Kind, o *plan.Observation) bool {
	switch {
	case kind == plan.Milestone:
		return o.Value.Done != plan.NotSaid
	case o.Basis == plan.InPeriod:
		return false
	case kind == plan.Ratio && hasParts(o.Value):
		return true
	}
	return o.Value.Number.Known()
}

func hasParts(v plan.Value) bool { return v.Numerator.Known() && v.Denominator.Known() }

// Decimals of quotients: exact is more than any figure of a plan can tell
// apart and is what verdicts are given on; shown is what people are given.
const (
	exact = 24
	shown = 6
)

// quotient returns a ratio in the indicator's measure; nothing over 0.
func quotient(x *plan.Indicator, numerator, denominator plan.Number) plan.Number {
	if x.Measure == "%" {
		numerator = numerator.Mul(plan.Int(100))
	}
	return numerator.Div(denominator, exact)
}
