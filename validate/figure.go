package validate

import (
	"strconv"
	"time"

	"thidua/plan"
)

// checkFigure looks at one figure alone.
func (c *checker) checkFigure(x *plan.Indicator, o *plan.Observation) {
	if n, negative := negativePart(o.Value); negative && !mayBeNegative(x) {
		c.report(RuleNegativeValue, o, n.String(), "")
	}
	if n := o.Value.Number; n.Known() && !n.Decimal().IsInteger() && c.counts(x) {
		c.report(RuleFractionOfCount, o, n.String(), n.Div(plan.Int(1), 0).String(), "measure", x.Measure)
	}
	switch x.Kind {
	case plan.Ratio:
		c.checkRatio(x, o)
	case plan.Stock:
		c.checkShare(x, o)
	case plan.Milestone:
		c.checkEvidence(o)
	}
}

func negativePart(v plan.Value) (plan.Number, bool) {
	for _, n := range []plan.Number{v.Number, v.Numerator, v.Denominator} {
		if n.Decimal().IsNegative() {
			return n, true
		}
	}
	return plan.Number{}, false
}

// mayBeNegative: a rate of growth is a level in percent and may shrink.
func mayBeNegative(x *plan.Indicator) bool {
	return x.Kind == plan.Stock && x.Measure == percent
}

// counts reports whether an indicator counts whole things.
func (c *checker) counts(x *plan.Indicator) bool {
	m := c.plan.Measure(x.Measure)
	return m != nil && m.Count && (x.Kind == plan.Flow || x.Kind == plan.Stock || x.Kind == plan.Quota)
}

// checkRatio looks at the parts of a ratio. Only a share in percent is bounded
// by its whole: 14,5 criteria a commune are no mistake.
func (c *checker) checkRatio(x *plan.Indicator, o *plan.Observation) {
	v := o.Value
	parts := v.Numerator.Known() && v.Denominator.Known()
	switch {
	case x.Measure != percent:
	case parts && greater(v.Numerator, v.Denominator):
		c.report(RuleNumeratorExceedsDenominator, o, v.Numerator.String(), v.Denominator.String())
	case greater(v.Number, plan.Int(100)):
		c.report(RuleRatioOutOfRange, o, v.Number.String(), "100")
	}
	if x.Rollup == plan.RatioOfSum && v.Number.Known() && !parts {
		c.report(RuleRatioPartsMissing, o, v.Number.String(), "", "alone", "ratio")
	}
}

// checkShare looks at a level in percent. What may rise above a hundred, as an
// index does, has a target there.
func (c *checker) checkShare(x *plan.Indicator, o *plan.Observation) {
	hundred := plan.Int(100)
	if x.Measure == percent && greater(o.Value.Number, hundred) && !greater(x.Target.Low, hundred) && !greater(x.Target.High, hundred) {
		c.report(RuleRatioOutOfRange, o, o.Value.Number.String(), hundred.String())
	}
}

// checkEvidence asks of a document that was issued for its number and date.
func (c *checker) checkEvidence(o *plan.Observation) {
	v := o.Value
	if v.Done != plan.DoneYes {
		return
	}
	switch {
	case v.Document == "" && v.Date == "":
		c.report(RuleEvidenceMissing, o, "", "", "document", "missing", "date", "missing")
	case v.Document == "":
		c.report(RuleEvidenceMissing, o, writtenDate(v.Date), "", "document", "missing")
	case v.Date == "":
		c.report(RuleEvidenceMissing, o, v.Document, "", "date", "missing")
	}
	if day, err := time.Parse(time.DateOnly, v.Date); v.Date != "" && (err != nil || day.Year() != c.plan.Year) {
		c.report(RuleEvidenceDate, o, writtenDate(v.Date), strconv.Itoa(c.plan.Year))
	}
}

// writtenDate returns an ISO 8601 day as people write it, and anything else as
// it is.
func writtenDate(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return day.Format("02/01/2006")
}

// greater reports a > b; false when either is nothing.
func greater(a, b plan.Number) bool {
	c, ok := a.Cmp(b)
	return ok && c > 0
}
