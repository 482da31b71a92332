// Package thidua_test holds the one test about the tree as a whole.
package thidua_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says what each package may import of ours: arrows point down only.
// A package that is not here may not exist; adding one means saying where it
// stands. "*" is everything.
var layers = map[string][]string{
	"strictyaml": {},
	"templates":  {},
	"sheets":     {},
	"examples":   {},

	"plan":          {"strictyaml"},
	"config":        {"strictyaml"},
	"sheets/table":  {"sheets"},
	"sheets/numfmt": {},

	"sheets/xlsx":       {"sheets", "sheets/numfmt"},
	"sheets/file":       {"sheets", "sheets/xlsx"},
	"sheets/google":     {"sheets", "sheets/xlsx"},
	"sheets/emulator":   {"sheets", "sheets/emulator/book", "sheets/emulator/fieldmask"},
	"sheets/sheetstest": {"sheets"},

	"sheets/emulator/book":      {"sheets", "sheets/xlsx", "sheets/emulator/display", "sheets/emulator/fieldmask", "sheets/emulator/formula"},
	"sheets/emulator/discovery": {"sheets/emulator/fieldmask"},
	"sheets/emulator/display":   {"sheets", "sheets/numfmt"},
	"sheets/emulator/fieldmask": {},
	"sheets/emulator/formula":   {"sheets"},

	"validate": {"plan", "sheets", "sheets/table"},
	"assess":   {"plan"},

	"picture":              {"plan", "sheets", "sheets/numfmt", "sheets/table", "templates", "validate"},
	"workbook":             {"assess", "plan", "templates", "validate"},
	"workbook/marked":      {"plan", "sheets", "sheets/xlsx", "templates", "validate", "workbook"},
	"sheets/google/master": {"sheets", "templates", "workbook"},
	"mail":                 {"assess", "plan", "templates", "validate"},
	"mail/smtp":            {"mail"},

	"store":           {"assess", "mail", "plan", "sheets", "validate"},
	"store/storetest": {"assess", "mail", "plan", "sheets", "store", "validate"},

	"sync": {"assess", "mail", "plan", "sheets", "store", "templates", "validate", "workbook"},

	"examples/generate": {"*"},
	"cmd/thidua":        {"*"},
}

// homes says where a third-party library may be imported, by its module path.
var homes = map[string][]string{
	"github.com/goccy/go-yaml":             {"strictyaml", "plan", "config"},
	"github.com/go-playground/validator":   {"strictyaml", "plan", "config"},
	"github.com/xuri/efp":                  {"sheets/emulator/formula"},
	"github.com/xuri/excelize":             {"workbook", "workbook/marked", "sheets/file", "sheets/sheetstest", "sheets/emulator/book", "sheets/emulator/formula", "examples/generate"},
	"google.golang.org/api":                {"sheets/google", "sheets/google/master"},
	"cloud.google.com/go":                  {"sheets/google"},
	"golang.org/x/oauth2":                  {"sheets/google"},
	"modernc.org/sqlite":                   {"store"},
	"github.com/pressly/goose":             {"store"},
	"github.com/wneessen/go-mail":          {"mail", "mail/smtp"},
	"github.com/google/renameio":           {"workbook"},
	"github.com/alecthomas/kong":           {"cmd/thidua"},
	"github.com/schollz/progressbar":       {"cmd/thidua"},
	"github.com/lmittmann/tint":            {"cmd/thidua"},
	"github.com/agnivade/levenshtein":      {"strictyaml", "validate"},
	"github.com/robfig/cron":               {"config", "sync"},
	"github.com/prometheus/client_golang":  {"web"},
	"github.com/emersion/go-smtp":          {},
	"github.com/rogpeppe/go-internal":      {},
	"pgregory.net/rapid":                   {"store/storetest"},
	"go.uber.org/goleak":                   {},
	"github.com/google/go-cmp/cmp":         {"sheets/sheetstest", "store/storetest"},
	"github.com/google/go-cmp/cmp/cmpopts": {"sheets/sheetstest", "store/storetest"},
}

// TestLayers parses the imports in this process: a go list sub-process would
// be cached by go test and hide violations.
func TestLayers(t *testing.T) {
	for pkg, imports := range importsByPackage(t) {
		allowed, known := layers[pkg]
		if !known {
			t.Errorf("package %s stands in no layer: add it to the table", pkg)
			continue
		}
		for _, path := range imports {
			if ours, ok := strings.CutPrefix(path, "thidua/"); ok {
				if !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*") {
					t.Errorf("%s imports thidua/%s, which its layer does not allow", pkg, ours)
				}
			} else if home, ok := homeOf(path); ok && !slices.Contains(home, pkg) {
				t.Errorf("%s imports %s, whose home is %v", pkg, path, home)
			}
		}
	}
}

func homeOf(path string) ([]string, bool) {
	for module, home := range homes {
		if path == module || strings.HasPrefix(path, module+"/") {
			return home, true
		}
	}
	return nil, false
}

// importsByPackage maps each folder that holds Go code to what its files
// import, tests left out: a test may look further than the code it tests.
func importsByPackage(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string]map[string]bool{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(path))
		if found[pkg] == nil {
			found[pkg] = map[string]bool{}
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[pkg][name] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	imports := map[string][]string{}
	for pkg, set := range found {
		imports[pkg] = slices.Sorted(maps.Keys(set))
	}
	return imports
}
