package book

import (
	"strconv"
	"strings"
)

// typeInto enters a text as if a person had typed it.
func (b *Book) typeInto(c *cell, s string) {
	if formula, ok := strings.CutPrefix(s, "="); ok && formula != "" {
		c.entered = value{kind: formulaValue, text: s}
		return
	}
	if quoted, ok := strings.CutPrefix(s, "'"); ok {
		c.entered = text(quoted)
		return
	}
	switch upper := strings.ToUpper(s); upper {
	case "TRUE", "FALSE":
		c.entered = boolean(upper == "TRUE")
		return
	}
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		c.entered = number(v)
		return
	}
	c.entered = text(s)
}
