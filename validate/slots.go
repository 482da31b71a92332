package validate

import (
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
)

// slot is a place in a row where a figure of one period, basis and status
// belongs.
type slot struct {
	column   *column
	ref      sheets.Ref
	period   plan.Period
	basis    plan.Basis
	status   plan.Status
	unit     plan.UnitID // whose figure it is
	stranger bool        // the sheet cannot give it
	apart    bool        // of a ratio that has no cell of its own, only those of its parts
}

// slots returns the places for figures in the row of an indicator. Columns
// that cannot be read are left out and their cells noted; so are totals.
func (l *layout) slots(g *group) []slot {
	var slots []slot
	for _, c := range l.valueColumns() {
		ref := sheets.Ref{Row: g.n, Col: c.col}
		switch role := c.header.Role; {
		case role == RoleNumerator, role == RoleDenominator, c.total, l.isCovered(g.row, ref):
		case c.problem != "":
			if at := l.slotOf(g, c, ref); l.note(c, ref) && at.period.Year == l.plan.Year {
				l.reading.Unread = append(l.reading.Unread, l.placeOf(g, at))
			}
		default:
			at := l.slotOf(g, c, ref)
			if o := l.ownerOf(g, c); o.unit != nil {
				at.unit, at.stranger = o.unit.ID, !l.speaksFor(o.unit, g.indicator)
			}
			slots = append(slots, at)
		}
	}
	slots = l.withoutStrangers(g, slots)
	if g.indicator.Kind == plan.Flow {
		return slots
	}
	return l.levels(g, l.withoutColumn(g, slots))
}

// note remembers a non-empty cell of a column that cannot be read.
func (l *layout) note(c *column, ref sheets.Ref) bool {
	if cell := l.tab.At(ref); !l.view.Own(ref) || cell.Blank() {
		return false
	}
	c.found = append(c.found, ref)
	return true
}

func (l *layout) slotOf(g *group, c *column, ref sheets.Ref) slot {
	s := slot{column: c, ref: ref, period: c.period, basis: plan.AsOf, status: c.header.Status, unit: l.unit}
	switch {
	case l.long:
		s.period = g.period
	case l.headed:
		s.period = l.periodUnder(g, c)
	}
	if c.header.Role == RoleEstimate || g.status == plan.Estimate || l.defaults.status == plan.Estimate && c.period == l.defaults.period {
		s.status = plan.Estimate
	}
	if g.indicator.Kind == plan.Flow {
		s.basis = l.basisOf(g, c)
	}
	return s
}

// basisOf says what span the flow figures of a column cover: in the period
// alone unless the row, the header or the title says lũy kế. "Cộng quý I" is
// the quarter alone. A title such as "5 tháng đầu năm" makes the figures
// cumulative where the header does not name the month. None of this goes for a
// table that has columns of cumulative figures beside others.
func (l *layout) basisOf(g *group, c *column) plan.Basis {
	ownPeriod := !c.header.Period.IsZero()
	switch {
	case g.basis != "":
		return g.basis
	case c.header.Basis == plan.Cumulative || l.long && c.header.Role == RoleCumulative:
		return plan.Cumulative
	case c.header.Role == RoleCumulative, l.saysCumulative():
		return plan.InPeriod
	case l.defaults.running && !ownPeriod && c.period.Grain == plan.Month && !strings.Contains(plain(c.text), "thang"):
		return plan.Cumulative
	case c.header.Basis == "" && l.defaults.basis != "":
		return l.defaults.basis
	}
	return plan.InPeriod
}

// saysCumulative reports whether some column is headed lũy kế.
func (l *layout) saysCumulative() bool {
	return slices.ContainsFunc(l.columns, func(c *column) bool {
		return c.header.Role == RoleCumulative && c.header.Basis == plan.Cumulative
	})
}

// levels leaves one slot a period where a level or a ratio has both an
// in-period and a cumulative column: the cumulative one, which says how things
// stand at the period's end. The other cell counts only when that is empty,
// and for a ratio not even then: that of one month is not that of the year.
func (l *layout) levels(g *group, slots []slot) []slot {
	var kept []slot
	for _, s := range slots {
		whole := cumulativeOf(slots, s)
		switch {
		case whole == nil:
			kept = append(kept, s)
		case !l.empty(whole.ref):
			l.claims.ignore(s.ref, ignoredMonthOfLevel)
		case g.indicator.Kind != plan.Ratio:
			kept = append(kept, s)
		case !l.empty(s.ref):
			l.reportAt(RuleHeaderAmbiguous, g, s, s.column.text, whole.column.text)
		}
	}
	return kept
}

// cumulativeOf returns the slot in a cumulative column that goes before s.
func cumulativeOf(slots []slot, s slot) *slot {
	for i, o := range slots {
		if o.column.header.Role == RoleCumulative && s.column.header.Role != RoleCumulative &&
			o.period == s.period && o.status == s.status && o.unit == s.unit {
			return &slots[i]
		}
	}
	return nil
}

// empty reports whether a cell holds nothing, or a mark that says so.
func (l *layout) empty(ref sheets.Ref) bool {
	cell, _ := l.view.At(ref)
	return cell.Blank() || isHeading(cell)
}

// readParts claims the cells in the rows of a ratio's parts that belong to no
// slot of the ratio.
func (l *layout) readParts(g *group, slots []slot) {
	for _, r := range []*row{g.numerator, g.denominator} {
		if r == nil {
			continue
		}
		for _, c := range l.columns {
			ref := sheets.Ref{Row: r.n, Col: c.col}
			inSlot := slices.ContainsFunc(slots, func(s slot) bool { return s.column == c })
			switch {
			case c.problem != "":
				l.note(c, ref)
			case c.header.Role == RolePlan, c.total:
				l.claims.use(ref)
			case c.header.Role.isValue() && !inSlot:
				l.claims.ignore(ref, ignoredMonthOfLevel)
			}
		}
	}
}
