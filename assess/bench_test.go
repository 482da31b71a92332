package assess_test

import (
	"fmt"
	"testing"

	"thidua/assess"
	"thidua/plan"
)

// BenchmarkAssess judges 40 indicators reported by 1,000 units every month of
// a year: 480,000 observations.
func BenchmarkAssess(b *testing.B) {
	for _, basis := range []plan.Basis{plan.Cumulative, plan.InPeriod} {
		b.Run(string(basis), func(b *testing.B) {
			p, said := bigYear(1000, 40, basis)
			b.ReportAllocs()
			for b.Loop() {
				assess.Assess(p, said, after("2024-12"))
			}
			b.ReportMetric(float64(len(said)), "observations")
		})
	}
}

func bigYear(units, indicators int, basis plan.Basis) (*plan.Plan, []plan.Observation) {
	p := thePlan()
	p.Units = nil
	var ids []plan.UnitID
	for u := range units {
		id := plan.UnitID(fmt.Sprintf("unit-%04d", u))
		ids = append(ids, id)
		p.Units = append(p.Units, plan.Unit{ID: id})
	}
	for i := range indicators {
		x := indicator(reporters(ids...), due("2024-12"))
		x.Code = plan.Code(fmt.Sprintf("X-%02d", i))
		p.Indicators = append(p.Indicators, x)
	}
	var said []plan.Observation
	for _, id := range ids {
		for _, x := range p.Indicators {
			for m := 1; m <= 12; m++ {
				o := observation(id, plan.MonthOf(2024, m).String(), basis, plan.Value{Number: num(fmt.Sprint(m) + ".5")})
				o.Indicator = x.Code
				said = append(said, o)
			}
		}
	}
	return p, said
}
