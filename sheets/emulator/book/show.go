package book

import "strconv"

// show is the text that a person sees in a cell.
func (b *Book) show(c *cell) string {
	if c.shown != "" {
		return c.shown
	}
	switch v := c.value(); v.kind {
	case numberValue:
		return strconv.FormatFloat(v.number, 'f', -1, 64)
	case boolValue:
		if v.number == 1 {
			return "TRUE"
		}
		return "FALSE"
	default:
		return v.text
	}
}
