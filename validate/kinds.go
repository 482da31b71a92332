package validate

import (
	"thidua/plan"
	"thidua/sheets"
)

// findKinds returns the column that says what kind of figures each row holds,
// where an indicator has a row for its plan and one for what was done: every
// cell of it is "KH", "TH", "Lũy kế" or the like, and not all are of one kind.
func (l *layout) findKinds() *column {
	for _, c := range l.columns {
		if c.header.Role != "" && c.header.Role != RoleNote {
			continue
		}
		if roles, ok := l.kindsIn(c); ok && len(roles) > 1 {
			return c
		}
	}
	return nil
}

// kindsIn returns the kinds that the cells of a column name; ok is false when
// one of them says anything else.
func (l *layout) kindsIn(c *column) (roles map[Role]bool, ok bool) {
	roles = map[Role]bool{}
	for _, cell := range l.cellsOf(c) {
		h, ok := l.kindOfRow(cell)
		if !ok {
			return nil, false
		}
		roles[h.Role] = true
	}
	return roles, true
}

func (l *layout) kindOfRow(cell sheets.Cell) (h header, ok bool) {
	if cell.Kind != sheets.Text {
		return header{}, false
	}
	h = readHeader([]string{cell.Text}, l.defaults.year)
	switch h.Role {
	case RolePlan, RoleInPeriod, RoleCumulative, RoleEstimate, RoleSamePeriodLast, RolePercentOfLastYear:
		return h, h.Sure && h.Period.Grain == 0
	case RolePercentOfPlan:
		return h, true
	}
	return header{}, false
}

// readKind reads what kind of figures a row holds.
func (l *layout) readKind(r *row) {
	if l.kinds == nil {
		return
	}
	cell, own := l.view.At(sheets.Ref{Row: r.n, Col: l.kinds.col})
	h, ok := l.kindOfRow(cell)
	if !ok {
		return
	}
	r.kind, r.status = h.Role, h.Status
	r.cells = append(r.cells, own)
	if h.Basis == plan.Cumulative {
		r.basis = plan.Cumulative
	}
}

// setAside claims a row of an indicator that holds what was planned, shares of
// it or last year's figures, as claimColumn does a column of them.
func (l *layout) setAside(r *row) bool {
	rule := ""
	switch r.kind {
	case RolePlan:
	case RolePercentOfPlan:
		rule = ignoredPercentColumn
	case RoleSamePeriodLast, RolePercentOfLastYear:
		rule = ignoredLastYearColumn
	default:
		return false
	}
	l.claimNames(r)
	for _, ref := range l.figuresIn(r) {
		if rule == "" {
			l.claims.use(ref)
			continue
		}
		l.claims.ignore(ref, rule)
	}
	return true
}
