package book

import (
	"cmp"
	"slices"
)

// get answers spreadsheets.get.
func (b *Book) get(_ Call, q query) (message, error) {
	ranges, err := b.parseRanges(q.texts("ranges"))
	if err != nil {
		return nil, err
	}
	return b.message(ranges, q.wantsData(q.message), q.fields), nil
}

// wantsData reports whether cells are asked for: by a field mask that names
// them or all there is, and without one by includeGridData.
func (q query) wantsData(request message) bool {
	if !q.masked {
		return request.flag("includeGridData")
	}
	if q.fields == nil {
		return true
	}
	sheets, ok := q.fields["sheets"]
	_, named := sheets["data"]
	return ok && (sheets == nil || named)
}

// place is an area of a tab.
type place struct {
	tab *tab
	area
}

func (b *Book) parseRanges(names []string) ([]place, error) {
	var places []place
	for _, name := range names {
		t, a, err := b.parseRange(name)
		if err != nil {
			return nil, err
		}
		places = append(places, place{t, a})
	}
	return places, nil
}

// message writes the book as a Spreadsheet: the tabs that have one of the
// ranges, all of them without ranges; the cells when data is set; and at least
// what the fields want.
func (b *Book) message(ranges []place, data bool, fields mask) message {
	m := message{
		"spreadsheetId":  b.id,
		"properties":     b.propertiesMessage(),
		"spreadsheetUrl": "https://docs.google.com/spreadsheets/d/" + b.id + "/edit",
	}
	sheetFields, wanted := fields.Below("sheets")
	if wanted {
		setList(m, "sheets", b.sheetMessages(ranges, data, sheetFields))
	}
	setList(m, "namedRanges", b.names)
	setList(m, "developerMetadata", b.holder().messages())
	return m
}

func (b *Book) sheetMessages(ranges []place, data bool, fields mask) []message {
	var sheets []message
	for i, t := range b.tabs {
		areas := areasOn(t, ranges)
		if ranges != nil && areas == nil {
			continue
		}
		sheet := t.message(i, areas)
		if data {
			if areas == nil {
				areas = []area{t.whole()}
			}
			below, _ := fields.Below("data")
			sheet["data"] = b.gridData(t, areas, below)
		}
		sheets = append(sheets, sheet)
	}
	return sheets
}

func areasOn(t *tab, places []place) []area {
	var areas []area
	for _, p := range places {
		if p.tab == t {
			areas = append(areas, p.area)
		}
	}
	return areas
}

// message writes all of a tab but its cells. Of the merges those are there
// that reach into the areas, all of them without areas.
func (t *tab) message(index int, areas []area) message {
	m := message{"properties": t.propertiesMessage(index)}
	var merges []message
	for _, a := range t.merges {
		if areas == nil || slices.ContainsFunc(areas, a.overlaps) {
			merges = append(merges, gridRange{t.id, a}.message())
		}
	}
	setList(m, "merges", merges)
	for name, messages := range t.attached {
		setList(m, name, messages)
	}
	if t.filter != nil {
		m["basicFilter"] = t.filter
	}
	setList(m, "rowGroups", t.groupMessages(false))
	setList(m, "columnGroups", t.groupMessages(true))
	setList(m, "developerMetadata", t.holder().messages())
	return m
}

func setList(m message, name string, messages []message) {
	if len(messages) > 0 {
		m[name] = listOf(messages)
	}
}

// gridData writes the cells of areas: as much of them as there is, up to the
// last cell that is not empty.
func (b *Book) gridData(t *tab, areas []area, fields mask) []any {
	b.settle()
	data := make([]any, len(areas))
	for i, a := range areas {
		m := message{}
		setUnlessZero(m, "startRow", a.rows.start)
		setUnlessZero(m, "startColumn", a.cols.start)
		if below, ok := fields.Below("rowData"); ok {
			if rows := b.rowData(t, a, below); len(rows) > 0 {
				m["rowData"] = rows
			}
		}
		if below, ok := fields.Below("rowMetadata"); ok {
			m["rowMetadata"] = dimension{t, false, a.rows}.lineMessages(rowPixels, below)
		}
		if below, ok := fields.Below("columnMetadata"); ok {
			m["columnMetadata"] = dimension{t, true, a.cols}.lineMessages(colPixels, below)
		}
		data[i] = m
	}
	return data
}

func (b *Book) rowData(t *tab, a area, fields mask) []any {
	var rows []any
	used := 0
	cellFields, wanted := fields.Below("values")
	for row := a.rows.start; row < min(a.rows.end, len(t.cells)); row++ {
		m := message{}
		if values := b.rowValues(t, row, a.cols, cellFields); len(values) > 0 {
			used = len(rows) + 1
			if wanted {
				m["values"] = values
			}
		}
		rows = append(rows, m)
	}
	return rows[:used]
}

func (b *Book) rowValues(t *tab, row int, cols span, fields mask) []any {
	var values []any
	used := 0
	for col := cols.start; col < min(cols.end, len(t.cells[row])); col++ {
		c := &t.cells[row][col]
		values = append(values, b.cellMessage(c, fields))
		if !c.empty() {
			used = len(values)
		}
	}
	return values[:used]
}

// cellMessage writes a cell as CellData.
func (b *Book) cellMessage(c *cell, fields mask) message {
	m := message{}
	for name, value := range c.extra {
		m[name] = value
	}
	setUnlessZero(m, "note", c.note)
	if c.format != nil {
		m["userEnteredFormat"] = c.format
	}
	if below, ok := fields.Below("effectiveFormat"); ok && (c.format != nil || c.entered.kind != noValue) {
		m["effectiveFormat"] = b.effectiveFormat(c, below)
	}
	if c.entered.kind == noValue {
		return m
	}
	setUnlessZero(m, "hyperlink", c.link())
	entered := c.entered.extended()
	m["userEnteredValue"] = entered
	if c.entered.kind != formulaValue {
		m["effectiveValue"] = entered
	} else if effective := c.result.extended(); effective != nil {
		m["effectiveValue"] = effective
	}
	if fields.Wants("formattedValue") {
		setUnlessZero(m, "formattedValue", b.show(c))
	}
	return m
}

// lineMessages writes rows or columns as DimensionProperties. Lines that have
// nothing of their own share a message.
func (d dimension) lineMessages(pixels int, fields mask) []any {
	plain := keepFields(fields, message{"pixelSize": pixels})
	messages := make([]any, 0, d.size())
	for i := d.start; i < d.end; i++ {
		l := d.lines()[i]
		if l.pixels == 0 && !l.hidden && !l.filtered && l.metadata == nil {
			messages = append(messages, plain)
			continue
		}
		m := message{"pixelSize": cmp.Or(l.pixels, pixels)}
		setUnlessZero(m, "hiddenByUser", l.hidden)
		setUnlessZero(m, "hiddenByFilter", l.filtered)
		if l.metadata != nil {
			m["developerMetadata"] = listOf(d.lineHolder(i).messages())
		}
		messages = append(messages, m)
	}
	return messages
}
