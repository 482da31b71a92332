package validate

import (
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// findYears finds a column headed "Năm", which says of which year each row is.
// It is part of the period where the rows name their months, and all of it
// where nothing else names a period.
func (l *layout) findYears() {
	for _, c := range l.columns {
		if c.header.Role != "" || !isYearHeader(c.path) {
			continue
		}
		c.header.Role = RolePeriod
		if !l.long && len(l.ownPeriods()) == 0 && l.defaults.period.IsZero() {
			l.long = true
		}
		l.years = c
		return
	}
}

func isYearHeader(path []string) bool { return len(path) > 0 && fold(path[len(path)-1]) == "nam" }

// ofAnotherYear reports a row that is of another year than the plan's, where
// the months stand in the header.
func (l *layout) ofAnotherYear(r *row) bool {
	if l.years == nil || l.long {
		return false
	}
	cell, own := l.view.At(sheets.Ref{Row: r.n, Col: l.years.col})
	q, ok := parsePeriod("năm "+strings.TrimSpace(table.Shown(cell)), l.plan.Year)
	if cell.Blank() || ok && q.Year == l.plan.Year {
		l.claims.use(own)
		return false
	}
	l.claimNames(r)
	f := l.finding(RulePeriodOutsidePlan, own, table.Shown(cell), plan.Period{Year: l.plan.Year, Grain: plan.Year, N: 1}.String())
	if r.match.Indicator != nil {
		f.Indicator = r.match.Indicator.Code
	}
	l.mention(f, l.figuresIn(r)...)
	l.add(f)
	return true
}
