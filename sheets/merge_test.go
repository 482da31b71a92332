package sheets_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets"
)

func TestMerge(t *testing.T) {
	x := sheets.Cell{Kind: sheets.Bool}
	cases := []struct {
		name   string
		merges []string
		want   []string // merges
		cells  []string // that are left of a full 3 × 3
	}{
		{"a row", []string{"A1:C1"}, []string{"A1:C1"}, []string{"A1", "A2", "B2", "C2", "A3", "B3", "C3"}},
		{"a block", []string{"B2:C3"}, []string{"B2:C3"}, []string{"A1", "B1", "C1", "A2", "B2", "A3"}},
		{"beyond the cells", []string{"C3:Z99"}, nil, []string{"A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3", "C3"}},
		{"partly beyond", []string{"B3:Z99"}, []string{"B3:C3"}, []string{"A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3"}},
		{"outside", []string{"E5:F6"}, nil, []string{"A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3", "C3"}},
		{"the later of two that overlap", []string{"A1:B2", "B2:C3"}, []string{"A1:B2"}, []string{"A1", "C1", "C2", "A3", "B3", "C3"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tab := sheets.Tab{Cells: [][]sheets.Cell{{x, x, x}, {x, x, x}, {x, x, x}}}
			var ranges []sheets.Range
			for _, a1 := range c.merges {
				g, err := sheets.ParseRange(a1)
				if err != nil {
					t.Fatal(err)
				}
				ranges = append(ranges, g)
			}
			tab.Merge(ranges)
			var merges, cells []string
			for _, m := range tab.Merges {
				merges = append(merges, m.A1())
			}
			for row := range tab.Cells {
				for col, cell := range tab.Cells[row] {
					if cell == x {
						cells = append(cells, sheets.Ref{Row: row, Col: col}.A1())
					}
				}
			}
			if diff := cmp.Diff([][]string{c.want, c.cells}, [][]string{merges, cells}); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Ranges that are none do no harm.
func TestMergeOfNothing(t *testing.T) {
	tab := sheets.Tab{Cells: [][]sheets.Cell{{{Kind: sheets.Bool}, {}}}}
	tab.Merge([]sheets.Range{
		{From: sheets.Ref{Row: 3}, To: sheets.Ref{Row: 1}},
		{From: sheets.Ref{Row: -1}, To: sheets.Ref{Row: 1}},
		{To: sheets.Ref{Row: -1, Col: -1}},
	})
	if len(tab.Merges) > 0 || tab.Cells[0][0].Kind != sheets.Bool {
		t.Errorf("%+v", tab)
	}
	(&sheets.Tab{}).Merge([]sheets.Range{{To: sheets.Ref{Row: 1}}})
}

func TestHideCols(t *testing.T) {
	tab := sheets.Tab{Cells: [][]sheets.Cell{make([]sheets.Cell, 4)}}
	tab.HideCols(-3, 0)
	tab.HideCols(2, sheets.MaxCol)
	if got := slices.Sorted(maps.Keys(tab.HiddenCols)); !slices.Equal(got, []int{0, 2, 3}) {
		t.Errorf("hidden: %v", got)
	}
}

func TestISODate(t *testing.T) {
	day0 := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	for serial, want := range map[float64]string{
		0: "00:00:00", 0.75: "18:00:00", 1: "1899-12-31", 33.625: "1900-02-01T15:00:00", 45478: "2024-07-05",
		45478.999999: "2024-07-06", sheets.MaxSerial: "9999-12-31", sheets.MaxSerial + 1: "", -0.5: "",
	} {
		if got := sheets.ISODate(day0, serial); got != want {
			t.Errorf("ISODate(%v) = %q, want %q", serial, got, want)
		}
	}
}
