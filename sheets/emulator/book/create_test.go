package book_test

import (
	"testing"

	"thidua/sheets"
	"thidua/sheets/emulator/book"
)

func TestCreate(t *testing.T) {
	b, err := book.Create([]byte(`{"properties":{"title":"Kế hoạch","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh","autoRecalc":"HOUR"},
		"sheets":[
			{"properties":{"title":"Ẩn","hidden":true}},
			{"properties":{"title":"Biểu","sheetId":9,"gridProperties":{"rowCount":2,"columnCount":2}},
			 "data":[{"startRow":1,"startColumn":1,"rowData":[{"values":[{"userEnteredValue":{"numberValue":9000},
				"userEnteredFormat":{"numberFormat":{"type":"NUMBER","pattern":"#,##0"}}},{"note":"n"}]}],
				"columnMetadata":[{"pixelSize":50}]}],
			 "merges":[{"sheetId":9,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2}]}],
		"namedRanges":[{"namedRangeId":"1","name":"n","range":{"sheetId":9,"startRowIndex":1,"endRowIndex":2}}]}`), "id")
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "created", field(t, b, "spreadsheetId,properties(title,locale,timeZone,autoRecalc),namedRanges.name,sheets(properties(title,hidden,gridProperties),merges.sheetId)"),
		`{"namedRanges":[{"name":"n"}],"properties":{"autoRecalc":"HOUR","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh","title":"Kế hoạch"},`+
			`"sheets":[{"properties":{"gridProperties":{"columnCount":26,"rowCount":1000},"hidden":true,"title":"Ẩn"}},`+
			`{"merges":[{"sheetId":9}],"properties":{"gridProperties":{"columnCount":3,"rowCount":2},"title":"Biểu"}}],"spreadsheetId":"id"}`)
	expect(t, "the value", seen(t, b, "Biểu!B2"), `{"values":[["9.000"]]}`)
	expect(t, "the column", ask(t, b, "GET", "?ranges=Bi%E1%BB%83u!B:C&fields=sheets.data.columnMetadata.pixelSize", ""),
		`{"sheets":[{"data":[{"columnMetadata":[{"pixelSize":50},{"pixelSize":100}]}]}]}`)
	if b.Changes() != 0 || b.ID() != "id" || b.Title() != "Kế hoạch" || b.Locale() != "vi_VN" {
		t.Errorf("%d changes, id %q, title %q, locale %q", b.Changes(), b.ID(), b.Title(), b.Locale())
	}
}

func TestCreateNothing(t *testing.T) {
	b, err := book.Create(nil, "id")
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "created", field(t, b, "properties(title,locale,timeZone),sheets.properties.title"),
		`{"properties":{"locale":"en_US","timeZone":"Etc/GMT","title":"Untitled spreadsheet"},"sheets":[{"properties":{"title":"Sheet1"}}]}`)
	for body, want := range map[string]string{
		`{"title":"x"}`: `Invalid JSON payload received. Unknown name "title" at 'spreadsheet': Cannot find field.`,
		`{"sheets":[{"properties":{"title":"a"}},{"properties":{"title":"A"}}]}`: `Invalid sheets[1]: A sheet with the name "A" already exists. Please enter another name.`,
		`{"sheets":[{"properties":{"hidden":true}}]}`:                            "You can't hide all the sheets in a document.",
		`{"properties":{"title":["a"]}}`:                                         `Invalid JSON payload received. Unknown name "title" at 'spreadsheet.properties': Proto field is not repeating, cannot start list.`,
		`[]`:                                                                     "Invalid JSON payload received. Unexpected token.\n[]\n^",
	} {
		if _, err := book.Create([]byte(body), "id"); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

// TestFromGrid: what a grid tells is what the API answers.
func TestFromGrid(t *testing.T) {
	b := book.FromGrid(&sheets.Grid{Source: "id", Title: "Báo cáo", Locale: "vi_VN", Tabs: []sheets.Tab{{
		GID: "12", Title: "Biểu 1", Hidden: true,
		Merges:     []sheets.Range{{From: sheets.Ref{Row: 1}, To: sheets.Ref{Row: 1, Col: 1}}},
		HiddenRows: map[int]bool{1: true}, HiddenCols: map[int]bool{0: true},
		Cells: [][]sheets.Cell{{
			{Kind: sheets.Number, Number: 9000, Seen: "9 nghìn", Format: "#,##0"},
			{Kind: sheets.Number, Number: 0.5, Format: "0%", Formula: true},
			{Kind: sheets.Date, Number: 43831, Text: "2020-01-01", Format: "dd/mm/yyyy"},
			{Kind: sheets.Error, Text: "#DIV/0!"},
			{Kind: sheets.Bool, Bool: true, Note: "ghi chú"},
			{Kind: sheets.Text, Text: `a "b"`, Formula: true},
		}},
	}, {Title: "Không số"}}})
	expect(t, "seen", seen(t, b, "'Biểu 1'!A1:F1"), `{"values":[["9 nghìn","50%","01/01/2020","#DIV/0!","TRUE","a \"b\""]]}`)
	expect(t, "formulas", ask(t, b, "GET", "/values/'Bi%E1%BB%83u%201'!A1:F1?fields=values&valueRenderOption=FORMULA", ""),
		`{"values":[[9000,"=0.5",43831,"#DIV/0!",true,"=\"a \"\"b\"\"\""]]}`)
	expect(t, "the rest", ask(t, b, "GET", "?ranges='Bi%E1%BB%83u%201'!A1:C2&fields=sheets(properties(sheetId,hidden),merges,data(rowMetadata.hiddenByUser,columnMetadata.hiddenByUser,rowData.values(note,userEnteredFormat)))", ""),
		`{"sheets":[{"data":[{"columnMetadata":[{"hiddenByUser":true},{},{}],"rowData":[{"values":[`+
			`{"userEnteredFormat":{"numberFormat":{"pattern":"#,##0","type":"NUMBER"}}},{"userEnteredFormat":{"numberFormat":{"pattern":"0%","type":"PERCENT"}}},`+
			`{"userEnteredFormat":{"numberFormat":{"pattern":"dd/mm/yyyy","type":"DATE"}}}]}],"rowMetadata":[{},{"hiddenByUser":true}]}],`+
			`"merges":[{"endColumnIndex":2,"endRowIndex":2,"sheetId":12,"startColumnIndex":0,"startRowIndex":1}],"properties":{"hidden":true,"sheetId":12}}]}`)
	expect(t, "ids", field(t, b, "sheets.properties.sheetId"), `{"sheets":[{"properties":{"sheetId":12}},{"properties":{"sheetId":1}}]}`)
	enter(t, b, "'Biểu 1'!A1", `[[1234]]`)
	expect(t, "what is written is shown by its format", seen(t, b, "'Biểu 1'!A1"), `{"values":[["1.234"]]}`)
}
