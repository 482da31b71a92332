package workbook_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"

	"thidua/workbook"
)

var update = flag.Bool("update", false, "write the golden cells anew")

// TestCells compares every cell of every tab with testdata/cells.txtar: its
// address, its value as stored, how a figure is shown, and where it leads.
func TestCells(t *testing.T) {
	const golden = "testdata/cells.txtar"
	book := open(t, build(t, fixture(t)))
	var got txtar.Archive
	for _, name := range book.GetSheetList() {
		got.Files = append(got.Files, txtar.File{Name: name, Data: []byte(dump(t, book, name))})
	}
	if *update {
		if err := os.WriteFile(golden, txtar.Format(&got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(&got))); diff != "" {
		t.Errorf("cells differ (-want +got; -update writes them anew):\n%s", diff)
	}
}

func build(t testing.TB, in workbook.Input) []byte {
	t.Helper()
	data, err := workbook.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// dump writes the cells of a sheet that hold something, one a line.
func dump(t *testing.T, f *excelize.File, name string) string {
	t.Helper()
	var b strings.Builder
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c, value := range row {
			if value == "" {
				continue
			}
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s%s: %s%s\n", at, shown(t, f, name, at), strings.ReplaceAll(value, "\n", "⏎"), leadsTo(t, f, name, at))
		}
	}
	return b.String()
}

// shown returns the number format of a figure, "" for a text.
func shown(t *testing.T, f *excelize.File, sheet, at string) string {
	t.Helper()
	kind, err := f.GetCellType(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	if kind == excelize.CellTypeSharedString {
		return ""
	}
	id, err := f.GetCellStyle(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if style.CustomNumFmt == nil {
		return fmt.Sprintf(" [%d]", style.NumFmt)
	}
	return " [" + *style.CustomNumFmt + "]"
}

func leadsTo(t *testing.T, f *excelize.File, sheet, at string) string {
	t.Helper()
	ok, target, err := f.GetCellHyperLink(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return ""
	}
	return " -> " + target
}
