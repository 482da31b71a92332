package assess

import (
	"time"

	"thidua/plan"
)

// Assess judges every indicator at now: for the whole plan, and for every unit
// with an allocation or a report. Figures of units, indicators and years that
// the plan does not have are left out.
//
// The plan is judged as of the last month that has ended, and no later than
// its own end. Once later months have ended, the indicators due after the
// plan's end are judged a second time, as of the last of those months. Before
// the plan's first month has ended nothing is judged: every verdict is unknown
// and Period is zero.
//
// The order is that of the plan's indicators; of one indicator the whole plan
// comes first, then the units in the plan's order, each by Period.
func Assess(p *plan.Plan, observations []plan.Observation, now time.Time) []Assessment {
	ended := p.LastEnded(now)
	units := unitsByID(p)
	reports := group(p, units, observations)
	var all []Assessment
	for i := range p.Indicators {
		x := &p.Indicators[i]
		t := promise{plan: p, indicator: x, due: dueOf(p, x), units: units, reports: reports[x.Code]}
		all = append(all, t.assess(ended)...)
	}
	return all
}

// promise is one indicator with everything needed to judge it.
type promise struct {
	plan      *plan.Plan
	indicator *plan.Indicator
	due       plan.Period
	units     map[plan.UnitID]*plan.Unit
	reports   map[plan.UnitID][]*plan.Observation
}

// assess judges t when ended is the last month that is over.
func (t *promise) assess(ended plan.Period) []Assessment {
	months := t.months(ended)
	figures := make([]map[plan.UnitID]figure, len(months))
	var all []Assessment
	for i, month := range months {
		figures[i] = t.figures(month)
		all = append(all, t.whole(month, figures[i]))
	}
	for i := range t.plan.Units {
		unit := t.plan.Units[i].ID
		if !t.concerns(unit) {
			continue
		}
		for j, month := range months {
			all = append(all, t.unit(unit, month, figures[j][unit]))
		}
	}
	return all
}

// months returns the months as of whose ends t is judged; the zero Period
// stands for "before the first one".
func (t *promise) months(ended plan.Period) []plan.Period {
	switch {
	case ended.IsZero() || ended.Compare(t.plan.From) < 0:
		return []plan.Period{{}}
	case ended.Compare(t.plan.To) <= 0:
		return []plan.Period{ended}
	case t.due.Compare(t.plan.To) > 0:
		return []plan.Period{t.plan.To, ended}
	}
	return []plan.Period{t.plan.To}
}

// figures returns the figure of every unit that reported. What comes after
// due does not count: it cannot rescue a target that was missed.
func (t *promise) figures(month plan.Period) map[plan.UnitID]figure {
	at := earlier(month, t.due)
	figures := make(map[plan.UnitID]figure, len(t.reports))
	for unit, reports := range t.reports {
		if f := figureOf(t.indicator, reports, t.start(unit), at); f.reported() {
			figures[unit] = f
		}
	}
	return figures
}

// concerns reports whether a unit is judged by itself.
func (t *promise) concerns(unit plan.UnitID) bool {
	return len(t.reports[unit]) > 0 || t.indicator.Allocation(unit).Known()
}

// whole judges the whole plan.
func (t *promise) whole(month plan.Period, figures map[plan.UnitID]figure) Assessment {
	total := t.rollUp(month, figures)
	a := t.judge(t.indicator.Target, month, total.figure, t.plan.From)
	a.Missing, a.WithoutParts = total.missing, total.withoutParts
	return a
}

// unit judges one unit.
func (t *promise) unit(unit plan.UnitID, month plan.Period, f figure) Assessment {
	a := t.judge(t.unitTarget(unit), month, f, t.start(unit))
	a.Unit = unit
	if t.owes(unit) && t.lacks(unit, month, f) {
		a.Missing = []plan.UnitID{unit}
	}
	return a
}

// start returns the first month for which a unit reports.
func (t *promise) start(unit plan.UnitID) plan.Period {
	if u := t.units[unit]; u != nil && u.From.Compare(t.plan.From) > 0 {
		return u.From
	}
	return t.plan.From
}

// dueOf returns the month at the end of which x is due: the plan's last one
// when the indicator does not say.
func dueOf(p *plan.Plan, x *plan.Indicator) plan.Period {
	if x.Due.IsZero() {
		return p.To
	}
	return x.Due.End()
}

func earlier(a, b plan.Period) plan.Period {
	if a.Compare(b) < 0 {
		return a
	}
	return b
}
