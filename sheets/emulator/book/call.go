package book

import (
	"net/http"
	"net/url"
	"strings"
)

// Call is one call of the Sheets API about one spreadsheet.
type Call struct {
	Method string
	// Path is what follows the spreadsheet's id in the path, still escaped:
	// "", "/values/%27A%27%21A1:append", ":batchUpdate", "/sheets/0:copyTo".
	Path  string
	Query url.Values
	Body  []byte
	// User is the address of the account that calls; it becomes the editor of
	// the ranges that it protects.
	User string
	// Find returns another spreadsheet that the account may write, nil when
	// there is none. It is asked by sheets.copyTo only and may be nil itself.
	Find func(id string) *Book
}

// Serve answers one call: with the JSON tree that Google would answer with, or
// with an *Error.
func (b *Book) Serve(call Call) (answer any, err error) {
	b.changed = false
	answer, err = b.route(call)
	if b.changed {
		b.changes++
	}
	return answer, err
}

func (b *Book) route(call Call) (any, error) {
	if values, ok := strings.CutPrefix(call.Path, "/values"); ok {
		return b.routeValues(call, values)
	}
	if rest, ok := strings.CutPrefix(call.Path, "/developerMetadata"); ok {
		return b.routeMetadata(call, rest)
	}
	switch {
	case call.Path == "" && call.Method == http.MethodGet:
		return answer(call, getParameters, "Spreadsheet", b.get)
	case call.Path == ":batchUpdate" && call.Method == http.MethodPost:
		return answer(call, nil, "BatchUpdateSpreadsheetResponse", b.batchUpdate)
	case call.Path == ":getByDataFilter" && call.Method == http.MethodPost:
		return answer(call, nil, "Spreadsheet", b.getByDataFilter)
	case strings.HasPrefix(call.Path, "/sheets/") && call.Method == http.MethodPost:
		return answer(call, nil, "SheetProperties", b.copyTo)
	}
	return nil, noSuchMethod()
}

func (b *Book) routeValues(call Call, path string) (any, error) {
	switch call.Method + " " + path {
	case "GET :batchGet":
		return answer(call, batchGetParameters, "BatchGetValuesResponse", b.batchGetValues)
	case "POST :batchUpdate":
		return answer(call, nil, "BatchUpdateValuesResponse", b.batchUpdateValues)
	case "POST :batchClear":
		return answer(call, nil, "BatchClearValuesResponse", b.batchClearValues)
	case "POST :batchGetByDataFilter":
		return answer(call, nil, "BatchGetValuesByDataFilterResponse", b.batchGetByDataFilter)
	case "POST :batchUpdateByDataFilter":
		return answer(call, nil, "BatchUpdateValuesByDataFilterResponse", b.batchUpdateByDataFilter)
	case "POST :batchClearByDataFilter":
		return answer(call, nil, "BatchClearValuesByDataFilterResponse", b.batchClearByDataFilter)
	}
	escaped, ok := strings.CutPrefix(path, "/")
	if !ok {
		return nil, noSuchMethod()
	}
	switch call.Method {
	case http.MethodGet:
		return aboutRange(call, escaped, getValuesParameters, "ValueRange", b.getValues)
	case http.MethodPut:
		return aboutRange(call, escaped, updateValuesParameters, "UpdateValuesResponse", b.updateValues)
	case http.MethodPost:
		if escaped, ok := strings.CutSuffix(escaped, ":append"); ok {
			return aboutRange(call, escaped, appendValuesParameters, "AppendValuesResponse", b.appendValues)
		}
		if escaped, ok := strings.CutSuffix(escaped, ":clear"); ok {
			return aboutRange(call, escaped, nil, "ClearValuesResponse", b.clearValues)
		}
	}
	return nil, noSuchMethod()
}

func noSuchMethod() error {
	return &Error{Code: http.StatusNotFound, Status: "NOT_FOUND", Message: "Method not found."}
}

// answer reads the parameters of a call, lets a method answer and returns what
// the call's field mask wants of that.
func answer(call Call, known parameters, typeName string, method func(Call, query) (message, error)) (any, error) {
	query, err := readQuery(call.Query, known, typeName)
	if err != nil {
		return nil, err
	}
	tree, err := method(call, query)
	if err != nil {
		return nil, err
	}
	return keepFields(query.fields, tree), nil
}

// aboutRange is answer for the methods whose path names a range.
func aboutRange(
	call Call, escaped string, known parameters, typeName string, method func(Call, query, string) (message, error),
) (any, error) {
	name, err := url.PathUnescape(escaped)
	if err != nil {
		return nil, invalid("Unable to parse range: %s", escaped)
	}
	return answer(call, known, typeName, func(call Call, q query) (message, error) { return method(call, q, name) })
}
