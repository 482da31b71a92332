package xlsx_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

// rows returns n rows, each with the given cells.
func rows(n int, cells string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d">%s</row>`, i+1, cells)
	}
	return `<sheetData>` + b.String() + `</sheetData>`
}

func TestTooLarge(t *testing.T) {
	var tabs, merges strings.Builder
	for range 201 {
		tabs.WriteString(`<sheet name="x" r:id="rId1"/>`)
	}
	for i := range 10_001 {
		fmt.Fprintf(&merges, `<mergeCell ref="A%d:B%d"/>`, i+1, i+1)
	}
	many := parts{}
	for i := range 5_001 {
		many[fmt.Sprint("part", i)] = ""
	}
	shared := `<sst><si><t>` + strings.Repeat("dài ", 50_000) + `</t></si></sst>`
	runs := `<sst><si>` + strings.Repeat("<r><t>dài</t></r>", 100_000) + `</si></sst>`
	cases := []struct {
		name  string
		data  []byte
		limit string
	}{
		{"file", make([]byte, xlsx.MaxFile+1), "bytes"},
		{"members", many.zipped(t), "5000 files"},
		{"rows", workbook(rows(50_001, `<c><v>1</v></c>`)).zipped(t), "50000 rows"},
		{"cells with gaps", workbook(rows(100, `<c r="XFD1"><v>1</v></c>`)).zipped(t), "1000000 cells"},
		{"tabs", workbook(oneCell).with("xl/workbook.xml",
			`<workbook `+mainNS+`><sheets>`+tabs.String()+`</sheets></workbook>`).zipped(t), "200 tabs"},
		{"merges", workbook(oneCell + `<mergeCells>` + merges.String() + `</mergeCells>`).zipped(t), "10000 merged"},
		{"text of a cell", workbook(oneCell).with("xl/sharedStrings.xml", shared).zipped(t), "50000 characters"},
		{"runs of a text", workbook(oneCell).with("xl/sharedStrings.xml", runs).zipped(t), "50000 characters"},
		{"text of all cells", workbook(rows(500, `<c t="s"><v>0</v></c>`)).with("xl/sharedStrings.xml",
			`<sst><si><t>`+strings.Repeat("d", 199_999)+`</t></si></sst>`).zipped(t), "bytes of text"},
		{"bomb", workbook(oneCell).with("xl/media/image1.png", strings.Repeat("\x00", 8<<20)).zipped(t), "200 times"},
		{"member", workbook(oneCell).with("xl/media/image1.png", strings.Repeat("\x00", 97<<20)).zipped(t), "unpacked"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := xlsx.Decode(t.Context(), c.data)
			if !errors.Is(err, sheets.ErrTooLarge) || !strings.Contains(err.Error(), c.limit) {
				t.Errorf("%v, want ErrTooLarge that names %q", err, c.limit)
			}
		})
	}
}

// A million rows that hold nothing are a formatted column, no burden.
func TestManyEmptyRows(t *testing.T) {
	tab := firstTab(t, workbook(rows(1_000_000, "")+oneCell))
	if len(tab.Cells) != 1 || tab.At(sheets.Ref{}).Number != 1 {
		t.Errorf("%d rows, A1 %v", len(tab.Cells), tab.At(sheets.Ref{}))
	}
}

// The size in the table of contents is what is believed, and then enforced.
func TestDeclaredSizeIsEnforced(t *testing.T) {
	data := workbook(oneCell).with("xl/worksheets/sheet1.xml",
		`<worksheet>`+strings.Repeat(" ", 1000)+`</worksheet>`).zipped(t)
	_, err := xlsx.Decode(t.Context(), shrinkDeclared(t, data))
	if !errors.Is(err, sheets.ErrCorrupt) {
		t.Errorf("%v, want ErrCorrupt", err)
	}
}

// shrinkDeclared makes the table of contents say that each member that unpacks
// to more than 500 bytes has only 10.
func shrinkDeclared(t *testing.T, data []byte) []byte {
	t.Helper()
	const entry = "PK\x01\x02"
	changed := 0
	for i := strings.Index(string(data), entry); i >= 0 && i < len(data); {
		size := int(data[i+24]) | int(data[i+25])<<8
		if size > 500 {
			data[i+24], data[i+25] = 10, 0
			changed++
		}
		next := strings.Index(string(data[i+4:]), entry)
		if next < 0 {
			break
		}
		i += 4 + next
	}
	if changed == 0 {
		t.Fatal("no member changed")
	}
	return data
}
