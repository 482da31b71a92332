package plan

import "time"

// Debt is one figure that a unit owes: an indicator for a period, as of the
// end of a month, which is the period's last unless the target is due earlier.
type Debt struct {
	Indicator *Indicator
	Period    Period
	Month     int // of the plan's year
}

// Debts returns the figures on an indicator whose reports a unit should have
// handed in by now, the earliest first. Only named reporters owe any.
func (p *Plan) Debts(u *Unit, x *Indicator, now time.Time) []Debt {
	if !x.reportedBy(u.ID) {
		return nil
	}
	var owed []Debt
	grain, until, overdue := x.Frequency.Grain(), p.lastMonth(x), p.LastOwed(now).Last()
	for n := 1; n <= 12/int(grain); n++ {
		q := Period{Year: p.Year, Grain: grain, N: n}
		month := min(q.Last(), until)
		if q.First() <= until && month <= overdue && p.reports(u, month) {
			owed = append(owed, Debt{x, q, month})
		}
	}
	return owed
}

// lastMonth returns the month with which the reports on an indicator end.
func (p *Plan) lastMonth(x *Indicator) int {
	end := x.Due
	if end.IsZero() {
		end = p.To
	}
	if end.Year != p.Year {
		return 12
	}
	return end.Last()
}

// reports tells whether a unit reports in a month: within the plan's period or
// after it, and while the unit exists.
func (p *Plan) reports(u *Unit, month int) bool {
	m := MonthOf(p.Year, month)
	return m.Compare(p.From) >= 0 &&
		(u.From.IsZero() || m.Compare(u.From) >= 0) &&
		(u.To.IsZero() || m.Compare(u.To) <= 0)
}
