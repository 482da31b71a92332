package book_test

import (
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

// TestUpdateCells: the mask says what is written; what it names and no cell
// gives is emptied.
func TestUpdateCells(t *testing.T) {
	b := book.New("x", "", "", "")
	const fields = "sheets.data.rowData.values(userEnteredValue,note,userEnteredFormat)"
	cells := func(request string) string {
		must(t, b, `{"updateCells":`+request+`}`)
		got := field(t, b, fields)
		return strings.TrimSuffix(strings.TrimPrefix(got, `{"sheets":[{"data":[{"rowData":`), `}]}]}`)
	}
	expect(t, "values and notes", cells(`{"start":{},"fields":"userEnteredValue,note","rows":[{"values":[`+
		`{"userEnteredValue":{"numberValue":0},"note":"n","userEnteredFormat":{"wrapStrategy":"WRAP"}},{"userEnteredValue":{"formulaValue":"=A1"}}]}]}`),
		`[{"values":[{"note":"n","userEnteredValue":{"numberValue":0}},{"userEnteredValue":{"formulaValue":"=A1"}}]}]`)
	expect(t, "a part of the format", cells(`{"start":{},"fields":"userEnteredFormat(textFormat.bold,backgroundColor)","rows":[{"values":[`+
		`{"userEnteredFormat":{"textFormat":{"bold":true,"italic":true},"backgroundColor":{"red":1,"green":0}}}]}]}`),
		`[{"values":[{"note":"n","userEnteredFormat":{"backgroundColor":{"red":1},"backgroundColorStyle":{"rgbColor":{"red":1}},"textFormat":{"bold":true}},`+
			`"userEnteredValue":{"numberValue":0}},{"userEnteredValue":{"formulaValue":"=A1"}}]}]`)
	expect(t, "another part", cells(`{"start":{},"fields":"userEnteredFormat.textFormat.italic,userEnteredFormat.backgroundColorStyle","rows":[{"values":[`+
		`{"userEnteredFormat":{"textFormat":{"italic":false},"backgroundColorStyle":{"themeColor":"LINK"}}}]}]}`),
		`[{"values":[{"note":"n","userEnteredFormat":{"backgroundColor":{"blue":0.8,"green":0.33333334,"red":0.06666667},`+
			`"backgroundColorStyle":{"themeColor":"LINK"},"textFormat":{"bold":true,"italic":false}},`+
			`"userEnteredValue":{"numberValue":0}},{"userEnteredValue":{"formulaValue":"=A1"}}]}]`)
	expect(t, "a range empties what it does not give", cells(`{"range":{"endRowIndex":1,"endColumnIndex":2},"fields":"*","rows":[{"values":[`+
		`{"userEnteredValue":{"stringValue":"s"}}]}]}`),
		`[{"values":[{"userEnteredValue":{"stringValue":"s"}}]}]`)
}

func TestCellsRefused(t *testing.T) {
	for _, c := range [][2]string{
		{`{"updateCells":{"start":{"sheetId":7},"fields":"*"}}`, "updateCells: No grid with id: 7"},
		{`{"updateCells":{"start":{"rowIndex":1000},"fields":"*"}}`, "updateCells: GridCoordinate.rowIndex[1000] is after last row in grid[1000]"},
		{`{"updateCells":{"start":{}}}`, "updateCells: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"},
		{`{"updateCells":{"fields":"*"}}`, "updateCells: range must be set"},
		{`{"updateCells":{"range":{"endRowIndex":1,"endColumnIndex":1},"fields":"*","rows":[{},{}]}}`, "updateCells: Attempting to write row: 1, beyond the last requested row of: 0"},
		{`{"updateCells":{"range":{"endRowIndex":1,"endColumnIndex":1},"fields":"*","rows":[{"values":[{},{}]}]}}`, "updateCells: Attempting to write column: 1, beyond the last requested column of: 0"},
		{`{"updateCells":{"start":{"rowIndex":999},"fields":"*","rows":[{},{}]}}`, "updateCells: Attempting to write row: 1000, beyond the last requested row of: 999"},
		{`{"repeatCell":{"range":{"startRowIndex":1000,"endColumnIndex":2},"cell":{},"fields":"note"}}`, "repeatCell: Range (Sheet1!A1001:B) exceeds grid limits. Max rows: 1000, max columns: 26"},
		{`{"repeatCell":{"range":{"startRowIndex":1000,"endRowIndex":1001,"endColumnIndex":2},"cell":{},"fields":"note"}}`, "repeatCell: Range (Sheet1!A1001:B1001) exceeds grid limits. Max rows: 1000, max columns: 26"},
		{`{"repeatCell":{"range":{"startColumnIndex":26,"endColumnIndex":27,"endRowIndex":2},"cell":{},"fields":"note"}}`, "repeatCell: Range (Sheet1!AA1:AA2) exceeds grid limits. Max rows: 1000, max columns: 26"},
		{`{"repeatCell":{"range":{"startColumnIndex":26,"endRowIndex":2},"cell":{},"fields":"note"}}`, "repeatCell: Range (Sheet1!AA1:2) exceeds grid limits. Max rows: 1000, max columns: 26"},
	} {
		expect(t, c[0], batch(t, book.New("x", "", "", ""), c[0]), "Invalid requests[0]."+c[1])
	}
	expect(t, "an unknown field", batch(t, book.New("x", "", "", ""), `{"updateCells":{"start":{},"cells":1,"rows":[{"values":[{"note":5}]}]}}`),
		`Invalid JSON payload received. Unknown name "cells" at 'requests[0].update_cells': Cannot find field.`+"\n"+
			`Invalid value at 'requests[0].update_cells.rows[0].values[0].note' (TYPE_STRING), 5`)
	expect(t, "an unknown value", batch(t, book.New("x", "", "", ""), `{"mergeCells":{"mergeType":"MERGE_SOME"}}`),
		`Invalid value at 'requests[0].merge_cells.merge_type' (type.googleapis.com/google.apps.sheets.v4.MergeType), "MERGE_SOME"`)
	expect(t, "no JSON", ask(t, book.New("x", "", "", ""), "POST", ":batchUpdate", `{"requests":`),
		"Invalid JSON payload received. Unexpected token.\n{\"requests\":\n^")
}

// TestRepeatCell: a range is cut to the grid, and a formula follows each cell.
func TestRepeatCell(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "A999", `[["1"],["2"]]`)
	must(t, b, `{"repeatCell":{"range":{"startRowIndex":998,"endRowIndex":1005,"startColumnIndex":1,"endColumnIndex":2},`+
		`"cell":{"userEnteredValue":{"formulaValue":"=A999*$A$1000"}},"fields":"userEnteredValue"}}`,
		`{"repeatCell":{"range":{"startRowIndex":3,"endRowIndex":3},"cell":{"note":"n"},"fields":"note"}}`)
	expect(t, "formulas", ask(t, b, "GET", "/values/B999:B1000?fields=values&valueRenderOption=FORMULA", ""),
		`{"values":[["=A999*$A$1000"],["=A1000*$A$1000"]]}`)
	expect(t, "the grid stays", field(t, b, "sheets.properties.gridProperties.rowCount"),
		`{"sheets":[{"properties":{"gridProperties":{"rowCount":1000}}}]}`)
}

// TestAppendCells: rows go below the last one that holds anything.
func TestAppendCells(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "C1000", `[["last"]]`)
	must(t, b, `{"appendCells":{"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":{"boolValue":false}}]}]}}`)
	expect(t, "appended", seen(t, b, "A1000:C"), `{"values":[["","","last"],["FALSE"]]}`)
}

// TestMerges: a merge keeps the first value, empties the others and must be
// taken apart whole.
func TestMerges(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "A1", `[["","b","c"],["d","e","f"]]`)
	must(t, b, `{"mergeCells":{"mergeType":"MERGE_ALL","range":{"endRowIndex":2,"endColumnIndex":2}}}`)
	expect(t, "values", seen(t, b, "A1:C2"), `{"values":[["b","","c"],["","","f"]]}`)
	enter(t, b, "A2:B2", `[["hidden","hidden"]]`)
	expect(t, "covered cells hold nothing", seen(t, b, "A1:C2"), `{"values":[["b","","c"],["","","f"]]}`)
	const refused = ": You must select all cells in a merged range to merge or unmerge them."
	expect(t, "a part", batch(t, b, `{"unmergeCells":{"range":{"endRowIndex":1,"endColumnIndex":2}}}`), "Invalid requests[0].unmergeCells"+refused)
	expect(t, "across", batch(t, b, `{"mergeCells":{"range":{"startRowIndex":1,"endRowIndex":3,"endColumnIndex":2}}}`), "Invalid requests[0].mergeCells"+refused)
	must(t, b, `{"mergeCells":{"mergeType":"MERGE_COLUMNS","range":{"endRowIndex":2,"endColumnIndex":3}}}`)
	expect(t, "by column", field(t, b, "sheets.merges"), `{"sheets":[{"merges":[`+
		`{"endColumnIndex":1,"endRowIndex":2,"startColumnIndex":0,"startRowIndex":0},`+
		`{"endColumnIndex":2,"endRowIndex":2,"startColumnIndex":1,"startRowIndex":0},`+
		`{"endColumnIndex":3,"endRowIndex":2,"startColumnIndex":2,"startRowIndex":0}]}]}`)
	expect(t, "those in a range", ask(t, b, "GET", "?ranges=C1&fields=sheets.merges.startColumnIndex", ""), `{"sheets":[{"merges":[{"startColumnIndex":2}]}]}`)
	must(t, b, `{"unmergeCells":{"range":{}}}`)
	expect(t, "none", field(t, b, "sheets.merges"), `{"sheets":[{}]}`)
}

func TestBorders(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b, `{"updateBorders":{"range":{"endRowIndex":2,"endColumnIndex":1},"top":{"style":"SOLID"},"innerHorizontal":{"style":"DASHED","color":{"red":1}}}}`)
	const dashed = `{"color":{"red":1},"colorStyle":{"rgbColor":{"red":1}},"style":"DASHED","width":1}`
	expect(t, "drawn", field(t, b, "sheets.data.rowData.values.userEnteredFormat.borders"), `{"sheets":[{"data":[{"rowData":[`+
		`{"values":[{"userEnteredFormat":{"borders":{"bottom":`+dashed+`,"top":{"color":{},"colorStyle":{"rgbColor":{}},"style":"SOLID","width":1}}}}]},`+
		`{"values":[{"userEnteredFormat":{"borders":{"top":`+dashed+`}}}]}]}]}]}`)
	must(t, b, `{"updateBorders":{"range":{"endRowIndex":2,"endColumnIndex":1},"top":{"style":"NONE"},"innerHorizontal":{"style":"NONE"}}}`)
	expect(t, "taken away", field(t, b, "sheets.data.rowData"), `{"sheets":[{"data":[{}]}]}`)
}
