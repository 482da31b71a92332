package book_test

import (
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

const corner = `{"endColumnIndex":2,"endRowIndex":2,"startColumnIndex":0,"startRowIndex":0}`

func TestNamedRanges(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"addNamedRange":{"namedRange":{"namedRangeId":"1","name":"Một","range":`+corner+`}}}`,
		`{"addNamedRange":{"namedRange":{"namedRangeId":"2","name":"Cột","range":{"sheetId":0,"startColumnIndex":1,"endColumnIndex":2}}}}`)
	expect(t, "named", field(t, b, "namedRanges"), `{"namedRanges":[{"name":"Một","namedRangeId":"1","range":`+corner+`},`+
		`{"name":"Cột","namedRangeId":"2","range":{"endColumnIndex":2,"startColumnIndex":1}}]}`)
	expect(t, "open below", ask(t, b, "GET", "/values/C%E1%BB%99t?fields=range", ""), `{"range":"Sheet1!B1:B1000"}`)
	must(t, b, `{"updateNamedRange":{"namedRange":{"namedRangeId":"2","name":"Hai","range":`+corner+`},"fields":"name"}}`)
	expect(t, "renamed", ask(t, b, "GET", "/values/hai?fields=range", ""), `{"range":"Sheet1!B1:B1000"}`)
	for _, c := range [][2]string{
		{`{"addNamedRange":{"namedRange":{"name":"một","range":{}}}}`, "addNamedRange: Cannot add named range with name: một. A named range with that name already exists."},
		{`{"addNamedRange":{"namedRange":{"name":"C","range":{"sheetId":4}}}}`, "addNamedRange: No grid with id: 4"},
		{`{"updateNamedRange":{"namedRange":{"namedRangeId":"7"},"fields":"name"}}`, "updateNamedRange: No NamedRange with id: 7"},
		{`{"deleteNamedRange":{"namedRangeId":"7"}}`, "deleteNamedRange: No NamedRange with id: 7"},
	} {
		expect(t, c[0], batch(t, b, c[0]), "Invalid requests[0]."+c[1])
	}
	for _, name := range []string{"A1", "R1C1", "1a", "a b", ""} {
		if got := batch(t, b, `{"addNamedRange":{"namedRange":{"name":"`+name+`","range":{}}}}`); !strings.HasPrefix(got, "Invalid requests[0].addNamedRange: ") {
			t.Errorf("%q is taken for a name: %s", name, got)
		}
	}
	must(t, b, `{"deleteNamedRange":{"namedRangeId":"1"}}`, `{"deleteNamedRange":{"namedRangeId":"2"}}`)
	expect(t, "forgotten", field(t, b, "namedRanges"), `{}`)
}

// TestProtectedRanges: who protects a range may edit it, and is told so.
func TestProtectedRanges(t *testing.T) {
	b := book.New("x", "", "", "")
	expect(t, "the reply", batch(t, b, `{"addProtectedRange":{"protectedRange":{"protectedRangeId":5,"range":`+corner+
		`,"description":"d","warningOnly":false,"editors":{"users":["you@example.com"]}}}}`),
		`{"replies":[{"addProtectedRange":{"protectedRange":{"description":"d","editors":{"users":["you@example.com"]},"protectedRangeId":5,"range":`+
			corner+`,"requestingUserCanEdit":true}}}]}`)
	expect(t, "the editors", field(t, b, "sheets.protectedRanges.editors"),
		`{"sheets":[{"protectedRanges":[{"editors":{"users":["me@example.com","you@example.com"]}}]}]}`)
	must(t, b, `{"updateProtectedRange":{"protectedRange":{"protectedRangeId":5,"description":"e","unprotectedRanges":[`+corner+`]},"fields":"description,unprotectedRanges"}}`)
	expect(t, "changed", field(t, b, "sheets.protectedRanges(description,unprotectedRanges,range.sheetId)"),
		`{"sheets":[{"protectedRanges":[{"description":"e","range":{},"unprotectedRanges":[`+corner+`]}]}]}`)
	must(t, b, `{"deleteDimension":{"range":{"dimension":"COLUMNS","startIndex":0,"endIndex":2}}}`)
	expect(t, "gone with its cells", field(t, b, "sheets.protectedRanges"), `{"sheets":[{}]}`)
	expect(t, "unknown", batch(t, b, `{"deleteProtectedRange":{"protectedRangeId":5}}`),
		"Invalid requests[0].deleteProtectedRange: No protected range with id: 5")
	expect(t, "a whole sheet", batch(t, b, `{"addProtectedRange":{"protectedRange":{"protectedRangeId":6,"range":{"sheetId":0}}}}`),
		`{"replies":[{"addProtectedRange":{"protectedRange":{"editors":{},"protectedRangeId":6,"range":{},"requestingUserCanEdit":true}}}]}`)
}

func TestBanding(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"addBanding":{"bandedRange":{"bandedRangeId":3,"range":{"endRowIndex":4},"rowProperties":{"headerColor":{"red":1}}}}}`)
	const rows = `"rowProperties":{"headerColor":{"red":1},"headerColorStyle":{"rgbColor":{"red":1}}}`
	expect(t, "banded", field(t, b, "sheets.bandedRanges"), `{"sheets":[{"bandedRanges":[{"bandedRangeId":3,`+
		`"range":{"endColumnIndex":26,"endRowIndex":4,"startColumnIndex":0,"startRowIndex":0},`+rows+`}]}]}`)
	must(t, b, `{"updateBanding":{"bandedRange":{"bandedRangeId":3,"range":`+corner+`},"fields":"range"}}`)
	expect(t, "changed", field(t, b, "sheets.bandedRanges"), `{"sheets":[{"bandedRanges":[{"bandedRangeId":3,"range":`+corner+`,`+rows+`}]}]}`)
	must(t, b, `{"deleteBanding":{"bandedRangeId":3}}`)
	expect(t, "unknown", batch(t, b, `{"deleteBanding":{"bandedRangeId":3}}`), "Invalid requests[0].deleteBanding: No banded range with id: 3")
}

func TestConditionalFormats(t *testing.T) {
	b := book.New("x", "", "", "")
	rule := func(bold string) string {
		return `{"booleanRule":{"condition":{"type":"BLANK"},"format":{"textFormat":{"bold":` + bold + `}}},"ranges":[` + corner + `]}`
	}
	must(t, b, `{"addConditionalFormatRule":{"rule":`+rule("true")+`}}`, `{"addConditionalFormatRule":{"rule":`+rule("false")+`}}`)
	expect(t, "the newest first", field(t, b, "sheets.conditionalFormats"), `{"sheets":[{"conditionalFormats":[`+rule("false")+`,`+rule("true")+`]}]}`)
	expect(t, "moved", batch(t, b, `{"updateConditionalFormatRule":{"index":0,"newIndex":1}}`),
		`{"replies":[{"updateConditionalFormatRule":{"newIndex":1,"newRule":`+rule("false")+`}}]}`)
	expect(t, "replaced", batch(t, b, `{"updateConditionalFormatRule":{"index":1,"rule":`+rule("true")+`}}`),
		`{"replies":[{"updateConditionalFormatRule":{"newIndex":1,"newRule":`+rule("true")+`,"oldRule":`+rule("false")+`}}]}`)
	expect(t, "deleted", batch(t, b, `{"deleteConditionalFormatRule":{"index":1}}`), `{"replies":[{"deleteConditionalFormatRule":{"rule":`+rule("true")+`}}]}`)
	expect(t, "unknown", batch(t, b, `{"deleteConditionalFormatRule":{"index":1}}`),
		"Invalid requests[0].deleteConditionalFormatRule: No conditional format on sheet: 0 at index: 1")
}

// TestFilter hides the rows whose values it must not show.
func TestFilter(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":3,"columnCount":2}},"fields":"gridProperties"}}`)
	enter(t, b, "A1", `[["h"],["a"],["b"]]`)
	must(t, b, `{"setBasicFilter":{"filter":{"range":{"sheetId":0},"criteria":{"0":{"hiddenValues":["b"]}}}}}`)
	expect(t, "set", field(t, b, "sheets(basicFilter.range,data.rowMetadata.hiddenByFilter)"),
		`{"sheets":[{"basicFilter":{"range":{"endColumnIndex":2,"endRowIndex":3,"startColumnIndex":0,"startRowIndex":0}},`+
			`"data":[{"rowMetadata":[{},{},{"hiddenByFilter":true}]}]}]}`)
	must(t, b, `{"clearBasicFilter":{"sheetId":0}}`)
	expect(t, "cleared", field(t, b, "sheets(basicFilter.range,data.rowMetadata.hiddenByFilter)"), `{"sheets":[{"data":[{"rowMetadata":[{},{},{}]}]}]}`)
}

func TestDataValidation(t *testing.T) {
	b := book.New("x", "", "", "")
	const rule = `{"condition":{"type":"ONE_OF_LIST","values":[{"userEnteredValue":"a"}]},"strict":true}`
	must(t, b, `{"setDataValidation":{"range":`+corner+`,"rule":`+rule+`}}`, `{"setDataValidation":{"range":{"endRowIndex":2,"endColumnIndex":1}}}`)
	expect(t, "one column", field(t, b, "sheets.data.rowData.values.dataValidation"), `{"sheets":[{"data":[{"rowData":[`+
		`{"values":[{},{"dataValidation":`+rule+`}]},{"values":[{},{"dataValidation":`+rule+`}]}]}]}]}`)
}
