package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/plan"
)

// Where things lie in an unpacked example.
func configOf(office string) string { return filepath.Join(office, "thidua.yaml") }

func masterOf(office string) string {
	return filepath.Join(office, "out", "tong-hop-thi-dua-2024.xlsx")
}

func unitFile(office string, unit plan.UnitID) string {
	return filepath.Join(office, "units", string(unit)+".xlsx")
}

// round runs one round as of asOf, wants an exit code and returns its result.
func round(t *testing.T, code int, office string) syncJSON {
	t.Helper()
	return decode[syncJSON](t, thidua(t, code, "sync", "-c", configOf(office), "--now", asOf, "--format", "json", "-q"))
}

// status returns the judgements of the last round.
func status(t *testing.T, office string) []assessmentJSON {
	t.Helper()
	return decode[statusJSON](t, thidua(t, 0, "status", "-c", configOf(office), "--format", "json")).Assessments
}

// openBook opens a workbook for reading until the test ends.
func openBook(t *testing.T, path string) *excelize.File {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

// rowsOf returns the stored values of a tab, row by row.
func rowsOf(t *testing.T, book *excelize.File, tab string) [][]string {
	t.Helper()
	rows, err := book.GetRows(tab, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// cellOf returns a cell of a row, "" past its end.
func cellOf(row []string, col int) string {
	if col < 0 || col >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[col])
}

// edit changes a unit's workbook as its clerk would.
func edit(t *testing.T, path string, change func(book *excelize.File) error) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if err := change(book); err != nil {
		t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
}

// replaceInFile changes one place of a text file, which must be there.
func replaceInFile(t *testing.T, path, old, now string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q", path, old)
	}
	write(t, path, []byte(strings.Replace(string(data), old, now, 1)))
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
