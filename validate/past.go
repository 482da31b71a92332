package validate

import (
	"cmp"
	"slices"
	"time"

	"thidua/plan"
)

// Revision is a figure that a sheet gave for the first time, or otherwise than
// before, after the report it belongs to was overdue.
type Revision struct {
	At          time.Time        // when it was read
	Observation plan.Observation // as it was given then; of one that was taken away, as it was before
	Before      plan.Value       // zero: it was not there
}

// ReviewPast says what was done to figures after their reports were overdue:
// those rewritten or taken away since then, and reports of which nothing came
// in time. Estimates may be replaced at any time. A figure that says again
// what it said is no longer rewritten.
func ReviewPast(p *plan.Plan, readings []*Reading, revisions []Revision) []Finding {
	h := history{plan: p, current: map[pastKey]*plan.Observation{}, first: map[pastKey]Revision{}, last: map[pastKey]Revision{}}
	for _, r := range readings {
		for i := range r.Observations {
			o := &r.Observations[i]
			h.current[pastKeyOf(o)] = o
		}
	}
	sorted := slices.Clone(revisions)
	slices.SortStableFunc(sorted, func(a, b Revision) int { return a.At.Compare(b.At) })
	for _, r := range sorted {
		key := pastKeyOf(&r.Observation)
		if _, known := h.first[key]; !known {
			h.first[key] = r
		}
		h.last[key] = r
	}
	h.reviewRewritten()
	h.reviewLate()
	SortFindings(p, h.findings)
	return h.findings
}

// history is what is known of figures that were touched late.
type history struct {
	plan     *plan.Plan
	current  map[pastKey]*plan.Observation
	first    map[pastKey]Revision // after the report was overdue
	last     map[pastKey]Revision
	findings []Finding
}

// pastKey tells the figures of sheets apart.
type pastKey struct {
	source    string
	unit      plan.UnitID
	indicator plan.Code
	period    plan.Period
	basis     plan.Basis
	status    plan.Status
}

func pastKeyOf(o *plan.Observation) pastKey {
	return pastKey{o.Origin.Source, o.Unit, o.Indicator, o.Period, o.Basis, o.Status}
}

// reviewRewritten compares figures with what they said when their report was overdue.
func (h *history) reviewRewritten() {
	for key, first := range h.first {
		if key.status == plan.Estimate || !saysAnything(first.Before) {
			continue
		}
		o, found := h.current[key], ""
		switch {
		case o == nil:
			o = &first.Observation
		case o.Value.Equal(first.Before):
			continue
		default:
			found = written(o.Value)
		}
		day := h.last[key].At.In(h.plan.Location()).Format(time.DateOnly)
		h.findings = append(h.findings, figureFinding(RulePastRewritten, o.Unit, o, found, written(first.Before), "day", writtenDate(day)))
	}
}

// saysAnything reports whether a value says anything.
func saysAnything(v plan.Value) bool { return v.Number.Known() || v.Done != plan.NotSaid }

// written is what a value says, as a person would write it.
func written(v plan.Value) string { return cmp.Or(v.Number.String(), v.Document, v.Date) }

// report is what a unit says at the end of a month.
type report struct {
	unit  plan.UnitID
	month plan.Period
}

// reviewLate looks for reports all of whose figures came when they were overdue.
func (h *history) reviewLate() {
	arrived := map[report]time.Time{} // the earliest; zero: in time
	for key := range h.current {
		at := report{key.unit, key.period.End()}
		first, late := h.first[key]
		if !late || saysAnything(first.Before) {
			first.At = time.Time{}
		}
		if earliest, seen := arrived[at]; !seen || first.At.Before(earliest) {
			arrived[at] = first.At
		}
	}
	for at, day := range arrived {
		if day.IsZero() {
			continue
		}
		f := newFinding(RuleReportLate, at.unit, plan.Origin{})
		f.Period = at.month
		f.Found = writtenDate(day.In(h.plan.Location()).Format(time.DateOnly))
		f.Expected = writtenDate(h.plan.DueOf(at.month).Add(-time.Second).Format(time.DateOnly))
		h.findings = append(h.findings, f)
	}
}
