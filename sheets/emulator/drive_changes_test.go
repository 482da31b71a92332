package emulator_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/api/drive/v3"

	"thidua/sheets/emulator"
)

// changesSince reads the feed to its end: the ids, "-" before those that are
// gone, and the token for the next time.
func (o *office) changesSince(t *testing.T, token string) ([]string, string) {
	t.Helper()
	var told []string
	for {
		list, err := o.drive.Changes.List(token).SupportsAllDrives(true).IncludeItemsFromAllDrives(true).PageSize(2).
			Fields("nextPageToken,newStartPageToken,changes(fileId,removed,file(id,version))").Do()
		check(t, err)
		for _, c := range list.Changes {
			switch {
			case c.Removed != (c.File == nil):
				t.Errorf("removed %v with file %v", c.Removed, c.File)
			case c.Removed:
				told = append(told, "-"+c.FileId)
			default:
				told = append(told, c.FileId)
			}
		}
		if list.NextPageToken == "" {
			slices.Sort(told)
			return told, list.NewStartPageToken
		}
		if list.NewStartPageToken != "" {
			t.Error("a new start before the last page")
		}
		token = list.NextPageToken
	}
}

func (o *office) startToken(t *testing.T) string {
	t.Helper()
	start, err := o.drive.Changes.GetStartPageToken().SupportsAllDrives(true).Do()
	check(t, err)
	return start.StartPageToken
}

// TestChanges tells the story of a folder through the feed.
func TestChanges(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "A", 1))
	token := o.startToken(t)
	for _, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"nothing", func() {}, ""},
		{"a figure typed", func() { o.Put(oneFigure("A", "A", 2)) }, "A"},
		{"three new files", func() {
			o.Put(oneFigure("B", "B", 1))
			o.PutFile("C", "c.xlsx", excelType, nil)
			o.PutFolder("D", "D")
		}, "B C D"},
		{"the same file twice", func() {
			o.Put(oneFigure("A", "A", 3))
			o.Put(oneFigure("A", "A", 4))
		}, "A"},
		{"to the trash", func() { o.Trash("B", true) }, "B"},
		{"no longer shared", func() { o.Withdraw("A") }, "-A"},
		{"edited where we do not see it", func() { o.Put(oneFigure("A", "A", 5)) }, ""},
		{"shared again", func() { o.Share("A") }, "A"},
		{"renamed and moved", func() {
			o.Rename("A", "Khác")
			o.Move("A", "D")
		}, "A"},
		{"deleted with what lies in it", func() { o.Delete("D") }, "-A -D"},
		{"shared drive", func() {
			o.PutDrive("DRIVE", "Kho")
			o.PutFolder("E", "E")
			o.Move("E", "DRIVE")
		}, "DRIVE E"},
	} {
		step.do()
		told, next := o.changesSince(t, token)
		if got := strings.Join(told, " "); got != step.want {
			t.Errorf("%s: %q, want %q", step.name, got, step.want)
		}
		token = next
	}
	for _, bad := range []string{"0", "-1", "100000", "x", "~!!~AI91"} {
		_, err := o.drive.Changes.List(bad).Do()
		if code, reason := refused(t, err); code != http.StatusBadRequest || reason != "invalid" {
			t.Errorf("token %s: %v", bad, err)
		}
	}
}

// TestLag: Drive notices an edit of a native sheet minutes later, several in
// the meantime at once; a new version of a file with bytes it notices at once.
func TestLag(t *testing.T) {
	o := openOffice(t, emulator.Options{Lag: 3 * time.Minute})
	o.Put(oneFigure("A", "A", 1))
	o.PutFile("C", "c.xlsx", excelType, []byte("1"))
	token := o.startToken(t)
	version := func() (int64, string) {
		f, err := o.drive.Files.Get("A").Fields("version,modifiedTime").Do()
		check(t, err)
		return f.Version, f.ModifiedTime
	}
	o.time = o.time.Add(time.Minute)
	o.Put(oneFigure("A", "A", 2))
	o.PutFile("C", "c.xlsx", excelType, []byte("2"))
	o.time = o.time.Add(time.Minute)
	o.Put(oneFigure("A", "A", 3))
	told, token := o.changesSince(t, token)
	if n, at := version(); n != 1 || at != "2024-07-15T08:00:00.000Z" || strings.Join(told, " ") != "C" {
		t.Errorf("after a minute: version %d of %s, changed %v", n, at, told)
	}
	o.time = o.time.Add(2 * time.Minute)
	told, token = o.changesSince(t, token)
	if n, at := version(); n != 2 || at != "2024-07-15T08:02:00.000Z" || strings.Join(told, " ") != "A" {
		t.Errorf("after three minutes: version %d of %s, changed %v", n, at, told)
	}
	o.time = o.time.Add(time.Hour)
	if told, _ := o.changesSince(t, token); len(told) != 0 {
		t.Errorf("later still: %v", told)
	}
}

// TestOwnFilesOnly: the scope drive.file opens what clients made, and hides
// what people shared.
func TestOwnFilesOnly(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "A", 1))
	narrow := o.signIn(t, emulator.Account, drive.DriveFileScope)
	_, err := narrow.Files.Get("A").Do()
	if code, _ := refused(t, err); code != http.StatusNotFound {
		t.Errorf("%v, want 404", err)
	}
	made, err := narrow.Files.Create(&drive.File{Name: "Tổng hợp", MimeType: sheetType}).Do()
	check(t, err)
	list, err := narrow.Files.List().Do()
	check(t, err)
	if len(list.Files) != 1 || list.Files[0].Id != made.Id {
		t.Errorf("%d files, want the one that was made", len(list.Files))
	}
}
