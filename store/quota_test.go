package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"thidua/store"
)

// TestQuotaNeverExceedsAMinute: whatever is asked when, by two processes with
// the file open, no span of a minute holds more than the budget, and who waits
// as told is let through.
func TestQuotaNeverExceedsAMinute(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(t.TempDir(), "quota.db")
		processes := []*store.Quota{openQuota(t, path), openQuota(t, path)}
		const limit = 60
		type use struct {
			at   time.Time
			cost int
		}
		var uses []use
		now := time.Date(2024, 7, 5, 8, 0, 0, 0, time.UTC)
		for range rapid.IntRange(1, 60).Draw(rt, "calls") {
			now = now.Add(time.Duration(rapid.IntRange(0, 4000).Draw(rt, "pause")) * time.Millisecond)
			cost := rapid.IntRange(1, 30).Draw(rt, "cost")
			q := processes[rapid.IntRange(0, 1).Draw(rt, "process")]
			wait, err := q.Take(t.Context(), "account/reads", cost, limit, now)
			if err == nil && wait > 0 {
				now = now.Add(wait)
				if wait, err = q.Take(t.Context(), "account/reads", cost, limit, now); wait > 0 {
					rt.Fatalf("told to wait once more for %v", wait)
				}
			}
			if err != nil {
				rt.Fatal(err)
			}
			uses = append(uses, use{now, cost})
		}
		for i := range uses {
			sum := 0
			for _, u := range uses[i:] {
				if u.at.Sub(uses[i].at) < time.Minute {
					sum += u.cost
				}
			}
			if sum > limit {
				rt.Fatalf("%d within the minute from %v", sum, uses[i].at)
			}
		}
	})
}

// TestQuotaBudgetsAreApart: one that is used up leaves the others alone.
func TestQuotaBudgetsAreApart(t *testing.T) {
	q := openQuota(t, filepath.Join(t.TempDir(), "quota.db"))
	now := time.Date(2024, 7, 5, 8, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		budget string
		after  time.Duration
		want   time.Duration
	}{
		{"reads", 0, 0},
		{"reads", time.Second, 60 * time.Second},
		{"writes", time.Second, 0},
		{"reads", 61 * time.Second, 0},
	} {
		wait, err := q.Take(t.Context(), step.budget, 10, 10, now.Add(step.after))
		if err != nil || wait != step.want {
			t.Errorf("%s after %v: wait %v, %v, want %v", step.budget, step.after, wait, err, step.want)
		}
	}
	if _, err := q.Take(t.Context(), "reads", 11, 10, now); err == nil {
		t.Error("more than there ever is was not refused")
	}
}

func openQuota(t *testing.T, path string) *store.Quota {
	t.Helper()
	q, err := store.OpenQuota(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	})
	return q
}
