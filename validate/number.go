package validate

import (
	"strings"
	"unicode"

	"thidua/plan"
)

// numberReading is one way to read a text as a figure.
type numberReading struct {
	Number  plan.Number // the figure, or the low end of a range
	High    plan.Number // the high end of a range, else nothing
	Percent bool        // a percent sign follows; Number is as written, 64.6 for "64,6%"
	Measure string      // what follows the figure, "" when nothing does
	// Convention is "vi" (1.234,5) or "en" (1,234.5), "" when both read the same.
	Convention string
}

// parseNumber reads a text as a person meant it.
func parseNumber(text, locale string) []numberReading { return nil }

// blankMark reports whether a text says "nothing to report".
func blankMark(text string) bool { return strings.TrimFunc(text, unicode.IsSpace) == "" }

// crossMark reports whether a text is a tick: it answers a milestone with yes.
func crossMark(text string) bool { return fold(text) == "x" }
