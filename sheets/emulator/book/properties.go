package book

// propertiesMessage writes the book's SpreadsheetProperties.
func (b *Book) propertiesMessage() message {
	m := message{"title": b.title, "locale": b.locale, "timeZone": b.zone}
	for name, value := range defaults() {
		m[name] = value
	}
	for name, value := range b.properties {
		m[name] = value
	}
	return m
}

// propertiesMessage writes a tab's SheetProperties. Its id and its place are
// there even when they are 0.
func (t *tab) propertiesMessage(index int) message {
	m := message{"sheetId": t.id, "title": t.title, "index": index, "sheetType": "GRID"}
	for name, value := range t.properties {
		m[name] = value
	}
	m["gridProperties"] = t.properties.message("gridProperties").
		with("rowCount", len(t.rows)).with("columnCount", len(t.cols))
	setUnlessZero(m, "hidden", t.hidden)
	return m
}

// frozen is how many rows or columns at the start stay in sight.
func (t *tab) frozen(cols bool) int {
	return t.properties.message("gridProperties").integer(frozenField(cols))
}

func frozenField(cols bool) string {
	if cols {
		return "frozenColumnCount"
	}
	return "frozenRowCount"
}

// freeze keeps the same lines frozen after lines have moved.
func (t *tab) freeze(cols bool, to moving) {
	count := t.frozen(cols)
	if count == 0 {
		return
	}
	moved, _ := to(span{0, count})
	grid := t.properties.message("gridProperties").without(frozenField(cols))
	setUnlessZero(grid, frozenField(cols), moved.end)
	t.properties = t.properties.with("gridProperties", grid)
}
