package numfmt

import (
	"math"
	"strconv"
	"strings"
)

// A fractionPlan says where the parts of a fraction such as # ?/? go.
type fractionPlan struct {
	before, above, below, after []token // whole part, numerator, denominator, text after
	fixed                       int     // the denominator where the code gives it, as in # ?/100
}

// planFraction takes the digits next to the slash for numerator and denominator.
func (s *section) planFraction() bool {
	i := 0
	for s.tokens[i].kind != slash {
		i++
	}
	from, to := i, i+1
	for from > 0 && s.tokens[from-1].kind == digit {
		from--
	}
	fixed := ""
	for ; to < len(s.tokens); to++ {
		t := s.tokens[to]
		given := t.kind == literal && strings.Trim(t.text, "123456789") == ""
		if t.kind != digit && !given {
			break
		}
		fixed += t.text
	}
	s.ratio = fractionPlan{before: s.tokens[:from], above: s.tokens[from:i], below: s.tokens[i+1 : to], after: s.tokens[to:]}
	if n, err := strconv.Atoi(fixed); err == nil && len(fixed) < 6 {
		s.ratio.fixed = n
	}
	return len(s.ratio.above) > 0 && len(s.ratio.below) > 0 && len(s.ratio.below) < 6
}

// renderFraction shows v as a whole number and a fraction, or as one fraction
// where the code has no place for the whole. A fraction of nothing leaves its
// places blank.
func (s *section) renderFraction(v float64) string {
	p := &s.ratio
	whole, rest := 0.0, v
	if digitsIn(p.before) > 0 {
		whole, rest = math.Modf(v)
	}
	above, below := p.approximate(rest)
	if digitsIn(p.before) > 0 && above == below {
		whole, above, below = whole+1, 0, 1
	}
	digits := strings.TrimLeft(strconv.FormatFloat(whole, 'f', 0, 64), "0")
	if digits == "" && above == 0 {
		digits = "0"
	}
	var b strings.Builder
	b.WriteString(fillWhole(p.before, digits, ""))
	if above == 0 && digitsIn(p.before) > 0 {
		b.WriteString(strings.Repeat(" ", len(p.above)+1+len(p.below)))
	} else {
		b.WriteString(fillWhole(p.above, strconv.Itoa(above), ""))
		b.WriteString("/")
		shown := strconv.Itoa(below)
		b.WriteString(shown + strings.Repeat(" ", max(len(p.below)-len(shown), 0)))
	}
	for _, t := range p.after {
		if t.isLiteral() {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// approximate finds the fraction nearest to v whose denominator has as many
// digits as the code has places, by continued fractions.
func (p *fractionPlan) approximate(v float64) (above, below int) {
	if v > math.MaxInt32 {
		return math.MaxInt32, 1
	}
	if p.fixed > 0 {
		return int(math.Round(v * float64(p.fixed))), p.fixed
	}
	limit := int(math.Pow10(len(p.below))) - 1
	above, below = int(math.Round(v)), 1
	a0, b0, a1, b1 := 0, 1, 1, 0 // the last two convergents
	for rest := v; ; {
		whole := int(math.Floor(rest))
		a0, b0, a1, b1 = a1, b1, whole*a1+a0, whole*b1+b0
		if b1 > limit {
			return above, below
		}
		above, below = a1, b1
		if rest -= float64(whole); rest < 1e-9 {
			return above, below
		}
		rest = 1 / rest
	}
}
