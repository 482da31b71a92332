package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/emulator/book"
	"thidua/sheets/file"
	"thidua/sheets/google"
	"thidua/sync"
)

// masterSheet is the id of the spreadsheet that the office publishes to.
const masterSheet = "1Master_of_the_office_000000000000000000000x"

const batchUpdates = "sheets.spreadsheets.batchUpdate"

// TestMasterOnGoogle publishes the example: the tabs show what the workbook
// shows, and a round with nothing changed asks Google for nothing.
func TestMasterOnGoogle(t *testing.T) {
	c := publishingOffice(t)
	if r := round(t, 0, c.dir); r.Mirror.State != sync.Shown {
		t.Fatalf("first round: %+v", r.Mirror)
	}
	if n := c.Counts()[batchUpdates]; n > 4 {
		t.Errorf("%d calls write the example", n)
	}
	compareWithWorkbook(t, c)
	quiet := c.calls(func() {
		if r := round(t, 0, c.dir); r.Mirror.State != sync.Current {
			t.Errorf("with nothing changed: %+v", r.Mirror)
		}
	})
	if quiet != 0 {
		t.Errorf("%d calls with nothing changed", quiet)
	}
}

// TestMasterSharesItsTabsWithPeople: their tab, their notes and a row of
// theirs are there after a figure has changed, which takes one call.
func TestMasterSharesItsTabsWithPeople(t *testing.T) {
	c := publishingOffice(t)
	round(t, 0, c.dir)
	summary := tabIn(t, c, "Tổng hợp")
	row := slices.IndexFunc(summary.Cells, func(row []sheets.Cell) bool { return len(row) > 1 && row[1].Text == "LN-04" })
	own := len(summary.Cells[row])
	c.edit(t, masterSheet, map[string]any{"updateCells": map[string]any{
		"start":  map[string]any{"sheetId": summary.GID, "rowIndex": row, "columnIndex": own},
		"rows":   []any{map[string]any{"values": []any{map[string]any{"userEnteredValue": map[string]any{"stringValue": "đã nhắc"}}}}},
		"fields": "userEnteredValue",
	}})
	theirs := tabIn(t, c, "Trang tính1")
	setForest(t, c.dir, 533_700)
	before := c.Counts()[batchUpdates]
	if r := round(t, 0, c.dir); r.Mirror.State != sync.Shown {
		t.Fatalf("%+v", r.Mirror)
	}
	if n := c.Counts()[batchUpdates] - before; n != 1 {
		t.Errorf("%d calls write one figure", n)
	}
	compareWithWorkbook(t, c)
	if got := tabIn(t, c, "Tổng hợp").Cells[row][own].Text; got != "đã nhắc" {
		t.Errorf("beside LN-04 stands %q", got)
	}
	if diff := gocmp.Diff(theirs, tabIn(t, c, "Trang tính1")); diff != "" {
		t.Errorf("the people's tab:\n%s", diff)
	}
}

// TestMasterThatCannotBeWritten fails no round and says what to do.
func TestMasterThatCannotBeWritten(t *testing.T) {
	for name, breaks := range map[string]func(*cloud){
		"Người chỉnh sửa": func(c *cloud) { c.ShareForReading(masterSheet) },
		"google.publish":  func(c *cloud) { c.Delete(masterSheet) },
	} {
		c := publishingOffice(t)
		breaks(c)
		out := thidua(t, 0, "sync", "-c", configOf(c.dir), "--now", asOf)
		if !strings.Contains(string(out), "CHƯA cập nhật") || !strings.Contains(string(out), name) {
			t.Errorf("%s:\n%s", name, out)
		}
		if _, err := os.Stat(masterOf(c.dir)); err != nil {
			t.Error(err)
		}
	}
}

// publishingOffice is the example, which publishes to a spreadsheet that a
// person has made and shared.
func publishingOffice(t *testing.T) *cloud {
	t.Helper()
	c := cloudOffice(t, office(t), "auto", emulator.Options{})
	c.Put(&sheets.Grid{Source: masterSheet, Title: "Bảng chung", Locale: "vi_VN", Tabs: []sheets.Tab{{
		GID: "0", Title: "Trang tính1", Cells: [][]sheets.Cell{{{Kind: sheets.Text, Text: "của chúng tôi", Seen: "của chúng tôi"}}},
	}}})
	replaceInFile(t, configOf(c.dir), "google: {", fmt.Sprintf("google: {publish: %q, ", "https://docs.google.com/spreadsheets/d/"+masterSheet+"/edit#gid=0"))
	return c
}

// edit changes a spreadsheet as a person does.
func (c *cloud) edit(t *testing.T, id string, requests ...any) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"requests": requests})
	do(t, err)
	c.Edit(id, func(b *book.Book) {
		_, err := b.Serve(book.Call{Method: http.MethodPost, Path: ":batchUpdate", Body: body})
		do(t, err)
	})
}

// compareWithWorkbook reads the published spreadsheet by the reader that reads
// the units', and compares every cell with the workbook's.
func compareWithWorkbook(t *testing.T, c *cloud) {
	t.Helper()
	folder, name := filepath.Split(masterOf(c.dir))
	issued, err := file.New(folder, nil).Read(t.Context(), name)
	do(t, err)
	published := masterGrid(t, c)
	for _, want := range issued.Tabs {
		i := slices.IndexFunc(published.Tabs, func(tab sheets.Tab) bool { return tab.Title == want.Title })
		if i < 0 {
			t.Errorf("no tab %s", want.Title)
			continue
		}
		if diff := gocmp.Diff(values(want), values(published.Tabs[i])); diff != "" {
			t.Errorf("%s differs (- workbook, + Google):\n%.2000s", want.Title, diff)
		}
	}
}

// values are what the cells of a tab hold, the column of names aside.
func values(tab sheets.Tab) []string {
	var all []string
	for r, row := range tab.Cells {
		for c, cell := range row {
			if cell.Kind == sheets.Empty || tab.HiddenCols[c] || strings.HasPrefix(cell.Text, "đã nhắc") {
				continue
			}
			all = append(all, fmt.Sprintf("%v %s %v", sheets.Ref{Row: r, Col: c}, cell.Text, cell.Number))
		}
	}
	return all
}

func masterGrid(t *testing.T, c *cloud) *sheets.Grid {
	t.Helper()
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: c.dir + "/key.json"})
	do(t, err)
	reader, err := google.New(t.Context(), google.Options{Credential: credential, Endpoint: c.url, Path: google.Sheets})
	do(t, err)
	grid, err := reader.Read(t.Context(), masterSheet)
	do(t, err)
	return grid
}

func tabIn(t *testing.T, c *cloud, title string) sheets.Tab {
	t.Helper()
	grid := masterGrid(t, c)
	i := slices.IndexFunc(grid.Tabs, func(tab sheets.Tab) bool { return tab.Title == title })
	if i < 0 {
		t.Fatalf("no tab %s", title)
	}
	return grid.Tabs[i]
}
