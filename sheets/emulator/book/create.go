package book

import (
	"fmt"
	"maps"
)

// Create returns the spreadsheet that a POST to /v4/spreadsheets with this body
// makes. The answer to that is the new book's spreadsheets.get.
func Create(body []byte, id string) (*Book, error) {
	m, err := decode(body, "Spreadsheet", "spreadsheet")
	if err != nil {
		return nil, err
	}
	given := canonical(m.message("properties"), "SpreadsheetProperties")
	b := New(id, "Untitled spreadsheet", given.text("locale"), given.text("timeZone"))
	if given.has("title") {
		b.title = given.text("title")
	}
	b.setBookProperties(given.with("title", b.title).with("locale", b.locale).with("timeZone", b.zone))
	tabs := m.messages("sheets")
	if len(tabs) > 0 {
		b.tabs = nil
	}
	for i, sheet := range tabs {
		if err := b.createTab(sheet); err != nil {
			return nil, within(fmt.Sprintf("sheets[%d]", i), err)
		}
	}
	if b.firstVisible() == nil {
		return nil, invalid("You can't hide all the sheets in a document.")
	}
	for _, name := range m.messages("namedRanges") {
		if _, err := b.addNamedRange(message{"namedRange": name}); err != nil {
			return nil, err
		}
	}
	b.changed = false
	return b, nil
}

// createTab adds a tab with its cells and merges.
func (b *Book) createTab(sheet message) error {
	properties := sheet.message("properties")
	t, err := b.insertTab(properties.without("hidden").without("index"))
	if err != nil {
		return err
	}
	t.hidden = properties.flag("hidden")
	for _, data := range sheet.messages("data") {
		if err := b.createData(t, data); err != nil {
			return err
		}
	}
	for _, m := range sheet.messages("merges") {
		a, err := t.within(readRange(m).area)
		if err != nil {
			return err
		}
		if err := b.merge(t, a); err != nil {
			return err
		}
	}
	return nil
}

// createData fills a tab with a GridData, making room for it.
func (b *Book) createData(t *tab, data message) error {
	rows := data.messages("rowData")
	a := area{span{start: data.integer("startRow")}, span{start: data.integer("startColumn")}}
	a.rows.end = a.rows.start + len(rows)
	for _, row := range rows {
		a.cols.end = max(a.cols.end, a.cols.start+len(row.list("values")))
	}
	if a.rows.start < 0 || a.cols.start < 0 {
		return invalid("GridData must not begin before the first cell.")
	}
	if err := b.grow(t, a.rows.end, a.cols.end); err != nil {
		return err
	}
	createLines(t.rows, data.integer("startRow"), data.messages("rowMetadata"))
	createLines(t.cols, data.integer("startColumn"), data.messages("columnMetadata"))
	return b.writeCells(t, a, rows, nil)
}

func createLines(lines []line, start int, given []message) {
	for i, m := range given {
		if at := start + i; at < len(lines) {
			lines[at].pixels, lines[at].hidden = m.integer("pixelSize"), m.flag("hiddenByUser")
		}
	}
}

// updateSpreadsheetProperties changes what the mask names of the book's
// properties.
func (b *Book) updateSpreadsheetProperties(request message) (message, error) {
	fields, err := updateMask(request, "SpreadsheetProperties")
	if err != nil {
		return nil, err
	}
	given := canonical(request.message("properties"), "SpreadsheetProperties")
	wanted := overwrite(b.propertiesMessage(), given, fields, "SpreadsheetProperties")
	for _, name := range []string{"title", "locale", "timeZone"} {
		if wanted.text(name) == "" {
			return nil, invalid("The %s of a spreadsheet cannot be empty.", name)
		}
	}
	b.touch(!sameMessage(b.propertiesMessage(), wanted))
	b.setBookProperties(wanted)
	return nil, nil
}

// setBookProperties gives the book the properties of a SpreadsheetProperties
// message, of which the default format is read-only.
func (b *Book) setBookProperties(m message) {
	b.title, b.locale, b.zone = m.text("title"), m.text("locale"), m.text("timeZone")
	b.properties = maps.Clone(m)
	for _, name := range []string{"title", "locale", "timeZone", "defaultFormat"} {
		delete(b.properties, name)
	}
}
