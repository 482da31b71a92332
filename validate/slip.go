package validate

import (
	"slices"

	"thidua/plan"
)

// Bounds of what counts as a slip of the decimal or grouping mark. They are
// wide apart on purpose: a sheet that is right must not be doubted every month.
const (
	smallCount  = 100  // counts below it jump by themselves: 1 commune, then 12
	likeFactor  = 1.5  // a slipped figure is a power of ten off, give or take this
	evenFactor  = 2.0  // figures of a year without seasons are the middle one, give or take this,
	evenPart    = 0.75 // this part of them at least: one slip does not hide another
	believable  = 4.0  // a figure this near to what is expected is no slip
	beyondYear  = 1.5  // no figure is believed beyond the year's target times this
	lostMark    = 1000 // what a lost grouping mark divides by,
	lostMarkFit = 3.0  // give or take this
)

// checkMagnitude looks for figures that are a power of ten off. Percents are
// left to the rules about ratios.
func (c *checker) checkMagnitude(x *plan.Indicator, a account) {
	if x.Measure == percent || x.Kind != plan.Flow && x.Kind != plan.Stock {
		return
	}
	j := c.newMagnitudeJudge(x, a)
	for _, o := range slices.Concat(a.inPeriod, a.cumulative, a.asOf) {
		if expected, slipped := j.expected(o); slipped {
			c.report(RuleMagnitudeSlip, o, o.Value.Number.String(), readable(expected))
		}
	}
}

// magnitudeJudge holds what the figures of one unit and indicator are measured
// by. Orders of magnitude are compared as floats; no figure is made of them.
type magnitudeJudge struct {
	indicator *plan.Indicator
	account   account
	target    float64 // of this unit for the year, 0 when it has none
	slip      float64 // from which factor on
	counts    bool
	seasonal  bool
}

func (c *checker) newMagnitudeJudge(x *plan.Indicator, a account) magnitudeJudge {
	j := magnitudeJudge{
		indicator: x,
		account:   a,
		target:    unitTarget(x, a.unit).Float64(),
		slip:      c.plan.Thresholds.Slip.Float64(),
		counts:    c.counts(x),
		seasonal:  x.Phasing != nil || hasZero(a.inPeriod),
	}
	if j.slip <= 1 {
		j.slip = 10
	}
	return j
}

// expected returns about what a figure should have been, when it looks slipped.
func (j magnitudeJudge) expected(o *plan.Observation) (figure float64, slipped bool) {
	v := o.Value.Number.Float64()
	if !o.Value.Number.Known() || v <= 0 {
		return 0, false
	}
	phased := j.target
	if o.Basis != plan.AsOf {
		phased *= phasedShare(j.indicator, o)
	}
	usual, even := j.usual(o)
	switch {
	case j.counts && max(v, phased, usual) < smallCount:
		return 0, false
	case even && j.powerOff(v, usual) && !near(v, phased):
		return usual, true
	case even && near(v, usual) && o.Basis != plan.Cumulative:
		return 0, false
	case j.againstTarget(o, v, phased):
		return phased, true
	}
	return 0, false
}

// usual returns the middle of the other figures of the same kind. They are no
// measure when they are fewer than two or differ much, or when the year has
// seasons; cumulative ones grow, so only levels and in-period figures count.
func (j magnitudeJudge) usual(o *plan.Observation) (middle float64, even bool) {
	series := j.account.asOf
	if o.Basis == plan.InPeriod {
		series = j.account.inPeriod
	}
	if o.Basis == plan.Cumulative || o.Basis == plan.InPeriod && j.seasonal {
		return 0, false
	}
	var others []float64
	for _, other := range series {
		if other != o && other.Period.Grain == o.Period.Grain && other.Value.Number.Known() {
			others = append(others, other.Value.Number.Float64())
		}
	}
	if len(others) < 2 {
		return 0, false
	}
	slices.Sort(others)
	middle = others[len(others)/2]
	alike := 0
	for _, other := range others {
		if like(other, middle, evenFactor) {
			alike++
		}
	}
	return middle, float64(alike) >= evenPart*float64(len(others))
}

// powerOff reports whether v is about 10, 100 or 1000 times usual, or that part of it.
func (j magnitudeJudge) powerOff(v, usual float64) bool {
	for _, factor := range []float64{10, 100, 1000} {
		if factor >= j.slip && (like(v, usual*factor, likeFactor) || like(v*factor, usual, likeFactor)) {
			return true
		}
	}
	return false
}

// againstTarget reports whether v is beyond what the unit's part of the target
// makes believable. A level stands near its target; a flow may lag far behind
// and is doubted below only where a grouping mark seems lost.
func (j magnitudeJudge) againstTarget(o *plan.Observation, v, phased float64) bool {
	switch {
	case phased <= 0:
		return false
	case v >= j.slip*phased && v >= beyondYear*j.target:
		return true
	case j.indicator.Direction == plan.Lower:
		return false
	case o.Basis == plan.AsOf:
		return v < phased && j.powerOff(v, phased)
	case o.Basis == plan.InPeriod && hasZero(j.account.inPeriod) && j.indicator.Phasing == nil:
		return false
	}
	return like(v*lostMark, phased, lostMarkFit)
}

// unitTarget returns the part of the target that one unit answers for: its
// allocation, or all of it when nobody else reports.
func unitTarget(x *plan.Indicator, unit plan.UnitID) plan.Number {
	switch {
	case x.Allocation(unit).Known():
		return x.Allocation(unit)
	case len(x.Reporters) != 1 || x.Reporters[0] != unit:
		return plan.Number{}
	}
	return promised(x.Target)
}

// phasedShare returns the part of the year's target that the phasing puts in
// the months that a figure covers.
func phasedShare(x *plan.Indicator, o *plan.Observation) float64 {
	first, last := o.Period.First(), o.Period.Last()
	if o.Basis == plan.Cumulative {
		first = 1
	}
	share := 0.0
	for m := first; m <= last; m++ {
		share += monthShare(x, m)
	}
	return share
}

func monthShare(x *plan.Indicator, month int) float64 {
	due := x.Due.Last()
	switch {
	case len(x.Phasing) == 12:
		return x.Phasing[month-1].Float64()
	case due == 0:
		return 1.0 / 12
	case month > due:
		return 0
	}
	return 1 / float64(due)
}

func hasZero(series []*plan.Observation) bool {
	return slices.ContainsFunc(series, func(o *plan.Observation) bool {
		return o.Value.Number.Known() && o.Value.Number.Decimal().IsZero()
	})
}

// near reports whether a figure is believable beside a reference.
func near(v, reference float64) bool { return like(v, reference, believable) }

// like reports whether two figures differ by less than a factor.
func like(a, b, factor float64) bool {
	return a > 0 && b > 0 && a/b < factor && b/a < factor
}

// readable rounds an expectation to what a person would say: whole from ten
// on, else to three decimals.
func readable(expected float64) string {
	places := int32(0)
	if expected < 10 {
		places = 3
	}
	return plan.Float(expected).Div(plan.Int(1), places).String()
}
