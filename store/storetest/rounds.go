package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"thidua/assess"
	"thidua/mail"
	"thidua/store"
	"thidua/validate"
)

func emptyStore(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	_, ok, err := s.LastRound(ctx)
	must(t, err)
	same(t, "last round found", ok, false)
	same(t, "last state", get(t, s.LastState), "")
	same(t, "sources", len(get(t, s.Sources)), 0)
	same(t, "readings", len(get(t, s.Readings)), 0)
	same(t, "findings", len(get(t, s.OpenFindings)), 0)
	asOf, assessments, err := s.Assessments(ctx)
	must(t, err)
	same(t, "assessments", len(assessments), 0)
	same(t, "time of judgement", asOf, time.Time{})
	if _, err := s.Workbook(ctx); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Workbook: %v, want ErrNotFound", err)
	}
	_, ok, err = s.LastSent(ctx, mail.ReasonDigest, "")
	must(t, err)
	same(t, "last mail found", ok, false)
}

func openAgain(t *testing.T, open Open) {
	s, err := open()
	must(t, err)
	round := begin(t, s, 0)
	save(t, s, round, 1, reading("a", "r1", "120"))
	finish(t, s, round, 0, store.RoundResult{
		Findings:    []validate.Finding{finding("value-not-number", "D7")},
		Assessments: []assess.Assessment{judgement("LN-01", "", "120")},
		Workbook:    []byte("book"), State: "state-1", Sources: 1, Changed: 1, Read: 1,
	})
	must(t, s.Close())

	s = mustOpen(t, open)
	last, ok, err := s.LastRound(t.Context())
	must(t, err)
	same(t, "last round found", ok, true)
	same(t, "last round", last, store.Round{
		ID: round, State: store.RoundFinished, PlanDigest: "plan-1", StartedAt: at(0).UTC(), FinishedAt: at(0).UTC(),
		Sources: 1, Changed: 1, Read: 1, Shown: "state-1",
	})
	same(t, "readings", get(t, s.Readings), []*validate.Reading{reading("a", "r1", "120")})
	same(t, "open findings", len(get(t, s.OpenFindings)), 1)
	same(t, "workbook", string(get(t, s.Workbook).Data), "book")
	asOf, assessments, err := s.Assessments(t.Context())
	must(t, err)
	same(t, "time of judgement", asOf, at(0).UTC())
	same(t, "assessments", assessments, []assess.Assessment{judgement("LN-01", "", "120")})
}

func timesInUTC(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	hanoi := time.FixedZone("+07", 7*3600)
	begun, err := s.BeginRound(ctx, "plan-1", time.Date(2024, 7, 5, 8, 0, 0, 123456789, hanoi))
	must(t, err)
	must(t, s.FinishRound(ctx, begun.ID, store.RoundResult{At: at(1)}))
	last, _, err := s.LastRound(ctx)
	must(t, err)
	same(t, "time of a round begun", begun.StartedAt, time.Date(2024, 7, 5, 1, 0, 0, 123456000, time.UTC))
	same(t, "time of a round loaded", last.StartedAt, begun.StartedAt)
	same(t, "zone", []string{begun.StartedAt.Location().String(), last.StartedAt.Location().String()}, []string{"UTC", "UTC"})
}

func writersQueue(t *testing.T, open Open) {
	const writers, each = 4, 10
	s, ctx := mustOpen(t, open), t.Context()
	round := begin(t, s, 0)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				name := fmt.Sprintf("%d-%d", w, i)
				if err := s.SaveReading(ctx, round, reading(name, "r1", "1"), "plan-1", at(1)); err != nil {
					t.Error(err)
				}
				if _, err := s.Enqueue(ctx, []mail.Message{message(name)}, at(1)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	same(t, "readings", len(get(t, s.Readings)), writers*each)
	same(t, "messages", len(waiting(t, s, mail.Queued)), writers*each)
}

func roundFinishedOnce(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	round := begin(t, s, 0)
	finish(t, s, round, 0, store.RoundResult{State: "first"})
	for call, err := range map[string]error{
		"finish again":    s.FinishRound(ctx, round, store.RoundResult{At: at(1), State: "second"}),
		"save a reading":  s.SaveReading(ctx, round, reading("a", "r1", "1"), "plan-1", at(1)),
		"save a failure":  s.SaveFailure(ctx, round, "dv-a", "a", "source-denied", at(1)),
		"drop the others": s.DropSources(ctx, round, nil),
	} {
		if !errors.Is(err, store.ErrRoundOver) {
			t.Errorf("%s: %v, want ErrRoundOver", call, err)
		}
	}
	if err := s.FinishRound(ctx, round+1, store.RoundResult{At: at(1)}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("finish a round that never began: %v, want ErrNotFound", err)
	}
	same(t, "last state", get(t, s.LastState), "first")
	same(t, "readings", len(get(t, s.Readings)), 0)
}

func roundInterrupted(t *testing.T, open Open) {
	s, err := open()
	must(t, err)
	first := begin(t, s, 0)
	finish(t, s, first, 0, store.RoundResult{State: "first"})
	lost := begin(t, s, 1)
	save(t, s, lost, 1, reading("a", "r1", "120"))
	must(t, s.Close()) // the process ends here

	s = mustOpen(t, open)
	next := begin(t, s, 2)
	if err := s.FinishRound(t.Context(), lost, store.RoundResult{At: at(2)}); !errors.Is(err, store.ErrRoundOver) {
		t.Errorf("finish the interrupted round: %v, want ErrRoundOver", err)
	}
	same(t, "last state", get(t, s.LastState), "first")
	same(t, "readings kept from the interrupted round", len(get(t, s.Readings)), 1)
	finish(t, s, next, 2, store.RoundResult{State: "next"})
	same(t, "last state", get(t, s.LastState), "next")
}

func cursorMoves(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	cursor := func(reader string) string {
		c, err := s.Cursor(ctx, reader)
		must(t, err)
		return c
	}
	same(t, "cursor before any round", cursor("drive"), "")
	finish(t, s, begin(t, s, 0), 0, store.RoundResult{Cursors: map[string]string{"drive": "41", "file": "x"}})
	begin(t, s, 1) // never finished
	finish(t, s, begin(t, s, 2), 2, store.RoundResult{Cursors: map[string]string{"drive": "42"}})
	same(t, "cursor named again", cursor("drive"), "42")
	same(t, "cursor not named", cursor("file"), "x")
}
