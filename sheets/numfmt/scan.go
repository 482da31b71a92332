package numfmt

import (
	"strings"
	"unicode/utf8"
)

// A token is the smallest part of a code that means something.
type token struct {
	kind tokenKind
	text string // what a literal shows, else how the token is written
}

type tokenKind int

const (
	literal   tokenKind = iota
	blank               // a space as wide as some character, or a filling
	percent             // shows itself
	digit               // 0, # or ?
	point               // .
	comma               // ,
	exponent            // E+ or E-
	slash               // /
	at                  // @
	generally           // General
	year                // letters of a date, as many as there are
	month
	day
	hour
	minute
	second
	elapsed   // [h], [m] or [s]: hours, minutes, seconds that run past a day
	subsecond // zeros after the point of seconds
	halfDay   // AM/PM or A/P
)

// isLiteral reports whether the token shows its text.
func (t token) isLiteral() bool { return t.kind == literal || t.kind == blank || t.kind == percent }

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

// scanSection takes one part of a code to pieces. The condition is what
// brackets hold, such as >=1000.
func scanSection(code string) (tokens []token, condition string, ok bool) {
	for rest := code; rest != ""; {
		t, size, ok := scanToken(rest)
		switch {
		case !ok && rest[0] == '[':
			inside, _, closed := strings.Cut(rest[1:], "]")
			if !closed || condition != "" || !strings.ContainsAny(inside[:min(1, len(inside))], "<>=") {
				return nil, "", false
			}
			condition, size = inside, len(inside)+2
		case !ok:
			return nil, "", false
		case t != token{}:
			tokens = append(tokens, t)
		}
		rest = rest[size:]
	}
	return tokens, condition, true
}

// scanToken reads the token at the start of s and its size. The zero token
// shows nothing.
func scanToken(s string) (t token, size int, ok bool) {
	c, size := utf8.DecodeRuneInString(s)
	switch {
	case c == '"':
		quoted, _, closed := strings.Cut(s[1:], `"`)
		return token{literal, quoted}, len(quoted) + 2, closed
	case c == '\\':
		_, next := utf8.DecodeRuneInString(s[1:])
		return token{literal, s[1 : 1+next]}, 1 + next, true
	case c == '_', c == '*':
		_, next := utf8.DecodeRuneInString(s[1:])
		return token{blank, " "}, 1 + next, true
	case c == '[':
		return scanBracket(s)
	case hasPrefixFold(s, "General"):
		return token{generally, s[:7]}, 7, true
	case hasPrefixFold(s, "AM/PM"):
		return token{halfDay, s[:5]}, 5, true
	case hasPrefixFold(s, "A/P"):
		return token{halfDay, s[:3]}, 3, true
	case hasPrefixFold(s, "E+"), hasPrefixFold(s, "E-"):
		return token{exponent, s[:2]}, 2, true
	}
	if kind, ok := dateKind(c); ok {
		size = len(s) - len(strings.TrimLeft(s, strings.ToLower(s[:1])+strings.ToUpper(s[:1])))
		return token{kind, strings.ToLower(s[:size])}, size, true
	}
	return token{symbolKind(c), s[:size]}, size, true
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func dateKind(c rune) (tokenKind, bool) {
	switch c {
	case 'y', 'Y':
		return year, true
	case 'm', 'M':
		return month, true
	case 'd', 'D':
		return day, true
	case 'h', 'H':
		return hour, true
	case 's', 'S':
		return second, true
	}
	return 0, false
}

func symbolKind(c rune) tokenKind {
	switch c {
	case '0', '#', '?':
		return digit
	case '.':
		return point
	case ',':
		return comma
	case '%':
		return percent
	case '/':
		return slash
	case '@':
		return at
	}
	return literal
}

// scanBracket reads a currency such as [$₫-42A], a colour, which shows
// nothing, or elapsed time such as [hh].
func scanBracket(s string) (t token, size int, ok bool) {
	inside, _, closed := strings.Cut(s[1:], "]")
	size = len(inside) + 2
	if !closed {
		return token{}, size, false
	}
	if currency, ok := strings.CutPrefix(inside, "$"); ok {
		symbol, _, _ := strings.Cut(currency, "-")
		if symbol == "" {
			return token{}, size, true // a language only
		}
		return token{literal, symbol}, size, true
	}
	switch lower := strings.ToLower(inside); strings.TrimRight(lower, "0123456789") {
	case "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "color":
		return token{}, size, true
	case "h", "hh", "m", "mm", "s", "ss":
		return token{elapsed, lower}, size, true
	}
	return token{}, size, false
}
