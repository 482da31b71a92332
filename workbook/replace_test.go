package workbook_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/workbook"
)

func TestReplace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sổ.xlsx")
	for _, data := range []string{"old", "new"} {
		if err := workbook.Replace(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != data {
			t.Errorf("the file holds %q, want %q", got, data)
		}
	}
	expectAlone(t, path)
}

// TestReplaceLeavesReadersTheOldFile: who reads while the workbook is issued
// has the old one to the end, no mixture of the two.
func TestReplaceLeavesReadersTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	reader, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := workbook.Replace(path, []byte("new and longer")); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(reader); err != nil || string(got) != "old" {
		t.Errorf("the reader has %q, %v", got, err)
	}
}

func TestReplaceKeepsPermissions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := workbook.Replace(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// TestReplaceWritesNothingWhenEqual: a workbook issued again with the same
// figures keeps its file, so that who has it open is not disturbed.
func TestReplaceWritesNothingWhenEqual(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(path, []byte("same"), 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
	if err := workbook.Replace(path, []byte("same")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("the file was written at %v, %v", info.ModTime(), err)
	}
}

// TestReplaceFailsWhole: where the new file cannot be made the old one stays.
func TestReplaceFailsWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "book.xlsx")
	if err := workbook.Replace(path, []byte("new")); !errors.Is(err, fs.ErrNotExist) || errors.Is(err, workbook.ErrInUse) {
		t.Errorf("got %v, want fs.ErrNotExist", err)
	}
	folder := filepath.Join(t.TempDir(), "folder.xlsx")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := workbook.Replace(folder, []byte("new")); err == nil || errors.Is(err, workbook.ErrInUse) {
		t.Errorf("a folder was replaced: %v", err)
	}
	expectAlone(t, folder)
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// expectAlone expects no temporary file beside path.
func expectAlone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("beside %s lie %v", path, entries)
	}
}

// TestReplaceRemovesLeftovers: what a killed process left is gone after an
// hour, what may still be written and what is somebody else's stays.
func TestReplaceRemovesLeftovers(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tong-hop.xlsx")
	old := time.Now().Add(-2 * time.Hour)
	for name, stays := range map[string]bool{
		".tong-hop.xlsx123": false, ".tong-hop.xlsx456": true, ".tong-hop.xlsx-ghi-chu": true, ".khac.xlsx1": true,
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if name != ".tong-hop.xlsx456" { // the one that is young
			if err := os.Chtimes(file, old, old); err != nil {
				t.Fatal(err)
			}
		}
		defer func() {
			if _, err := os.Stat(file); (err == nil) != stays {
				t.Errorf("%s stays: %v, want %v", name, err == nil, stays)
			}
		}()
	}
	if err := workbook.Replace(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
}
