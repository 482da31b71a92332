package file_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thidua/sheets"
	"thidua/sheets/file"
)

// TestSamples: every real workbook reads or fails for one of the reasons that
// have a name.
func TestSamples(t *testing.T) {
	const samples = "../../../shared/samples"
	if _, err := os.Stat(samples); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	reader := file.New(samples, nil)
	read, refused := 0, 0
	err := filepath.WalkDir(samples, func(path string, entry fs.DirEntry, err error) error {
		ext := strings.ToLower(filepath.Ext(path))
		if err != nil || entry.IsDir() || !slices.Contains([]string{".xlsx", ".xlsm", ".xlsb", ".xls"}, ext) {
			return err
		}
		source, err := filepath.Rel(samples, path)
		if err != nil {
			return err
		}
		switch grid, err := reader.Read(t.Context(), filepath.ToSlash(source)); {
		case err == nil:
			read++
			checkGrid(t, source, grid)
		case isKnown(err):
			refused++
			t.Log(err)
		default:
			t.Errorf("%v is for no known reason", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d read, %d refused", read, refused)
	if read < 100 {
		t.Errorf("only %d workbooks read", read)
	}
}

// checkGrid holds a grid to what package sheets says of grids.
func checkGrid(t *testing.T, source string, grid *sheets.Grid) {
	t.Helper()
	for i := range grid.Tabs {
		tab := &grid.Tabs[i]
		for _, m := range tab.Merges {
			if m.From == m.To || m.To.Row >= len(tab.Cells) {
				t.Errorf("%s, %s: merge %s", source, tab.Title, m.A1())
			}
		}
		for row := range tab.Cells {
			for col, cell := range tab.Cells[row] {
				at := sheets.Ref{Row: row, Col: col}
				if _, err := sheets.ParseRef(at.A1()); err != nil {
					t.Errorf("%s, %s: %v", source, tab.Title, err)
				}
				if cell.Kind == sheets.Empty && (cell.Seen != "" || cell.Text != "" || cell.Formula) {
					t.Errorf("%s, %s!%s: an empty cell holds %+v", source, tab.Title, at.A1(), cell)
				}
			}
		}
	}
}

// isKnown reports whether an error has one of the reasons that a file may have.
func isKnown(err error) bool {
	return slices.ContainsFunc([]error{
		sheets.ErrNotFound, sheets.ErrDenied, sheets.ErrNotSpreadsheet, sheets.ErrEncrypted,
		sheets.ErrLegacyFormat, sheets.ErrCorrupt, sheets.ErrTooLarge,
	}, func(reason error) bool { return errors.Is(err, reason) })
}
