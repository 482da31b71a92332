package workbook

import (
	"slices"
	"strconv"

	"thidua/plan"
)

// layOut lays all tabs out, in their order. The names of the
// fixed tabs are a public contract; a campaign that bears one of them gets a
// number behind its own.
func (b *book) layOut() {
	taken := map[string]bool{}
	tab := func(key string) *sheet { return b.newSheet(key, b.word("tab."+key), taken) }
	summary, units, shortfalls, findings, notes := tab("summary"), tab("units"), tab("shortfalls"), tab("findings"), tab("notes")
	data := []*sheet{tab("data")}
	for n := 2; n <= b.dataTabs(); n++ {
		data = append(data, b.newSheet("data/"+strconv.Itoa(n), b.word("tab.data")+" "+strconv.Itoa(n), taken))
	}
	var campaigns []*sheet
	for _, g := range b.groups() {
		s := b.newSheet("campaign/"+g.id, g.name, taken)
		b.layOutCampaign(s, g)
		campaigns = append(campaigns, s)
	}
	var adjustments []*sheet
	if b.in.Adjustments != nil {
		adjustments = []*sheet{tab("adjustments")}
		b.layOutAdjustments(adjustments[0])
	}
	b.layOutSummary(summary) // leads to rows of the campaigns' tabs
	b.layOutUnits(units)
	b.layOutShortfalls(shortfalls)
	b.layOutFindings(findings)
	b.layOutData(data)
	b.layOutNotes(notes)
	b.tabs = slices.Concat([]*sheet{summary}, campaigns, []*sheet{units, shortfalls, findings}, adjustments, data, []*sheet{notes})
}

func (b *book) newSheet(key, name string, taken map[string]bool) *sheet {
	return &sheet{key: key, name: SheetName(name, taken), styles: b.styles}
}

// tabTitle heads every tab but the summary: who issues it, what it shows, as
// of when, and how to read it.
func (b *book) tabTitle(s *sheet, title, note string) {
	span := len(s.widths) - 1
	s.add(s.wide(b.in.Plan.Letterhead.Issuer, span, style{size: 10, colour: colourQuiet}))
	s.add(s.wide(title, span, style{size: 14, bold: true, wrap: true}))
	s.add(s.wide(b.asOf(), span, style{italic: true, wrap: true}))
	if note != "" {
		s.add(s.wide(note, span, style{size: 10, colour: colourQuiet, wrap: true}))
	}
	s.skip(1)
}

// tableHeader adds the headings of a table, which every printed page repeats.
func (b *book) tableHeader(s *sheet, keys ...string) {
	var cells []cell
	for _, key := range keys {
		cells = append(cells, s.text(b.word("column."+key), headCell))
	}
	s.header[0] = s.add(cells...)
	s.header[1] = s.header[0]
}

// asOf says up to when the figures are and when they were put together.
func (b *book) asOf() string {
	judged := plan.Period{}
	for _, a := range b.in.Assessments {
		if a.Unit == "" && a.Period.Compare(judged) > 0 {
			judged = a.Period
		}
	}
	return b.say("as-of", map[string]any{"period": judged.String(), "at": b.in.AsOf, "round": b.in.Round})
}

// sentence says what is wrong and what to do.
func (b *book) sentence(f Finding) (what, remedy string) {
	data := f.Data(b.in.Plan)
	return b.in.Words.Text("finding."+f.Rule, data), b.in.Words.Text("finding."+f.Rule+".hint", data)
}
