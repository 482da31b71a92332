package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ErrInUse is returned by Replace when the workbook could not be replaced
// because another program holds it.
var ErrInUse = errors.New("workbook is in use")

// Replace puts data in the place of the file at path. Whatever happens, the
// file holds the old bytes or the new ones, never a part: they are written
// beside it, synced and renamed. Where another program keeps the file from
// being replaced it is tried for some seconds, then ErrInUse is returned, with
// the name of the lock file that Excel or LibreOffice left if there is one.
// Nothing is written when the file already holds data.
func Replace(path string, data []byte) error {
	return replace(path, data, []time.Duration{200 * time.Millisecond, time.Second, 3 * time.Second}, writeFile)
}

func replace(path string, data []byte, waits []time.Duration, write func(string, []byte) error) error {
	if holds(path, data) {
		return nil
	}
	removeLeftovers(path, time.Now().Add(-time.Hour))
	err := write(path, data)
	for _, wait := range waits {
		if !refused(err) {
			break
		}
		time.Sleep(wait)
		err = write(path, data)
	}
	switch {
	case err == nil:
		return nil
	case !refused(err):
		return fmt.Errorf("workbook: replace %s: %w", path, err)
	}
	if lock := lockFile(path); lock != "" {
		return fmt.Errorf("workbook: replace %s: %w (%s is beside it): %w", path, ErrInUse, lock, err)
	}
	return fmt.Errorf("workbook: replace %s: %w: %w", path, ErrInUse, err)
}

// removeLeftovers removes what a process that was killed while it wrote left
// beside the file, unless it may still be writing.
func removeLeftovers(path string, before time.Time) {
	folder, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(folder))
	if err != nil {
		return // writing will say why
	}
	for _, entry := range entries {
		number, ours := strings.CutPrefix(entry.Name(), "."+name)
		if !ours || number == "" || strings.Trim(number, "0123456789") != "" {
			continue
		}
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && info.ModTime().Before(before) {
			_ = os.Remove(filepath.Join(folder, entry.Name())) // the next time tries again
		}
	}
}

// refused reports whether the new bytes were written and only could not take
// the place of the old ones.
func refused(err error) bool {
	var link *os.LinkError
	return errors.As(err, &link) && link.Op == "rename" && (errors.Is(err, fs.ErrPermission) || isBusy(err))
}

func holds(path string, data []byte) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	old, err := os.ReadFile(path)
	return err == nil && bytes.Equal(old, data)
}

// lockFile returns the name of the file by which Excel or LibreOffice show
// that they have a workbook open, "" when there is none. It is a hint and no
// more: they leave it behind when they crash, and other programs make none.
func lockFile(path string) string {
	folder, name := filepath.Split(path)
	for _, lock := range []string{"~$" + name, ".~lock." + name + "#"} {
		if _, err := os.Stat(filepath.Join(folder, lock)); err == nil {
			return lock
		}
	}
	return ""
}
