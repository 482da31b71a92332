package book

import (
	"thidua/sheets"
	"thidua/sheets/emulator/display"
)

// show is the text that a person sees in a cell.
func (b *Book) show(c *cell) string {
	if c.shown != "" {
		return c.shown
	}
	switch v := c.value(); v.kind {
	case numberValue:
		return display.Number(v.number, c.numberFormat(), b.locale)
	case boolValue:
		return display.Bool(v.number == 1, b.locale)
	case textValue:
		return display.Text(v.text, c.numberFormat())
	default:
		return v.text
	}
}

func (c *cell) numberFormat() display.NumberFormat {
	m := c.format.message("numberFormat")
	return display.NumberFormat{Type: m.text("type"), Pattern: m.text("pattern")}
}

// typeInto enters a text as if a person had typed it. A cell that has no
// number format takes that of what was typed; one that is formatted as text
// takes everything for text.
func (b *Book) typeInto(c *cell, s string) {
	format := c.numberFormat()
	if format.Type == "TEXT" {
		c.hold(text(s))
		return
	}
	entry := display.Parse(s, b.locale)
	c.hold(fromEntry(entry))
	if format == (display.NumberFormat{}) && entry.Format != format {
		m := message{"type": entry.Format.Type}
		setUnlessZero(m, "pattern", entry.Format.Pattern)
		c.setFormat(c.format.with("numberFormat", m))
	}
}

func fromEntry(e display.Entry) value {
	switch {
	case e.Formula != "":
		return value{kind: formulaValue, text: e.Formula}
	case e.Kind == sheets.Number || e.Kind == sheets.Date:
		return number(e.Number)
	case e.Kind == sheets.Bool:
		return boolean(e.Bool)
	case e.Kind == sheets.Text:
		return text(e.Text)
	case e.Kind == sheets.Error:
		return value{kind: errorValue, text: e.Text}
	default:
		return value{}
	}
}
