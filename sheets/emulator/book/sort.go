package book

import (
	"cmp"
	"slices"
	"strings"
)

// sortRange puts the rows of a range in order.
func (b *Book) sortRange(request message) (message, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	specs := request.messages("sortSpecs")
	for _, spec := range specs {
		if col := spec.integer("dimensionIndex"); !a.cols.contains(col) {
			return nil, invalid("sortSpecs.dimensionIndex[%d] is outside the range.", col)
		}
	}
	for _, m := range t.merges {
		if m.overlaps(a) {
			return nil, invalid("You can't sort a range that has merged cells.")
		}
	}
	b.settle()
	rows := make([]int, a.rows.size())
	for i := range rows {
		rows[i] = a.rows.start + i
	}
	slices.SortStableFunc(rows, func(x, y int) int {
		for _, spec := range specs {
			col := spec.integer("dimensionIndex")
			if order := compare(t.at(x, col), t.at(y, col), spec.text("sortOrder") == "DESCENDING"); order != 0 {
				return order
			}
		}
		return 0
	})
	b.arrange(t, a, rows)
	return nil, nil
}

// arrange puts the given rows of an area in the place of its rows.
func (b *Book) arrange(t *tab, a area, rows []int) {
	sorted := make([][]cell, len(rows))
	for i, row := range rows {
		for col := a.cols.start; col < a.cols.end; col++ {
			c := t.at(row, col)
			if c.entered.kind == formulaValue {
				c.entered.text = copied(c.entered.text, a.rows.start+i-row, 0)
			}
			sorted[i] = append(sorted[i], c)
		}
	}
	for i, line := range sorted {
		for j, c := range line {
			b.touch(t.set(a.rows.start+i, a.cols.start+j, c))
		}
	}
}

// compare orders cells as Sheets does: numbers, texts whatever their case,
// truth values, errors; empty cells come last in either order.
func compare(x, y cell, descending bool) int {
	v, w := x.value(), y.value()
	if v.kind == noValue || w.kind == noValue {
		return cmp.Compare(emptyLast(v), emptyLast(w))
	}
	order := cmp.Or(
		cmp.Compare(v.kind, w.kind), cmp.Compare(v.number, w.number),
		strings.Compare(strings.ToLower(v.text), strings.ToLower(w.text)),
	)
	if descending {
		return -order
	}
	return order
}

func emptyLast(v value) int {
	if v.kind == noValue {
		return 1
	}
	return 0
}
