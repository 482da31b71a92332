package book_test

import (
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

func TestTrimWhitespace(t *testing.T) {
	b := book.New("x", "", "", "")
	ask(t, b, "PUT", "/values/A1?valueInputOption=RAW", `{"values":[["  a   b ","c",5],["","\td"]]}`)
	expect(t, "the reply", batch(t, b, `{"trimWhitespace":{"range":{}}}`), `{"replies":[{"trimWhitespace":{"cellsChangedCount":2}}]}`)
	expect(t, "trimmed", seen(t, b, "A1:C2"), `{"values":[["a b","c","5"],["","d"]]}`)
}

func TestDeleteDuplicates(t *testing.T) {
	for columns, want := range map[string]string{
		``: `{"duplicatesRemovedCount":1} {"values":[["a","1"],["a","2"],["b","1"],[],["below","x"]]}`,
		`,"comparisonColumns":[{"dimension":"COLUMNS","startIndex":0,"endIndex":1}]`: `{"duplicatesRemovedCount":2} {"values":[["a","1"],["b","1"],[],[],["below","x"]]}`,
	} {
		b := book.New("x", "", "", "")
		enter(t, b, "A1", `[["a","1"],["A","1"],["a","2"],["b","1"],["below","x"]]`)
		reply := batch(t, b, `{"deleteDuplicates":{"range":{"endRowIndex":4,"endColumnIndex":2}`+columns+`}}`)
		got := strings.NewReplacer(`{"replies":[{"deleteDuplicates":`, "", `}]}`, "").Replace(reply) + " " + seen(t, b, "A1:B5")
		expect(t, columns, got, want)
	}
}

func TestFilterViews(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"addFilterView":{"filter":{"filterViewId":3,"title":"v","range":`+corner+`}}}`,
		`{"updateFilterView":{"filter":{"filterViewId":3,"title":"w"},"fields":"title"}}`, `{"duplicateFilterView":{"filterId":3}}`,
		`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":0,"endIndex":1}}}`)
	expect(t, "there", field(t, b, "sheets.filterViews(title,range.startRowIndex)"),
		`{"sheets":[{"filterViews":[{"range":{"startRowIndex":1},"title":"w"},{"range":{"startRowIndex":1},"title":"Copy of w"}]}]}`)
	must(t, b, `{"deleteFilterView":{"filterId":3}}`)
	expect(t, "gone", batch(t, b, `{"deleteFilterView":{"filterId":3}}`), "Invalid requests[0].deleteFilterView: No filter view with id: 3")
}
