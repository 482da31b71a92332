package validate

import (
	"thidua/plan"
)

// checkCumulative compares the cumulative figures of a flow with each other
// and with the in-period figures. Estimates are left out: they may fall short
// of, or go beyond, what comes later.
func (c *checker) checkCumulative(x *plan.Indicator, a account) {
	if x.Kind != plan.Flow {
		return
	}
	cumulative, inPeriod := official(a.cumulative), official(a.inPeriod)
	for i, o := range cumulative {
		var before *plan.Observation
		if i > 0 && cumulative[i-1].Period.Year == o.Period.Year {
			before = cumulative[i-1]
		}
		if before != nil && greater(before.Value.Number, o.Value.Number) {
			c.report(RuleCumulativeDecreasing, o, o.Value.Number.String(), before.Value.Number.String(),
				"previous_period", before.Period.String(), "previous_cell", before.Origin.Cell)
			continue
		}
		if !x.Cumulative {
			c.checkSum(x, inPeriod, before, o)
		}
	}
}

// checkSum compares a cumulative figure with the sum of the in-period ones
// since January. Where only an earlier month is wrong, every later sum is; the
// figure before it then still agrees, and the fault is reported once, where
// it is.
func (c *checker) checkSum(x *plan.Indicator, inPeriod []*plan.Observation, before, o *plan.Observation) {
	sum, n := sumOfMonths(inPeriod, o.Period.Year, 1, o.Period.Last())
	if n == 0 || c.agree(x, o.Value.Number, sum, n) {
		return
	}
	if before != nil {
		since, m := sumOfMonths(inPeriod, o.Period.Year, before.Period.Last()+1, o.Period.Last())
		if m > 0 && c.agree(x, o.Value.Number, before.Value.Number.Add(since), m+1) {
			return
		}
	}
	c.report(RuleCumulativeNotSum, o, o.Value.Number.String(), sum.String())
}

// sumOfMonths adds the figures that cover the months from first to last
// without gap or overlap, the finest that there are. The count of figures is
// 0 when a month is missing.
func sumOfMonths(inPeriod []*plan.Observation, year, first, last int) (sum plan.Number, count int) {
	sum = plan.Int(0)
	for next := first; next <= last; count++ {
		o := startingAt(inPeriod, year, next)
		if o == nil || o.Period.Last() > last || !o.Value.Number.Known() {
			return plan.Number{}, 0
		}
		sum, next = sum.Add(o.Value.Number), o.Period.Last()+1
	}
	return sum, count
}

func startingAt(inPeriod []*plan.Observation, year, month int) *plan.Observation {
	for _, o := range inPeriod {
		if o.Period.Year == year && o.Period.First() == month {
			return o
		}
	}
	return nil
}

// agree reports whether a cumulative figure is the sum of n figures but for
// rounding: each of the n+1 may be off by half of the last decimal place that
// the cumulative one is written to, all together by no more than 1 % of it.
// Whole things do not round.
func (c *checker) agree(x *plan.Indicator, cumulative, sum plan.Number, n int) bool {
	off := cumulative.Sub(sum)
	if !off.Known() {
		return true
	}
	if c.counts(x) {
		return off.Decimal().IsZero()
	}
	places := min(max(0, -cumulative.Decimal().Exponent()), 6)
	rounding := plan.Int(int64(n + 1)).Decimal().Shift(-places).Div(plan.Int(2).Decimal())
	share := cumulative.Decimal().Abs().Shift(-2)
	return off.Decimal().Abs().LessThanOrEqual(rounding) && off.Decimal().Abs().LessThanOrEqual(share)
}

func official(series []*plan.Observation) []*plan.Observation {
	var firm []*plan.Observation
	for _, o := range series {
		if o.Status != plan.Estimate {
			firm = append(firm, o)
		}
	}
	return firm
}
