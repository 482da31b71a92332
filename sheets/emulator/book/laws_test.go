package book_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// randomRequest draws a request that changes the structure of small.
func randomRequest(t *rapid.T) string {
	n := func(label string) int { return rapid.IntRange(-1, 10).Draw(t, label) }
	gridRange := func() string {
		row, col := n("row"), n("col")
		return fmt.Sprintf(`{"sheetId":%d,"startRowIndex":%d,"endRowIndex":%d,"startColumnIndex":%d,"endColumnIndex":%d}`,
			rapid.IntRange(0, 1).Draw(t, "tab"), row, row+n("height"), col, col+n("width"))
	}
	dimension := rapid.SampledFrom([]string{"ROWS", "COLUMNS"}).Draw(t, "dimension")
	lines := func() string {
		start := n("start")
		return fmt.Sprintf(`{"sheetId":%d,"dimension":%q,"startIndex":%d,"endIndex":%d}`,
			rapid.IntRange(0, 1).Draw(t, "tab"), dimension, start, start+n("size"))
	}
	switch rapid.IntRange(0, 15).Draw(t, "kind") {
	case 0:
		return fmt.Sprintf(`{"insertDimension":{"range":%s,"inheritFromBefore":%t}}`, lines(), rapid.Bool().Draw(t, "before"))
	case 1:
		return fmt.Sprintf(`{"deleteDimension":{"range":%s}}`, lines())
	case 2:
		return fmt.Sprintf(`{"moveDimension":{"source":%s,"destinationIndex":%d}}`, lines(), n("to"))
	case 3:
		return fmt.Sprintf(`{"insertRange":{"range":%s,"shiftDimension":%q}}`, gridRange(), dimension)
	case 4:
		return fmt.Sprintf(`{"deleteRange":{"range":%s,"shiftDimension":%q}}`, gridRange(), dimension)
	case 5:
		return fmt.Sprintf(`{"mergeCells":{"range":%s,"mergeType":"MERGE_%s"}}`, gridRange(), dimension)
	case 6:
		return fmt.Sprintf(`{"mergeCells":{"range":%s}}`, gridRange())
	case 7:
		return fmt.Sprintf(`{"copyPaste":{"source":%s,"destination":%s,"pasteOrientation":%q}}`, gridRange(), gridRange(),
			rapid.SampledFrom([]string{"NORMAL", "TRANSPOSE"}).Draw(t, "orientation"))
	case 8:
		return fmt.Sprintf(`{"cutPaste":{"source":%s,"destination":{"sheetId":%d,"rowIndex":%d,"columnIndex":%d}}}`, gridRange(),
			rapid.IntRange(0, 1).Draw(t, "to"), n("row"), n("col"))
	case 9:
		return fmt.Sprintf(`{"updateSheetProperties":{"properties":{"index":%d,"gridProperties":{"rowCount":%d,"frozenRowCount":%d}},"fields":"index,gridProperties(rowCount,frozenRowCount)"}}`,
			n("index"), n("rows"), n("frozen"))
	case 10:
		return fmt.Sprintf(`{"addDimensionGroup":{"range":%s}}`, lines())
	case 11:
		return fmt.Sprintf(`{"deleteDimensionGroup":{"range":%s}}`, lines())
	case 12:
		return fmt.Sprintf(`{"addNamedRange":{"namedRange":{"name":"n%d","range":%s}}}`, n("name"), gridRange())
	case 13:
		return fmt.Sprintf(`{"duplicateSheet":{"sourceSheetId":%d,"insertSheetIndex":%d}}`, rapid.IntRange(0, 2).Draw(t, "tab"), n("index"))
	case 14:
		return fmt.Sprintf(`{"sortRange":{"range":%s,"sortSpecs":[{"dimensionIndex":%d}]}}`, gridRange(), n("by"))
	default:
		return fmt.Sprintf(`{"appendCells":{"sheetId":%d,"fields":"*","rows":[{"values":[{"note":"n"},{"userEnteredValue":{"formulaValue":"=B%d"}}]}]}}`,
			rapid.IntRange(0, 1).Draw(t, "tab"), n("row")+2)
	}
}

// TestBatchesMakeSense: whatever requests come after one another, a refused one
// changes nothing and the spreadsheet makes sense.
func TestBatchesMakeSense(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		b := small(t)
		for range rapid.IntRange(1, 6).Draw(r, "requests") {
			request := randomRequest(r)
			before := ask(t, b, "GET", "?includeGridData=true", "")
			refused := !strings.HasPrefix(batch(t, b, request), `{"replies":`)
			after := ask(t, b, "GET", "?includeGridData=true", "")
			if refused && after != before {
				r.Fatalf("%s was refused and changed something", request)
			}
			checkSense(t, after)
			if t.Failed() {
				r.Fatalf("after %s", request)
			}
		}
	})
}

// TestInsertAndDelete: lines that are put in and taken out again leave nothing
// behind.
func TestInsertAndDelete(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		b := small(t)
		dimension, size := "ROWS", 8
		if rapid.Bool().Draw(r, "columns") {
			dimension, size = "COLUMNS", 6
		}
		start := rapid.IntRange(0, size-1).Draw(r, "start")
		lines := fmt.Sprintf(`{"dimension":%q,"startIndex":%d,"endIndex":%d}`, dimension, start, start+rapid.IntRange(1, 5).Draw(r, "count"))
		before := ask(t, b, "GET", "?includeGridData=true", "")
		must(t, b, `{"insertDimension":{"range":`+lines+`}}`, `{"deleteDimension":{"range":`+lines+`}}`)
		if after := ask(t, b, "GET", "?includeGridData=true", ""); after != before {
			r.Fatalf("%s\nbefore %s\nafter  %s", lines, before, after)
		}
	})
}
