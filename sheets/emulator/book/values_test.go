package book_test

import (
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

// TestValuesRead: rows are ragged, empty ones in the middle stay, trailing
// ones go, and nothing at all is no field.
func TestValuesRead(t *testing.T) {
	b := book.New("x", "", "en_US", "")
	enter(t, b, "B2", `[["a","","c"],[],["=1+1",true],["",""]]`)
	for _, c := range [][2]string{
		{"Sheet1", `{"values":[[],["","a","","c"],[],["","2","TRUE"]]}`},
		{"A1:B2", `{"values":[[],["","a"]]}`},
		{"C2:C9", `{"values":[[],[],["TRUE"]]}`},
		{"E1:Z9", `{}`},
		{"A500:B", `{}`},
	} {
		expect(t, c[0], seen(t, b, c[0]), c[1])
	}
	expect(t, "by column", ask(t, b, "GET", "/values/A1:D4?majorDimension=COLUMNS", ""),
		`{"majorDimension":"COLUMNS","range":"Sheet1!A1:D4","values":[[],["","a","","2"],["","","","TRUE"],["","c"]]}`)
	expect(t, "several", ask(t, b, "GET", "/values:batchGet?ranges=B2&ranges=Sheet1!D:D", ""),
		`{"spreadsheetId":"x","valueRanges":[{"majorDimension":"ROWS","range":"Sheet1!B2","values":[["a"]]},`+
			`{"majorDimension":"ROWS","range":"Sheet1!D1:D1000","values":[[],["c"]]}]}`)
}

// TestRenderOptions: what a number, a date, a truth and a formula are under
// each option, in two locales.
func TestRenderOptions(t *testing.T) {
	for _, c := range []struct{ locale, options, want string }{
		{"en_US", "", `[["2","2020-01-01","53.5","x","TRUE"]]`},
		{"en_US", "?valueRenderOption=UNFORMATTED_VALUE", `[[2,43831,53.5,"x",true]]`},
		{"en_US", "?valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING", `[[2,"2020-01-01",53.5,"x",true]]`},
		{"en_US", "?valueRenderOption=FORMATTED_VALUE&dateTimeRenderOption=SERIAL_NUMBER", `[["2","2020-01-01","53.5","x","TRUE"]]`},
		{"en_US", "?valueRenderOption=FORMULA", `[["=4/2",43831,53.5,"x",true]]`},
		{"vi_VN", "?valueRenderOption=FORMATTED_VALUE", `[["2","2020-01-01","53,5","x","TRUE"]]`},
	} {
		b := book.New("x", "", c.locale, "")
		enter(t, b, "A1", `[["=4/2","2020-01-01",53.5,"x",true]]`)
		got := ask(t, b, "GET", "/values/A1:E1"+c.options, "")
		expect(t, c.locale+c.options, got, `{"majorDimension":"ROWS","range":"Sheet1!A1:E1","values":`+c.want+`}`)
	}
}

// TestValuesWritten: what is answered to writing, and what is in the cells then.
func TestValuesWritten(t *testing.T) {
	b := book.New("x", "", "vi_VN", "")
	for _, c := range []struct{ name, query, body, answer, then string }{
		{
			"A1", "RAW", `{"values":[["=1+1","007"],["9.000",null]]}`,
			`{"spreadsheetId":"x","updatedCells":3,"updatedColumns":2,"updatedRange":"Sheet1!A1:B2","updatedRows":2}`,
			`[["=1+1","007"],["9.000"]]`,
		},
		{
			"A1:B2", "USER_ENTERED", `{"values":[["=1+1","'007"],["9.000",5]]}`,
			`{"spreadsheetId":"x","updatedCells":4,"updatedColumns":2,"updatedRange":"Sheet1!A1:B2","updatedRows":2}`,
			`[[2,"007"],[9000,5]]`,
		},
		{
			"A1:B2", "RAW", `{"values":[[null,"b"]]}`,
			`{"spreadsheetId":"x","updatedCells":1,"updatedColumns":2,"updatedRange":"Sheet1!A1:B1","updatedRows":1}`,
			`[[2,"b"],[9000,5]]`,
		},
		{
			"A1:B2", "RAW", `{"majorDimension":"COLUMNS","values":[["",1],[2,""]]}`,
			`{"spreadsheetId":"x","updatedCells":4,"updatedColumns":2,"updatedRange":"Sheet1!A1:B2","updatedRows":2}`,
			`[["",2],[1]]`,
		},
		{
			"Sheet1", "RAW&includeValuesInResponse=true&responseValueRenderOption=UNFORMATTED_VALUE", `{"values":[[3]]}`,
			`{"spreadsheetId":"x","updatedCells":1,"updatedColumns":1,"updatedData":{"majorDimension":"ROWS",` +
				`"range":"Sheet1!A1","values":[[3]]},"updatedRange":"Sheet1!A1","updatedRows":1}`,
			`[[3,2],[1]]`,
		},
		{
			"B2:C3", "RAW", `{}`, `{"spreadsheetId":"x","updatedRange":"Sheet1!B2"}`, `[[3,2],[1]]`,
		},
	} {
		got := ask(t, b, "PUT", "/values/"+c.name+"?valueInputOption="+c.query, c.body)
		expect(t, c.body, got, c.answer)
		got = ask(t, b, "GET", "/values/A1:B2?fields=values&valueRenderOption=UNFORMATTED_VALUE", "")
		expect(t, "after "+c.body, got, `{"values":`+c.then+`}`)
	}
}

func TestValuesRefused(t *testing.T) {
	b := book.New("x", "", "", "")
	long := strings.Repeat("a", 50_001)
	for _, c := range []struct{ name, query, body, want string }{
		{"A1", "", `{"values":[[1]]}`, "'valueInputOption' is required but not specified"},
		{"A1", "?valueInputOption=TYPED", `{}`, `Invalid value at 'value_input_option' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), "TYPED"`},
		{"A1", "?valueInputOption=RAW&foo=1", `{}`, `Invalid JSON payload received. Unknown name "foo": Cannot bind query parameter. Field 'foo' could not be found in request message.`},
		{"A1:B1", "?valueInputOption=RAW", `{"values":[[1],[2]]}`, "Requested writing within range [A1:B1], but tried writing to row [2]"},
		{"A1:B1", "?valueInputOption=RAW", `{"values":[[1,2,3]]}`, "Requested writing within range [A1:B1], but tried writing to column [C]"},
		{"'Sheet1'!A1000", "?valueInputOption=RAW", `{"values":[[1],[2]]}`, "Requested writing within range ['Sheet1'!A1000], but tried writing to row [1001]"},
		{"A1", "?valueInputOption=RAW", `{"values":"x"}`, `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "x"`},
		{"A1", "?valueInputOption=RAW", `{"values":["x",1]}`, "Invalid value at 'data.values[0]' (type.googleapis.com/google.protobuf.ListValue), \"x\"\n" +
			"Invalid value at 'data.values[1]' (type.googleapis.com/google.protobuf.ListValue), 1"},
		{"A1", "?valueInputOption=RAW", `{"values":[[{"a":1}]]}`, `Invalid values[0][0]: struct_value {"a":1}`},
		{"A1", "?valueInputOption=RAW", `{"value":[]}`, `Invalid JSON payload received. Unknown name "value" at 'data': Cannot find field.`},
		{"A1", "?valueInputOption=RAW", `{"values":[["` + long + `"]]}`, "Invalid values[0][0]: Your input contains more than the maximum of 50000 characters in a single cell."},
		{"A1001", "?valueInputOption=RAW", `{"values":[[1]]}`, "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"},
	} {
		expect(t, c.body[:min(len(c.body), 80)], ask(t, b, "PUT", "/values/"+strings.ReplaceAll(c.name, "'", "%27")+c.query, c.body), c.want)
	}
	expect(t, "nothing was written", seen(t, b, "Sheet1"), `{}`)
}

// TestValuesInBatches: all ranges are written or none.
func TestValuesInBatches(t *testing.T) {
	b := book.New("x", "", "", "")
	expect(t, "one wrong", ask(t, b, "POST", "/values:batchUpdate",
		`{"valueInputOption":"RAW","data":[{"range":"A1","values":[[1]]},{"range":"Nowhere!A1","values":[[2]]}]}`),
		"Invalid data[1]: Unable to parse range: Nowhere!A1")
	expect(t, "nothing was written", seen(t, b, "Sheet1"), `{}`)
	expect(t, "both right", ask(t, b, "POST", "/values:batchUpdate",
		`{"valueInputOption":"RAW","data":[{"range":"A1","values":[[1,2]]},{"range":"B1:B2","values":[[3],[4]]}]}`),
		`{"responses":[{"spreadsheetId":"x","updatedCells":2,"updatedColumns":2,"updatedRange":"Sheet1!A1:B1","updatedRows":1},`+
			`{"spreadsheetId":"x","updatedCells":2,"updatedColumns":1,"updatedRange":"Sheet1!B1:B2","updatedRows":2}],`+
			`"spreadsheetId":"x","totalUpdatedCells":4,"totalUpdatedColumns":2,"totalUpdatedRows":2,"totalUpdatedSheets":1}`)
	expect(t, "one wrong to clear", ask(t, b, "POST", "/values:batchClear", `{"ranges":["A1","A2000:ZZ"]}`),
		"Invalid range[1]: Range (Sheet1!A2000:ZZ) exceeds grid limits. Max rows: 1000, max columns: 26")
	expect(t, "both clear", ask(t, b, "POST", "/values:batchClear", `{"ranges":["A:A","B2"]}`),
		`{"clearedRanges":["Sheet1!A1:A1000","Sheet1!B2"],"spreadsheetId":"x"}`)
	expect(t, "what is left", seen(t, b, "Sheet1"), `{"values":[["","3"]]}`)
}

// TestClearKeepsTheLook: clearing values leaves formats and notes.
func TestClearKeepsTheLook(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "A1", `[["10%"]]`)
	must(t, b, `{"updateCells":{"start":{},"fields":"note","rows":[{"values":[{"note":"n"}]}]}}`)
	ask(t, b, "POST", "/values/A1:clear", "{}")
	expect(t, "cleared", field(t, b, "sheets.data.rowData.values(userEnteredValue,note,userEnteredFormat.numberFormat.type)"),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"note":"n","userEnteredFormat":{"numberFormat":{"type":"PERCENT"}}}]}]}]}]}`)
}

// TestAppend: values go below the table that the range touches. The sheet is
// that of Google's guide: tables A1:C2 and B4:D6.
func TestAppend(t *testing.T) {
	for _, c := range []struct{ name, table, written string }{
		{"Sheet1", "Sheet1!B4:D6", "Sheet1!B7:C7"},
		{"B4", "Sheet1!B4:D6", "Sheet1!B7:C7"},
		{"C5:D5", "Sheet1!B4:D6", "Sheet1!B7:C7"},
		{"B2:D4", "Sheet1!B4:D6", "Sheet1!B7:C7"},
		{"A3:G10", "Sheet1!B4:D6", "Sheet1!B7:C7"},
		{"A1", "Sheet1!A1:C2", "Sheet1!A3:B3"},
		{"E4", "", "Sheet1!E4:F4"},
		{"A4", "", "Sheet1!A4:B4"},
	} {
		b := book.New("x", "", "", "")
		enter(t, b, "A1", `[["x","y","z"],["x","y","z"],[],["","x","y"],["","","y","z"],["","x","y","z"]]`)
		want := `{"spreadsheetId":"x","tableRange":"` + c.table + `","updates":{"spreadsheetId":"x","updatedCells":2,` +
			`"updatedColumns":2,"updatedRange":"` + c.written + `","updatedRows":1}}`
		want = strings.Replace(want, `"tableRange":"",`, "", 1)
		got := ask(t, b, "POST", "/values/"+c.name+":append?valueInputOption=RAW", `{"values":[[1,2]]}`)
		expect(t, "append to "+c.name, got, want)
	}
}

// TestAppendGrows: there is always room below, and rows put in push down what
// is there.
func TestAppendGrows(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":2,"columnCount":2}},"fields":"gridProperties(rowCount,columnCount)"}}`)
	enter(t, b, "A1", `[["a"],["b"]]`)
	ask(t, b, "POST", "/values/A1:append?valueInputOption=RAW", `{"values":[["c",1,2]]}`)
	expect(t, "grown", field(t, b, "sheets.properties.gridProperties"),
		`{"sheets":[{"properties":{"gridProperties":{"columnCount":3,"rowCount":3}}}]}`)
	enter(t, b, "A1", `[["a"],[""],["below"]]`)
	ask(t, b, "POST", "/values/A1:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS", `{"values":[["new"],["new"]]}`)
	expect(t, "pushed", seen(t, b, "A:A"), `{"values":[["a"],["new"],["new"],[],["below"]]}`)
	expect(t, "over", ask(t, b, "POST", "/values/A1:append?valueInputOption=RAW", `{"values":[["over"]]}`),
		`{"spreadsheetId":"x","tableRange":"Sheet1!A1:A3","updates":{"spreadsheetId":"x","updatedCells":1,"updatedColumns":1,`+
			`"updatedRange":"Sheet1!A4","updatedRows":1}}`)
}

// TestEnteredAgain: what a cell holds already may be entered again, a formula
// keeps its result.
func TestEnteredAgain(t *testing.T) {
	b := book.New("x", "", "", "")
	for range 2 {
		enter(t, b, "A1", `[["=1+1","10%"]]`)
		expect(t, "entered", seen(t, b, "A1:B1"), `{"values":[["2","10%"]]}`)
	}
	if b.Changes() != 1 {
		t.Errorf("%d changes, want 1", b.Changes())
	}
}

// TestRichText: the formats of parts of a text go with the text.
func TestRichText(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"updateCells":{"start":{},"fields":"*","rows":[{"values":[{"userEnteredValue":{"stringValue":"ab"},`+
		`"textFormatRuns":[{"startIndex":1,"format":{"bold":true}}]}]}]}}`)
	expect(t, "written", field(t, b, "sheets.data.rowData.values.textFormatRuns"),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"textFormatRuns":[{"format":{"bold":true},"startIndex":1}]}]}]}]}]}`)
	enter(t, b, "A1", `[["other"]]`)
	expect(t, "another text", field(t, b, "sheets.data.rowData.values(textFormatRuns,formattedValue)"),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"other"}]}]}]}]}`)
}
