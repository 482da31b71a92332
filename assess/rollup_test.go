package assess_test

import (
	"testing"

	"thidua/assess"
	"thidua/plan"
)

// "Sums go over the indicator's named reporters only, never over the unit
// tree; a parent's own figure is a check."
func TestSumGoesOverNamedReportersOnly(t *testing.T) {
	x := indicator(reporters("a", "b"))
	a := whole(t, x, "2024-01",
		flow("dept", "2024-01", "30"), flow("a", "2024-01", "10"), flow("b", "2024-01", "20"), flow("c", "2024-01", "5"))
	wantNumber(t, "actual", a.Actual, "30")
	if len(a.Because) != 2 {
		t.Errorf("rests on %d observations, want those of a and b", len(a.Because))
	}
}

// "A total over 9 of 11 units is a number with two names missing."
func TestTotalNamesWhoIsMissing(t *testing.T) {
	x := indicator(reporters("a", "b", "c"))
	a := whole(t, x, "2024-02", append(monthly("a", "10", "20"), flow("b", "2024-01", "7"))...)
	wantNumber(t, "actual", a.Actual, "37") // b lags and is counted as far as it goes
	wantMissing(t, a, "b", "c")
	if a.Latest != month("2024-02") {
		t.Errorf("latest is %v, want that of a", a.Latest)
	}
}

func TestLagFollowsTheFrequency(t *testing.T) {
	for _, c := range []struct {
		name      string
		frequency plan.Frequency
		month     string
		latest    string
		missing   bool
	}{
		{"monthly", plan.Monthly, "2024-05", "2024-04", true},
		{"quarterly, the quarter is not over", plan.Quarterly, "2024-05", "2024-Q1", false},
		{"quarterly, the quarter is over", plan.Quarterly, "2024-06", "2024-Q1", true},
		{"quarterly at the plan's end", plan.Quarterly, "2024-11", "2024-Q3", false},
		{"yearly before due", plan.Yearly, "2024-10", "2024-01", false},
		{"yearly when due", plan.Yearly, "2024-11", "2024-10", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := whole(t, indicator(kind(plan.Stock), every(c.frequency)), c.month, level("a", c.latest, "1"))
			if got := len(a.Missing) > 0; got != c.missing {
				t.Errorf("missing are %q", a.Missing)
			}
		})
	}
}

// "Units may appear and end in mid-year."
func TestUnitsThatAppearAndEnd(t *testing.T) {
	p := thePlan(indicator(reporters("a", "b")))
	p.Units[1].To = month("2024-03")   // a
	p.Units[2].From = month("2024-04") // b
	said := []plan.Observation{
		cumulative("a", "2024-03", "30"), flow("b", "2024-04", "4"), flow("b", "2024-05", "5"),
	}
	march := find(t, assess.Assess(p, said, after("2024-03")), "")
	wantNumber(t, "actual in March", march.Actual, "30")
	wantMissing(t, march)
	may := find(t, assess.Assess(p, said, after("2024-05")), "")
	wantNumber(t, "actual in May", may.Actual, "39")
	wantMissing(t, may)
}

// A ratio of the whole is the sum of numerators over the sum of denominators,
// never a mean of percents.
func TestRatioOfSums(t *testing.T) {
	x := indicator(percent, atLeast("80"), reporters("a", "b"))
	a := whole(t, x, "2024-11", parts("a", "2024-11", "10", "10"), parts("b", "2024-11", "60", "90"))
	wantNumber(t, "actual", a.Actual, "70")
	wantNumber(t, "numerator", a.Numerator, "70")
	wantNumber(t, "denominator", a.Denominator, "100")
	wantNumber(t, "completion", a.Completion, "87.5")
	wantNumber(t, "gap", a.Gap, "10")
	wantNumber(t, "forecast", a.Forecast, "70")
	wantNumber(t, "expected", a.Expected, "")
	wantVerdict(t, a, assess.Short)
}

func TestRatioThatIsNoPercentIsNotTimes100(t *testing.T) {
	between := target(plan.Target{Op: plan.Between, Low: num("14.5"), High: num("15")})
	x := indicator(percent, between, reporters("a", "b"), func(x *plan.Indicator) { x.Measure = "tiêu chí/xã" })
	a := whole(t, x, "2024-11", parts("a", "2024-11", "1450", "100"), parts("b", "2024-11", "1450", "100"))
	wantNumber(t, "actual", a.Actual, "14.5")
	wantVerdict(t, a, assess.Met)
}

// A verdict is given on the exact quotient, not on the figure as shown.
func TestRatioAHairBelowItsTarget(t *testing.T) {
	x := indicator(percent, atLeast("80"))
	a := whole(t, x, "2024-11", parts("a", "2024-11", "799999999999", "1000000000000"))
	wantNumber(t, "actual", a.Actual, "80")
	wantVerdict(t, a, assess.Short)
}

// "A percent without its parts judges its own unit but cannot be summed: say so."
func TestPercentWithoutParts(t *testing.T) {
	alone := whole(t, indicator(percent, atLeast("80")), "2024-11", level("a", "2024-11", "85"))
	wantNumber(t, "actual of the only reporter", alone.Actual, "85")
	wantVerdict(t, alone, assess.Exceeded)

	x := indicator(percent, atLeast("80"), reporters("a", "b"))
	said := []plan.Observation{level("a", "2024-11", "85"), parts("b", "2024-11", "6", "10")}
	together := whole(t, x, "2024-11", said...)
	wantNumber(t, "actual of what can be summed", together.Actual, "60")
	wantMissing(t, together, "a")
	if len(together.WithoutParts) != 1 || together.WithoutParts[0] != "a" {
		t.Errorf("without parts are %q, want a", together.WithoutParts)
	}
	wantNumber(t, "actual of a", of(t, "a", x, "2024-11", said...).Actual, "85")
}

// 0 of 0 tasks is an answer, and no percent.
func TestNothingOverNothing(t *testing.T) {
	x := indicator(percent, atLeast("100"), reporters("a", "b"))
	alone := whole(t, x, "2024-03", parts("a", "2024-03", "0", "0"))
	wantVerdict(t, alone, assess.Unknown)
	wantMissing(t, alone, "b")
	both := whole(t, x, "2024-03", parts("a", "2024-03", "0", "0"), parts("b", "2024-03", "4", "4"))
	wantNumber(t, "actual", both.Actual, "100")
	wantMissing(t, both)
}

func TestSingleReporterSpeaksForTheWhole(t *testing.T) {
	single := func(x *plan.Indicator) { x.Rollup = plan.Single }
	x := indicator(kind(plan.Stock), single, reporters("a", "b"))
	said := []plan.Observation{level("b", "2024-11", "1000"), level("c", "2024-11", "9")}
	first := whole(t, x, "2024-11", append(said, level("a", "2024-11", "1100"))...)
	wantNumber(t, "actual by a", first.Actual, "1100")
	wantMissing(t, first)

	second := whole(t, x, "2024-11", said...)
	wantNumber(t, "actual by b, a being silent", second.Actual, "1000")
	wantMissing(t, second)

	wantMissing(t, whole(t, x, "2024-11"), "a", "b")
}

// A milestone for all is done when every reporter has done it.
func TestMilestoneOfAll(t *testing.T) {
	x := indicator(milestone, reporters("a", "b", "c"))
	some := whole(t, x, "2024-11", done("a", "2024-03"), notDone("b", "2024-11"))
	wantVerdict(t, some, assess.Short)
	wantNumber(t, "number done", some.Numerator, "1")
	wantNumber(t, "number of reporters", some.Denominator, "3")
	wantNumber(t, "actual", some.Actual, "0")
	wantMissing(t, some, "c")
	if some.Done != plan.DoneNo {
		t.Error("done though one of three is")
	}

	each := whole(t, x, "2024-11", done("a", "2024-03"), done("b", "2024-04"), done("c", "2024-11"))
	wantVerdict(t, each, assess.Met)
	wantMissing(t, each) // what is done stays done: no month has to repeat it

	wantVerdict(t, of(t, "a", x, "2024-11", done("a", "2024-03")), assess.Met)
	wantVerdict(t, of(t, "b", x, "2024-11", notDone("b", "2024-11")), assess.Short)
}

// A quota is a ceiling on the proposals of all units that gave one; nobody
// has to propose, and a figure that nobody gave is not 0.
func TestQuota(t *testing.T) {
	x := indicator(quota("15"))
	a := whole(t, x, "2024-11", level("a", "2024-06", "9"), level("c", "2024-06", "7"))
	wantNumber(t, "actual", a.Actual, "16")
	wantNumber(t, "gap", a.Gap, "1")
	wantVerdict(t, a, assess.Short)
	wantMissing(t, a)

	wantVerdict(t, whole(t, x, "2024-11", level("a", "2024-06", "9")), assess.Met)
	wantVerdict(t, whole(t, x, "2024-11"), assess.Unknown)

	named := indicator(quota("15"), func(x *plan.Indicator) { x.Proposers = []plan.UnitID{"a"} })
	b := whole(t, named, "2024-11", level("a", "2024-06", "9"), level("c", "2024-06", "7"))
	wantNumber(t, "actual of those who may propose", b.Actual, "9")
}
