package book_test

import (
	"fmt"
	"testing"

	"thidua/sheets/emulator/book"
)

// TestLinesMove: rows and columns that come, go or move take along what refers
// to them.
func TestLinesMove(t *testing.T) {
	const rows, cols = `"dimension":"ROWS"`, `"dimension":"COLUMNS"`
	for _, c := range []struct{ name, request, cells, merge, named, formula string }{
		{
			"rows before", `{"insertDimension":{"range":{` + rows + `,"startIndex":0,"endIndex":2}}}`,
			`[[],[],["a1","b1"],["a2","b2"],["a3","b3"]]`, `"startRowIndex":3,"endRowIndex":5`, "Sheet1!A3:A4", `=SUM(A3:A5)+$B$4`,
		},
		{
			"a row within", `{"insertDimension":{"range":{` + rows + `,"startIndex":2,"endIndex":3},"inheritFromBefore":true}}`,
			`[["a1","b1"],["a2","b2"],[],["a3","b3"]]`, `"startRowIndex":1,"endRowIndex":4`, "Sheet1!A1:A2", `=SUM(A1:A4)+$B$2`,
		},
		{
			"a column", `{"insertDimension":{"range":{` + cols + `,"startIndex":1,"endIndex":2}}}`,
			`[["a1","","b1"],["a2","","b2"],["a3","","b3"]]`, `"startRowIndex":1,"endRowIndex":3`, "Sheet1!A1:A2", `=SUM(A1:A3)+$C$2`,
		},
		{
			"a row less", `{"deleteDimension":{"range":{` + rows + `,"startIndex":0,"endIndex":1}}}`,
			`[["a2","b2"],["a3","b3"]]`, `"startRowIndex":0,"endRowIndex":2`, "Sheet1!A1", `=SUM(A1:A2)+$B$1`,
		},
		{
			"two rows less", `{"deleteDimension":{"range":{` + rows + `,"startIndex":0,"endIndex":2}}}`,
			`[["a3","b3"]]`, `"startRowIndex":0,"endRowIndex":1`, "", `=SUM(A1)+#REF!`,
		},
		{
			"a row moved down", `{"moveDimension":{"source":{` + rows + `,"startIndex":0,"endIndex":1},"destinationIndex":3}}`,
			`[["a2","b2"],["a3","b3"],["a1","b1"]]`, `"startRowIndex":0,"endRowIndex":2`, "", ``,
		},
		{
			"a column moved up", `{"moveDimension":{"source":{` + cols + `,"startIndex":1,"endIndex":2},"destinationIndex":0}}`,
			`[["b1","a1"],["b2","a2"],["b3","a3"]]`, ``, "Sheet1!B1:B2", `=SUM(B1:B3)+$A$2`,
		},
		{
			"cells pushed down", `{"insertRange":{"range":{"endRowIndex":1,"endColumnIndex":1},"shiftDimension":"ROWS"}}`,
			`[["","b1"],["a1","b2"],["a2","b3"],["a3"]]`, ``, "Sheet1!A2:A3", `=SUM(A2:A4)+$B$2`,
		},
		{
			"cells pulled left", `{"deleteRange":{"range":{"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":1},"shiftDimension":"COLUMNS"}}`,
			`[["b1"],["a2","b2"],["a3","b3"]]`, ``, "Sheet1!A1:A2", `=SUM(A1:A3)+$B$2`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := book.New("x", "", "", "")
			must(t, b, `{"addSheet":{"properties":{"title":"Tính","sheetId":1}}}`)
			enter(t, b, "A1", `[["a1","b1"],["a2","b2"],["a3","b3"]]`)
			enter(t, b, "Tính!A1", `[["=SUM(Sheet1!A1:A3)+Sheet1!$B$2"]]`)
			must(t, b, `{"addNamedRange":{"namedRange":{"name":"n","range":{"endRowIndex":2,"endColumnIndex":1}}}}`)
			if c.merge != "" {
				must(t, b, `{"mergeCells":{"range":{"startRowIndex":1,"endRowIndex":3,"startColumnIndex":4,"endColumnIndex":6}}}`)
			}
			must(t, b, c.request)
			expect(t, "cells", seen(t, b, "A1:C9"), `{"values":`+c.cells+`}`)
			if c.named != "" {
				expect(t, "named range", ask(t, b, "GET", "/values/n?fields=range", ""), `{"range":"`+c.named+`"}`)
			}
			if c.formula != "" {
				want := sheet1(c.formula)
				expect(t, "formula", ask(t, b, "GET", "/values/T%C3%ADnh!A1?fields=values&valueRenderOption=FORMULA", ""), `{"values":[["`+want+`"]]}`)
			}
			if c.merge != "" {
				checkMergedRows(t, b, c.merge)
			}
		})
	}
}

// sheet1 qualifies the references of a formula.
func sheet1(formula string) string {
	var s []byte
	for i := range len(formula) {
		atStart := formula[i] == '$' && formula[i-1] == '+' || formula[i] >= 'A' && formula[i] <= 'C' && (formula[i-1] == '(')
		if atStart {
			s = append(s, "Sheet1!"...)
		}
		s = append(s, formula[i])
	}
	return string(s)
}

func checkMergedRows(t *testing.T, b *book.Book, rows string) {
	t.Helper()
	var start, end int
	if _, err := fmt.Sscanf(rows, `"startRowIndex":%d,"endRowIndex":%d`, &start, &end); err != nil {
		t.Fatal(err)
	}
	expect(t, "merge", field(t, b, "sheets.merges(startRowIndex,endRowIndex)"),
		fmt.Sprintf(`{"sheets":[{"merges":[{"endRowIndex":%d,"startRowIndex":%d}]},{}]}`, end, start))
}

func TestDimensionsRefused(t *testing.T) {
	for _, c := range [][2]string{
		{`{"insertDimension":{"range":{"dimension":"ROWS","endIndex":1}}}`, "insertDimension: range.startIndex must be set"},
		{`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":-1,"endIndex":1}}}`, "insertDimension: DimensionRange indexes must be >= 0"},
		{`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":4,"endIndex":5}}}`, "insertDimension: range.startIndex must be less than the grid size (4) if inheritFromBefore is false."},
		{`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":9,"endIndex":10}}}`, "insertDimension: range.startIndex is larger than current grid size (4)"},
		{`{"deleteDimension":{"range":{"dimension":"ROWS","startIndex":4,"endIndex":5}}}`, "deleteDimension: Cannot delete a row that doesn't exist. Tried to delete row index 4 but there are only 4 rows."},
		{`{"deleteDimension":{"range":{"dimension":"COLUMNS"}}}`, "deleteDimension: You can't delete all the columns on the sheet."},
		{`{"deleteDimension":{"range":{"dimension":"ROWS","startIndex":1}}}`, "deleteDimension: Sorry, it is not possible to delete all non-frozen rows."},
		{`{"deleteDimension":{"range":{"sheetId":7,"dimension":"ROWS"}}}`, "deleteDimension: No grid with id: 7"},
		{`{"appendDimension":{"dimension":"ROWS","length":10000000}}`, "appendDimension: This action would increase the number of cells in the workbook above the limit of 10000000 cells."},
	} {
		b := book.New("x", "", "", "")
		must(t, b, `{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":4,"columnCount":4,"frozenRowCount":1}},"fields":"gridProperties"}}`)
		expect(t, c[0], batch(t, b, c[0]), "Invalid requests[0]."+c[1])
	}
}

// TestNewLinesLookLikeTheirNeighbours: size and formats come from the line
// before or after; frozen lines stay frozen.
func TestNewLinesLookLikeTheirNeighbours(t *testing.T) {
	b := book.New("x", "", "", "")
	must(t, b,
		`{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":2,"columnCount":1,"frozenRowCount":1}},"fields":"gridProperties"}}`,
		`{"updateDimensionProperties":{"range":{"dimension":"ROWS","startIndex":0,"endIndex":1},"properties":{"pixelSize":40,"hiddenByUser":true},"fields":"pixelSize,hiddenByUser"}}`,
		`{"repeatCell":{"range":{"endRowIndex":1},"cell":{"userEnteredFormat":{"wrapStrategy":"WRAP"}},"fields":"userEnteredFormat"}}`,
		`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2},"inheritFromBefore":true}}`,
		`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":2,"endIndex":3}}}`)
	expect(t, "rows", field(t, b, "sheets.data(rowMetadata(pixelSize,hiddenByUser),rowData.values.userEnteredFormat)"),
		`{"sheets":[{"data":[{"rowData":[{"values":[{"userEnteredFormat":{"wrapStrategy":"WRAP"}}]},{"values":[{"userEnteredFormat":{"wrapStrategy":"WRAP"}}]}],`+
			`"rowMetadata":[{"hiddenByUser":true,"pixelSize":40},{"pixelSize":40},{"pixelSize":21},{"pixelSize":21}]}]}]}`)
	must(t, b, `{"insertDimension":{"range":{"dimension":"ROWS","startIndex":0,"endIndex":1}}}`)
	expect(t, "frozen", field(t, b, "sheets.properties.gridProperties.frozenRowCount"),
		`{"sheets":[{"properties":{"gridProperties":{"frozenRowCount":2}}}]}`)
}

// TestGroups follows the examples in Google's reference.
func TestGroups(t *testing.T) {
	group := func(kind string, start, end int) string {
		return fmt.Sprintf(`{%q:{"range":{"dimension":"COLUMNS","startIndex":%d,"endIndex":%d}}}`, kind, start, end)
	}
	const add, remove = "addDimensionGroup", "deleteDimensionGroup"
	be1, cd2 := `{"depth":1,"range":{"dimension":"COLUMNS","endIndex":5,"startIndex":1}}`, `{"depth":2,"range":{"dimension":"COLUMNS","endIndex":4,"startIndex":2}}`
	for _, c := range []struct {
		name     string
		requests []string
		want     string
	}{
		{"a superset", []string{group(add, 2, 4), group(add, 1, 5)}, be1 + "," + cd2},
		{"a subset", []string{group(add, 1, 5), group(add, 2, 4)}, be1 + "," + cd2},
		{"an overlap", []string{group(add, 1, 4), group(add, 2, 5)}, be1 + "," + cd2},
		{
			"less",
			[]string{group(add, 1, 5), group(add, 2, 4), group(remove, 3, 5)},
			`{"depth":1,"range":{"dimension":"COLUMNS","endIndex":4,"startIndex":1}},{"depth":2,"range":{"dimension":"COLUMNS","endIndex":3,"startIndex":2}}`,
		},
	} {
		b := book.New("x", "", "", "")
		must(t, b, c.requests...)
		expect(t, c.name, field(t, b, "sheets.columnGroups"), `{"sheets":[{"columnGroups":[`+c.want+`]}]}`)
	}
	b := book.New("x", "", "", "")
	must(t, b, group(add, 1, 3),
		`{"updateDimensionGroup":{"dimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":3},"depth":1,"collapsed":true},"fields":"collapsed"}}`)
	expect(t, "collapsed", field(t, b, "sheets(columnGroups.collapsed,properties.gridProperties.columnGroupControlAfter)"),
		`{"sheets":[{"columnGroups":[{"collapsed":true}],"properties":{"gridProperties":{"columnGroupControlAfter":true}}}]}`)
}
