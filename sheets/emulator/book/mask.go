package book

import (
	"fmt"
	"maps"
	"strings"

	"thidua/sheets/emulator/fieldmask"
)

// mask says which fields are meant, by their names in lower camel case.
type mask = fieldmask.Mask

// readMask reads the fields parameter of a call that answers with a message of
// the given type. Paths are divided by dots or slashes.
func readMask(s, typeName string) (mask, error) {
	if s == "" {
		return nil, nil
	}
	m, ok := fieldmask.Parse(s, camelCase)
	if !ok {
		return nil, badFields("Request contains an invalid argument.", []violation{{
			s, fmt.Sprintf("Error parsing 'fields' parameter: '%s'.", s),
		}})
	}
	if path, ok := unknownField(m, typeName, ""); !ok {
		return nil, badFields("Request contains an invalid argument.", []violation{{
			path, fmt.Sprintf("Error expanding 'fields' parameter. Cannot find matching fields for path '%s'.", path),
		}})
	}
	return m, nil
}

// unknownField returns a path of a mask that the type does not have, and
// whether it has all.
func unknownField(m mask, typeName, at string) (path string, ok bool) {
	for name, below := range m {
		path := strings.TrimPrefix(at+"."+name, ".")
		field, ok := schema()[typeName].fields[name]
		if name == "*" {
			continue
		}
		if !ok || below != nil && field.kind != isMessage && field.kind != isAnything {
			return path, false
		}
		if path, ok := unknownField(below, field.message, path); !ok {
			return path, false
		}
	}
	return "", true
}

// keepFields returns the part of a tree that a mask wants. What is wanted as a
// whole is returned itself, not a copy.
func keepFields(m mask, tree any) any {
	kept, _ := cut(m, tree)
	return kept
}

// cut is keepFields and reports whether anything fell away.
func cut(m mask, tree any) (kept any, less bool) {
	if m == nil {
		return tree, false
	}
	switch tree := tree.(type) {
	case []any:
		return cutList(m, tree)
	case message:
		return cutMessage(m, tree)
	default:
		return tree, false
	}
}

func cutList(m mask, list []any) (kept []any, less bool) {
	for i, value := range list {
		value, lessHere := cut(m, value)
		if lessHere && !less {
			kept, less = append(make([]any, 0, len(list)), list[:i]...), true
		}
		if less {
			kept = append(kept, value)
		}
	}
	if !less {
		return list, false
	}
	return kept, true
}

func cutMessage(m mask, tree message) (kept message, less bool) {
	var changed message
	dropped := 0
	for name, value := range tree {
		below, wanted := m.Below(name)
		if !wanted {
			dropped++
		} else if value, lessHere := cut(below, value); lessHere {
			if changed == nil {
				changed = message{}
			}
			changed[name] = value
		}
	}
	if dropped == 0 && changed == nil {
		return tree, false
	}
	kept = make(message, len(tree)-dropped)
	for name, value := range tree {
		if m.Wants(name) {
			kept[name] = value
		}
	}
	maps.Copy(kept, changed)
	return kept, true
}
