package google_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

// TestFaultsAtRandom lets every fifth request fail in one of all the ways that
// the emulator knows. What is read is what it is without faults; what is not is
// said to be busy, and nothing worse.
func TestFaultsAtRandom(t *testing.T) {
	xlsx := workbook(t)
	for _, path := range []google.Path{google.Auto, google.Sheets, google.Export} {
		failed, asked := 0, 0
		for seed := range uint64(4) {
			inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
				for i := range 40 {
					b.Put(sheetWith(fmt.Sprint("sheet-", i), float64(i)))
				}
				for i := range 10 {
					b.PutFile(fmt.Sprint("book-", i), "báo cáo.xlsx", typeXLSX, xlsx)
				}
				reader := b.open(t, by(path))
				listed, err := reader.Changes(t.Context(), "")
				if err != nil || len(listed.Sources) != 50 {
					t.Fatalf("%d sources, %v", len(listed.Sources), err)
				}
				want := revisions(t, reader, listed.Sources)

				b.FailAtRandom(&emulator.Chance{Rate: 0.2, Seed: seed, Wait: 2 * time.Minute}) // longer than a call may take
				reader = b.open(t, by(path))
				if answer, err := reader.Changes(t.Context(), listed.Cursor); err == nil && (answer.All || len(answer.Sources) > 0) {
					t.Errorf("changed by faults: %+v", answer)
				}
				for source, revision := range want {
					asked++
					grid, err := reader.Read(t.Context(), source)
					switch {
					case errors.Is(err, sheets.ErrBusy):
						failed++
					case err != nil:
						t.Errorf("path %q, seed %d, %s: %v", path, seed, source, err)
					case grid.Revision != revision || grid.Title == "":
						t.Errorf("path %q, seed %d, %s: read as something else, %q", path, seed, source, grid.Title)
					}
				}
				b.FailAtRandom(nil)
				time.Sleep(10 * time.Minute)
				for source, revision := range revisions(t, reader, listed.Sources) {
					if want[source] != revision {
						t.Errorf("%s is something else after the faults", source)
					}
				}
			})
		}
		t.Logf("path %q: %d of %d readings failed", path, failed, asked)
		if failed > asked/20 {
			t.Errorf("path %q: %d of %d readings failed", path, failed, asked)
		}
	}
}

// revisions reads all sources.
func revisions(t *testing.T, reader *google.Reader, sources []string) map[string]string {
	t.Helper()
	read := map[string]string{}
	for _, source := range sources {
		grid, err := reader.Read(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		read[source] = grid.Revision
	}
	return read
}
