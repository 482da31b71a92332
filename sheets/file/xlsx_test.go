package file_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"testing"

	"thidua/sheets"
	"thidua/sheets/emulator/book"
)

// toXLSX writes a grid as an office program would.
func toXLSX(t *testing.T, grid *sheets.Grid) []byte {
	t.Helper()
	data, err := book.FromGrid(grid).XLSX()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rowsOf is a workbook whose one tab has n rows, each with a number.
func rowsOf(t *testing.T, n int) []byte {
	t.Helper()
	cells := make([][]sheets.Cell, n)
	for i := range cells {
		cells[i] = []sheets.Cell{{Kind: sheets.Number, Number: 1}}
	}
	return toXLSX(t, &sheets.Grid{Tabs: []sheets.Tab{{Title: "Biểu 1", Cells: cells}}})
}
