package validate

import (
	"strings"

	"thidua/plan"
)

// reviewDebts compares what a unit owes with what it gave. An indicator with
// no place in the sheet is missing once; a month for which nothing at all came
// is one missing report; in a month with a report every figure that is not
// there is missing by itself.
func (r *reviewer) reviewDebts(u *plan.Unit, s statement) {
	given := r.receipts(s)
	silent := map[int]plan.Period{}
	for _, d := range r.debts(u) {
		switch code := d.Indicator.Code; {
		case given.settles(d):
		case s.understood() && !given.place[code]:
			if !given.told[code] {
				given.told[code] = true
				r.indicatorMissing(u, s, d.Indicator)
			}
		case given.month[d.Month]:
			r.valueMissing(u, s, d)
		case silent[d.Month].IsZero() || d.Period.Grain < silent[d.Month].Grain:
			silent[d.Month] = d.Period
		}
	}
	for _, q := range silent {
		f := newFinding(RuleReportMissing, u.ID, plan.Origin{Source: s.source})
		f.Period = q
		r.findings = append(r.findings, f)
	}
}

// debts returns what a unit owes by now, in the order of the plan.
func (r *reviewer) debts(u *plan.Unit) []plan.Debt {
	var owed []plan.Debt
	for _, x := range r.plan.OwedBy(u.ID) {
		owed = append(owed, r.plan.Debts(u, x, r.now)...)
	}
	return owed
}

// indicatorMissing says that the sheet has no place for an indicator.
func (r *reviewer) indicatorMissing(u *plan.Unit, s statement, x *plan.Indicator) {
	f := newFinding(RuleIndicatorMissing, u.ID, plan.Origin{Source: s.source})
	f.Indicator, f.Expected = x.Code, x.Name
	r.findings = append(r.findings, f)
}

// valueMissing says that a figure is not there, at the blank cell where it
// belongs when the sheet has one.
func (r *reviewer) valueMissing(u *plan.Unit, s statement, d plan.Debt) {
	f := newFinding(RuleValueMissing, u.ID, plan.Origin{Source: s.source})
	if b := s.blankFor(d); b != nil {
		f.Origin = b.Origin
	}
	f.Indicator, f.Period = d.Indicator.Code, d.Period
	r.findings = append(r.findings, f)
}

// blankFor returns the blank of the shortest period that would settle a debt.
func (s statement) blankFor(d plan.Debt) *Blank {
	var best *Blank
	for _, b := range s.blanks {
		if b.Indicator == d.Indicator.Code && settledBy(d, b.Period) && (best == nil || b.Period.Grain < best.Period.Grain) {
			best = b
		}
	}
	return best
}

// settledBy reports whether a figure of period q is what is owed: one that
// ends the period, or one of a quarter where its months are owed.
func settledBy(d plan.Debt, q plan.Period) bool {
	return d.Period.Contains(q) && q.Last() >= d.Month ||
		q.Grain == plan.Quarter && q.Contains(d.Period)
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
		if o.Status == plan.Adjusted {
			given.noteFigure(r.plan.Year, o.Indicator, o.Period, o.Basis)
		} else {
			given.note(r.plan.Year, o.Indicator, o.Period, o.Basis)
		}
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

// note takes down a figure that the unit's sheet has a place for.
func (g receipts) note(year int, code plan.Code, q plan.Period, basis plan.Basis) {
	g.place[code] = true
	g.noteFigure(year, code, q, basis)
	if q.Year == year {
		for m := firstSettled(q, basis); m <= q.Last(); m++ {
			g.month[m] = true
		}
	}
}

// noteFigure takes down a figure alone, wherever it comes from.
func (g receipts) noteFigure(year int, code plan.Code, q plan.Period, basis plan.Basis) {
	if q.Year == year {
		for m := firstSettled(q, basis); m <= q.Last(); m++ {
			g.figure[receipt{code, m}] = true
		}
	}
}

// firstSettled returns the first month for which a figure is what is owed: the
// one at whose end it stands, of the sum of a quarter the first of three.
func firstSettled(q plan.Period, basis plan.Basis) int {
	if basis == plan.InPeriod && q.Grain == plan.Quarter {
		return q.First()
	}
	return q.Last()
}

// settles reports whether a debt needs no further word.
func (g receipts) settles(d plan.Debt) bool {
	if g.done[d.Indicator.Code] {
		return true
	}
	for m := d.Month; m <= d.Period.Last(); m++ {
		if g.figure[receipt{d.Indicator.Code, m}] {
			return true
		}
	}
	return false
}
