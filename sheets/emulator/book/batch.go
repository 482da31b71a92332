package book

import (
	"fmt"
	"maps"
	"slices"
)

// batchUpdate answers spreadsheets.batchUpdate. The requests work on a copy:
// one that is refused leaves the spreadsheet as it was.
func (b *Book) batchUpdate(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "BatchUpdateSpreadsheetRequest", "")
	if err != nil {
		return nil, err
	}
	requests := body.messages("requests")
	if len(requests) == 0 {
		return nil, invalid("Must specify at least one request.")
	}
	draft := b.clone()
	replies := make([]any, len(requests))
	for i, request := range requests {
		at := fmt.Sprintf("requests[%d]", i)
		kinds := slices.Sorted(maps.Keys(request))
		if len(kinds) != 1 {
			return nil, within(at, invalid("Expected one request, found %d.", len(kinds)))
		}
		reply, err := draft.update(call, kinds[0], request.message(kinds[0]))
		if err != nil {
			return nil, within(at+"."+kinds[0], err)
		}
		replies[i] = message{}
		if reply != nil {
			replies[i] = message{kinds[0]: reply}
		}
	}
	*b = *draft
	answer := message{"spreadsheetId": b.id, "replies": replies}
	if body.flag("includeSpreadsheetInResponse") {
		ranges, err := b.parseRanges(body.texts("responseRanges"))
		if err != nil {
			return nil, err
		}
		answer["updatedSpreadsheet"] = b.message(ranges, body.flag("responseIncludeGridData"), nil)
	}
	return answer, nil
}

// update does one request of a batch and returns its reply, nil when there is none.
func (b *Book) update(_ Call, kind string, request message) (message, error) {
	switch kind {
	case "addSheet":
		return b.addSheet(request)
	case "addNamedRange":
		return b.addNamedRange(request)
	case "appendCells":
		return b.appendCells(request)
	case "deleteNamedRange":
		return b.deleteNamedRange(request)
	case "deleteSheet":
		return b.deleteSheet(request)
	case "duplicateSheet":
		return b.duplicateSheet(request)
	case "mergeCells":
		return b.mergeCells(request)
	case "repeatCell":
		return b.repeatCell(request)
	case "unmergeCells":
		return b.unmergeCells(request)
	case "updateCells":
		return b.updateCells(request)
	case "updateNamedRange":
		return b.updateNamedRange(request)
	case "updateSpreadsheetProperties":
		return b.updateSpreadsheetProperties(request)
	case "updateSheetProperties":
		return b.updateSheetProperties(request)
	default:
		return nil, unimplemented("The request " + kind)
	}
}
