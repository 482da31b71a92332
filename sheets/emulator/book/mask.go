package book

import (
	"fmt"
	"strings"
)

// mask says which fields are meant, as "a,b(c,d),e.f" does; one without fields
// of its own means all that lies below. The name "*" means every field.
type mask map[string]mask

// readMask reads the fields parameter of a call that answers with a message of
// the given type. Paths are divided by dots or slashes.
func readMask(s, typeName string) (mask, error) {
	if s == "" {
		return nil, nil
	}
	m, ok := parseMask(s)
	if !ok {
		return nil, badFields("Request contains an invalid argument.", []violation{{
			s, fmt.Sprintf("Error parsing 'fields' parameter: '%s'.", s),
		}})
	}
	if path, ok := m.check(typeName, ""); !ok {
		return nil, badFields("Request contains an invalid argument.", []violation{{
			path, fmt.Sprintf("Error expanding 'fields' parameter. Cannot find matching fields for path '%s'.", path),
		}})
	}
	return m, nil
}

// parseMask reads a field mask, nil when it names every field.
func parseMask(s string) (m mask, ok bool) {
	p := maskParser{rest: s}
	m, ok = p.fields()
	return m.simplified(), ok && p.rest == ""
}

// maskParser reads from the front of rest.
type maskParser struct {
	rest  string
	depth int
}

// maxMaskDepth bounds how deep a mask may nest; the API's messages go nowhere
// near it.
const maxMaskDepth = 64

// fields reads paths up to the end or a closing parenthesis.
func (p *maskParser) fields() (mask, bool) {
	m := mask{}
	for {
		if !p.path(m) {
			return nil, false
		}
		rest, more := strings.CutPrefix(p.rest, ",")
		if !more {
			return m, true
		}
		p.rest = rest
	}
}

// path reads one path, and what hangs on it in parentheses, into m.
func (p *maskParser) path(m mask) bool {
	name := p.name()
	if p.depth++; name == "" || p.depth > maxMaskDepth {
		return false
	}
	defer func() { p.depth-- }()
	switch {
	case p.skip("("):
		below, ok := p.fields()
		m.add(name, below.simplified())
		return ok && p.skip(")")
	case p.skip("."), p.skip("/"):
		below := mask{}
		ok := p.path(below)
		m.add(name, below.simplified())
		return ok
	default:
		m.add(name, nil)
		return true
	}
}

// name reads up to the next sign that has a meaning.
func (p *maskParser) name() string {
	end := strings.IndexAny(p.rest, ",./()")
	if end < 0 {
		end = len(p.rest)
	}
	name := p.rest[:end]
	p.rest = p.rest[end:]
	return name
}

func (p *maskParser) skip(sign string) bool {
	rest, ok := strings.CutPrefix(p.rest, sign)
	p.rest = rest
	return ok
}

// simplified returns nil for a mask that names every field.
func (m mask) simplified() mask {
	if below, ok := m["*"]; ok && below == nil {
		return nil
	}
	return m
}

// add joins a path to what m has: the wider of the two wins.
func (m mask) add(name string, below mask) {
	if name != "*" {
		name = camelCase(name)
	}
	old, had := m[name]
	switch {
	case !had:
		m[name] = below
	case old == nil || below == nil:
		m[name] = nil
	default:
		for name, below := range below {
			old.add(name, below)
		}
	}
}

// check returns the first path that the type does not have.
func (m mask) check(typeName, at string) (string, bool) {
	for name, below := range m {
		path := strings.TrimPrefix(at+"."+name, ".")
		field, ok := schema()[typeName].fields[name]
		if name == "*" {
			continue
		}
		if !ok || below != nil && field.kind != isMessage && field.kind != isAnything {
			return path, false
		}
		if path, ok := below.check(field.message, path); !ok {
			return path, false
		}
	}
	return "", true
}

// below returns the mask of a field and whether the field is wanted.
func (m mask) below(name string) (mask, bool) {
	if m == nil {
		return nil, true
	}
	if below, ok := m[name]; ok {
		return below, true
	}
	below, ok := m["*"]
	return below, ok
}

// wants reports whether anything of a field is wanted.
func (m mask) wants(name string) bool { _, ok := m.below(name); return ok }

// keep returns the wanted part of a tree.
func (m mask) keep(tree any) any {
	if m == nil {
		return tree
	}
	switch tree := tree.(type) {
	case []any:
		kept := make([]any, len(tree))
		for i := range tree {
			kept[i] = m.keep(tree[i])
		}
		return kept
	case message:
		kept := message{}
		for name, value := range tree {
			if below, wanted := m.below(name); wanted {
				kept[name] = below.keep(value)
			}
		}
		return kept
	default:
		return tree
	}
}
