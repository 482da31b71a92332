// Package numfmt shows numbers as spreadsheets do, under number format codes
// such as #,##0.0\ "ha", dd/mm/yyyy or the accounting formats with a part each
// for positive, negative and zero numbers and for text. The grammar is that of
// ECMA-376, 18.8.31, which Excel and Google Sheets share; points, commas and
// the names of months come from a Language.
package numfmt

import (
	"math"
	"strings"
)

// Format is a parsed code. The zero Format shows numbers as General does.
type Format struct {
	sections []section // for numbers
	text     *section  // for text, nil where the code has none
}

// Parse reads a format code; ok is false when it is none. The empty code is
// General.
func Parse(code string) (f Format, ok bool) {
	if code == "" {
		return Format{}, true
	}
	parts := splitSections(code)
	if len(parts) > 4 {
		return Format{}, false
	}
	for i, part := range parts {
		s, ok := parseSection(part)
		if !ok {
			return Format{}, false
		}
		if s.kind == text || i == 3 {
			f.text = &s
		} else {
			f.sections = append(f.sections, s)
		}
	}
	return f, true
}

// Number shows v, under a date format the days since 1899-12-30. Spaces that
// align figures in a column are kept.
func (f Format) Number(v float64, lang *Language) string {
	s, signed := f.sectionFor(v)
	switch {
	case s == nil:
		return General(v, lang)
	case s.kind == date:
		return s.renderDate(v, lang)
	case v < 0 && signed && !s.roundsToZero(v):
		return "-" + s.render(-v, lang)
	default:
		return s.render(math.Abs(v), lang)
	}
}

// Text shows a text, in the format's part for text where it has one.
func (f Format) Text(s string) string {
	if f.text == nil {
		return s
	}
	var b strings.Builder
	for _, t := range f.text.tokens {
		switch t.kind {
		case at:
			b.WriteString(s)
		case blank: // aligns figures only
		default:
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// sectionFor picks the part for v, nil where there is none, and says whether a
// sign is still to be written: the part for negative numbers has its own.
func (f Format) sectionFor(v float64) (s *section, signed bool) {
	for i := range f.sections {
		if f.sections[i].holds != nil {
			return f.sectionByCondition(v), true
		}
	}
	switch {
	case len(f.sections) == 0:
		return nil, true
	case v < 0 && len(f.sections) > 1:
		return &f.sections[1], false
	case v == 0 && len(f.sections) > 2:
		return &f.sections[2], false
	default:
		return &f.sections[0], true
	}
}

// sectionByCondition returns the first part whose condition holds; a part
// without one is for what is left.
func (f Format) sectionByCondition(v float64) *section {
	for i := range f.sections {
		if s := &f.sections[i]; s.holds == nil || s.holds(v) {
			return s
		}
	}
	return nil
}
