package assess_test

import (
	"testing"

	"thidua/assess"
	"thidua/plan"
)

func phasing(shares ...string) func(*plan.Indicator) {
	return func(x *plan.Indicator) {
		x.Phasing = make([]plan.Number, 12)
		for i := range x.Phasing {
			x.Phasing[i] = plan.Int(0)
		}
		for i, s := range shares {
			x.Phasing[i] = num(s)
		}
	}
}

func TestPaceOfAFlow(t *testing.T) {
	spring := phasing("0", "0", "0.25", "0.5", "0.25")
	atEnd := phasing("0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1")
	for _, c := range []struct {
		name                                         string
		x                                            plan.Indicator
		month, actual                                string
		expected, completion, gap, needed, forecasts string
		want                                         assess.Verdict
	}{
		{"linear up to due", indicator(), "2024-05", "550", "500", "50", "550", "91.666667", "1210", assess.OnTrack},
		{"linear up to December", indicator(due("2024-12")), "2024-06", "440", "550", "40", "660", "110", "880", assess.AtRisk},
		{"a crop calendar before its season", indicator(spring), "2024-02", "0", "0", "0", "1100", "122.222222", "", assess.OnTrack},
		{"a crop calendar in its season", indicator(spring), "2024-04", "600", "825", "54.55", "500", "71.428571", "800", assess.AtRisk},
		{"a crop calendar after its season", indicator(spring), "2024-08", "1000", "1100", "90.91", "100", "33.333333", "1000", assess.OnTrack},
		{"all at the end", indicator(atEnd), "2024-10", "0", "0", "0", "1100", "1100", "", assess.OnTrack},
		{"at due nothing is left", indicator(), "2024-11", "1000", "1100", "90.91", "100", "", "1000", assess.Short},
		{"met early nothing is needed", indicator(), "2024-05", "1100", "500", "100", "0", "0", "2420", assess.Met},
		{"per quarter, the last one cut short by due", indicator(every(plan.Quarterly)), "2024-06", "500", "600", "45.45", "600", "300", "916.666667", assess.AtRisk},
		{"a third is rounded", indicator(atLeast("3")), "2024-11", "2", "3", "66.67", "1", "", "2", assess.Short},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := whole(t, c.x, c.month, cumulative("a", c.month, c.actual))
			wantNumber(t, "expected", a.Expected, c.expected)
			wantNumber(t, "completion", a.Completion, c.completion)
			wantNumber(t, "gap", a.Gap, c.gap)
			wantNumber(t, "needed per period", a.NeededPerPeriod, c.needed)
			wantNumber(t, "forecast", a.Forecast, c.forecasts)
			wantVerdict(t, a, c.want)
		})
	}
}

// A lagging figure is extended from where it stands, and judged by what is
// expected now.
func TestForecastOfALaggingFigure(t *testing.T) {
	a := whole(t, indicator(), "2024-06", cumulative("a", "2024-04", "400"))
	wantNumber(t, "forecast", a.Forecast, "1100")
	wantNumber(t, "expected", a.Expected, "600")
	wantVerdict(t, a, assess.AtRisk)
}

func TestPlanThatStartsInMidYear(t *testing.T) {
	p := thePlan(indicator())
	p.From = month("2024-07") // five months for 1100
	said := []plan.Observation{flow("a", "2024-07", "220"), flow("a", "2024-08", "220")}
	a := find(t, assess.Assess(p, said, after("2024-08")), "")
	wantNumber(t, "expected", a.Expected, "440")
	wantNumber(t, "actual", a.Actual, "440")
	if early := find(t, assess.Assess(p, nil, after("2024-06")), ""); !early.Period.IsZero() {
		t.Errorf("judged as of %v, before the plan began", early.Period)
	}
}

// A unit that appears in mid-year has its allocation to fulfil from then on.
func TestAllocationOfAUnitThatAppearsInMidYear(t *testing.T) {
	p := thePlan(indicator(reporters("a", "b"), allocated("b", "500")))
	p.Units[2].From = month("2024-07") // b
	b := find(t, assess.Assess(p, []plan.Observation{flow("b", "2024-07", "100")}, after("2024-07")), "b")
	wantNumber(t, "expected", b.Expected, "100")
	wantVerdict(t, b, assess.OnTrack)
}

// "Expected and needed per period are for flows; the forecast of a stock or a
// ratio is its last value; completion is percent of low, else nothing."
func TestWhatOnlyFlowsHave(t *testing.T) {
	a := whole(t, indicator(kind(plan.Stock)), "2024-05", level("a", "2024-04", "880"))
	wantNumber(t, "expected", a.Expected, "")
	wantNumber(t, "needed per period", a.NeededPerPeriod, "")
	wantNumber(t, "forecast", a.Forecast, "880")
	wantNumber(t, "completion", a.Completion, "80")

	ceiling := plan.Target{Op: plan.AtMost, High: num("10")}
	b := whole(t, indicator(lowerIsBetter(ceiling)), "2024-05", cumulative("a", "2024-05", "11"))
	wantNumber(t, "expected under a ceiling", b.Expected, "")
	wantNumber(t, "needed under a ceiling", b.NeededPerPeriod, "")
	wantNumber(t, "completion of a ceiling", b.Completion, "")
	wantNumber(t, "gap of a ceiling", b.Gap, "1")
}

// The threshold is the plan's; without one the whole of what is expected is.
func TestThresholdIsThePlans(t *testing.T) {
	p := thePlan(indicator())
	said := []plan.Observation{cumulative("a", "2024-05", "499")}
	wantVerdict(t, find(t, assess.Assess(p, said, after("2024-05")), ""), assess.OnTrack)
	p.Thresholds.OnTrack = plan.Number{}
	wantVerdict(t, find(t, assess.Assess(p, said, after("2024-05")), ""), assess.AtRisk)
}
