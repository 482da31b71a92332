package book_test

import (
	"net/url"
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

// titles is a book with tabs of all kinds of titles and a named range.
func titles(t testing.TB) *book.Book {
	t.Helper()
	b := book.New("x", "", "", "")
	for _, title := range []string{
		"Báo cáo tháng 9/2025", "D3", "It''s", "x.y", "🌵 cây", "R1C1", "2026", "TRUE", "a-b", "ABC1234",
	} {
		must(t, b, `{"addSheet":{"properties":{"title":"`+strings.ReplaceAll(title, "''", "'")+
			`","gridProperties":{"rowCount":20,"columnCount":6}}}}`)
	}
	must(t, b, `{"addNamedRange":{"namedRange":{"name":"SoLieu","range":{"startRowIndex":0,"endRowIndex":3,"startColumnIndex":1,"endColumnIndex":3}}}}`)
	return b
}

// TestRanges: how ranges are read, and how Google writes them back.
func TestRanges(t *testing.T) {
	b := titles(t)
	for _, c := range [][2]string{
		{"Sheet1", "Sheet1!A1:Z1000"},
		{"'Sheet1'", "Sheet1!A1:Z1000"},
		{"sheet1!a10:b10", "Sheet1!A10:B10"},
		{"Sheet1!$B$3", "Sheet1!B3"},
		{"A1", "Sheet1!A1"},
		{"A1:A", "Sheet1!A1:A1000"},
		{"A5:A", "Sheet1!A5:A1000"},
		{"A:A", "Sheet1!A1:A1000"},
		{"A1:1", "Sheet1!A1:Z1"},
		{"2:2", "Sheet1!A2:Z2"},
		{"D4:A1", "Sheet1!A1:D4"},
		{"A1:A1", "Sheet1!A1"},
		{"A1:ZZ5000", "Sheet1!A1:Z1000"},
		{"R2C3", "Sheet1!C2"},
		{"Sheet1!R1C1:R2C2", "Sheet1!A1:B2"},
		{"SoLieu", "Sheet1!B1:C3"},
		{"'Sheet1'!SoLieu", "Sheet1!B1:C3"},
		{"solieu", "Sheet1!B1:C3"},
		{"'Báo cáo tháng 9/2025'!A1:Z", "'Báo cáo tháng 9/2025'!A1:F20"},
		{"Báo cáo tháng 9/2025!B2", "'Báo cáo tháng 9/2025'!B2"},
		{"Báo cáo tháng 9/2025", "'Báo cáo tháng 9/2025'!A1:F20"},
		{"D3", "Sheet1!D3"},
		{"'D3'", "'D3'!A1:F20"},
		{"D3!D3", "'D3'!D3"},
		{"'It''s'!A1", "'It''s'!A1"},
		{"x.y!A1", "x.y!A1"},
		{"🌵 cây!A:A", "'🌵 cây'!A1:A20"},
		{"'R1C1'!A1", "'R1C1'!A1"},
		{"'2026'!A1", "'2026'!A1"},
		{"TRUE!A1", "TRUE!A1"},
		{"'a-b'!A1", "'a-b'!A1"},
		{"'ABC1234'!A1", "'ABC1234'!A1"},
	} {
		got := ask(t, b, "GET", "/values/"+url.PathEscape(c[0])+"?fields=range", "")
		expect(t, c[0], got, `{"range":"`+c[1]+`"}`)
	}
}

func TestRangesRefused(t *testing.T) {
	b := titles(t)
	for _, name := range []string{
		"Nowhere", "'Nowhere'!A1", "Sheet1!", "Sheet1!A", "Sheet1!1", "Sheet1!A0", "Sheet1!A1:B2:C3", "'Sheet1", "'Sheet1'A1",
		"'D3'!SoLieu", "A1:[5", "", "!A1", "R0C1",
	} {
		got := ask(t, b, "GET", "/values:batchGet?ranges="+url.QueryEscape(name), "")
		expect(t, name, got, "Unable to parse range: "+name)
	}
	for _, c := range [][2]string{
		{"Sheet1!AP1:AW1", "Range (Sheet1!AP1:AW1) exceeds grid limits. Max rows: 1000, max columns: 26"},
		{"A1001:B", "Range (Sheet1!A1001:B) exceeds grid limits. Max rows: 1000, max columns: 26"},
		{"'D3'!A21:ZZ", "Range ('D3'!A21:ZZ) exceeds grid limits. Max rows: 20, max columns: 6"},
		{"AA1:2", "Range (Sheet1!AA1:2) exceeds grid limits. Max rows: 1000, max columns: 26"},
	} {
		got := ask(t, b, "GET", "/values/"+url.PathEscape(c[0]), "")
		expect(t, c[0], got, c[1])
	}
}

// FuzzRange: any range is answered or refused, and what is answered names a
// range that is answered in the same way.
func FuzzRange(f *testing.F) {
	for _, seed := range []string{"A1", "'It''s'!A1:B", "Sheet1", "R1C1:R2C2", "D4:A1", "SoLieu", "'", "!", "A99999999:ZZZ", "2:2"} {
		f.Add(seed)
	}
	b := titles(f)
	f.Fuzz(func(t *testing.T, name string) {
		first := ask(t, b, "GET", "/values/"+url.PathEscape(name)+"?fields=range", "")
		echo, ok := strings.CutPrefix(first, `{"range":"`)
		if !ok {
			return
		}
		again := ask(t, b, "GET", "/values/"+url.PathEscape(strings.TrimSuffix(echo, `"}`))+"?fields=range", "")
		expect(t, name, again, first)
	})
}
