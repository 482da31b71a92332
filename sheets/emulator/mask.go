package emulator

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strings"
)

// A mask says which fields are wanted, as in a,b(c,d),e.f; one without fields
// of its own wants all that lies below.
type mask map[string]mask

// masked returns as much of a book as a request asks for. A field mask has its
// way; without one the cells come with includeGridData only.
func masked(b book, query url.Values) (any, error) {
	fields := query.Get("fields")
	if fields == "" {
		if query.Get("includeGridData") != "true" {
			for i := range b.Sheets {
				b.Sheets[i].Data = nil
			}
		}
		return b, nil
	}
	wanted, rest, err := parseMask(fields)
	if err == nil && rest != "" {
		err = fmt.Errorf("invalid field mask: %q is too much", rest)
	}
	if err == nil {
		err = wanted.check(reflect.TypeFor[book]())
	}
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	return wanted.keep(tree), nil
}

// parseMask reads fields up to the end or a closing parenthesis.
func parseMask(s string) (m mask, rest string, err error) {
	m = mask{}
	for {
		end := strings.IndexAny(s, ",.()")
		if end < 0 {
			end = len(s)
		}
		name, below := s[:end], mask(nil)
		if name == "" {
			return nil, s, fmt.Errorf("invalid field mask: a name is missing before %q", s)
		}
		s = s[end:]
		switch {
		case strings.HasPrefix(s, "("):
			if below, s, err = parseMask(s[1:]); err != nil {
				return nil, s, err
			}
			if !strings.HasPrefix(s, ")") {
				return nil, s, fmt.Errorf("invalid field mask: %s( is not closed", name)
			}
			s = s[1:]
		case strings.HasPrefix(s, "."):
			end := strings.IndexAny(s, ",)")
			if end < 0 {
				end = len(s)
			}
			if below, _, err = parseMask(s[1:end]); err != nil {
				return nil, s, err
			}
			s = s[end:]
		}
		m[name] = below
		if !strings.HasPrefix(s, ",") {
			return m, s, nil
		}
		s = s[1:]
	}
}

// check refuses a field that the type does not have.
func (m mask) check(t reflect.Type) error {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	for name, below := range m {
		field, ok := fieldOf(t, name)
		if !ok {
			return fmt.Errorf("invalid field mask: there is no %q", name)
		}
		if err := below.check(field); err != nil {
			return err
		}
	}
	return nil
}

func fieldOf(t reflect.Type, name string) (reflect.Type, bool) {
	if t.Kind() != reflect.Struct {
		return nil, false
	}
	for f := range t.Fields() {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name {
			return f.Type, true
		}
	}
	return nil, false
}

// keep returns the wanted part of decoded JSON.
func (m mask) keep(tree any) any {
	if m == nil {
		return tree
	}
	switch tree := tree.(type) {
	case []any:
		for i := range tree {
			tree[i] = m.keep(tree[i])
		}
		return tree
	case map[string]any:
		kept := map[string]any{}
		for name, value := range tree {
			if below, wanted := m[name]; wanted {
				kept[name] = below.keep(value)
			}
		}
		return kept
	default:
		return tree
	}
}
