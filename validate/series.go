package validate

import (
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// series is the row of an indicator with what its cells say.
type series struct {
	*layout
	*group
	factor  plan.Number // from the row's measure to the indicator's
	slots   []slot
	amounts []amount // one a slot
}

// readGroup reads the figures of an indicator's row.
func (l *layout) readGroup(g *group) {
	s := &series{layout: l, group: g, slots: l.slots(g)}
	l.readParts(g, s.slots)
	factor, ok := l.factor(g)
	s.factor = factor
	for _, at := range s.slots {
		if at.apart {
			s.amounts = append(s.amounts, amount{ref: at.ref, blank: true})
			continue
		}
		s.amounts = append(s.amounts, l.amountAt(at.ref))
	}
	for i, at := range s.slots {
		switch {
		case s.merged(at):
			s.reportAt(RuleMergedValue, g, at, s.amounts[i].shown(), "")
		case at.period.IsZero():
			s.withoutPeriod(i)
		case at.period.Year != s.plan.Year:
			s.unread(i, RulePeriodOutsidePlan)
		case !ok:
			s.unreadable(i)
		case g.indicator.Kind == plan.Milestone:
			s.readMilestone(i)
		case g.indicator.Kind == plan.Ratio:
			s.readRatio(i)
		default:
			s.readNumber(i)
		}
	}
	for _, c := range l.columns {
		switch {
		case c.header.Role == RolePlan:
			s.checkPlan(c)
		case c.total:
			s.checkTotal(c)
		}
	}
}

func (a amount) shown() string { return table.Shown(a.cell) }

// merged reports whether the cell of a slot stands for several figures.
func (s *series) merged(at slot) bool {
	span := s.view.Span(at.ref)
	if s.tab.At(span.From).Blank() {
		return false
	}
	values := 0
	for _, c := range s.valueColumns() {
		if span.From.Col <= c.col && c.col <= span.To.Col {
			values++
		}
	}
	return values > 1 || span.From.Row != span.To.Row
}

// withoutPeriod reports a figure in a row of a long table whose period is not
// understood.
func (s *series) withoutPeriod(i int) {
	if s.amounts[i].blank {
		return
	}
	s.unread(i, RulePeriodUnknown)
}

// unread reports a cell that holds something which cannot be read.
func (s *series) unread(i int, rule string) {
	a := s.amounts[i]
	if a.blank {
		return
	}
	s.reportAt(rule, s.group, s.slots[i], a.shown(), "")
}

// unreadable counts the cells of a row that was reported as a whole.
func (s *series) unreadable(i int) {
	a, at := s.amounts[i], s.slots[i]
	if a.blank {
		s.blank(i)
	} else {
		s.mention(s.measureFinding, a.ref)
	}
	for _, r := range []*row{s.numerator, s.denominator} {
		if r != nil {
			s.mention(s.measureFinding, sheets.Ref{Row: r.n, Col: at.ref.Col})
		}
	}
	if a.blank {
		return
	}
	s.reading.Unread = append(s.reading.Unread, s.placeOf(s.group, at))
}

// reportAt reports the cell of a slot and returns the finding.
func (l *layout) reportAt(rule string, g *group, at slot, found, expected string, args ...string) Finding {
	if at.basis != "" {
		args = append(args, "basis", string(at.basis))
	}
	f := l.finding(rule, l.view.Span(at.ref).From, found, expected, args...)
	f.Indicator, f.Period = g.indicator.Code, at.period
	l.add(f)
	return f
}

func (l *layout) placeOf(g *group, at slot) Blank {
	return Blank{Indicator: g.indicator.Code, Period: at.period, Basis: at.basis, Origin: l.origin(at.ref)}
}

// blank notes that a figure belongs at a slot and nothing stands there.
// What other units left out is not this one's to fill in.
func (s *series) blank(i int) {
	if s.slots[i].unit == s.unit {
		s.blanks = append(s.blanks, s.placeOf(s.group, s.slots[i]))
	}
}

// observe keeps a value with the cells it rests on, the first of which gave it.
func (s *series) observe(i int, v plan.Value, cells ...sheets.Ref) {
	at := s.slots[i]
	s.claims.report(cells...) // until settle uses them
	o := plan.Observation{
		Unit: at.unit, Indicator: s.indicator.Code,
		Period: at.period, Basis: at.basis, Status: at.status,
		Value: v, Raw: table.Shown(s.tab.At(cells[0])), Origin: s.origin(cells[0]),
	}
	for _, ref := range cells {
		o.Cells = append(o.Cells, s.seen(ref).A1())
	}
	s.sightings = append(s.sightings, sighting{observation: o, sheet: s.sheet, cells: cells})
}

// readNumber reads a figure of a flow, a level or a quota.
func (s *series) readNumber(i int) {
	a := s.amounts[i]
	if a.blank {
		s.blank(i)
		return
	}
	if n, ok := s.number(i); ok {
		s.observe(i, plan.Value{Number: n}, a.ref)
	}
}

// number returns the figure at place i in the indicator's measure. When it
// cannot be read it reports why.
func (s *series) number(i int) (plan.Number, bool) {
	a, at := s.amounts[i], s.slots[i]
	if a.rule != "" {
		s.reportAt(a.rule, s.group, at, a.shown(), "")
		return plan.Number{}, false
	}
	r, by, ok := s.choose(a, s.witnesses(i))
	if both := s.doubted(i, a); both != nil {
		a.readings, ok = both, false
	}
	if !ok {
		s.reportAmbiguous(at, a)
		return plan.Number{}, false
	}
	n, ok := s.scale(i, r)
	if !ok {
		return plan.Number{}, false
	}
	s.reportTyped(at, a, n, by)
	return n, true
}

func (s *series) reportAmbiguous(at slot, a amount) {
	first, second := a.readings[0].Number.String(), a.readings[1].Number.String()
	s.reportAt(RuleNumberAmbiguous, s.group, at, a.shown(), first+"; "+second, "first", first, "second", second)
}

// choose returns the reading of a figure, the only one or the one that the
// witnesses support.
func (s *series) choose(a amount, witnesses []witness) (r numberReading, by string, ok bool) {
	if r, ok := a.certain(); ok {
		return r, "", true
	}
	return decide(a.readings, witnesses)
}

// reportTyped reports a figure that was typed as text. Where the source holds
// nothing else it is said only of a figure that could be read in two ways.
func (s *series) reportTyped(at slot, a amount, n plan.Number, by string) {
	if !a.typed() || s.grid.TextOnly && by == "" {
		return
	}
	var args []string
	if by != "" {
		args = []string{"evidence", by}
	}
	s.reportAt(RuleNumberAsText, s.group, at, a.shown(), n.String(), args...)
}

// scale brings a reading into the indicator's measure.
func (s *series) scale(i int, r numberReading) (plan.Number, bool) {
	at, found := s.slots[i], s.amounts[i].shown()
	if s.indicator.Measure == percent && !r.Percent && r.Measure == "" && s.maybeFraction(r.Number) {
		s.reportAt(RulePercentScale, s.group, at, found, "")
		return plan.Number{}, false
	}
	factor, ok := s.cellFactor(at.column, r)
	if !ok {
		s.reportAt(RuleMeasureMismatch, s.group, at, found, s.indicator.Measure)
		return plan.Number{}, false
	}
	if !factor.Equal(plan.Int(1)) && !factor.Equal(s.factor) {
		s.reportAt(RuleMeasureConverted, s.group, at, found, s.indicator.Measure, "factor", factor.String())
	}
	return r.Number.Mul(factor), true
}

// maybeFraction reports whether a figure for a percent may be a share of one:
// 0.646 for 64.6 %. It is a percent for sure when a hundred times as much
// would be beyond belief beside the target.
func (s *series) maybeFraction(n plan.Number) bool {
	v := n.Float64()
	if v < 0 {
		v = -v
	}
	target := s.indicator.Target.Low.Float64()
	if !s.indicator.Target.Low.Known() {
		target = s.indicator.Target.High.Float64()
	}
	switch {
	case v == 0:
		return false
	case v > 1:
		return v*40 <= target
	}
	believable := s.indicator.Direction == plan.Lower || v*s.slip() > target
	return !believable || target <= 0 || v*100 < target*s.slip()
}
