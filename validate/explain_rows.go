package validate

import (
	"cmp"
	"slices"

	"thidua/plan"
	"thidua/sheets"
)

// RowExplanation is what a row was taken to be about, and why.
type RowExplanation struct {
	Ref       sheets.Ref // of the label, or of the code where there is none
	Label     string     // what names the row, without its numbering
	Indicator plan.Code  // "" when none was found
	Part      Role       // RoleNumerator or RoleDenominator where the row is a part of the ratio, else ""
	// How says by what the indicator was found, "" when it was not or the row
	// is a part:
	//
	//	code     its code
	//	name     its name
	//	alias    one of its aliases
	//	fold     a name but for diacritics, punctuation or spaces
	//	parent   the heading above and the label are a name together
	//	near     a name that is nearly the label
	//	context  of several, the only one in the section that a heading names
	//	unit     of several, the only one that the unit reports
	How   string
	Name  string  // the name or alias that the label was taken for, "" when it was not by a name
	Score float64 // how well that fits, 1 is certain
	// Ambiguous says that the candidates are meant equally.
	Ambiguous bool
	// Candidates are the indicators that could also be meant, or of an unknown
	// row those that come nearest, the nearest first.
	Candidates []Candidate
}

// Candidate is an indicator that a label could mean.
type Candidate struct {
	Code plan.Code
	// Score is how well a name of it fits, as RowExplanation.Score; for an
	// unknown label it is how much both have in common.
	Score float64
}

// byAlias is how a row was found whose label is an alias; the matcher does
// not tell it from byName.
const byAlias = "alias"

func (s *sheet) explainRows() []RowExplanation {
	var rows []RowExplanation
	for _, t := range s.told.rows {
		if e := t.explain(); e.Indicator != "" || e.Ambiguous || t.holdsReported() {
			rows = append(rows, e)
		}
	}
	slices.SortStableFunc(rows, func(a, b RowExplanation) int {
		return cmp.Or(cmp.Compare(a.Ref.Row, b.Ref.Row), cmp.Compare(a.Ref.Col, b.Ref.Col))
	})
	return rows
}

// holdsReported reports whether a figure of a row is reported.
func (t toldRow) holdsReported() bool {
	return slices.ContainsFunc(t.layout.figuresIn(t.row), func(ref sheets.Ref) bool { return t.layout.claims.at(ref).class == reported })
}

// explain tells what a row was taken for.
func (t toldRow) explain() RowExplanation {
	e := RowExplanation{Ref: t.layout.seen(t.ref), Label: cmp.Or(t.label, t.code)}
	m, found := t.layout.matcher, t.match
	switch {
	case t.whole != nil && t.numerator:
		e.Indicator, e.Part = t.whole.Code, RoleNumerator
	case t.whole != nil:
		e.Indicator, e.Part = t.whole.Code, RoleDenominator
	case found.Indicator == nil:
		e.Ambiguous = found.Ambiguous
		e.Candidates = m.scored(t.label, found.Candidates)
	default:
		x := found.Indicator
		e.Indicator, e.How, e.Score = x.Code, found.How, found.Score
		switch found.How {
		case byCode, byParent:
			return e
		case byNear, byContext, byUnit:
			e.Candidates = m.runnersUp(t.label, x)
		}
		e.Name = m.nameMeant(t.label, x)
		if e.How == byName && e.Name != x.Name {
			e.How = byAlias
		}
	}
	return e
}

// runnersUp returns the indicators besides x that a label could mean, at most
// mostCandidates of them.
func (m *matcher) runnersUp(label string, x *plan.Indicator) []Candidate {
	tied, _, n := m.lookUpLabel(label)
	var others []Candidate
	for _, code := range m.codesOf(tied) {
		others = append(others, Candidate{code, 1})
	}
	if tied == nil {
		for i, r := range m.resemblances(n) {
			if r.score >= leastOverlap {
				others = append(others, Candidate{m.plan.Indicators[i].Code, r.score})
			}
		}
	}
	others = slices.DeleteFunc(others, func(c Candidate) bool { return c.Code == x.Code })
	slices.SortStableFunc(others, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return others[:min(len(others), mostCandidates)]
}

// scored says of each code how much a label that was not understood has in
// common with the indicator.
func (m *matcher) scored(label string, codes []plan.Code) []Candidate {
	if len(codes) == 0 {
		return nil
	}
	tied, _, n := m.lookUpLabel(label)
	all := m.resemblances(n)
	var out []Candidate
	for _, code := range codes {
		c := Candidate{Code: code}
		for i := range all {
			switch {
			case m.plan.Indicators[i].Code != code:
			case slices.Contains(tied, i):
				c.Score = 1
			default:
				c.Score = all[i].overlap
			}
		}
		out = append(out, c)
	}
	return out
}

// resemblances is compareAll within the limits of near.
func (m *matcher) resemblances(n name) []resemblance {
	if m.compared++; m.compared > maxCompared || len(n.fold) > maxLabelWords {
		return nil
	}
	return m.compareAll(n)
}

// nameMeant returns the name or alias of x that is most like a label.
func (m *matcher) nameMeant(label string, x *plan.Indicator) string {
	_, _, n := m.lookUpLabel(label)
	q := m.vocabulary.question(n)
	best, meant := -1.0, x.Name
	for _, text := range append([]string{x.Name}, x.Aliases...) {
		one := newName(text)
		fits := m.vocabulary.compare(q, m.vocabulary.weigh(one)).overlap
		switch {
		case one.exactKey() == n.exactKey():
			fits = 3
		case one.tightKey() == n.tightKey():
			fits = 2
		}
		if fits > best {
			best, meant = fits, text
		}
	}
	return meant
}
