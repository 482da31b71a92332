package workbook

import (
	"cmp"

	"thidua/validate"
)

const findingColumns = 13

// layOutFindings fills the tab of everything that a person should look at in
// the units' spreadsheets: all of it, what matters most first.
func (b *book) layOutFindings(s *sheet) {
	s.widths = []float64{5, 10, 26, 9, 13, 48, 42, 24, 16, 7, 17, 17, 11.5}
	s.colour, s.frozen = "BF8F00", 3
	b.tabTitle(s, b.word("findings.title"), b.say("findings.note", map[string]int{"count": len(b.in.Findings)}))
	b.tableHeader(s, "number", "severity", "unit", "code", "period", "what", "remedy", "source", "tab", "cell", "found", "wanted", "first-seen")
	if len(b.in.Findings) == 0 {
		s.add(s.wide(b.word("findings.none"), findingColumns-1, style{bold: true, align: "center", border: true}))
		return
	}
	titles := b.sourceTitles()
	for i, f := range b.in.Findings {
		s.addKeyed(f.Key(), b.findingRow(s, i+1, f, titles)...)
	}
	s.filter = &area{place{0, s.header[0]}, place{findingColumns - 1, len(s.made)}}
}

func (b *book) findingRow(s *sheet, number int, f Finding, titles map[string]string) []cell {
	small := smallCell
	small.top = true
	centre := centreCell
	centre.top = true
	unit := b.word("whole-plan")
	if f.Unit != "" {
		unit = b.unitName(f.Unit)
	}
	what, remedy := b.sentence(f)
	cellName := s.text(cmp.Or(f.Origin.Cell, "—"), centre)
	return []cell{
		s.count(number, centre),
		s.text(b.in.Words.Label("severity."+string(f.Severity)), severityStyle(f.Severity)),
		s.text(unit, small),
		s.text(string(f.Indicator), centre),
		s.text(b.format.Period(f.Period.String()), centre),
		s.text(what, small),
		s.text(remedy, small),
		s.text(cmp.Or(titles[f.Origin.Source], f.Origin.Source), small),
		s.text(f.Origin.Tab, small),
		s.to(b.origin(f.Origin), cellName),
		s.text(f.Found, small),
		s.text(b.format.Number(f.Expected), small),
		s.day(f.FirstSeen.In(b.in.AsOf.Location()), centre),
	}
}

func severityStyle(v validate.Severity) style {
	st := centreCell
	st.top = true
	switch v {
	case validate.Error:
		st.bold, st.colour = true, colourAlarm
	case validate.Warning:
		st.bold, st.colour = true, "7A5200"
	}
	return st
}

// sourceTitles returns the titles of the sources by their ids.
func (b *book) sourceTitles() map[string]string {
	titles := map[string]string{}
	for _, s := range b.in.Sources {
		titles[s.ID] = s.Title
	}
	if b.in.Adjustments != nil {
		titles[b.in.Adjustments.Source.ID] = b.in.Adjustments.Source.Title
	}
	return titles
}
