package assess

import "thidua/plan"

// share is the part of a yearly target that falls into the months up to one.
type share struct{ part, whole plan.Number }

// of returns the share of n.
func (s share) of(n plan.Number) plan.Number { return n.Mul(s.part).Div(s.whole, exact) }

// extend returns the whole of which n is the share; nothing for no share.
func (s share) extend(n plan.Number) plan.Number { return n.Mul(s.whole).Div(s.part, exact) }

// share returns how much of a target is expected by the end of a month: all
// of it from due on; before, what the phasing gives to the months so far, or
// without phasing as many months of those from start to due as have ended.
func (j *judge) share(start, month plan.Period) share {
	if month.Compare(j.due) >= 0 {
		return share{plan.Int(1), plan.Int(1)}
	}
	if j.indicator.Phasing == nil {
		ended := max(0, month.Last()-start.First()+1)
		return share{plan.Int(int64(ended)), plan.Int(int64(j.due.Last() - start.First() + 1))}
	}
	part := plan.Int(0)
	for _, monthly := range j.indicator.Phasing[:min(month.Last(), len(j.indicator.Phasing))] {
		part = part.Add(monthly)
	}
	return share{part, plan.Int(1)}
}

// periodsLeft counts the reporting periods that end after a month and have
// begun by due.
func (j *judge) periodsLeft(month plan.Period) int {
	grain := int(j.indicator.Frequency.Grain())
	ended := month.Last() / grain
	last := (j.due.Last() + grain - 1) / grain
	return max(0, last-ended)
}

// forecast returns where a figure ends if it goes on at the pace so far.
func (j *judge) forecast(f figure, start plan.Period) plan.Number {
	switch j.indicator.Kind {
	case plan.Flow:
		if !f.reported() {
			return plan.Number{}
		}
		return j.share(start, f.latest.End()).extend(f.number)
	case plan.Stock, plan.Ratio:
		return f.number
	}
	return plan.Number{}
}
