package picture_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"thidua/templates"
)

// TestEveryWord looks for a word in each language for whatever package
// validate may say of a column, a table or an ignored cell.
func TestEveryWord(t *testing.T) {
	var keys []string
	for prefix, kind := range map[string]string{"ignored": "label.ignored.", "Role": "label.role."} {
		values := constants(t, func(name string) bool { return strings.HasPrefix(name, prefix) })
		if len(values) < 10 {
			t.Errorf("%d constants %s…: this test looks in the wrong place", len(values), prefix)
		}
		for _, v := range values {
			keys = append(keys, kind+v)
		}
	}
	for _, v := range constants(t, func(name string) bool { return strings.HasSuffix(name, "Table") && name[0] < 'a' }) {
		keys = append(keys, "label.table."+v)
	}
	for _, lang := range templates.Langs() {
		words, err := templates.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			if !words.Has(key) {
				t.Errorf("%s: no text %s", lang, key)
			}
		}
	}
}

// constants returns the values of the text constants of package validate
// whose names are wanted.
func constants(t *testing.T, wanted func(name string) bool) []string {
	t.Helper()
	files, err := filepath.Glob("../validate/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || strings.HasSuffix(name, "_test.go") {
				return true
			}
			for i, constant := range spec.Names {
				if i >= len(spec.Values) || !wanted(constant.Name) {
					continue
				}
				if literal, ok := spec.Values[i].(*ast.BasicLit); ok && literal.Kind == token.STRING {
					value, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					values = append(values, value)
				}
			}
			return true
		})
	}
	return values
}
