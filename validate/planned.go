package validate

import (
	"regexp"
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
)

// checkPlan compares a target that the unit typed with the plan's: its
// allocation, or the whole target when nobody else reports.
func (s *series) checkPlan(c *column) {
	a := s.amountAt(sheets.Ref{Row: s.n, Col: c.col})
	if a.blank {
		return
	}
	s.claims.use(a.ref)
	want := s.wanted(s.ownerOf(s.group, c))
	ofThePeriod := c.period.Grain != 0 && c.period.Grain != plan.Year || c.header.Basis != ""
	if s.indicator.Kind == plan.Milestone || len(want) == 0 || ofThePeriod {
		return
	}
	readings := a.readings
	if len(readings) == 0 {
		readings = parseNumber(bareTarget(a.cell.Text), s.grid.Locale)
	}
	at := slot{column: c, ref: a.ref}
	switch {
	case a.cell.Kind == sheets.Error || a.cell.Kind == sheets.Date:
		s.reportAt(a.rule, s.group, at, a.shown(), want[0].String())
	case len(readings) == 0:
		s.reportAt(RuleTextTarget, s.group, at, a.shown(), joinNumbers(want))
	case !s.agrees(c, readings, want):
		s.reportAt(RuleTargetAltered, s.group, at, a.shown(), joinNumbers(want))
	}
}

// wanted returns the bounds that the unit's typed target may state; none when
// the plan gives the unit no part of its own.
func (s *series) wanted(o owner) []plan.Number {
	x := s.indicator
	if o.unit == nil || !s.speaksFor(o.unit, x) {
		return nil
	}
	if n := x.Allocation(o.unit.ID); n.Known() {
		return []plan.Number{n}
	}
	if !unitTarget(x, o.unit.ID).Known() {
		return nil
	}
	var bounds []plan.Number
	for _, n := range []plan.Number{x.Target.Low, x.Target.High} {
		if n.Known() && (len(bounds) == 0 || !bounds[0].Equal(n)) {
			bounds = append(bounds, n)
		}
	}
	return bounds
}

// agrees reports whether some way to read a typed target is a bound of the
// plan's. A stored share of one is a percent.
func (s *series) agrees(c *column, readings []numberReading, want []plan.Number) bool {
	for _, r := range readings {
		factor, ok := s.cellFactor(c, r)
		if !ok {
			continue
		}
		for _, bound := range want {
			n := r.Number.Mul(factor)
			if n.Equal(bound) || r.High.Known() && r.High.Mul(factor).Equal(bound) {
				return true
			}
			if s.indicator.Measure == percent && !r.Percent && n.Mul(plan.Int(100)).Equal(bound) {
				return true
			}
		}
	}
	return false
}

var comparisons = regexp.MustCompile(`(?i)^\s*(?:trên|dưới|từ|khoảng|đạt|tối thiểu|tối đa|ít nhất|không quá|≥|≤|>=|<=|>|<|~|\s)+`)

// bareTarget removes the words of comparison from a target: "trên 9.000 ha"
// is "9.000 ha".
func bareTarget(text string) string {
	text = comparisons.ReplaceAllString(text, "")
	for _, end := range []string{"trở lên", "trở xuống"} {
		text = strings.TrimSuffix(strings.TrimSpace(text), end)
	}
	return text
}

func joinNumbers(numbers []plan.Number) string {
	var texts []string
	for _, n := range numbers {
		texts = append(texts, n.String())
	}
	return strings.Join(texts, " – ")
}

// checkTotal compares a column that adds up the months beside it and names no
// period of its own with their sum. It gives no figure: the months do.
func (s *series) checkTotal(c *column) {
	at := slot{column: c, ref: sheets.Ref{Row: s.n, Col: c.col}}
	a := s.amountAt(at.ref)
	if a.blank {
		return
	}
	total, ok := a.certain()
	sum, last := s.monthsBeside(c)
	switch {
	case a.rule != "":
		s.reportAt(a.rule, s.group, at, a.shown(), "")
	case !ok || !last.Known():
		s.reportAt(RulePeriodUnknown, s.group, at, a.shown(), "")
	case roundsTo(total.Number, sum, 2) || s.indicator.Kind != plan.Flow && total.Number.Equal(last):
		s.claims.use(a.ref)
	case s.indicator.Kind != plan.Flow || s.indicator.Cumulative || !sum.Known():
		s.reportAt(RulePeriodUnknown, s.group, at, a.shown(), "")
	default:
		s.reportAt(RuleCumulativeNotSum, s.group, at, total.Number.String(), sum.String())
	}
}

// addsUp reports whether the months of a slot have slots of their own.
func (s *series) addsUp(at slot) bool {
	return slices.ContainsFunc(s.slots, func(o slot) bool {
		return o.basis == at.basis && o.unit == at.unit && o.period.Grain < at.period.Grain && o.period.Year == at.period.Year &&
			at.period.First() <= o.period.First() && o.period.Last() <= at.period.Last()
	})
}

// monthsBeside returns the sum of the row's in-period figures, nothing unless
// they begin with January, and the last of them.
func (s *series) monthsBeside(total *column) (sum, last plan.Number) {
	sum = plan.Int(0)
	january := false
	for i, at := range s.slots {
		r, ok := s.amounts[i].certain()
		switch {
		case s.amounts[i].blank || at.basis == plan.Cumulative || at.column.owner.unit != total.owner.unit || s.addsUp(at):
			continue
		case !ok:
			return plan.Number{}, plan.Number{}
		}
		january = january || at.period.First() == 1
		sum, last = sum.Add(r.Number), r.Number
	}
	if !january {
		sum = plan.Number{}
	}
	return sum, last
}
