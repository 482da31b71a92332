package book_test

import (
	"testing"

	"thidua/sheets/emulator/book"
)

// TestDataFilters: cells by range, by GridRange and by the metadata of their row.
func TestDataFilters(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "A1", `[["a","b"],["c","d"]]`)
	must(t, b, `{"addSheet":{"properties":{"title":"Hai","sheetId":2}}}`,
		`{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","visibility":"DOCUMENT","location":{"dimensionRange":{"dimension":"ROWS","startIndex":1,"endIndex":2}}}}}`)
	const (
		byRange    = `{"a1Range":"A1:B1"}`
		byGrid     = `{"gridRange":{"startColumnIndex":1,"endColumnIndex":2}}`
		byMetadata = `{"developerMetadataLookup":{"metadataKey":"k"}}`
	)
	expect(t, "values", ask(t, b, "POST", "/values:batchGetByDataFilter", `{"majorDimension":"ROWS","dataFilters":[`+byRange+`,`+byGrid+`,`+byMetadata+`]}`),
		`{"spreadsheetId":"x","valueRanges":[`+
			`{"dataFilters":[`+byRange+`],"valueRange":{"majorDimension":"ROWS","range":"Sheet1!A1:B1","values":[["a","b"]]}},`+
			`{"dataFilters":[{"gridRange":{"endColumnIndex":2,"startColumnIndex":1}}],"valueRange":{"majorDimension":"ROWS","range":"Sheet1!B1:B1000","values":[["b"],["d"]]}},`+
			`{"dataFilters":[`+byMetadata+`],"valueRange":{"majorDimension":"ROWS","range":"Sheet1!A2:Z2","values":[["c","d"]]}}]}`)
	expect(t, "the spreadsheet", ask(t, b, "POST", ":getByDataFilter?fields=sheets(properties.title,data.rowData.values.formattedValue)",
		`{"dataFilters":[`+byMetadata+`],"includeGridData":true}`),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"c"},{"formattedValue":"d"}]}]}],"properties":{"title":"Sheet1"}}]}`)
	expect(t, "nothing found", ask(t, b, "POST", ":getByDataFilter?fields=spreadsheetId,sheets.properties.title",
		`{"dataFilters":[{"developerMetadataLookup":{"metadataKey":"none"}}]}`), `{"spreadsheetId":"x"}`)
	expect(t, "the whole spreadsheet", ask(t, b, "POST", ":getByDataFilter?fields=sheets.properties.title", `{}`),
		`{"sheets":[{"properties":{"title":"Sheet1"}},{"properties":{"title":"Hai"}}]}`)
	expect(t, "written", ask(t, b, "POST", "/values:batchUpdateByDataFilter",
		`{"valueInputOption":"RAW","data":[{"dataFilter":`+byMetadata+`,"values":[["e"]]}]}`),
		`{"responses":[{"dataFilter":`+byMetadata+`,"updatedCells":1,"updatedColumns":1,"updatedRange":"Sheet1!A2","updatedRows":1}],`+
			`"spreadsheetId":"x","totalUpdatedCells":1,"totalUpdatedColumns":1,"totalUpdatedRows":1,"totalUpdatedSheets":1}`)
	expect(t, "cleared", ask(t, b, "POST", "/values:batchClearByDataFilter", `{"dataFilters":[`+byGrid+`]}`),
		`{"clearedRanges":["Sheet1!B1:B1000"],"spreadsheetId":"x"}`)
	expect(t, "what is left", seen(t, b, "Sheet1"), `{"values":[["a"],["e"]]}`)
	expect(t, "a range that is none", ask(t, b, "POST", ":getByDataFilter", `{"dataFilters":[{"a1Range":"A1"},{"a1Range":"Nowhere!A1"}]}`),
		"Invalid dataFilters[1]: Unable to parse range: Nowhere!A1")
	expect(t, "no filter", ask(t, b, "POST", "/values:batchClearByDataFilter", `{"dataFilters":[{}]}`),
		"Invalid dataFilters[0]: A data filter must have a range or a lookup.")
}
