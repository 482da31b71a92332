package validate

import (
	"slices"

	"thidua/plan"
	"thidua/sheets"
)

// readRatio reads a ratio from its own cell, from its parts, or from both.
// Where both parts are there the value is their quotient, because sums are
// made of parts; the typed figure must agree with it to its last digit.
func (s *series) readRatio(i int) {
	own := s.amounts[i]
	num := s.part(i, RoleNumerator, s.numerator)
	den := s.part(i, RoleDenominator, s.denominator)
	switch {
	case num.known() && den.known() && s.sameMeasure(i, &num, &den):
		s.readQuotient(i, num, den)
	case !own.blank:
		if n, ok := s.number(i); ok {
			s.observe(i, plan.Value{Number: n, Numerator: num.number, Denominator: den.number},
				withParts([]sheets.Ref{own.ref}, num, den)...)
		}
	case num.known():
		s.lonePart(i, num)
	case den.known():
		s.lonePart(i, den)
	default:
		s.blank(i)
	}
}

// findQuotients takes a column of percents beside those of the parts, and of
// nothing else that is reported, for that of the ratio itself.
func (l *layout) findQuotients() {
	for _, num := range l.columns {
		if num.header.Role != RoleNumerator {
			continue
		}
		var quotient *column
		for _, c := range l.columns {
			switch same := c.header.Period == num.header.Period && c.owner.unit == num.owner.unit; {
			case !same || c.header.Role == RoleNumerator || c.header.Role == RoleDenominator:
			case c.header.Role.isValue():
				quotient = c
			case quotient == nil && isPercentHeader(c.path):
				quotient = c
			}
		}
		if quotient != nil && !quotient.header.Role.isValue() {
			quotient.header.Role = RoleInPeriod
		}
	}
}

// isPercentHeader reports whether a header says that a share stands beneath,
// and not one of a plan or of last year's.
func isPercentHeader(path []string) bool {
	marks := mark(0)
	for _, level := range path {
		found, _ := takePhrases(fold(level))
		marks |= found
	}
	return marks&markPercent != 0 && marks&(markLastYear|markPrevious|markPlan|markComparison) == 0
}

// withoutColumn returns the places of ratios of which the parts alone have
// columns.
func (l *layout) withoutColumn(g *group, slots []slot) []slot {
	if g.indicator.Kind != plan.Ratio {
		return slots
	}
	for _, c := range l.columns {
		if c.header.Role != RoleNumerator || c.problem != "" {
			continue
		}
		at := l.slotOf(g, c, sheets.Ref{Row: g.n, Col: c.col})
		at.apart = true
		taken := slices.ContainsFunc(slots, func(s slot) bool { return s.period == at.period && s.column.owner.unit == c.owner.unit })
		if o := l.ownerOf(g, c); !taken && l.speaksFor(o.unit, g.indicator) {
			if o.unit != nil {
				at.unit = o.unit.ID
			}
			slots = append(slots, at)
		}
	}
	return slots
}

// part is one part of a ratio for one slot.
type part struct {
	row    *row // nil where the part is a column
	ref    sheets.Ref
	raw    string
	number plan.Number // nothing when the cell is blank or cannot be read
}

func (p part) known() bool { return p.number.Known() }

// withParts lists the cells of a value and of the parts that are known.
func withParts(cells []sheets.Ref, parts ...part) []sheets.Ref {
	for _, p := range parts {
		if p.known() {
			cells = append(cells, p.ref)
		}
	}
	return cells
}

// part reads the numerator or the denominator that belongs to place i: in the
// same column of the part's row, else in the part's column of the same row.
func (s *series) part(i int, role Role, r *row) part {
	at := s.slots[i]
	if r != nil && (!s.long || r.period == at.period) {
		at.ref = sheets.Ref{Row: r.n, Col: at.column.col}
		p := s.readPart(at)
		p.row = r
		return p
	}
	for _, c := range s.columns {
		if c.header.Role == role && (s.long || c.period == at.period) && c.owner.unit == at.column.owner.unit && c.problem == "" {
			at.ref = sheets.Ref{Row: s.n, Col: c.col}
			return s.readPart(at)
		}
	}
	return part{}
}

func (s *series) readPart(at slot) part {
	a := s.amountAt(at.ref)
	p := part{ref: a.ref, raw: a.shown()}
	switch {
	case a.blank:
		return p
	case s.merged(at):
		s.reportAt(RuleMergedValue, s.group, at, p.raw, "")
		return p
	case a.rule != "":
		s.reportAt(a.rule, s.group, at, p.raw, "")
		return p
	}
	r, by, ok := s.choose(a, []witness{{"convention", s.byConvention}})
	switch {
	case !ok:
		s.reportAmbiguous(at, a)
	case r.Percent:
		s.reportAt(RuleMeasureMismatch, s.group, at, p.raw, "")
	default:
		p.number = r.Number
		s.reportTyped(at, a, r.Number, by)
	}
	return p
}

// sameMeasure brings both parts of a percent into one measure; when they
// cannot be, it reports so. Parts of other ratios differ by nature.
func (s *series) sameMeasure(i int, num, den *part) bool {
	if s.indicator.Measure != percent || num.row == nil || den.row == nil {
		return true
	}
	n, d := num.row.measure, den.row.measure
	if n.text == "" || d.text == "" || fold(n.text) == fold(d.text) {
		return true
	}
	if n.measure != nil && d.measure != nil {
		if factor, ok := s.plan.ConversionFactor(d.measure.ID, n.measure.ID); ok {
			den.number = den.number.Mul(factor)
			return true
		}
	}
	at := s.slots[i]
	at.ref = den.ref
	f := s.reportAt(RuleMeasureMismatch, s.group, at, d.text, n.text)
	s.mention(f, num.ref)
	num.number, den.number = plan.Number{}, plan.Number{}
	return false
}

// readQuotient keeps a ratio of which both parts are there. It is rounded to
// two decimals more than are shown, to four where only the parts are.
func (s *series) readQuotient(i int, num, den part) {
	own := s.amounts[i]
	value := plan.Value{Numerator: num.number, Denominator: den.number}
	places := int32(4)
	if !own.blank && own.rule == "" {
		places = own.decimals() + 2
	}
	value.Number = s.quotient(num.number, den.number, places)
	cells := withParts(nil, num, den)
	switch {
	case own.blank:
	case own.rule != "":
		s.reportAt(own.rule, s.group, s.slots[i], own.shown(), value.Number.String())
	default:
		cells = withParts([]sheets.Ref{own.ref}, num, den)
		if !s.matches(own, num.number, den.number) {
			s.reportAt(RulePercentNotMatching, s.group, s.slots[i], own.shown(), value.Number.String(),
				"numerator", num.number.String(), "denominator", den.number.String())
		}
	}
	s.observe(i, value, cells...)
}

// quotient is numerator over denominator in the indicator's measure.
func (s *series) quotient(num, den plan.Number, places int32) plan.Number {
	if s.indicator.Measure == percent {
		num = num.Mul(plan.Int(100))
	}
	return num.Div(den, places)
}

// matches reports whether some reading of a typed ratio is the quotient of
// its parts, but for the rounding of what is shown.
func (s *series) matches(own amount, num, den plan.Number) bool {
	exact := s.quotient(num, den, 15)
	for _, r := range own.readings {
		if near := roundsTo(r.Number, exact, own.decimals()); near {
			return true
		}
		if s.indicator.Measure == percent && !r.Percent && roundsTo(r.Number.Mul(plan.Int(100)), exact, own.decimals()-2) {
			return true
		}
	}
	return false
}

// roundsTo reports whether n is exact but for half a unit of the last place.
func roundsTo(n, exact plan.Number, places int32) bool {
	off := n.Sub(exact)
	half := plan.Num(plan.Int(5).Decimal().Shift(-places - 1))
	c, ok := plan.Num(off.Decimal().Abs()).Cmp(half)
	return off.Known() && ok && c <= 0
}

// lonePart reports one part that came without the other and without the ratio.
func (s *series) lonePart(i int, p part) {
	at := s.slots[i]
	at.ref = p.ref
	s.reportAt(RuleRatioPartsMissing, s.group, at, p.raw, "")
}
