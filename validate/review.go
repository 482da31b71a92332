package validate

import (
	"cmp"
	"slices"
	"time"

	"thidua/plan"
)

// Review says what only the clock, several sources together or the plan as a
// whole can tell: missing reports and figures, figures from the future, units
// that contradict each other, a plan that contradicts itself. Readings may
// come in any order, several of one unit included; a unit without a reading
// has reported nothing. The findings are in the order of SortFindings and do
// not repeat those of the readings.
func Review(p *plan.Plan, readings []*Reading, now time.Time) []Finding {
	r := reviewer{
		plan:       p,
		now:        now,
		indicators: indicatorsByCode(p),
		ended:      p.LastEnded(now).Last(),
		totals:     newTotals(p),
	}
	byUnit := statementsByUnit(readings)
	for i := range p.Units {
		u := &p.Units[i]
		r.reviewUnit(u, byUnit[u.ID])
	}
	r.reviewPlan()
	r.reviewTotals()
	SortFindings(p, r.findings)
	return r.findings
}

// reviewer gathers the findings of one Review.
type reviewer struct {
	plan       *plan.Plan
	now        time.Time
	indicators map[plan.Code]*plan.Indicator
	ended      int // last month of the plan's year that is over, 0 before the first is
	totals     totals
	findings   []Finding
}

// statement is all that one unit's readings hold.
type statement struct {
	source       string // of its first reading, "" without one
	observations []*plan.Observation
	blanks       []*Blank
	findings     []*Finding
}

// understood reports whether any place for a figure was found.
func (s statement) understood() bool {
	return len(s.blanks) > 0 || slices.ContainsFunc(s.observations, func(o *plan.Observation) bool { return o.Status != plan.Adjusted })
}

func statementsByUnit(readings []*Reading) map[plan.UnitID]statement {
	sorted := slices.Clone(readings)
	slices.SortStableFunc(sorted, func(a, b *Reading) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Unit, b.Unit))
	})
	byUnit := map[plan.UnitID]statement{}
	for _, reading := range sorted {
		s := byUnit[reading.Unit]
		s.source = cmp.Or(s.source, reading.Source)
		for i := range reading.Blanks {
			s.blanks = append(s.blanks, &reading.Blanks[i])
		}
		for i := range reading.Findings {
			s.findings = append(s.findings, &reading.Findings[i])
		}
		byUnit[reading.Unit] = s
		for i := range reading.Observations {
			o := &reading.Observations[i]
			told := byUnit[o.Unit]
			told.source = cmp.Or(told.source, reading.Source)
			told.observations = append(told.observations, o)
			byUnit[o.Unit] = told
		}
	}
	return byUnit
}

// reviewUnit looks at what one unit said, or did not say.
func (r *reviewer) reviewUnit(u *plan.Unit, s statement) {
	r.reviewDebts(u, s)
	var known []*plan.Observation
	for _, o := range s.observations {
		if r.indicators[o.Indicator] != nil {
			known = append(known, o)
		}
	}
	r.reviewDates(known)
	r.reviewSources(known)
	accounts := accountsOf(known)
	r.reviewStale(u, accounts)
	for _, a := range accounts {
		r.reviewFuture(a)
		r.totals.add(r.indicators[a.code], a)
	}
}

// figure adds a finding about a figure.
func (r *reviewer) figure(rule string, o *plan.Observation, found, expected string, args ...string) {
	r.findings = append(r.findings, figureFinding(rule, o.Unit, o, found, expected, args...))
}
