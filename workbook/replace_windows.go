package workbook

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// writeFile does what renameio does elsewhere; renameio leaves Windows out,
// since a rename there is one step for other programs but not for a power cut.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is left to remove once it is renamed
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// isBusy knows how Windows refuses to replace a file that Excel has open.
func isBusy(err error) bool {
	const sharingViolation = syscall.Errno(32)
	return errors.Is(err, sharingViolation)
}
