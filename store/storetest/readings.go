package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"thidua/plan"
	"thidua/store"
	"thidua/validate"
)

func readingComesBack(t *testing.T, open Open) {
	s := mustOpen(t, open)
	r := reading("Tờ trình số 1?&#%.xlsx", "r1")
	origin := func(cell string) plan.Origin {
		return plan.Origin{Source: r.Source, Revision: "r1", Tab: "Biểu “1”", GID: "12", Cell: cell}
	}
	r.Tables = []validate.Table{{
		Tab: "Biểu “1”", GID: "12", Kind: validate.IndicatorTable, HeaderFrom: 3, HeaderTo: 4,
		Columns: []validate.Column{
			{Col: "B", Role: validate.RoleLabel},
			{Col: "D", Role: validate.RoleCumulative, Period: plan.MonthOf(2024, 5)},
		},
	}}
	r.Observations = []plan.Observation{
		{
			Unit: r.Unit, Indicator: "NTM-05", Period: plan.Period{Year: 2024, Grain: plan.Quarter, N: 2},
			Basis: plan.AsOf, Status: plan.Estimate,
			Value: plan.Value{
				Number: plan.MustNumber("64.6"), Numerator: plan.MustNumber("12345678901234567890.123456789"), Denominator: plan.MustNumber("-0.5"),
			},
			Raw: "64,6 %\n(ước)", Origin: origin("D7"), Cells: []string{"D7", "D8", "D9"},
		},
		{
			Unit: "huyen-khac", Indicator: "VB-01", Period: plan.Period{Year: 2024, Grain: plan.Year, N: 1},
			Basis: plan.AsOf, Status: plan.Official,
			Value:  plan.Value{Done: plan.DoneYes, Document: "12/NQ-HĐND", Date: "2024-03-01"},
			Origin: origin("E7"), Cells: []string{"E7"},
		},
		{Unit: r.Unit, Indicator: "LN-01", Period: plan.MonthOf(2024, 1), Value: plan.Value{Number: plan.Int(0)}, Origin: origin("F7")},
		{Unit: r.Unit, Indicator: "LN-01", Period: plan.MonthOf(2024, 2), Value: plan.Value{Number: plan.Int(1)}, Origin: origin("F8"), Cells: []string{"F1"}},
	}
	r.Blanks = []validate.Blank{{Indicator: "LN-02", Period: plan.MonthOf(2024, 6), Basis: plan.InPeriod, Origin: origin("G9")}}
	f := finding("number-as-text", "D7")
	f.Origin = origin("D7")
	wholeTab := validate.Finding{Rule: "header-not-found", Severity: validate.Warning, Unit: r.Unit, Origin: origin("")}
	r.Findings = []validate.Finding{f, wholeTab}
	r.Ledger = validate.Ledger{NonEmpty: 9, Used: 5, Ignored: 3, Reported: 1, IgnoredBy: map[string]int{"title": 2, "footer": 1}}

	save(t, s, begin(t, s, 0), 0, r)
	same(t, "readings", get(t, s.Readings), []*validate.Reading{r})
}

func readingReplaces(t *testing.T, open Open) {
	s := mustOpen(t, open)
	round := begin(t, s, 0)
	first := reading("a", "r1", "1", "2", "3")
	first.Findings = []validate.Finding{finding("value-not-number", "D7")}
	first.Blanks = []validate.Blank{{Indicator: "LN-02", Origin: plan.Origin{Source: "a", Revision: "r1"}}}
	save(t, s, round, 0, first)
	save(t, s, round, 0, reading("b", "r1", "7"))
	second := reading("a", "r2", "1", "5")
	second.Title, second.Unit = "Biểu mới", "dv-moi"
	save(t, s, round, 1, second)
	same(t, "readings", get(t, s.Readings), []*validate.Reading{second, reading("b", "r1", "7")})
}

func equalReading(t *testing.T, open Open) {
	s := mustOpen(t, open)
	first := begin(t, s, 0)
	save(t, s, first, 0, reading("a", "r1", "1", "2"))
	finish(t, s, first, 0, store.RoundResult{})

	second := begin(t, s, 30)
	save(t, s, second, 31, reading("a", "r2", "1", "2")) // a note was edited: a new revision, the same figures
	changes, err := s.Changes(t.Context(), 0)
	must(t, err)
	same(t, "changes", changes, []store.Change(nil))
	same(t, "source", get(t, s.Sources)["a"], store.SourceState{
		Unit: "dv-a", Title: "Biểu a", Revision: "r2", PlanDigest: "plan-1", ReadAt: at(31).UTC(),
	})
	same(t, "readings", get(t, s.Readings), []*validate.Reading{reading("a", "r2", "1", "2")})
}

func failureKeepsFigures(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	round := begin(t, s, 0)
	save(t, s, round, 0, reading("a", "r1", "1"))
	must(t, s.SaveFailure(ctx, round, "dv-a", "a", "source-unreachable", at(1)))
	must(t, s.SaveFailure(ctx, round, "dv-a", "a", "source-denied", at(2)))
	state := store.SourceState{
		Unit: "dv-a", Title: "Biểu a", Revision: "r1", PlanDigest: "plan-1", ReadAt: at(0).UTC(),
		Failed: "source-denied", FailedSince: at(1).UTC(),
	}
	same(t, "failing source", get(t, s.Sources)["a"], state)
	same(t, "readings", get(t, s.Readings), []*validate.Reading{reading("a", "r1", "1")})

	save(t, s, round, 3, reading("a", "r1", "1"))
	state.ReadAt, state.Failed, state.FailedSince = at(3).UTC(), "", time.Time{}
	same(t, "source that can be read again", get(t, s.Sources)["a"], state)
}

func failureOfUnread(t *testing.T, open Open) {
	s := mustOpen(t, open)
	must(t, s.SaveFailure(t.Context(), begin(t, s, 0), "dv-a", "a", "source-encrypted", at(1)))
	same(t, "source", get(t, s.Sources)["a"], store.SourceState{Unit: "dv-a", Failed: "source-encrypted", FailedSince: at(1).UTC()})
	same(t, "readings", len(get(t, s.Readings)), 0)
}

func failureUnderNewUnit(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	round := begin(t, s, 0)
	save(t, s, round, 0, reading("a", "r1", "1"))
	must(t, s.SaveFailure(ctx, round, "dv-khac", "a", "source-denied", at(1)))
	same(t, "readings", get(t, s.Readings), []*validate.Reading{reading("a", "r1", "1")})
	same(t, "unit of a source that was read", get(t, s.Sources)["a"].Unit, plan.UnitID("dv-a"))

	must(t, s.SaveFailure(ctx, round, "dv-b", "b", "source-denied", at(1)))
	must(t, s.SaveFailure(ctx, round, "dv-khac", "b", "source-denied", at(2)))
	same(t, "unit of a source that never was", get(t, s.Sources)["b"].Unit, plan.UnitID("dv-khac"))
}

func dropAndReturn(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	first := begin(t, s, 0)
	save(t, s, first, 0, reading("a", "r1", "1"))
	save(t, s, first, 0, reading("b", "r1", "2"))
	must(t, s.DropSources(ctx, first, []string{"b", "c"}))
	same(t, "readings", get(t, s.Readings), []*validate.Reading{reading("b", "r1", "2")})
	_, known := get(t, s.Sources)["a"]
	same(t, "dropped source known", known, false)

	must(t, s.SaveFailure(ctx, first, "dv-a", "a", "source-denied", at(1)))
	same(t, "readings once it is tried again", len(get(t, s.Readings)), 2)
	save(t, s, first, 1, reading("a", "r2", "9"))
	same(t, "readings", get(t, s.Readings), []*validate.Reading{reading("a", "r2", "9"), reading("b", "r1", "2")})
	changes, err := s.Changes(ctx, 0)
	must(t, err)
	same(t, "changes against what it said before", len(changes), 1)
}

func cancelledReading(t *testing.T, open Open) {
	s := mustOpen(t, open)
	round := begin(t, s, 0)
	current := reading("a", "r0", "1")
	save(t, s, round, 0, current)
	cancelled := 0
	for looks := range 40 {
		next := reading("a", fmt.Sprint("r", looks+1), fmt.Sprint(looks), "3")
		err := s.SaveReading(endAfter(t.Context(), looks), round, next, "plan-1", at(1))
		switch {
		case err == nil:
			current = next
		case errors.Is(err, context.Canceled):
			cancelled++
		default:
			t.Errorf("cancelled after %d looks at the context: %v, want context.Canceled", looks, err)
		}
		same(t, fmt.Sprintf("readings after %d looks", looks), get(t, s.Readings), []*validate.Reading{current})
	}
	if cancelled == 0 {
		t.Error("no call was cancelled")
	}
}

// endAfter returns a context that ends when it is looked at once more than
// looks times: a cancellation that comes in the middle of a call.
func endAfter(ctx context.Context, looks int) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	e := &endingContext{Context: ctx, cancel: cancel}
	e.left.Store(int64(looks))
	return e
}

type endingContext struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func (e *endingContext) look() {
	if e.left.Add(-1) < 0 {
		e.cancel()
	}
}

func (e *endingContext) Done() <-chan struct{} {
	e.look()
	return e.Context.Done()
}

func (e *endingContext) Err() error {
	e.look()
	return e.Context.Err()
}

func concurrentReaders(t *testing.T, open Open) {
	const versions = 40
	s := mustOpen(t, open)
	round := begin(t, s, 0)
	version := func(i int) *validate.Reading {
		figures := make([]string, 12)
		for m := range figures {
			figures[m] = fmt.Sprint(i)
		}
		return reading("a", fmt.Sprint("r", i), figures...)
	}
	save(t, s, round, 0, version(0))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for last := 0; ; {
				all, err := s.Readings(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				var i int
				if _, err := fmt.Sscanf(all[0].Revision, "r%d", &i); err != nil || i < last {
					t.Errorf("revision %s after r%d", all[0].Revision, last)
				}
				last = i
				same(t, "reading", all[0], version(i))
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for i := range versions {
		save(t, s, round, 1, version(i+1))
	}
	close(done)
	readers.Wait()
}

func changesHoldOldAndNew(t *testing.T, open Open) {
	s := mustOpen(t, open)
	first := begin(t, s, 0)
	save(t, s, first, 0, reading("a", "r1", "1", "2", "3"))
	finish(t, s, first, 0, store.RoundResult{})

	second := begin(t, s, 1)
	after := reading("a", "r2", "1", "20", "3", "4")
	after.Observations = append(after.Observations[:2], after.Observations[3:]...) // March is gone
	after.Observations[2].Status = plan.Estimate
	save(t, s, second, 1, after)

	changes, err := s.Changes(t.Context(), first)
	must(t, err)
	number := func(n string) plan.Value { return plan.Value{Number: plan.MustNumber(n)} }
	change := func(month int, old, new plan.Value, cell string) store.Change {
		return store.Change{
			Round: second, At: at(1).UTC(), Unit: "dv-a", Indicator: "LN-01", Period: plan.MonthOf(2024, month),
			Basis: plan.Cumulative, Status: plan.Official, Old: old, New: new,
			Origin: plan.Origin{Source: "a", Revision: "r2", Tab: "Tháng", GID: "0", Cell: cell},
		}
	}
	added := change(4, plan.Value{}, number("4"), "C8")
	added.Status = plan.Estimate
	same(t, "changes", changes, []store.Change{
		change(2, number("2"), number("20"), "C6"), added, change(3, number("3"), plan.Value{}, "C7"),
	})
	later, err := s.Changes(t.Context(), second)
	must(t, err)
	same(t, "changes after the last round", len(later), 0)
}

func changesOfRepeatedFigure(t *testing.T, open Open) {
	s := mustOpen(t, open)
	round := begin(t, s, 0)
	twice := func(revision, first, second string) *validate.Reading {
		r := reading("a", revision, first, second)
		r.Observations[1].Period = r.Observations[0].Period
		return r
	}
	save(t, s, round, 0, twice("r1", "1", "2"))
	save(t, s, round, 1, twice("r2", "1", "3"))
	changes, err := s.Changes(t.Context(), 0)
	must(t, err)
	var moves []string
	for _, c := range changes {
		moves = append(moves, c.Origin.Cell+": "+c.Old.Number.String()+" -> "+c.New.Number.String())
	}
	same(t, "changes", moves, []string{"C6: 2 -> 3"})
}

func changesOfAnyPart(t *testing.T, open Open) {
	s := mustOpen(t, open)
	round := begin(t, s, 0)
	values := []plan.Value{
		{},
		{Number: plan.Int(5)},
		{Number: plan.Int(5), Numerator: plan.Int(1)},
		{Number: plan.Int(5), Numerator: plan.Int(1), Denominator: plan.Int(20)},
		{Number: plan.Int(5), Numerator: plan.Int(1), Denominator: plan.Int(20), Done: plan.DoneNo},
		{Number: plan.Int(5), Numerator: plan.Int(1), Denominator: plan.Int(20), Done: plan.DoneNo, Document: "12/QĐ"},
		{Number: plan.Int(5), Numerator: plan.Int(1), Denominator: plan.Int(20), Done: plan.DoneNo, Document: "12/QĐ", Date: "2024-03-01"},
	}
	var want, moves [][2]plan.Value
	for i, v := range values {
		r := reading("a", fmt.Sprint("r", i), "0")
		r.Observations[0].Value = v
		save(t, s, round, i, r)
		if i > 0 {
			want = append(want, [2]plan.Value{values[i-1], v})
		}
	}
	changes, err := s.Changes(t.Context(), 0)
	must(t, err)
	for _, c := range changes {
		moves = append(moves, [2]plan.Value{c.Old, c.New})
	}
	same(t, "changes", moves, want)
}
