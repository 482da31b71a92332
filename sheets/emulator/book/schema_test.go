package book

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/build"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write schema.txt again from the discovery document")

// The parts of a discovery document that say what messages look like.
type (
	discovery struct {
		Schemas map[string]struct{ Properties map[string]property }
	}
	property struct {
		Ref    string `json:"$ref"`
		Type   string
		Format string
		Enum   []string
		Items  *property
	}
)

// TestSchema holds schema.txt to the discovery document that ships with
// Google's client for Go.
func TestSchema(t *testing.T) {
	pkg, err := build.Import("google.golang.org/api/sheets/v4", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(pkg.Dir, "sheets-api.json"))
	if err != nil {
		t.Fatal(err)
	}
	var document discovery
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	want := document.text()
	if *update {
		if err := os.WriteFile("schema.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if schemaText != want {
		t.Error("schema.txt is not the discovery document's: run this test with -update")
	}
}

func (d discovery) text() string {
	var s strings.Builder
	for _, name := range slices.Sorted(maps.Keys(d.Schemas)) {
		fmt.Fprintln(&s, name)
		properties := d.Schemas[name].Properties
		for _, field := range slices.Sorted(maps.Keys(properties)) {
			fmt.Fprintf(&s, "\t%s %s\n", field, properties[field].text())
		}
	}
	return s.String()
}

func (p property) text() string {
	switch {
	case p.Ref != "":
		return p.Ref
	case p.Type == "array" && p.Items.Type == "array":
		return "[]list"
	case p.Type == "array":
		return "[]" + p.Items.text()
	case p.Enum != nil:
		return "enum " + strings.Join(p.Enum, " ")
	case p.Format == "google-fieldmask":
		return "mask"
	case p.Format == "google-datetime":
		return "time"
	case p.Type == "integer":
		return p.Format
	case p.Type == "boolean":
		return "bool"
	case p.Type == "object":
		return "any"
	default:
		return p.Type
	}
}
