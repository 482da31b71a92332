package validate

import (
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// unitsByName finds the units of a plan by their names and aliases, folded.
func unitsByName(p *plan.Plan) map[string]*plan.Unit {
	units := map[string]*plan.Unit{}
	for i := range p.Units {
		u := &p.Units[i]
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			units[fold(name)] = u
		}
	}
	return units
}

// unitNamed returns the unit of the plan whose name or alias a text is.
func (r *reader) unitNamed(text string) *plan.Unit { return r.units[fold(text)] }

// ofAnotherUnit reports a row that names another unit, or a part of this one,
// in a column of its own: its figures are not this unit's.
func (l *layout) ofAnotherUnit(r *row) bool {
	for _, c := range l.columns {
		if c.header.Role != "" {
			continue
		}
		cell, own := l.view.At(sheets.Ref{Row: r.n, Col: c.col})
		if cell.Kind != sheets.Text {
			continue
		}
		found, u := strings.TrimSpace(cell.Text), l.unitNamed(cell.Text)
		switch {
		case u != nil && u.ID == l.unit, u == nil && (found == "" || !l.divides(c)):
			continue
		case u != nil:
			found = u.Name
		}
		l.claimNames(r)
		f := l.finding(RuleUnitMismatch, own, found, l.unitName())
		l.mention(f, l.figuresIn(r)...)
		l.add(f)
		return true
	}
	return false
}

// divides reports whether a column parts the figures by places or bodies that
// need not be units of the plan. One headed "Đơn vị" that says the same in
// every row names the unit in its own way.
func (l *layout) divides(c *column) bool {
	switch fold(c.text) {
	case "huyen", "ten huyen", "huyen/thanh pho", "huyen thanh pho", "huyen tp", "huyen/tp", "xa", "ten xa", "xa/thi tran",
		"xa thi tran", "xa phuong", "xa/phuong", "thon", "dia ban", "dia phuong":
		return true
	case "don vi", "dv", "don vi bao cao", "ten don vi":
		names := map[string]bool{}
		for _, cell := range l.cellsOf(c) {
			names[fold(cell.Text)] = true
		}
		return len(names) > 1
	}
	return false
}

func (r *reader) unitName() string {
	if u := r.plan.Unit(r.unit); u != nil {
		return u.Name
	}
	return ""
}

// checkUnit reports a title that names another unit and not this one. The
// bodies above the unit stand in every letterhead.
func (s *sheet) checkUnit(title table.Rows) {
	var other *plan.Unit
	var at sheets.Ref
	for row := title.From; row < title.To; row++ {
		for ref, cell := range s.view.Row(row) {
			_, after, _ := strings.Cut(cell.Text, ":")
			for _, text := range []string{cell.Text, after} {
				u := s.unitNamed(text)
				switch {
				case u == nil || s.plan.IsAbove(u.ID, s.unit):
				case u.ID == s.unit:
					return
				case other == nil:
					other, at = u, ref
				}
			}
		}
	}
	if other != nil && s.claims[at].class != reported {
		s.report(RuleUnitMismatch, at, other.Name, s.unitName())
	}
}
