// Package storetest is the conformance suite of package store: what every
// database that a Store may rest on has to do.
package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/store"
	"thidua/validate"
)

// Open opens one database. Every call opens the same one; the store opened
// before is closed by then.
type Open func() (*store.Store, error)

// Run runs the suite. Each call of fresh gives a database of its own, empty
// and closed, that is gone when the test is over.
func Run(t *testing.T, fresh func(*testing.T) Open) {
	for _, story := range []struct {
		name string
		tell func(*testing.T, Open)
	}{
		{"an empty store has nothing to say", emptyStore},
		{"what was kept is there after opening again", openAgain},
		{"times are kept in UTC to the microsecond", timesInUTC},
		{"writers queue", writersQueue},

		{"a round is finished once", roundFinishedOnce},
		{"a round left running is interrupted by the next", roundInterrupted},
		{"a cursor moves when its round is finished", cursorMoves},
		{"a round that finds nothing new leaves all as it was", roundConfirmed},
		{"collections keep what they listed", collectionsKept},
		{"tabs learn their ids later", tabsIdentified},
		{"adjustments come back as they were kept", adjustmentsKept},

		{"a reading comes back as it was saved", readingComesBack},
		{"a reading replaces what its source said before", readingReplaces},
		{"an equal reading is only confirmed", equalReading},
		{"a failure leaves the last good figures", failureKeepsFigures},
		{"a source that was never read can fail", failureOfUnread},
		{"a source given to another unit keeps its figures' unit until it is read", failureUnderNewUnit},
		{"a dropped source no longer counts, until it is read again", dropAndReturn},
		{"a reading cancelled half-way leaves no trace", cancelledReading},
		{"readers see whole readings while others are written", concurrentReaders},
		{"changes hold old and new", changesHoldOldAndNew},
		{"a change of any part of a value is a change", changesOfAnyPart},
		{"changes tell figures alike apart by their order", changesOfRepeatedFigure},

		{"a finding is seen, stays, is fixed and returns", findingLifeCycle},
		{"a finding says what it says now", findingRestated},
		{"findings that share a key are all kept", findingsSharingKey},
		{"assessments are those of the last finished round", assessmentsOfLastRound},
		{"assessing one thing twice publishes nothing", nothingPublishedHalf},
		{"the workbook is kept when it differs", workbookKept},
		{"old issues of the workbook go", workbooksPruned},
		{"each mirror shows one issue", mirrors},
		{"feedback is kept by source", feedback},

		{"a message is queued once for ever", queuedOnce},
		{"a message goes through its states", messageStates},
		{"a message on its way when the process ended goes again", messageLeftSending},
		{"a message keeps its attachments until it is delivered", attachmentsUntilDelivered},
		{"the mail log tells what was sent", mailLog},

		{"law: the readings are the last of each source", lawLastReading},
		{"law: changes lead from the first reading to the last", lawChanges},
		{"law: open findings are those of the last round", lawFindings},
		{"law: assessments are those of the last round", lawAssessments},
	} {
		t.Run(story.name, func(t *testing.T) { story.tell(t, fresh(t)) })
	}
}

// tester is what a test and a run of a law have in common.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

// at returns a time in a zone that is not UTC: minute m of the stories' day.
func at(m int) time.Time {
	return time.Date(2024, 7, 5, 8, m, 0, 0, time.FixedZone("+07", 7*3600))
}

func mustOpen(t *testing.T, open Open) *store.Store {
	t.Helper()
	s, err := open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// get calls one of the store's methods that take nothing but a context.
func get[T any](t tester, method func(context.Context) (T, error)) T {
	t.Helper()
	value, err := method(context.Background())
	must(t, err)
	return value
}

func same(t tester, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differ (-want +got):\n%s", what, diff)
	}
}

func begin(t tester, s *store.Store, m int) int64 {
	t.Helper()
	round, err := s.BeginRound(context.Background(), "plan-1", at(m))
	must(t, err)
	return round.ID
}

func finish(t tester, s *store.Store, round int64, m int, result store.RoundResult) {
	t.Helper()
	result.At = at(m)
	must(t, s.FinishRound(context.Background(), round, result))
}

func save(t tester, s *store.Store, round int64, m int, r *validate.Reading) {
	t.Helper()
	must(t, s.SaveReading(context.Background(), round, r, "plan-1", at(m)))
}

// reading returns what a source says of one indicator in the months from
// January on.
func reading(source, revision string, figures ...string) *validate.Reading {
	r := &validate.Reading{
		Unit: "dv-" + plan.UnitID(source), Source: source, Title: "Biểu " + source, Revision: revision, Locale: "vi_VN",
		Ledger: validate.Ledger{NonEmpty: len(figures), Used: len(figures)},
	}
	for i, figure := range figures {
		cell := fmt.Sprintf("C%d", i+5)
		r.Observations = append(r.Observations, plan.Observation{
			Unit: r.Unit, Indicator: "LN-01", Period: plan.MonthOf(2024, i+1),
			Basis: plan.Cumulative, Status: plan.Official,
			Value:  plan.Value{Number: plan.MustNumber(figure)},
			Raw:    figure,
			Origin: plan.Origin{Source: source, Revision: revision, Tab: "Tháng", GID: "0", Cell: cell},
			Cells:  []string{cell},
		})
	}
	return r
}

func finding(rule, cell string) validate.Finding {
	return validate.Finding{
		Rule: rule, Severity: validate.Error, Unit: "dv-a", Indicator: "LN-01", Period: plan.MonthOf(2024, 5),
		Origin: plan.Origin{Source: "a", Revision: "r1", Tab: "Tháng 5", GID: "7", Cell: cell},
		Found:  "chín nghìn", Expected: "một số", Args: map[string]string{"figure": "9.000"},
	}
}
