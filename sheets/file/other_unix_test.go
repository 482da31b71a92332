//go:build unix

package file_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"thidua/sheets"
	"thidua/sheets/file"
)

// What is there but is no file, and what may not be opened.
func TestOtherThanFiles(t *testing.T) {
	dir := folder(t.TempDir())
	dir.write(t, "folder.xlsx/in it", nil)
	dir.write(t, "one.xlsx", rowsOf(t, 1))
	if err := syscall.Mkfifo(filepath.Join(string(dir), "pipe.xlsx"), 0o600); err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]error{
		"folder.xlsx":       sheets.ErrNotSpreadsheet,
		"pipe.xlsx":         sheets.ErrNotSpreadsheet,
		"/dev/zero":         sheets.ErrNotSpreadsheet,
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
