// Package file reads spreadsheets that lie in a folder: Excel workbooks
// (.xlsx, .xlsm) and .csv files.
//
// A source is known by its path as it was configured: relative to the root
// and with slashes, or absolute. A relative source never leads out of the
// root, not through ".." nor through a symbolic link; an absolute one is
// opened as it is.
//
// What a file holds is told by its content first. Bytes that begin as no
// workbook does are read as text if the name ends in .csv, are a damaged
// workbook (ErrCorrupt) if it ends in .xlsx or .xlsm, and are no spreadsheet
// (ErrNotSpreadsheet) otherwise.
package file

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

// Reader reads the files it was made for, and any other that it is asked for.
// It is safe for concurrent use.
type Reader struct {
	root    string
	sources []string
}

var _ sheets.Reader = (*Reader)(nil)

// New returns a Reader of the given sources. Relative ones lie under root.
// Nothing is opened yet.
func New(root string, sources []string) *Reader {
	return &Reader{root: root, sources: sources}
}

// Read returns the grid of one file. Besides the errors of sheets.Reader,
// ErrBusy says that the file changed while it was read or that the disk
// failed: trying again may help.
func (r *Reader) Read(ctx context.Context, source string) (*sheets.Grid, error) {
	grid, err := r.read(ctx, source)
	if err != nil {
		return nil, fmt.Errorf("read file %s: %w", source, err)
	}
	return grid, nil
}

// Content returns the bytes of one file, with the errors of Read.
func (r *Reader) Content(source string) ([]byte, error) {
	data, err := r.content(source)
	if err != nil {
		return nil, fmt.Errorf("read file %s: %w", source, err)
	}
	return data, nil
}

func (r *Reader) read(ctx context.Context, source string) (*sheets.Grid, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data, err := r.content(source)
	if err != nil {
		return nil, err
	}
	grid, err := decode(ctx, source, data)
	if err != nil {
		return nil, err
	}
	grid.Source = source
	grid.Title = filepath.Base(filepath.FromSlash(source))
	return grid, nil
}

func decode(ctx context.Context, source string, data []byte) (*sheets.Grid, error) {
	switch ext := strings.ToLower(filepath.Ext(source)); {
	case ext == ".csv" && !xlsx.IsWorkbook(data):
		return decodeCSV(ctx, source, data)
	case ext == ".xlsx", ext == ".xlsm", xlsx.IsWorkbook(data):
		return xlsx.Decode(ctx, data)
	default:
		return nil, fmt.Errorf("%w: neither an Excel workbook nor a .csv file", sheets.ErrNotSpreadsheet)
	}
}

// isLock recognises the small files that Office keeps beside an open document.
func isLock(source string) bool {
	return strings.HasPrefix(filepath.Base(filepath.FromSlash(source)), "~$")
}

var errLock = errors.New("a lock file that Office keeps beside an open workbook")
