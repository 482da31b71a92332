package main

import (
	"fmt"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/sheets/emulator"
	"thidua/sync"
)

// TestRoundUnderFaults: whatever happens to one call in five, a round ends with
// what it would have ended with, or it names the sources that it could not
// read and nothing is said of them; each fault costs one more call at most.
// When nine calls in ten fail, the sources are named too.
func TestRoundUnderFaults(t *testing.T) {
	type luck struct {
		way  string
		rate float64
		seed uint64
	}
	calls, whole := map[string]int{}, map[string][]assessmentJSON{}
	for _, way := range []string{"sheets", "export"} {
		calm := cloudOffice(t, office(t), way, emulator.Options{})
		calm.move(t, true)
		calm.running(t, newClock(), func(round func() *sync.Result) { round() })
		calls[way], whole[way] = calm.Requests(), status(t, calm.dir)
	}
	for _, luck := range []luck{{"sheets", 0.2, 1}, {"export", 0.2, 2}, {"sheets", 0.2, 3}, {"export", 0.2, 4}, {"sheets", 0.9, 5}, {"export", 0.9, 6}} {
		t.Run(fmt.Sprintf("%s, %.0f %%, seed %d", luck.way, 100*luck.rate, luck.seed), func(t *testing.T) {
			calls, whole := calls[luck.way], whole[luck.way]
			c := cloudOffice(t, office(t), luck.way, emulator.Options{})
			c.move(t, true)
			c.running(t, newClock(), func(round func() *sync.Result) {
				c.FailAtRandom(&emulator.Chance{Rate: luck.rate, Seed: luck.seed, Wait: time.Millisecond})
				failed := failedUnits(round())
				if c.Requests() > calls+c.Faulted() {
					t.Errorf("%d calls of which %d met faults; without faults there are %d", c.Requests(), c.Faulted(), calls)
				}
				if c.Faulted() == 0 || luck.rate > 0.5 && len(failed) == 0 {
					t.Errorf("%d faults, %d sources failed: nothing is tested", c.Faulted(), len(failed))
				}
				if diff := gocmp.Diff(ofOthers(whole, failed), ofOthers(status(t, c.dir), failed)); diff != "" {
					t.Errorf("%v failed, and the judgements of others are others (- calm, + under faults):\n%s", failed, diff)
				}
				c.FailAtRandom(nil)
				if left := failedUnits(round()); len(left) > 0 {
					t.Errorf("without faults %v still fail", left)
				}
				if diff := gocmp.Diff(whole, status(t, c.dir)); diff != "" {
					t.Errorf("after the faults the judgements are others (- calm, + now):\n%s", diff)
				}
			})
		})
	}
}

func failedUnits(result *sync.Result) []plan.UnitID {
	var units []plan.UnitID
	for _, f := range result.Failures {
		units = append(units, f.Unit)
	}
	return units
}

// ofOthers leaves out the judgements of units and of the plan that they are
// part of; without units nothing.
func ofOthers(all []assessmentJSON, units []plan.UnitID) []assessmentJSON {
	return slices.DeleteFunc(slices.Clone(all), func(a assessmentJSON) bool {
		return len(units) > 0 && a.Unit == "" || slices.Contains(units, a.Unit)
	})
}
