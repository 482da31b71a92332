// Package display is the border between what a Google spreadsheet stores and
// what a person sees and types, which depends on the spreadsheet's locale:
// 9.000 is nine thousand in vi_VN and nine in en_US. It is pure. What Google
// does not publish follows recorded answers of the Sheets API and the CLDR.
package display

import (
	"strings"

	"thidua/sheets/numfmt"
)

// NumberFormat is a cell's number format as the Sheets API has it: Type is one
// of its NumberFormatType names, and Pattern, where it is empty, is what the
// locale has for the type. The zero NumberFormat is Automatic.
type NumberFormat struct {
	Type    string
	Pattern string
}

// Number returns what a number shows under a format in a locale such as
// "vi_VN". Spaces that align figures in a column are kept, as Google keeps them.
func Number(v float64, f NumberFormat, localeName string) string {
	l := localeOf(localeName)
	format, ok := numfmt.Parse(l.pattern(f))
	if !ok {
		return numfmt.General(v, l.lang)
	}
	return format.Number(v, l.lang)
}

// Text returns what a text shows under a format, which may have a part for text.
func Text(s string, f NumberFormat) string {
	format, ok := numfmt.Parse(f.Pattern)
	if !ok {
		return s
	}
	return format.Text(s)
}

// Bool returns what a truth value shows.
func Bool(v bool, localeName string) string {
	l := localeOf(localeName)
	if v {
		return l.yes
	}
	return l.no
}

// Pattern returns the pattern of a format, that of the locale where it has
// none of its own; "" is Automatic.
func Pattern(f NumberFormat, localeName string) string { return localeOf(localeName).pattern(f) }

// FormatOf gives a pattern its type, as Google does with the formats of a file.
func FormatOf(pattern string) NumberFormat {
	format, ok := numfmt.Parse(pattern)
	if !ok || pattern == "" || strings.EqualFold(pattern, "General") {
		return NumberFormat{}
	}
	f := NumberFormat{Type: "NUMBER", Pattern: pattern}
	switch {
	case format.ShowsDay() && format.ShowsTime():
		f.Type = "DATE_TIME"
	case format.ShowsDay():
		f.Type = "DATE"
	case format.ShowsTime():
		f.Type = "TIME"
	case format.IsPercent():
		f.Type = "PERCENT"
	case format.IsCurrency():
		f.Type = "CURRENCY"
	case format.IsScientific():
		f.Type = "SCIENTIFIC"
	case format.IsText():
		f.Type = "TEXT"
	}
	return f
}
