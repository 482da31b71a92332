package numfmt

import (
	"slices"
	"strings"
	"unicode"
)

// IsDate reports whether numbers are shown as dates or times.
func (f Format) IsDate() bool { return len(f.sections) > 0 && f.sections[0].kind == date }

// ShowsDay reports whether numbers are shown as dates, with or without the time.
func (f Format) ShowsDay() bool {
	return f.IsDate() && f.has(func(t token) bool { return t.kind == year || t.kind == month || t.kind == day })
}

// ShowsTime reports whether numbers are shown as times, with or without the date.
func (f Format) ShowsTime() bool {
	return f.IsDate() && f.has(func(t token) bool { return t.kind >= hour && t.kind <= elapsed })
}

// IsPercent reports whether numbers are shown as parts of a hundred.
func (f Format) IsPercent() bool { return f.has(func(t token) bool { return t.kind == percent }) }

// IsScientific reports whether numbers are shown with an exponent.
func (f Format) IsScientific() bool { return f.has(func(t token) bool { return t.kind == exponent }) }

// IsCurrency reports whether numbers are shown as money.
func (f Format) IsCurrency() bool {
	return f.has(func(t token) bool {
		return t.kind == literal && strings.ContainsFunc(t.text, func(c rune) bool { return unicode.Is(unicode.Sc, c) })
	})
}

// IsText reports whether the format is for text alone.
func (f Format) IsText() bool { return len(f.sections) == 0 && f.text != nil }

// has looks at the part for positive numbers.
func (f Format) has(what func(token) bool) bool {
	return len(f.sections) > 0 && slices.ContainsFunc(f.sections[0].tokens, what)
}
