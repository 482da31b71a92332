package xlsx_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"testing"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relsNS   = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relsType = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// parts are the members of a workbook by name.
type parts map[string]string

// workbook returns the parts of the least workbook that holds one tab "Biểu 1"
// with the given content of <worksheet>.
func workbook(worksheet string) parts {
	return parts{
		"_rels/.rels": xmlHead + `<Relationships ` + relsNS + `>` +
			`<Relationship Id="rId1" Type="` + relsType + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": xmlHead + `<workbook ` + mainNS + `><sheets>` +
			`<sheet name="Biểu 1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": xmlHead + `<Relationships ` + relsNS + `>` +
			`<Relationship Id="rId1" Type="` + relsType + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relsType + `sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + relsType + `styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": xmlHead + `<worksheet ` + mainNS + `>` + worksheet + `</worksheet>`,
	}
}

// with returns p with one part added or replaced.
func (p parts) with(name, content string) parts {
	changed := maps.Clone(p)
	changed[name] = content
	return changed
}

// zipped packs p.
func (p parts) zipped(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decode(t testing.TB, p parts) *sheets.Grid {
	t.Helper()
	grid, err := xlsx.Decode(t.Context(), p.zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	return grid
}

// firstTab decodes a workbook with one tab.
func firstTab(t testing.TB, p parts) *sheets.Tab {
	t.Helper()
	grid := decode(t, p)
	if len(grid.Tabs) != 1 {
		t.Fatalf("%d tabs, want 1", len(grid.Tabs))
	}
	return &grid.Tabs[0]
}

// used returns the cells that are there, by address.
func used(tab *sheets.Tab) map[string]sheets.Cell {
	cells := map[string]sheets.Cell{}
	for row := range tab.Cells {
		for col, cell := range tab.Cells[row] {
			if cell != (sheets.Cell{}) {
				cells[sheets.Ref{Row: row, Col: col}.A1()] = cell
			}
		}
	}
	return cells
}
