package book

import (
	_ "embed"
	"sync"

	"thidua/sheets/emulator/display"
)

// defaultsText is what SpreadsheetProperties say of a new spreadsheet.
//
//go:embed defaults.json
var defaultsText []byte

// defaults returns the SpreadsheetProperties of a new spreadsheet, but its
// title, locale and time zone.
var defaults = sync.OnceValue(func() message {
	m, err := decode(defaultsText, "SpreadsheetProperties", "")
	if err != nil {
		panic(err) // it is our own file
	}
	return m
})

// effectiveFormat is the default format overlaid with what was entered. A
// number format without a pattern has that of the locale.
func (b *Book) effectiveFormat(c *cell) message {
	format := overlay(defaults().message("defaultFormat"), c.format)
	if given := format.message("numberFormat"); given != nil && !given.has("pattern") {
		if pattern := display.Pattern(c.numberFormat(), b.locale); pattern != "" {
			format["numberFormat"] = given.with("pattern", pattern)
		}
	}
	if !format.has("hyperlinkDisplayType") {
		format["hyperlinkDisplayType"] = "PLAIN_TEXT"
	}
	if !format.has("horizontalAlignment") && c.value().kind != noValue {
		format["horizontalAlignment"] = "LEFT"
		switch c.value().kind {
		case numberValue:
			format["horizontalAlignment"] = "RIGHT"
		case boolValue, errorValue:
			format["horizontalAlignment"] = "CENTER"
		}
	}
	return format
}

// overlay returns base with the fields of m; messages in both are overlaid in
// turn, colours replaced.
func overlay(base, m message) message {
	result := message{}
	for name, value := range base {
		result[name] = value
	}
	for name, value := range m {
		below, isMessage := value.(message)
		old, had := result[name].(message)
		if isMessage && had && (name == "textFormat" || name == "padding") {
			value = overlay(old, below)
		}
		result[name] = value
	}
	return result
}
