package main

import (
	"fmt"
	"testing"

	"thidua/sheets/emulator"
)

// TestPollIsOneCall: a round that finds nothing changed makes one call,
// however many units there are, and one unit's edit costs at most two more.
func TestPollIsOneCall(t *testing.T) {
	for _, units := range []int{1, 100, 1000} {
		t.Run(fmt.Sprint(units), func(t *testing.T) {
			c := smallOffice(t, units, "auto", emulator.Options{})
			if cold := round(t, 0, c.dir); cold.Sources.Read != units || cold.Sources.Changed != units {
				t.Fatalf("the first round: %+v", cold)
			}
			var idle, edited syncJSON
			if n := c.calls(func() { idle = round(t, 0, c.dir) }); n != 1 || idle.Sources.Read != 0 || idle.Issued {
				t.Errorf("with nothing changed: %d calls, %+v\n%v", n, idle, c.Counts())
			}
			c.plant(smallUnit(units-1), 12)
			if n := c.calls(func() { edited = round(t, 0, c.dir) }); n > 3 || edited.Sources.Changed != 1 || !edited.Issued {
				t.Errorf("with one unit's edit: %d calls, %+v\n%v", n, edited, c.Counts())
			}
			if told := edited.Calls.Sheets + edited.Calls.Drive; told > 3 || told == 0 {
				t.Errorf("the round tells of %d calls", told)
			}
		})
	}
}
