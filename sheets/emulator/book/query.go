package book

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// parameters are the parameters that a method knows, with their types.
type parameters map[string]fieldType

var (
	flagParameter      = fieldType{kind: isFlag}
	rangesParameter    = fieldType{kind: isText, repeated: true}
	dimensionParameter = fieldType{kind: isEnum, values: []string{"DIMENSION_UNSPECIFIED", "ROWS", "COLUMNS"}}
	renderParameter    = fieldType{kind: isEnum, values: []string{"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"}}
	dateParameter      = fieldType{kind: isEnum, values: []string{"SERIAL_NUMBER", "FORMATTED_STRING"}}
	inputParameter     = fieldType{kind: isEnum, values: []string{"INPUT_VALUE_OPTION_UNSPECIFIED", "RAW", "USER_ENTERED"}}
	insertParameter    = fieldType{kind: isEnum, values: []string{"OVERWRITE", "INSERT_ROWS"}}

	getParameters = parameters{
		"ranges": rangesParameter, "includeGridData": flagParameter, "excludeTablesInBandedRanges": flagParameter,
		"commentsViewMode": {kind: isText},
	}
	getValuesParameters = parameters{
		"majorDimension": dimensionParameter, "valueRenderOption": renderParameter, "dateTimeRenderOption": dateParameter,
	}
	batchGetParameters = parameters{
		"ranges": rangesParameter, "majorDimension": dimensionParameter, "valueRenderOption": renderParameter,
		"dateTimeRenderOption": dateParameter,
	}
	updateValuesParameters = parameters{
		"valueInputOption": inputParameter, "includeValuesInResponse": flagParameter,
		"responseValueRenderOption": renderParameter, "responseDateTimeRenderOption": dateParameter,
	}
	appendValuesParameters = parameters{
		"valueInputOption": inputParameter, "insertDataOption": insertParameter, "includeValuesInResponse": flagParameter,
		"responseValueRenderOption": renderParameter, "responseDateTimeRenderOption": dateParameter,
	}
)

// query is what the parameters of a call say.
type query struct {
	message
	fields mask // nil: everything
	masked bool // whether there was a field mask at all
}

// readQuery reads the parameters of a call. Those that every method of
// Google's APIs has are skipped, unknown ones refused.
func readQuery(given url.Values, known parameters, typeName string) (query, error) {
	q := query{message: message{}}
	var violations []violation
	for _, name := range slices.Sorted(maps.Keys(given)) {
		switch field, ok := known[camelCase(name)]; {
		case ok:
			violations = append(violations, q.read(camelCase(name), given[name], field)...)
		case !systemParameter(name):
			violations = append(violations, violation{description: fmt.Sprintf(
				"Invalid JSON payload received. Unknown name %q: Cannot bind query parameter. "+
					"Field '%s' could not be found in request message.", name, name)})
		}
	}
	if violations != nil {
		return q, unreadable(violations)
	}
	fields := cmp.Or(given.Get("fields"), given.Get("$fields"))
	q.masked = fields != ""
	var err error
	q.fields, err = readMask(fields, typeName)
	return q, err
}

// read takes the values of one parameter. Of one that is not repeated the last
// counts.
func (q query) read(name string, given []string, field fieldType) []violation {
	if field.repeated {
		values := make([]any, len(given))
		for i, v := range given {
			values[i] = v
		}
		q.message[name] = values
		return nil
	}
	last := given[len(given)-1]
	var value any = last
	if field.kind == isFlag {
		flag, err := strconv.ParseBool(last)
		if value = flag; err != nil {
			value = last
		}
	}
	c := checker{}
	if read := c.value(value, field, snakeCase(name)); read != nil {
		q.message[name] = read
	}
	return c.violations
}

// systemParameter knows the parameters of all methods
// (cloud.google.com/apis/docs/system-parameters).
func systemParameter(name string) bool {
	switch strings.TrimPrefix(name, "$") {
	case ".xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser",
		"uploadType", "upload_protocol", "userIp":
		return true
	}
	return false
}
