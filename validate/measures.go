package validate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// rowMeasure is the measure in which the figures of a row are.
type rowMeasure struct {
	measure *plan.Measure // nil: nothing is said, the plan's is meant
	text    string        // as written
	ref     sheets.Ref    // where
	unknown bool          // something is said and the plan knows no such measure
	missing bool          // there is a place for it and it is empty
	general bool          // said for the whole table
	clashes bool          // the label and the column say different ones
}

// measureOf finds the measure of a row: in its column, else at the end of its
// label, else in the line above the table.
func (l *layout) measureOf(r *row) rowMeasure {
	inColumn := l.measureInColumn(r)
	inLabel := rowMeasure{ref: r.ref}
	if _, text := splitMeasure(r.label); text != "" {
		inLabel.measure, _ = findMeasure(l.plan, text)
		inLabel.text = text
	}
	switch {
	case inColumn.text != "" && inLabel.measure != nil && inColumn.measure != inLabel.measure:
		inColumn.clashes = true
		return inColumn
	case inColumn.text != "":
		return inColumn
	case inLabel.measure != nil:
		return inLabel
	case l.defaults.measure.text != "":
		return l.defaults.measure
	}
	return inColumn
}

// measureOfHeader returns the measure that the header of a column names, as in
// "Thực hiện (nghìn ha)"; the lowest level goes first.
func (l *layout) measureOfHeader(path []string) *plan.Measure {
	for _, level := range slices.Backward(path) {
		for _, aside := range inBrackets.FindAllString(level, -1) {
			if m, ok := findMeasure(l.plan, strings.Trim(aside, "()[] ")); ok {
				return m
			}
		}
		if _, text := splitMeasure(level); text != "" {
			if m, ok := findMeasure(l.plan, text); ok {
				return m
			}
		}
	}
	return nil
}

// longestAside is the most runes in brackets that are not taken for a remark.
const longestAside = 30

// asidesKnown reports whether what stands in brackets in a header is a measure
// of the plan or the words of headers. Under "Thực hiện (triệu đồng)" stand no
// hectares.
func (l *layout) asidesKnown(path []string) bool {
	for _, level := range path {
		for _, aside := range inBrackets.FindAllString(level, -1) {
			text := strings.Trim(aside, "()[] ")
			_, measure := findMeasure(l.plan, text)
			if !measure && utf8.RuneCountInString(text) <= longestAside && readLevel(text, l.defaults.year, false).unread {
				return false
			}
		}
	}
	return true
}

// measureInColumn reads the measure column; a ditto mark repeats what stands
// above.
func (l *layout) measureInColumn(r *row) rowMeasure {
	c := l.first(RoleMeasure)
	if c == nil {
		return rowMeasure{ref: r.ref}
	}
	if l.isCovered(r, sheets.Ref{Row: r.n, Col: c.col}) {
		return rowMeasure{ref: r.ref, missing: true}
	}
	for n := r.n; n >= l.table.Body.From; n-- {
		cell, own := l.view.At(sheets.Ref{Row: n, Col: c.col})
		text := strings.TrimSpace(table.Shown(cell))
		if n == r.n {
			l.claims.use(own)
		}
		switch {
		case isDitto(text):
		case text == "" && n == r.n:
			return rowMeasure{ref: r.ref, missing: true}
		case text == "":
		default:
			m, ok := findMeasure(l.plan, text)
			return rowMeasure{measure: m, text: text, ref: own, unknown: !ok}
		}
	}
	return rowMeasure{ref: r.ref, missing: true}
}

func isDitto(text string) bool {
	switch strings.Trim(plain(text), "- ") {
	case `"`, `''`, "”", "“", "〃", "nt", "nhu tren":
		return true
	}
	return false
}

// factor returns what one of the row's measure is in the indicator's. When
// they do not measure the same thing it reports so and ok is false; a
// conversion is reported too, once a row.
func (l *layout) factor(g *group) (factor plan.Number, ok bool) {
	m, want := g.measure, g.indicator.Measure
	one := plan.Int(1)
	switch {
	case g.indicator.Kind == plan.Milestone:
		return one, true
	case m.unknown || m.clashes:
		l.reportMeasure(RuleMeasureMismatch, g, m.text)
		return one, false
	case m.measure == nil:
		if m.missing && !g.bare {
			l.reportMeasure(RuleMeasureMissing, g, "")
		}
		return one, true
	case m.general && want == percent:
		return one, true
	}
	factor, ok = l.plan.ConversionFactor(m.measure.ID, want)
	if !ok {
		l.reportMeasure(RuleMeasureMismatch, g, m.text)
		return one, false
	}
	if m.measure.ID != want {
		l.reportMeasure(RuleMeasureConverted, g, m.text, "factor", factor.String())
	}
	return factor, true
}

func (l *layout) reportMeasure(rule string, g *group, found string, args ...string) {
	f := l.finding(rule, g.measure.ref, found, g.indicator.Measure, args...)
	f.Indicator = g.indicator.Code
	g.measureFinding = f
	l.add(f)
}

// columnFactor is factor for the figures of a column, whose header may name a
// measure: it goes before that of the whole table and must be that of the row.
func (s *series) columnFactor(c *column) (factor plan.Number, ok bool) {
	row := s.measure
	switch {
	case c.measure == nil || s.indicator.Kind == plan.Milestone || c.measure == row.measure:
		return s.factor, true
	case row.measure != nil && !row.general:
		return plan.Number{}, false
	}
	return s.plan.ConversionFactor(c.measure.ID, s.indicator.Measure)
}

// cellFactor is factor for a figure that carries its own measure, as "9.000
// ha" does; it then goes before the row's.
func (s *series) cellFactor(c *column, r numberReading) (factor plan.Number, ok bool) {
	want := s.indicator.Measure
	if r.Measure == "" || r.Percent && want == percent {
		return s.columnFactor(c)
	}
	m, known := findMeasure(s.plan, r.Measure)
	if !known {
		return plan.Number{}, false
	}
	return s.plan.ConversionFactor(m.ID, want)
}
