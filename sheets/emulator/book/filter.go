package book

import (
	"slices"
	"strconv"
)

// setBasicFilter gives a tab its filter and hides the rows that it leaves out.
// Of what a filter can ask for, rows are hidden by the values that they must
// not show; conditions are kept and hide nothing.
func (b *Book) setBasicFilter(request message) (message, error) {
	filter := canonical(request.message("filter"), "BasicFilter")
	bounded, err := b.bounded(filter.message("range"))
	if err != nil {
		return nil, err
	}
	t := b.tab(readRange(bounded).tab)
	filter = filter.with("range", bounded)
	b.touch(!sameMessage(t.filter, filter))
	t.filter = filter
	b.applyFilter(t)
	return nil, nil
}

// clearBasicFilter takes a tab's filter away and shows its rows again.
func (b *Book) clearBasicFilter(request message) (message, error) {
	t := b.tab(request.integer("sheetId"))
	if t == nil {
		return nil, invalid("No sheet with id: %d", request.integer("sheetId"))
	}
	b.touch(t.filter != nil)
	t.filter = nil
	b.applyFilter(t)
	return nil, nil
}

func (b *Book) applyFilter(t *tab) {
	b.settle()
	for i := range t.rows {
		t.rows[i].filtered = false
	}
	a := readRange(t.filter.message("range")).area
	for col, hidden := range hiddenValues(t.filter) {
		for row := a.rows.start + 1; row < a.rows.end; row++ {
			c := t.at(row, col)
			t.rows[row].filtered = t.rows[row].filtered || slices.Contains(hidden, b.show(&c))
		}
	}
}

// hiddenValues returns the values that a filter hides, by column.
func hiddenValues(filter message) map[int][]string {
	hidden := map[int][]string{}
	criteria, _ := filter["criteria"].(map[string]any)
	for key, value := range criteria {
		criterion, _ := value.(map[string]any)
		col, err := strconv.Atoi(key)
		list, _ := criterion["hiddenValues"].([]any)
		for _, v := range list {
			if v, ok := v.(string); ok && err == nil {
				hidden[col] = append(hidden[col], v)
			}
		}
	}
	for _, spec := range filter.messages("filterSpecs") {
		col := spec.integer("columnIndex")
		hidden[col] = append(hidden[col], spec.message("filterCriteria").texts("hiddenValues")...)
	}
	return hidden
}
