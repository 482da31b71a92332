package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

// content returns the bytes of a source, read in one go.
func (r *Reader) content(source string) ([]byte, error) {
	if isLock(source) {
		return nil, fmt.Errorf("%w: %w", sheets.ErrNotSpreadsheet, errLock)
	}
	f, err := r.open(source)
	if err != nil {
		return nil, classify(err)
	}
	data, err := contentOf(f)
	return data, errors.Join(err, f.Close())
}

// open opens a source where it is allowed to lie. What is no regular file is
// refused before it is opened: opening a pipe would wait for its writer.
func (r *Reader) open(source string) (*os.File, error) {
	name := filepath.FromSlash(source)
	if filepath.IsAbs(name) {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if err := checkFile(info); err != nil {
			return nil, err
		}
		return os.Open(name)
	}
	root, err := os.OpenRoot(r.root)
	if err != nil {
		return nil, err
	}
	defer root.Close() // nothing was written: closing it cannot lose anything
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := checkFile(info); err != nil {
		return nil, err
	}
	return root.Open(name)
}

func checkFile(info fs.FileInfo) error {
	switch {
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: not a file, but %s", sheets.ErrNotSpreadsheet, info.Mode().Type())
	case info.Size() > xlsx.MaxFile:
		return fmt.Errorf("%w: %d bytes, more than %d", sheets.ErrTooLarge, info.Size(), xlsx.MaxFile)
	}
	return nil
}

// contentOf reads f and makes sure that it did not change meanwhile.
func contentOf(f *os.File) ([]byte, error) {
	before, err := f.Stat()
	if err != nil {
		return nil, classify(err)
	}
	data, err := io.ReadAll(io.LimitReader(f, xlsx.MaxFile+1))
	if err != nil {
		return nil, classify(err)
	}
	after, err := f.Stat()
	if err != nil {
		return nil, classify(err)
	}
	if after.Size() != int64(len(data)) || !after.ModTime().Equal(before.ModTime()) {
		return nil, fmt.Errorf("%w: the file changed while it was read", sheets.ErrBusy)
	}
	return data, nil
}

// classify gives an error of the file system its sentinel. One that is not the
// operating system's own is os.Root refusing to leave the root.
func classify(err error) error {
	var errno syscall.Errno
	switch {
	case errors.Is(err, sheets.ErrNotSpreadsheet), errors.Is(err, sheets.ErrTooLarge):
		return err
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w: %w", sheets.ErrNotFound, err)
	case errors.Is(err, fs.ErrPermission), !errors.As(err, &errno):
		return fmt.Errorf("%w: %w", sheets.ErrDenied, err)
	default:
		return fmt.Errorf("%w: %w", sheets.ErrBusy, err)
	}
}
