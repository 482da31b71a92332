package google

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// noteFields is the mask of what feedback looks at: the notes.
const noteFields = "sheets(properties(sheetId,title),data(startRow,startColumn,rowData(values(note))))"

// Annotate makes the notes of ours in a native Sheet be exactly notes, each
// with NoteMark before its text. A note is ours when its text, without the
// mark, is one of ours: one that a person wrote or changed stays, and the cell
// that has it gets no other. What is there already is not written again.
func (e *Editor) Annotate(ctx context.Context, source string, notes []sheets.Note, ours []string) error {
	book, err := e.Get(ctx, source, noteFields)
	if err == nil {
		if requests := annotations(book, notes, ours); len(requests) > 0 {
			err = e.Update(ctx, source, requests)
		}
	}
	if err != nil {
		return fmt.Errorf("annotate Google spreadsheet %s: %w", source, err)
	}
	return nil
}

// annotations returns the requests that differ from what is there, in the
// order of the tabs and their cells.
func annotations(book *gsheets.Spreadsheet, notes []sheets.Note, ours []string) []*gsheets.Request {
	var requests []*gsheets.Request
	for _, sheet := range book.Sheets {
		there := notesOf(sheet)
		want := wanted(sheet.Properties, notes)
		for _, at := range places(there, want) {
			was, text := there[at], want[at]
			isOurs := slices.ContainsFunc(ours, func(o string) bool { return was == marked(o) })
			if was != text && (was == "" || isOurs) {
				requests = append(requests, setNote(sheet.Properties.SheetId, at, text))
			}
		}
	}
	return requests
}

func marked(text string) string { return NoteMark + " " + text }

// notesOf returns the notes of a tab.
func notesOf(sheet *gsheets.Sheet) map[sheets.Ref]string {
	notes := map[sheets.Ref]string{}
	for _, block := range sheet.Data {
		for i, row := range block.RowData {
			for j, cell := range row.Values {
				if cell.Note != "" {
					notes[sheets.Ref{Row: int(block.StartRow) + i, Col: int(block.StartColumn) + j}] = cell.Note
				}
			}
		}
	}
	return notes
}

// wanted returns the notes that a tab should have.
func wanted(tab *gsheets.SheetProperties, notes []sheets.Note) map[sheets.Ref]string {
	want := map[sheets.Ref]string{}
	for _, n := range notes {
		if n.GID != strconv.FormatInt(tab.SheetId, 10) && (n.GID != "" || n.Tab != tab.Title) {
			continue
		}
		if at, err := sheets.ParseRef(n.Cell); err == nil {
			want[at] = marked(n.Text)
		}
	}
	return want
}

// places returns the cells of both, row by row.
func places(there, want map[sheets.Ref]string) []sheets.Ref {
	var all []sheets.Ref
	for at := range there {
		all = append(all, at)
	}
	for at := range want {
		if _, too := there[at]; !too {
			all = append(all, at)
		}
	}
	slices.SortFunc(all, func(a, b sheets.Ref) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	return all
}

// setNote writes a note, or takes it away when there is no text.
func setNote(tab int64, at sheets.Ref, text string) *gsheets.Request {
	return &gsheets.Request{UpdateCells: &gsheets.UpdateCellsRequest{
		Start: &gsheets.GridCoordinate{
			SheetId: tab, RowIndex: int64(at.Row), ColumnIndex: int64(at.Col), ForceSendFields: []string{"SheetId", "RowIndex", "ColumnIndex"},
		},
		Rows:   []*gsheets.RowData{{Values: []*gsheets.CellData{{Note: text}}}},
		Fields: "note",
	}}
}
