package book

// rendering is how a call wants values to be written.
type rendering struct {
	values  string // FORMATTED_VALUE, UNFORMATTED_VALUE or FORMULA
	dates   string // SERIAL_NUMBER or FORMATTED_STRING
	columns bool   // a list per column instead of one per row
}

// getValues answers values.get.
func (b *Book) getValues(_ Call, q query, name string) (message, error) {
	t, a, err := b.parseRange(name)
	if err != nil {
		return nil, err
	}
	return b.valueRange(t, a, q.rendering()), nil
}

// batchGetValues answers values.batchGet.
func (b *Book) batchGetValues(_ Call, q query) (message, error) {
	places, err := b.parseRanges(q.texts("ranges"))
	if err != nil {
		return nil, err
	}
	m := message{"spreadsheetId": b.id}
	ranges := make([]message, len(places))
	for i, p := range places {
		ranges[i] = b.valueRange(p.tab, p.area, q.rendering())
	}
	setList(m, "valueRanges", ranges)
	return m, nil
}

func (q query) rendering() rendering {
	return rendering{q.text("valueRenderOption"), q.text("dateTimeRenderOption"), q.text("majorDimension") == "COLUMNS"}
}

// valueRange writes the values of an area. Empty rows at the end and empty
// cells at the end of each row are left out.
func (b *Book) valueRange(t *tab, a area, r rendering) message {
	b.settle()
	m := message{"range": t.a1(a), "majorDimension": "ROWS"}
	a = a.common(t.extent())
	major, minor := a.rows, a.cols
	if r.columns {
		m["majorDimension"] = "COLUMNS"
		major, minor = minor, major
	}
	var lists []any
	used := 0
	for i := major.start; i < major.end; i++ {
		list := b.valueList(t, i, minor, r)
		if lists = append(lists, list); len(list) > 0 {
			used = len(lists)
		}
	}
	if used > 0 {
		m["values"] = lists[:used]
	}
	return m
}

func (b *Book) valueList(t *tab, major int, minor span, r rendering) []any {
	list := []any{}
	used := 0
	for j := minor.start; j < minor.end; j++ {
		row, col := major, j
		if r.columns {
			row, col = j, major
		}
		c := t.at(row, col)
		v := b.render(&c, r)
		if list = append(list, v); v != "" {
			used = len(list)
		}
	}
	return list[:used]
}

// render writes one value, "" for none.
func (b *Book) render(c *cell, r rendering) any {
	v := c.value()
	switch {
	case r.values == "FORMULA" && c.entered.kind == formulaValue:
		return c.entered.text
	case r.values == "" || r.values == "FORMATTED_VALUE":
		return b.show(c)
	case v.kind == boolValue:
		return v.number == 1
	case v.kind == numberValue && r.values == "UNFORMATTED_VALUE" && r.dates == "FORMATTED_STRING" && c.dated():
		return b.show(c)
	case v.kind == numberValue:
		return v.number
	default:
		return v.text
	}
}

// dated reports whether a cell's format shows a number as a date or a time.
func (c *cell) dated() bool {
	switch c.format.message("numberFormat").text("type") {
	case "DATE", "TIME", "DATE_TIME":
		return true
	}
	return false
}
