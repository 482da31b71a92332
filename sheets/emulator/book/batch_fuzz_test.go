package book_test

import (
	"encoding/json"
	"errors"
	"testing"

	"thidua/sheets/emulator/book"
)

// FuzzBatchUpdate: any body is done or refused; a refused one changes nothing,
// and one that is done leaves a spreadsheet that makes sense.
func FuzzBatchUpdate(f *testing.F) {
	for _, request := range []string{
		`{"addSheet":{"properties":{"title":"a","index":0}}}`,
		`{"deleteSheet":{"sheetId":1}}`,
		`{"duplicateSheet":{"sourceSheetId":0}}`,
		`{"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":3,"columnCount":9}},"fields":"gridProperties(rowCount,columnCount)"}}`,
		`{"insertDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":3},"inheritFromBefore":true}}`,
		`{"deleteDimension":{"range":{"dimension":"COLUMNS","startIndex":0,"endIndex":2}}}`,
		`{"moveDimension":{"source":{"dimension":"ROWS","startIndex":0,"endIndex":2},"destinationIndex":4}}`,
		`{"appendDimension":{"dimension":"COLUMNS","length":2}}`,
		`{"insertRange":{"range":{"startRowIndex":1,"endRowIndex":2,"endColumnIndex":3},"shiftDimension":"ROWS"}}`,
		`{"deleteRange":{"range":{"endRowIndex":2,"endColumnIndex":2},"shiftDimension":"COLUMNS"}}`,
		`{"mergeCells":{"range":{"startRowIndex":3,"endRowIndex":5,"startColumnIndex":1,"endColumnIndex":3},"mergeType":"MERGE_ROWS"}}`,
		`{"unmergeCells":{"range":{}}}`,
		`{"updateCells":{"start":{"rowIndex":1},"fields":"*","rows":[{"values":[{"userEnteredValue":{"formulaValue":"=A1:B2"}},{"note":"x"}]}]}}`,
		`{"repeatCell":{"range":{"endRowIndex":2},"cell":{"userEnteredFormat":{"backgroundColor":{"red":1}}},"fields":"userEnteredFormat.backgroundColor"}}`,
		`{"appendCells":{"rows":[{"values":[{}]}],"fields":"note"}}`,
		`{"copyPaste":{"source":{"endRowIndex":5,"endColumnIndex":2},"destination":{"startRowIndex":2,"endRowIndex":9,"endColumnIndex":4},"pasteOrientation":"TRANSPOSE"}}`,
		`{"cutPaste":{"source":{"endRowIndex":5,"endColumnIndex":2},"destination":{"rowIndex":3,"columnIndex":3}}}`,
		`{"sortRange":{"range":{"endRowIndex":5},"sortSpecs":[{"dimensionIndex":1,"sortOrder":"DESCENDING"}]}}`,
		`{"findReplace":{"find":"a","replacement":"b","allSheets":true,"searchByRegex":true}}`,
		`{"addDimensionGroup":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":4}}}`,
		`{"addNamedRange":{"namedRange":{"name":"m","range":{"startRowIndex":1,"endRowIndex":2}}}}`,
		`{"addProtectedRange":{"protectedRange":{"range":{"startRowIndex":1,"endRowIndex":2}}}}`,
		`{"setBasicFilter":{"filter":{"range":{"endRowIndex":4},"criteria":{"0":{"hiddenValues":["a"]}}}}}`,
		`{"addConditionalFormatRule":{"rule":{"ranges":[{"endRowIndex":2}],"gradientRule":{}}}}`,
		`{"addBanding":{"bandedRange":{"range":{"endRowIndex":2}}}}`,
		`{"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","visibility":"PROJECT","location":{"dimensionRange":{"dimension":"ROWS","startIndex":1,"endIndex":2}}}}}`,
		`{"autoResizeDimensions":{"dimensions":{"dimension":"COLUMNS"}}}`,
		`{"updateBorders":{"range":{"endRowIndex":2},"innerVertical":{"style":"DOUBLE"}}}`,
	} {
		f.Add([]byte(`{"requests":[` + request + `]}`))
		f.Add([]byte(`{"requests":[` + request + `,` + request + `]}`))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		b := small(t)
		before := ask(t, b, "GET", "?includeGridData=true", "")
		_, err := b.Serve(book.Call{Method: "POST", Path: ":batchUpdate", Body: body})
		after := ask(t, b, "GET", "?includeGridData=true", "")
		if err != nil {
			var refusal *book.Error
			if !errors.As(err, &refusal) {
				t.Errorf("%v is no answer of Google's", err)
			}
			expect(t, "a refused batch changes nothing", after, before)
			return
		}
		checkSense(t, after)
	})
}

// small is a spreadsheet of two tabs with something of everything.
func small(t testing.TB) *book.Book {
	t.Helper()
	b, err := book.Create([]byte(`{"sheets":[{"properties":{"sheetId":0,"title":"Sheet1","gridProperties":{"rowCount":8,"columnCount":6}}},
		{"properties":{"sheetId":1,"title":"Hai","gridProperties":{"rowCount":4,"columnCount":3}}}]}`), "x")
	if err != nil {
		t.Fatal(err)
	}
	enter(t, b, "A1", `[["a","b",3],["=SUM(C1:C4)","=Hai!A1"],[true,"d",5]]`)
	must(t, b, `{"mergeCells":{"range":{"startRowIndex":5,"endRowIndex":7,"startColumnIndex":0,"endColumnIndex":2}}}`,
		`{"addNamedRange":{"namedRange":{"namedRangeId":"1","name":"n","range":{"startRowIndex":1,"endRowIndex":3,"endColumnIndex":2}}}}`,
		`{"addDimensionGroup":{"range":{"dimension":"ROWS","startIndex":2,"endIndex":4}}}`)
	return b
}

// checkSense holds a spreadsheet to what is true of each: ranges lie within
// their grids, merges do not overlap, titles and ids are unlike.
func checkSense(t *testing.T, answer string) {
	t.Helper()
	type gridRange struct {
		SheetID, StartRowIndex, EndRowIndex, StartColumnIndex, EndColumnIndex int
	}
	var got struct {
		NamedRanges []struct{ Range gridRange }
		Sheets      []struct {
			Properties struct {
				SheetID, Index int
				Title          string
				GridProperties struct{ RowCount, ColumnCount, FrozenRowCount int }
			}
			Merges []gridRange
			Data   []struct {
				RowData                     []struct{ Values []any }
				RowMetadata, ColumnMetadata []any
			}
		}
	}
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatal(err)
	}
	seen := map[any]bool{}
	for i, sheet := range got.Sheets {
		p, grid := sheet.Properties, sheet.Properties.GridProperties
		if seen[p.SheetID] || seen[p.Title] || p.Index != i || p.Title == "" || grid.RowCount < 1 || grid.ColumnCount < 1 {
			t.Errorf("sheet %d: %+v", i, p)
		}
		seen[p.SheetID], seen[p.Title] = true, true
		for j, m := range sheet.Merges {
			if m.EndRowIndex > grid.RowCount || m.EndColumnIndex > grid.ColumnCount || m.StartRowIndex >= m.EndRowIndex || m.StartColumnIndex >= m.EndColumnIndex {
				t.Errorf("merge %+v in a grid of %d by %d", m, grid.RowCount, grid.ColumnCount)
			}
			for _, o := range sheet.Merges[:j] {
				if m.StartRowIndex < o.EndRowIndex && o.StartRowIndex < m.EndRowIndex && m.StartColumnIndex < o.EndColumnIndex && o.StartColumnIndex < m.EndColumnIndex {
					t.Errorf("merges %+v and %+v overlap", m, o)
				}
			}
		}
		data := sheet.Data[0]
		if len(data.RowMetadata) != grid.RowCount || len(data.ColumnMetadata) != grid.ColumnCount || len(data.RowData) > grid.RowCount {
			t.Errorf("sheet %d has %d rows, %d columns, %d of data; its grid is %d by %d", i,
				len(data.RowMetadata), len(data.ColumnMetadata), len(data.RowData), grid.RowCount, grid.ColumnCount)
		}
		for _, row := range data.RowData {
			if len(row.Values) > grid.ColumnCount {
				t.Errorf("sheet %d has cells beyond its columns", i)
			}
		}
	}
	for _, n := range got.NamedRanges {
		if !seen[n.Range.SheetID] {
			t.Errorf("a named range is on tab %d, which is not there", n.Range.SheetID)
		}
	}
}
