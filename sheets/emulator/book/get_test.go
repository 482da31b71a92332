package book_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"testing"

	"thidua/sheets/emulator/book"
)

// TestFieldMasks: a mask wants what it names, however it is written, and pulls
// cells in by naming them.
func TestFieldMasks(t *testing.T) {
	b := book.New("x", "T", "vi_VN", "")
	enter(t, b, "B1", `[["a"],[""],["1,5"]]`)
	must(t, b, `{"updateCells":{"start":{"rowIndex":2,"columnIndex":1},"fields":"note","rows":[{"values":[{"note":"n"}]}]}}`,
		`{"addSheet":{"properties":{"title":"Rỗng","sheetId":7,"gridProperties":{"rowCount":1,"columnCount":1}}}}`)
	for _, c := range [][2]string{
		{"spreadsheetId", `{"spreadsheetId":"x"}`},
		{"properties.title,properties.locale", `{"properties":{"locale":"vi_VN","title":"T"}}`},
		{"properties(title,locale)", `{"properties":{"locale":"vi_VN","title":"T"}}`},
		{"properties/title", `{"properties":{"title":"T"}}`},
		{"sheets(properties/title)", `{"sheets":[{"properties":{"title":"Sheet1"}},{"properties":{"title":"Rỗng"}}]}`},
		{"sheets.properties.sheet_id", `{"sheets":[{"properties":{"sheetId":0}},{"properties":{"sheetId":7}}]}`},
		{"sheets/*/title", `{"sheets":[{"properties":{"title":"Sheet1"}},{"properties":{"title":"Rỗng"}}]}`},
		{"namedRanges", `{}`},
		{"sheets.merges", `{"sheets":[{},{}]}`},
		{"sheets.data.rowData.values.note", `{"sheets":[{"data":[{"rowData":[{"values":[{},{}]},{},{"values":[{},{"note":"n"}]}]}]},{"data":[{}]}]}`},
		{
			"sheets.data.rowData.values(effectiveValue.numberValue,formattedValue)",
			`{"sheets":[{"data":[{"rowData":[{"values":[{},{"effectiveValue":{},"formattedValue":"a"}]},{},` +
				`{"values":[{},{"effectiveValue":{"numberValue":1.5},"formattedValue":"1,5"}]}]}]},{"data":[{}]}]}`,
		},
		{"sheets.data(startRow,startColumn,rowMetadata.hiddenByUser)", ""},
	} {
		if got := field(t, b, c[0]); c[1] != "" {
			expect(t, c[0], got, c[1])
		}
	}
	expect(t, "ranges cut the cells and the tabs",
		ask(t, b, "GET", "?ranges=Sheet1!B3:C4&fields=sheets(properties.title,data(startRow,startColumn,rowData.values.formattedValue,columnMetadata))", ""),
		`{"sheets":[{"data":[{"columnMetadata":[{"pixelSize":100},{"pixelSize":100}],"rowData":[{"values":[{"formattedValue":"1,5"}]}],`+
			`"startColumn":1,"startRow":2}],"properties":{"title":"Sheet1"}}]}`)
	expect(t, "includeGridData is ignored beside fields",
		ask(t, b, "GET", "?includeGridData=true&fields=sheets.properties.index", ""),
		`{"sheets":[{"properties":{"index":0}},{"properties":{"index":1}}]}`)
}

func TestFieldMasksRefused(t *testing.T) {
	b := book.New("x", "T", "", "")
	for _, fields := range []string{
		"nothing", "sheets.nothing", "properties, sheets.properties", "sheets(", "sheets)", "sheets..properties", ".", ",", "sheets()",
		"spreadsheetId.more", "sheets(properties", "sheets.data(rowData(values(x)))",
	} {
		_, err := b.Serve(book.Call{Method: "GET", Query: url.Values{"fields": {fields}}})
		var refusal *book.Error
		if !errors.As(err, &refusal) || refusal.Code != 400 || refusal.Status != "INVALID_ARGUMENT" || len(refusal.Details) != 1 ||
			refusal.Message != "Request contains an invalid argument." {
			t.Errorf("fields=%s: %#v", fields, err)
		}
	}
}

// TestGridData: what includeGridData adds to a cell.
func TestGridData(t *testing.T) {
	b := book.New("x", "T", "", "")
	must(t, b, `{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":1,"columnCount":2}},"fields":"gridProperties(rowCount,columnCount)"}}`,
		`{"repeatCell":{"range":{},"cell":{"userEnteredFormat":{"numberFormat":{"type":"NUMBER","pattern":"0.00"},"textFormat":{"bold":true}}},"fields":"userEnteredFormat"}}`)
	enter(t, b, "A1", `[["=1/0"]]`)
	got := ask(t, b, "GET", "?includeGridData=true&ranges=A1", "")
	whole := ask(t, b, "GET", "?fields=*&ranges=A1", "")
	expect(t, "everything is everything", whole, got)
	const format = `"numberFormat":{"pattern":"0.00","type":"NUMBER"}`
	expect(t, "a cell", field(t, b, "sheets.data.rowData.values(userEnteredValue,effectiveValue,formattedValue,userEnteredFormat)"),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"effectiveValue":{"errorValue":{"message":"Function DIVIDE parameter 2 cannot be zero.",`+
			`"type":"DIVIDE_BY_ZERO"}},"formattedValue":"#DIV/0!","userEnteredFormat":{`+format+`,"textFormat":{"bold":true}},`+
			`"userEnteredValue":{"formulaValue":"=1/0"}},{"userEnteredFormat":{`+format+`,"textFormat":{"bold":true}}}]}]}]}]}`)
	expect(t, "the effective format", field(t, b, "sheets.data.rowData.values.effectiveFormat(numberFormat,horizontalAlignment,textFormat(bold,italic,fontSize))"),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"effectiveFormat":{"horizontalAlignment":"CENTER",`+format+
			`,"textFormat":{"bold":true,"fontSize":10,"italic":false}}},{"effectiveFormat":{`+format+
			`,"textFormat":{"bold":true,"fontSize":10,"italic":false}}}]}]}]}]}`)
}

// TestEffective: what Google tells of cells beside what was entered.
func TestEffective(t *testing.T) {
	const plain = `"textFormat":{"bold":false,"fontFamily":"Arial","fontSize":10,"foregroundColor":{},"foregroundColorStyle":{"rgbColor":{}},` +
		`"italic":false,"strikethrough":false,"underline":false}`
	const blue = `{"blue":0.8,"green":0.33333334,"red":0.06666667}`
	for formula, want := range map[string]string{
		`123`:   `{"effectiveFormat":{"hyperlinkDisplayType":"PLAIN_TEXT",` + plain + `},"effectiveValue":{"numberValue":123},"formattedValue":"123"}`,
		`=""`:   `{"effectiveFormat":{"hyperlinkDisplayType":"PLAIN_TEXT",` + plain + `}}`,
		`=NA()`: `{"effectiveFormat":{"hyperlinkDisplayType":"PLAIN_TEXT",` + plain + `},"effectiveValue":{"errorValue":{"type":"N_A"}},"formattedValue":"#N/A"}`,
		`=HYPERLINK("https://example.com", "click")`: `{"effectiveFormat":{"hyperlinkDisplayType":"LINKED","textFormat":{"bold":false,"fontFamily":"Arial","fontSize":10,` +
			`"foregroundColor":` + blue + `,"foregroundColorStyle":{"rgbColor":` + blue + `},"italic":false,"link":{"uri":"https://example.com"},"strikethrough":false,"underline":true}},` +
			`"effectiveValue":{"stringValue":"click"},"formattedValue":"click","hyperlink":"https://example.com"}`,
	} {
		b := book.New("x", "", "", "")
		typed, err := json.Marshal([][]string{{formula}})
		if err != nil {
			t.Fatal(err)
		}
		enter(t, b, "A1", string(typed))
		expect(t, formula, field(t, b, "sheets.data.rowData.values(effectiveValue,formattedValue,hyperlink,effectiveFormat(textFormat,hyperlinkDisplayType))"),
			`{"sheets":[{"data":[{"rowData":[{"values":[`+want+`]}]}]}]}`)
	}
}

// FuzzFields: any mask is kept to or refused.
func FuzzFields(f *testing.F) {
	for _, seed := range []string{"*", "sheets(properties(title),data/rowData)", "a.b/c(d,e)", "sheets.*", "((((", "sheets/*/title", "a,b.c,"} {
		f.Add(seed)
	}
	b := book.New("x", "T", "", "")
	f.Fuzz(func(t *testing.T, fields string) {
		if _, err := b.Serve(book.Call{Method: "GET", Query: url.Values{"fields": {fields}}}); err != nil {
			var refusal *book.Error
			if !errors.As(err, &refusal) || refusal.Code != 400 {
				t.Errorf("%q: %v", fields, err)
			}
		}
	})
}
