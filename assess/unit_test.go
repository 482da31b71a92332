package assess_test

import (
	"slices"
	"testing"

	"thidua/assess"
	"thidua/plan"
)

func TestUnitIsJudgedByItsAllocation(t *testing.T) {
	x := indicator(reporters("a", "b", "c"), allocated("a", "330"), allocated("b", "770"))
	said := []plan.Observation{cumulative("a", "2024-11", "330"), cumulative("c", "2024-11", "500")}

	a := of(t, "a", x, "2024-11", said...)
	wantNumber(t, "target of a", a.Target.Low, "330")
	wantVerdict(t, a, assess.Met)

	b := of(t, "b", x, "2024-11", said...)
	wantNumber(t, "target of b", b.Target.Low, "770")
	wantVerdict(t, b, assess.Unknown)
	wantMissing(t, b, "b")

	// "No allocation is not allocation 0."
	c := of(t, "c", x, "2024-11", said...)
	if c.Target != (plan.Target{}) || c.Gap.Known() || c.Completion.Known() || c.Overdue {
		t.Errorf("c is held to a target it was not given: %+v", c)
	}
	wantVerdict(t, c, assess.Unknown)
	wantNumber(t, "actual of c", c.Actual, "500")
}

func TestAllocationOfZeroIsATarget(t *testing.T) {
	x := indicator(reporters("a", "b"), allocated("a", "0"))
	wantVerdict(t, of(t, "a", x, "2024-11", cumulative("a", "2024-11", "0")), assess.Met)
}

func TestAllocationTakesTheOperatorOfThePlan(t *testing.T) {
	for _, c := range []struct {
		whole, want plan.Target
	}{
		{plan.Target{Op: plan.Above, Low: num("500"), Text: "trên 500 ha"}, plan.Target{Op: plan.Above, Low: num("100")}},
		{plan.Target{Op: plan.AtMost, High: num("500")}, plan.Target{Op: plan.AtMost, High: num("100")}},
		{plan.Target{Op: plan.Between, Low: num("500"), High: num("600")}, plan.Target{Op: plan.Between, Low: num("100"), High: num("120")}},
		{
			plan.Target{Op: plan.About, Low: num("500"), High: num("500"), Tolerance: num("25")},
			plan.Target{Op: plan.About, Low: num("100"), High: num("100"), Tolerance: num("5")},
		},
	} {
		got := of(t, "a", indicator(target(c.whole), allocated("a", "100")), "2024-01").Target
		if got.Op != c.want.Op || !got.Low.Equal(c.want.Low) || !got.High.Equal(c.want.High) ||
			!got.Tolerance.Equal(c.want.Tolerance) || got.Text != "" {
			t.Errorf("part 100 of %+v is %+v", c.whole, got)
		}
	}
}

func TestOnlyReporterIsHeldToThePlansTarget(t *testing.T) {
	said := cumulative("a", "2024-11", "1000")
	wantVerdict(t, of(t, "a", indicator(reporters("a")), "2024-11", said), assess.Short)
	wantVerdict(t, of(t, "a", indicator(reporters("a", "b")), "2024-11", said), assess.Unknown)
	wantVerdict(t, of(t, "a", indicator(reporters("b")), "2024-11", said), assess.Unknown)
}

func TestUnitThatOwesNothingMissesNothing(t *testing.T) {
	a := of(t, "c", indicator(reporters("a")), "2024-11", flow("c", "2024-03", "1"))
	wantMissing(t, a)
}

// The plan's indicators in order; of one, the whole plan, then the units in
// the plan's order, each by period.
func TestOrder(t *testing.T) {
	x := indicator(reporters("b", "a"), due("2024-12"), allocated("b", "1"))
	y := indicator(reporters("a"))
	y.Code = "A"
	said := monthly("a", "1")
	said = append(said, monthly("dept", "1")...)
	var got []string
	for _, a := range assess.Assess(thePlan(x, y), said, after("2024-12")) {
		got = append(got, string(a.Indicator)+"/"+string(a.Unit)+"/"+a.Period.String())
	}
	want := []string{
		"X//2024-11", "X//2024-12", "X/dept/2024-11", "X/dept/2024-12",
		"X/a/2024-11", "X/a/2024-12", "X/b/2024-11", "X/b/2024-12", "A//2024-11",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
