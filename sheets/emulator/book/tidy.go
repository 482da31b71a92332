package book

import "strings"

// trimWhitespace takes the spaces at both ends out of the texts of a range,
// and all but one of those within.
func (b *Book) trimWhitespace(request message) (message, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	trimmed := 0
	place{t, a}.each(func(row, col int) {
		c := t.at(row, col)
		if c.entered.kind != textValue {
			return
		}
		c.hold(text(strings.Join(strings.Fields(c.entered.text), " ")))
		if t.set(row, col, c) {
			trimmed++
		}
	})
	b.touch(trimmed > 0)
	reply := message{}
	setUnlessZero(reply, "cellsChangedCount", trimmed)
	return reply, nil
}

// deleteDuplicates takes rows out of a range that are the same as one above
// them, whatever the case of their texts; the rows below move up.
func (b *Book) deleteDuplicates(request message) (message, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	compared, err := b.comparedColumns(request, a)
	if err != nil {
		return nil, err
	}
	b.settle()
	seen := map[string]bool{}
	var kept []int
	for row := a.rows.start; row < a.rows.end; row++ {
		var key strings.Builder
		for _, col := range compared {
			c := t.at(row, col)
			key.WriteString(strings.ToLower(b.show(&c)) + "\x00")
		}
		if !seen[key.String()] || strings.Trim(key.String(), "\x00") == "" {
			kept = append(kept, row)
		}
		seen[key.String()] = true
	}
	removed := a.rows.size() - len(kept)
	if removed > 0 {
		b.arrange(t, a, kept)
		b.blank(t, area{span{a.rows.end - removed, a.rows.end}, a.cols})
	}
	reply := message{}
	setUnlessZero(reply, "duplicatesRemovedCount", removed)
	return reply, nil
}

// comparedColumns returns the columns by which rows are the same: those that
// the request names, all of the range without any.
func (b *Book) comparedColumns(request message, a area) ([]int, error) {
	spans := []span{a.cols}
	if given := request.messages("comparisonColumns"); len(given) > 0 {
		spans = nil
		for _, m := range given {
			d, err := b.readDimension(m)
			if err != nil {
				return nil, err
			}
			if !d.cols || !a.cols.covers(d.within(a.cols.end)) {
				return nil, invalid("comparisonColumns must lie within the range.")
			}
			spans = append(spans, d.within(a.cols.end))
		}
	}
	var cols []int
	for _, s := range spans {
		for col := s.start; col < s.end; col++ {
			cols = append(cols, col)
		}
	}
	return cols, nil
}

// blank empties cells altogether.
func (b *Book) blank(t *tab, a area) {
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < a.cols.end; col++ {
			b.touch(t.set(row, col, cell{}))
		}
	}
}
