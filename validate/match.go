package validate

import "thidua/plan"

// match is the answer to whose row a label heads.
type match struct {
	Indicator  *plan.Indicator // nil when unknown or ambiguous
	Score      float64         // 1 is certain
	How        string          // one of the By… constants, "" when Indicator is nil
	Candidates []plan.Code     // ambiguous: all that tie, at least 2; unknown: at most 3 nearest
	Ambiguous  bool
}

// matcher finds indicators by code and name. It remembers the labels it has
// seen and is for one goroutine.
type matcher struct {
	plan *plan.Plan
	unit plan.UnitID
}

func newMatcher(p *plan.Plan, unit plan.UnitID) *matcher { return &matcher{plan: p, unit: unit} }

// match returns the indicator that a row is about. path holds the labels and
// headings above the row, from the top; it only breaks ties.
func (m *matcher) match(code, label string, path []string) match { return match{} }

// partOf reports whether a row label under ratio x names its numerator or its
// denominator.
func partOf(x *plan.Indicator, label string) (numerator, denominator bool) { return false, false }
