package fieldmask_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets/emulator/fieldmask"
)

// spelling is that of an API which does not mind spaces and capitals.
func spelling(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

func TestParse(t *testing.T) {
	type m = fieldmask.Mask
	for s, want := range map[string]m{
		"a":            {"a": nil},
		"a,b":          {"a": nil, "b": nil},
		" a , b ":      {"a": nil, "b": nil},
		"a(b,c)":       {"a": {"b": nil, "c": nil}},
		"a.b/c":        {"a": {"b": {"c": nil}}},
		"a(b.c,d(e))":  {"a": {"b": {"c": nil}, "d": {"e": nil}}},
		"a.b,a.c":      {"a": {"b": nil, "c": nil}},
		"a.b,a":        {"a": nil},
		"a,a.b":        {"a": nil},
		"a(b.c),a.b.d": {"a": {"b": {"c": nil, "d": nil}}},
		"A":            {"a": nil},
		"*":            nil,
		"a(*)":         {"a": nil},
		"a(*,b)":       {"a": nil},
		"*/b":          {"*": {"b": nil}},
	} {
		got, ok := fieldmask.Parse(s, spelling)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("%q: %v (-want +got)\n%s", s, ok, diff)
		}
	}
	deep := strings.Repeat("a(", 100) + "a" + strings.Repeat(")", 100)
	for _, s := range []string{"", ",", "a,", ",a", "a,,b", "a(", "a)", "a()", "(a)", "a.", ".a", "a(b", "a(b))", "a..b", " ", deep} {
		if got, ok := fieldmask.Parse(s, spelling); ok {
			t.Errorf("%q is %v, want it refused", s, got)
		}
	}
}
