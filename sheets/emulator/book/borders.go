package book

// updateBorders draws borders around and within a range. A border that the
// request leaves out stays as it is.
func (b *Book) updateBorders(request message) (message, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < a.cols.end; col++ {
			c := t.at(row, col)
			borders := c.format.message("borders")
			for side, field := range edges(a, row, col) {
				if request.has(field) {
					borders = withBorder(borders, side, request.message(field))
				}
			}
			format := c.format.without("borders")
			if len(borders) > 0 {
				format = c.format.with("borders", borders)
			}
			c.setFormat(format)
			b.touch(t.set(row, col, c))
		}
	}
	return nil, nil
}

// edges says which field of an updateBorders request each side of a cell
// follows.
func edges(a area, row, col int) map[string]string {
	sides := map[string]string{
		"top": "innerHorizontal", "bottom": "innerHorizontal", "left": "innerVertical", "right": "innerVertical",
	}
	if row == a.rows.start {
		sides["top"] = "top"
	}
	if row == a.rows.end-1 {
		sides["bottom"] = "bottom"
	}
	if col == a.cols.start {
		sides["left"] = "left"
	}
	if col == a.cols.end-1 {
		sides["right"] = "right"
	}
	return sides
}

// withBorder returns Borders with one side drawn in a style, or without it.
func withBorder(borders message, side string, border message) message {
	border = canonical(border, "Border")
	if style := border.text("style"); style == "" || style == "NONE" {
		return borders.without(side)
	}
	return borders.with(side, border)
}
