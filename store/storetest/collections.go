package storetest

import (
	"testing"

	"thidua/store"
	"thidua/validate"
)

func roundConfirmed(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	f := finding("value-not-number", "D7")
	finish(t, s, begin(t, s, 1), 1, store.RoundResult{Findings: []validate.Finding{f}, Workbook: []byte("book"), State: "state-1", Sources: 2})
	round := begin(t, s, 2)
	must(t, s.ConfirmRound(ctx, round, store.RoundResult{At: at(2), Sources: 2, Cursors: map[string]string{"google": "7"}}))

	last, _, err := s.LastRound(ctx)
	must(t, err)
	same(t, "last round", last, store.Round{
		ID: round, State: store.RoundFinished, PlanDigest: "plan-1", StartedAt: at(2).UTC(), FinishedAt: at(2).UTC(), Sources: 2, Shown: "state-1",
	})
	same(t, "open findings", get(t, s.OpenFindings), []store.Finding{{Finding: f, FirstSeen: at(1).UTC(), LastSeen: at(2).UTC()}})
	same(t, "numbers", get(t, s.CountFindings), map[validate.Severity]int{f.Severity: 1})
	same(t, "workbook", string(get(t, s.Workbook).Data), "book")
	cursor, err := s.Cursor(ctx, "google")
	must(t, err)
	same(t, "cursor", cursor, "7")
}

func collectionsKept(t *testing.T, open Open) {
	s := mustOpen(t, open)
	folder := store.Collection{Listed: []store.Listed{{Source: "a", Unit: "u"}}}
	register := store.Collection{
		Listed:   []store.Listed{{Source: "b", Unit: "v", Emails: []string{"v@example.com"}}},
		Findings: []validate.Finding{finding("register-invalid", "B3")},
	}
	finish(t, s, begin(t, s, 1), 1, store.RoundResult{Collections: map[string]store.Collection{"folder": folder, "register": register}})
	same(t, "listed", get(t, s.Collections), map[string]store.Collection{"folder": folder, "register": register})

	folder.Failed = "source-denied"
	finish(t, s, begin(t, s, 2), 2, store.RoundResult{Collections: map[string]store.Collection{"folder": folder}})
	same(t, "one that failed", get(t, s.Collections), map[string]store.Collection{"folder": folder, "register": register})
}

func tabsIdentified(t *testing.T, open Open) {
	s, ctx := mustOpen(t, open), t.Context()
	r := reading("a", "r1", "120")
	f := finding("value-not-number", "D7")
	f.Origin.Source, f.Origin.GID = "a", ""
	r.Findings = []validate.Finding{f}
	tab := f.Origin.Tab
	for i := range r.Observations {
		r.Observations[i].Origin.Tab, r.Observations[i].Origin.GID = tab, ""
	}
	for i := range r.Blanks {
		r.Blanks[i].Origin.Tab, r.Blanks[i].Origin.GID = tab, ""
	}
	round := begin(t, s, 1)
	save(t, s, round, 1, r)
	finish(t, s, round, 1, store.RoundResult{Findings: r.Findings})
	same(t, "without ids", get(t, s.Unlocated), []string{"a"})

	must(t, s.SaveTabIDs(ctx, "a", map[string]string{tab: "7", "Khác": "8"}))
	same(t, "without ids afterwards", len(get(t, s.Unlocated)), 0)
	same(t, "ids", get(t, s.TabIDs), map[string]map[string]string{"a": {tab: "7", "Khác": "8"}})
	kept := get(t, s.Readings)[0]
	same(t, "ids of figures, blanks and findings", []string{
		kept.Observations[0].Origin.GID, kept.Findings[0].Origin.GID, get(t, s.OpenFindings)[0].Origin.GID,
	}, []string{"7", "7", "7"})

	must(t, s.SaveTabIDs(ctx, "a", map[string]string{tab: "9"}))
	same(t, "ids after a second look", get(t, s.TabIDs), map[string]map[string]string{"a": {tab: "9"}})
}
