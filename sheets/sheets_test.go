package sheets_test

import (
	"testing"

	"thidua/sheets"
)

func TestBlank(t *testing.T) {
	for _, s := range []string{"", " ", "\t\r\n", "\u00a0", "\u200b", "\ufeff", " \u00a0\u200b "} {
		if c := (sheets.Cell{Kind: sheets.Text, Text: s}); !c.Blank() {
			t.Errorf("a text %q is not blank", s)
		}
	}
	for name, c := range map[string]sheets.Cell{
		"a dash":         {Kind: sheets.Text, Text: "-"},
		"zero":           {Kind: sheets.Number},
		"false":          {Kind: sheets.Bool},
		"an error":       {Kind: sheets.Error, Text: "#REF!"},
		"midnight":       {Kind: sheets.Date, Text: "00:00:00"},
		"white and text": {Kind: sheets.Text, Text: " x "},
	} {
		if c.Blank() {
			t.Errorf("%s is blank", name)
		}
	}
	if c := (sheets.Cell{Note: "xem lại", Format: "0.0"}); !c.Blank() {
		t.Error("a cell with nothing but a note is not blank")
	}
}

func TestAtOutside(t *testing.T) {
	tab := sheets.Tab{Cells: [][]sheets.Cell{nil, {{Kind: sheets.Bool}}}}
	for _, at := range []sheets.Ref{{Row: -1}, {Col: -1}, {Row: 2}, {Row: 0, Col: 0}, {Row: 1, Col: 1}} {
		if c := tab.At(at); c != (sheets.Cell{}) {
			t.Errorf("At(%v) = %v, want the zero Cell", at, c)
		}
	}
	if c := tab.At(sheets.Ref{Row: 1}); c.Kind != sheets.Bool {
		t.Errorf("At(A2) = %v, want a Bool", c)
	}
}
