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
		switch {
		case len(kinds) == 0:
			return nil, within(at, invalid("No request set."))
		case len(kinds) > 1:
			return nil, unreadable([]violation{{at, fmt.Sprintf(
				"Invalid value at '%s' (oneof), oneof field 'kind' is already set. Cannot set '%s'", at, kinds[1])}})
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
func (b *Book) update(call Call, kind string, request message) (message, error) {
	switch kind {
	case "addBanding":
		return b.addBanding(request)
	case "addConditionalFormatRule":
		return b.addConditionalFormatRule(request)
	case "addDimensionGroup":
		return b.addDimensionGroup(request)
	case "addFilterView":
		return b.addFilterView(request)
	case "addNamedRange":
		return b.addNamedRange(request)
	case "addProtectedRange":
		return b.addProtectedRange(call.User, request)
	case "addSheet":
		return b.addSheet(request)
	case "appendCells":
		return b.appendCells(request)
	case "appendDimension":
		return b.appendDimension(request)
	case "autoResizeDimensions":
		return b.autoResizeDimensions(request)
	case "clearBasicFilter":
		return b.clearBasicFilter(request)
	case "copyPaste":
		return b.copyPaste(request)
	case "createDeveloperMetadata":
		return b.createDeveloperMetadata(request)
	case "cutPaste":
		return b.cutPaste(request)
	case "deleteBanding":
		return b.deleteBanding(request)
	case "deleteConditionalFormatRule":
		return b.deleteConditionalFormatRule(request)
	case "deleteDeveloperMetadata":
		return b.deleteDeveloperMetadata(request)
	case "deleteDimension":
		return b.deleteDimension(request)
	case "deleteDimensionGroup":
		return b.deleteDimensionGroup(request)
	case "deleteDuplicates":
		return b.deleteDuplicates(request)
	case "deleteFilterView":
		return b.deleteFilterView(request)
	case "deleteNamedRange":
		return b.deleteNamedRange(request)
	case "deleteProtectedRange":
		return b.deleteProtectedRange(request)
	case "deleteRange":
		return b.deleteRange(request)
	case "deleteSheet":
		return b.deleteSheet(request)
	case "duplicateFilterView":
		return b.duplicateFilterView(request)
	case "duplicateSheet":
		return b.duplicateSheet(request)
	case "findReplace":
		return b.findReplace(request)
	case "insertDimension":
		return b.insertDimension(request)
	case "insertRange":
		return b.insertRange(request)
	case "mergeCells":
		return b.mergeCells(request)
	case "moveDimension":
		return b.moveDimension(request)
	case "repeatCell":
		return b.repeatCell(request)
	case "setBasicFilter":
		return b.setBasicFilter(request)
	case "setDataValidation":
		return b.setDataValidation(request)
	case "sortRange":
		return b.sortRange(request)
	case "trimWhitespace":
		return b.trimWhitespace(request)
	case "unmergeCells":
		return b.unmergeCells(request)
	case "updateBanding":
		return b.updateBanding(request)
	case "updateBorders":
		return b.updateBorders(request)
	case "updateCells":
		return b.updateCells(request)
	case "updateConditionalFormatRule":
		return b.updateConditionalFormatRule(request)
	case "updateDeveloperMetadata":
		return b.updateDeveloperMetadata(request)
	case "updateDimensionGroup":
		return b.updateDimensionGroup(request)
	case "updateDimensionProperties":
		return b.updateDimensionProperties(request)
	case "updateFilterView":
		return b.updateFilterView(request)
	case "updateNamedRange":
		return b.updateNamedRange(request)
	case "updateProtectedRange":
		return b.updateProtectedRange(call.User, request)
	case "updateSheetProperties":
		return b.updateSheetProperties(request)
	case "updateSpreadsheetProperties":
		return b.updateSpreadsheetProperties(request)
	default:
		return nil, unimplemented("The request " + kind)
	}
}
