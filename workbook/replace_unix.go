//go:build !windows

package workbook

import (
	"errors"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"
)

// writeFile keeps the permissions of the file that is replaced.
func writeFile(path string, data []byte) error {
	return renameio.WriteFile(path, data, 0o644,
		renameio.WithTempDir(filepath.Dir(path)), renameio.WithExistingPermissions())
}

// isBusy knows how network shares refuse to replace an open file; a disk of
// the machine's own never does.
func isBusy(err error) bool { return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY) }
