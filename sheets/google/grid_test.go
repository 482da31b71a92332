package google

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// TestCells turns cells as Google writes them into cells of ours.
func TestCells(t *testing.T) {
	cases := []struct {
		name, json string
		want       sheets.Cell
	}{
		{"nothing", `{}`, sheets.Cell{}},
		{"a format alone", `{"effectiveFormat":{"numberFormat":{"type":"NUMBER","pattern":"0.0"}}}`, sheets.Cell{}},
		{"a note alone", `{"note":"xem lại"}`, sheets.Cell{Note: "xem lại"}},
		{"an empty text", `{"userEnteredValue":{"stringValue":""},"effectiveValue":{"stringValue":""}}`, sheets.Cell{}},
		{
			"zero", `{"userEnteredValue":{"numberValue":0},"effectiveValue":{"numberValue":0},"formattedValue":"0"}`,
			sheets.Cell{Kind: sheets.Number, Seen: "0"},
		},
		{
			"false", `{"userEnteredValue":{"boolValue":false},"effectiveValue":{"boolValue":false},"formattedValue":"FALSE"}`,
			sheets.Cell{Kind: sheets.Bool, Seen: "FALSE"},
		},
		{
			"a percentage without a pattern",
			`{"userEnteredValue":{"numberValue":0.5},"effectiveValue":{"numberValue":0.5},"formattedValue":"50,00%","effectiveFormat":{"numberFormat":{"type":"PERCENT"}}}`,
			sheets.Cell{Kind: sheets.Number, Number: 0.5, Seen: "50,00%", Format: "0.00%"},
		},
		{
			"a date without a pattern",
			`{"userEnteredValue":{"numberValue":45478},"effectiveValue":{"numberValue":45478},"formattedValue":"5/7/2024","effectiveFormat":{"numberFormat":{"type":"DATE"}}}`,
			sheets.Cell{Kind: sheets.Date, Number: 45478, Text: "2024-07-05", Seen: "5/7/2024", Format: "dd/mm/yyyy"},
		},
		{
			"1900 is no leap year here",
			`{"userEnteredValue":{"numberValue":33.625},"effectiveValue":{"numberValue":33.625},"effectiveFormat":{"numberFormat":{"type":"DATE_TIME","pattern":"d/m/yyyy h:mm"}}}`,
			sheets.Cell{Kind: sheets.Date, Number: 33.625, Text: "1900-02-01T15:00:00", Format: "d/m/yyyy h:mm"},
		},
		{
			"a negative number under a date format is no date",
			`{"userEnteredValue":{"numberValue":-1},"effectiveValue":{"numberValue":-1},"effectiveFormat":{"numberFormat":{"type":"DATE","pattern":"d/m/yyyy"}}}`,
			sheets.Cell{Kind: sheets.Number, Number: -1, Format: "d/m/yyyy"},
		},
		{
			"an accounting format aligns with spaces",
			`{"userEnteredValue":{"numberValue":9000},"effectiveValue":{"numberValue":9000},"formattedValue":"   9.000 ","effectiveFormat":{"numberFormat":{"type":"NUMBER","pattern":"_-* #,##0_-"}}}`,
			sheets.Cell{Kind: sheets.Number, Number: 9000, Seen: "9.000", Format: "_-* #,##0_-"},
		},
		{
			"a formula", `{"userEnteredValue":{"formulaValue":"=B1*2"},"effectiveValue":{"numberValue":8},"formattedValue":"8"}`,
			sheets.Cell{Kind: sheets.Number, Number: 8, Seen: "8", Formula: true},
		},
		{
			"a formula without a result", `{"userEnteredValue":{"formulaValue":"=IFERROR(1/0,)"}}`,
			sheets.Cell{Kind: sheets.Text, Formula: true},
		},
		{
			"filled by the array formula beside it", `{"effectiveValue":{"stringValue":"Chi Lăng"},"formattedValue":"Chi Lăng"}`,
			sheets.Cell{Kind: sheets.Text, Text: "Chi Lăng", Seen: "Chi Lăng", Formula: true},
		},
		{
			"an error",
			`{"userEnteredValue":{"formulaValue":"=1/0"},"effectiveValue":{"errorValue":{"type":"DIVIDE_BY_ZERO","message":"Tham số thứ hai bằng 0."}},"formattedValue":"#DIV/0!"}`,
			sheets.Cell{Kind: sheets.Error, Text: "#DIV/0!", Seen: "#DIV/0!", Formula: true},
		},
		{
			"still loading",
			`{"userEnteredValue":{"formulaValue":"=IMPORTRANGE(A1,B1)"},"effectiveValue":{"errorValue":{"type":"LOADING"}},"formattedValue":"Đang tải..."}`,
			sheets.Cell{Kind: sheets.Error, Text: sheets.NotCalculated, Seen: "Đang tải...", Formula: true},
		},
		{
			"an error of a kind we do not know", `{"userEnteredValue":{"formulaValue":"=X()"},"effectiveValue":{"errorValue":{"type":"NEW"}}}`,
			sheets.Cell{Kind: sheets.Error, Text: "#ERROR!", Formula: true},
		},
		{
			"a value of a kind we do not know", `{"userEnteredValue":{},"effectiveValue":{},"formattedValue":"gì đó"}`,
			sheets.Cell{Kind: sheets.Text, Text: "gì đó", Seen: "gì đó"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var data gsheets.CellData
			if err := json.Unmarshal([]byte(c.json), &data); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, toCell(&data)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestBook turns a whole answer into a grid: blocks that do not begin at A1,
// a chart, a merge beyond the cells, what a filter hides.
func TestBook(t *testing.T) {
	const answer = `{"spreadsheetId":"ID","properties":{"title":"Báo cáo","locale":"vi_VN"},"sheets":[
		{"properties":{"sheetId":0,"title":"Biểu 1","index":0,"sheetType":"GRID"},
		 "merges":[{"startRowIndex":1,"endRowIndex":2,"startColumnIndex":1,"endColumnIndex":9},{"startRowIndex":90,"endRowIndex":92,"endColumnIndex":1}],
		 "data":[
			{"startRow":1,"startColumn":1,"rowData":[{"values":[{"userEnteredValue":{"stringValue":"a"},"effectiveValue":{"stringValue":"a"}},{}]},{}],
			 "rowMetadata":[{"hiddenByFilter":true},{"hiddenByUser":true}],"columnMetadata":[{"hiddenByUser":true},{"hiddenByUser":true}]},
			{"startRow":4,"rowData":[{"values":[{"userEnteredValue":{"numberValue":1},"effectiveValue":{"numberValue":1}},{},{"note":"n"}]},{}]}]},
		{"properties":{"sheetId":9,"title":"Biểu đồ","sheetType":"OBJECT"}},
		{"properties":{"sheetId":1234567890,"title":"Trống","hidden":true},"data":[{"rowMetadata":[{"hiddenByUser":true}]}]}]}`
	want := []sheets.Tab{
		{
			GID: "0", Title: "Biểu 1",
			Merges:     []sheets.Range{{From: sheets.Ref{Row: 1, Col: 1}, To: sheets.Ref{Row: 1, Col: 2}}},
			HiddenRows: map[int]bool{1: true}, HiddenCols: map[int]bool{1: true, 2: true},
			Cells: [][]sheets.Cell{
				nil, {{}, {Kind: sheets.Text, Text: "a"}}, nil, nil, {{Kind: sheets.Number, Number: 1}, {}, {Note: "n"}},
			},
		},
		{GID: "1234567890", Title: "Trống", Hidden: true, HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}},
	}
	grid, err := readBook(strings.NewReader(answer))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, grid.Tabs); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if grid.Source != "ID" || grid.Title != "Báo cáo" || grid.Locale != "vi_VN" {
		t.Errorf("source %q, title %q, locale %q", grid.Source, grid.Title, grid.Locale)
	}
}

// The members of an answer may come in any order, and more than was asked for.
func TestBookInAnotherOrder(t *testing.T) {
	const answer = `{"sheets":[{"data":[{"rowMetadata":[{},{"hiddenByUser":true}],"more":[{}],"rowData":[{},{"more":1,"values":[{},{"note":"n"}]}],"startRow":1,"startColumn":1}],
		"merges":[],"properties":{"title":"Biểu 1","sheetId":7}}],"more":null,"spreadsheetId":"ID"}`
	grid, err := readBook(strings.NewReader(answer))
	if err != nil {
		t.Fatal(err)
	}
	want := []sheets.Tab{{
		GID: "7", Title: "Biểu 1", HiddenRows: map[int]bool{2: true}, HiddenCols: map[int]bool{},
		Cells: [][]sheets.Cell{nil, nil, {{}, {}, {Note: "n"}}},
	}}
	if diff := cmp.Diff(want, grid.Tabs); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Answers that Google does not give make errors, never a panic.
func TestImpossibleBooks(t *testing.T) {
	for name, sheet := range map[string]string{
		"a negative row":      `{"properties":{},"data":[{"startRow":-5,"rowData":[{"values":[{"note":"n"}]}]}]}`,
		"a negative column":   `{"properties":{},"data":[{"startColumn":-5,"rowData":[{"values":[{"note":"n"}]}]}]}`,
		"a null row":          `{"properties":{},"data":[{"rowData":[null]}]}`,
		"a null tab":          `null`,
		"rows in an object":   `{"data":[{"rowData":{"values":[]}}]}`,
		"a cell far below":    `{"properties":{},"data":[{"startRow":2000000,"rowData":[{"values":[{"note":"n"}]}]}]}`,
		"a cell far to right": `{"properties":{},"data":[{"startColumn":16383,"rowData":[{"values":[{},{"note":"n"}]}]}]}`,
		"a row too far":       `{"data":[{"startRow":9223372036854775807,"rowMetadata":[{"hiddenByUser":true}]}]}`,
	} {
		if grid, err := readBook(strings.NewReader(`{"sheets":[` + sheet + `]}`)); err == nil {
			t.Errorf("%s: %v, want an error", name, grid)
		}
	}
	sheet := `{"properties":{},"merges":[{"startRowIndex":3},{"endRowIndex":-2,"endColumnIndex":9},{"startRowIndex":-3,"endRowIndex":1,"endColumnIndex":1}],` +
		`"data":[{"rowData":[{"values":[{"note":"n"}]}]}]}`
	if grid, err := readBook(strings.NewReader(`{"sheets":[` + sheet + `]}`)); err != nil || len(grid.Tabs[0].Merges) > 0 {
		t.Errorf("merges of nothing: %v, %v", grid, err)
	}
}

// Cells with nothing in them take no place, however many there are; what has
// something in it is bounded.
func TestLargeBooks(t *testing.T) {
	cells := func(n int, cell string) string {
		return `{"sheets":[{"data":[{"rowData":[{"values":[` + strings.Repeat(cell+",", n-1) + cell + `]}]}]}]}`
	}
	empty := cells(200_000, "{}")
	allocated := testing.AllocsPerRun(1, func() {
		grid, err := readBook(strings.NewReader(empty))
		if err != nil || len(grid.Tabs[0].Cells) != 0 {
			t.Errorf("%d rows, %v", len(grid.Tabs[0].Cells), err)
		}
	})
	if allocated > 200_000*2 {
		t.Errorf("%.1f allocations for an empty cell", allocated/200_000)
	}

	sheet := `{"data":[{"startRow":900000,"rowData":[{"values":[{"note":"n"}]}]}]}`
	for name, answer := range map[string]string{
		"rows between cells": `{"sheets":[` + sheet + "," + sheet + `]}`,
		"tabs":               `{"sheets":[` + strings.Repeat("{},", maxTabs) + `{}]}`,
		"merges":             `{"sheets":[{"merges":[` + strings.Repeat("{},", maxMerges) + `{}]}]}`,
	} {
		if _, err := readBook(strings.NewReader(answer)); !errors.Is(err, sheets.ErrTooLarge) {
			t.Errorf("%s: %v, want ErrTooLarge", name, err)
		}
	}
}

// Whatever comes is a grid within its bounds, or an error.
func FuzzReadBook(f *testing.F) {
	for _, seed := range []string{
		`{"spreadsheetId":"ID","properties":{"title":"Báo cáo","locale":"vi_VN"},"sheets":[]}`,
		`{"sheets":[{"properties":{"sheetId":7,"hidden":true},"merges":[{"endRowIndex":2,"endColumnIndex":2}],"data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":1}}]}]}]}]}`,
		`{"sheets":[{"data":[{"startRow":3,"startColumn":2,"rowData":[{},{"values":[{},{"note":"n"}]}],"rowMetadata":[{"hiddenByUser":true}],"columnMetadata":[{"hiddenByUser":true}]}]}]}`,
		`{"sheets":[{"properties":{"sheetType":"OBJECT"}},null]}`, `{"sheets":{}}`, `[]`, ``,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		grid, err := readBook(strings.NewReader(answer))
		if err != nil {
			return
		}
		for _, tab := range grid.Tabs {
			if len(tab.Cells) > sheets.MaxRow+1 {
				t.Errorf("%d rows", len(tab.Cells))
			}
			for _, row := range tab.Cells {
				if len(row) > sheets.MaxCol+1 {
					t.Errorf("%d columns", len(row))
				}
			}
		}
		forgetOwnNotes(grid)
		grid.ContentHash()
	})
}

// TestRecordings turns real answers of spreadsheets.get into grids.
func TestRecordings(t *testing.T) {
	const folder = "../../../shared/samples/sheets-api-recordings"
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no recordings in %s", folder)
		}
		t.Skipf("no recordings in %s", folder)
	}
	books, cells, hidden := 0, 0, 0
	for _, file := range files {
		for _, answer := range recordedBooks(t, file) {
			grid, err := readBook(strings.NewReader(answer))
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			books++
			for i := range grid.Tabs {
				tab := &grid.Tabs[i]
				for _, row := range tab.Cells {
					cells += len(row)
				}
				if tab.Hidden {
					hidden++
				}
				if tab.GID == "" {
					t.Errorf("%s: tab %q has no id", file, tab.Title)
				}
			}
		}
	}
	if books < 300 || cells == 0 || hidden == 0 {
		t.Errorf("%d books, %d cells, %d hidden tabs: something is no longer read", books, cells, hidden)
	}
}

// recordedBooks returns the answers of a recording that describe spreadsheets.
// A recording is one or more JSON documents in a row.
func recordedBooks(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var books []string
	for d := json.NewDecoder(f); ; {
		var recording struct {
			Interactions []struct {
				Request  struct{ Method, URI string }
				Response struct {
					Status int
					Body   string
				}
			}
		}
		err := d.Decode(&recording)
		if errors.Is(err, io.EOF) {
			return books
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, i := range recording.Interactions {
			_, path, _ := strings.Cut(i.Request.URI, "/v4/spreadsheets/")
			path, _, _ = strings.Cut(path, "?")
			if i.Request.Method == http.MethodGet && path != "" && !strings.Contains(path, "/") && i.Response.Status == http.StatusOK {
				books = append(books, i.Response.Body)
			}
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for asked, want := range map[string]time.Duration{
		"":                              0,
		"7":                             7 * time.Second,
		"-7":                            0,
		"999999999999":                  24 * time.Hour,
		"soon":                          0,
		"Fri, 05 Jul 2024 01:00:30 GMT": 30 * time.Second,
		"Fri, 05 Jul 2024 00:00:00 GMT": 0,
	} {
		h := http.Header{"Date": {"Fri, 05 Jul 2024 01:00:00 GMT"}, "Retry-After": {asked}}
		if got := retryAfter(h); got != want {
			t.Errorf("retryAfter(%q) = %v, want %v", asked, got, want)
		}
	}
}

func TestSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		if err := sleep(t.Context(), time.Minute); err != nil || time.Since(began) != time.Minute {
			t.Errorf("slept %v, %v, want a minute", time.Since(began), err)
		}
	})
}
