package assess_test

import (
	"slices"
	"testing"

	"thidua/assess"
	"thidua/plan"
)

// An operator at its edges, once due has passed.
func TestVerdictWhenDue(t *testing.T) {
	nine := plan.Target{Op: plan.AtLeast, Low: num("9000")}
	above := plan.Target{Op: plan.Above, Low: num("9000")}
	between := plan.Target{Op: plan.Between, Low: num("15"), High: num("20")}
	about := plan.Target{Op: plan.About, Low: num("150"), High: num("150"), Tolerance: num("7.5")}
	atMost := plan.Target{Op: plan.AtMost, High: num("10")}
	below := plan.Target{Op: plan.Below, High: num("10")}

	for _, c := range []struct {
		name      string
		target    plan.Target
		direction plan.Direction
		actual    string
		want      assess.Verdict
		gap       string
	}{
		{"at least: below is short", nine, plan.Higher, "8999.5", assess.Short, "0.5"},
		{"at least: a hair below is short", nine, plan.Higher, "8999.999999", assess.Short, "0.000001"},
		{"at least: equal is met", nine, plan.Higher, "9000", assess.Met, "0"},
		{"at least: above is exceeded", nine, plan.Higher, "9000.000001", assess.Exceeded, "0"},
		{"above: equal is short, by nothing", above, plan.Higher, "9000", assess.Short, "0"},
		{"above: any more is exceeded", above, plan.Higher, "9000.1", assess.Exceeded, "0"},
		{"between: below low is short", between, plan.Higher, "14", assess.Short, "1"},
		{"between: from low on it is met", between, plan.Higher, "15", assess.Met, "0"},
		{"between: high is met", between, plan.Higher, "20", assess.Met, "0"},
		{"between: above high is exceeded, never short", between, plan.Higher, "21", assess.Exceeded, "0"},
		{"between, lower is better: above high is short", between, plan.Lower, "21", assess.Short, "1"},
		{"between, lower is better: high is met", between, plan.Lower, "20", assess.Met, "0"},
		{"between, lower is better: below low is exceeded", between, plan.Lower, "14", assess.Exceeded, "0"},
		{"about: below the tolerance is short, by what the value lacks", about, plan.Higher, "142.4", assess.Short, "7.6"},
		{"about: the edge of the tolerance is met", about, plan.Higher, "142.5", assess.Met, "0"},
		{"about: the upper edge is met", about, plan.Higher, "157.5", assess.Met, "0"},
		{"about: above is exceeded", about, plan.Higher, "157.6", assess.Exceeded, "0"},
		{"at most: equal is met", atMost, plan.Lower, "10", assess.Met, "0"},
		{"at most: a ceiling is not something to exceed", atMost, plan.Lower, "3", assess.Met, "0"},
		{"at most: above is short", atMost, plan.Lower, "12", assess.Short, "2"},
		{"below: equal is short, by nothing", below, plan.Lower, "10", assess.Short, "0"},
		{"below: below is met", below, plan.Lower, "9.9", assess.Met, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := indicator(target(c.target), func(x *plan.Indicator) { x.Direction = c.direction })
			a := whole(t, x, "2024-11", cumulative("a", "2024-11", c.actual))
			wantVerdict(t, a, c.want)
			wantNumber(t, "gap", a.Gap, c.gap)
			if a.Overdue != (c.want == assess.Short) {
				t.Errorf("overdue is %v", a.Overdue)
			}
		})
	}
}

// "Short comes only after due; before due it is on-track or at-risk."
func TestShortComesOnlyAfterDue(t *testing.T) {
	// 100 a month are expected; 90 % of them are on track.
	for _, c := range []struct {
		month, actual string
		want          assess.Verdict
	}{
		{"2024-06", "540", assess.OnTrack},
		{"2024-06", "539.99", assess.AtRisk},
		{"2024-10", "0", assess.AtRisk},
		{"2024-11", "1099", assess.Short},
	} {
		a := whole(t, indicator(), c.month, cumulative("a", c.month, c.actual))
		wantVerdict(t, a, c.want)
	}
}

// "A flow may be met or exceeded at any time; a stock, a ratio and a
// lower-is-better target are at best on-track before due."
func TestBestVerdictBeforeDue(t *testing.T) {
	below := plan.Target{Op: plan.Below, High: num("10")}
	for _, c := range []struct {
		name string
		x    plan.Indicator
		said plan.Observation
		want assess.Verdict
	}{
		{"flow met", indicator(), cumulative("a", "2024-03", "1100"), assess.Met},
		{"flow exceeded", indicator(), cumulative("a", "2024-03", "1200"), assess.Exceeded},
		{"stock above its target", indicator(kind(plan.Stock)), level("a", "2024-03", "1200"), assess.OnTrack},
		{"stock near its target", indicator(kind(plan.Stock)), level("a", "2024-03", "990"), assess.OnTrack},
		{"stock far from its target", indicator(kind(plan.Stock)), level("a", "2024-03", "989"), assess.AtRisk},
		{"ratio above its target", indicator(percent, atLeast("80")), parts("a", "2024-03", "9", "10"), assess.OnTrack},
		{"ratio far from its target", indicator(percent, atLeast("80")), parts("a", "2024-03", "7", "10"), assess.AtRisk},
		{"ratio below its ceiling", indicator(percent, lowerIsBetter(below)), parts("a", "2024-03", "1", "20"), assess.OnTrack},
		{"ratio not yet below its ceiling", indicator(percent, lowerIsBetter(below)), parts("a", "2024-03", "1", "10"), assess.AtRisk},
		{"flow below its ceiling", indicator(lowerIsBetter(below)), cumulative("a", "2024-03", "2"), assess.OnTrack},
		{"flow over its ceiling", indicator(lowerIsBetter(below)), cumulative("a", "2024-03", "11"), assess.AtRisk},
		{"quota kept", indicator(quota("15")), level("a", "2024-03", "15"), assess.OnTrack},
		{"quota exceeded", indicator(quota("15")), level("a", "2024-03", "16"), assess.AtRisk},
	} {
		t.Run(c.name, func(t *testing.T) { wantVerdict(t, whole(t, c.x, "2024-03", c.said), c.want) })
	}
}

func TestMilestone(t *testing.T) {
	for _, c := range []struct {
		name, month string
		said        []plan.Observation
		want        assess.Verdict
	}{
		{"done is met before due", "2024-03", []plan.Observation{done("a", "2024-02")}, assess.Met},
		{"not done with time left", "2024-07", []plan.Observation{notDone("a", "2024-07")}, assess.OnTrack},
		{"not done in the last quarter", "2024-08", []plan.Observation{notDone("a", "2024-08")}, assess.AtRisk},
		{"not done when due", "2024-11", []plan.Observation{notDone("a", "2024-11")}, assess.Short},
		{"nothing said", "2024-03", nil, assess.Unknown},
		{"a document withdrawn is not done", "2024-11", []plan.Observation{done("a", "2024-02"), notDone("a", "2024-05")}, assess.Short},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := whole(t, indicator(milestone), c.month, c.said...)
			wantVerdict(t, a, c.want)
			wantNumber(t, "gap", a.Gap, "")
			wantNumber(t, "completion", a.Completion, "")
		})
	}
}

// Forgetting to report can never read as success, nor as failure.
func TestNothingReportedIsUnknown(t *testing.T) {
	before := whole(t, indicator(), "2024-06")
	wantVerdict(t, before, assess.Unknown)
	wantMissing(t, before, "a")
	wantNumber(t, "actual", before.Actual, "")
	wantNumber(t, "gap", before.Gap, "")
	if before.Overdue {
		t.Error("overdue before due")
	}

	after := whole(t, indicator(), "2024-11")
	wantVerdict(t, after, assess.Unknown)
	if !after.Overdue {
		t.Error("not overdue though due has passed with nothing reported")
	}
}

// 0 is a figure like any other.
func TestZeroIsAFigure(t *testing.T) {
	wantVerdict(t, whole(t, indicator(), "2024-11", cumulative("a", "2024-11", "0")), assess.Short)
	below := plan.Target{Op: plan.Below, High: num("10")}
	wantVerdict(t, whole(t, indicator(lowerIsBetter(below)), "2024-11", cumulative("a", "2024-11", "0")), assess.Met)
}

// The plan is judged at its own end, and what is due later once more at the
// year's end; December stays out of the first and decides the second.
func TestDecemberIsLeftOutOfTheJudgementAtThePlansEnd(t *testing.T) {
	said := []plan.Observation{cumulative("a", "2024-11", "900"), cumulative("a", "2024-12", "1100")}

	november := assess.Assess(thePlan(indicator(due("2024-11"))), said, after("2024-12"))
	if len(november) != 2 { // the whole plan and a
		t.Fatalf("%d assessments of a target due in November, want 2", len(november))
	}
	wantVerdict(t, november[0], assess.Short)
	wantNumber(t, "actual", november[0].Actual, "900")

	december := assess.Assess(thePlan(indicator(due("2024-12"))), said, after("2024-12"))
	var got []string
	for _, a := range december {
		got = append(got, string(a.Unit)+" "+a.Period.String()+" "+a.Verdict.String())
	}
	want := []string{" 2024-11 at-risk", " 2024-12 met", "a 2024-11 at-risk", "a 2024-12 met"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWholeYearFigureIsLeftOutAtThePlansEnd(t *testing.T) {
	a := whole(t, indicator(kind(plan.Stock), every(plan.Yearly)), "2024-12", level("a", "2024", "1200"))
	wantVerdict(t, a, assess.Unknown)
	b := whole(t, indicator(kind(plan.Stock), every(plan.Yearly), due("2024-12")), "2024-12", level("a", "2024", "1200"))
	wantVerdict(t, b, assess.Exceeded)
}

// What comes after due does not rescue a target due in mid-year.
func TestFiguresAfterDueDoNotCount(t *testing.T) {
	a := whole(t, indicator(due("2024-06")), "2024-09",
		cumulative("a", "2024-06", "1000"), cumulative("a", "2024-09", "1300"))
	wantVerdict(t, a, assess.Short)
	wantNumber(t, "actual", a.Actual, "1000")
	wantNumber(t, "needed when no period is left", a.NeededPerPeriod, "")
	wantMissing(t, a)
	if a.Period != month("2024-09") || a.Latest != month("2024-06") {
		t.Errorf("period %v, latest %v", a.Period, a.Latest)
	}
}

func TestBeforeTheFirstMonthHasEndedNothingIsJudged(t *testing.T) {
	x := indicator(allocated("b", "100"))
	all := assess.Assess(thePlan(x), monthly("a", "5"), after("2024-01").AddDate(0, -1, 0))
	if len(all) != 3 {
		t.Fatalf("%d assessments, want those of the plan, a and b", len(all))
	}
	for _, a := range all {
		if a.Verdict != assess.Unknown || !a.Period.IsZero() || a.Actual.Known() || len(a.Missing) > 0 || a.Overdue {
			t.Errorf("judged too early: %+v", a)
		}
	}
	wantNumber(t, "allocation of b", all[2].Target.Low, "100")
}

// "Reporting months need not be calendar months."
func TestReportingMonthEndsOnTheCutoffDay(t *testing.T) {
	p := thePlan(indicator())
	p.Calendar.CutoffDay = 14
	said := monthly("a", "90", "90", "90")
	mid := after("2024-02").AddDate(0, 0, 12) // 15 March
	a := find(t, assess.Assess(p, said, mid), "")
	wantNumber(t, "actual", a.Actual, "270")
	if a.Period != month("2024-03") {
		t.Errorf("judged as of %v, want 2024-03", a.Period)
	}
}
