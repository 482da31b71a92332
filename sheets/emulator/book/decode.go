package book

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// decode reads a body as a message of the API and holds it to the schema. An
// empty body is an empty message; nulls are as good as fields not given. The
// prefix is the name of the body within the request, such as "data" where only
// a part of the request is in the body; it comes back in Google's complaints.
func decode(body []byte, typeName, prefix string) (message, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return message{}, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var tree any
	err := decoder.Decode(&tree)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is more after the end")
		}
	}
	object, ok := tree.(map[string]any)
	if err != nil || !ok {
		text := "Invalid JSON payload received. Unexpected token.\n" + firstLine(body)
		return nil, badFields(text, []violation{{description: text}})
	}
	c := checker{types: schema()}
	m := c.message(object, typeName, prefix)
	if c.violations != nil {
		return nil, unreadable(c.violations)
	}
	return m, nil
}

func firstLine(body []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(body)), "\n")
	return line[:min(len(line), 100)] + "\n^"
}

// checker turns decoded JSON into messages and notes what the schema forbids.
type checker struct {
	types      map[string]messageType
	violations []violation
}

func (c *checker) message(object map[string]any, typeName, path string) message {
	m := message{}
	for _, given := range slices.Sorted(maps.Keys(object)) {
		name, field, ok := c.types[typeName].field(given)
		if !ok {
			c.unknown(given, path)
			continue
		}
		if object[given] == nil {
			continue
		}
		if _, isArray := object[given].([]any); isArray && !field.repeated && field.kind != isAnything {
			c.unexpectedList(given, path)
			continue
		}
		at := strings.TrimPrefix(path+"."+snakeCase(name), ".")
		if value := c.field(object[given], field, at); value != nil {
			m[name] = value
		}
	}
	return m
}

func (c *checker) unknown(name, path string) { c.misplaced(name, path, "Cannot find field.") }

func (c *checker) unexpectedList(name, path string) {
	c.misplaced(name, path, "Proto field is not repeating, cannot start list.")
}

func (c *checker) misplaced(name, path, why string) {
	at := ""
	if path != "" {
		at = fmt.Sprintf(" at '%s'", path)
	}
	c.violations = append(c.violations, violation{path, fmt.Sprintf(
		`Invalid JSON payload received. Unknown name "%s"%s: %s`, name, at, why)})
}

// field reads a field that may be repeated. As Google does it takes one value
// for a list of one.
func (c *checker) field(value any, t fieldType, path string) any {
	values, isArray := value.([]any)
	switch {
	case !t.repeated:
		return c.value(value, t, path)
	case !isArray:
		if value := c.value(value, t, path); value != nil {
			return []any{value}
		}
		return nil
	}
	list := make([]any, 0, len(values))
	for i, v := range values {
		if v := c.value(v, t, fmt.Sprintf("%s[%d]", path, i)); v != nil {
			list = append(list, v)
		}
	}
	return list
}

// value returns nil for what is not of the type.
func (c *checker) value(value any, t fieldType, path string) any {
	var read any
	switch t.kind {
	case isMessage:
		if object, ok := value.(map[string]any); ok {
			return c.message(object, t.message, path)
		}
	case isText, isMask, isTime:
		if text, ok := value.(string); ok {
			return text
		}
	case isFlag:
		switch value {
		case true, "true":
			return true
		case false, "false":
			return false
		}
	case isEnum:
		if name, ok := value.(string); ok && t.allows(name) {
			return name
		}
	case isInteger:
		read = readInteger(value)
	case isNumber:
		read = readNumber(value)
	case isList:
		if list, ok := value.([]any); ok {
			return plain(list)
		}
	case isAnything:
		return plain(value)
	}
	if read == nil {
		return c.wrong(value, t, path)
	}
	return read
}

// wrong notes a value that is not of its type.
func (c *checker) wrong(value any, t fieldType, path string) any {
	shown, _ := json.Marshal(value)
	c.violations = append(c.violations, violation{path, fmt.Sprintf(
		"Invalid value at '%s' (%s), %s", path, t.protoName(path), shown)})
	return nil
}

const sheetsTypes = "type.googleapis.com/google.apps.sheets.v4."

// protoName is what Google calls a type when it refuses a value.
func (t fieldType) protoName(path string) string {
	switch t.kind {
	case isMessage:
		return sheetsTypes + t.message
	case isEnum:
		name := camelCase(path[strings.LastIndexByte(path, '.')+1:])
		return sheetsTypes + strings.ToUpper(name[:1]) + name[1:]
	case isInteger:
		return "TYPE_INT32"
	case isNumber:
		return "TYPE_DOUBLE"
	case isFlag:
		return "TYPE_BOOL"
	case isList:
		return "type.googleapis.com/google.protobuf.ListValue"
	default:
		return "TYPE_STRING"
	}
}

// readInteger accepts what JSON for protocol buffers does: 7, 7.0 and "7".
func readInteger(value any) any {
	v, ok := readNumber(value).(float64)
	if !ok || v != math.Trunc(v) || math.Abs(v) > math.MaxInt32 {
		return nil
	}
	return int(v)
}

func readNumber(value any) any {
	text, isText := value.(string)
	if !isText {
		number, isNumber := value.(json.Number)
		if !isNumber {
			return nil
		}
		text = number.String()
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// plain turns the numbers of decoded JSON into float64, and keeps nulls: in a
// row of values they say that a cell stays as it is.
func plain(value any) any {
	switch value := value.(type) {
	case json.Number:
		v, _ := value.Float64()
		return v
	case []any:
		for i := range value {
			value[i] = plain(value[i])
		}
		return value
	case map[string]any:
		for name := range value {
			value[name] = plain(value[name])
		}
		return value
	default:
		return value
	}
}
