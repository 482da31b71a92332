package strictyaml

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/goccy/go-yaml/ast"
)

// fill copies node into v, which is addressable, and notes where everything
// stands. What does not fit is reported and left out; the rest is filled.
func (d *Document) fill(v reflect.Value, node ast.Node, path string) {
	switch v.Kind() {
	case reflect.Struct:
		d.fillStruct(v, node, path)
	case reflect.Slice:
		d.fillSlice(v, node, path)
	default:
		d.fillScalar(v, node, path)
	}
}

func (d *Document) fillStruct(v reflect.Value, node ast.Node, path string) {
	mapping, ok := node.(*ast.MappingNode)
	if !ok {
		d.Report(path, problemWantMapping, nil)
		return
	}
	fields := fieldsOf(v.Type())
	first := map[string]int{} // line of each key
	for _, entry := range mapping.Values {
		at := placeOf(entry.Key)
		key := at.value
		inside := join(path, key)
		field, known := fields[key]
		switch {
		case !known:
			d.reportAt(at, inside, problemUnknownKey, map[string]string{"nearest": Nearest(key, slices.Collect(maps.Keys(fields)))})
			continue
		case field.unsupported:
			d.reportAt(at, inside, problemUnsupportedKey, nil)
			continue
		case first[key] > 0:
			d.reportAt(at, inside, problemDuplicateKey, map[string]string{"first": strconv.Itoa(first[key])})
			continue
		}
		first[key] = at.line
		if _, null := entry.Value.(*ast.NullNode); null {
			at.value = ""
			d.places[inside] = at
			continue
		}
		d.places[inside] = placeOf(entry.Value)
		d.fill(v.Field(field.index), entry.Value, inside)
	}
}

func (d *Document) fillSlice(v reflect.Value, node ast.Node, path string) {
	items := []ast.Node{node}
	if sequence, ok := node.(*ast.SequenceNode); ok {
		items = sequence.Values
	}
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
	for i, item := range items {
		inside := path + "[" + strconv.Itoa(i) + "]"
		d.places[inside] = placeOf(item)
		d.fill(v.Index(i), item, inside)
	}
}

func (d *Document) fillScalar(v reflect.Value, node ast.Node, path string) {
	text, ok := scalar(node)
	if !ok {
		d.Report(path, problemWantText, nil)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.TrimSpace(text))
	case reflect.Bool:
		truth := strings.ToLower(text)
		if truth != "true" && truth != "false" {
			d.Report(path, problemWantTrueFalse, nil)
		}
		v.SetBool(truth == "true")
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			d.Report(path, problemWantWholeNumber, nil)
		}
		v.SetInt(int64(n))
	default:
		panic("strictyaml: no rule for a field of type " + v.Type().String())
	}
}

// scalar returns the text of a scalar as it stands in the file.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.NullNode:
		return "", true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.StringNode:
		return n.Value, true
	case ast.ScalarNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// placeOf returns where node stands: a mapping stands where its first key does.
func placeOf(node ast.Node) place {
	if mapping, ok := node.(*ast.MappingNode); ok && len(mapping.Values) > 0 && !mapping.IsFlowStyle {
		at := placeOf(mapping.Values[0].Key)
		at.value = ""
		return at
	}
	t := node.GetToken()
	if t == nil || t.Position == nil {
		return place{line: 1, column: 1}
	}
	text, _ := scalar(node)
	return place{line: t.Position.Line, column: t.Position.Column, value: text}
}

type field struct {
	index       int
	unsupported bool
}

// fieldsOf returns the fields of a struct by their keys.
func fieldsOf(t reflect.Type) map[string]field {
	fields := map[string]field{}
	for i := range t.NumField() {
		if name := yamlName(t.Field(i)); name != "-" {
			_, option, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
			fields[name] = field{index: i, unsupported: option == "unsupported"}
		}
	}
	return fields
}

func yamlName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return name
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Nearest returns which of the known words was probably meant by a misspelt
// one, or "" when none is close.
func Nearest(word string, known []string) string {
	nearest, least := "", 2+len([]rune(word))/3
	for _, k := range slices.Sorted(slices.Values(known)) {
		if n := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(k)); n < least {
			nearest, least = k, n
		}
	}
	return nearest
}
