package plan

import "time"

// Location returns the plan's time zone, UTC when Zone is not known to the system.
func (p *Plan) Location() *time.Location {
	loc, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// EndOf returns the instant at which period q is over: midnight after its
// last day by the plan's cut-off day.
func (p *Plan) EndOf(q Period) time.Time {
	loc := p.Location()
	if day := p.Calendar.CutoffDay; day > 0 {
		return time.Date(q.Year, time.Month(q.Last()), day+1, 0, 0, 0, 0, loc)
	}
	return time.Date(q.Year, time.Month(q.Last())+1, 1, 0, 0, 0, 0, loc)
}

// DueOf returns the instant after which the report of period q is overdue.
func (p *Plan) DueOf(q Period) time.Time {
	return p.EndOf(q).AddDate(0, 0, p.Calendar.DueDays)
}

// LastEnded returns the last month of the plan's year that is over at now;
// the zero Period before the first one is. It may lie after p.To.
func (p *Plan) LastEnded(now time.Time) Period {
	last := Period{}
	for m := 1; m <= 12; m++ {
		if q := MonthOf(p.Year, m); !now.Before(p.EndOf(q)) {
			last = q
		}
	}
	return last
}

// LastOwed returns the last month of the plan's year whose report is overdue
// when it has not come by now; the zero Period before the first one is.
func (p *Plan) LastOwed(now time.Time) Period {
	last := Period{}
	for m := 1; m <= 12; m++ {
		if q := MonthOf(p.Year, m); !now.Before(p.DueOf(q)) {
			last = q
		}
	}
	return last
}

// Overdue returns the periods of the plan's year, of every length, whose
// reports are overdue when they have not come by now.
func (p *Plan) Overdue(now time.Time) []Period {
	var over []Period
	for _, grain := range []Grain{Month, Quarter, HalfYear, NineMonths, Year} {
		for n := 1; n*int(grain) <= 12; n++ {
			if q := (Period{Year: p.Year, Grain: grain, N: n}); !now.Before(p.DueOf(q)) {
				over = append(over, q)
			}
		}
	}
	return over
}
