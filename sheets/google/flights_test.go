package google_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

// A caller who gives up neither fails others who wait for the same spreadsheet
// nor makes them ask again.
func TestCallersShareAReading(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.Put(sheetWith("one", 1))
		b.Refuse("one", emulator.Slow(10*time.Second))
		reader := b.open(t, by(google.Sheets))
		results := make(chan error)
		read := func(ctx context.Context) {
			grid, err := reader.Read(ctx, "one")
			if err == nil {
				grid.Tabs[0].GID = "mine" // a caller may note what it knows of a tab
			}
			results <- err
		}
		impatient, giveUp := context.WithTimeout(t.Context(), time.Second)
		defer giveUp()
		go read(impatient)
		synctest.Wait()
		go read(t.Context())
		go read(t.Context())
		if err := <-results; !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, sheets.ErrBusy) {
			t.Errorf("who gave up: %v", err)
		}
		for range 2 {
			if err := <-results; err != nil {
				t.Errorf("who waited: %v", err)
			}
		}
		if calls := reader.Calls(); calls.Sheets != 1 {
			t.Errorf("%d calls, want 1", calls.Sheets)
		}
	})
}

// A reading that nobody waits for ends, and the next begins anew.
func TestAbandonedReading(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.Put(sheetWith("one", 1))
		b.Refuse("one", emulator.Stall())
		reader := b.open(t, by(google.Sheets))
		ctx, giveUp := context.WithTimeout(t.Context(), time.Second)
		defer giveUp()
		if _, err := reader.Read(ctx, "one"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		b.Refuse("one", nil)
		began := time.Now()
		if _, err := reader.Read(t.Context(), "one"); err != nil || time.Since(began) > 0 {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

// sheetWith is a native Sheet with one figure.
func sheetWith(id string, v float64) *sheets.Grid {
	grid := book(v)
	grid.Source = id
	return grid
}
