package templates_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"thidua/templates"
)

// TestEveryProblemHasItsSentences walks the sources of the packages that read
// files of ours: whatever validation tag or problem code is there, a person
// may meet.
func TestEveryProblemHasItsSentences(t *testing.T) {
	codes := map[string]bool{}
	for _, dir := range []string{"../strictyaml", "../plan", "../config"} {
		found := problemCodes(t, dir)
		if len(found) == 0 {
			t.Fatalf("%s raises no problem: this test looks in the wrong place", dir)
		}
		maps.Copy(codes, found)
	}
	for _, lang := range templates.Langs() {
		words, err := templates.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range slices.Sorted(maps.Keys(codes)) {
			for _, name := range []string{"problem." + code, "problem." + code + ".hint"} {
				if !words.Has(name) {
					t.Errorf("%s: no text %q", lang, name)
				}
			}
		}
	}
}

// problemCodes returns the validation tags in struct tags of a package, and
// the values of its constants problem….
func problemCodes(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field:
				if n.Tag != nil {
					addTags(codes, unquote(n.Tag))
				}
			case *ast.ValueSpec:
				for i, constant := range n.Names {
					if strings.HasPrefix(constant.Name, "problem") && i < len(n.Values) {
						codes[unquote(n.Values[i].(*ast.BasicLit))] = true
					}
				}
			}
			return true
		})
	}
	return codes
}

// addTags adds the tags that can fail: not those that only steer the walk.
func addTags(codes map[string]bool, structTag string) {
	for tag := range strings.SplitSeq(reflect.StructTag(structTag).Get("validate"), ",") {
		name, _, _ := strings.Cut(tag, "=")
		if name != "" && name != "dive" && name != "omitempty" {
			codes[name] = true
		}
	}
}

func unquote(literal *ast.BasicLit) string {
	s, err := strconv.Unquote(literal.Value)
	if err != nil {
		return literal.Value
	}
	return s
}
