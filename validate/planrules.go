package validate

import "thidua/plan"

// reviewPlan says what the plan contradicts itself about.
func (r *reviewer) reviewPlan() {
	for i := range r.plan.Indicators {
		x := &r.plan.Indicators[i]
		if x.Conflict != "" {
			r.promise(RulePlanConflict, x, x.Target.Text, "", "conflict", x.Conflict)
		}
		if total := allocated(x); total.Known() && !fits(x.Target, total) {
			r.promise(RuleAllocationNotTotal, x, total.String(), promised(x.Target).String())
		}
	}
}

// promise adds a finding about an indicator as the plan states it.
func (r *reviewer) promise(rule string, x *plan.Indicator, found, expected string, args ...string) {
	nowhere := plan.Observation{Indicator: x.Code}
	r.findings = append(r.findings, figureFinding(rule, "", &nowhere, found, expected, args...))
}

// allocated adds the parts given to units; nothing when the target is not
// allocated or its parts do not add up to anything.
func allocated(x *plan.Indicator) plan.Number {
	if len(x.Allocations) == 0 || x.Rollup != plan.Sum {
		return plan.Number{}
	}
	sum := plan.Int(0)
	for _, a := range x.Allocations {
		sum = sum.Add(a.Amount)
	}
	return sum
}

// fits reports whether the parts make up the target: its figure give or take
// the tolerance, or one within its range.
func fits(t plan.Target, total plan.Number) bool {
	if t.Op == plan.Between {
		return !greater(t.Low, total) && !greater(total, t.High)
	}
	off := total.Sub(promised(t))
	return !off.Known() || off.Decimal().Abs().LessThanOrEqual(t.Tolerance.Decimal())
}

// promised returns the figure of a target, the lower one of a range.
func promised(t plan.Target) plan.Number {
	if t.Low.Known() {
		return t.Low
	}
	return t.High
}
