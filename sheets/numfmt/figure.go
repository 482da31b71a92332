package numfmt

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// A figurePlan says where the digits of a figure go.
type figurePlan struct {
	whole, places, power []token // before the point, after it, after the E
	point                bool
	grouped              bool
	scientific           bool
	plus                 bool // exponents that are not negative have a sign too
}

// most is the greatest number of digits after the point.
func (p *figurePlan) most() int32 { return int32(digitsIn(p.places)) }

func digitsIn(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.kind == digit {
			n++
		}
	}
	return n
}

// planFigure sorts the tokens. Commas between digits ask for groups, commas
// after the last one divide by a thousand each, any other shows itself.
func (s *section) planFigure() bool {
	p := &s.number
	into := &p.whole
	for i, t := range s.tokens {
		switch t.kind {
		case point:
			if p.point || p.scientific {
				return false
			}
			p.point, into = true, &p.places
		case exponent:
			if p.scientific {
				return false
			}
			p.scientific, p.plus, into = true, t.text[1] == '+', &p.power
		case comma:
			s.planComma(i, into)
		case percent:
			s.shift += 2
			*into = append(*into, t)
		case digit:
			*into = append(*into, t)
		default:
			*into = append(*into, token{literal, t.text})
		}
	}
	return !p.scientific || digitsIn(p.power) > 0
}

func (s *section) planComma(i int, into *[]token) {
	before, after := digitsIn(s.tokens[:i]) > 0, digitsIn(s.tokens[i:]) > 0
	switch next := nextKind(s.tokens[i:]); {
	case before && after && next != point:
		s.number.grouped = s.number.grouped || into == &s.number.whole
	case before && s.tokens[i-1].kind != literal:
		s.shift -= 3
	default:
		*into = append(*into, token{literal, ","})
	}
}

// nextKind is the kind of the first token that is no comma.
func nextKind(tokens []token) tokenKind {
	for _, t := range tokens {
		if t.kind != comma {
			return t.kind
		}
	}
	return literal
}

func (s *section) renderFigure(v float64, lang *Language) string {
	p, d := &s.number, exact(v).Shift(s.shift)
	power := 0
	if p.scientific {
		d, power = p.normalise(d)
	}
	whole, places, _ := strings.Cut(d.StringFixed(p.most()), ".")
	var b strings.Builder
	b.WriteString(p.renderWhole(strings.TrimLeft(whole, "0"), lang))
	if p.point {
		b.WriteString(lang.Point)
	}
	b.WriteString(fillPlaces(p.places, places))
	if p.scientific {
		b.WriteString(p.renderPower(power))
	}
	return b.String()
}

func (p *figurePlan) renderWhole(digits string, lang *Language) string {
	group := ""
	if p.grouped {
		group = lang.Group
	}
	if digitsIn(p.whole) == 0 {
		return fillWhole(append([]token{{digit, "#"}}, p.whole...), digits, group)
	}
	return fillWhole(p.whole, digits, group)
}

func (p *figurePlan) renderPower(power int) string {
	sign := ""
	if power < 0 {
		sign, power = "-", -power
	} else if p.plus {
		sign = "+"
	}
	return "E" + sign + fillWhole(p.power, strings.TrimLeft(strconv.Itoa(power), "0"), "")
}

// normalise moves the point so that as many digits stand before it as the
// format has places for them: the power is a multiple of that number.
func (p *figurePlan) normalise(d decimal.Decimal) (mantissa decimal.Decimal, power int) {
	if d.IsZero() {
		return d, 0
	}
	width := max(digitsIn(p.whole), 1)
	power = floorTo(magnitude(d)-1, width)
	mantissa = d.Shift(int32(-power)).Round(p.most())
	if magnitude(mantissa) > width { // rounded up to one digit more
		power += width
		mantissa = d.Shift(int32(-power)).Round(p.most())
	}
	return mantissa, power
}

// floorTo is the greatest multiple of step that is not above n.
func floorTo(n, step int) int {
	remainder := n % step
	if remainder < 0 {
		remainder += step
	}
	return n - remainder
}

// fillWhole writes digits into their places from the right; the leftmost place
// takes all that are left.
func fillWhole(tokens []token, digits, group string) string {
	places, written := digitsIn(tokens), 0
	shown := ""
	put := func(c string) {
		if group != "" && written > 0 && written%3 == 0 {
			shown = group + shown
		}
		shown = c + shown
		written++
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		if t.kind != digit {
			shown = t.text + shown
			continue
		}
		places--
		switch {
		case digits != "":
			for more := true; more; more = places == 0 && digits != "" {
				put(digits[len(digits)-1:])
				digits = digits[:len(digits)-1]
			}
		case t.text == "0":
			put("0")
		case t.text == "?":
			shown = " " + shown
		}
	}
	return shown
}

// fillPlaces writes digits into the places after the point; zeros at the end
// are for the places that ask for them.
func fillPlaces(tokens []token, digits string) string {
	var b strings.Builder
	significant := len(strings.TrimRight(digits, "0"))
	at := 0
	for _, t := range tokens {
		switch {
		case t.kind != digit:
			b.WriteString(t.text)
			continue
		case at < significant || t.text == "0":
			b.WriteByte(digits[at])
		case t.text == "?":
			b.WriteByte(' ')
		}
		at++
	}
	return b.String()
}
