package book_test

import (
	"testing"

	"thidua/sheets/emulator/book"
)

// TestDeveloperMetadata: metadata lies with the spreadsheet, a tab, a row or a
// column, moves with that and goes with it.
func TestDeveloperMetadata(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":3,"columnCount":2}},"fields":"gridProperties"}}`)
	create := func(id, key, location string) string {
		return `{"createDeveloperMetadata":{"developerMetadata":{"metadataId":` + id + `,"metadataKey":"` + key +
			`","metadataValue":"v","visibility":"DOCUMENT","location":` + location + `}}}`
	}
	const row2 = `{"dimensionRange":{"dimension":"ROWS","startIndex":1,"endIndex":2}}`
	expect(t, "the reply", batch(t, b, create("1", "thidua.row", row2)),
		`{"replies":[{"createDeveloperMetadata":{"developerMetadata":{"location":{"dimensionRange":{"dimension":"ROWS","endIndex":2,"startIndex":1},`+
			`"locationType":"ROW"},"metadataId":1,"metadataKey":"thidua.row","metadataValue":"v","visibility":"DOCUMENT"}}}]}`)
	must(t, b, create("2", "thidua.tab", `{"sheetId":0}`), create("3", "thidua.book", `{"spreadsheet":true}`),
		create("4", "thidua.column", `{"dimensionRange":{"dimension":"COLUMNS","startIndex":0,"endIndex":1}}`),
		`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":0,"endIndex":1}}}`)
	expect(t, "where it is", field(t, b, "developerMetadata(metadataId,location),sheets(developerMetadata(metadataId,location),"+
		"data(rowMetadata.developerMetadata(metadataId,location),columnMetadata.developerMetadata.metadataId))"),
		`{"developerMetadata":[{"location":{"locationType":"SPREADSHEET","spreadsheet":true},"metadataId":3}],`+
			`"sheets":[{"data":[{"columnMetadata":[{"developerMetadata":[{"metadataId":4}]},{}],"rowMetadata":[{},{},`+
			`{"developerMetadata":[{"location":{"dimensionRange":{"dimension":"ROWS","endIndex":3,"startIndex":2},"locationType":"ROW"},"metadataId":1}]},{}]}],`+
			`"developerMetadata":[{"location":{"locationType":"SHEET","sheetId":0},"metadataId":2}]}]}`)

	expect(t, "by id", ask(t, b, "GET", "/developerMetadata/2?fields=metadataKey", ""), `{"metadataKey":"thidua.tab"}`)
	expect(t, "unknown", ask(t, b, "GET", "/developerMetadata/9", ""), "Requested entity was not found.")
	search := func(filter string) string {
		return ask(t, b, "POST", "/developerMetadata:search?fields=matchedDeveloperMetadata.developerMetadata.metadataId", `{"dataFilters":[`+filter+`]}`)
	}
	expect(t, "by key", search(`{"developerMetadataLookup":{"metadataKey":"thidua.row"}}`), `{"matchedDeveloperMetadata":[{"developerMetadata":{"metadataId":1}}]}`)
	expect(t, "by type", search(`{"developerMetadataLookup":{"locationType":"COLUMN"}}`), `{"matchedDeveloperMetadata":[{"developerMetadata":{"metadataId":4}}]}`)
	expect(t, "by range", search(`{"a1Range":"3:3"}`), `{"matchedDeveloperMetadata":[{"developerMetadata":{"metadataId":1}}]}`)
	expect(t, "on the tab", search(`{"developerMetadataLookup":{"metadataLocation":{"sheetId":0}}}`),
		`{"matchedDeveloperMetadata":[{"developerMetadata":{"metadataId":2}},{"developerMetadata":{"metadataId":1}},{"developerMetadata":{"metadataId":4}}]}`)
	expect(t, "of the tab itself", search(`{"developerMetadataLookup":{"metadataLocation":{"sheetId":0},"locationMatchingStrategy":"EXACT_LOCATION"}}`),
		`{"matchedDeveloperMetadata":[{"developerMetadata":{"metadataId":2}}]}`)
	expect(t, "among rows", search(`{"developerMetadataLookup":{"metadataLocation":{"dimensionRange":{"dimension":"ROWS","startIndex":1,"endIndex":4}}}}`),
		`{"matchedDeveloperMetadata":[{"developerMetadata":{"metadataId":1}}]}`)
	expect(t, "none", search(`{"developerMetadataLookup":{"metadataKey":"nothing"}}`), `{}`)

	expect(t, "updated", batch(t, b, `{"updateDeveloperMetadata":{"dataFilters":[{"developerMetadataLookup":{"metadataId":1}}],`+
		`"developerMetadata":{"metadataValue":"w","location":`+row2+`},"fields":"metadataValue,location"}}`),
		`{"replies":[{"updateDeveloperMetadata":{"developerMetadata":[{"location":{"dimensionRange":{"dimension":"ROWS","endIndex":2,"startIndex":1},`+
			`"locationType":"ROW"},"metadataId":1,"metadataKey":"thidua.row","metadataValue":"w","visibility":"DOCUMENT"}]}}]}`)
	must(t, b, `{"deleteDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2}}}`)
	expect(t, "gone with its row", search(`{"developerMetadataLookup":{"metadataId":1}}`), `{}`)
	must(t, b, `{"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"visibility":"DOCUMENT"}}}}`)
	expect(t, "deleted", field(t, b, "developerMetadata,sheets(developerMetadata,data.rowMetadata.developerMetadata)"),
		`{"sheets":[{"data":[{"rowMetadata":[{},{},{}]}]}]}`)
	for request, want := range map[string]string{
		create("5", "", `{"spreadsheet":true}`): "Developer metadata must have a key.",
		create("5", "k", `{}`):                  "Developer metadata must have a location.",
		create("5", "k", `{"sheetId":7}`):       "No sheet with id: 7",
		create("5", "k", `{"dimensionRange":{"dimension":"ROWS","startIndex":0,"endIndex":2}}`): "Developer metadata can only be associated with a single row or column.",
	} {
		expect(t, request, batch(t, b, request), "Invalid requests[0].createDeveloperMetadata: "+want)
	}
}
