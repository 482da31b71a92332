package book

import (
	"fmt"
	"strings"

	"thidua/sheets"
)

// addNotes writes the notes of a tab, with the drawing without which Excel
// shows none, and reports whether there are any.
func (e *exporter) addNotes(i int, t *tab) bool {
	var notes, shapes strings.Builder
	for row := range t.cells {
		for col := range t.cells[row] {
			if note := t.cells[row][col].note; note != "" {
				fmt.Fprintf(&notes, `<comment ref="%s" authorId="0"><text><t xml:space="preserve">%s</t></text></comment>`,
					sheets.Ref{Row: row, Col: col}.A1(), escapeText(note))
				shapes.WriteString(noteShape(row, col))
			}
		}
	}
	if notes.Len() == 0 {
		return false
	}
	n := i + 1
	e.addPart(fmt.Sprintf("xl/comments%d.xml", n), "comments",
		`<comments `+sheetNamespace+`><authors><author/></authors><commentList>`+notes.String()+`</commentList></comments>`)
	e.parts[fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", n)] = `<xml xmlns:v="urn:schemas-microsoft-com:vml" ` +
		`xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>` + shapes.String() + `</xml>`
	e.parts[fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", n)] = relationships(fmt.Sprintf(
		`<Relationship Id="notes" Type="%scomments" Target="../comments%d.xml"/>`+
			`<Relationship Id="drawing" Type="%[1]svmlDrawing" Target="../drawings/vmlDrawing%[2]d.vml"/>`, linkType, n))
	return true
}

// noteShape is the box in which Excel shows a note.
func noteShape(row, col int) string {
	return fmt.Sprintf(`<v:shape type="#note" style="visibility:hidden" fillcolor="#ffffe1">`+
		`<x:ClientData ObjectType="Note"><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`, row, col)
}
