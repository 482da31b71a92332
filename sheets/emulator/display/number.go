package display

import (
	"strconv"
	"strings"

	"thidua/sheets"
)

// readNumber reads a number with its sign, per cent or currency.
func (l locale) readNumber(s string) (Entry, bool) {
	negative := false
	if inside, ok := strings.CutPrefix(s, "("); ok && strings.HasSuffix(inside, ")") {
		s, negative = strings.TrimSuffix(inside, ")"), true // as accountants write it
	} else if s != "" && strings.Contains("+-", s[:1]) {
		s, negative = s[1:], s[0] == '-'
	}
	if strings.HasPrefix(s, " ") {
		return Entry{}, false // a dash before a line of text
	}
	s, percent := strings.CutSuffix(s, "%")
	s, around := cutCurrency(strings.TrimSpace(s))
	if percent && around != (affixes{}) {
		return Entry{}, false
	}
	f, ok := l.readFigure(strings.TrimSpace(s))
	if !ok {
		return Entry{}, false
	}
	if percent {
		f.power -= 2
	}
	v, err := strconv.ParseFloat(f.whole+"."+f.places+"e"+strconv.Itoa(f.power), 64)
	if err != nil {
		return Entry{}, false // beyond what is a number
	}
	if negative && v != 0 {
		v = -v
	}
	return Entry{Kind: sheets.Number, Number: v, Format: f.format(percent, around)}, true
}

// affixes are what stands before and after the digits: a currency.
type affixes struct{ before, after string }

// cutCurrency takes a currency off a number.
func cutCurrency(s string) (digits string, around affixes) {
	for _, symbol := range []string{"₫", "$", "€", "£", "¥"} {
		if rest, ok := strings.CutPrefix(s, symbol); ok {
			return rest, affixes{before: `"` + symbol + `"`}
		}
		if rest, ok := strings.CutSuffix(s, symbol); ok {
			return rest, affixes{after: `\ "` + symbol + `"`}
		}
	}
	return s, affixes{}
}

// A typedFigure is a number without sign, as typed.
type typedFigure struct {
	whole, places string // the digits before and after the point
	power         int    // of ten
	grouped       bool   // thousands were set apart
	scientific    bool
}

// format is the number format that the spreadsheet gives to what was typed.
func (f typedFigure) format(percent bool, around affixes) NumberFormat {
	places := ""
	if f.places != "" {
		places = ".00"
	}
	switch {
	case percent:
		return NumberFormat{"PERCENT", "0" + places + "%"}
	case around != affixes{}:
		return NumberFormat{"CURRENCY", around.before + "#,##0" + places + around.after}
	case f.scientific:
		return NumberFormat{"SCIENTIFIC", "0.00E+00"}
	case f.grouped:
		return NumberFormat{"NUMBER", "#,##0" + places}
	default:
		return NumberFormat{}
	}
}

// readFigure reads digits with the separators of the locale: thousands are
// apart everywhere or nowhere.
func (l locale) readFigure(s string) (typedFigure, bool) {
	var f typedFigure
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		power, err := strconv.Atoi(s[i+1:])
		if err != nil || power > 999 || power < -999 {
			return f, false
		}
		f.power, f.scientific, s = power, true, s[:i]
	}
	whole, places, _ := strings.Cut(s, l.lang.Point)
	groups := strings.Split(l.evenSpaces(whole), l.lang.Group)
	for i, group := range groups[1:] {
		if len(group) != 3 || i == 0 && (groups[0] == "" || len(groups[0]) > 3) {
			return f, false
		}
	}
	f.whole, f.places, f.grouped = strings.Join(groups, ""), places, len(groups) > 1
	return f, f.whole+f.places != "" && isDigits(f.whole) && isDigits(f.places)
}

// evenSpaces makes the spaces between thousands the one of the locale.
func (l locale) evenSpaces(s string) string {
	if strings.TrimSpace(l.lang.Group) != "" {
		return s
	}
	return strings.NewReplacer(" ", l.lang.Group, "\u00a0", l.lang.Group, "\u202f", l.lang.Group).Replace(s)
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
