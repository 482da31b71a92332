package corpus_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"

	"thidua/plan"
)

// record is what truly happened in one unit, whatever its clerk makes of it.
// Every figure follows from the names of unit and indicator and the month.
type record struct {
	plan *plan.Plan
	unit plan.UnitID
}

// chance returns dice that fall the same way for the same names.
func (r record) chance(names ...any) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprint(h, append([]any{r.unit}, names...)...)
	return rand.New(rand.NewPCG(h.Sum64(), 1))
}

// between returns a figure from low to high with so many decimals.
func between(dice *rand.Rand, low, high float64, places int32) plan.Number {
	return plan.Float(low+(high-low)*dice.Float64()).Div(plan.Int(1), places)
}

// places is how many decimals the figures of an indicator have.
func (r record) places(x *plan.Indicator) int32 {
	if m := r.plan.Measure(x.Measure); m != nil && m.Count {
		return 0
	}
	return 1
}

// share is the unit's part of an indicator's target.
func (r record) share(x *plan.Indicator) float64 {
	if n := x.Allocation(r.unit); n.Known() {
		return n.Float64()
	}
	target := x.Target.Low
	if !target.Known() {
		target = x.Target.High
	}
	return target.Float64() / float64(max(1, len(x.Reporters)))
}

// month is what a flow came to in one month.
func (r record) month(x *plan.Indicator, m int) plan.Number {
	part := 1.0 / 12
	if len(x.Phasing) > 0 {
		part = x.Phasing[m-1].Float64()
	}
	low, high := 0.8, 1.2
	if x.Direction == plan.Lower {
		low, high = 0.5, 0.9
	}
	amount := r.share(x) * part
	return between(r.chance(x.Code, m), amount*low, amount*high, r.places(x))
}

// sum is what a flow came to from one month to another.
func (r record) sum(x *plan.Indicator, from, to int) plan.Number {
	sum := plan.Int(0)
	for m := from; m <= to; m++ {
		sum = sum.Add(r.month(x, m))
	}
	return sum
}

// level is how a stock stood at the end of a month.
func (r record) level(x *plan.Indicator, m int) plan.Number {
	full := r.share(x) * (0.93 + 0.005*float64(m))
	return between(r.chance(x.Code, "level"), full*0.99, full*1.01, r.places(x)).Add(plan.Int(int64(m / 4)))
}

// parts are the numerator and the denominator of a ratio at the end of a month.
func (r record) parts(x *plan.Indicator, m int) (num, den plan.Number) {
	dice := r.chance(x.Code, "parts")
	if x.Measure != "%" {
		den = between(dice, 40, 60, 0)
		rate := x.Target.Low.Float64() * (1 + 0.02*float64(m))
		return plan.Float(den.Float64()*rate).Div(plan.Int(1), 0), den
	}
	den = between(dice, 1200, 4800, 0).Add(plan.Int(int64(13 * m)))
	rate := x.Target.Low.Float64() * (0.9 + 0.006*float64(m)) / 100
	return plan.Float(den.Float64()*rate).Div(plan.Int(1), 0), den
}

// quotient is a ratio in its measure to so many decimals.
func quotient(x *plan.Indicator, num, den plan.Number, places int32) plan.Number {
	if x.Measure == "%" {
		num = num.Mul(plan.Int(100))
	}
	return num.Div(den, places)
}

// issued says in which month a milestone's document was issued, and gives its
// number and date.
func (r record) issued(x *plan.Indicator) (month int, number, date string) {
	dice := r.chance(x.Code, "issued")
	month = 2 + dice.IntN(2)
	number = fmt.Sprintf("%d/KH-UBND", 11+dice.IntN(200))
	return month, number, fmt.Sprintf("%d-%02d-%02d", r.plan.Year, month, 3+dice.IntN(20))
}

// lastYear is about what a flow came to in the same month of last year.
func (r record) lastYear(x *plan.Indicator, m int) plan.Number {
	n := r.month(x, m).Float64()
	if x.Kind != plan.Flow {
		n = r.level(x, m).Float64()
	}
	return between(r.chance(x.Code, m, "last year"), n*0.85, n*0.98, r.places(x))
}
