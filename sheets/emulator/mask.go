package emulator

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"

	"thidua/sheets/emulator/fieldmask"
)

// masked returns as much of an answer of Drive as a request asks for, or what
// is usual when it does not say.
func masked(r *request, answer any, usual string) (any, error) {
	fields := cmp.Or(r.query.Get("fields"), usual)
	wanted, ok := fieldmask.Parse(fields, strings.TrimSpace)
	unknown := fields
	if ok {
		unknown = unknownField(wanted, reflect.TypeOf(answer))
	}
	if unknown != "" {
		return nil, driveError(http.StatusBadRequest, "invalidParameter", "Invalid field selection "+unknown, "fields")
	}
	tree, err := toTree(answer)
	if err != nil {
		return nil, err
	}
	return keepFields(wanted, tree), nil
}

// toTree returns what v is as JSON.
func toTree(v any) (any, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	err = decoder.Decode(&tree)
	return tree, err
}

// unknownField returns a path of a mask that a type does not have, "" when it
// has all.
func unknownField(m fieldmask.Mask, t reflect.Type) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	for name, below := range m {
		if name == "*" || t.Kind() == reflect.Map {
			continue
		}
		field, ok := fieldOf(t, name)
		if !ok {
			return name
		}
		if field == reflect.TypeFor[never]() {
			continue
		}
		if found := unknownField(below, field); found != "" {
			return name + "/" + found
		}
	}
	return ""
}

// fieldOf returns the type of what JSON calls name.
func fieldOf(t reflect.Type, name string) (reflect.Type, bool) {
	if t.Kind() != reflect.Struct {
		return nil, false
	}
	for _, f := range reflect.VisibleFields(t) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name {
			return f.Type, true
		}
	}
	return nil, false
}

// keepFields returns the wanted part of decoded JSON.
func keepFields(m fieldmask.Mask, tree any) any {
	if m == nil {
		return tree
	}
	switch tree := tree.(type) {
	case []any:
		for i := range tree {
			tree[i] = keepFields(m, tree[i])
		}
		return tree
	case map[string]any:
		kept := map[string]any{}
		for name, value := range tree {
			if below, wanted := m.Below(name); wanted {
				kept[name] = keepFields(below, value)
			}
		}
		return kept
	default:
		return tree
	}
}
