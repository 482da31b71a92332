package assess

import (
	"slices"
	"time"

	"thidua/plan"
)

// Assess judges every indicator at now: for the whole plan, and for every unit
// with an allocation or a report. Figures of units, indicators and years that
// the plan does not have are left out. The result points into observations.
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
	reports := group(p, observations)
	judged := make([][]Assessment, len(p.Indicators))
	for i := range p.Indicators {
		x := &p.Indicators[i]
		judged[i] = newJudge(p, x, units, reports[x.Code]).assess(ended)
	}
	return slices.Concat(judged...)
}

// judge is one indicator with everything needed to judge it.
type judge struct {
	plan        *plan.Plan
	indicator   *plan.Indicator
	due         plan.Period
	units       map[plan.UnitID]*plan.Unit
	reporters   map[plan.UnitID]bool
	allocations map[plan.UnitID]plan.Number
	reports     map[plan.UnitID][]*plan.Observation
}

func newJudge(p *plan.Plan, x *plan.Indicator, units map[plan.UnitID]*plan.Unit, reports map[plan.UnitID][]*plan.Observation) *judge {
	j := &judge{
		plan:        p,
		indicator:   x,
		due:         dueOf(p, x),
		units:       units,
		reporters:   make(map[plan.UnitID]bool, len(x.Reporters)),
		allocations: make(map[plan.UnitID]plan.Number, len(x.Allocations)),
		reports:     reports,
	}
	for _, unit := range x.Reporters {
		j.reporters[unit] = true
	}
	for _, part := range x.Allocations {
		j.allocations[part.Unit] = part.Amount
	}
	return j
}

// assess judges the indicator when ended is the last month that is over.
func (j *judge) assess(ended plan.Period) []Assessment {
	months := j.months(ended)
	figures := make([]map[plan.UnitID]figure, len(months))
	units := j.concerned()
	all := make([]Assessment, 0, len(months)*(1+len(units)))
	for i, month := range months {
		figures[i] = j.figures(month)
		all = append(all, j.whole(month, figures[i]))
	}
	for _, unit := range units {
		for i, month := range months {
			all = append(all, j.unit(unit, month, figures[i][unit]))
		}
	}
	return all
}

// months returns the months as of whose ends the indicator is judged; the zero Period
// stands for "before the first one".
func (j *judge) months(ended plan.Period) []plan.Period {
	switch {
	case ended.IsZero() || ended.Compare(j.plan.From) < 0:
		return []plan.Period{{}}
	case ended.Compare(j.plan.To) <= 0:
		return []plan.Period{ended}
	case j.due.Compare(j.plan.To) > 0:
		return []plan.Period{j.plan.To, ended}
	}
	return []plan.Period{j.plan.To}
}

// figures returns the figure of every unit that reported. What comes after
// due does not count: it cannot rescue a target that was missed.
func (j *judge) figures(month plan.Period) map[plan.UnitID]figure {
	at := earlier(month, j.due)
	figures := make(map[plan.UnitID]figure, len(j.reports))
	for unit, reports := range j.reports {
		if f := figureOf(j.indicator, reports, j.start(unit), at); f.reported() {
			figures[unit] = f
		}
	}
	return figures
}

// concerned returns the units that are judged by themselves, in the plan's order.
func (j *judge) concerned() []plan.UnitID {
	var units []plan.UnitID
	for i := range j.plan.Units {
		unit := j.plan.Units[i].ID
		if len(j.reports[unit]) > 0 || j.allocations[unit].Known() {
			units = append(units, unit)
		}
	}
	return units
}

// whole judges the whole plan.
func (j *judge) whole(month plan.Period, figures map[plan.UnitID]figure) Assessment {
	total := j.rollUp(month, figures)
	a := j.assessment(j.indicator.Target, month, total.figure, j.plan.From)
	a.Missing, a.WithoutParts = total.missing, total.withoutParts
	return a
}

// unit judges one unit.
func (j *judge) unit(unit plan.UnitID, month plan.Period, f figure) Assessment {
	a := j.assessment(j.unitTarget(unit), month, f, j.start(unit))
	a.Unit = unit
	if j.owes(unit) && j.lacks(unit, month, f) {
		a.Missing = []plan.UnitID{unit}
	}
	return a
}

// start returns the first month for which a unit reports.
func (j *judge) start(unit plan.UnitID) plan.Period {
	if u := j.units[unit]; u != nil && u.From.Compare(j.plan.From) > 0 {
		return u.From
	}
	return j.plan.From
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
