package validate

import (
	"strings"

	"thidua/sheets"
)

// The tab that lists the findings in a marked copy of a unit's workbook begins
// with a heading and a line that begin with these.
const (
	FindingsHeading = "LỖI SỐ LIỆU – "
	FindingsOrigin  = "Bản này "
)

// IsFindingsList reports whether a tab lists findings: a unit may hand in the
// copy of its workbook in which they were marked. Nothing on it is the unit's.
func IsFindingsList(t *sheets.Tab) bool {
	heading, origin := t.At(sheets.Ref{}), t.At(sheets.Ref{Row: 1})
	return heading.Kind == sheets.Text && strings.HasPrefix(heading.Text, FindingsHeading) &&
		origin.Kind == sheets.Text && strings.HasPrefix(origin.Text, FindingsOrigin)
}

func (s *sheet) ignoreAll(rule string) {
	for ref := range s.view.All() {
		s.claims.ignore(ref, rule)
	}
}
