package xlsx

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A section is one part of a number format, such as #,##0.0\ "ha" in the
// accounting formats that have one part each for positive, negative and zero.
type section struct {
	before, after string // what stands around the digits
	general       bool   // the digits are those of General

	digits   bool // some placeholder for digits is there
	grouped  bool
	whole    int // least digits before the point
	least    int // least and most digits after it
	most     int
	hundreds int // percent signs: each multiplies by 100
	thousand int // commas at the end: each divides by 1000
}

// parseSections splits a code and parses its parts. It knows figures, literal
// text, percent signs, colours and currencies; ok is false for everything
// else: dates, fractions, exponents, conditions.
func parseSections(code string) (sections []section, ok bool) {
	for _, part := range splitSections(code) {
		s, ok := parseSection(part)
		if !ok {
			return nil, false
		}
		if sections = append(sections, s); len(sections) == 3 {
			break // the fourth is for text
		}
	}
	return sections, true
}

// splitSections splits at semicolons that are not quoted or escaped.
func splitSections(code string) []string {
	var parts []string
	start, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch {
		case code[i] == '"':
			quoted = !quoted
		case code[i] == '\\' && !quoted:
			i++
		case code[i] == ';' && !quoted:
			parts = append(parts, code[start:i])
			start = i + 1
		}
	}
	return append(parts, code[start:])
}

func parseSection(code string) (section, bool) {
	var s section
	pattern := ""
	literal := func(text string) {
		if pattern == "" && !s.general {
			s.before += text
		} else {
			s.after += text
		}
	}
	for rest := code; rest != ""; {
		c, size := utf8.DecodeRuneInString(rest)
		switch {
		case strings.ContainsRune("0#?.,", c):
			if s.after != "" || s.general {
				return s, false // digits in two places
			}
			pattern += rest[:1]
		case c == '%':
			s.hundreds++
			literal("%")
		case c == '"':
			quoted, _, closed := strings.Cut(rest[1:], `"`)
			if !closed {
				return s, false
			}
			literal(quoted)
			size = len(quoted) + 2
		case c == '\\':
			_, next := utf8.DecodeRuneInString(rest[1:])
			literal(rest[1 : 1+next])
			size += next
		case c == '_', c == '*': // a space as wide as the next rune, a filling with it
			_, next := utf8.DecodeRuneInString(rest[1:])
			literal(" ")
			size += next
		case c == '[':
			inside, _, closed := strings.Cut(rest[1:], "]")
			text, known := bracket(inside)
			if !closed || !known {
				return s, false
			}
			literal(text)
			size = len(inside) + 2
		case len(rest) >= 7 && strings.EqualFold(rest[:7], "General"):
			if pattern != "" || s.general {
				return s, false
			}
			s.general, size = true, 7
		case c < utf8.RuneSelf && unicode.IsLetter(c), c == '@', c == '/':
			return s, false
		default:
			literal(rest[:size])
		}
		rest = rest[size:]
	}
	return s, s.setPattern(pattern)
}

// bracket returns what [$₫-42A] shows; colours show nothing.
func bracket(inside string) (text string, known bool) {
	if currency, ok := strings.CutPrefix(inside, "$"); ok {
		text, _, _ = strings.Cut(currency, "-")
		return text, true
	}
	switch strings.ToLower(strings.TrimRight(inside, "0123456789")) {
	case "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "color":
		return "", true
	}
	return "", false
}

// setPattern takes the placeholders apart, such as #,##0.0#.
func (s *section) setPattern(pattern string) bool {
	whole, places, _ := strings.Cut(pattern, ".")
	if strings.Contains(places, ".") || len(places) > 30 {
		return false
	}
	trimmed := strings.TrimRight(pattern, ",")
	s.thousand = len(pattern) - len(trimmed)
	whole, places = strings.TrimRight(whole, ","), strings.TrimRight(places, ",")
	s.digits = trimmed != ""
	s.grouped = strings.Contains(whole, ",")
	s.whole = strings.Count(whole, "0")
	s.least, s.most = strings.Count(places, "0"), len(places)
	return !strings.Contains(places, ",")
}

// render shows v, whose sign is written by the caller.
func (s *section) render(v float64) string {
	switch {
	case s.general:
		return s.before + general(v) + s.after
	case !s.digits:
		return s.before + s.after
	}
	v *= math.Pow10(2*s.hundreds - 3*s.thousand)
	whole, places, _ := strings.Cut(roundHalfUp(v, s.most), ".")
	whole = strings.TrimLeft(whole, "0")
	whole = strings.Repeat("0", max(0, s.whole-len(whole))) + whole
	if s.grouped {
		whole = group(whole)
	}
	for len(places) > s.least && strings.HasSuffix(places, "0") {
		places = places[:len(places)-1]
	}
	if s.most > 0 {
		places = "." + places
	}
	return s.before + whole + places + s.after
}

// roundHalfUp rounds a half up, taking v, which is not negative, by its first
// fifteen digits as Excel does: 2.5 is 3 and 1.005 is 1.01.
func roundHalfUp(v float64, places int) string {
	const nudge = 1e-15
	return strconv.FormatFloat(v*(1+nudge), 'f', places, 64)
}

// group puts commas between thousands.
func group(digits string) string {
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}
