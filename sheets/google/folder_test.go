package google_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

func TestFolder(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.PutFolder("folder", "Báo cáo tháng 6")
		b.PutFolder("below", "Tháng 5")
		b.Put(sheetWith("b-sheet", 1))
		b.Put(sheetWith("trashed", 1))
		b.Put(sheetWith("deeper", 1))
		b.Put(sheetWith("elsewhere", 1))
		b.PutFile("a-book", "báo cáo.xlsx", typeXLSX, nil)
		b.PutFile("c-old", "báo cáo.xls", typeXLS, nil)
		b.PutFile("lock", "~$báo cáo.xlsx", typeXLSX, nil)
		b.PutFile("letter", "thư.docx", typeWord, nil)
		for _, id := range []string{"below", "b-sheet", "trashed", "a-book", "c-old", "lock", "letter"} {
			b.Move(id, "folder")
		}
		b.Move("deeper", "below")
		b.Trash("trashed", true)
		reader := b.open(t)
		ids, err := reader.Folder(t.Context(), "folder")
		if err != nil || strings.Join(ids, " ") != "a-book b-sheet c-old" {
			t.Errorf("%v, %v", ids, err)
		}
		if calls := reader.Calls(); calls != (google.Calls{Drive: 1}) {
			t.Errorf("%+v for a folder", calls)
		}
		if _, err := reader.Read(t.Context(), "b-sheet"); err != nil || reader.Calls() != (google.Calls{Sheets: 1, Drive: 1}) {
			t.Errorf("%+v after the reading of what was listed: %v", reader.Calls(), err)
		}
	})
}

func TestFolderOnSharedDrive(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.PutDrive("drive", "Kho")
		b.PutFolder("folder", "Báo cáo")
		b.Move("folder", "drive")
		for i := range 1001 {
			id := fmt.Sprintf("sheet-%04d", i)
			b.Put(sheetWith(id, 1))
			b.Move(id, "folder")
		}
		lists := func(calls int) {
			t.Helper()
			reader := b.open(t)
			ids, err := reader.Folder(t.Context(), "folder")
			if err != nil || len(ids) != 1001 || reader.Calls().Drive != calls {
				t.Errorf("%d ids in %+v, %v", len(ids), reader.Calls(), err)
			}
		}
		lists(2)
		b.Fail(emulator.Body(200, "application/json", `{"incompleteSearch":true,"files":[{"id":"sheet-0000"}]}`))
		lists(4)
	})
}

func TestFoldersThatAreNone(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.Put(sheetWith("sheet", 1))
		b.PutFolder("trashed", "Cũ")
		b.Trash("trashed", true)
		b.PutFolder("withdrawn", "Riêng")
		b.Withdraw("withdrawn")
		for id, want := range map[string]error{
			"sheet": sheets.ErrNotSpreadsheet, "trashed": sheets.ErrTrashed, "withdrawn": sheets.ErrNotFound, "nowhere": sheets.ErrNotFound,
		} {
			if ids, err := b.open(t).Folder(t.Context(), id); !errors.Is(err, want) {
				t.Errorf("%s: %v, %v, want %v", id, ids, err, want)
			}
		}
	})
}

// A shortcut in a folder stands for what it leads to; one that is given as a
// source is refused with the id that is meant.
func TestShortcuts(t *testing.T) {
	const (
		shortcut = `{"id":"s1","name":"Lối tắt","mimeType":"application/vnd.google-apps.shortcut","shortcutDetails":{"targetId":"the-sheet","targetMimeType":"application/vnd.google-apps.spreadsheet"}}`
		toLetter = `{"id":"s2","name":"Thư","mimeType":"application/vnd.google-apps.shortcut","shortcutDetails":{"targetId":"letter","targetMimeType":"application/pdf"}}`
	)
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.PutFolder("folder", "Báo cáo")
		reader := b.open(t)
		b.RefuseAll(onPath("/files", emulator.Body(200, "application/json", shortcut)))
		_, err := reader.Read(t.Context(), "s1")
		if !errors.Is(err, sheets.ErrNotSpreadsheet) || !strings.Contains(err.Error(), "the-sheet") {
			t.Errorf("as a source: %v", err)
		}
		if health, err := reader.Probe(t.Context(), "s1"); health.Target != "the-sheet" || !errors.Is(err, sheets.ErrNotSpreadsheet) {
			t.Errorf("asked about: %+v, %v", health, err)
		}
		b.RefuseAll(func(honest http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/files") {
					honest = emulator.Body(200, "application/json", `{"files":[`+shortcut+`,`+toLetter+`,`+shortcut+`]}`)(honest)
				}
				honest.ServeHTTP(w, r)
			})
		})
		if ids, err := reader.Folder(t.Context(), "folder"); err != nil || strings.Join(ids, " ") != "the-sheet" {
			t.Errorf("in a folder: %v, %v", ids, err)
		}
	})
}
