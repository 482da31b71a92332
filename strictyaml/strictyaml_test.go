package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/strictyaml"
)

type garden struct {
	Name  string   `yaml:"name" validate:"required"`
	Size  string   `yaml:"size"`
	Open  bool     `yaml:"open"`
	Trees int      `yaml:"trees" validate:"max=10"`
	Tags  []string `yaml:"tags" validate:"dive,lower"`
	Beds  []bed    `yaml:"beds" validate:"dive"`
	Gate  gate     `yaml:"gate"`
	Skip  string   `yaml:"-"`

	_ struct{} `yaml:"robots,unsupported"`
}

type bed struct {
	Plant string `yaml:"plant" validate:"required"`
}

type gate struct {
	Colour string `yaml:"colour" validate:"required"`
}

func decode(data string, into *garden) *strictyaml.Document {
	return strictyaml.Decode("garden.yaml", []byte(data), into, strictyaml.Rules{
		"lower": func(s string) bool { return s == strings.ToLower(s) },
	})
}

func TestValuesAreTakenAsTheyAreWritten(t *testing.T) {
	got := garden{Skip: "kept", Size: "default"}
	doc := decode(`
name: "  Vườn nhà\tta "
open: True
trees: 7
tags: quê
beds:
- plant: 64.60
- {plant: 2024-05}
- plant: >-
    hai
    dòng
gate: {colour: 0x1F}
size:
`, &got)
	if problems := doc.Problems(); len(problems) > 0 {
		t.Fatal(problems)
	}
	want := garden{
		Name: "Vườn nhà\tta", Size: "default", Open: true, Trees: 7, Tags: []string{"quê"},
		Beds: []bed{{"64.60"}, {"2024-05"}, {"hai dòng"}}, Gate: gate{"0x1F"}, Skip: "kept",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("garden (-want +got):\n%s", diff)
	}
}

func TestAllProblemsAtOnceInTheOrderOfTheFile(t *testing.T) {
	doc := decode(`name:
colou: đỏ
trees: 11
open: yes
tags: [a, B,
  C]
beds:
  - plant: {}
  - hoa
  - plant: "1"
    plant: "2"
robots: {count: 3}
"-": no
tags: again
`, &garden{})
	var got []string
	for _, p := range doc.Problems() {
		got = append(got, fmt.Sprintf("%s:%d:%d %s %q %s", p.File, p.Line, p.Column, p.Path, p.Value, p.Code))
	}
	want := []string{
		`garden.yaml:1:1 name "" required`,
		`garden.yaml:1:1 gate.colour "" required`,
		`garden.yaml:2:1 colou "colou" unknown-key`,
		`garden.yaml:3:8 trees "11" max`,
		`garden.yaml:4:7 open "yes" want-true-or-false`,
		`garden.yaml:5:11 tags[1] "B" lower`,
		`garden.yaml:6:3 tags[2] "C" lower`,
		`garden.yaml:8:12 beds[0].plant "" want-text`,
		`garden.yaml:9:5 beds[1] "hoa" want-mapping`,
		`garden.yaml:11:5 beds[2].plant "plant" duplicate-key`,
		`garden.yaml:12:1 robots "robots" unsupported-key`,
		`garden.yaml:13:1 - "-" unknown-key`,
		`garden.yaml:14:1 tags "tags" duplicate-key`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestOneePathHasOneProblem(t *testing.T) {
	doc := decode("name: a\ntrees: nhiều\ngate: {colour: đỏ}\n", &garden{})
	doc.Report("trees", "too-few", nil)
	doc.Report("gate.colour", "too-red", map[string]string{"limit": "5"})
	var codes []string
	for _, p := range doc.Problems() {
		codes = append(codes, p.Code)
	}
	if diff := cmp.Diff([]string{"want-whole-number", "too-red"}, codes); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	if !doc.Wrong("trees") || doc.Wrong("name") {
		t.Error("what is wrong is not known")
	}
}

func TestWhatASentenceMaySpeakOf(t *testing.T) {
	p := strictyaml.Problem{File: "f", Line: 3, Column: 7, Path: "beds[2].tags[0]", Value: "B", Code: "lower", Args: map[string]string{"param": "x"}}
	want := map[string]string{"file": "f", "line": "3", "column": "7", "path": "beds[2].tags[0]", "key": "tags", "value": "B", "param": "x"}
	if diff := cmp.Diff(want, p.Data()); diff != "" {
		t.Errorf("data (-want +got):\n%s", diff)
	}
}

func TestLongValuesAreShortened(t *testing.T) {
	doc := decode("name: a\ngate: {colour: a}\ntags: ["+strings.Repeat("Đ", 100)+"]\n", &garden{})
	if got, want := doc.Problems()[0].Value, strings.Repeat("Đ", 80)+"…"; got != want {
		t.Errorf("value is %q, want %q", got, want)
	}
}

// Depth is counted, not width.
func TestLongListsAreFine(t *testing.T) {
	flow := "name: a\ngate: {colour: đỏ}\nbeds: [" + strings.Repeat("{plant: cam}, ", 5000) + "]\n"
	block := "name: a\ngate: {colour: đỏ}\nbeds:\n" + strings.Repeat("  - plant: cam\n", 5000)
	for name, data := range map[string]string{"on one line": flow, "a line each": block} {
		var g garden
		if problems := decode(data, &g).Problems(); len(problems) > 0 || len(g.Beds) != 5000 {
			t.Errorf("%s: %d beds, problems %v", name, len(g.Beds), problems)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"name", "number", "year", "unit", "units"}
	for word, want := range map[string]string{"naame": "name", "Unit": "unit", "yeaar": "year", "colour": "", "numbers": "number", "": ""} {
		if got := strictyaml.Nearest(word, keys); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("name: a\ngate: {colour: b}\n"))
	f.Add([]byte("beds:\n  - plant: |\n      x\n  -\n"))
	f.Add([]byte("? a\n: [&b {c: *b}]\n"))
	f.Add([]byte("\xff\xfe\r\n'"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, p := range decode(string(data), &garden{}).Problems() {
			if p.Line < 1 || p.Column < 1 {
				t.Errorf("problem %+v has no place", p)
			}
		}
	})
}
