package validate

import (
	"thidua/plan"
)

// repeatedFlows is how many flows must say the same in two months running
// before a report is taken for a copy.
const repeatedFlows = 3

// reviewStale looks at a unit's latest report: one that repeats every figure of
// the month before is likely to be that month's under a new name. Levels may
// well stay, and noughts say nothing.
func (r *reviewer) reviewStale(u *plan.Unit, accounts []account) {
	latest := 0
	for _, a := range accounts {
		if x := r.indicators[a.code]; x.Kind == plan.Flow {
			latest = max(latest, lastMonthOf(a.inPeriod), lastMonthOf(a.cumulative))
		}
	}
	repeated := 0
	var first *plan.Observation
	for _, a := range accounts {
		if r.indicators[a.code].Kind != plan.Flow {
			continue
		}
		for _, series := range [][]*plan.Observation{a.inPeriod, a.cumulative} {
			now, before := monthIn(series, latest), monthIn(series, latest-1)
			switch {
			case now == nil || !saysSomething(now.Value):
			case before == nil || !now.Value.Equal(before.Value):
				return
			default:
				repeated++
				if first == nil {
					first = now
				}
			}
		}
	}
	if repeated < repeatedFlows {
		return
	}
	f := newFinding(RuleReportStale, u.ID, plan.Origin{Source: first.Origin.Source, Revision: first.Origin.Revision, Tab: first.Origin.Tab, GID: first.Origin.GID})
	f.Period = first.Period
	f.Args = map[string]string{"previous_period": plan.MonthOf(first.Period.Year, latest-1).String()}
	r.findings = append(r.findings, f)
}

// lastMonthOf returns the last month of a series that says something.
func lastMonthOf(series []*plan.Observation) int {
	last := 0
	for _, o := range series {
		if o.Period.Grain == plan.Month && saysSomething(o.Value) {
			last = max(last, o.Period.N)
		}
	}
	return last
}

func monthIn(series []*plan.Observation, month int) *plan.Observation {
	for _, o := range series {
		if o.Period.Grain == plan.Month && o.Period.N == month {
			return o
		}
	}
	return nil
}
