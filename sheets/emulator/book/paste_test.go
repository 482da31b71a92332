package book_test

import (
	"testing"

	"thidua/sheets/emulator/book"
)

// TestCopyPaste: formulas follow, tiles fill, and each type takes its part.
func TestCopyPaste(t *testing.T) {
	const formulas = "/values/A1:D4?fields=values&valueRenderOption=FORMULA"
	source := `"source":{"endRowIndex":1,"endColumnIndex":2}`
	for _, c := range [][2]string{
		{
			`{"copyPaste":{` + source + `,"destination":{"startRowIndex":2,"endRowIndex":3,"startColumnIndex":1,"endColumnIndex":2}}}`,
			`[[1,"=A1+$A$1"],[],["",1,"=B3+$A$1"]]`,
		},
		{
			`{"copyPaste":{` + source + `,"destination":{"startRowIndex":2,"endRowIndex":4,"startColumnIndex":0,"endColumnIndex":4}}}`,
			`[[1,"=A1+$A$1"],[],[1,"=A3+$A$1",1,"=C3+$A$1"],[1,"=A4+$A$1",1,"=C4+$A$1"]]`,
		},
		{
			`{"copyPaste":{` + source + `,"destination":{"startRowIndex":2,"endRowIndex":3,"endColumnIndex":2},"pasteType":"PASTE_VALUES"}}`,
			`[[1,"=A1+$A$1"],[],[1,2]]`,
		},
		{
			`{"copyPaste":{` + source + `,"destination":{"startRowIndex":2,"endRowIndex":3,"endColumnIndex":2},"pasteType":"PASTE_FORMAT"}}`,
			`[[1,"=A1+$A$1"]]`,
		},
		{
			`{"copyPaste":{` + source + `,"destination":{"startRowIndex":2,"endRowIndex":3,"endColumnIndex":1},"pasteOrientation":"TRANSPOSE","pasteType":"PASTE_VALUES"}}`,
			`[[1,"=A1+$A$1"],[],[1],[2]]`,
		},
		{
			`{"cutPaste":{` + source + `,"destination":{"rowIndex":1,"columnIndex":1}}}`,
			`[[],["",1,"=A1+$A$1"]]`,
		},
	} {
		b := book.New("x", "", "", "")
		enter(t, b, "A1", `[["1","=A1+$A$1"]]`)
		must(t, b, c[0])
		expect(t, c[0], ask(t, b, "GET", formulas, ""), `{"values":`+c[1]+`}`)
	}
}

// TestPasteFormats: formats and merges are pasted, values are not.
func TestPasteFormats(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "A1", `[["a"],[""],["c"]]`)
	must(t, b, `{"mergeCells":{"range":{"endRowIndex":1,"endColumnIndex":2}}}`,
		`{"repeatCell":{"range":{"endRowIndex":1,"endColumnIndex":1},"cell":{"userEnteredFormat":{"wrapStrategy":"WRAP"}},"fields":"userEnteredFormat"}}`,
		`{"copyPaste":{"source":{"endRowIndex":1,"endColumnIndex":2},"destination":{"startRowIndex":2,"endRowIndex":3,"endColumnIndex":2},"pasteType":"PASTE_FORMAT"}}`)
	expect(t, "pasted", field(t, b, "sheets(merges.startRowIndex,data.rowData.values(userEnteredFormat,formattedValue))"),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"a","userEnteredFormat":{"wrapStrategy":"WRAP"}}]},{},`+
			`{"values":[{"formattedValue":"c","userEnteredFormat":{"wrapStrategy":"WRAP"}}]}]}],"merges":[{"startRowIndex":0},{"startRowIndex":2}]}]}`)
}

// TestSortRange: numbers, texts whatever their case, truth values; empty cells
// last in either order.
func TestSortRange(t *testing.T) {
	for order, want := range map[string]string{
		"ASCENDING":  `[["head"],["2","x"],["10","x"],["a","x"],["B","x"],["FALSE","x"],["TRUE","x"],["","x"]]`,
		"DESCENDING": `[["head"],["TRUE","x"],["FALSE","x"],["B","x"],["a","x"],["10","x"],["2","x"],["","x"]]`,
	} {
		b := book.New("x", "", "", "")
		enter(t, b, "A1", `[["head"],["B","x"],[true,"x"],["","x"],["10","x"],["a","x"],[false,"x"],["2","x"]]`)
		must(t, b, `{"sortRange":{"range":{"startRowIndex":1,"endRowIndex":8,"endColumnIndex":2},"sortSpecs":[{"dimensionIndex":0,"sortOrder":"`+order+`"}]}}`)
		expect(t, order, seen(t, b, "A1:B9"), `{"values":`+want+`}`)
	}
}

func TestFindReplace(t *testing.T) {
	for _, c := range [][3]string{
		{`{"find":"HA","replacement":"tạ","allSheets":true}`, `"occurrencesChanged":3,"rowsChanged":1,"sheetsChanged":1,"valuesChanged":2`, `[["9 tạ","tạ tạ"],["=\"ha\"","7"]]`},
		{`{"find":"HA","replacement":"tạ","sheetId":0,"matchCase":true}`, ``, `[["9 ha","ha Ha"],["=\"ha\"","7"]]`},
		{`{"find":"(\\d) ha","searchByRegex":true,"replacement":"$1","range":{"endRowIndex":1}}`, `"occurrencesChanged":1,"rowsChanged":1,"sheetsChanged":1,"valuesChanged":1`, `[[9,"ha Ha"],["=\"ha\"","7"]]`},
		{`{"find":"ha","replacement":"m","allSheets":true,"includeFormulas":true,"matchCase":true}`, `"formulasChanged":1,"occurrencesChanged":3,"rowsChanged":2,"sheetsChanged":1,"valuesChanged":2`, `[["9 m","m Ha"],["=\"m\"","7"]]`},
		{`{"find":"7","replacement":"8","allSheets":true,"matchEntireCell":true}`, `"occurrencesChanged":1,"rowsChanged":1,"sheetsChanged":1,"valuesChanged":1`, `[["9 ha","ha Ha"],["=\"ha\"",8]]`},
	} {
		b := book.New("x", "", "", "")
		enter(t, b, "A1", `[["9 ha","ha Ha"],["=\"ha\"","'7"]]`)
		expect(t, c[0], batch(t, b, `{"findReplace":`+c[0]+`}`), `{"replies":[{"findReplace":{`+c[1]+`}}]}`)
		expect(t, "after "+c[0], ask(t, b, "GET", "/values/A1:B2?fields=values&valueRenderOption=FORMULA", ""), `{"values":`+c[2]+`}`)
	}
}

// TestAutoResize: a column becomes as wide as what it shows, an empty one as
// wide as a new one.
func TestAutoResize(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "A1", `[["i","mmmmmmmmmmmmmmmmmmmm"]]`)
	must(t, b, `{"autoResizeDimensions":{"dimensions":{"dimension":"COLUMNS","startIndex":0,"endIndex":3}}}`)
	expect(t, "widths", ask(t, b, "GET", "?ranges=A:C&fields=sheets.data.columnMetadata.pixelSize", ""),
		`{"sheets":[{"data":[{"columnMetadata":[{"pixelSize":9},{"pixelSize":218},{"pixelSize":100}]}]}]}`)
}
