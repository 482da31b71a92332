package book_test

import (
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

func threeTabs(t testing.TB) *book.Book {
	t.Helper()
	b := book.New("x", "", "", "")
	must(t, b, `{"addSheet":{"properties":{"title":"Hai","sheetId":2}}}`, `{"addSheet":{"properties":{"title":"Ba","sheetId":3}}}`)
	return b
}

func titlesOf(t testing.TB, b *book.Book) string {
	t.Helper()
	return strings.NewReplacer(`{"properties":{"title":`, "", "}}", "", `{"sheets":`, "", "]}", "]").
		Replace(field(t, b, "sheets.properties.title"))
}

func TestAddSheet(t *testing.T) {
	b := book.New("x", "", "", "")
	expect(t, "with everything", batch(t, b, `{"addSheet":{"properties":{"sheetId":5,"title":"Một","index":0,"hidden":true,`+
		`"tabColorStyle":{"rgbColor":{"red":1,"blue":0}},"gridProperties":{"rowCount":3,"columnCount":4,"frozenRowCount":1}}}}`),
		`{"replies":[{"addSheet":{"properties":{"gridProperties":{"columnCount":4,"frozenRowCount":1,"rowCount":3},"hidden":true,"index":0,`+
			`"sheetId":5,"sheetType":"GRID","tabColor":{"red":1},"tabColorStyle":{"rgbColor":{"red":1}},"title":"Một"}}}]}`)
	must(t, b, `{"addSheet":{}}`)
	expect(t, "with nothing", titlesOf(t, b), `["Một","Sheet1","Sheet3"]`)
	for request, want := range map[string]string{
		`{"title":"sheet1"}`: `Invalid requests[0].addSheet: A sheet with the name "sheet1" already exists. Please enter another name.`,
		`{"sheetId":5}`:      `Invalid requests[0].addSheet: Sheet with id 5 already exists.`,
		`{"sheetId":-1}`:     `Invalid requests[0].addSheet: Sheet id must be non-negative.`,
		`{"title":"` + strings.Repeat("ă", 101) + `"}`: `Invalid requests[0].addSheet: The sheet name cannot be greater than 100 characters.`,
		`{"gridProperties":{"rowCount":1000000,"columnCount":11}}`: `Invalid requests[0].addSheet: This action would increase the number of cells ` +
			`in the workbook above the limit of 10000000 cells.`,
		`{"gridProperties":{"rowCount":2147483647,"columnCount":2147483647}}`: `Invalid requests[0].addSheet: This action would increase the number ` +
			`of cells in the workbook above the limit of 10000000 cells.`,
		`{"sheetType":"OBJECT"}`: `A sheet of type OBJECT is not implemented by this emulator.`,
	} {
		expect(t, request, batch(t, b, `{"addSheet":{"properties":`+request+`}}`), want)
	}
}

// TestMoveSheet: an index is counted before the tab is taken out.
func TestMoveSheet(t *testing.T) {
	for _, c := range []struct{ id, index, want string }{
		{"0", "0", `["Sheet1","Hai","Ba"]`},
		{"0", "1", `["Sheet1","Hai","Ba"]`},
		{"0", "2", `["Hai","Sheet1","Ba"]`},
		{"0", "3", `["Hai","Ba","Sheet1"]`},
		{"3", "0", `["Ba","Sheet1","Hai"]`},
		{"3", "1", `["Sheet1","Ba","Hai"]`},
	} {
		b := threeTabs(t)
		must(t, b, `{"updateSheetProperties":{"properties":{"sheetId":`+c.id+`,"index":`+c.index+`},"fields":"index"}}`)
		expect(t, "tab "+c.id+" to "+c.index, titlesOf(t, b), c.want)
	}
}

func TestUpdateSheetProperties(t *testing.T) {
	b := threeTabs(t)
	enter(t, b, "A1", `[["='Hai'!A1"]]`)
	update := func(properties, fields string) string {
		return batch(t, b, `{"updateSheetProperties":{"properties":`+properties+`,"fields":"`+fields+`"}}`)
	}
	update(`{"sheetId":2,"title":"Tháng 9","hidden":true,"gridProperties":{"hideGridlines":true,"rowCount":5,"frozenRowCount":2}}`,
		"title,hidden,gridProperties.hideGridlines,gridProperties/rowCount,gridProperties.frozenRowCount")
	const of = `{"gridProperties":{"columnCount":26,"frozenRowCount":2,"hideGridlines":true,"rowCount":5},"hidden":true,"index":1,"sheetId":2,"sheetType":"GRID","title":"Tháng 9"}`
	if got := field(t, b, "sheets.properties"); !strings.Contains(got, of) {
		t.Errorf("after the update: %s", got)
	}
	expect(t, "formulas follow the title", ask(t, b, "GET", "/values/A1?fields=values&valueRenderOption=FORMULA", ""), `{"values":[["='Tháng 9'!A1"]]}`)
	update(`{"sheetId":2,"gridProperties":{}}`, "gridProperties.hideGridlines,hidden")
	if got := field(t, b, "sheets.properties"); strings.Contains(got, "hid") {
		t.Errorf("what is false is left out: %s", got)
	}
	for _, c := range [][3]string{
		{`{"sheetId":9}`, "title", "No sheet with id: 9"},
		{`{"sheetId":2}`, "", "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"},
		{`{"sheetId":2}`, "name", "Invalid field: name"},
		{`{"sheetId":2,"title":"Ba"}`, "title", `A sheet with the name "Ba" already exists. Please enter another name.`},
		{`{"sheetId":2,"gridProperties":{"frozenRowCount":5}}`, "gridProperties.frozenRowCount", "You can't freeze all visible rows on the sheet."},
	} {
		expect(t, c[0], update(c[0], c[1]), "Invalid requests[0].updateSheetProperties: "+c[2])
	}
	must(t, b, `{"updateSheetProperties":{"properties":{"sheetId":2,"hidden":true},"fields":"hidden"}}`,
		`{"updateSheetProperties":{"properties":{"sheetId":3,"hidden":true},"fields":"hidden"}}`)
	expect(t, "the last in sight", update(`{"hidden":true}`, "hidden"),
		"Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document.")
}

// TestDeleteSheet: what refers to a tab goes with it.
func TestDeleteSheet(t *testing.T) {
	b := threeTabs(t)
	enter(t, b, "A1", `[["=Hai!A1+1"]]`)
	must(t, b, `{"addNamedRange":{"namedRange":{"name":"n","range":{"sheetId":2,"endRowIndex":1}}}}`, `{"deleteSheet":{"sheetId":2}}`)
	expect(t, "named ranges", field(t, b, "namedRanges"), `{}`)
	expect(t, "formulas", ask(t, b, "GET", "/values/A1?fields=values&valueRenderOption=FORMULA", ""), `{"values":[["=#REF!+1"]]}`)
	expect(t, "unknown", batch(t, b, `{"deleteSheet":{"sheetId":2}}`), "Invalid requests[0].deleteSheet: No sheet with id: 2")
	must(t, b, `{"updateSheetProperties":{"properties":{"sheetId":3,"hidden":true},"fields":"hidden"}}`)
	expect(t, "the last in sight", batch(t, b, `{"deleteSheet":{}}`),
		"Invalid requests[0].deleteSheet: You can't remove all the visible sheets in a document.")
	must(t, b, `{"deleteSheet":{"sheetId":3}}`)
	expect(t, "the last", batch(t, b, `{"deleteSheet":{}}`), "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document.")
}

// TestDuplicateSheet: a copy has the cells, merges and protections of the
// original under ids of its own.
func TestDuplicateSheet(t *testing.T) {
	b := book.New("x", "", "", "")
	enter(t, b, "A1", `[["a"]]`)
	must(t, b, `{"mergeCells":{"range":{"endRowIndex":1,"endColumnIndex":2}}}`,
		`{"addProtectedRange":{"protectedRange":{"protectedRangeId":4,"range":{"endRowIndex":1}}}}`,
		`{"setBasicFilter":{"filter":{"range":{"endRowIndex":2,"endColumnIndex":2}}}}`)
	must(t, b, `{"duplicateSheet":{"insertSheetIndex":1,"newSheetId":8}}`, `{"duplicateSheet":{"newSheetName":"Mới","newSheetId":9}}`)
	expect(t, "titles", titlesOf(t, b), `["Mới","Sheet1","Copy of Sheet1"]`)
	expect(t, "cells", seen(t, b, "Copy of Sheet1!A1"), `{"values":[["a"]]}`)
	got := field(t, b, "sheets(merges,protectedRanges.range,basicFilter)")
	for _, id := range []string{`"sheetId":8`, `"sheetId":9`} {
		if strings.Count(got, id) != 3 {
			t.Errorf("%s in %s", id, got)
		}
	}
	if strings.Count(field(t, b, "sheets.protectedRanges.protectedRangeId"), `:4}`) != 1 {
		t.Error("a protected range has the id of another")
	}
}

// TestCopyTo: a tab goes to another spreadsheet.
func TestCopyTo(t *testing.T) {
	from, to := book.New("x", "", "", ""), book.New("y", "", "", "")
	enter(t, from, "A1", `[["a"]]`)
	call := book.Call{
		Method: "POST", Path: "/sheets/0:copyTo", Body: []byte(`{"destinationSpreadsheetId":"y"}`),
		Find: func(id string) *book.Book {
			if id == "y" {
				return to
			}
			return nil
		},
	}
	if _, err := from.Serve(call); err != nil {
		t.Fatal(err)
	}
	expect(t, "copied", seen(t, to, "'Copy of Sheet1'!A1"), `{"values":[["a"]]}`)
	if from.Changes() != 1 || to.Changes() != 1 {
		t.Errorf("%d and %d changes", from.Changes(), to.Changes())
	}
	call.Body = []byte(`{"destinationSpreadsheetId":"z"}`)
	if _, err := from.Serve(call); err == nil || err.Error() != "Requested entity was not found." {
		t.Error(err)
	}
	expect(t, "to itself", ask(t, from, "POST", "/sheets/0:copyTo?fields=title", `{"destinationSpreadsheetId":"x"}`), `{"title":"Copy of Sheet1"}`)
}

// TestAtomic: one refused request leaves the spreadsheet as it was.
func TestAtomic(t *testing.T) {
	b := book.New("x", "", "", "")
	before := ask(t, b, "GET", "?includeGridData=true", "")
	expect(t, "the refusal", batch(t, b, `{"addSheet":{}}`, `{"updateCells":{"start":{},"fields":"*","rows":[{"values":[{"note":"n"}]}]}}`,
		`{"appendDimension":{"dimension":"ROWS","length":5}}`, `{"deleteNamedRange":{"namedRangeId":"none"}}`),
		"Invalid requests[3].deleteNamedRange: No NamedRange with id: none")
	expect(t, "nothing has changed", ask(t, b, "GET", "?includeGridData=true", ""), before)
	expect(t, "no request", batch(t, b), "Must specify at least one request.")
	expect(t, "two in one", batch(t, b, `{"addSheet":{},"deleteSheet":{}}`), "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'")
	expect(t, "none in one", batch(t, b, `{}`), "Invalid requests[0]: No request set.")
	must(t, b, `{"addSheet":{"properties":{"title":"one value for a list","hidden":"true","sheetId":"5"}}}`)
	expect(t, "one value for a list", ask(t, b, "POST", ":batchUpdate?fields=replies", `{"requests":{"deleteSheet":{"sheetId":5}}}`), `{"replies":[{}]}`)
}

// TestSpreadsheetInResponse: a batch answers with the spreadsheet when asked to.
func TestSpreadsheetInResponse(t *testing.T) {
	b := threeTabs(t)
	got := ask(t, b, "POST", ":batchUpdate?fields=updatedSpreadsheet(sheets(properties.title,data(startRow,rowData.values.note)))",
		`{"requests":[{"updateCells":{"start":{"sheetId":2,"rowIndex":1},"fields":"note","rows":[{"values":[{"note":"n"}]}]}}],`+
			`"includeSpreadsheetInResponse":true,"responseIncludeGridData":true,"responseRanges":["Hai!A2:B3"]}`)
	expect(t, "the answer", got, `{"updatedSpreadsheet":{"sheets":[{"data":[{"rowData":[{"values":[{"note":"n"}]}],"startRow":1}],"properties":{"title":"Hai"}}]}}`)
}
