// Package fieldmask reads the masks by which clients of Google's APIs say which
// fields of an answer they want, and which of a message they change.
package fieldmask

import "strings"

// Mask says which fields are meant, as "a,b(c,d),e.f/g" does. A field with a
// nil Mask is meant with all that lies below; the nil Mask means every field.
// The name "*" stands for every field of a message.
type Mask map[string]Mask

// Parse reads a mask and reports whether it is one. Paths are divided by dots
// or slashes; spelling turns each name into the one that the Mask has.
func Parse(s string, spelling func(string) string) (Mask, bool) {
	p := parser{rest: s, spelling: spelling}
	m, ok := p.fields()
	return m.simplified(), ok && p.rest == ""
}

// parser reads from the front of rest.
type parser struct {
	rest     string
	depth    int
	spelling func(string) string
}

// maxDepth bounds how deep a mask may nest; the APIs' messages go nowhere near
// it.
const maxDepth = 64

// fields reads paths up to the end or a closing parenthesis.
func (p *parser) fields() (Mask, bool) {
	m := Mask{}
	for {
		if !p.path(m) {
			return nil, false
		}
		if !p.skip(",") {
			return m, true
		}
	}
}

// path reads one path, and what hangs on it in parentheses, into m.
func (p *parser) path(m Mask) bool {
	name := p.name()
	if p.depth++; name == "" || p.depth > maxDepth {
		return false
	}
	defer func() { p.depth-- }()
	switch {
	case p.skip("("):
		below, ok := p.fields()
		m.add(name, below.simplified())
		return ok && p.skip(")")
	case p.skip("."), p.skip("/"):
		below := Mask{}
		ok := p.path(below)
		m.add(name, below.simplified())
		return ok
	default:
		m.add(name, nil)
		return true
	}
}

// name reads up to the next sign that has a meaning.
func (p *parser) name() string {
	end := strings.IndexAny(p.rest, ",./()")
	if end < 0 {
		end = len(p.rest)
	}
	name := p.spelling(p.rest[:end])
	p.rest = p.rest[end:]
	return name
}

func (p *parser) skip(sign string) bool {
	rest, ok := strings.CutPrefix(p.rest, sign)
	p.rest = rest
	return ok
}

// simplified returns nil for a mask that names every field.
func (m Mask) simplified() Mask {
	if below, ok := m["*"]; ok && below == nil {
		return nil
	}
	return m
}

// add joins a path to what m has: the wider of the two wins.
func (m Mask) add(name string, below Mask) {
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

// Below returns the mask of a field and whether the field is wanted.
func (m Mask) Below(name string) (Mask, bool) {
	if m == nil {
		return nil, true
	}
	if below, ok := m[name]; ok {
		return below, true
	}
	below, ok := m["*"]
	return below, ok
}

// Wants reports whether anything of a field is wanted.
func (m Mask) Wants(name string) bool {
	_, ok := m.Below(name)
	return ok
}
