package validate

import (
	"strings"

	"thidua/plan"
)

// debt is one figure that a unit owes by now: an indicator for a period, as of
// the end of a month, which is the period's last unless the target is due earlier.
type debt struct {
	indicator *plan.Indicator
	period    plan.Period
	month     int
}

// debts returns what a unit owes by now, in the order of the plan.
func (r *reviewer) debts(u *plan.Unit) []debt {
	var owed []debt
	for _, x := range r.plan.OwedBy(u.ID) {
		grain := x.Frequency.Grain()
		until := r.lastMonth(x)
		for n := 1; n <= 12/int(grain); n++ {
			q := plan.Period{Year: r.plan.Year, Grain: grain, N: n}
			month := min(q.Last(), until)
			if q.First() <= until && month <= r.owed && r.reports(u, month) {
				owed = append(owed, debt{x, q, month})
			}
		}
	}
	return owed
}

// lastMonth returns the month with which the reports on an indicator end.
func (r *reviewer) lastMonth(x *plan.Indicator) int {
	end := x.Due
	if end.IsZero() {
		end = r.plan.To
	}
	if end.Year != r.plan.Year {
		return 12
	}
	return end.Last()
}

// reports tells whether a unit reports in a month: within the plan's period or
// after it, and while the unit exists.
func (r *reviewer) reports(u *plan.Unit, month int) bool {
	m := plan.MonthOf(r.plan.Year, month)
	return m.Compare(r.plan.From) >= 0 &&
		(u.From.IsZero() || m.Compare(u.From) >= 0) &&
		(u.To.IsZero() || m.Compare(u.To) <= 0)
}

// reviewDebts compares what a unit owes with what it gave. An indicator with
// no place in the sheet is missing once; a month for which nothing at all came
// is one missing report; in a month with a report every figure that is not
// there is missing by itself.
func (r *reviewer) reviewDebts(u *plan.Unit, s statement) {
	given := r.receipts(s)
	silent := map[int]plan.Period{}
	for _, d := range r.debts(u) {
		switch code := d.indicator.Code; {
		case given.settles(d):
		case s.understood() && !given.place[code]:
			if !given.told[code] {
				given.told[code] = true
				r.indicatorMissing(u, s, d.indicator)
			}
		case given.month[d.month]:
			r.valueMissing(u, s, d)
		case silent[d.month].IsZero() || d.period.Grain < silent[d.month].Grain:
			silent[d.month] = d.period
		}
	}
	for _, q := range silent {
		f := newFinding(RuleReportMissing, u.ID, plan.Origin{Source: s.source})
		f.Period = q
		r.findings = append(r.findings, f)
	}
}

// indicatorMissing says that the sheet has no place for an indicator.
func (r *reviewer) indicatorMissing(u *plan.Unit, s statement, x *plan.Indicator) {
	f := newFinding(RuleIndicatorMissing, u.ID, plan.Origin{Source: s.source})
	f.Indicator, f.Expected = x.Code, x.Name
	r.findings = append(r.findings, f)
}

// valueMissing says that a figure is not there, at the blank cell where it
// belongs when the sheet has one.
func (r *reviewer) valueMissing(u *plan.Unit, s statement, d debt) {
	f := newFinding(RuleValueMissing, u.ID, plan.Origin{Source: s.source})
	if b := s.blankFor(d); b != nil {
		f.Origin = b.Origin
	}
	f.Indicator, f.Period = d.indicator.Code, d.period
	r.findings = append(r.findings, f)
}

// blankFor returns the blank of the shortest period that would settle a debt.
func (s statement) blankFor(d debt) *Blank {
	var best *Blank
	for _, b := range s.blanks {
		if b.Indicator == d.indicator.Code && d.settledBy(b.Period) && (best == nil || b.Period.Grain < best.Period.Grain) {
			best = b
		}
	}
	return best
}

// settledBy reports whether a figure of period q is what is owed: one that
// ends the period, or one of a quarter where its months are owed.
func (d debt) settledBy(q plan.Period) bool {
	return d.period.Contains(q) && q.Last() >= d.month ||
		q.Grain == plan.Quarter && q.Contains(d.period)
}

// receipts is what a unit gave, by month and by indicator.
type receipts struct {
	month  map[int]bool       // anything at all
	place  map[plan.Code]bool // the sheet has a row or column for it
	told   map[plan.Code]bool // it is said already that it has none, or that some row may be it
	done   map[plan.Code]bool // indicators of which no further word is needed
	figure map[receipt]bool
}

type receipt struct {
	code  plan.Code
	month int
}

// receipts notes what a unit gave. A cell that could not be read as a figure
// is an attempt: it is reported as such, and not once more as missing.
func (r *reviewer) receipts(s statement) receipts {
	given := receipts{
		month:  map[int]bool{},
		place:  map[plan.Code]bool{},
		told:   map[plan.Code]bool{},
		done:   map[plan.Code]bool{},
		figure: map[receipt]bool{},
	}
	for _, o := range s.observations {
		given.note(r.plan.Year, o.Indicator, o.Period, o.Basis)
		if o.Value.Done == plan.DoneYes {
			given.done[o.Indicator] = true
		}
	}
	for _, f := range s.findings {
		switch {
		case f.Rule == RuleIndicatorAmbiguous:
			for code := range strings.SplitSeq(f.Args["candidates"], ", ") {
				given.told[plan.Code(code)] = true
			}
		case f.Rule == RuleMeasureMismatch && f.Period.IsZero(): // of a row: it refuses the figures of every period
			given.place[f.Indicator], given.done[f.Indicator] = true, true
		case f.Origin.Cell != "" && f.Indicator != "":
			given.note(r.plan.Year, f.Indicator, f.Period, "")
		}
	}
	for _, b := range s.blanks {
		given.place[b.Indicator] = true
	}
	return given
}

// note takes a figure down for the month at whose end it stands, the sum of a
// quarter for its three months.
func (g receipts) note(year int, code plan.Code, q plan.Period, basis plan.Basis) {
	g.place[code] = true
	if q.Year != year {
		return
	}
	first := q.Last()
	if basis == plan.InPeriod && q.Grain == plan.Quarter {
		first = q.First()
	}
	for m := first; m <= q.Last(); m++ {
		g.month[m] = true
		g.figure[receipt{code, m}] = true
	}
}

// settles reports whether a debt needs no further word.
func (g receipts) settles(d debt) bool {
	if g.done[d.indicator.Code] {
		return true
	}
	for m := d.month; m <= d.period.Last(); m++ {
		if g.figure[receipt{d.indicator.Code, m}] {
			return true
		}
	}
	return false
}
