package display

import (
	"strings"

	"thidua/sheets"
)

// Entry is what a cell stores of typed text.
type Entry struct {
	Kind    sheets.Kind  // Empty, Number, Text, Bool or Error; Empty beside a Formula
	Number  float64      // also the serial number of a date or a time
	Text    string       // of a Text; an Error as shown, such as "#N/A"
	Bool    bool         // of a Bool
	Formula string       // with its =, "" for none
	Format  NumberFormat // what the cell's format becomes; the zero one leaves it as it is
}

// Parse returns what a spreadsheet of a locale makes of typed text, as
// valueInputOption=USER_ENTERED does. A day and a month without a year, which
// Google takes for a date of the current year, stay text here.
func Parse(text, localeName string) Entry {
	trimmed := strings.TrimSpace(text)
	l := localeOf(localeName)
	switch {
	case text == "":
		return Entry{}
	case strings.HasPrefix(text, "'"):
		return Entry{Kind: sheets.Text, Text: text[1:]}
	case strings.HasPrefix(trimmed, "=") && len(trimmed) > 1:
		return Entry{Formula: trimmed}
	}
	for _, read := range []func(locale, string) (Entry, bool){locale.readBool, locale.readError, locale.readNumber, locale.readMoment} {
		if entry, ok := read(l, trimmed); ok {
			return entry
		}
	}
	if strings.HasPrefix(trimmed, "+") && len(trimmed) > 1 {
		return Entry{Formula: "=" + trimmed}
	}
	return Entry{Kind: sheets.Text, Text: text}
}

// readBool knows the words of the locale and the English ones.
func (l locale) readBool(s string) (Entry, bool) {
	switch {
	case strings.EqualFold(s, l.yes), strings.EqualFold(s, "TRUE"):
		return Entry{Kind: sheets.Bool, Bool: true}, true
	case strings.EqualFold(s, l.no), strings.EqualFold(s, "FALSE"):
		return Entry{Kind: sheets.Bool}, true
	}
	return Entry{}, false
}

func (locale) readError(s string) (Entry, bool) {
	if _, ok := ErrorType(s); !ok {
		return Entry{}, false
	}
	return Entry{Kind: sheets.Error, Text: s}, true
}
