package book

import (
	"fmt"
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

// keepFields returns the part of a tree that a mask wants.
func keepFields(m mask, tree any) any {
	if m == nil {
		return tree
	}
	switch tree := tree.(type) {
	case []any:
		kept := make([]any, len(tree))
		for i := range tree {
			kept[i] = keepFields(m, tree[i])
		}
		return kept
	case message:
		kept := message{}
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
