package file_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"thidua/sheets"
	"thidua/sheets/file"
)

// TestFailures: every file that cannot be read is so for its own reason.
func TestFailures(t *testing.T) {
	good := rowsOf(t, 3)
	bomb := map[string]string{"xl/workbook.xml": strings.Repeat(" ", 64<<20)}
	cases := []struct {
		file string
		data []byte
		want error
	}{
		{"empty.xlsx", nil, sheets.ErrCorrupt},
		{"empty.csv", nil, sheets.ErrCorrupt},
		{"garbage.xlsx", bytes.Repeat([]byte("\x13\x37\xfe\x00"), 500), sheets.ErrCorrupt},
		{"half.xlsx", good[:len(good)/2], sheets.ErrCorrupt},
		{"text.xlsx", []byte("STT;Chỉ tiêu\n1;Trồng rừng\n"), sheets.ErrCorrupt},
		{"encrypted.xlsx", encrypted(t), sheets.ErrEncrypted},
		{"old.xls", ole("Workbook"), sheets.ErrLegacyFormat},
		{"old, renamed.xlsx", ole("Workbook"), sheets.ErrLegacyFormat},
		{"old, renamed.csv", ole("Workbook"), sheets.ErrLegacyFormat},
		{"letter.doc", ole("WordDocument"), sheets.ErrNotSpreadsheet},
		{"letter.docx", zipped(t, map[string]string{"word/document.xml": "<document/>"}), sheets.ErrNotSpreadsheet},
		{"letter, renamed.xlsx", zipped(t, map[string]string{"word/document.xml": "<document/>"}), sheets.ErrNotSpreadsheet},
		{"page.xlsx", []byte("<!DOCTYPE html><html><table></table></html>"), sheets.ErrNotSpreadsheet},
		{"scan.pdf", []byte("%PDF-1.7\n"), sheets.ErrNotSpreadsheet},
		{"notes.txt", []byte("1;2\n"), sheets.ErrNotSpreadsheet},
		{"without extension", []byte("1;2\n"), sheets.ErrNotSpreadsheet},
		{"bomb.xlsx", zipped(t, bomb), sheets.ErrTooLarge},
		{"long.xlsx", rowsOf(t, 50_001), sheets.ErrTooLarge},
		{"heavy.xlsx", make([]byte, 32<<20+1), sheets.ErrTooLarge},
		{"long.csv", bytes.Repeat([]byte("1\n"), 50_001), sheets.ErrTooLarge},
		{"long, but empty.csv", append(bytes.Repeat([]byte("\n"), 50_001), '1'), sheets.ErrTooLarge},
		{"wide.csv", bytes.Repeat([]byte(";"), 1_000_001), sheets.ErrTooLarge},
		{"~$báo cáo.xlsx", good, sheets.ErrNotSpreadsheet},
		{"units/~$báo cáo.xlsx", good, sheets.ErrNotSpreadsheet},
	}
	dir := folder(t.TempDir())
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			dir.write(t, c.file, c.data)
			grid, err := dir.read(t, c.file)
			if !errors.Is(err, c.want) || grid != nil {
				t.Errorf("%v, want %v", err, c.want)
			}
			if err != nil && !strings.Contains(err.Error(), c.file) {
				t.Errorf("%q does not name the file", err)
			}
		})
	}
}

// The content tells what a file is, whatever its name says.
func TestWorkbookOfAnotherName(t *testing.T) {
	dir := folder(t.TempDir())
	for _, name := range []string{"b.xlsx", "b.XLSX", "b.xlsm", "b.csv", "b.xls", "b.bak", "b"} {
		dir.write(t, name, rowsOf(t, 1))
		grid, err := dir.read(t, name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if grid.Title != name || grid.Tabs[0].Title != "Biểu 1" {
			t.Errorf("%s: title %q, tab %q", name, grid.Title, grid.Tabs[0].Title)
		}
	}
}

// TestConfinement: a relative source never leads out of the root.
func TestConfinement(t *testing.T) {
	top := folder(t.TempDir())
	top.write(t, "secret.xlsx", rowsOf(t, 1))
	root := folder(filepath.Join(string(top), "root"))
	root.write(t, "units/one.xlsx", rowsOf(t, 1))
	for name, target := range map[string]string{
		"out.xlsx":    filepath.Join(string(top), "secret.xlsx"),
		"up.xlsx":     filepath.Join("..", "secret.xlsx"),
		"parent":      "..",
		"inside.xlsx": filepath.Join("units", "one.xlsx"),
	} {
		if err := os.Symlink(target, filepath.Join(string(root), name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, source := range []string{"../secret.xlsx", "units/../../secret.xlsx", "out.xlsx", "up.xlsx", "parent/secret.xlsx"} {
		if _, err := root.read(t, source); !errors.Is(err, sheets.ErrDenied) {
			t.Errorf("%s: %v, want ErrDenied", source, err)
		}
	}
	for _, source := range []string{
		"units/one.xlsx", "./units/one.xlsx", "units/../units/one.xlsx", "inside.xlsx", filepath.Join(string(top), "secret.xlsx"),
	} {
		if _, err := root.read(t, source); err != nil {
			t.Errorf("%s: %v", source, err)
		}
	}
}

// What is there but is no file, and what is not there.
func TestNoFile(t *testing.T) {
	dir := folder(t.TempDir())
	dir.write(t, "folder.xlsx/in it", nil)
	dir.write(t, "one.xlsx", rowsOf(t, 1))
	for source, want := range map[string]error{
		"folder.xlsx":       sheets.ErrNotSpreadsheet,
		"one.xlsx/two.xlsx": sheets.ErrNotFound,
		"none/one.xlsx":     sheets.ErrNotFound,
		"none.xlsx":         sheets.ErrNotFound,
		"/none/one.xlsx":    sheets.ErrNotFound,
	} {
		if _, err := dir.read(t, source); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", source, err, want)
		}
	}
	if _, err := file.New(filepath.Join(string(dir), "gone"), nil).Read(t.Context(), "one.xlsx"); !errors.Is(err, sheets.ErrNotFound) {
		t.Errorf("without a root: %v, want ErrNotFound", err)
	}
}

func TestCancelledBetweenRows(t *testing.T) {
	dir := folder(t.TempDir())
	dir.write(t, "long.xlsx", rowsOf(t, 40_000))
	dir.write(t, "long.csv", bytes.Repeat([]byte("1;2\n"), 40_000))
	for _, source := range []string{"long.xlsx", "long.csv"} {
		ctx := &endsAfter{Context: t.Context(), calls: 5}
		if _, err := file.New(string(dir), nil).Read(ctx, source); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want context.Canceled", source, err)
		}
	}
}

// endsAfter is a context that has ended once it was asked so many times.
type endsAfter struct {
	context.Context
	calls int
}

func (c *endsAfter) Err() error {
	if c.calls--; c.calls < 0 {
		return context.Canceled
	}
	return nil
}

// A source that cannot be told from its state before is named every time.
func TestChangesOfWhatCannotBeRead(t *testing.T) {
	dir := folder(t.TempDir())
	dir.write(t, "one.xlsx", rowsOf(t, 1))
	dir.write(t, "folder.xlsx/in it", nil)
	reader := dir.Open(t, "one.xlsx", "folder.xlsx", "none.xlsx")
	first, err := reader.Changes(t.Context(), "")
	if err != nil || len(first.Sources) != 3 {
		t.Fatalf("at first changed: %v, %v", first.Sources, err)
	}
	second, err := reader.Changes(t.Context(), first.Cursor)
	if err != nil || len(second.Sources) != 1 || second.Sources[0] != "folder.xlsx" {
		t.Errorf("then changed: %v, %v, want the folder", second.Sources, err)
	}
}

// Saving a file again without a change is no change, whatever its times say.
func TestTouchedFile(t *testing.T) {
	dir := folder(t.TempDir())
	dir.write(t, "one.xlsx", rowsOf(t, 1))
	reader := dir.Open(t, "one.xlsx")
	first, err := reader.Changes(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(string(dir), "one.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	before := info.ModTime()
	if err := os.Chtimes(filepath.Join(string(dir), "one.xlsx"), before.AddDate(0, 0, 1), before.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if again, err := reader.Changes(t.Context(), first.Cursor); err != nil || len(again.Sources) > 0 {
		t.Errorf("touched: %v, %v", again.Sources, err)
	}
	dir.write(t, "one.xlsx", rowsOf(t, 2))
	if err := os.Chtimes(filepath.Join(string(dir), "one.xlsx"), before, before); err != nil {
		t.Fatal(err)
	}
	if changed, err := reader.Changes(t.Context(), first.Cursor); err != nil || len(changed.Sources) != 1 {
		t.Errorf("changed with its old time: %v, %v", changed.Sources, err)
	}
}

func encrypted(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	var b bytes.Buffer
	if _, err := book.WriteTo(&b, excelize.Options{Password: "mật khẩu"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ole returns the beginning of an OLE file with one directory entry.
func ole(stream string) []byte {
	data := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 512-8+128)...)
	entry := data[512:]
	name := utf16.Encode([]rune(stream))
	for i, unit := range name {
		binary.LittleEndian.PutUint16(entry[2*i:], unit)
	}
	binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(name)+2))
	entry[66] = 2
	return data
}
