package book

import "slices"

// mergeCells merges all cells of a range, or those of each row or column.
func (b *Book) mergeCells(request message) (message, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	if err := b.unmerge(t, a); err != nil {
		return nil, err
	}
	switch request.text("mergeType") {
	case "MERGE_ROWS":
		for row := a.rows.start; row < a.rows.end && err == nil; row++ {
			err = b.merge(t, area{span{row, row + 1}, a.cols})
		}
	case "MERGE_COLUMNS":
		for col := a.cols.start; col < a.cols.end && err == nil; col++ {
			err = b.merge(t, area{a.rows, span{col, col + 1}})
		}
	default:
		err = b.merge(t, a)
	}
	return nil, err
}

// merge makes one cell of an area. It keeps the first value that is there.
func (b *Book) merge(t *tab, a area) error {
	if err := b.unmerge(t, a); err != nil {
		return err
	}
	if a.empty() || a.rows.size() == 1 && a.cols.size() == 1 {
		return nil
	}
	b.touch(true)
	kept := t.at(a.rows.start, a.cols.start)
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < a.cols.end; col++ {
			c := t.at(row, col)
			if kept.entered.kind == noValue {
				kept.content = c.content
			}
			c.hold(value{})
			t.set(row, col, c)
		}
	}
	t.set(a.rows.start, a.cols.start, kept)
	t.merges = append(t.merges, a)
	return nil
}

// unmergeCells takes the merges of a range apart.
func (b *Book) unmergeCells(request message) (message, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	return nil, b.unmerge(t, a)
}

// unmerge takes the merges of an area apart, which must not cut one in two.
func (b *Book) unmerge(t *tab, a area) error {
	kept := slices.DeleteFunc(slices.Clone(t.merges), a.covers)
	for _, m := range kept {
		if m.overlaps(a) {
			return invalid("You must select all cells in a merged range to merge or unmerge them.")
		}
	}
	b.touch(len(kept) != len(t.merges))
	t.merges = kept
	return nil
}
