package marked

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"thidua/sheets"
)

// TestRestyleCells writes which cells of a worksheet are restyled, each style
// becoming ten times what it was plus one, and what it then looks like.
func TestRestyleCells(t *testing.T) {
	tests := []struct{ name, part, cells, want string }{
		{
			"a cell", `<worksheet><sheetData><row r="2"><c r="B2" s="3"><v>1</v></c></row></sheetData></worksheet>`, "B2",
			`<worksheet><sheetData><row r="2"><c r="B2" s="31"><v>1</v></c></row></sheetData></worksheet>`,
		},
		{
			"without a style", `<worksheet><sheetData><row r="2"><c r='B2' t = "s" ><v>1</v></c></row></sheetData></worksheet>`, "B2",
			`<worksheet><sheetData><row r="2"><c s="1" r='B2' t = "s" ><v>1</v></c></row></sheetData></worksheet>`,
		},
		{
			"places that are not written", `<worksheet><sheetData><row><c/><c s="2"/></row><row><c/></row></sheetData></worksheet>`, "B1 A2",
			`<worksheet><sheetData><row><c/><c s="21"/></row><row><c s="1"/></row></sheetData></worksheet>`,
		},
		{
			"cells between others", `<worksheet><sheetData><row r="1"><c r="A1"/><c r="D1"/></row></sheetData></worksheet>`, "B1 C1 E1",
			`<worksheet><sheetData><row r="1"><c r="A1"/><c r="B1" s="1"/><c r="C1" s="1"/><c r="D1"/><c r="E1" s="1"/></row></sheetData></worksheet>`,
		},
		{
			"rows between others", `<worksheet><sheetData><row r="2"/><row r="5"><c r="A5"/></row></sheetData></worksheet>`, "B1 C2 A3 A7",
			`<worksheet><sheetData><row r="1"><c r="B1" s="1"/></row><row r="2"><c r="C2" s="1"/></row><row r="3"><c r="A3" s="1"/></row>` +
				`<row r="5"><c r="A5"/></row><row r="7"><c r="A7" s="1"/></row></sheetData></worksheet>`,
		},
		{
			"no rows", `<worksheet><sheetData/></worksheet>`, "A1",
			`<worksheet><sheetData><row r="1"><c r="A1" s="1"/></row></sheetData></worksheet>`,
		},
		{
			"a prefix", `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>`, "A1 A2",
			`<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" s="1"/></x:row><x:row r="2"><x:c r="A2" s="1"/></x:row></x:sheetData></x:worksheet>`,
		},
		{
			"looks of rows and columns",
			`<worksheet><cols><col min="2" max="3" style="4"/></cols><sheetData><row r="1" s="5" customFormat="1"/><row r="2" s="6"/></sheetData></worksheet>`, "B1 B2 B3 D3",
			`<worksheet><cols><col min="2" max="3" style="4"/></cols><sheetData><row r="1" s="5" customFormat="1"><c r="B1" s="51"/></row>` +
				`<row r="2" s="6"><c r="B2" s="41"/></row><row r="3"><c r="B3" s="41"/><c r="D3" s="1"/></row></sheetData></worksheet>`,
		},
	}
	for _, c := range tests {
		got, err := restyle([]byte(c.part), refs(t, c.cells))
		if err != nil || got != c.want {
			t.Errorf("%s:\n got %s (%v)\nwant %s", c.name, got, err, c.want)
		}
	}
}

func refs(t *testing.T, list string) []sheets.Ref {
	t.Helper()
	var all []sheets.Ref
	for a1 := range strings.FieldsSeq(list) {
		ref, err := sheets.ParseRef(a1)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, ref)
	}
	return all
}

func restyle(part []byte, cells []sheets.Ref) (string, error) {
	s, err := restyleCells(part, cells, func(_ sheets.Ref, style int) (int, error) { return style*10 + 1, nil })
	if err != nil {
		return "", err
	}
	return string(s.change.apply(part)), nil
}

// TestAttachDrawing: the shapes of notes have their place among the sections
// of a worksheet.
func TestAttachDrawing(t *testing.T) {
	const drawing = `<legacyDrawing xmlns:r="` + relationSpace + `" r:id="rId9"/>`
	for _, c := range []struct{ before, after string }{
		{`<worksheet><sheetData/>`, `</worksheet>`},
		{`<worksheet><sheetData/><pageMargins/><drawing/>`, `<tableParts/><extLst/></worksheet>`},
		{`<worksheet><sheetData/>`, `<legacyDrawingHF/></worksheet>`},
	} {
		part := []byte(c.before + c.after)
		s, err := restyleCells(part, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.attachDrawing("rId9")
		if got := string(s.change.apply(part)); got != c.before+drawing+c.after {
			t.Errorf("got %s", got)
		}
	}
}

// TestSetAttr finds an attribute however the tag is written.
func TestSetAttr(t *testing.T) {
	for part, want := range map[string]string{
		`<xf fillId="0"/>`:                   `<xf fillId="7"/>`,
		`<xf a="fillId='1'" fillId = '0' />`: `<xf a="fillId='1'" fillId="7" />`,
		`<xf/>`:                              `<xf fillId="7"/>`,
		`<x:xf xfillId="1">t</x:xf>`:         `<x:xf fillId="7" xfillId="1">t</x:xf>`,
		"<xf\n fillId\n=\n\"0\"\n></xf>":     "<xf\n fillId=\"7\"\n></xf>",
	} {
		var change edits
		err := walk([]byte(part), func(e element) error { change.setAttr([]byte(part), e, "fillId", "7"); return nil }, nil)
		if got := string(change.apply([]byte(part))); err != nil || got != want {
			t.Errorf("%s becomes %s (%v), want %s", part, got, err, want)
		}
	}
}

// FuzzRestyle: whatever a part holds, restyling it does not panic, and what
// was well-formed stays so and has its elements.
func FuzzRestyle(f *testing.F) {
	f.Add(`<worksheet><cols><col min="1" max="2" style="1"/></cols><sheetData><row r="2" s="1" customFormat="1"><c r="A2" s="1"><v>1</v></c></row></sheetData></worksheet>`)
	f.Add(`<x:worksheet xmlns:x="m"><x:sheetData><x:row/></x:sheetData><x:legacyDrawing/><!-- > --></x:worksheet>`)
	f.Add(`<worksheet><sheetData/><extLst><ext uri="a>b"/></extLst></worksheet>`)
	f.Fuzz(func(t *testing.T, part string) {
		names, err := elementsOf(part)
		if err != nil {
			return
		}
		got, err := restyle([]byte(part), []sheets.Ref{{Row: 1, Col: 0}, {Row: 1, Col: 3}, {Row: 4, Col: 1}})
		if err != nil {
			return
		}
		after, err := elementsOf(got)
		if err != nil {
			t.Fatalf("%q becomes %q: %v", part, got, err)
		}
		for _, name := range names {
			i := slices.Index(after, name)
			if i < 0 {
				t.Fatalf("%q becomes %q: %s is lost", part, got, name)
			}
			after = after[i+1:]
		}
	})
}

func elementsOf(part string) (names []string, err error) {
	err = walk([]byte(part), func(e element) error { names = append(names, fmt.Sprint(e.prefix, e.name, e.depth)); return nil }, nil)
	return names, err
}
