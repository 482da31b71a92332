package workbook

import (
	"cmp"
	"slices"
	"strconv"

	"thidua/assess"
	"thidua/plan"
)

// The columns of a campaign's tab, from 0; the months stand from camMonth on.
const (
	camCode = iota
	camName
	camMeasure
	camBasis
	camTarget
	camMonth
	camTotal = camMonth + 12 + iota - 6
	camCompletion
	camVerdict
	camNote
	camColumns
)

// layOutCampaign fills the tab of a campaign: for every indicator the units
// that report it, and what each reported month by month, as reported.
func (b *book) layOutCampaign(s *sheet, g group) {
	s.widths = []float64{9, 32, 9, 13, 12, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 12, 8, 21.5, 24}
	s.colour, s.frozen = "2E75B6", camName+1
	b.tabTitle(s, g.title, b.word("campaign.note"))
	var head []cell
	for _, key := range []string{"code", "indicator-unit", "measure", "basis", "target-part"} {
		head = append(head, s.text(b.word("column."+key), headCell))
	}
	for m := 1; m <= 12; m++ {
		head = append(head, s.text(b.say("column.month", m), headCell))
	}
	for _, key := range []string{"total", "completion", "verdict", "note"} {
		head = append(head, s.text(b.word("column."+key), headCell))
	}
	s.header[0] = s.add(head...)
	s.header[1] = s.header[0]
	for _, part := range g.sections {
		s.addKeyed(sectionKey(part), s.wide(b.sectionTitle(part), camColumns-1, sectionRow))
		for _, x := range part.indicators {
			b.campaignIndicator(s, x)
		}
	}
	body := func(col int) area { return area{place{col, s.header[1] + 1}, place{col, len(s.made)}} }
	s.verdict = append(s.verdict, body(camVerdict))
	s.bars = append(s.bars, body(camCompletion))
}

// campaignIndicator adds an indicator: a row for the whole, then its units.
func (b *book) campaignIndicator(s *sheet, x *plan.Indicator) {
	a := b.latest("", x.Code)
	whole := func(st style) style {
		st.bold, st.fill = true, colourGroup
		return st
	}
	row := make([]cell, camColumns)
	row[camCode] = s.text(string(x.Code), whole(centreCell))
	row[camName] = s.text(x.Name, whole(bodyCell))
	row[camMeasure] = s.text(x.Measure, whole(centreCell))
	row[camBasis] = s.text(b.promised(x, x.Target), whole(bodyCell))
	row[camBasis].span = 1
	row[camMonth] = s.wide(x.Conflict, 11, whole(smallCell))
	row[camTotal] = s.number(a.Actual, 2, whole(figureCell))
	row[camCompletion] = s.number(a.Completion, 1, whole(figureCell))
	row[camVerdict] = s.text(b.verdict(a.Verdict), whole(verdictCell))
	row[camNote] = s.text(b.wholeNote(x, a), whole(smallCell))
	if x.Kind == plan.Milestone {
		row[camTotal] = s.text(b.done(a.Done), whole(centreCell))
	}
	n := s.addKeyed(string(x.Code), merge(row)...)
	b.homes[x.Code] = inside(s.name, place{camCode, n}.a1())
	for _, unit := range b.reporters[x.Code] {
		b.campaignUnit(s, x, unit)
	}
}

// wholeNote says what the whole rests on.
func (b *book) wholeNote(x *plan.Indicator, a assess.Assessment) string {
	switch {
	case x.Kind == plan.Milestone:
		return b.answer(a)
	case a.Numerator.Known() && a.Denominator.Known():
		return b.say("parts", map[string]string{"numerator": b.figure(a.Numerator), "denominator": b.figure(a.Denominator)})
	}
	return ""
}

// line is one row of figures: of one basis and one length of period.
type line struct {
	basis plan.Basis
	grain plan.Grain
	month [12]*plan.Observation // by the last month of the period
}

// lines arranges what a unit reported on an indicator. Of two figures for the
// same period the official one is shown; the table of figures has both.
func (b *book) lines(of pair) []*line {
	var lines []*line
	for _, o := range b.reported[of] {
		if o.Period.Year != b.in.Plan.Year {
			continue
		}
		i := slices.IndexFunc(lines, func(l *line) bool { return l.basis == o.Basis && l.grain == o.Period.Grain })
		if i < 0 {
			i, lines = len(lines), append(lines, &line{basis: o.Basis, grain: o.Period.Grain})
		}
		held := &lines[i].month[o.Period.Last()-1]
		if *held == nil || (*held).Status == plan.Estimate {
			*held = o
		}
	}
	order := []plan.Basis{plan.InPeriod, plan.Cumulative, plan.AsOf}
	slices.SortFunc(lines, func(l, m *line) int {
		return cmp.Or(slices.Index(order, l.basis)-slices.Index(order, m.basis), int(l.grain-m.grain))
	})
	return lines
}

// campaignUnit adds what one unit reported: a row for each basis.
func (b *book) campaignUnit(s *sheet, x *plan.Indicator, unit plan.UnitID) {
	of, a := pair{unit, x.Code}, b.latest(unit, x.Code)
	lines := b.lines(of)
	silent := len(lines) == 0
	if silent {
		lines = []*line{{}}
	}
	missing := b.missing(of)
	for i, l := range lines {
		row := make([]cell, camColumns)
		for col := range row {
			row[col] = s.blank(bodyCell)
		}
		row[camBasis] = s.text(b.basis(x, l), smallCell)
		if silent {
			row[camBasis] = s.text(b.word("nothing-reported"), smallCell)
		}
		for m, o := range l.month {
			row[camMonth+m] = b.monthCell(s, o, i == 0 && slices.Contains(missing, m+1))
		}
		key := string(x.Code) + "/" + string(unit)
		if i == 0 {
			b.unitCells(s, row, x, unit, a)
		} else {
			key += "/" + string(l.basis) + "/" + strconv.Itoa(int(l.grain))
		}
		s.addKeyed(key, row...)
	}
}

// unitCells fills what a unit has once: its part and how it stands.
func (b *book) unitCells(s *sheet, row []cell, x *plan.Indicator, unit plan.UnitID, a assess.Assessment) {
	name := bodyCell
	name.indent = 1
	row[camCode] = s.text(string(x.Code), style{size: 9, colour: colourQuiet, align: "center", border: true})
	row[camName] = s.text(b.unitName(unit), name)
	row[camMeasure] = s.text(x.Measure, style{size: 9, colour: colourQuiet, align: "center", wrap: true, border: true})
	row[camTarget] = s.number(x.Allocation(unit), 3, figureCell)
	row[camTotal] = s.number(a.Actual, 2, figureCell)
	row[camCompletion] = s.number(a.Completion, 1, figureCell)
	if x.Kind == plan.Milestone {
		row[camTotal] = s.text(b.done(a.Done), centreCell)
	}
	if a.Target.Op != "" {
		row[camVerdict] = s.text(b.verdict(a.Verdict), verdictCell)
	}
	note := smallCell
	if b.stale(a) {
		note.fill = colourStale
	}
	row[camNote] = s.text(b.unitNote(x, unit, a), note)
}

func (b *book) unitNote(x *plan.Indicator, unit plan.UnitID, a assess.Assessment) string {
	note := struct {
		Whole                                string
		Uncharged, Estimate, Adjusted, Stale bool
	}{b.wholeNote(x, a), !b.charged[pair{unit, x.Code}], a.Estimate, isAdjusted(a.Because), b.stale(a)}
	if note.Whole == "" && !note.Uncharged && !note.Estimate && !note.Adjusted && !note.Stale {
		return ""
	}
	return b.say("campaign.unit-note", note)
}

// basis says what the figures of a line are.
func (b *book) basis(x *plan.Indicator, l *line) string {
	if x.Kind == plan.Milestone {
		return ""
	}
	name := b.word("basis." + string(l.basis))
	if l.grain == plan.Month {
		return name
	}
	return name + ", " + b.word("grain."+strconv.Itoa(int(l.grain)))
}

// adjustedMark stands behind figures that come from the adjustments sheet.
const adjustedMark = "†"

// monthCell shows what was reported for a month, leading to where it stands;
// or that it is owed and has not come.
func (b *book) monthCell(s *sheet, o *plan.Observation, missing bool) cell {
	switch {
	case o == nil && missing:
		return s.text(b.word("owed"), style{size: 9, italic: true, colour: colourAlarm, align: "center", border: true, shrink: true})
	case o == nil:
		return s.blank(figureCell)
	case o.Value.Number.Known():
		st := figureCell
		if o.Status == plan.Estimate {
			st.italic = true
			st.format = `"*"`
		}
		if o.Status == plan.Adjusted {
			st.bold = true
			st.format = `"` + adjustedMark + `"`
		}
		return s.to(b.origin(o.Origin), s.number(o.Value.Number, 3, st))
	}
	text := o.Raw
	if d := b.done(o.Value.Done); d != "" {
		text = d
	}
	if o.Status == plan.Adjusted {
		text += adjustedMark
	}
	return s.to(b.origin(o.Origin), s.text(text, style{size: 9, align: "center", border: true, shrink: true}))
}
