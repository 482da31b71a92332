package storetest

import (
	"fmt"
	"testing"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/store"
	"thidua/validate"
)

func findingLifeCycle(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	never := time.Time{}
	f, g := finding("value-not-number", "D7"), finding("stray-cell", "Z99")
	run := func(m int, open ...validate.Finding) {
		t.Helper()
		finish(t, s, begin(t, s, m), m, store.RoundResult{Findings: open})
	}
	entry := func(f validate.Finding, first, last, fixed time.Time) store.Finding {
		return store.Finding{Finding: f, FirstSeen: first, LastSeen: last, FixedAt: fixed}
	}

	run(1, f)
	same(t, "seen", get(t, s.OpenFindings), []store.Finding{entry(f, at(1).UTC(), at(1).UTC(), never)})
	run(2, g, f)
	same(t, "stays", get(t, s.OpenFindings), []store.Finding{
		entry(f, at(1).UTC(), at(2).UTC(), never), entry(g, at(2).UTC(), at(2).UTC(), never),
	})
	same(t, "first seen", get(t, s.FirstSeen), map[string]time.Time{f.Key(): at(1).UTC(), g.Key(): at(2).UTC()})
	run(3, g)
	begin(t, s, 4) // a round that comes to nothing leaves findings alone
	run(5, g)
	same(t, "fixed", get(t, s.OpenFindings), []store.Finding{entry(g, at(2).UTC(), at(5).UTC(), never)})
	run(6, f, g)
	same(t, "returns", get(t, s.OpenFindings), []store.Finding{
		entry(g, at(2).UTC(), at(6).UTC(), never), entry(f, at(6).UTC(), at(6).UTC(), never),
	})

	fixed, err := s.FixedFindings(ctx, at(2))
	must(t, err)
	same(t, "fixed since", fixed, []store.Finding{entry(f, at(1).UTC(), at(2).UTC(), at(3).UTC())})
	fixed, err = s.FixedFindings(ctx, at(3))
	must(t, err)
	same(t, "fixed later", len(fixed), 0)
}

func findingRestated(t *testing.T, open Open) {
	s := mustOpen(t, open)
	f := finding("value-not-number", "D7")
	finish(t, s, begin(t, s, 1), 1, store.RoundResult{Findings: []validate.Finding{f}})
	f.Found, f.Severity, f.Args, f.Origin.Revision = "mười nghìn", validate.Warning, nil, "r2"
	finish(t, s, begin(t, s, 2), 2, store.RoundResult{Findings: []validate.Finding{f}})
	same(t, "open findings", get(t, s.OpenFindings), []store.Finding{
		{Finding: f, FirstSeen: at(1).UTC(), LastSeen: at(2).UTC()},
	})
}

func findingsSharingKey(t *testing.T, open Open) {
	s := mustOpen(t, open)
	f := finding("stray-cell", "")
	g := f
	g.Found = "khác"
	finish(t, s, begin(t, s, 1), 1, store.RoundResult{Findings: []validate.Finding{f}})
	finish(t, s, begin(t, s, 2), 2, store.RoundResult{Findings: []validate.Finding{f, g}})
	same(t, "open findings", get(t, s.OpenFindings), []store.Finding{
		{Finding: f, FirstSeen: at(1).UTC(), LastSeen: at(2).UTC()},
		{Finding: g, FirstSeen: at(2).UTC(), LastSeen: at(2).UTC()},
	})
	same(t, "first seen", get(t, s.FirstSeen), map[string]time.Time{f.Key(): at(1).UTC()})
	finish(t, s, begin(t, s, 3), 3, store.RoundResult{Findings: []validate.Finding{f}})
	same(t, "open findings after one is fixed", len(get(t, s.OpenFindings)), 1)
}

func judgement(code plan.Code, unit plan.UnitID, actual string) assess.Assessment {
	return assess.Assessment{
		Indicator: code, Unit: unit, Period: plan.MonthOf(2024, 6), Latest: plan.MonthOf(2024, 5),
		Actual: plan.MustNumber(actual),
		Target: plan.Target{Op: plan.AtLeast, Low: plan.Int(9000), Text: "trên 9.000 ha"},
		Gap:    plan.Int(9000).Sub(plan.MustNumber(actual)), Verdict: assess.AtRisk,
		Overdue: true, Missing: []plan.UnitID{"dv-a", "dv-b"},
	}
}

func assessmentsOfLastRound(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	rounds := [][]assess.Assessment{
		{judgement("LN-01", "", "10"), judgement("LN-01", "dv-a", "4")},
		{judgement("LN-01", "", "10"), judgement("LN-01", "dv-a", "5"), judgement("LN-02", "", "1")},
		{judgement("LN-02", "", "1")},
		nil,
		{judgement("LN-01", "", "10")},
	}
	for m, want := range rounds {
		finish(t, s, begin(t, s, m), m, store.RoundResult{Assessments: want})
		begin(t, s, m) // never finished
		asOf, all, err := s.Assessments(ctx)
		must(t, err)
		same(t, "time of judgement", asOf, at(m).UTC())
		same(t, fmt.Sprintf("assessments of round %d", m), all, want)
	}
}

func nothingPublishedHalf(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	finish(t, s, begin(t, s, 0), 0, store.RoundResult{
		State: "before", Workbook: []byte("before"), Findings: []validate.Finding{finding("stray-cell", "A1")},
		Assessments: []assess.Assessment{judgement("LN-01", "", "1")},
	})
	twice := judgement("LN-01", "", "2")
	err := s.FinishRound(ctx, begin(t, s, 1), store.RoundResult{
		At: at(1), State: "after", Workbook: []byte("after"), Cursors: map[string]string{"drive": "1"},
		Assessments: []assess.Assessment{twice, twice},
	})
	if err == nil {
		t.Fatal("two assessments of one thing were taken")
	}
	same(t, "state", get(t, s.LastState), "before")
	same(t, "workbook", string(get(t, s.Workbook).Data), "before")
	same(t, "open findings", len(get(t, s.OpenFindings)), 1)
	_, all, err := s.Assessments(ctx)
	must(t, err)
	same(t, "assessments", all, []assess.Assessment{judgement("LN-01", "", "1")})
	cursor, err := s.Cursor(ctx, "drive")
	must(t, err)
	same(t, "cursor", cursor, "")
}

func workbookKept(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	issue := func(m int, data string) int64 {
		round := begin(t, s, m)
		result := store.RoundResult{}
		if data != "" {
			result.Workbook = []byte(data)
		}
		finish(t, s, round, m, result)
		return round
	}
	first := issue(1, "book")
	must(t, s.MarkCopied(ctx, first))
	issue(2, "book")
	issue(3, "")
	book := get(t, s.Workbook)
	same(t, "round, copied", []any{book.Round, book.Copied, book.At}, []any{first, true, at(1).UTC()})

	second := issue(4, "another book")
	book = get(t, s.Workbook)
	same(t, "round, copied, data", []any{book.Round, book.Copied, string(book.Data)}, []any{second, false, "another book"})
	same(t, "hash", book.SHA256, "cdba650cb56760716319f6064528b2f4d81f3806eab5b06353b3dd7337ca8bf8")
}

func mirrors(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	shows := func(name string, want int64) {
		t.Helper()
		got, err := s.Mirrored(ctx, name)
		must(t, err)
		same(t, "round shown by "+name, got, want)
	}
	shows("one", 0)
	first := begin(t, s, 1)
	finish(t, s, first, 1, store.RoundResult{Workbook: []byte("book"), Tables: []byte("tables")})
	same(t, "tables", string(get(t, s.Workbook).Tables), "tables")
	must(t, s.MarkMirrored(ctx, "one", first))
	second := begin(t, s, 2)
	finish(t, s, second, 2, store.RoundResult{Workbook: []byte("another book")})
	must(t, s.MarkMirrored(ctx, "one", second))
	shows("one", second)
	shows("two", 0)
	if err := s.MarkMirrored(ctx, "one", second+1); err == nil {
		t.Error("a round that never was is shown")
	}
}

func feedback(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	want := map[string]store.Feedback{
		"one": {Digest: "d1", Texts: []string{"05/07/2024\nsố âm", "khác"}},
		"two": {Failed: true},
	}
	must(t, s.SaveFeedback(ctx, "one", store.Feedback{Digest: "d0", Failed: true}))
	for source, f := range want {
		must(t, s.SaveFeedback(ctx, source, f))
	}
	same(t, "feedback", get(t, s.Feedback), want)
}

func workbooksPruned(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	first := begin(t, s, 0)
	finish(t, s, first, 0, store.RoundResult{Workbook: []byte("book 0")})
	for m := range 24 {
		must(t, s.MarkCopied(ctx, first)) // still there
		finish(t, s, begin(t, s, m), m, store.RoundResult{Workbook: fmt.Appendf(nil, "book %d", m+1)})
	}
	if err := s.MarkCopied(ctx, first); err == nil {
		t.Error("the 25th last issue is still kept")
	}
	same(t, "workbook", string(get(t, s.Workbook).Data), "book 24")
}
