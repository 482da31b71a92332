package validate

import (
	"thidua/plan"
	"thidua/sheets"
)

// findHeadings says whether headings between the rows name periods, as
// "Tháng 4" and "Tháng 5" one below the other do.
func (l *layout) findHeadings() {
	if l.long {
		return
	}
	for n := l.table.Body.From; n < l.table.Body.To; n++ {
		r := l.newRow(n)
		if r == nil || !r.bare {
			continue
		}
		if _, ok := parsePeriod(r.label, l.defaults.year); ok {
			l.headed = true
			return
		}
	}
}

// opensPeriod takes a heading that names a period: the rows beneath it are of
// that period, until the next. The plan's year is no narrower than the title.
func (l *layout) opensPeriod(r *row) bool {
	if !l.headed || !r.bare {
		return false
	}
	q, ok := parsePeriod(r.label, l.defaults.year)
	if !ok {
		return false
	}
	if q.Grain == plan.Year && q.Year == l.plan.Year {
		q = plan.Period{}
	}
	l.under = q
	l.claims.use(r.cells...)
	return true
}

// periodUnder is the period of a figure in a table with such headings: the
// header's own, else the heading's when the title agrees with it. What is of
// another year stays so.
func (l *layout) periodUnder(g *group, c *column) plan.Period {
	title := l.defaults.period
	switch {
	case g.period.IsZero():
		return c.period
	case g.period.Year != l.plan.Year:
		return g.period
	case !c.header.Period.IsZero():
		return c.period
	case title.IsZero() || title.Contains(g.period):
		return g.period
	}
	return plan.Period{}
}

// isCovered reports whether the label of a row reaches over a cell.
func (l *layout) isCovered(r *row, ref sheets.Ref) bool {
	_, own := l.view.At(ref)
	return own == r.ref && own != ref
}
