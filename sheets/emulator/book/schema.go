package book

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// schemaText lists the messages of the Sheets API v4 with their fields, in
// the order and under the names of Google's discovery document:
//
//	CellFormat
//		backgroundColor Color
//		wrapStrategy enum WRAP_STRATEGY_UNSPECIFIED OVERFLOW_CELL LEGACY_WRAP CLIP WRAP
//
// A type in brackets is repeated. TestSchema holds the list to the document.
//
//go:embed schema.txt
var schemaText string

// messageType is the name of a message of the API, with its fields.
type messageType struct {
	name   string
	fields map[string]fieldType
}

// fieldType is what a field may hold.
type fieldType struct {
	kind     fieldKind
	repeated bool
	message  string   // isMessage: the name of its type
	values   []string // isEnum: the names it may have
}

type fieldKind int

const (
	isMessage fieldKind = iota
	isText
	isMask // a field mask, written as text
	isTime // a moment, written as text
	isInteger
	isNumber
	isFlag
	isEnum
	isList     // a list of any values, as the rows of a ValueRange are
	isAnything // of any type
)

// schema returns the messages by name.
var schema = sync.OnceValue(func() map[string]messageType {
	types := map[string]messageType{}
	var current messageType
	for line := range strings.Lines(schemaText) {
		line = strings.TrimSuffix(line, "\n")
		if name, field := strings.CutPrefix(line, "\t"); field {
			name, kind, _ := strings.Cut(name, " ")
			current.fields[name] = parseFieldType(kind)
			continue
		}
		current = messageType{line, map[string]fieldType{}}
		types[line] = current
	}
	return types
})

func parseFieldType(s string) fieldType {
	var t fieldType
	s, t.repeated = strings.CutPrefix(s, "[]")
	name, values, _ := strings.Cut(s, " ")
	switch name {
	case "string":
		t.kind = isText
	case "mask":
		t.kind = isMask
	case "time":
		t.kind = isTime
	case "int32":
		t.kind = isInteger
	case "number":
		t.kind = isNumber
	case "bool":
		t.kind = isFlag
	case "list":
		t.kind = isList
	case "any":
		t.kind = isAnything
	case "enum":
		t.kind, t.values = isEnum, strings.Fields(values)
	default:
		t.kind, t.message = isMessage, name
	}
	return t
}

// field returns the field of a message under its name in lower camel case or
// in snake case, both of which Google accepts.
func (t messageType) field(name string) (string, fieldType, bool) {
	if field, ok := t.fields[name]; ok {
		return name, field, true
	}
	name = camelCase(name)
	field, ok := t.fields[name]
	return name, field, ok
}

func (t fieldType) allows(value string) bool { return slices.Contains(t.values, value) }

// camelCase writes user_entered_value as userEnteredValue.
func camelCase(name string) string {
	var s strings.Builder
	for i, part := range strings.Split(name, "_") {
		if i > 0 && part != "" {
			part = strings.ToUpper(part[:1]) + part[1:]
		}
		s.WriteString(part)
	}
	return s.String()
}

// snakeCase writes userEnteredValue as user_entered_value, as the names in
// Google's messages about bad requests are.
func snakeCase(name string) string {
	var s strings.Builder
	for _, c := range name {
		if c >= 'A' && c <= 'Z' {
			s.WriteByte('_')
			c += 'a' - 'A'
		}
		s.WriteRune(c)
	}
	return s.String()
}
