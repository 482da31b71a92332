package assess_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"thidua/assess"
	"thidua/plan"
)

// anyIndicator draws an indicator of any kind that a plan may hold.
func anyIndicator(t *rapid.T) plan.Indicator {
	x := indicator(
		kind(rapid.SampledFrom([]plan.Kind{plan.Flow, plan.Stock, plan.Ratio, plan.Milestone, plan.Quota}).Draw(t, "kind")),
		every(rapid.SampledFrom([]plan.Frequency{plan.Monthly, plan.Quarterly, plan.Yearly}).Draw(t, "frequency")),
		due(rapid.SampledFrom([]string{"2024-06", "2024-11", "2024-12"}).Draw(t, "due")),
		reporters(rapid.SampledFrom([][]plan.UnitID{{"a"}, {"b", "a"}, {"a", "b", "c"}}).Draw(t, "reporters")...),
	)
	switch x.Kind {
	case plan.Milestone:
		milestone(&x)
		return x
	case plan.Quota:
		quota("15")(&x)
		return x
	case plan.Ratio:
		percent(&x)
	}
	if x.Kind != plan.Ratio && rapid.Bool().Draw(t, "single") {
		x.Rollup = plan.Single
	}
	x.Cumulative = rapid.Bool().Draw(t, "cumulative only")
	low := plan.Int(rapid.Int64Range(0, 50).Draw(t, "low"))
	high := low.Add(plan.Int(rapid.Int64Range(0, 20).Draw(t, "width")))
	x.Target = rapid.SampledFrom([]plan.Target{
		{Op: plan.AtLeast, Low: low},
		{Op: plan.Above, Low: low},
		{Op: plan.AtMost, High: high},
		{Op: plan.Below, High: high},
		{Op: plan.Between, Low: low, High: high},
		{Op: plan.About, Low: low, High: low, Tolerance: num("2.5")},
	}).Draw(t, "target")
	if x.Target.High.Known() && rapid.Bool().Draw(t, "lower is better") {
		x.Direction = plan.Lower
	}
	if rapid.Bool().Draw(t, "allocated") {
		allocated("b", "5")(&x)
	}
	return x
}

// anyReports draws what units say, repeated and contradictory figures included.
func anyReports(t *rapid.T) []plan.Observation {
	return rapid.SliceOfN(rapid.Custom(anyObservation), 0, 40).Draw(t, "reports")
}

func anyObservation(t *rapid.T) plan.Observation {
	number := func(label string) plan.Number {
		if rapid.IntRange(0, 5).Draw(t, label+" is nothing") == 0 {
			return plan.Number{}
		}
		return plan.Int(rapid.Int64Range(0, 30).Draw(t, label))
	}
	o := observation(
		rapid.SampledFrom([]plan.UnitID{"dept", "a", "b", "c", "d"}).Draw(t, "unit"),
		rapid.SampledFrom([]string{
			"2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-11", "2024-12",
			"2024-Q1", "2024-Q2", "2024-H1", "2024-9M", "2024",
		}).Draw(t, "period"),
		rapid.SampledFrom([]plan.Basis{plan.InPeriod, plan.Cumulative, plan.AsOf}).Draw(t, "basis"),
		plan.Value{
			Number: number("number"), Numerator: number("numerator"), Denominator: number("denominator"),
			Done: rapid.SampledFrom([]plan.Done{plan.NotSaid, plan.DoneNo, plan.DoneYes}).Draw(t, "done"),
		},
	)
	if rapid.Bool().Draw(t, "estimate") {
		o.Status = plan.Estimate
	}
	return o
}

func anyMonth(t *rapid.T) string {
	return rapid.SampledFrom([]string{"2024-01", "2024-03", "2024-06", "2024-10", "2024-11", "2024-12"}).Draw(t, "month")
}

var compareAssessments = cmp.Options{
	cmp.Comparer(plan.Number.Equal),
	cmpopts.EquateEmpty(),
}

func TestLawOrderOfObservationsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, said, now := thePlan(anyIndicator(t)), anyReports(t), after(anyMonth(t))
		shuffled := rapid.Permutation(said).Draw(t, "shuffled")
		if diff := cmp.Diff(assess.Assess(p, said, now), assess.Assess(p, shuffled, now), compareAssessments); diff != "" {
			t.Error(diff)
		}
	})
}

func TestLawStrangersDoNotChangeThePlansTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, said, now := thePlan(anyIndicator(t)), anyReports(t), after(anyMonth(t))
		strangers := anyReports(t)
		for i := range strangers {
			strangers[i].Unit = "stranger"
		}
		if diff := cmp.Diff(assess.Assess(p, said, now), assess.Assess(p, append(strangers, said...), now), compareAssessments); diff != "" {
			t.Error(diff)
		}
	})
}

func TestLawWholeIsTheSumOfNamedReporters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := anyIndicator(t)
		if x.Kind != plan.Flow && x.Kind != plan.Stock {
			x.Kind, x.Target = plan.Flow, plan.Target{Op: plan.AtLeast, Low: num("10")}
		}
		x.Rollup = plan.Sum
		whole, parts := map[plan.Period]plan.Number{}, map[plan.Period]plan.Number{}
		for _, a := range assess.Assess(thePlan(x), anyReports(t), after(anyMonth(t))) {
			switch {
			case a.Unit == "":
				whole[a.Period] = a.Actual
			case !slices.Contains(x.Reporters, a.Unit) || !a.Actual.Known():
			case parts[a.Period].Known():
				parts[a.Period] = parts[a.Period].Add(a.Actual)
			default:
				parts[a.Period] = a.Actual
			}
		}
		for period, actual := range whole {
			if !actual.Equal(parts[period]) {
				t.Errorf("as of %v the whole is %q and its parts make %q", period, actual, parts[period])
			}
		}
	})
}

func TestLawsOfEveryVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := anyIndicator(t)
		for _, a := range assess.Assess(thePlan(x), anyReports(t), after(anyMonth(t))) {
			beforeDue := a.Period.Compare(x.Due) < 0
			switch {
			case a.Gap.Known() && a.Gap.Decimal().IsNegative():
				t.Errorf("the gap is negative: %+v", a)
			case a.NeededPerPeriod.Known() && a.NeededPerPeriod.Decimal().IsNegative():
				t.Errorf("less than nothing is needed: %+v", a)
			case a.Verdict == assess.Short && beforeDue:
				t.Errorf("short before due: %+v", a)
			case (a.Verdict == assess.OnTrack || a.Verdict == assess.AtRisk) && !beforeDue:
				t.Errorf("undecided though due: %+v", a)
			case a.Target.Op != "" && (a.Verdict == assess.Unknown) == a.Actual.Known():
				t.Errorf("unknown and no figure do not go together: %+v", a)
			case a.Target.Op == "" && a.Verdict != assess.Unknown:
				t.Errorf("judged without a target: %+v", a)
			case a.Actual.Known() && len(a.Because) == 0:
				t.Errorf("a figure that rests on nothing: %+v", a)
			case a.Overdue && (beforeDue || a.Verdict == assess.Met || a.Verdict == assess.Exceeded):
				t.Errorf("overdue though not: %+v", a)
			}
		}
	})
}
