package google_test

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

const (
	begin   = "drive.changes.getStartPageToken"
	list    = "drive.files.list"
	changes = "drive.changes.list"
)

// A watch asks again and again what changed, and keeps the cursor as callers do.
type watch struct {
	*bubble
	reader *google.Reader
	cursor string
}

// ask returns what changed, and what was called to learn it.
func (w *watch) ask(t *testing.T) (changed, called string, all bool) {
	t.Helper()
	before := w.Counts()
	answer, err := w.reader.Changes(t.Context(), w.cursor)
	if err != nil {
		t.Fatal(err)
	}
	w.cursor = answer.Cursor
	var calls []string
	for _, name := range slices.Sorted(maps.Keys(w.Counts())) {
		for range w.Counts()[name] - before[name] {
			calls = append(calls, name)
		}
	}
	return strings.Join(answer.Sources, " "), strings.Join(calls, " "), answer.All
}

// expect asks in one call.
func (w *watch) expect(t *testing.T, name, want string) {
	t.Helper()
	changed, called, all := w.ask(t)
	if changed != want || called != changes || all {
		t.Errorf("%s: %q, want %q; called %s, all %v", name, changed, want, called, all)
	}
}

func watching(t *testing.T, b *bubble, change ...func(*google.Options)) *watch {
	t.Helper()
	return &watch{bubble: b, reader: b.open(t, change...)}
}

// TestStoryOfChanges follows some files for some hours. Drive learns of an edit
// three minutes late, and names only folders that are shared.
func TestStoryOfChanges(t *testing.T) {
	inBubble(t, emulator.Options{Lag: 3 * time.Minute}, func(t *testing.T, b *bubble) {
		xlsx := readFile(t, "../../examples/langson-2024/units/bac-son.xlsx")
		b.PutFolder("folder", "Báo cáo")
		b.Put(sheetWith("sheet", 1))
		b.PutFile("book", "báo cáo.xlsx", typeXLSX, xlsx)
		w := watching(t, b)
		changed, called, all := w.ask(t)
		if changed != "book sheet" || called != begin+" "+list || !all {
			t.Errorf("at first: %q, called %s, all %v", changed, called, all)
		}
		w.expect(t, "nothing", "")

		b.Put(sheetWith("sheet", 2))
		w.expect(t, "an edit of which Drive does not know yet", "")
		time.Sleep(4 * time.Minute)
		w.expect(t, "the edit", "sheet")
		w.expect(t, "nothing more", "")
		time.Sleep(9 * time.Minute)
		w.expect(t, "before the lag is over", "")
		time.Sleep(2 * time.Minute)
		w.expect(t, "after the lag, in case that more was edited", "sheet")
		w.expect(t, "once", "")

		b.PutFile("book", "báo cáo.xlsx", typeXLSX, xlsx[:9])
		w.expect(t, "another workbook", "book")
		time.Sleep(9 * time.Minute)
		b.PutFile("book", "báo cáo.xlsx", typeXLSX, xlsx)
		w.expect(t, "and another", "book")
		time.Sleep(2 * time.Minute)
		w.expect(t, "counted from the last change", "")
		time.Sleep(9 * time.Minute)
		w.expect(t, "after the lag", "book")

		b.Move("sheet", "folder")
		w.expect(t, "moved into a folder", "folder sheet")
		b.Trash("sheet", true)
		w.expect(t, "into the trash", "folder sheet")
		time.Sleep(time.Hour)
		w.expect(t, "what is in the trash is not read again", "")
		b.Trash("sheet", false)
		w.expect(t, "out of the trash", "folder sheet")
		time.Sleep(time.Hour)
		w.expect(t, "after the lag", "sheet")

		b.Withdraw("sheet")
		w.expect(t, "no longer shared", "sheet")
		b.Share("sheet")
		w.expect(t, "shared again", "folder sheet")
		b.Delete("book")
		w.expect(t, "deleted", "book")
		b.PutFile("letter", "thư.docx", typeWord, nil)
		w.expect(t, "a letter", "letter")
		b.Put(sheetWith("new", 1))
		time.Sleep(time.Hour)
		w.expect(t, "a new Sheet, and what was due", "new "+"sheet")
	})
}

// A new process goes on where another left off, and does not trust what it
// learnt before that.
func TestAnotherProcessGoesOn(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.Put(sheetWith("sheet", 1))
		one, two := watching(t, b), watching(t, b)
		one.ask(t)
		two.cursor = one.cursor
		two.expect(t, "nothing, to the other", "")
		b.Trash("sheet", true)
		two.expect(t, "into the trash, to the other", "sheet")
		one.cursor = two.cursor
		one.expect(t, "nothing, as the other has heard of it", "")
		if _, err := one.reader.Read(t.Context(), "sheet"); !errors.Is(err, sheets.ErrTrashed) {
			t.Errorf("%v, want ErrTrashed", err)
		}
	})
}

// Everything is listed anew when Drive does not know the token any more, or the
// cursor is not ours.
func TestRejectedCursor(t *testing.T) {
	for name, cursor := range map[string]string{
		"a token that Drive does not know": `{"token":"999999","again":{"x":1}}`,
		"no token":                         `{"again":{"x":1}}`,
		"another program's":                "a cursor of something else",
		"half of ours":                     `{"token":"1"`,
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
				b.Put(sheetWith("sheet", 1))
				w := watching(t, b)
				w.cursor = cursor
				changed, _, all := w.ask(t)
				if changed != "sheet" || !all {
					t.Errorf("%q, all %v", changed, all)
				}
				w.expect(t, "afterwards", "")
			})
		})
	}
}

// Lists are followed to their end.
func TestPages(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		put := func(v float64) {
			for i := range 2001 {
				b.Put(sheetWith(fmt.Sprintf("sheet-%04d", i), v))
			}
		}
		put(1)
		w := watching(t, b)
		changed, called, _ := w.ask(t)
		if n := len(strings.Fields(changed)); n != 2001 || called != strings.Join([]string{begin, list, list, list}, " ") {
			t.Errorf("%d sources, called %s", n, called)
		}
		put(2)
		changed, called, all := w.ask(t)
		if n := len(strings.Fields(changed)); n != 2001 || all || called != strings.Join([]string{changes, changes, changes}, " ") {
			t.Errorf("%d sources changed, called %s", n, called)
		}
	})
}

// A poll costs one call however many spreadsheets there are, and one that was
// edited one or two more.
func TestCallsOfAPoll(t *testing.T) {
	for _, n := range []int{1, 100, 1000} {
		for _, path := range []google.Path{google.Auto, google.Sheets, google.Export} {
			inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
				for i := range n {
					b.Put(sheetWith(fmt.Sprint("sheet-", i), 1))
				}
				w := watching(t, b, by(path))
				w.ask(t)
				w.expect(t, "nothing", "")
				other := watching(t, b, by(path)) // as a command that is run for every round
				other.cursor = w.cursor
				b.Put(sheetWith("sheet-0", 2))
				before := b.Requests()
				other.expect(t, "an edit", "sheet-0")
				if _, err := other.reader.Read(t.Context(), "sheet-0"); err != nil {
					t.Fatal(err)
				}
				if calls := b.Requests() - before; calls != 2 {
					t.Errorf("%d spreadsheets, path %q: %d calls for one that was edited", n, path, calls)
				}
			})
		}
	}
}

// What goes wrong loses no change: the caller keeps the cursor that it has.
func TestChangesThatFail(t *testing.T) {
	disabled := emulator.DriveError(http.StatusForbidden, "accessNotConfigured", "Google Drive API has not been used in project 1 before or it is disabled.")
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.Put(sheetWith("sheet", 1))
		w := watching(t, b)
		w.ask(t)
		b.Put(sheetWith("sheet", 2))
		for name, c := range map[string]struct {
			fault emulator.Fault
			want  error
		}{
			"unavailable":                {emulator.Page(http.StatusServiceUnavailable), sheets.ErrBusy},
			"Drive not enabled":          {disabled, sheets.ErrAuth},
			"neither a page nor a token": {emulator.Body(200, "application/json", `{"changes":[]}`), sheets.ErrBusy},
			"both": {
				emulator.Body(200, "application/json", `{"changes":[],"nextPageToken":"1","newStartPageToken":"2"}`), sheets.ErrBusy,
			},
			"pages without end": {emulator.Body(200, "application/json", `{"changes":[],"nextPageToken":"1"}`), sheets.ErrBusy},
		} {
			b.RefuseAll(c.fault)
			if answer, err := w.reader.Changes(t.Context(), w.cursor); !errors.Is(err, c.want) || answer.Cursor != "" {
				t.Errorf("%s: %+v, %v, want %v", name, answer, err, c.want)
			}
		}
		b.RefuseAll(nil)
		time.Sleep(time.Hour) // until the last refusal is forgotten
		w.expect(t, "once Drive answers", "sheet")
	})
}

// Where native Sheets are read by the Sheets API alone, Drive need not answer.
func TestChangesWithoutDrive(t *testing.T) {
	scope := emulator.DriveError(http.StatusForbidden, "insufficientPermissions", "Insufficient Permission")
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		b.RefuseAll(scope)
		answer, err := b.open(t, by(google.Sheets)).Changes(t.Context(), "x")
		if err != nil || !answer.All || answer.Cursor != "x" {
			t.Errorf("by Sheets: %+v, %v", answer, err)
		}
		_, err = b.open(t).Changes(t.Context(), "x")
		if !errors.Is(err, google.AuthScopes) || !strings.Contains(err.Error(), "Drive API") {
			t.Errorf("by any way: %v, want AuthScopes that names the API", err)
		}
		b.RefuseAll(nil)
		b.FailTokens(emulator.NoToken(http.StatusBadRequest, "invalid_grant", "Invalid JWT Signature."))
		if _, err = b.open(t, by(google.Sheets)).Changes(t.Context(), "x"); !errors.Is(err, sheets.ErrAuth) {
			t.Errorf("without a token: %v, want ErrAuth", err)
		}
	})
}

// A shared drive that comes or goes takes along whatever lies in it.
func TestSharedDriveChanges(t *testing.T) {
	const answer = `{"newStartPageToken":"9","changes":[{"changeType":"drive","driveId":"D","removed":true},{"changeType":"file","fileId":"x","removed":true}]}`
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		w := watching(t, b)
		w.ask(t)
		b.Fail(emulator.Body(200, "application/json", answer))
		changed, _, all := w.ask(t)
		if changed != "x" || !all || w.cursor != `{"token":"9"}` {
			t.Errorf("%q, all %v, cursor %s", changed, all, w.cursor)
		}
	})
}
