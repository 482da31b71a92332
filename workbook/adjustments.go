package workbook

import (
	"slices"
	"strings"

	"thidua/plan"
	"thidua/validate"
)

const adjustmentColumns = 14

// layOutAdjustments fills the tab of the figures that the secretariat was given
// by telephone or on paper: each beside what the unit's sheet says, and what
// became of it.
func (b *book) layOutAdjustments(s *sheet) {
	s.widths = []float64{5, 26, 9, 32, 12, 11, 14, 14, 34, 18, 20, 11.5, 22, 38}
	s.colour, s.frozen = "7030A0", 3
	b.tabTitle(s, b.word("adjustments.title"), b.word("adjustments.note"))
	b.tableHeader(s, "number", "unit", "code", "indicator", "period", "basis", "sheet-says", "adjusted",
		"reason", "told-by", "document", "told-on", "state", "details")
	list := slices.Clone(b.in.Adjustments.List)
	slices.SortFunc(list, func(x, y validate.Outcome) int { return compareOrigins(x.Figure.Origin, y.Figure.Origin) })
	for i, o := range list {
		s.addKeyed(adjustmentKey(o), b.adjustmentRow(s, i+1, o)...)
	}
	if len(list) == 0 {
		s.add(s.wide(b.word("adjustments.none"), adjustmentColumns-1, style{align: "center", border: true}))
		return
	}
	s.filter = &area{place{0, s.header[0]}, place{adjustmentColumns - 1, len(s.made)}}
}

// adjustmentKey is what a row is known by: the figure and the day it was given,
// of a row that cannot be used its place.
func adjustmentKey(o validate.Outcome) string {
	f := o.Figure
	if o.State == validate.AdjustmentUnusable {
		return "row/" + f.Origin.Cell
	}
	return strings.Join([]string{string(f.Unit), string(f.Indicator), f.Period.String(), string(f.Basis), o.Day}, "/")
}

func (b *book) adjustmentRow(s *sheet, number int, o validate.Outcome) []cell {
	f := o.Figure
	name, basis := o.Indicator, ""
	if x := b.indicators[f.Indicator]; x != nil {
		name = x.Name
		if x.Kind == plan.Flow && f.Basis != "" {
			basis = b.word("basis." + string(f.Basis))
		}
	}
	unit, period := o.Unit, o.Period
	if f.Unit != "" {
		unit = b.unitName(f.Unit)
	}
	if !f.Period.IsZero() {
		period = b.format.Period(f.Period.String())
	}
	return []cell{
		s.count(number, centreCell),
		s.text(unit, smallCell),
		s.to(b.homes[f.Indicator], s.text(string(f.Indicator), centreCell)),
		s.text(name, smallCell),
		s.text(period, centreCell),
		s.text(basis, smallCell),
		s.to(b.origin(o.Sheet.Origin), b.sheetSays(s, o)),
		s.to(b.origin(f.Origin), b.valueCell(s, f)),
		s.text(o.Reason, smallCell),
		s.text(o.By, smallCell),
		s.text(o.Document, smallCell),
		b.isoCell(s, o.Day),
		s.text(b.word("adjustments.state."+string(o.State)), adjustmentStyle(o)),
		s.text(b.adjustmentDetails(o), smallCell),
	}
}

// sheetSays shows what the unit's sheet has for the figure.
func (b *book) sheetSays(s *sheet, o validate.Outcome) cell {
	switch {
	case o.State == validate.AdjustmentUnusable:
		return s.blank(figureCell)
	case o.Sheet.Value != (plan.Value{}) || o.Sheet.Raw != "":
		return b.valueCell(s, o.Sheet)
	case o.Sheet.Origin.Cell != "":
		return s.text(b.word("adjustments.blank"), smallCell)
	}
	return s.text(b.word("adjustments.no-cell"), smallCell)
}

// valueCell shows a figure, the answer to a milestone, or what stands in the
// cell and is neither.
func (b *book) valueCell(s *sheet, o plan.Observation) cell {
	switch v := o.Value; {
	case v.Number.Known():
		return s.number(v.Number, 3, figureCell)
	case v.Done == plan.DoneYes:
		return s.text(b.document(v), smallCell)
	case v.Done == plan.DoneNo:
		return s.text(b.done(v.Done), smallCell)
	}
	raw := smallCell
	raw.align = "right"
	return s.text(o.Raw, raw)
}

// isoCell shows a day; what is no day stays as it is.
func (b *book) isoCell(s *sheet, iso string) cell {
	if day, ok := isoDay(iso); ok {
		return s.day(day, centreCell)
	}
	return s.text(iso, centreCell)
}

// adjustmentDetails says since when an adjustment is in its state, or why.
func (b *book) adjustmentDetails(o validate.Outcome) string {
	if o.Fault != nil {
		what, remedy := b.sentence(Finding{Finding: *o.Fault})
		return what + "\n" + remedy
	}
	at := o.Since
	if o.State == validate.AdjustmentMatched {
		at = o.Ended
	}
	return b.say("adjustments.details", map[string]any{
		"state": string(o.State), "at": at.In(b.in.AsOf.Location()), "disputed": o.Disputed,
	})
}

func adjustmentStyle(o validate.Outcome) style {
	st := centreCell
	switch {
	case o.State == validate.AdjustmentUnusable:
		st.bold, st.colour = true, colourAlarm
	case o.Disputed:
		st.bold, st.colour = true, "7A5200"
	case o.State == validate.AdjustmentApplied:
		st.bold = true
	default:
		st.colour = colourQuiet
	}
	return st
}

// isAdjusted reports whether a judgement rests on an adjusted figure.
func isAdjusted(because []*plan.Observation) bool {
	return slices.ContainsFunc(because, func(o *plan.Observation) bool { return o.Status == plan.Adjusted })
}
