package book

import "fmt"

// updateCells writes rows of CellData to a range, or from a start on.
func (b *Book) updateCells(request message) (message, error) {
	fields, err := updateMask(request, "CellData")
	if err != nil {
		return nil, err
	}
	rows := request.messages("rows")
	var t *tab
	var a area
	if request.has("start") {
		t, a, err = b.startingAt(request.message("start"), rows)
	} else {
		t, a, err = b.located(request, "range")
	}
	if err != nil {
		return nil, err
	}
	if err := fits(rows, a); err != nil {
		return nil, err
	}
	return nil, b.writeCells(t, a, rows, fields)
}

// startingAt returns the area that rows take up from a GridCoordinate on.
func (b *Book) startingAt(start message, rows []message) (*tab, area, error) {
	t, row, col, err := b.coordinate(start)
	if err != nil {
		return nil, area{}, err
	}
	widest := 0
	for _, r := range rows {
		widest = max(widest, len(r.list("values")))
	}
	return t, area{
		span{row, min(row+len(rows), len(t.rows))}, span{col, min(col+widest, len(t.cols))},
	}, nil
}

// coordinate reads a GridCoordinate.
func (b *Book) coordinate(m message) (t *tab, row, col int, err error) {
	t, row, col = b.tab(m.integer("sheetId")), m.integer("rowIndex"), m.integer("columnIndex")
	switch {
	case t == nil:
		return nil, 0, 0, invalid("No grid with id: %d", m.integer("sheetId"))
	case row < 0 || row >= len(t.rows):
		return nil, 0, 0, invalid("GridCoordinate.rowIndex[%d] is after last row in grid[%d]", row, len(t.rows))
	case col < 0 || col >= len(t.cols):
		return nil, 0, 0, invalid("GridCoordinate.columnIndex[%d] is after last column in grid[%d]", col, len(t.cols))
	}
	return t, row, col, nil
}

// fits refuses rows that need more room than an area has.
func fits(rows []message, a area) error {
	if len(rows) > a.rows.size() {
		return invalid("Attempting to write row: %d, beyond the last requested row of: %d", a.rows.end, a.rows.end-1)
	}
	for _, row := range rows {
		if len(row.list("values")) > a.cols.size() {
			return invalid("Attempting to write column: %d, beyond the last requested column of: %d",
				a.cols.end, a.cols.end-1)
		}
	}
	return nil
}

// writeCells writes the fields of rows of CellData to an area; where the rows
// have no cell the fields are emptied.
func (b *Book) writeCells(t *tab, a area, rows []message, fields mask) error {
	for i := range a.rows.size() {
		var values []message
		if i < len(rows) {
			values = rows[i].messages("values")
		}
		for j := range a.cols.size() {
			given := message{}
			if j < len(values) {
				given = values[j]
			}
			if err := b.writeCell(t, a.rows.start+i, a.cols.start+j, given, fields); err != nil {
				return within(fmt.Sprintf("rows[%d].values[%d]", i, j), err)
			}
		}
	}
	return nil
}

// repeatCell writes the same CellData to every cell of a range; a formula is
// that of the first cell.
func (b *Book) repeatCell(request message) (message, error) {
	fields, err := updateMask(request, "CellData")
	if err != nil {
		return nil, err
	}
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	given := request.message("cell")
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < a.cols.end; col++ {
			here := withFormulaAt(given, row-a.rows.start, col-a.cols.start)
			if err := b.writeCell(t, row, col, here, fields); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

// withFormulaAt returns CellData whose formula is as it reads when it is copied
// so many rows down and columns to the right.
func withFormulaAt(given message, down, right int) message {
	entered := given.message("userEnteredValue")
	if !entered.has("formulaValue") {
		return given
	}
	return given.with("userEnteredValue", message{"formulaValue": copied(entered.text("formulaValue"), down, right)})
}

// appendCells writes rows of CellData below the last row that holds anything.
func (b *Book) appendCells(request message) (message, error) {
	fields, err := updateMask(request, "CellData")
	if err != nil {
		return nil, err
	}
	t := b.tab(request.integer("sheetId"))
	if t == nil {
		return nil, invalid("No grid with id: %d", request.integer("sheetId"))
	}
	rows := request.messages("rows")
	first, widest := t.used().rows.end, 0
	for _, row := range rows {
		widest = max(widest, len(row.list("values")))
	}
	if err := b.grow(t, first+len(rows), widest); err != nil {
		return nil, err
	}
	return nil, b.writeCells(t, area{span{first, first + len(rows)}, span{0, widest}}, rows, fields)
}

// writeCell gives a cell the fields of a CellData that the mask names.
func (b *Book) writeCell(t *tab, row, col int, given message, fields mask) error {
	c := t.at(row, col)
	if fields.Wants("userEnteredValue") && !t.covered(row, col) {
		entered, err := fromExtended(given.message("userEnteredValue"))
		if err != nil {
			return err
		}
		c.hold(entered)
	}
	if fields.Wants("note") {
		c.note = given.text("note")
	}
	if below, ok := fields.Below("userEnteredFormat"); ok {
		format := canonical(given.message("userEnteredFormat"), "CellFormat")
		c.setFormat(overwrite(c.format, format, below, "CellFormat"))
	}
	c.extra = overwriteExtra(c.extra, given, fields)
	b.touch(t.set(row, col, c))
	return nil
}

// setFormat gives a cell a userEnteredFormat; what it showed may not be what
// it shows now.
func (c *cell) setFormat(format message) {
	if len(format) == 0 {
		format = nil
	}
	if !sameMessage(c.format.message("numberFormat"), format.message("numberFormat")) {
		c.shown = ""
	}
	c.format = format
}

// overwriteExtra changes the fields of CellData that are kept as they are given.
func overwriteExtra(old, given message, fields mask) message {
	result := old
	for _, name := range []string{"dataValidation", "textFormatRuns", "pivotTable", "chipRuns"} {
		if !fields.Wants(name) {
			continue
		}
		if value, ok := canonical(given, "CellData")[name]; ok {
			result = result.with(name, value)
		} else if result.has(name) {
			result = result.without(name)
		}
	}
	if len(result) == 0 {
		return nil
	}
	return result
}
