package book

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
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

// effectiveFormat is what a cell looks like, as far as the fields want: the
// default format in the font of the theme, a link as one, and over that what
// was entered.
func (b *Book) effectiveFormat(c *cell, fields mask) message {
	format := message{}
	for name, value := range defaults().message("defaultFormat") {
		if fields.Wants(name) {
			format[name] = value
		}
	}
	link := c.link()
	if text := format.message("textFormat"); text != nil {
		text = text.with("fontFamily", b.theme().text("primaryFontFamily"))
		if link != "" {
			text = overlay(text, linkFormat(link))
		}
		format["textFormat"] = text
	}
	if value := c.value(); value.kind != noValue && fields.Wants("horizontalAlignment") {
		format["horizontalAlignment"] = alignment(value)
	}
	if fields.Wants("hyperlinkDisplayType") {
		setUnlessZero(format, "hyperlinkDisplayType", c.linkDisplay(link))
	}
	return overlay(format, c.format)
}

// linkDisplay is the HyperlinkDisplayType of a cell with a link or without.
func (c *cell) linkDisplay(link string) string {
	switch {
	case link != "":
		return "LINKED"
	case c.value().kind != noValue:
		return "PLAIN_TEXT"
	default:
		return ""
	}
}

// theme is the book's SpreadsheetTheme.
func (b *Book) theme() message {
	if theme := b.properties.message("spreadsheetTheme"); theme != nil {
		return theme
	}
	return defaults().message("spreadsheetTheme")
}

// alignment is where a value stands by itself.
func alignment(v value) string {
	switch v.kind {
	case numberValue:
		return "RIGHT"
	case boolValue, errorValue:
		return "CENTER"
	default:
		return "LEFT"
	}
}

var hyperlink = regexp.MustCompile(`(?i)^=\s*HYPERLINK\(\s*"((?:[^"]|"")+)"`)

// link is the address that a cell leads to, by its format or by a formula that
// gives it as a text.
func (c *cell) link() string {
	if uri := c.format.message("textFormat").message("link").text("uri"); uri != "" {
		return uri
	}
	found := hyperlink.FindStringSubmatch(c.entered.text)
	if c.entered.kind != formulaValue || found == nil {
		return ""
	}
	return strings.ReplaceAll(found[1], `""`, `"`)
}

// linkFormat is the TextFormat of a link.
func linkFormat(uri string) message {
	return canonical(message{
		"foregroundColor": themeColour("LINK"), "underline": true, "link": message{"uri": uri},
	}, "TextFormat")
}

// overlay returns base with the fields of m; messages in both are overlaid in
// turn, colours replaced.
func overlay(base, m message) message {
	if len(m) == 0 {
		return base
	}
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
