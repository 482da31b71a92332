package validate

import (
	"slices"
	"strings"

	"thidua/plan"
)

// figureKey is where a figure stands in a plan's tables.
type figureKey struct {
	unit      plan.UnitID
	indicator plan.Code
	period    plan.Period
	basis     plan.Basis
}

// checkRelations holds the plan's checks against the figures that one unit
// gave for one period on one basis.
func (c *checker) checkRelations(observations []*plan.Observation) {
	if len(c.plan.Checks) == 0 {
		return
	}
	figures := firmFigures(observations)
	for _, check := range c.plan.Checks {
		for _, o := range observations {
			key := figureKey{o.Unit, o.Indicator, o.Period, o.Basis}
			if figures[key] != o || slices.Index(check.Terms, o.Indicator) != 0 {
				continue // said once, at the first term
			}
			left, right := sides(check, func(code plan.Code) plan.Number {
				key.indicator = code
				if other := figures[key]; other != nil {
					return other.Value.Number
				}
				return plan.Number{}
			})
			if broken(check.Op, left, right) {
				c.report(RulePartExceedsWhole, o, left.String(), right.String(), relationArgs(c.indicators, check)...)
			}
		}
	}
}

// firmFigures keeps one observation for each place: the official one where
// there is also an estimate, else the first.
func firmFigures(observations []*plan.Observation) map[figureKey]*plan.Observation {
	figures := make(map[figureKey]*plan.Observation, len(observations))
	for _, o := range observations {
		key := figureKey{o.Unit, o.Indicator, o.Period, o.Basis}
		if kept := figures[key]; kept == nil || firmness(o.Status) < firmness(kept.Status) {
			figures[key] = o
		}
	}
	return figures
}

// sides returns both sides of a check, nothing for a side of which a figure is
// not known.
func sides(check plan.Check, figure func(plan.Code) plan.Number) (left, right plan.Number) {
	left, right = plan.Int(0), check.Limit
	for _, code := range check.Terms {
		left = left.Add(figure(code))
	}
	if check.Code != "" {
		right = figure(check.Code)
	}
	return left, right
}

// broken reports whether left <= right, or left < right, does not hold.
func broken(op plan.Op, left, right plan.Number) bool {
	c, known := left.Cmp(right)
	return known && (c > 0 || c == 0 && op == plan.Below)
}

// relationArgs names both sides; a constant right side has no name.
func relationArgs(indicators map[plan.Code]*plan.Indicator, check plan.Check) []string {
	var parts []string
	for _, code := range check.Terms {
		parts = append(parts, indicatorName(indicators, code))
	}
	return []string{"part", strings.Join(parts, " + "), "whole", indicatorName(indicators, check.Code)}
}

func indicatorName(indicators map[plan.Code]*plan.Indicator, code plan.Code) string {
	if x := indicators[code]; x != nil {
		return x.Name
	}
	return string(code)
}

// codesOf lists every indicator that a check speaks of.
func codesOf(check plan.Check) []plan.Code {
	if check.Code == "" {
		return check.Terms
	}
	return append(slices.Clone(check.Terms), check.Code)
}
