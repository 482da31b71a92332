package validate

import "thidua/plan"

// percent is the measure of shares of a hundred.
const percent = "%"

// checker gathers what the figures of one reading say against themselves and
// against the plan.
type checker struct {
	plan       *plan.Plan
	unit       plan.UnitID // whose sheet it is
	indicators map[plan.Code]*plan.Indicator
	findings   []Finding
}

// checkReading applies the rules that need neither a clock nor another source.
func checkReading(p *plan.Plan, r *Reading) []Finding {
	c := checker{plan: p, unit: r.Unit, indicators: indicatorsByCode(p)}
	var known []*plan.Observation
	for i := range r.Observations {
		o := &r.Observations[i]
		if x := c.indicators[o.Indicator]; x != nil {
			known = append(known, o)
			c.checkFigure(x, o)
		}
	}
	for _, a := range accountsOf(known) {
		x := c.indicators[a.code]
		c.checkCumulative(x, a)
		c.checkMagnitude(x, a)
		c.checkOutliers(x, a)
	}
	c.checkRelations(known)
	return c.findings
}

func indicatorsByCode(p *plan.Plan) map[plan.Code]*plan.Indicator {
	byCode := make(map[plan.Code]*plan.Indicator, len(p.Indicators))
	for i := range p.Indicators {
		byCode[p.Indicators[i].Code] = &p.Indicators[i]
	}
	return byCode
}

// report adds a finding about a figure. Found and expected are canonical
// figures or texts, args are name, value, name, value.
func (c *checker) report(rule string, o *plan.Observation, found, expected string, args ...string) {
	c.findings = append(c.findings, figureFinding(rule, c.unit, o, found, expected, args...))
}

func figureFinding(rule string, unit plan.UnitID, o *plan.Observation, found, expected string, args ...string) Finding {
	f := newFinding(rule, unit, o.Origin)
	f.Indicator, f.Period = o.Indicator, o.Period
	f.Found, f.Expected = found, expected
	if len(args) > 0 {
		f.Args = make(map[string]string, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			f.Args[args[i]] = args[i+1]
		}
	}
	return f
}
