package plan

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestEveryKeyIsExplained keeps docs/plan-file.md whole.
func TestEveryKeyIsExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/plan-file.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range yamlKeys(reflect.TypeFor[planFile]()) {
		if !strings.Contains(string(page), "`"+key+"`") && !strings.Contains(string(page), "`"+key+": ") {
			t.Errorf("the key %s is not explained", key)
		}
	}
}

func yamlKeys(t reflect.Type) []string {
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	var keys []string
	if t.Kind() != reflect.Struct {
		return keys
	}
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" {
			keys = append(append(keys, key), yamlKeys(t.Field(i).Type)...)
		}
	}
	return keys
}
