package validate

import (
	"math"
	"slices"

	"thidua/plan"
)

// Bounds of what counts as an outlier. A series must be long and steady before
// one of its figures is doubted: seasons and empty months spread it, and a
// series that spreads widely doubts nothing.
const (
	outlierSeries = 6   // figures beside the doubted one, at least
	outlierFactor = 4.0 // a figure is at least so many times the middle one, or that part of it,
	outlierSpread = 6.0 // and so many deviations away from it
	// A median absolute deviation times this is the standard deviation of
	// figures that are spread normally (Hampel 1974).
	madToSigma = 1.4826
)

// checkOutliers looks for monthly figures far from what the unit usually says,
// by the median absolute deviation of their logarithms. What is a power of ten
// off is a slip and said as such.
func (c *checker) checkOutliers(x *plan.Indicator, a account) {
	if x.Measure == percent || x.Kind != plan.Flow && x.Kind != plan.Stock || x.Phasing != nil {
		return
	}
	steps := monthlySteps(x, a)
	slips := c.newMagnitudeJudge(x, a)
	for i, s := range steps {
		middle, far := farOut(steps, i)
		if !far || slips.counts && max(s.amount, middle) < smallCount {
			continue
		}
		if _, slipped := slips.expected(s.figure); !slipped {
			c.report(RuleOutlier, s.figure, s.figure.Value.Number.String(), "", "amount", readable(s.amount), "usual", readable(middle))
		}
	}
}

// step is what one month brought, and the figure that says so.
type step struct {
	figure *plan.Observation
	amount float64
}

// monthlySteps are the in-period figures or levels of months, else what each
// month added to the cumulative figure. Estimates are left out.
func monthlySteps(x *plan.Indicator, a account) []step {
	series := a.inPeriod
	if x.Kind == plan.Stock {
		series = a.asOf
	}
	var steps []step
	for _, o := range official(series) {
		if o.Period.Grain == plan.Month && o.Value.Number.Known() {
			steps = append(steps, step{o, o.Value.Number.Float64()})
		}
	}
	if len(steps) > 0 {
		return steps
	}
	cumulative := official(a.cumulative)
	for i := 1; i < len(cumulative); i++ {
		before, o := cumulative[i-1], cumulative[i]
		if o.Period.Last() == before.Period.Last()+1 && o.Value.Number.Known() && before.Value.Number.Known() {
			steps = append(steps, step{o, o.Value.Number.Float64() - before.Value.Number.Float64()})
		}
	}
	return steps
}

// farOut reports whether a step is far from the others, and what is usual.
// Series with a month that brought nothing have no usual amount.
func farOut(steps []step, i int) (middle float64, far bool) {
	var others []float64
	for k, s := range steps {
		if s.amount <= 0 {
			return 0, false
		}
		if k != i {
			others = append(others, math.Log(s.amount))
		}
	}
	if len(others) < outlierSeries {
		return 0, false
	}
	centre := median(others)
	deviations := make([]float64, len(others))
	for k, v := range others {
		deviations[k] = math.Abs(v - centre)
	}
	off := math.Abs(math.Log(steps[i].amount) - centre)
	return math.Exp(centre), off >= math.Log(outlierFactor) && off > outlierSpread*madToSigma*median(deviations)
}

// median returns the middle of values, which it sorts.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}
