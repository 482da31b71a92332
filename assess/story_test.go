package assess_test

import (
	"slices"
	"testing"
	"time"

	"thidua/assess"
	"thidua/plan"
)

// The tests tell small stories about one plan: it runs from January to
// November 2024, has the units dept > a, b, c, d, and calls a target on track
// from 90 % of what is expected.
func thePlan(indicators ...plan.Indicator) *plan.Plan {
	return &plan.Plan{
		Year:       2024,
		From:       month("2024-01"),
		To:         month("2024-11"),
		Zone:       "Asia/Ho_Chi_Minh",
		Thresholds: plan.Thresholds{OnTrack: num("0.9")},
		Indicators: indicators,
		Units: []plan.Unit{
			{ID: "dept", Name: "Sở"},
			{ID: "a", Name: "Đơn vị A", Parent: "dept"},
			{ID: "b", Name: "Đơn vị B", Parent: "dept"},
			{ID: "c", Name: "Đơn vị C", Parent: "dept"},
			{ID: "d", Name: "Đơn vị D", Parent: "dept"},
		},
	}
}

// indicator returns a monthly flow X in ha that a reports, at least 1100 due
// in November, changed as the story wants it.
func indicator(changes ...func(*plan.Indicator)) plan.Indicator {
	x := plan.Indicator{
		Code: "X", Kind: plan.Flow, Direction: plan.Higher, Measure: "ha", Rollup: plan.Sum,
		Frequency: plan.Monthly, Due: month("2024-11"),
		Target:    plan.Target{Op: plan.AtLeast, Low: num("1100")},
		Reporters: []plan.UnitID{"a"},
	}
	for _, change := range changes {
		change(&x)
	}
	return x
}

func kind(k plan.Kind) func(*plan.Indicator) { return func(x *plan.Indicator) { x.Kind = k } }

func percent(x *plan.Indicator) {
	x.Kind, x.Measure, x.Rollup = plan.Ratio, "%", plan.RatioOfSum
}

func milestone(x *plan.Indicator) {
	x.Kind, x.Rollup, x.Target = plan.Milestone, plan.All, plan.Target{Op: plan.IsDone}
}

func quota(ceiling string) func(*plan.Indicator) {
	return func(x *plan.Indicator) {
		x.Kind, x.Direction, x.Frequency, x.Reporters = plan.Quota, "", plan.Yearly, nil
		x.Target = plan.Target{Op: plan.AtMost, High: num(ceiling)}
	}
}

func reporters(units ...plan.UnitID) func(*plan.Indicator) {
	return func(x *plan.Indicator) { x.Reporters = units }
}

func every(f plan.Frequency) func(*plan.Indicator) {
	return func(x *plan.Indicator) { x.Frequency = f }
}

func due(m string) func(*plan.Indicator) { return func(x *plan.Indicator) { x.Due = month(m) } }

func target(t plan.Target) func(*plan.Indicator) { return func(x *plan.Indicator) { x.Target = t } }

func atLeast(low string) func(*plan.Indicator) {
	return target(plan.Target{Op: plan.AtLeast, Low: num(low)})
}

func lowerIsBetter(t plan.Target) func(*plan.Indicator) {
	return func(x *plan.Indicator) { x.Direction, x.Target = plan.Lower, t }
}

func allocated(unit plan.UnitID, amount string) func(*plan.Indicator) {
	return func(x *plan.Indicator) {
		x.Allocations = append(x.Allocations, plan.Allocation{Unit: unit, Amount: num(amount)})
	}
}

// What units say. A flow's figure is for its period alone unless cumulative.

func flow(unit plan.UnitID, period, n string) plan.Observation {
	return observation(unit, period, plan.InPeriod, plan.Value{Number: num(n)})
}

func cumulative(unit plan.UnitID, period, n string) plan.Observation {
	return observation(unit, period, plan.Cumulative, plan.Value{Number: num(n)})
}

func level(unit plan.UnitID, period, n string) plan.Observation {
	return observation(unit, period, plan.AsOf, plan.Value{Number: num(n)})
}

func parts(unit plan.UnitID, period, numerator, denominator string) plan.Observation {
	return observation(unit, period, plan.AsOf, plan.Value{Numerator: num(numerator), Denominator: num(denominator)})
}

func done(unit plan.UnitID, period string) plan.Observation {
	return observation(unit, period, plan.AsOf, plan.Value{Done: plan.DoneYes, Document: "15/KH"})
}

func notDone(unit plan.UnitID, period string) plan.Observation {
	return observation(unit, period, plan.AsOf, plan.Value{Done: plan.DoneNo})
}

func estimate(o plan.Observation) plan.Observation {
	o.Status = plan.Estimate
	return o
}

func at(cell string, o plan.Observation) plan.Observation {
	o.Origin = plan.Origin{Source: "s", Tab: "t", Cell: cell}
	return o
}

func observation(unit plan.UnitID, period string, basis plan.Basis, v plan.Value) plan.Observation {
	return plan.Observation{
		Unit: unit, Indicator: "X", Period: month(period), Basis: basis, Status: plan.Official, Value: v,
	}
}

// monthly is a unit's figures of single months from January on.
func monthly(unit plan.UnitID, figures ...string) []plan.Observation {
	var all []plan.Observation
	for i, n := range figures {
		all = append(all, flow(unit, plan.MonthOf(2024, i+1).String(), n))
	}
	return all
}

// after returns a moment at which a month, and no later one, has ended.
func after(m string) time.Time {
	return time.Date(2024, time.Month(month(m).Last())+1, 3, 8, 0, 0, 0, time.UTC)
}

// whole judges indicator x after a month and returns the whole plan's last judgement.
func whole(t *testing.T, x plan.Indicator, m string, said ...plan.Observation) assess.Assessment {
	t.Helper()
	return find(t, assess.Assess(thePlan(x), said, after(m)), "")
}

// of is whole for one unit.
func of(t *testing.T, unit plan.UnitID, x plan.Indicator, m string, said ...plan.Observation) assess.Assessment {
	t.Helper()
	return find(t, assess.Assess(thePlan(x), said, after(m)), unit)
}

func find(t *testing.T, all []assess.Assessment, unit plan.UnitID) assess.Assessment {
	t.Helper()
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Unit == unit {
			return all[i]
		}
	}
	t.Fatalf("no assessment of unit %q", unit)
	return assess.Assessment{}
}

func wantVerdict(t *testing.T, a assess.Assessment, want assess.Verdict) {
	t.Helper()
	if a.Verdict != want {
		t.Errorf("verdict is %v, want %v (actual %v of %v to %v)", a.Verdict, want, a.Actual, a.Target.Low, a.Target.High)
	}
}

func wantNumber(t *testing.T, what string, got plan.Number, want string) {
	t.Helper()
	if got.String() != want {
		t.Errorf("%s is %q, want %q", what, got, want)
	}
}

func wantMissing(t *testing.T, a assess.Assessment, want ...plan.UnitID) {
	t.Helper()
	if !slices.Equal(a.Missing, want) {
		t.Errorf("missing are %q, want %q", a.Missing, want)
	}
}

func num(s string) plan.Number { return plan.MustNumber(s) }

func month(s string) plan.Period {
	p, err := plan.ParsePeriod(s)
	if err != nil {
		panic(err)
	}
	return p
}
