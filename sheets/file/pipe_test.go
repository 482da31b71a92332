//go:build unix

package file_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"thidua/sheets"
)

// A pipe or a device is refused before it is opened: opening a pipe waits for
// someone to write, and a device may never end.
func TestPipesAndDevices(t *testing.T) {
	dir := folder(t.TempDir())
	if err := syscall.Mkfifo(filepath.Join(string(dir), "pipe.xlsx"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{"pipe.xlsx", "/dev/zero"} {
		if _, err := dir.read(t, source); !errors.Is(err, sheets.ErrNotSpreadsheet) {
			t.Errorf("%s: %v, want ErrNotSpreadsheet", source, err)
		}
	}
}
