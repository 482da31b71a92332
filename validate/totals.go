package validate

import (
	"slices"

	"thidua/plan"
)

// totals keeps, for the few indicators that are compared across units, what
// every unit said.
type totals struct {
	figures map[plan.Code][]*plan.Observation // in the order of the plan's units
	checks  []plan.Check                      // those that no unit can break alone
	family  family
}

func newTotals(p *plan.Plan) totals {
	t := totals{figures: map[plan.Code][]*plan.Observation{}, family: familyOf(p)}
	for _, check := range p.Checks {
		if !answeredByOne(p, codesOf(check)) {
			t.checks = append(t.checks, check)
			for _, code := range codesOf(check) {
				t.figures[code] = nil
			}
		}
	}
	for i := range p.Indicators {
		x := &p.Indicators[i]
		if x.Kind == plan.Quota || x.Rollup == plan.Single || t.family[x.Code] != nil {
			t.figures[x.Code] = nil
		}
	}
	return t
}

// answeredByOne reports whether some unit reports all of these indicators.
func answeredByOne(p *plan.Plan, codes []plan.Code) bool {
	return slices.ContainsFunc(p.Units, func(u plan.Unit) bool {
		return !slices.ContainsFunc(codes, func(code plan.Code) bool {
			x := p.Indicator(code)
			return x == nil || !slices.Contains(x.Reporters, u.ID)
		})
	})
}

// add takes down what a unit said about an indicator that is compared.
func (t totals) add(x *plan.Indicator, a account) {
	if _, compared := t.figures[x.Code]; compared {
		t.figures[x.Code] = append(t.figures[x.Code], slices.Concat(a.inPeriod, a.cumulative, a.asOf)...)
	}
}

// reviewTotals compares what several units said.
func (r *reviewer) reviewTotals() {
	for _, check := range r.totals.checks {
		r.reviewCheck(check)
	}
	for i := range r.plan.Indicators {
		x := &r.plan.Indicators[i]
		switch {
		case x.Kind == plan.Quota:
			r.reviewQuota(x)
		case x.Rollup == plan.Single:
			r.reviewDisagreement(x)
		case x.Rollup == plan.Sum:
			r.reviewParents(x)
		}
	}
}

// reviewCheck holds a check against the sums over the reporters, wherever all
// of them have given their figure. It is said at the first term's first figure.
func (r *reviewer) reviewCheck(check plan.Check) {
	said := map[figureKey]bool{}
	for _, o := range r.totals.figures[check.Terms[0]] {
		at := figureKey{period: o.Period, basis: o.Basis}
		if said[at] {
			continue
		}
		said[at] = true
		left, right := sides(check, func(code plan.Code) plan.Number { return r.total(code, o.Period, o.Basis) })
		if broken(check.Op, left, right) {
			r.figure(RulePartExceedsWhole, o, left.String(), right.String(), relationArgs(r.indicators, check)...)
		}
	}
}

// total adds the named reporters' figures; nothing when one is missing or when
// the figures of several units do not add up to anything.
func (r *reviewer) total(code plan.Code, q plan.Period, basis plan.Basis) plan.Number {
	x := r.indicators[code]
	if x == nil || len(x.Reporters) > 1 && x.Rollup != plan.Sum {
		return plan.Number{}
	}
	sum, count := plan.Int(0), 0
	for _, o := range r.totals.figures[code] {
		if o.Period == q && o.Basis == basis && slices.Contains(x.Reporters, o.Unit) {
			sum, count = sum.Add(o.Value.Number), count+1
		}
	}
	if count < len(x.Reporters) {
		return plan.Number{}
	}
	return sum
}

// reviewDisagreement compares what other units say about a figure that one
// unit gives for all with what that unit says.
func (r *reviewer) reviewDisagreement(x *plan.Indicator) {
	figures := r.totals.figures[x.Code]
	for _, o := range figures {
		if slices.Contains(x.Reporters, o.Unit) {
			continue
		}
		reporter := slices.IndexFunc(figures, func(f *plan.Observation) bool {
			return f.Period == o.Period && f.Basis == o.Basis && slices.Contains(x.Reporters, f.Unit)
		})
		if reporter >= 0 && !sameAnswer(figures[reporter].Value, o.Value) {
			told := figures[reporter]
			r.figure(RuleReportersDisagree, o, o.Value.Number.String(), told.Value.Number.String(), "other", r.unitName(told.Unit))
		}
	}
}

// reviewQuota adds the latest proposals of every unit that may propose.
func (r *reviewer) reviewQuota(x *plan.Indicator) {
	sum, last := plan.Int(0), plan.Period{}
	for _, o := range latestByUnit(r.totals.figures[x.Code]) {
		if x.MayReport(o.Unit) && o.Value.Number.Known() {
			sum, last = sum.Add(o.Value.Number), o.Period
		}
	}
	if !greater(sum, x.Target.High) {
		return
	}
	f := newFinding(RuleQuotaExceeded, "", plan.Origin{})
	f.Indicator, f.Period = x.Code, last
	f.Found, f.Expected = sum.String(), x.Target.High.String()
	r.findings = append(r.findings, f)
}

// latestByUnit keeps the figure of the latest period of each unit, whose
// figures stand together.
func latestByUnit(figures []*plan.Observation) []*plan.Observation {
	var latest []*plan.Observation
	for _, o := range figures {
		switch n := len(latest); {
		case n == 0 || latest[n-1].Unit != o.Unit:
			latest = append(latest, o)
		case o.Period.Compare(latest[n-1].Period) > 0:
			latest[n-1] = o
		}
	}
	return latest
}

func (r *reviewer) unitName(id plan.UnitID) string {
	if u := r.plan.Unit(id); u != nil {
		return u.Name
	}
	return string(id)
}
