package book

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"thidua/sheets"
)

// maxCellText is how many characters a cell may hold.
const maxCellText = 50_000

// updateValues answers values.update.
func (b *Book) updateValues(call Call, q query, name string) (message, error) {
	body, err := decode(call.Body, "ValueRange", "data")
	if err != nil {
		return nil, err
	}
	option, err := inputOption(q.message)
	if err != nil {
		return nil, err
	}
	e, err := b.entry(name, body)
	if err != nil {
		return nil, err
	}
	b.enter(e, option)
	return b.updated(e, q.responseRendering()), nil
}

// batchUpdateValues answers values.batchUpdate. One range that cannot be
// written leaves all as they were.
func (b *Book) batchUpdateValues(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "BatchUpdateValuesRequest", "")
	if err != nil {
		return nil, err
	}
	option, err := inputOption(body)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for i, data := range body.messages("data") {
		e, err := b.entry(data.text("range"), data)
		if err != nil {
			return nil, within(fmt.Sprintf("data[%d]", i), err)
		}
		entries = append(entries, e)
	}
	return b.enterAll(entries, option, query{message: body}.responseRendering()), nil
}

// enterAll writes entries one after the other and answers for all of them.
func (b *Book) enterAll(entries []entry, option string, r *rendering) message {
	total := newTotal()
	responses := make([]message, len(entries))
	for i, e := range entries {
		b.enter(e, option)
		responses[i] = b.updated(e, r)
		total.add(e)
	}
	return total.message(b.id, responses)
}

func inputOption(m message) (string, error) {
	switch option := m.text("valueInputOption"); option {
	case "RAW", "USER_ENTERED":
		return option, nil
	default:
		return "", invalid("'valueInputOption' is required but not specified")
	}
}

// responseRendering is how the values that were written are to come back, nil
// when they are not.
func (q query) responseRendering() *rendering {
	if !q.flag("includeValuesInResponse") {
		return nil
	}
	return &rendering{values: q.text("responseValueRenderOption"), dates: q.text("responseDateTimeRenderOption")}
}

// entry is values with the place that they go to.
type entry struct {
	place          // of as many rows and columns as there are values
	values [][]any // as lists per row, or per column
	byCol  bool
}

// entry reads a ValueRange that is to be written to a range.
func (b *Book) entry(name string, body message) (entry, error) {
	t, a, err := b.parseRange(name)
	if err != nil {
		return entry{}, err
	}
	return place{t, a}.entry(name, body)
}

// entry reads a ValueRange that is to be written to a place, known to the
// client by a name. One cell stands for all that lies right of and below it.
func (p place) entry(name string, body message) (entry, error) {
	limit := p.area
	if p.rows.size() == 1 && p.cols.size() == 1 {
		limit.rows.end, limit.cols.end = len(p.tab.rows), len(p.tab.cols)
	}
	e, err := newEntry(p, body)
	if err != nil {
		return e, err
	}
	switch {
	case e.rows.end > limit.rows.end:
		return e, invalid("Requested writing within range [%s], but tried writing to row [%d]", name, limit.rows.end+1)
	case e.cols.end > limit.cols.end:
		return e, invalid("Requested writing within range [%s], but tried writing to column [%s]",
			name, sheets.ColumnName(limit.cols.end))
	}
	return e, nil
}

// newEntry reads the values of a ValueRange that begin where the place does.
func newEntry(p place, body message) (entry, error) {
	e := entry{place: p, byCol: body.text("majorDimension") == "COLUMNS"}
	longest := 0
	for i, list := range body.list("values") {
		list, _ := list.([]any)
		for j, v := range list {
			if err := checkScalar(v); err != nil {
				return e, within(fmt.Sprintf("values[%d][%d]", i, j), err)
			}
		}
		longest = max(longest, len(list))
		e.values = append(e.values, list)
	}
	rows, cols := len(e.values), longest
	if e.byCol {
		rows, cols = cols, rows
	}
	e.rows.end, e.cols.end = e.rows.start+rows, e.cols.start+cols
	return e, nil
}

func checkScalar(v any) error {
	switch v := v.(type) {
	case []any:
		shown, _ := json.Marshal(v)
		return invalid("list_value %s", shown)
	case map[string]any:
		shown, _ := json.Marshal(v)
		return invalid("struct_value %s", shown)
	case string:
		if utf8.RuneCountInString(v) > maxCellText {
			return invalid("Your input contains more than the maximum of %d characters in a single cell.", maxCellText)
		}
	}
	return nil
}

// each visits the values of e with their places; nil leaves a cell as it is.
func (e entry) each(visit func(row, col int, v any)) {
	for i, list := range e.values {
		for j, v := range list {
			row, col := e.rows.start+i, e.cols.start+j
			if e.byCol {
				row, col = e.rows.start+j, e.cols.start+i
			}
			if v != nil {
				visit(row, col, v)
			}
		}
	}
}

func (e entry) count() int {
	count := 0
	e.each(func(int, int, any) { count++ })
	return count
}

// enter writes values, as they are or as if a person had typed them.
func (b *Book) enter(e entry, option string) {
	e.each(func(row, col int, v any) {
		if e.tab.covered(row, col) {
			return
		}
		c := e.tab.at(row, col)
		switch v := v.(type) {
		case float64:
			c.hold(number(v))
		case bool:
			c.hold(boolean(v))
		case string:
			b.enterText(&c, v, option)
		}
		b.touch(e.tab.set(row, col, c))
	})
}

func (b *Book) enterText(c *cell, s, option string) {
	switch {
	case s == "":
		c.hold(value{})
	case option == "USER_ENTERED":
		b.typeInto(c, s)
	default:
		c.hold(text(s))
	}
}

// updated answers for one entry. One without values is about its first cell.
func (b *Book) updated(e entry, r *rendering) message {
	written := e.area
	if written.empty() {
		written = area{span{e.rows.start, e.rows.start + 1}, span{e.cols.start, e.cols.start + 1}}
	}
	m := message{"spreadsheetId": b.id, "updatedRange": e.tab.a1(written)}
	setUnlessZero(m, "updatedRows", e.rows.size())
	setUnlessZero(m, "updatedColumns", e.cols.size())
	setUnlessZero(m, "updatedCells", e.count())
	if r != nil {
		r.columns = e.byCol
		m["updatedData"] = b.valueRange(e.tab, written, *r)
	}
	return m
}

// total adds up what the entries of a batch wrote.
type total struct {
	cells      int
	rows, cols map[*tab]map[int]bool
}

func newTotal() total {
	return total{rows: map[*tab]map[int]bool{}, cols: map[*tab]map[int]bool{}}
}

func (t *total) add(e entry) {
	t.cells += e.count()
	mark(t.rows, e.tab, e.rows)
	mark(t.cols, e.tab, e.cols)
}

func mark(seen map[*tab]map[int]bool, t *tab, s span) {
	if seen[t] == nil {
		seen[t] = map[int]bool{}
	}
	for i := s.start; i < s.end; i++ {
		seen[t][i] = true
	}
}

func (t *total) message(id string, responses []message) message {
	m := message{"spreadsheetId": id}
	setUnlessZero(m, "totalUpdatedRows", countAll(t.rows))
	setUnlessZero(m, "totalUpdatedColumns", countAll(t.cols))
	setUnlessZero(m, "totalUpdatedCells", t.cells)
	setUnlessZero(m, "totalUpdatedSheets", len(t.rows))
	setList(m, "responses", responses)
	return m
}

func countAll(seen map[*tab]map[int]bool) int {
	count := 0
	for _, lines := range seen {
		count += len(lines)
	}
	return count
}

// clearValues answers values.clear.
func (b *Book) clearValues(call Call, _ query, name string) (message, error) {
	if _, err := decode(call.Body, "ClearValuesRequest", ""); err != nil {
		return nil, err
	}
	t, a, err := b.parseRange(name)
	if err != nil {
		return nil, err
	}
	b.clearArea(t, a)
	return message{"spreadsheetId": b.id, "clearedRange": t.a1(a)}, nil
}

// batchClearValues answers values.batchClear.
func (b *Book) batchClearValues(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "BatchClearValuesRequest", "")
	if err != nil {
		return nil, err
	}
	var places []place
	for i, name := range body.texts("ranges") {
		t, a, err := b.parseRange(name)
		if err != nil {
			return nil, within(fmt.Sprintf("range[%d]", i), err)
		}
		places = append(places, place{t, a})
	}
	return b.clearAll(places), nil
}

// clearAll clears places and answers for all of them.
func (b *Book) clearAll(places []place) message {
	cleared := make([]any, len(places))
	for i, p := range places {
		b.clearArea(p.tab, p.area)
		cleared[i] = p.tab.a1(p.area)
	}
	m := message{"spreadsheetId": b.id}
	if len(cleared) > 0 {
		m["clearedRanges"] = cleared
	}
	return m
}

// clearArea takes the values out of cells; formats and notes stay.
func (b *Book) clearArea(t *tab, a area) {
	a = a.common(t.extent())
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < min(a.cols.end, len(t.cells[row])); col++ {
			c := t.at(row, col)
			c.hold(value{})
			b.touch(t.set(row, col, c))
		}
	}
}
