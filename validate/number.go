package validate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"thidua/plan"
)

// numberReading is one way to read a text as a figure.
type numberReading struct {
	Number  plan.Number // the figure, or the low end of a range
	High    plan.Number // the high end of a range, else nothing
	Percent bool        // per cent: Number is as written, 64.6 for "64,6%"
	Measure string      // what follows the figure, "%" included; "" when nothing does
	// Convention is the one that gave the reading: "vi" for 1.234,5, "en" for
	// 1,234.5, "" when both read the same.
	Convention string
}

// The conventions of writing figures.
const (
	viConvention = "vi"
	enConvention = "en"
)

// Limits on what is tried as a figure.
const (
	maxFigureBytes  = 200
	maxFigureDigits = 30
	maxMeasureRunes = 30
)

// parseNumber reads a text as a figure with what may follow it. It returns
// nothing when the text is not one, one reading when it is certain, and two
// when the conventions differ and nothing in the text or the locale decides:
//
//	text       vi_VN   en_US      unknown
//	12,34      12.34   12.34      12.34       a group has three digits
//	0.500      0.5     0.5        0.5         a group never starts with 0
//	1234.567   1234.567 …                     the first group has one to three
//	1.234,5    1234.5  …                      two marks: the last is decimal
//	1.234.567  1234567 …                      a mark said twice groups
//	9 000,5    9000.5  …                      spaces and apostrophes only group
//	9.000      9000    9 or 9000  9000 or 9
//	9,000      9       9000 or 9  9 or 9000
//
// A locale that writes 1.234,5 decides; any other only puts its own reading
// first, because Vietnamese offices often write their way in a spreadsheet
// left in its English default.
func parseNumber(text, locale string) []numberReading {
	if len(text) > maxFigureBytes {
		return nil
	}
	parts, ok := splitFigure(text)
	if !ok {
		return nil
	}
	vi, viOK := parts.read(viConvention)
	en, enOK := parts.read(enConvention)
	switch {
	case viOK && enOK && vi.Number.Equal(en.Number) && vi.High.Equal(en.High):
		vi.Convention = ""
		return []numberReading{vi}
	case viOK && enOK && commaDecimal(locale):
		return []numberReading{vi}
	case viOK && enOK && locale == "":
		return []numberReading{vi, en}
	case viOK && enOK:
		return []numberReading{en, vi}
	case viOK:
		return []numberReading{vi}
	case enOK:
		return []numberReading{en}
	}
	return nil
}

// commaDecimal reports whether a locale such as "vi_VN" writes 1.234,5.
func commaDecimal(locale string) bool {
	language, _, _ := strings.Cut(strings.ReplaceAll(locale, "-", "_"), "_")
	return slices.Contains([]string{"vi", "fr", "de", "es", "it", "pt", "ru", "id", "nl", "pl"}, strings.ToLower(language))
}

// figure is a text cut into what is written before, in and after its digits.
type figure struct {
	negative  bool
	low, high string // digits with their marks; high is "" unless a range
	measure   string
}

// splitFigure cuts a text into a figure; ok is false when it cannot be one.
func splitFigure(text string) (f figure, ok bool) {
	s := strings.TrimPrefix(tidy(text), "'")
	s, from := strings.CutPrefix(s, "từ ")
	s, f.negative = trimSign(s)
	s, f.low = cutDigits(s)
	s, f.high = cutHigh(s)
	f.measure, ok = trimMeasure(s)
	switch {
	case f.low == "", from && f.high == "", f.negative && f.high != "", isNumbering(s):
		return figure{}, false
	}
	return f, ok
}

// isNumbering reports whether what follows digits makes them the number of a
// sentence, as in "2. Không sửa cột này".
func isNumbering(after string) bool {
	return len(after) > 1 && (after[0] == '.' || after[0] == ')') && strings.Trim(after, " .,;)") != ""
}

// tidy writes a text with one kind of space, dash and apostrophe.
func tidy(text string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.Is(unicode.Pd, r), r == '−':
			return '-'
		case r == '’', r == '‘':
			return '\''
		}
		return r
	}, norm.NFC.String(text))
	return strings.TrimSpace(s)
}

// trimSign removes a leading sign, or the parentheses that accountants put
// around what is below zero.
func trimSign(s string) (rest string, negative bool) {
	if inner, ok := strings.CutPrefix(s, "("); ok {
		inside, after, closed := strings.Cut(inner, ")")
		if closed && strings.Trim(inside, "0123456789., '%") == "" {
			return strings.TrimSpace(inside) + after, true
		}
		return s, false
	}
	for _, sign := range []string{"-", "+"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			return strings.TrimLeft(rest, " "), sign == "-"
		}
	}
	return s, false
}

func startsWithFigure(s string) bool {
	return s != "" && (isDigit(s[0]) || len(s) > 1 && strings.IndexByte(".,", s[0]) >= 0 && isDigit(s[1]))
}

// cutDigits cuts leading digits with their marks off s. A space or apostrophe
// belongs to them only before a group of exactly three digits.
func cutDigits(s string) (rest, digits string) {
	if !startsWithFigure(s) {
		return s, ""
	}
	i := 0
	for i < len(s) {
		switch c := s[i]; {
		case isDigit(c):
			i++
		case (c == '.' || c == ',') && i+1 < len(s) && isDigit(s[i+1]):
			i++
		case (c == ' ' || c == '\'') && isGroup(s[i+1:]):
			i += 4
		default:
			return s[i:], s[:i]
		}
	}
	return "", s
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isGroup reports whether s starts with exactly three digits.
func isGroup(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

// cutHigh cuts the upper end of a range off what follows its lower end, as in
// "14,5 – 15,0", "3% - 3,5%" and "15 đến 20".
func cutHigh(s string) (rest, high string) {
	s2 := strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(s, " "), "%"), " ")
	for _, mark := range []string{"-", "÷", "~", "đến"} {
		if after, ok := strings.CutPrefix(s2, mark); ok {
			if rest, high := cutDigits(strings.TrimLeft(after, " ")); high != "" {
				return rest, high
			}
		}
	}
	return s, ""
}

// trimMeasure returns what follows a figure; ok is false when it is more than
// a measure can be.
func trimMeasure(s string) (measure string, ok bool) {
	s = strings.TrimSpace(strings.TrimRight(s, " .,;"))
	if inner, found := strings.CutPrefix(s, "("); found && strings.HasSuffix(inner, ")") {
		inner = strings.TrimSpace(strings.TrimSuffix(inner, ")"))
		return inner, inner != "" && !strings.ContainsAny(inner, "():;") && shortEnough(inner)
	}
	return s, shortEnough(s) && looksLikeMeasure(s)
}

func shortEnough(s string) bool { return utf8.RuneCountInString(s) <= maxMeasureRunes }

// looksLikeMeasure reports whether s is letters, spaces and the signs that
// stand in measures. Digits are exponents of the metre only, so that dates,
// document numbers and powers of ten are not taken for figures.
func looksLikeMeasure(s string) bool {
	var last rune
	for _, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.Mn, r), r == ' ', r == '%', r == '₫', r == '.':
		case (r == '/' || r == '^' || r == '²' || r == '³') && last != 0:
		case (r == '2' || r == '3') && (last == 'm' || last == 'M' || last == '^'):
		default:
			return false
		}
		last = r
	}
	return true
}

// read reads the figure under one convention.
func (f figure) read(convention string) (numberReading, bool) {
	group, point := byte('.'), byte(',')
	if convention == enConvention {
		group, point = ',', '.'
	}
	low, ok := readDigits(f.low, group, point)
	if !ok {
		return numberReading{}, false
	}
	if f.negative {
		low = plan.Int(0).Sub(low)
	}
	r := numberReading{Number: low, Percent: isPercent(f.measure), Measure: f.measure, Convention: convention}
	if f.high != "" {
		r.High, ok = readDigits(f.high, group, point)
		if c, _ := low.Cmp(r.High); c >= 0 {
			return numberReading{}, false
		}
	}
	return r, ok
}

func isPercent(measure string) bool {
	return measure == "%" || measure != "" && fold(measure) == "phan tram"
}

// readDigits reads digits with their marks. Spaces and apostrophes group in
// every convention.
func readDigits(s string, group, point byte) (plan.Number, bool) {
	whole, fraction, broken := strings.Cut(s, string(point))
	if broken && (fraction == "" || strings.Trim(fraction, "0123456789") != "") {
		return plan.Number{}, false
	}
	whole, ok := ungroup(whole, group)
	if !ok || len(whole)+len(fraction) > maxFigureDigits {
		return plan.Number{}, false
	}
	canonical := "0" + whole
	if broken {
		canonical += "." + fraction
	}
	n, err := plan.ParseNumber(canonical)
	return n, err == nil
}

// ungroup removes one kind of grouping mark from the whole part of a figure;
// ok is false when the groups are not of three digits or the first is
// misplaced.
func ungroup(whole string, group byte) (digits string, ok bool) {
	for _, mark := range []byte{group, ' ', '\''} {
		groups := strings.Split(whole, string(mark))
		if len(groups) == 1 {
			continue
		}
		first := groups[0]
		if first == "" || len(first) > 3 || first[0] == '0' {
			return "", false
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return "", false
			}
		}
		whole = strings.Join(groups, "")
		break
	}
	return whole, strings.Trim(whole, "0123456789") == ""
}

// blankMark reports whether a text stands for "nothing to report": white
// space, dashes, dots or words that say so. A cross is no blank mark, and
// neither is 0.
func blankMark(text string) bool {
	switch fold(text) {
	case "":
		return strings.Trim(plain(text), " -._…/") == ""
	case "khong", "khong co", "ko", "k co", "chua co", "chua co so lieu", "khong phat sinh", "khong co so lieu", "n/a":
		return true
	}
	return false
}

// crossMark reports whether a text is a tick or a cross, which answers a
// milestone or a task with yes.
func crossMark(text string) bool {
	switch strings.TrimSpace(text) {
	case "x", "X", "×", "v", "V", "✓", "✔", "√", "☑", "☒":
		return true
	}
	return false
}
