package validate

import (
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// fixPeriods gives the columns of figures their periods: their own, else the
// table's. In a long table each row has its own.
func (l *layout) fixPeriods() {
	if l.long {
		return
	}
	months := l.ownPeriods()
	for _, c := range l.columns {
		switch {
		case !c.header.Role.isValue():
		case c.isTotal() && len(months) > 1:
			c.total = true
		case c.isTotal():
			c.problem = RuleHeaderAmbiguous
		case l.isBareYear(c), l.defaults.planned && (c.header.Bare || !l.saysDone()):
			c.problem = RuleHeaderAmbiguous
		case !c.period.IsZero():
			if c.period.Year != l.plan.Year {
				c.problem = RulePeriodOutsidePlan
			}
		case !l.defaults.period.IsZero():
			c.period = l.defaults.period
			if c.period.Year != l.plan.Year {
				c.problem = RulePeriodOutsidePlan
			}
		case len(months) == 1 && len(l.defaults.clash) == 0:
			c.period = months[0]
		case len(months) > 1 && c.header.Role == RoleCumulative:
			c.total = true
		case l.headed && len(l.defaults.clash) == 0:
		default:
			c.problem = RulePeriodUnknown
		}
	}
}

// saysDone reports whether some column says that its figures are of what was
// done. Without one, "Số lượng" under the title of a plan is what is planned.
func (l *layout) saysDone() bool {
	return slices.ContainsFunc(l.valueColumns(), func(c *column) bool {
		return c.header.Status == plan.Estimate || doneWord.MatchString(plain(c.text))
	})
}

// isTotal reports whether a column adds up what stands beside it and does not
// say what that is: "Cộng", "Tổng số".
func (c *column) isTotal() bool {
	return c.header.Role == RoleCumulative && c.header.Basis == "" && c.period.IsZero()
}

// isBareYear reports whether a column names the year and nothing else in a
// table of a shorter period: it may be of either.
func (l *layout) isBareYear(c *column) bool {
	shorter := !l.defaults.period.IsZero() && l.defaults.period.Grain != plan.Year
	return shorter && c.period.Grain == plan.Year && c.header.Bare
}

// ownPeriods returns the periods that headers of figures name, each once.
func (l *layout) ownPeriods() []plan.Period {
	var own []plan.Period
	for _, c := range l.valueColumns() {
		if !c.period.IsZero() && !slices.Contains(own, c.period) {
			own = append(own, c.period)
		}
	}
	return own
}

// findTwins sets aside columns of figures that cannot be told apart.
func (l *layout) findTwins() {
	values := l.valueColumns()
	for i, c := range values {
		for _, other := range values[:i] {
			if c.header.Role == other.header.Role && c.header.Basis == other.header.Basis &&
				c.header.Status == other.header.Status && c.period == other.period && c.total == other.total &&
				c.owner.unit == other.owner.unit {
				c.problem, other.problem = RuleHeaderAmbiguous, RuleHeaderAmbiguous
			}
		}
	}
}

// claimHeader claims the header, the index row and the columns that hold no
// figures of the unit.
func (l *layout) claimHeader() {
	for _, c := range l.columns {
		if c.header.Role != "" {
			l.claims.use(c.refs...)
		}
		l.claimColumn(c)
	}
	if l.table.Index >= 0 {
		for ref := range l.view.Row(l.table.Index) {
			l.claims.ignore(ref, ignoredIndexRow)
		}
	}
}

func (l *layout) claimColumn(c *column) {
	rule := ruleOfColumn(c.header.Role)
	if rule == "" {
		return
	}
	for ref := range l.cellsOf(c) {
		l.claims.ignore(ref, rule)
	}
}

// ruleOfColumn is the rule by which the cells of a column are ignored, "" when
// they are not.
func ruleOfColumn(role Role) string {
	switch role {
	case RolePercentOfPlan:
		return ignoredPercentColumn
	case RoleSamePeriodLast, RolePercentOfLastYear:
		return ignoredLastYearColumn
	case RoleNote, RoleIgnored:
		return ignoredNoteColumn
	}
	return ""
}

// cellsOf yields the non-empty cells of a column below the header.
func (l *layout) cellsOf(c *column) func(yield func(sheets.Ref, sheets.Cell) bool) {
	return func(yield func(sheets.Ref, sheets.Cell) bool) {
		for row := l.table.Body.From; row < l.table.Body.To; row++ {
			ref := sheets.Ref{Row: row, Col: c.col}
			if cell := l.tab.At(ref); l.view.Own(ref) && !cell.Blank() && !yield(ref, cell) {
				return
			}
		}
	}
}

// reportColumns reports the figures in columns that could not be read, one
// finding a column.
func (l *layout) reportColumns() {
	for _, c := range l.columns {
		if c.header.Role == "" {
			l.reportUnknown(c)
			continue
		}
		if c.problem == "" || len(c.found) == 0 {
			continue
		}
		at := c.found[0]
		if len(c.refs) > 0 {
			at = c.refs[len(c.refs)-1]
		}
		f := l.finding(c.problem, at, c.text, l.expectedOf(c), "column", sheets.ColumnName(c.col), "first_cell", l.seen(c.found[0]).A1())
		l.mention(f, c.found...)
		l.add(f)
	}
}

// expectedOf says what would have been needed to read a column.
func (l *layout) expectedOf(c *column) string {
	switch c.problem {
	case RulePeriodOutsidePlan:
		return plan.Period{Year: l.plan.Year, Grain: plan.Year, N: 1}.String()
	case RulePeriodUnknown:
		var clash []string
		for _, q := range l.defaults.clash {
			clash = append(clash, q.String())
		}
		return strings.Join(clash, ", ")
	}
	return ""
}

// reportUnknown reports a column that was not understood when it holds
// figures beside labels; text there is a remark.
func (l *layout) reportUnknown(c *column) {
	var figures []sheets.Ref
	for ref, cell := range l.cellsOf(c) {
		if l.claims.at(ref).class != unclaimed {
			continue
		}
		if isFigure(cell) {
			figures = append(figures, ref)
			continue
		}
		l.claims.ignore(ref, ignoredTextColumn)
	}
	for _, ref := range c.refs {
		l.claims.ignore(ref, ignoredTextColumn)
	}
	if len(figures) == 0 {
		return
	}
	rule, at, found := RuleStrayCell, figures[0], table.Shown(l.tab.At(figures[0]))
	if len(c.refs) > 0 {
		rule, at, found = RuleHeaderAmbiguous, c.refs[len(c.refs)-1], c.text
	}
	f := l.finding(rule, at, found, "", "column", sheets.ColumnName(c.col))
	l.mention(f, figures...)
	l.add(f)
}

// reportUnread reports a table that was found and not understood.
func (l *layout) reportUnread() {
	var figures []sheets.Ref
	for row := l.table.Header.From; row < l.table.Body.To; row++ {
		for ref, cell := range l.view.Row(row) {
			if !l.holds(ref.Col) {
				continue
			}
			if isFigure(cell) && row >= l.table.Body.From {
				figures = append(figures, ref)
			}
			l.claims.ignore(ref, ignoredTableNotRead)
		}
	}
	at := sheets.Ref{Row: l.table.Header.From, Col: l.table.Columns[0].Col}
	var headers []string
	for _, c := range l.columns {
		if c.text != "" {
			headers = append(headers, c.text)
		}
	}
	f := l.finding(RuleHeaderAmbiguous, at, strings.Join(headers, " | "), "", "table", string(l.kind))
	l.mention(f, figures...)
	l.add(f)
}

// holds reports whether a column of the tab belongs to the table.
func (l *layout) holds(col int) bool {
	return slices.ContainsFunc(l.columns, func(c *column) bool { return c.col == col })
}
