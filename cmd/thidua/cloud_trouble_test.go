package main

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"thidua/plan"
	"thidua/sheets/emulator"
	"thidua/sync"
)

// trouble is something that goes wrong on Google, and how it ends.
type trouble struct {
	name   string
	begins func(c *cloud, by *clock)
	ends   func(c *cloud, by *clock)
	failed []failedJSON // what the round says
}

func troubles() []trouble {
	const unit = "don-vi-0001"
	all := []failedJSON{{unit, "source-unreachable"}, {"don-vi-0002", "source-unreachable"}, {"don-vi-0003", "source-unreachable"}}
	nothing := func(*cloud, *clock) {}
	keyIsGone := false
	refuseKey := func(honest http.Handler) http.Handler {
		if keyIsGone {
			return emulator.NoToken(http.StatusBadRequest, "invalid_grant", "Invalid JWT Signature.")(honest)
		}
		return honest
	}
	return []trouble{
		{
			"permission withdrawn",
			func(c *cloud, _ *clock) { c.Withdraw(idOf(unit)) },
			func(c *cloud, _ *clock) { c.Share(idOf(unit)) },
			[]failedJSON{{unit, "source-denied"}},
		},
		{
			"file trashed",
			func(c *cloud, _ *clock) { c.Trash(idOf(unit), true) },
			func(c *cloud, _ *clock) { c.Trash(idOf(unit), false) },
			[]failedJSON{{unit, "source-trashed"}},
		},
		{
			"file deleted and made again",
			func(c *cloud, _ *clock) { c.Delete(idOf(unit)) },
			func(c *cloud, _ *clock) { c.plant(unit, 10) },
			[]failedJSON{{unit, "source-not-found"}},
		},
		{
			"quota used up for ten minutes",
			func(c *cloud, by *clock) {
				until := by.Now().Add(10 * time.Minute)
				c.RefuseAll(func(honest http.Handler) http.Handler {
					if by.Now().Before(until) {
						return emulator.OverQuota(0)(honest)
					}
					return honest
				})
			},
			func(c *cloud, by *clock) { by.pass(10 * time.Minute) },
			all,
		},
		{
			"key withdrawn",
			func(c *cloud, _ *clock) {
				keyIsGone = true
				c.Revoke()
				c.FailTokens(slices.Repeat([]emulator.Fault{refuseKey}, 20)...)
			},
			func(*cloud, *clock) { keyIsGone = false },
			all,
		},
		{
			"token revoked in the middle of a round",
			func(c *cloud, _ *clock) {
				c.Fail(honestly(func() {}), honestly(c.Revoke)) // the list of changes is answered, the first reading is not
			},
			nothing,
			all,
		},
		{
			"tab renamed",
			func(c *cloud, _ *clock) { c.plantOn("Biểu mới", unit, 10) },
			nothing,
			nil,
		},
	}
}

// honestly is a fault by which something happens before an honest answer.
func honestly(happens func()) emulator.Fault {
	return func(honest http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			happens()
			honest.ServeHTTP(w, r)
		})
	}
}

// TestTroubleOnGoogle: what goes wrong is named, the last good figures stay,
// and once it is over the same engine reads on.
func TestTroubleOnGoogle(t *testing.T) {
	for _, way := range []string{"sheets", "export"} {
		for _, trouble := range troubles() {
			t.Run(way+", "+trouble.name, func(t *testing.T) {
				by := newClock()
				c := smallOffice(t, 3, way, emulator.Options{Now: by.Now})
				c.running(t, by, func(round func() *sync.Result) {
					round()
					c.wants(t, "30")

					c.plant("don-vi-0002", 15)
					trouble.begins(c, by)
					by.pass(time.Minute)
					if failed := failuresToJSON(round().Failures); !slices.Equal(failed, trouble.failed) {
						t.Errorf("failed %v, want %v", failed, trouble.failed)
					}
					if len(trouble.failed) == 3 {
						c.wants(t, "30")
					} else {
						c.wants(t, "35")
					}

					trouble.ends(c, by)
					by.pass(time.Minute)
					if failed := failuresToJSON(round().Failures); len(failed) > 0 {
						t.Errorf("afterwards failed %v", failed)
					}
					c.wants(t, "35")
				})
			})
		}
	}
}

// TestTroubleLasts: trouble with a file is the same to every command that comes
// after, though Drive tells of it once.
func TestTroubleLasts(t *testing.T) {
	for _, way := range []string{"auto", "sheets", "export"} {
		for _, trouble := range troubles() {
			if len(trouble.failed) != 1 {
				continue // it is not about a file
			}
			t.Run(way+", "+trouble.name, func(t *testing.T) {
				c := smallOffice(t, 3, way, emulator.Options{})
				round(t, 0, c.dir)
				trouble.begins(c, nil)
				for range 2 {
					if failed := round(t, 3, c.dir).Failed; !slices.Equal(failed, trouble.failed) {
						t.Errorf("failed %v, want %v", failed, trouble.failed)
					}
				}
				trouble.ends(c, nil)
				round(t, 0, c.dir)
				c.wants(t, "30")
			})
		}
	}
}

// wants holds the sum that a small office planted against what it should be.
func (c *cloud) wants(t *testing.T, planted string) {
	t.Helper()
	for _, a := range status(t, c.dir) {
		if a.Indicator == "LN-01" && a.Unit == plan.UnitID("") && a.Actual.String() != planted {
			t.Errorf("planted %s, want %s", a.Actual, planted)
		}
	}
}
