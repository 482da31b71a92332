package emulator

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
)

// A mask says which fields are wanted, as in a,b(c,d),e/f; one without fields
// of its own, or with *, wants all that lies below.
type mask map[string]mask

// masked returns as much of an answer of Drive as a request asks for, or what
// is usual when it does not say.
func masked(r *request, answer any, usual string) (any, error) {
	fields := r.query.Get("fields")
	if fields == "" {
		fields = usual
	}
	p := maskParser{rest: fields}
	wanted, unknown := p.fields(), ""
	switch {
	case p.rest != "" || p.failed:
		unknown = fields
	default:
		unknown = wanted.unknown(reflect.TypeOf(answer))
	}
	if unknown != "" {
		return nil, driveError(http.StatusBadRequest, "invalidParameter", "Invalid field selection "+unknown, "fields")
	}
	tree, err := toTree(answer)
	if err != nil {
		return nil, err
	}
	return wanted.keep(tree), nil
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

// A maskParser reads from the front of rest.
type maskParser struct {
	rest   string
	depth  int
	failed bool
}

// maxMaskDepth is more than any answer is deep.
const maxMaskDepth = 16

// fields reads names up to the end or a closing parenthesis.
func (p *maskParser) fields() mask {
	m := mask{}
	for {
		p.path(m)
		if p.failed || !p.skip(",") {
			return m
		}
	}
}

// path reads one name, and what hangs on it, into m.
func (p *maskParser) path(m mask) {
	name := p.name()
	p.depth++
	defer func() { p.depth-- }()
	below := mask(nil)
	switch {
	case name == "" || p.depth > maxMaskDepth:
		p.failed = true
	case p.skip("("):
		below = p.fields()
		p.failed = p.failed || !p.skip(")")
	case p.skip("/"), p.skip("."):
		below = mask{}
		p.path(below)
	}
	m.add(name, below)
}

func (p *maskParser) name() string {
	end := strings.IndexAny(p.rest, ",./()")
	if end < 0 {
		end = len(p.rest)
	}
	name := strings.TrimSpace(p.rest[:end])
	p.rest = p.rest[end:]
	return name
}

func (p *maskParser) skip(sign string) bool {
	rest, ok := strings.CutPrefix(p.rest, sign)
	p.rest = rest
	return ok
}

// add joins a path to what m has: the wider wins.
func (m mask) add(name string, below mask) {
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

// unknown returns a field that the type does not have, "" when it has all.
func (m mask) unknown(t reflect.Type) string {
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
		if found := below.unknown(field); found != "" {
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

// keep returns the wanted part of decoded JSON.
func (m mask) keep(tree any) any {
	if _, all := m["*"]; m == nil || all {
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
