package book_test

import (
	"strings"
	"testing"

	"thidua/sheets"
	"thidua/sheets/emulator/book"
)

// put types values into cells: address, text, address, text.
func put(t *testing.T, b *book.Book, cells ...string) {
	t.Helper()
	for i := 0; i < len(cells); i += 2 {
		body := `{"values":[["` + strings.ReplaceAll(cells[i+1], `"`, `\"`) + `"]]}`
		if got := ask(t, b, "PUT", "/values/"+cells[i]+"?valueInputOption=USER_ENTERED", body); !strings.Contains(got, "updatedRange") {
			t.Fatal(got)
		}
	}
}

// values returns the values of a range, unformatted.
func values(t *testing.T, b *book.Book, a1 string) string {
	t.Helper()
	return ask(t, b, "GET", "/values/"+a1+"?fields=values&valueRenderOption=UNFORMATTED_VALUE", "")
}

func TestFormulaFollowsItsCells(t *testing.T) {
	b := book.New("x", "Báo cáo", "vi_VN", "")
	put(t, b, "A1", "=SUM(B1:B3)*C1", "B1", "1", "B3", "2", "C1", "=D1+1", "D1", "9")
	if got, want := values(t, b, "A1:D1"), `{"values":[[30,1,10,9]]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	put(t, b, "D1", "19", "B2", "xã")
	if got, want := values(t, b, "A1:C1"), `{"values":[[60,1,20]]}`; got != want {
		t.Errorf("once cells have changed: got %s, want %s", got, want)
	}
	put(t, b, "D1", "xã")
	if got, want := values(t, b, "A1:C1"), `{"values":[["#VALUE!",1,"#VALUE!"]]}`; got != want {
		t.Errorf("once a text is added to: got %s, want %s", got, want)
	}
}

func TestFormulas(t *testing.T) {
	b := book.New("x", "Báo cáo", "vi_VN", "")
	ask(t, b, "POST", ":batchUpdate", `{"requests":[{"addSheet":{"properties":{"title":"Biểu '1'","sheetId":5}}},`+
		`{"addNamedRange":{"namedRange":{"name":"Tổng","range":{"sheetId":5,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":1}}}}]}`)
	put(t, b, "'Biểu ''1'''!A1", "1", "'Biểu ''1'''!A2", "2", "F1", "3", "F2", "4")
	for typed, want := range map[string]string{
		"=SUM('Biểu ''1'''!A1:A2)": "3",
		"=SUM(Tổng;F1)":            "6",
		"=SUM(F1:F)":               "7",
		"=SUM($F:$F)":              "7",
		"=COUNTBLANK(F1:F10)":      "8",
		"=F1&\" ha\"":              `"3 ha"`,
		"=F1=3":                    "true",
		"=1/0":                     `"#DIV/0!"`,
		"=A1":                      `"#REF!"`,
		"=B1":                      `"#REF!"`, // which refers to A1
		"=NOSUCH(F1)":              `"#NAME?"`,
		"=Không":                   `"#NAME?"`,
		"='Biểu 2'!A1":             `"#REF!"`,
		"=SUM(":                    `"#ERROR!"`,
	} {
		put(t, b, "A1", typed, "B1", "=A1")
		if got, want := values(t, b, "A1"), `{"values":[[`+want+`]]}`; got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}

func TestResultsThatCameWithTheBookStay(t *testing.T) {
	b := book.FromGrid(&sheets.Grid{Locale: "vi_VN", Tabs: []sheets.Tab{{Cells: [][]sheets.Cell{{
		{Kind: sheets.Number, Number: 41, Formula: true},
		{Kind: sheets.Error, Text: "#REF!", Formula: true},
	}}}}})
	put(t, b, "C1", "1")
	if got, want := values(t, b, "A1:C1"), `{"values":[[41,"#REF!",1]]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
