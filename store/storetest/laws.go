package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"thidua/assess"
	"thidua/plan"
	"thidua/store"
	"thidua/validate"
)

func lawLastReading(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		round := begin(t, s, 0)
		must(t, s.DropSources(ctx, round, nil))
		last := map[string]*validate.Reading{}
		for _, r := range rapid.SliceOfN(anyReading(), 0, 6).Draw(rt, "readings") {
			if err := s.SaveReading(ctx, round, r, "plan-1", at(0)); err != nil {
				rt.Fatal(err)
			}
			last[r.Source] = r
		}
		same(rt, "readings", get(t, s.Readings), inOrder(last))
	})
}

func lawChanges(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), context.Background()
	says := map[string]plan.Value{} // by figure; what the only source says
	first := true
	rapid.Check(t, func(rt *rapid.T) {
		round := begin(t, s, 0)
		r := anyReading().Draw(rt, "reading")
		r.Source = "a"
		r.Observations = eachFigureOnce(r.Observations)
		if err := s.SaveReading(ctx, round, r, "plan-1", at(0)); err != nil {
			rt.Fatal(err)
		}
		want := valuesByFigure(r)
		if first {
			says, first = want, false
		}
		changes, err := s.Changes(ctx, round-1)
		must(t, err)
		for _, c := range changes {
			f := figure(plan.Observation{Unit: c.Unit, Indicator: c.Indicator, Period: c.Period, Basis: c.Basis, Status: c.Status})
			same(rt, "old value of "+f, c.Old, says[f])
			if says[f] = c.New; c.New == (plan.Value{}) {
				delete(says, f)
			}
		}
		same(rt, "figures after the changes", says, want)
	})
}

func lawFindings(t *testing.T, open Open) {
	s := mustOpen(t, open)
	since := map[string]time.Time{}
	minute := 0
	rapid.Check(t, func(rt *rapid.T) {
		minute++
		findings := rapid.SliceOfNDistinct(anyFinding("a", "r1"), 0, 8, validate.Finding.Key).Draw(rt, "findings")
		finish(t, s, begin(t, s, minute), minute, store.RoundResult{Findings: findings})
		seen := map[string]time.Time{}
		for _, f := range findings {
			seen[f.Key()] = at(minute).UTC()
			if first, open := since[f.Key()]; open {
				seen[f.Key()] = first
			}
		}
		since = seen
		same(rt, "first seen", get(t, s.FirstSeen), since)
		for _, f := range get(t, s.OpenFindings) {
			i := slices.IndexFunc(findings, func(g validate.Finding) bool { return g.Key() == f.Key() })
			same(rt, "open finding", f.Finding, findings[i])
		}
	})
}

func lawAssessments(t *testing.T, open Open) {
	s := mustOpen(t, open)
	rapid.Check(t, func(rt *rapid.T) {
		want := rapid.SliceOfNDistinct(anyAssessment(), 0, 8, about).Draw(rt, "assessments")
		finish(t, s, begin(t, s, 0), 0, store.RoundResult{Assessments: want})
		_, all, err := s.Assessments(context.Background())
		must(t, err)
		slices.SortFunc(want, func(a, b assess.Assessment) int { return strings.Compare(about(a), about(b)) })
		same(rt, "assessments", all, append([]assess.Assessment(nil), want...))
	})
}

func anyReading() *rapid.Generator[*validate.Reading] {
	return rapid.Custom(func(rt *rapid.T) *validate.Reading {
		r := reading(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(rt, "source"), rapid.SampledFrom([]string{"r1", "r2"}).Draw(rt, "revision"))
		r.Observations = some(rt, "observations", anyObservation(r))
		r.Blanks = some(rt, "blanks", rapid.Custom(func(rt *rapid.T) validate.Blank {
			o := anyObservation(r).Draw(rt, "place")
			return validate.Blank{Indicator: o.Indicator, Period: o.Period, Basis: o.Basis, Origin: o.Origin}
		}))
		r.Findings = some(rt, "findings", anyFinding(r.Source, r.Revision))
		return r
	})
}

// some draws a list that is nil when it is empty.
func some[T any](rt *rapid.T, label string, one *rapid.Generator[T]) []T {
	list := rapid.SliceOfN(one, 0, 5).Draw(rt, label)
	if len(list) == 0 {
		return nil
	}
	return list
}

func anyObservation(r *validate.Reading) *rapid.Generator[plan.Observation] {
	return rapid.Custom(func(rt *rapid.T) plan.Observation {
		cell := rapid.SampledFrom([]string{"C5", "C6", "AB1048576"}).Draw(rt, "cell")
		return plan.Observation{
			Unit: r.Unit, Indicator: anyCode(rt), Period: anyPeriod(rt),
			Basis:  rapid.SampledFrom([]plan.Basis{plan.InPeriod, plan.Cumulative}).Draw(rt, "basis"),
			Status: rapid.SampledFrom([]plan.Status{plan.Official, plan.Estimate}).Draw(rt, "status"),
			Value:  anyValue(rt),
			Raw:    rapid.String().Draw(rt, "raw"),
			Origin: plan.Origin{Source: r.Source, Revision: r.Revision, Tab: "Biểu", GID: "0", Cell: cell},
			Cells:  []string{cell},
		}
	})
}

// anyValue is not the zero Value, which is no observation but a blank. Its
// parts come from so few that readings often differ in one of them alone.
func anyValue(rt *rapid.T) plan.Value {
	part := func(label string) plan.Number {
		return rapid.SampledFrom([]plan.Number{{}, plan.Int(0), plan.MustNumber("7.5")}).Draw(rt, label)
	}
	text := func(label string) string { return rapid.SampledFrom([]string{"", "12/QĐ"}).Draw(rt, label) }
	if rapid.Bool().Draw(rt, "milestone") {
		done := rapid.SampledFrom([]plan.Done{plan.DoneNo, plan.DoneYes}).Draw(rt, "done")
		return plan.Value{Done: done, Document: text("document"), Date: text("date")}
	}
	return plan.Value{Number: plan.Int(1), Numerator: part("numerator"), Denominator: part("denominator")}
}

func anyNumber(rt *rapid.T, label string) plan.Number {
	return plan.MustNumber(fmt.Sprintf("%d.%03d", rapid.IntRange(-3, 3).Draw(rt, label), rapid.SampledFrom([]int{0, 5, 500}).Draw(rt, "fraction")))
}

func anyCode(rt *rapid.T) plan.Code {
	return rapid.SampledFrom([]plan.Code{"LN-01", "LN-02"}).Draw(rt, "indicator")
}

func anyPeriod(rt *rapid.T) plan.Period {
	return rapid.SampledFrom([]plan.Period{plan.MonthOf(2024, 5), {Year: 2024, Grain: plan.Year, N: 1}}).Draw(rt, "period")
}

func anyFinding(source, revision string) *rapid.Generator[validate.Finding] {
	return rapid.Custom(func(rt *rapid.T) validate.Finding {
		f := finding(rapid.SampledFrom([]string{"stray-cell", "value-missing"}).Draw(rt, "rule"), rapid.SampledFrom([]string{"", "A1"}).Draw(rt, "cell"))
		f.Origin.Source, f.Origin.Revision = source, revision
		f.Indicator, f.Period = anyCode(rt), anyPeriod(rt)
		f.Found = rapid.SampledFrom([]string{"", "x", "y"}).Draw(rt, "found")
		f.Args = rapid.SampledFrom([]map[string]string{nil, {"a": "<1>"}, {"a": "1", "b": `"`}}).Draw(rt, "args")
		return f
	})
}

func anyAssessment() *rapid.Generator[assess.Assessment] {
	return rapid.Custom(func(rt *rapid.T) assess.Assessment {
		a := judgement(anyCode(rt), rapid.SampledFrom([]plan.UnitID{"", "dv-a"}).Draw(rt, "unit"), anyNumber(rt, "actual").String())
		a.Period = anyPeriod(rt)
		a.Verdict = rapid.SampledFrom(assess.Verdicts()).Draw(rt, "verdict")
		a.Done = rapid.SampledFrom([]plan.Done{plan.NotSaid, plan.DoneNo, plan.DoneYes}).Draw(rt, "done")
		a.Forecast, a.Estimate = anyNumber(rt, "forecast"), rapid.Bool().Draw(rt, "estimate")
		return a
	})
}

// about tells assessments apart, and sorts as the store does.
func about(a assess.Assessment) string {
	return strings.Join([]string{string(a.Indicator), string(a.Unit), a.Period.String()}, "\x00")
}

func figure(o plan.Observation) string {
	return fmt.Sprint(o.Unit, o.Indicator, o.Period, o.Basis, o.Status)
}

func eachFigureOnce(observations []plan.Observation) []plan.Observation {
	seen := map[string]bool{}
	return slices.DeleteFunc(observations, func(o plan.Observation) bool {
		again := seen[figure(o)]
		seen[figure(o)] = true
		return again
	})
}

func valuesByFigure(r *validate.Reading) map[string]plan.Value {
	values := map[string]plan.Value{}
	for _, o := range r.Observations {
		values[figure(o)] = o.Value
	}
	return values
}

func inOrder(readings map[string]*validate.Reading) []*validate.Reading {
	var list []*validate.Reading
	for _, source := range slices.Sorted(maps.Keys(readings)) {
		list = append(list, readings[source])
	}
	return list
}
