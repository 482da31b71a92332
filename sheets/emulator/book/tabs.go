package book

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxTitle is how many characters a tab's title may have.
const maxTitle = 100

// addSheet adds a tab.
func (b *Book) addSheet(request message) (message, error) {
	t, err := b.insertTab(request.message("properties"))
	if err != nil {
		return nil, err
	}
	return message{"properties": t.propertiesMessage(slices.Index(b.tabs, t))}, nil
}

// insertTab adds a tab with the given SheetProperties, at their index or at the
// end.
func (b *Book) insertTab(given message) (*tab, error) {
	if kind := given.text("sheetType"); kind != "" && kind != "GRID" {
		return nil, unimplemented("A sheet of type " + kind)
	}
	id, err := b.freeID(given, "sheetId")
	if err != nil {
		return nil, err
	}
	grid := given.message("gridProperties")
	rows, cols := newRows, newCols
	if grid.integer("rowCount") > 0 {
		rows = grid.integer("rowCount")
	}
	if grid.integer("columnCount") > 0 {
		cols = grid.integer("columnCount")
	}
	if err := b.roomFor(nil, rows, cols); err != nil {
		return nil, err
	}
	t := newTab(id, "", rows, cols)
	at := len(b.tabs)
	if given.has("index") {
		at = min(max(0, given.integer("index")), len(b.tabs))
	}
	b.tabs = slices.Insert(b.tabs, at, t)
	wanted := overwrite(t.propertiesMessage(at), given, nil, "SheetProperties").
		with("index", at).with("gridProperties", grid.with("rowCount", rows).with("columnCount", cols))
	if wanted.text("title") == "" {
		wanted["title"] = b.freeTitle()
	}
	return t, b.setProperties(t, wanted)
}

// freeID returns the id that a client gives to what it adds, else a new one.
func (b *Book) freeID(given message, field string) (int, error) {
	if !given.has(field) {
		return b.newID(), nil
	}
	switch id := given.integer(field); {
	case id < 0:
		return 0, invalid("Sheet id must be non-negative.")
	case b.tab(id) != nil:
		return 0, invalid("Sheet with id %d already exists.", id)
	default:
		return id, nil
	}
}

func (b *Book) freeTitle() string {
	for n := len(b.tabs); ; n++ {
		if title := fmt.Sprintf("Sheet%d", n); b.titled(title) == nil {
			return title
		}
	}
}

// updateSheetProperties changes what the mask names of a tab's properties.
func (b *Book) updateSheetProperties(request message) (message, error) {
	given := request.message("properties")
	t := b.tab(given.integer("sheetId"))
	if t == nil {
		return nil, invalid("No sheet with id: %d", given.integer("sheetId"))
	}
	fields, err := updateMask(request, "SheetProperties")
	if err != nil {
		return nil, err
	}
	old := t.propertiesMessage(slices.Index(b.tabs, t))
	given = canonical(given, "SheetProperties")
	return nil, b.setProperties(t, overwrite(old, given, fields, "SheetProperties"))
}

// setProperties gives a tab the properties of a SheetProperties message.
func (b *Book) setProperties(t *tab, m message) error {
	m = canonical(m, "SheetProperties")
	if err := b.checkTitle(t, m.text("title")); err != nil {
		return err
	}
	grid := m.message("gridProperties")
	rows, cols := grid.integer("rowCount"), grid.integer("columnCount")
	switch {
	case rows < 1 || cols < 1:
		return invalid("The grid must have at least one row and one column.")
	case grid.integer("frozenRowCount") >= rows:
		return invalid("You can't freeze all visible rows on the sheet.")
	case grid.integer("frozenColumnCount") >= cols:
		return invalid("You can't freeze all visible columns on the sheet.")
	}
	if m.flag("hidden") && !t.hidden && b.visibleTabs() == 1 {
		return invalid("You can't hide all the sheets in a document.")
	}
	if err := b.resize(t, rows, cols); err != nil {
		return err
	}
	b.moveTab(t, m.integer("index"))
	rest := maps.Clone(m)
	for _, name := range []string{"sheetId", "title", "index", "sheetType", "hidden", "gridProperties"} {
		delete(rest, name)
	}
	if grid = grid.without("rowCount").without("columnCount"); len(grid) > 0 {
		rest["gridProperties"] = grid
	}
	if t.title != "" && t.title != m.text("title") {
		b.retitle(t.title, m.text("title"))
	}
	b.touch(t.title != m.text("title") || t.hidden != m.flag("hidden") || !sameMessage(t.properties, rest))
	t.title, t.hidden, t.properties = m.text("title"), m.flag("hidden"), rest
	return nil
}

func (b *Book) checkTitle(t *tab, title string) error {
	if other := b.titled(title); other != nil && other != t {
		return invalid(`A sheet with the name "%s" already exists. Please enter another name.`, title)
	}
	switch {
	case title == "":
		return invalid("The sheet name cannot be empty.")
	case utf8.RuneCountInString(title) > maxTitle:
		return invalid("The sheet name cannot be greater than %d characters.", maxTitle)
	}
	return nil
}

func (b *Book) visibleTabs() int {
	visible := 0
	for _, t := range b.tabs {
		if !t.hidden {
			visible++
		}
	}
	return visible
}

// moveTab puts a tab at an index counted before it is taken out, as the API does.
func (b *Book) moveTab(t *tab, to int) {
	from := slices.Index(b.tabs, t)
	if to == from || to == from+1 {
		return
	}
	if to > from {
		to--
	}
	b.tabs = slices.Delete(b.tabs, from, from+1)
	b.tabs = slices.Insert(b.tabs, min(max(0, to), len(b.tabs)), t)
	b.touch(true)
}

// deleteSheet takes a tab out with all that refers to it.
func (b *Book) deleteSheet(request message) (message, error) {
	t := b.tab(request.integer("sheetId"))
	switch {
	case t == nil:
		return nil, invalid("No sheet with id: %d", request.integer("sheetId"))
	case len(b.tabs) == 1:
		return nil, invalid("You can't remove all the sheets in a document.")
	case !t.hidden && b.visibleTabs() == 1:
		return nil, invalid("You can't remove all the visible sheets in a document.")
	}
	b.tabs = slices.DeleteFunc(b.tabs, func(other *tab) bool { return other == t })
	b.moveMessages(func(g gridRange) (gridRange, bool) { return g, g.tab != t.id })
	b.retitle(t.title, "")
	b.touch(true)
	return nil, nil
}

// duplicateSheet adds a copy of a tab.
func (b *Book) duplicateSheet(request message) (message, error) {
	source := b.tab(request.integer("sourceSheetId"))
	if source == nil {
		return nil, invalid("No sheet with id: %d", request.integer("sourceSheetId"))
	}
	id, err := b.freeID(request, "newSheetId")
	if err != nil {
		return nil, err
	}
	title := request.text("newSheetName")
	if title == "" {
		title = b.copyTitle(source.title)
	}
	return b.addCopy(source, id, title, request.integer("insertSheetIndex"))
}

// addCopy adds a copy of a tab of this or another book.
func (b *Book) addCopy(source *tab, id int, title string, at int) (message, error) {
	if err := b.checkTitle(nil, title); err != nil {
		return nil, err
	}
	if err := b.roomFor(nil, len(source.rows), len(source.cols)); err != nil {
		return nil, err
	}
	t := source.clone()
	t.id, t.title, t.hidden = id, title, false
	t.dropMetadata()
	change := func(g gridRange) (gridRange, bool) { g.tab = id; return g, true }
	for name, typeName := range attachedTypes() {
		for i, m := range t.attached[name] {
			m, _ = moveRanges(m, typeName, change)
			t.attached[name][i] = b.renumbered(m, typeName)
		}
	}
	if t.filter != nil {
		t.filter, _ = moveRanges(t.filter, "BasicFilter", change)
	}
	at = min(max(0, at), len(b.tabs))
	b.tabs = slices.Insert(b.tabs, at, t)
	b.touch(true)
	return message{"properties": t.propertiesMessage(at)}, nil
}

// dropMetadata takes the developer metadata of a tab and its lines away.
func (t *tab) dropMetadata() {
	t.metadata = nil
	for i := range t.rows {
		t.rows[i].metadata = nil
	}
	for i := range t.cols {
		t.cols[i].metadata = nil
	}
}

// renumbered gives a copied message an id of its own.
func (b *Book) renumbered(m message, typeName string) message {
	for _, name := range []string{"protectedRangeId", "bandedRangeId", "filterViewId"} {
		if _, ok := schema()[typeName].fields[name]; ok {
			m = m.with(name, b.newID())
		}
	}
	return m
}

// copyTitle is "Copy of X", or with a number where there is one already.
func (b *Book) copyTitle(title string) string {
	first := "Copy of " + title
	copied := first
	for n := 1; b.titled(copied) != nil; n++ {
		copied = fmt.Sprintf("%s %d", first, n)
	}
	return copied
}

// copyTo answers sheets.copyTo.
func (b *Book) copyTo(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "CopySheetToAnotherSpreadsheetRequest", "")
	if err != nil {
		return nil, err
	}
	escaped, ok := strings.CutSuffix(strings.TrimPrefix(call.Path, "/sheets/"), ":copyTo")
	if !ok {
		return nil, noSuchMethod()
	}
	name, _ := url.PathUnescape(escaped)
	id, err := strconv.Atoi(name)
	if err != nil {
		return nil, unreadable([]violation{{"sheet_id", fmt.Sprintf("Invalid value at 'sheet_id' (TYPE_INT32), %q", name)}})
	}
	source := b.tab(id)
	destination := b
	if to := body.text("destinationSpreadsheetId"); to != b.id {
		destination = nil
		if call.Find != nil {
			destination = call.Find(to)
		}
	}
	if source == nil || destination == nil {
		return nil, notFound()
	}
	added, err := destination.addCopy(source, destination.newID(), destination.copyTitle(source.title), len(destination.tabs))
	if err != nil {
		return nil, err
	}
	if destination != b {
		destination.changes++
		destination.changed = false
	}
	return added.message("properties"), nil
}
