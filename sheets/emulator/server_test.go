package emulator_test

import (
	"fmt"
	"sync"
	"testing"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets/emulator"
)

// TestAtOnce: clients and people work at the same time, and nothing that was
// added is lost.
func TestAtOnce(t *testing.T) {
	o := openOffice(t, emulator.Options{Quotas: &emulator.Quotas{ReadsPerUser: 1000}})
	o.Put(oneFigure("A", "Báo cáo", 1))
	books := o.spreadsheets(t, emulator.Account, gsheets.SpreadsheetsScope)
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for i := range 5 {
				row := &gsheets.ValueRange{Values: [][]any{{fmt.Sprint(worker, ".", i)}}}
				_, err := books.Values.Append("A", "A1", row).ValueInputOption("RAW").Do()
				if err == nil {
					_, err = books.Get("A").IncludeGridData(true).Do()
				}
				if err == nil {
					_, err = o.drive.Files.Get("A").Fields("*").Do()
				}
				if err != nil {
					t.Error(err)
				}
				o.Put(oneFigure(fmt.Sprint("B", worker), "Khác", float64(i)))
				o.Counts()
			}
		})
	}
	group.Wait()
	got, err := books.Values.Get("A", "A:A").Do()
	check(t, err)
	if len(got.Values) != 41 {
		t.Errorf("%d rows, want 41", len(got.Values))
	}
}
