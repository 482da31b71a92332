package google_test

import (
	"errors"
	"net/http"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
	spreadsheet "thidua/sheets/emulator/book"
	"thidua/sheets/google"
)

// TestAnnotate tells a sheet's notes through what happens to it.
func TestAnnotate(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", notedBook())
	editor := p.editor(t)
	wrong := []sheets.Note{{GID: "7", Cell: "B2", Text: "số âm"}, {GID: "7", Cell: "A1", Text: "không phải số"}, {Tab: "Tháng 2", Cell: "A1", Text: "sai"}}
	ours := []string{"số âm", "không phải số", "sai"}
	before := p.read(t, source)

	t.Run("written, but not over a person's", func(t *testing.T) {
		p.annotate(t, editor, source, wrong, ours)
		p.bears(t, source, map[string]string{"7!A1": "hỏi chị Lan", "7!B2": "thidua: số âm", "0!A1": "thidua: sai"})
	})
	t.Run("no part of what is read", func(t *testing.T) {
		if after := p.read(t, source); after.Revision != before.Revision {
			t.Errorf("another revision:\n%s", gocmp.Diff(before, after))
		}
	})
	t.Run("not written again", func(t *testing.T) {
		writes := p.Writes()
		p.annotate(t, editor, source, wrong, ours)
		if n := p.Writes() - writes; n != 0 {
			t.Errorf("%d writes", n)
		}
	})
	t.Run("said otherwise", func(t *testing.T) {
		wrong[0].Text = "số quá lớn"
		ours = append(ours, "số quá lớn")
		writes := p.Writes()
		p.annotate(t, editor, source, wrong, ours)
		p.bears(t, source, map[string]string{"7!A1": "hỏi chị Lan", "7!B2": "thidua: số quá lớn", "0!A1": "thidua: sai"})
		if n := p.Writes() - writes; n != 1 {
			t.Errorf("%d writes", n)
		}
	})
	t.Run("a person's when a person changes it", func(t *testing.T) {
		p.typeNote(t, source, "thidua: số quá lớn? Không, đúng đấy")
		p.annotate(t, editor, source, nil, ours)
		p.bears(t, source, map[string]string{"7!A1": "hỏi chị Lan", "7!B2": "thidua: số quá lớn? Không, đúng đấy"})
	})
	t.Run("taken away", func(t *testing.T) {
		p.typeNote(t, source, "thidua: số quá lớn")
		p.annotate(t, editor, source, nil, ours)
		p.bears(t, source, map[string]string{"7!A1": "hỏi chị Lan"})
	})
}

// TestAnnotateDenied says why.
func TestAnnotateDenied(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", notedBook())
	p.ShareForReading(source)
	err := p.editor(t).Annotate(t.Context(), source, []sheets.Note{{GID: "7", Cell: "B2", Text: "số âm"}}, []string{"số âm"})
	if !errors.Is(err, sheets.ErrDenied) {
		t.Errorf("%v, want ErrDenied", err)
	}
}

func notedBook() *sheets.Grid {
	number := sheets.Cell{Kind: sheets.Number, Number: -1, Seen: "-1"}
	noted := sheets.Cell{Kind: sheets.Text, Text: "x", Seen: "x", Note: "hỏi chị Lan"}
	return &sheets.Grid{Locale: "vi_VN", Tabs: []sheets.Tab{
		{GID: "7", Title: "Tháng 1", Cells: [][]sheets.Cell{{noted}, {{}, number}}},
		{GID: "0", Title: "Tháng 2", Cells: [][]sheets.Cell{{number}}},
	}}
}

func (p *place) editor(t *testing.T) *google.Editor {
	t.Helper()
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: p.keyFile, Write: true})
	if err != nil {
		t.Fatal(err)
	}
	return p.open(t, func(o *google.Options) { o.Credential = credential }).Editor()
}

func (p *place) read(t *testing.T, source string) *sheets.Grid {
	t.Helper()
	grid, err := p.open(t).Read(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	return grid
}

func (p *place) annotate(t *testing.T, e *google.Editor, source string, notes []sheets.Note, ours []string) {
	t.Helper()
	if err := e.Annotate(t.Context(), source, notes, ours); err != nil {
		t.Fatal(err)
	}
}

// typeNote changes the note at B2 of the first tab as a person does.
func (p *place) typeNote(t *testing.T, source, note string) {
	body := `{"requests":[{"updateCells":{"start":{"sheetId":7,"rowIndex":1,"columnIndex":1},"fields":"note","rows":[{"values":[{"note":"` + note + `"}]}]}}]}`
	p.Edit(source, func(b *spreadsheet.Book) {
		if _, err := b.Serve(spreadsheet.Call{Method: http.MethodPost, Path: ":batchUpdate", Body: []byte(body)}); err != nil {
			t.Error(err)
		}
	})
}

// bears compares the notes in a spreadsheet, by gid and cell.
func (p *place) bears(t *testing.T, source string, want map[string]string) {
	t.Helper()
	seen, err := p.editor(t).Get(t.Context(), source, "sheets(properties(sheetId),data(rowData(values(note))))")
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(want, notesOf(seen)); diff != "" {
		t.Errorf("notes (- want, + got):\n%s", diff)
	}
}

func notesOf(b *gsheets.Spreadsheet) map[string]string {
	notes := map[string]string{}
	for _, s := range b.Sheets {
		for _, block := range s.Data {
			for r, row := range block.RowData {
				for c, cell := range row.Values {
					if cell.Note != "" {
						notes[string(rune('0'+s.Properties.SheetId))+"!"+sheets.Ref{Row: r, Col: c}.A1()] = cell.Note
					}
				}
			}
		}
	}
	return notes
}
