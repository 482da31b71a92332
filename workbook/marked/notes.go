package marked

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua/sheets"
)

// author signs the notes.
const author = "thidua"

// note is what is written at a cell.
type note struct {
	at   sheets.Ref
	text string
}

// addNotes writes notes at cells of a worksheet. A note that a cell has
// already is replaced: its text is part of the new one. drawing is the
// relation to the shapes of the sheet's notes, "" when it has none; the
// relation to a new one is returned.
func (a *archive) addNotes(sheet, drawing string, notes []note) (newDrawing string, err error) {
	relations, err := a.relations(sheet)
	if err != nil {
		return "", err
	}
	fresh := notes
	if part := related(relations, "comments"); part != "" {
		fresh, err = a.changeNotes(part, notes)
	} else {
		err = a.newNotes(sheet, notes)
	}
	if err != nil || len(fresh) == 0 {
		return "", err
	}
	if drawing == "" {
		return a.newShapes(sheet, fresh)
	}
	i := slices.IndexFunc(relations, func(r relation) bool { return r.id == drawing })
	if i < 0 {
		return "", fmt.Errorf("%s has no drawing %s", sheet, drawing)
	}
	return "", a.addShapes(relations[i].target, fresh)
}

// newNotes adds a part for the notes of a worksheet that has none.
func (a *archive) newNotes(sheet string, notes []note) error {
	var b strings.Builder
	b.WriteString(`<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>` + author + `</author></authors><commentList>`)
	for _, n := range notes {
		b.WriteString(n.xml(0))
	}
	b.WriteString(`</commentList></comments>`)
	_, err := a.addPart(sheet, "comments", a.free("xl/comments%d.xml"), spreadsheet+"comments+xml", b.String())
	return err
}

// changeNotes adds notes to a part of them and returns those at cells that had none.
func (a *archive) changeNotes(part string, notes []note) (fresh []note, err error) {
	data, err := a.content(part)
	if err != nil {
		return nil, err
	}
	var authors, list element
	count, ref := 0, ""
	texts := map[string]element{} // of the notes that are there, by their cells
	err = walk(data, func(e element) error {
		switch e.name {
		case "author":
			count++
		case "comment":
			ref = strings.ToUpper(e.attr("ref"))
		}
		return nil
	}, func(e element) error {
		switch e.name {
		case "authors":
			authors = e
		case "commentList":
			list = e
		case "text":
			texts[ref] = e
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", part, err)
	}
	if authors.name == "" || list.name == "" {
		return nil, fmt.Errorf("%s is no list of notes", part)
	}
	var change edits
	var added strings.Builder
	for _, n := range notes {
		if old, has := texts[n.at.A1()]; has {
			change = append(change, edit{old.from, old.to, prefixed(old.prefix, n.textXML())})
			continue
		}
		fresh = append(fresh, n)
		added.WriteString(prefixed(list.prefix, n.xml(count)))
	}
	if len(fresh) > 0 {
		change.appendTo(authors, prefixed(authors.prefix, "<author>"+author+"</author>"))
		change.appendTo(list, added.String())
	}
	a.put(part, change.apply(data))
	return fresh, nil
}

// xml writes a note of the author with this number.
func (n note) xml(author int) string {
	return fmt.Sprintf(`<comment ref="%s" authorId="%d">%s</comment>`, n.at.A1(), author, n.textXML())
}

func (n note) textXML() string {
	return `<text><t xml:space="preserve">` + escape(n.text) + `</t></text>`
}

// The names of the parts of a drawing in VML, in which Excel shows notes.
const vmlSpaces = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`

// newShapes adds a drawing with the boxes of notes and returns its relation.
func (a *archive) newShapes(sheet string, notes []note) (relation string, err error) {
	if err := a.declareExtension("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"); err != nil {
		return "", err
	}
	part := a.free("xl/drawings/vmlDrawing%d.vml")
	a.put(part, []byte(`<xml `+vmlSpaces+`>`+shapes("", notes)+`</xml>`))
	return a.relate(sheet, "vmlDrawing", part)
}

// addShapes adds boxes to a drawing. VML need not be well-formed XML: they go
// before its end.
func (a *archive) addShapes(part string, notes []note) error {
	data, err := a.content(part)
	if err != nil {
		return err
	}
	drawing := string(data)
	end := strings.LastIndex(drawing, "</xml>")
	if end < 0 {
		return fmt.Errorf("%s is no drawing of notes", part)
	}
	a.put(part, []byte(drawing[:end]+shapes(drawing, notes)+drawing[end:]))
	return nil
}

// shapes writes the boxes in which notes appear, with names that the drawing
// does not have yet.
func shapes(drawing string, notes []note) string {
	var b strings.Builder
	if !strings.Contains(drawing, "_x0000_t202") {
		b.WriteString(`<v:shapetype ` + vmlSpaces + ` id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
			`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`)
	}
	id := 1025
	for _, n := range notes {
		for strings.Contains(drawing, "_x0000_s"+strconv.Itoa(id)) {
			id++
		}
		b.WriteString(n.shape(id))
		id++
	}
	return b.String()
}

// shape writes the box of a note: some columns wide, beside its cell, hidden
// until someone points at it.
func (n note) shape(id int) string {
	const columns, lineText = 5, 55 // its width, and about how many characters fit into a line
	lines := 2
	for line := range strings.SplitSeq(n.text, "\n") {
		lines += 1 + utf8.RuneCountInString(line)/lineText
	}
	lines = min(lines, 30)
	row, col := n.at.Row, n.at.Col
	return fmt.Sprintf(`<v:shape %s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;width:300pt;height:%dpt;z-index:1;visibility:hidden" `+
		`fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
		`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>`+
		`<x:Anchor>%d, 15, %d, 4, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		vmlSpaces, id, lines*14, col+1, row, col+1+columns, row+lines, row, col)
}
