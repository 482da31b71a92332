package book

// appendValues answers values.append: the values go below the last table that
// the range touches, else where the range begins.
func (b *Book) appendValues(call Call, q query, name string) (message, error) {
	body, err := decode(call.Body, "ValueRange", "data")
	if err != nil {
		return nil, err
	}
	option, err := inputOption(q.message)
	if err != nil {
		return nil, err
	}
	t, a, err := b.parseRange(name)
	if err != nil {
		return nil, err
	}
	m := message{"spreadsheetId": b.id}
	target := area{span{a.rows.start, a.rows.start}, span{a.cols.start, a.cols.start}}
	if table, ok := t.lastTable(a); ok {
		m["tableRange"] = t.a1(table)
		target = area{span{table.rows.end, table.rows.end}, span{table.cols.start, table.cols.start}}
	}
	e, err := newEntry(place{t, target}, body)
	if err != nil {
		return nil, err
	}
	if err := b.makeRoom(e, q.text("insertDataOption") == "INSERT_ROWS"); err != nil {
		return nil, err
	}
	b.enter(e, option)
	m["updates"] = b.updated(e, q.responseRendering())
	return m, nil
}

// makeRoom puts rows in for an entry, or lets the grid grow at its end.
func (b *Book) makeRoom(e entry, insert bool) error {
	rows := max(len(e.tab.rows), e.rows.end)
	insert = insert && e.rows.start < len(e.tab.rows)
	if insert {
		rows = len(e.tab.rows) + e.rows.size()
	}
	if err := b.roomFor(e.tab, rows, max(len(e.tab.cols), e.cols.end)); err != nil {
		return err
	}
	if insert {
		b.insertLines(dimension{e.tab, false, e.rows}, false)
	}
	return b.grow(e.tab, e.rows.end, e.cols.end)
}

// lastTable returns the lowest table that reaches into an area, of two at the
// same height the right one.
func (t *tab) lastTable(a area) (area, bool) {
	var last area
	for _, table := range t.tables() {
		lower := table.rows.end > last.rows.end || table.rows.end == last.rows.end && table.cols.start > last.cols.start
		if table.overlaps(a) && lower {
			last = table
		}
	}
	return last, !last.empty()
}

// tables returns the rectangles of cells with values that are surrounded by
// empty cells or by the edge of the grid.
func (t *tab) tables() []area {
	var tables []area
	for row := range t.cells {
		for col := range t.cells[row] {
			if t.cells[row][col].entered.kind != noValue {
				tables = join(tables, area{span{row, row + 1}, span{col, col + 1}})
			}
		}
	}
	return tables
}

// join adds an area to tables and makes one of those that then touch.
func join(tables []area, a area) []area {
	for i := 0; i < len(tables); i++ {
		if !tables[i].touches(a) {
			continue
		}
		if tables[i].covers(a) {
			return tables
		}
		a = tables[i].union(a)
		tables = append(tables[:i], tables[i+1:]...)
		i = -1
	}
	return append(tables, a)
}

// touches reports whether nothing lies between two areas, not even at a corner.
func (a area) touches(o area) bool {
	return a.rows.start <= o.rows.end && o.rows.start <= a.rows.end &&
		a.cols.start <= o.cols.end && o.cols.start <= a.cols.end
}

func (a area) union(o area) area {
	return area{
		span{min(a.rows.start, o.rows.start), max(a.rows.end, o.rows.end)},
		span{min(a.cols.start, o.cols.start), max(a.cols.end, o.cols.end)},
	}
}
