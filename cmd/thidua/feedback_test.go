package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/emulator/book"
)

// TestNotesAtTheCell: a unit's Google Sheet gets a note where something is
// wrong, which is no change of the sheet; when a person has answered in the
// note, it stays.
func TestNotesAtTheCell(t *testing.T) {
	dir, drive := googleOffice(t, "cao-loc") // it has one figure to look at, in D7 of its only tab
	replaceInFile(t, configOf(dir), "google: {", "google: {feedback: true, ")
	round(t, 0, dir)
	ours := notesIn(t, drive)["D7"]
	if !strings.HasPrefix(ours, "thidua: 05/07/2024\n") || strings.Count(ours, "\n") < 2 {
		t.Fatalf("notes %q", notesIn(t, drive))
	}
	writes := drive.Writes()
	if again := round(t, 0, dir); again.Sources.Changed != 0 || again.Issued || drive.Writes() != writes {
		t.Errorf("with our own note: %+v, %d writes", again, drive.Writes()-writes)
	}
	answered := ours + " (Đúng, đã hỏi lại)"
	serve(t, drive, http.MethodPost, ":batchUpdate", map[string]any{"requests": []any{map[string]any{"updateCells": map[string]any{
		"start": map[string]any{"sheetId": 7, "rowIndex": 6, "columnIndex": 3}, "fields": "note,userEnteredValue",
		"rows": []any{map[string]any{"values": []any{map[string]any{"note": answered, "userEnteredValue": map[string]any{"numberValue": 13.6}}}}},
	}}}})
	if answeredRound := round(t, 0, dir); answeredRound.Sources.Changed != 1 {
		t.Errorf("corrected: %+v", answeredRound)
	}
	if diff := gocmp.Diff(map[string]string{"D7": answered}, notesIn(t, drive)); diff != "" {
		t.Errorf("notes (- want, + got):\n%s", diff)
	}
}

// notesIn returns the notes in the unit's spreadsheet by their cells.
func notesIn(t *testing.T, drive *emulator.Server) map[string]string {
	t.Helper()
	var seen gsheets.Spreadsheet
	do(t, json.Unmarshal(serve(t, drive, http.MethodGet, "", nil), &seen))
	notes := map[string]string{}
	for r, row := range seen.Sheets[0].Data[0].RowData {
		for c, cell := range row.Values {
			if cell.Note != "" {
				notes[sheets.Ref{Row: r, Col: c}.A1()] = cell.Note
			}
		}
	}
	return notes
}

// serve asks the unit's spreadsheet as a person's browser does.
func serve(t *testing.T, drive *emulator.Server, method, path string, body any) (answer []byte) {
	t.Helper()
	sent, err := json.Marshal(body)
	do(t, err)
	drive.Edit(unitSheet, func(b *book.Book) {
		call := book.Call{Method: method, Path: path, Body: sent}
		if method == http.MethodGet {
			call.Query = map[string][]string{"includeGridData": {"true"}}
		}
		said, err := b.Serve(call)
		do(t, err)
		answer, err = json.Marshal(said)
		do(t, err)
	})
	return answer
}
