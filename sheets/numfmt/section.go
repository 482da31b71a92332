package numfmt

import (
	"math"
	"strconv"
	"strings"
)

// A section is one part of a code, such as #,##0.0\ "ha".
type section struct {
	kind   sectionKind
	tokens []token
	holds  func(v float64) bool // the condition, such as [>=1000]; nil without

	number   figurePlan   // of a figure
	ratio    fractionPlan // of a fraction
	shift    int32        // powers of ten: two a percent sign, minus three a comma at the end
	halfDays bool         // hours of a date run to twelve
	fraction int          // digits of a second
}

type sectionKind int

const (
	literals sectionKind = iota // text that stands for any number
	general
	figure
	ratio
	date
	text
)

// parseSection reads one part of a code.
func parseSection(code string) (section, bool) {
	tokens, condition, ok := scanSection(code)
	if !ok {
		return section{}, false
	}
	s := section{tokens: tokens, kind: kindOf(tokens)}
	if condition != "" {
		if s.holds, ok = parseCondition(condition); !ok {
			return section{}, false
		}
	}
	switch s.kind {
	case figure:
		return s, s.planFigure()
	case ratio:
		return s, s.planFraction()
	case date:
		s.planDate()
	}
	return s, true
}

func kindOf(tokens []token) sectionKind {
	has := map[tokenKind]bool{}
	for _, t := range tokens {
		has[t.kind] = true
	}
	switch {
	case has[year] || has[month] || has[day] || has[hour] || has[second] || has[elapsed]:
		return date
	case has[digit] && has[slash]:
		return ratio
	case has[digit]:
		return figure
	case has[generally]:
		return general
	case has[at]:
		return text
	default:
		return literals
	}
}

// parseCondition reads what brackets hold, such as >=1000.
func parseCondition(s string) (holds func(v float64) bool, ok bool) {
	digits := strings.TrimLeft(s, "<>=")
	limit, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return nil, false
	}
	switch strings.TrimSuffix(s, digits) {
	case "<":
		return func(v float64) bool { return v < limit }, true
	case "<=":
		return func(v float64) bool { return v <= limit }, true
	case ">":
		return func(v float64) bool { return v > limit }, true
	case ">=":
		return func(v float64) bool { return v >= limit }, true
	case "=":
		return func(v float64) bool { return v == limit }, true
	case "<>":
		return func(v float64) bool { return v != limit }, true
	}
	return nil, false
}

// render shows v, which is not negative; the caller writes the sign.
func (s *section) render(v float64, lang *Language) string {
	switch s.kind {
	case figure:
		return s.renderFigure(v, lang)
	case ratio:
		return s.renderFraction(v)
	case general:
		return s.spell(func(token) string { return General(v, lang) })
	default:
		return s.spell(func(token) string { return "" })
	}
}

// spell writes the tokens in order; other says what one that is neither a
// literal nor a space stands for.
func (s *section) spell(other func(token) string) string {
	var b strings.Builder
	for _, t := range s.tokens {
		if t.isLiteral() {
			b.WriteString(t.text)
		} else {
			b.WriteString(other(t))
		}
	}
	return b.String()
}

// roundsToZero reports whether nothing is left of v to be negative.
func (s *section) roundsToZero(v float64) bool {
	if s.kind != figure || s.number.scientific {
		return v == 0
	}
	return exact(math.Abs(v)).Shift(s.shift).Round(s.number.most()).IsZero()
}
