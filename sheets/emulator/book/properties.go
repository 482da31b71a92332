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

// groupMessages writes the groups of rows or of columns.
func (t *tab) groupMessages(cols bool) []message {
	groups := t.rowGroups
	if cols {
		groups = t.colGroups
	}
	var messages []message
	for _, g := range groups {
		m := message{"range": dimension{t, cols, g.span}.message(), "depth": g.depth}
		setUnlessZero(m, "collapsed", g.collapsed)
		messages = append(messages, m)
	}
	return messages
}
