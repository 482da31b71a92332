package validate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"thidua/plan"
	"thidua/sheets"
	"thidua/validate"
)

// drawReadings draws what units of the test plan might have said: any
// indicator, basis, status and figure, some places blank.
func drawReadings(t *rapid.T, p *plan.Plan) []*validate.Reading {
	var readings []*validate.Reading
	for i := range rapid.IntRange(0, 6).Draw(t, "readings") {
		unit := rapid.SampledFrom(p.Units).Draw(t, "unit").ID
		r := &validate.Reading{Unit: unit, Source: fmt.Sprint("source-", i)}
		for n := range rapid.IntRange(0, 12).Draw(t, "figures") {
			o := drawObservation(t, p, r, n)
			if rapid.IntRange(0, 4).Draw(t, "blank") == 0 {
				r.Blanks = append(r.Blanks, validate.Blank{Indicator: o.Indicator, Period: o.Period, Basis: o.Basis, Origin: o.Origin})
				continue
			}
			r.Observations = append(r.Observations, o)
		}
		readings = append(readings, r)
	}
	return readings
}

func drawObservation(t *rapid.T, p *plan.Plan, r *validate.Reading, n int) plan.Observation {
	grain := rapid.SampledFrom([]plan.Grain{plan.Month, plan.Month, plan.Quarter, plan.HalfYear, plan.NineMonths, plan.Year}).Draw(t, "grain")
	o := plan.Observation{
		Unit:      r.Unit,
		Indicator: rapid.SampledFrom(p.Indicators).Draw(t, "indicator").Code,
		Period:    plan.Period{Year: rapid.SampledFrom([]int{2024, 2024, 2023}).Draw(t, "year"), Grain: grain, N: 1},
		Basis:     rapid.SampledFrom([]plan.Basis{plan.InPeriod, plan.Cumulative, plan.AsOf}).Draw(t, "basis"),
		Status:    rapid.SampledFrom([]plan.Status{plan.Official, plan.Estimate}).Draw(t, "status"),
		Origin:    plan.Origin{Source: r.Source, Tab: "T", Cell: sheets.Ref{Row: n, Col: 3}.A1()},
	}
	if grain != plan.NineMonths {
		o.Period.N = rapid.IntRange(1, 12/int(grain)).Draw(t, "n")
	}
	o.Value.Number = plan.Int(rapid.Int64Range(-5, 100_000).Draw(t, "value"))
	o.Value.Done = rapid.SampledFrom([]plan.Done{plan.NotSaid, plan.DoneNo, plan.DoneYes}).Draw(t, "done")
	return o
}

func drawMoment(t *rapid.T) time.Time {
	day := rapid.IntRange(-40, 420).Draw(t, "day")
	return time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC).AddDate(0, 0, day)
}

// TestReviewLaws: the order of the readings does not matter, findings come in
// the documented order with the severity of their rule, no finding is given
// twice, and none of it changes the readings.
func TestReviewLaws(t *testing.T) {
	p := testPlan(t)
	rapid.Check(t, func(t *rapid.T) {
		readings, now := drawReadings(t, p), drawMoment(t)
		before := fmt.Sprintf("%+v", dereferenced(readings))
		findings := validate.Review(p, readings, now)
		shuffled := rapid.Permutation(readings).Draw(t, "order")
		if diff := cmp.Diff(findings, validate.Review(p, shuffled, now)); diff != "" {
			t.Fatalf("another order of readings gives other findings:\n%s", diff)
		}
		if after := fmt.Sprintf("%+v", dereferenced(readings)); after != before {
			t.Fatal("the readings were changed")
		}
		checkFindings(t, p, findings)
	})
}

func checkFindings(t *rapid.T, p *plan.Plan, findings []validate.Finding) {
	sorted := slices.Clone(findings)
	validate.SortFindings(p, sorted)
	if diff := cmp.Diff(sorted, findings); diff != "" {
		t.Fatalf("not in order:\n%s", diff)
	}
	seen := map[string]bool{}
	for _, f := range findings {
		if !slices.ContainsFunc(validate.Rules(), func(r validate.Rule) bool { return r.Code == f.Rule && r.Severity == f.Severity }) {
			t.Fatalf("%s as %s is not in the list of rules", f.Rule, f.Severity)
		}
		if seen[f.Key()] {
			t.Fatalf("given twice: %s", f.Key())
		}
		seen[f.Key()] = true
	}
}

func dereferenced(readings []*validate.Reading) []validate.Reading {
	var out []validate.Reading
	for _, r := range readings {
		out = append(out, *r)
	}
	return out
}

// TestSortFindingsForgetsTheOrderBefore sorts permutations.
func TestSortFindingsForgetsTheOrderBefore(t *testing.T) {
	p := testPlan(t)
	rapid.Check(t, func(t *rapid.T) {
		findings := validate.Review(p, drawReadings(t, p), drawMoment(t))
		shuffled := rapid.Permutation(findings).Draw(t, "order")
		validate.SortFindings(p, shuffled)
		if diff := cmp.Diff(findings, shuffled); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestSortFindings shows the order: severity, whole plan, units of the plan,
// tab, row before column, rule.
func TestSortFindings(t *testing.T) {
	p := testPlan(t)
	find := func(severity validate.Severity, unit plan.UnitID, cell, rule string) validate.Finding {
		return validate.Finding{Severity: severity, Unit: unit, Origin: plan.Origin{Tab: "T", Cell: cell}, Rule: rule}
	}
	want := []validate.Finding{
		find(validate.Error, "", "", validate.RuleQuotaExceeded),
		find(validate.Error, "lam-nghiep", "Z2", validate.RuleFormulaError),
		find(validate.Error, "lam-nghiep", "A10", validate.RuleFormulaError),
		find(validate.Error, "lam-nghiep", "B10", validate.RuleFormulaError),
		find(validate.Error, "dong", "A1", validate.RuleFormulaError),
		find(validate.Error, "dong", "A1", validate.RuleNegativeValue),
		find(validate.Warning, "lam-nghiep", "A1", validate.RuleNumberAsText),
		find(validate.Info, "", "", validate.RulePlanConflict),
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	validate.SortFindings(p, got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRules: codes are unique and of the form that is public.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range validate.Rules() {
		if seen[rule.Code] {
			t.Errorf("%s is listed twice", rule.Code)
		}
		seen[rule.Code] = true
		if strings.Trim(rule.Code, "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("%q is not in lower case and hyphens", rule.Code)
		}
		if !slices.Contains([]validate.Severity{validate.Error, validate.Warning, validate.Info}, rule.Severity) {
			t.Errorf("%s has severity %q", rule.Code, rule.Severity)
		}
	}
}

func TestLink(t *testing.T) {
	for _, c := range []struct {
		name   string
		origin plan.Origin
		want   string
	}{
		{"cell", plan.Origin{Source: "1AbC_d-9", GID: "0", Cell: "B7"}, "https://docs.google.com/spreadsheets/d/1AbC_d-9/edit#gid=0&range=B7"},
		{"tab", plan.Origin{Source: "1AbC_d-9", GID: "77"}, "https://docs.google.com/spreadsheets/d/1AbC_d-9/edit#gid=77"},
		{"tab not known", plan.Origin{Source: "1AbC_d-9", Tab: "T", Cell: "B7"}, "https://docs.google.com/spreadsheets/d/1AbC_d-9/edit"},
		{"file", plan.Origin{Source: "units/dong.xlsx", Cell: "B7"}, ""},
		{"file in the same folder", plan.Origin{Source: "dong.xlsx", Cell: "B7"}, ""},
		{"nothing", plan.Origin{}, ""},
	} {
		if got := validate.Link(c.origin); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
