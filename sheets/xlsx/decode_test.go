package xlsx_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

const oneCell = `<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>`

// numbers returns the numbers of a tab by address.
func numbers(tab *sheets.Tab) map[string]float64 {
	found := map[string]float64{}
	for at, cell := range used(tab) {
		found[at] = cell.Number
	}
	return found
}

func TestPlaces(t *testing.T) {
	cases := []struct {
		name, sheetData string
		want            map[string]float64
	}{
		{
			"as addressed", `<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="5"><c r="A5"><v>3</v></c></row>`,
			map[string]float64{"B2": 1, "D2": 2, "A5": 3},
		},
		{
			"cells without address", `<row r="2"><c><v>1</v></c><c/><c><v>2</v></c></row>`,
			map[string]float64{"A2": 1, "C2": 2},
		},
		{
			"cells without address follow those with one", `<row r="2"><c r="C2"><v>1</v></c><c><v>2</v></c></row>`,
			map[string]float64{"C2": 1, "D2": 2},
		},
		{
			"rows without number", `<row><c><v>1</v></c></row><row/><row><c><v>2</v></c></row>`,
			map[string]float64{"A1": 1, "A3": 2},
		},
		{
			"rows out of order", `<row r="3"><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>`,
			map[string]float64{"A3": 1, "A1": 2},
		},
		{
			"addresses of another row", `<row r="3"><c r="A0"><v>1</v></c><c r="B7"><v>2</v></c></row>`,
			map[string]float64{"A3": 1, "B3": 2},
		},
		{
			"the last cell of all", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`,
			map[string]float64{"XFD1048576": 1},
		},
		{
			"a dimension that lies", `</sheetData><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`,
			map[string]float64{"A1": 1},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tab := firstTab(t, workbook(`<sheetData>`+c.sheetData+`</sheetData>`))
			if diff := cmp.Diff(c.want, numbers(tab)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Every way in which programs other than Excel write the same workbook.
func TestOtherWriters(t *testing.T) {
	plain := workbook(oneCell)
	sheet := plain["xl/worksheets/sheet1.xml"]
	moved := func(from, to string) parts {
		p := plain.with(to, plain[from])
		delete(p, from)
		return p
	}
	cases := map[string]parts{
		"Excel":            plain,
		"upper-case names": moved("xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML"),
		"backslashes":      moved("xl/worksheets/sheet1.xml", `xl\worksheets\sheet1.xml`),
		"absolute targets": plain.with("xl/_rels/workbook.xml.rels",
			strings.Replace(plain["xl/_rels/workbook.xml.rels"], `"worksheets/`, `"/xl/worksheets/`, 1)),
		"no package relations": func() parts { p := maps.Clone(plain); delete(p, "_rels/.rels"); return p }(),
		"a workbook elsewhere": {
			"_rels/.rels":              strings.Replace(plain["_rels/.rels"], "xl/workbook.xml", "/a/b.xml", 1),
			"a/b.xml":                  plain["xl/workbook.xml"],
			"a/_rels/b.xml.rels":       strings.Replace(plain["xl/_rels/workbook.xml.rels"], "worksheets/sheet1.xml", "../c/d.xml", 1),
			"c/d.xml":                  sheet,
			"xl/worksheets/sheet1.xml": "not looked at",
		},
		"prefixed namespace": plain.with("xl/worksheets/sheet1.xml",
			`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">`+
				`<x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`),
		"strict OOXML":    strict(plain),
		"byte order mark": plain.with("xl/worksheets/sheet1.xml", "\ufeff"+sheet),
		"UTF-16":          plain.with("xl/worksheets/sheet1.xml", utf16le("\ufeff"+sheet)),
	}
	for name, p := range cases {
		t.Run(name, func(t *testing.T) {
			tab := firstTab(t, p)
			if diff := cmp.Diff(map[string]float64{"A1": 1}, numbers(tab)); diff != "" || tab.Title != "Biểu 1" {
				t.Errorf("tab %q (-want +got)\n%s", tab.Title, diff)
			}
		})
	}
}

// strict moves every namespace to where ISO 29500 Strict has it.
func strict(p parts) parts {
	moved := parts{}
	for name, content := range p {
		content = strings.ReplaceAll(content, "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
		content = strings.ReplaceAll(content, "http://schemas.openxmlformats.org/spreadsheetml/2006/", "http://purl.oclc.org/ooxml/spreadsheetml/")
		moved[name] = content
	}
	return moved
}

func utf16le(s string) string {
	var b strings.Builder
	for _, c := range s { // no text here needs surrogates
		b.WriteByte(byte(c))
		b.WriteByte(byte(c >> 8))
	}
	return b.String()
}

func TestTabs(t *testing.T) {
	p := workbook(oneCell)
	p["xl/workbook.xml"] = `<workbook ` + mainNS + `><sheets>` +
		`<sheet name="Tháng 1 &amp; 2" r:id="rId1"/>` +
		`<sheet name="Biểu đồ" r:id="rId9"/>` +
		`<sheet name="Ẩn" state="hidden" r:id="rId2"/>` +
		`<sheet name="Ẩn kỹ" state="veryHidden" r:id="rId3"/></sheets></workbook>`
	p["xl/_rels/workbook.xml.rels"] = `<Relationships ` + relsNS + `>` +
		`<Relationship Id="rId1" Type="` + relsType + `worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + relsType + `worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId3" Type="` + relsType + `worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId9" Type="` + relsType + `chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`
	var got []string
	for _, tab := range decode(t, p).Tabs {
		got = append(got, fmt.Sprint(tab.Title, " hidden=", tab.Hidden))
	}
	want := []string{"Tháng 1 & 2 hidden=false", "Ẩn hidden=true", "Ẩn kỹ hidden=true"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMergesAndHidden(t *testing.T) {
	tab := firstTab(t, workbook(`<cols><col min="2" max="2" hidden="1"/><col min="3" max="4"/><col min="5" max="16384" hidden="true"/></cols>`+
		`<sheetData>`+
		`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>99</v></c><c r="F1"><v>2</v></c></row>`+
		`<row r="2" hidden="1"><c r="A2"><v>3</v></c></row>`+
		`<row r="3" hidden="1"/>`+
		`<row r="4"><c r="A4"><v>4</v></c></row>`+
		`</sheetData><mergeCells>`+
		`<mergeCell ref="A1:C1"/><mergeCell ref="C1:D1"/>`+ // the second overlaps the first
		`<mergeCell ref="A4:XFD1048576"/>`+
		`<mergeCell ref="A9:B9"/>`+ // below the last cell
		`</mergeCells>`))
	if diff := cmp.Diff(map[string]float64{"A1": 1, "F1": 2, "A2": 3, "A4": 4}, numbers(tab)); diff != "" {
		t.Errorf("a merge covers what is under it (-want +got)\n%s", diff)
	}
	var merges []string
	for _, m := range tab.Merges {
		merges = append(merges, m.A1())
	}
	if want := []string{"A1:C1", "A4:F4"}; !slices.Equal(merges, want) {
		t.Errorf("merges %v, want %v", merges, want)
	}
	if diff := cmp.Diff(map[int]bool{1: true}, tab.HiddenRows); diff != "" {
		t.Errorf("hidden rows (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(map[int]bool{1: true, 4: true, 5: true}, tab.HiddenCols); diff != "" {
		t.Errorf("hidden columns (-want +got)\n%s", diff)
	}
}

func TestNotes(t *testing.T) {
	tab := firstTab(t, workbook(oneCell).
		with("xl/worksheets/_rels/sheet1.xml.rels", `<Relationships `+relsNS+`><Relationship Id="rId1" Type="`+relsType+`comments" Target="../comments1.xml"/></Relationships>`).
		with("xl/comments1.xml", `<comments `+mainNS+`><authors><author>Lan</author></authors><commentList>`+
			`<comment ref="A1" authorId="0"><text><r><t>Lan: </t></r><r><t>ước</t></r></text></comment>`+
			`<comment ref="C2" authorId="0"><text><t>xem lại</t></text></comment></commentList></comments>`))
	want := map[string]sheets.Cell{
		"A1": {Kind: sheets.Number, Number: 1, Seen: "1", Note: "Lan: ước"},
		"C2": {Note: "xem lại"},
	}
	if diff := cmp.Diff(want, used(tab)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRefusesDamage(t *testing.T) {
	plain := workbook(oneCell)
	without := func(name string) []byte {
		p := maps.Clone(plain)
		delete(p, name)
		return p.zipped(t)
	}
	zipped := plain.zipped(t)
	flipped := slices.Clone(zipped)
	flipped[60] ^= 0xff
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"empty file", nil, sheets.ErrCorrupt},
		{"random bytes", []byte("\x00\x01\x02\x03 no workbook"), sheets.ErrCorrupt},
		{"plain text", []byte("đây không phải bảng tính"), sheets.ErrCorrupt},
		{"cut off", zipped[:len(zipped)/2], sheets.ErrCorrupt},
		{"a flipped bit", flipped, sheets.ErrCorrupt},
		{"PDF", []byte("%PDF-1.7 ..."), sheets.ErrNotSpreadsheet},
		{"web page", []byte("<!DOCTYPE html><html>"), sheets.ErrNotSpreadsheet},
		{"zip of something else", parts{"readme.txt": "hello"}.zipped(t), sheets.ErrNotSpreadsheet},
		{"text document", parts{
			"_rels/.rels":       strings.Replace(plain["_rels/.rels"], "xl/workbook.xml", "word/document.xml", 1),
			"word/document.xml": `<w:document xmlns:w="w"/>`,
		}.zipped(t), sheets.ErrNotSpreadsheet},
		{"binary workbook", parts{
			"_rels/.rels":     strings.Replace(plain["_rels/.rels"], "xl/workbook.xml", "xl/workbook.bin", 1),
			"xl/workbook.bin": "\x00",
		}.zipped(t), sheets.ErrLegacyFormat},
		{"old workbook", ole("Workbook"), sheets.ErrLegacyFormat},
		{"older workbook", ole("Book"), sheets.ErrLegacyFormat},
		{"password", ole("EncryptedPackage"), sheets.ErrEncrypted},
		{"old text document", ole("WordDocument"), sheets.ErrNotSpreadsheet},
		{"no worksheet part", without("xl/worksheets/sheet1.xml"), sheets.ErrCorrupt},
		{"no relations of the workbook", without("xl/_rels/workbook.xml.rels"), sheets.ErrCorrupt},
		{"the same part twice", plain.with("xl/WORKSHEETS/sheet1.xml", "").zipped(t), sheets.ErrCorrupt},
		{"a document type", plain.with("xl/worksheets/sheet1.xml",
			`<!DOCTYPE a [<!ENTITY x "y">]><worksheet/>`).zipped(t), sheets.ErrCorrupt},
		{"not UTF-8", plain.with("xl/worksheets/sheet1.xml", "<worksheet>\xff</worksheet>").zipped(t), sheets.ErrCorrupt},
		{"a shared string that is not there", workbook(`<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>`).zipped(t), sheets.ErrCorrupt},
		{"a negative shared string", workbook(`<sheetData><row r="1"><c r="A1" t="s"><v>-1</v></c></row></sheetData>`).zipped(t), sheets.ErrCorrupt},
		{"row 0", workbook(`<sheetData><row r="0"/></sheetData>`).zipped(t), sheets.ErrCorrupt},
		{"row beyond the last", workbook(`<sheetData><row r="1048577"/></sheetData>`).zipped(t), sheets.ErrCorrupt},
		{"column beyond the last", workbook(`<sheetData><row r="1"><c r="XFE1"/></row></sheetData>`).zipped(t), sheets.ErrCorrupt},
		{"a cell without a column", workbook(`<sheetData><row r="1"><c r="1"/></row></sheetData>`).zipped(t), sheets.ErrCorrupt},
		{"a merge of nothing", workbook(oneCell + `<mergeCells><mergeCell ref="?"/></mergeCells>`).zipped(t), sheets.ErrCorrupt},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := xlsx.Decode(t.Context(), c.data)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

// ole returns the beginning of an OLE file with one directory entry.
func ole(stream string) []byte {
	data := make([]byte, 1024)
	copy(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	entry := data[512:]
	copy(entry, utf16le(stream))
	entry[64] = byte(2 * (len(stream) + 1))
	entry[66] = 2
	return data
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := xlsx.Decode(ctx, workbook(oneCell).zipped(t))
	if !errors.Is(err, context.Canceled) || errors.Is(err, sheets.ErrCorrupt) {
		t.Errorf("%v, want only context.Canceled", err)
	}
}

// What excelize writes is what is read: another writer than this package's author.
func TestReadsWhatExcelizeWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.MapOfN(address(), content(), 0, 40).Draw(t, "cells")
		f := excelize.NewFile()
		for at, v := range want {
			if err := f.SetCellValue("Sheet1", at, v); err != nil {
				t.Fatal(err)
			}
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		grid, err := xlsx.Decode(context.Background(), b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]any{}
		for at, c := range used(&grid.Tabs[0]) {
			got[at] = map[sheets.Kind]any{sheets.Number: c.Number, sheets.Text: c.Text, sheets.Bool: c.Bool}[c.Kind]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	})
}

func address() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return sheets.Ref{Row: rapid.IntRange(0, 30).Draw(t, "row"), Col: rapid.IntRange(0, 40).Draw(t, "col")}.A1()
	})
}

func content() *rapid.Generator[any] {
	return rapid.OneOf(
		rapid.Map(rapid.IntRange(-1e12, 1e12), func(n int) float64 { return float64(n) / 1000 }).AsAny(),
		rapid.StringMatching(`[A-Za-zÀ-ỹ0-9 <>&"'_;.,\n-]{1,20}`).AsAny(),
		rapid.Bool().AsAny(),
	)
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(oneCell))
	f.Add([]byte(`<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`))
	f.Add([]byte(`<sheetData><row r="3" hidden="1"><c r="XFD3" t="d" s="2"><f/><v>2024-07-05</v></c></row></sheetData>`))
	f.Fuzz(func(t *testing.T, worksheet []byte) {
		p := workbook(string(worksheet)).with("xl/styles.xml", styles)
		grid, err := xlsx.Decode(t.Context(), p.zipped(t))
		if err != nil {
			if !errors.Is(err, sheets.ErrCorrupt) && !errors.Is(err, sheets.ErrTooLarge) {
				t.Fatalf("without a reason: %v", err)
			}
			return
		}
		for _, m := range grid.Tabs[0].Merges {
			if m.To.Row >= len(grid.Tabs[0].Cells) {
				t.Fatalf("merge %s reaches beyond the cells", m.A1())
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data := report(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xlsx.Decode(b.Context(), data); err != nil {
			b.Fatal(err)
		}
	}
}

// report is a unit's workbook of 40 indicators by 12 months.
func report(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	code := `_-* #,##0.0\ _₫_-;\-* #,##0.0\ _₫_-;_-* "-"??\ _₫_-;_-@_-`
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		t.Fatal(err)
	}
	for row := range 40 {
		values := []any{row + 1, fmt.Sprintf("Chỉ tiêu số %d", row), "ha"}
		for month := range 12 {
			values = append(values, float64(row*100+month)+0.5)
		}
		at := sheets.Ref{Row: row + 4}
		if err := f.SetSheetRow("Sheet1", at.A1(), &values); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellStyle("Sheet1", "D5", "O44", style); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
