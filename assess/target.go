package assess

import "thidua/plan"

// unitTarget returns what a unit is judged by: its allocation; the plan's own
// target when it alone reports, or when every reporter has to do the same;
// else the zero Target.
//
// An allocation takes the operator of the plan's target. Of a range or of an
// about-target it is the low bound, and the width goes with it in proportion.
func (j *judge) unitTarget(unit plan.UnitID) plan.Target {
	x := j.indicator
	if part := j.allocations[unit]; part.Known() {
		return allocated(x.Target, part)
	}
	alone := len(x.Reporters) == 1
	if (alone || x.Rollup == plan.All) && j.reporters[unit] {
		return x.Target
	}
	return plan.Target{}
}

func allocated(whole plan.Target, part plan.Number) plan.Target {
	scale := func(n plan.Number) plan.Number { return n.Mul(part).Div(whole.Low, shown) }
	switch whole.Op {
	case plan.AtMost, plan.Below:
		return plan.Target{Op: whole.Op, High: part}
	case plan.Between:
		return plan.Target{Op: whole.Op, Low: part, High: scale(whole.High)}
	case plan.About:
		return plan.Target{Op: whole.Op, Low: part, High: part, Tolerance: scale(whole.Tolerance)}
	}
	return plan.Target{Op: whole.Op, Low: part}
}

// goal is a target read in one way for all operators: reach is where it is
// fulfilled, past is beyond what it is exceeded (nothing: never).
type goal struct {
	target plan.Target
	reach  plan.Number
	past   plan.Number
	strict bool // reach itself does not fulfil it
	lower  bool // lower is better
}

// goalOf reads a target. A ceiling is never exceeded in the good sense; a
// range or an about-target where lower is better is the mirror of one where
// higher is.
func goalOf(target plan.Target, direction plan.Direction) goal {
	g := goal{target: target}
	floor, roof := target.Low.Sub(tolerance(target)), target.High.Add(tolerance(target))
	switch target.Op {
	case plan.AtLeast:
		g.reach, g.past = target.Low, target.Low
	case plan.Above:
		g.reach, g.past, g.strict = target.Low, target.Low, true
	case plan.AtMost:
		g.reach, g.lower = target.High, true
	case plan.Below:
		g.reach, g.lower, g.strict = target.High, true, true
	case plan.Between, plan.About:
		g.reach, g.past = floor, roof
		if g.lower = direction == plan.Lower; g.lower {
			g.reach, g.past = roof, floor
		}
	case plan.IsDone:
		g.reach = plan.Int(1)
	}
	return g
}

func tolerance(target plan.Target) plan.Number { return plus(plan.Int(0), target.Tolerance) }

// fulfilled reports whether n is what was promised.
func (g goal) fulfilled(n plan.Number) bool {
	c := g.compare(n, g.reach)
	return c > 0 || c == 0 && !g.strict
}

// exceeded reports whether n is more than what was promised.
func (g goal) exceeded(n plan.Number) bool {
	return g.past.Known() && g.compare(n, g.past) > 0
}

// compare is positive when n is on the good side of bound.
func (g goal) compare(n, bound plan.Number) int {
	c, _ := n.Cmp(bound)
	if g.lower {
		return -c
	}
	return c
}

// gap returns what n lacks to the value promised, 0 when it is fulfilled;
// nothing for milestones and where nothing is reported.
func (g goal) gap(n plan.Number) plan.Number {
	switch {
	case !n.Known() || g.target.Op == plan.IsDone:
		return plan.Number{}
	case g.fulfilled(n):
		return plan.Int(0)
	case g.lower:
		return n.Sub(g.target.High)
	}
	return g.target.Low.Sub(n)
}

// completion returns n in percent of the value promised; nothing for
// ceilings, milestones and a promise of 0.
func (g goal) completion(n plan.Number) plan.Number {
	return n.Mul(plan.Int(100)).Div(g.target.Low, 2)
}
