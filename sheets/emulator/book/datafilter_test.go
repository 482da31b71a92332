package book_test

import (
	"testing"

	"thidua/sheets/emulator/book"
)

// TestGetByDataFilter: the ranges are in the body, and what can name none is refused.
func TestGetByDataFilter(t *testing.T) {
	b := book.New("x", "Báo cáo", "vi_VN", "Asia/Ho_Chi_Minh")
	ask(t, b, "PUT", "/values/A1:B2?valueInputOption=RAW", `{"values":[["a","b"],["c","d"]]}`)
	const cells = ":getByDataFilter?fields=sheets.data(startRow,startColumn,rowData.values.formattedValue)"
	for filters, want := range map[string]string{
		`{"a1Range":"B2"}`: `{"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"d"}]}],"startColumn":1,"startRow":1}]}]}`,
		`{"gridRange":{"startRowIndex":1,"endRowIndex":2}},{"a1Range":"A1"}`: `{"sheets":[{"data":[` +
			`{"rowData":[{"values":[{"formattedValue":"c"},{"formattedValue":"d"}]}],"startRow":1},` +
			`{"rowData":[{"values":[{"formattedValue":"a"}]}]}]}]}`,
		`{"a1Range":"Nowhere!A1"}`:       "Invalid dataFilters[0]: Unable to parse range: Nowhere!A1",
		`{"developerMetadataLookup":{}}`: "DataFilter.developerMetadataLookup is not implemented by this emulator.",
	} {
		if got := ask(t, b, "POST", cells, `{"dataFilters":[`+filters+`]}`); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", filters, got, want)
		}
	}
	const whole = `{"dataFilters":[{"a1Range":"A1"}],"includeGridData":true}`
	if got := ask(t, b, "POST", ":getByDataFilter?fields=sheets.properties.title", whole); got != `{"sheets":[{"properties":{"title":"Sheet1"}}]}` {
		t.Errorf("with a mask cells are not asked for: %s", got)
	}
}
