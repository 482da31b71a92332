package validate

import (
	"cmp"
	"slices"
	"time"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// ReadAdjustments reads the sheet in which the secretariat keeps figures that
// it was given by telephone or on paper, a row each: the unit (its id, name or
// alias), the indicator (its code or name), the period, the figure, whether it
// has run up since January or is of the period alone, why, by whom, by which
// document and on which day. The columns are known by their headings, in any
// order, on the first visible tab that has those of unit, indicator, period
// and figure. Figures are read as those of the units are.
//
// A row that cannot be used is among the adjustments with its Fault, which is
// among the findings too. Of rows that give different figures for the same the
// one of the latest day counts, none where a day is missing.
func ReadAdjustments(p *plan.Plan, grid *sheets.Grid) ([]Adjustment, []Finding) {
	in := NewInterpreter(p)
	r := &adjustmentReader{
		reader:   &reader{plan: p, grid: grid, directory: in.directory, columns: in.columns, reading: &Reading{}},
		names:    in.names,
		matchers: map[plan.UnitID]*matcher{},
	}
	for i := range grid.Tabs {
		if tab := &grid.Tabs[i]; !tab.Hidden {
			if head, ok := adjustmentHeading(tab); ok {
				r.readTab(tab, head)
				return r.adjustments, r.reading.Findings
			}
		}
	}
	r.add(adjustmentFinding(plan.Origin{Source: grid.Source, Revision: grid.Revision}, "header", ""))
	return nil, r.reading.Findings
}

// UnreadAdjustments is the finding of an adjustments sheet that cannot be read.
func UnreadAdjustments(source string) Finding {
	return adjustmentFinding(plan.Origin{Source: source}, "unread", "")
}

func adjustmentFinding(o plan.Origin, reason, found string) Finding {
	f := newFinding(RuleAdjustmentInvalid, "", o)
	f.Found, f.Args = found, map[string]string{"reason": reason}
	return f
}

// adjustmentReader reads the rows of an adjustments sheet. Its findings are
// about no unit: the secretariat wrote them.
type adjustmentReader struct {
	*reader
	names       *nameIndex
	matchers    map[plan.UnitID]*matcher
	sheet       *sheet
	head        adjustmentHead
	layout      *layout
	adjustments []Adjustment
}

// longestRemark is how many characters of what people wrote about a figure
// are kept.
const longestRemark = 200

func (r *adjustmentReader) readTab(tab *sheets.Tab, head adjustmentHead) {
	r.sheet = &sheet{reader: r.reader, tab: tab, view: table.NewView(tab), claims: claims{cells: map[sheets.Ref]claim{}}}
	r.head, r.layout = head, head.layout(r.sheet)
	for row := head.row + 1; row < len(tab.Cells); row++ {
		if r.isAdjustment(row) {
			r.adjustments = append(r.adjustments, r.read(row))
		}
	}
	r.settleTwice()
}

// isAdjustment tells rows from notes and signatures beneath them: they hold a
// figure, or two of the things that say what it would be of, or one and a text
// in place of the figure.
func (r *adjustmentReader) isAdjustment(row int) bool {
	said := 0
	for _, field := range []adjustmentField{fieldUnit, fieldIndicator, fieldCode, fieldPeriod} {
		if r.text(row, field) != "" {
			said++
		}
	}
	figure := r.cell(row, fieldFigure)
	return said > 1 || isFigure(figure) || said == 1 && !figure.Blank()
}

// read understands one row.
func (r *adjustmentReader) read(row int) Adjustment {
	a := Adjustment{
		Unit: r.text(row, fieldUnit), Indicator: cmp.Or(r.text(row, fieldIndicator), r.text(row, fieldCode)), Period: r.text(row, fieldPeriod),
		Reason: r.text(row, fieldReason), By: r.text(row, fieldBy), Document: r.text(row, fieldDocument), Day: r.day(row),
	}
	a.Figure = plan.Observation{Status: plan.Adjusted, Raw: r.text(row, fieldFigure), Origin: r.sheet.origin(r.at(row, fieldFigure))}
	for _, step := range []func(int, *Adjustment){r.readUnit, r.readIndicator, r.readPeriod, r.readFigure} {
		if step(row, &a); a.Fault != nil {
			break
		}
	}
	return a
}

func (r *adjustmentReader) at(row int, field adjustmentField) sheets.Ref {
	return sheets.Ref{Row: row, Col: r.head.columns[field]}
}

func (r *adjustmentReader) cell(row int, field adjustmentField) sheets.Cell {
	if _, there := r.head.columns[field]; !there {
		return sheets.Cell{}
	}
	cell, _ := r.sheet.view.At(r.at(row, field))
	return cell
}

// text is what a person sees in a cell, on one line and no longer than is
// needed.
func (r *adjustmentReader) text(row int, field adjustmentField) string {
	return oneLine(table.Shown(r.cell(row, field)), longestRemark)
}

// fail says that a row cannot be used.
func (r *adjustmentReader) fail(row int, a *Adjustment, field adjustmentField, reason, found string) {
	f := adjustmentFinding(r.sheet.origin(r.at(row, field)), reason, found)
	f.Indicator, f.Period = a.Figure.Indicator, a.Figure.Period
	r.add(f)
	a.Fault = &f
}

func (r *adjustmentReader) readUnit(row int, a *Adjustment) {
	u := r.plan.Unit(plan.UnitID(a.Unit))
	if u == nil {
		u = r.directory.named(a.Unit)
	}
	if u == nil {
		r.fail(row, a, fieldUnit, "unit", a.Unit)
		return
	}
	a.Figure.Unit = u.ID
}

func (r *adjustmentReader) readIndicator(row int, a *Adjustment) {
	m := r.matchers[a.Figure.Unit]
	if m == nil {
		m = newMatcher(r.names, a.Figure.Unit)
		r.matchers[a.Figure.Unit] = m
	}
	found := m.match(cmp.Or(r.text(row, fieldCode), a.Indicator), a.Indicator, nil)
	switch x := found.Indicator; {
	case found.Ambiguous:
		r.fail(row, a, fieldIndicator, "ambiguous", a.Indicator)
	case x == nil:
		r.fail(row, a, fieldIndicator, "indicator", a.Indicator)
	case !x.MayReport(a.Figure.Unit):
		r.fail(row, a, fieldIndicator, "not-reporter", a.Indicator)
	default:
		a.Figure.Indicator = x.Code
	}
}

// readPeriod reads the period and whether the figure has run up until its end.
// Whoever names neither a basis nor a run of months leaves it open.
func (r *adjustmentReader) readPeriod(row int, a *Adjustment) {
	x := r.plan.Indicator(a.Figure.Indicator)
	said, ok := parseSpan(periodText(r.head.texts[fieldPeriod], r.cell(row, fieldPeriod)), r.plan.Year)
	basis := r.basis(row, said)
	switch {
	case !ok:
		r.fail(row, a, fieldPeriod, "period", a.Period)
	case said.period.Year != r.plan.Year:
		r.fail(row, a, fieldPeriod, "year", a.Period)
	case x.Kind != plan.Flow:
		a.Figure.Period, a.Figure.Basis = said.period, plan.AsOf
	case basis == "" && x.Cumulative:
		a.Figure.Period, a.Figure.Basis = said.period, plan.Cumulative
	case basis == "", basis == plan.InPeriod && said.cumulative && said.period.First() != 1:
		r.fail(row, a, fieldPeriod, "basis", a.Period)
	default:
		a.Figure.Period, a.Figure.Basis = said.period, basis
	}
}

// basis returns the basis that a row names, "" when it names none and the
// months do not begin with January.
func (r *adjustmentReader) basis(row int, said span) plan.Basis {
	for _, text := range []string{r.text(row, fieldBasis), r.head.texts[fieldFigure]} {
		if h := readHeader([]string{text}, r.plan.Year); h.Basis != "" {
			return h.Basis
		}
	}
	if said.cumulative || said.period.First() == 1 {
		return plan.Cumulative
	}
	return ""
}

// readFigure reads the figure as that of a unit's sheet.
func (r *adjustmentReader) readFigure(row int, a *Adjustment) {
	s := r.series(row, a)
	said, given := len(r.reading.Findings), len(r.sightings)
	factor, ok := r.layout.factor(s.group)
	s.factor = factor
	if ok {
		switch s.indicator.Kind {
		case plan.Milestone:
			s.readMilestone(0)
		case plan.Ratio:
			s.readRatio(0)
		default:
			s.readNumber(0)
		}
	}
	if len(r.sightings) > given {
		a.Figure = r.sightings[given].observation
		return
	}
	for _, f := range r.reading.Findings[said:] {
		if f.Severity == Error || a.Fault == nil {
			a.Fault = &f
		}
	}
	if a.Fault == nil {
		r.fail(row, a, fieldFigure, "figure", a.Figure.Raw)
	}
}

// series is a row as one that holds a single figure.
func (r *adjustmentReader) series(n int, a *Adjustment) *series {
	g := &group{row: &row{n: n, bare: true}, indicator: r.plan.Indicator(a.Figure.Indicator)}
	g.measure = r.layout.measureOf(g.row)
	at := slot{
		column: r.layout.first(RoleInPeriod), ref: r.at(n, fieldFigure),
		period: a.Figure.Period, basis: a.Figure.Basis, status: plan.Adjusted, unit: a.Figure.Unit,
	}
	return &series{layout: r.layout, group: g, slots: []slot{at}, amounts: []amount{r.layout.amountAt(at.ref)}}
}

// day returns the day that a row states, in a column of days or beside the
// document.
func (r *adjustmentReader) day(row int) string {
	for _, field := range []adjustmentField{fieldDay, fieldDocument} {
		cell := r.cell(row, field)
		if cell.Kind == sheets.Date {
			return cell.Text[:min(len(cell.Text), len(time.DateOnly))]
		}
		if day := findDate(table.Shown(cell)); day != "" {
			return day
		}
	}
	return ""
}

// settleTwice leaves one row of those that are about the same figure: of
// different figures the one of the latest day, or none.
func (r *adjustmentReader) settleTwice() {
	rows := map[stretch][]*Adjustment{}
	for i := range r.adjustments {
		if a := &r.adjustments[i]; a.Fault == nil {
			at := stretchOfFigure(&a.Figure)
			rows[at] = append(rows[at], a)
		}
	}
	for i := range r.adjustments {
		a := &r.adjustments[i]
		same := rows[stretchOfFigure(&a.Figure)]
		if a.Fault != nil || len(same) < 2 {
			continue
		}
		switch counts := theOneThatCounts(same); {
		case counts == nil && a == same[0]:
			r.setAside(a, "twice", same[1])
		case counts == nil:
			r.setAside(a, "twice", same[0])
		case counts != a:
			r.setAside(a, "superseded", counts)
		}
	}
}

// theOneThatCounts returns the row of the latest day, the first where all say
// the same, nil when that cannot be told.
func theOneThatCounts(rows []*Adjustment) *Adjustment {
	latest, alike, alone := rows[0], true, true
	for _, a := range rows[1:] {
		alike = alike && a.Figure.Value.Equal(rows[0].Figure.Value)
		switch {
		case a.Day == latest.Day:
			alone = alone && a.Figure.Value.Equal(latest.Figure.Value)
		case a.Day > latest.Day:
			latest, alone = a, true
		}
	}
	undated := slices.ContainsFunc(rows, func(a *Adjustment) bool { return a.Day == "" })
	switch {
	case alike:
		return rows[0]
	case undated || !alone:
		return nil
	}
	return latest
}

// setAside says that another row is why one does not count. Where that gives
// a later figure, nothing is amiss.
func (r *adjustmentReader) setAside(a *Adjustment, reason string, other *Adjustment) {
	f := adjustmentFinding(a.Figure.Origin, reason, a.Figure.Raw)
	f.Indicator, f.Period = a.Figure.Indicator, a.Figure.Period
	f.Args["other"] = other.Figure.Origin.Cell
	if reason == "superseded" {
		f.Severity = Info
	}
	r.add(f)
	a.Fault = &f
}
