package workbook

import (
	"cmp"
	"slices"
	"strings"

	"thidua/assess"
	"thidua/plan"
	"thidua/validate"
)

const noteColumns = 6

// layOutNotes fills the tab that explains the others.
func (b *book) layOutNotes(s *sheet) {
	s.widths = []float64{26, 42, 42, 18, 18, 34}
	s.colour = "404040"
	b.tabTitle(s, b.word("notes.title"), "")
	b.noteFacts(s)
	b.noteLegend(s)
	b.noteConflicts(s)
	b.noteInvented(s)
	b.noteSources(s)
}

// note adds a heading and what is to be known under it.
func (b *book) noteHead(s *sheet, key string) {
	s.skip(1)
	s.add(s.wide(b.word("notes."+key), noteColumns-1, campaignRow))
}

func (b *book) noteRow(s *sheet, name cell, text string) {
	s.add(name, s.wide(text, noteColumns-2, bodyCell))
}

// noteFacts says what the workbook was made from, and by which rules.
func (b *book) noteFacts(s *sheet) {
	p := b.in.Plan
	b.noteHead(s, "made-from")
	fact := func(key, text string) { b.noteRow(s, s.text(b.word("notes."+key), bodyCell), text) }
	fact("as-of", b.format.Moment(b.in.AsOf))
	fact("round", b.format.Number(plan.Int(b.in.Round).String()))
	fact("plan", strings.TrimSpace(p.Title+"\n"+p.Number))
	fact("digest", p.Digest)
	fact("calendar", b.say("notes.calendar-text", p))
	fact("thresholds", b.say("notes.thresholds-text", map[string]string{
		"on_track": b.figure(p.Thresholds.OnTrack.Mul(plan.Int(100))), "slip": b.figure(p.Thresholds.Slip),
	}))
	fact("figures", b.word("notes.figures-text"))
	if len(b.in.Observations) > b.limit.links {
		fact("links", b.say("notes.links-text", map[string]string{"most": b.figure(plan.Int(int64(b.limit.links)))}))
	}
}

// noteLegend explains verdicts, severities and marks.
func (b *book) noteLegend(s *sheet) {
	b.noteHead(s, "legend")
	first := len(s.made) + 1
	for _, v := range assess.Verdicts() {
		b.noteRow(s, s.text(b.verdict(v), verdictCell), b.word("notes.verdict."+v.String()))
	}
	s.verdict = append(s.verdict, area{place{0, first}, place{0, len(s.made)}})
	for _, v := range []validate.Severity{validate.Error, validate.Warning, validate.Info} {
		b.noteRow(s, s.text(b.in.Words.Label("severity."+string(v)), severityStyle(v)), b.word("notes.severity."+string(v)))
	}
	stale := centreCell
	stale.fill = colourStale
	b.noteRow(s, s.text(b.word("notes.stale"), stale), b.word("notes.stale-text"))
	b.noteRow(s, s.text("*", centreCell), b.word("notes.estimate-text"))
	if b.in.Adjustments != nil {
		b.noteRow(s, s.text(adjustedMark, centreCell), b.word("notes.adjusted-text"))
	}
}

// noteConflicts prints what the plan contradicts itself about.
func (b *book) noteConflicts(s *sheet) {
	b.noteHead(s, "conflicts")
	if len(b.footnotes) == 0 {
		s.add(s.wide(b.word("notes.no-conflicts"), noteColumns-1, bodyCell))
	}
	for i := range b.in.Plan.Indicators {
		x := &b.in.Plan.Indicators[i]
		if x.Conflict == "" {
			continue
		}
		text := x.Conflict
		for _, c := range x.Citations {
			text += "\n" + c.String()
		}
		b.noteRow(s, s.text(mark(b.footnotes[x.Code])+" "+string(x.Code), bodyCell), text)
	}
}

// noteInvented says what does not come from the plan's document.
func (b *book) noteInvented(s *sheet) {
	rows := [][2]string{}
	add := func(name string, keys []string) {
		if len(keys) == 0 {
			return
		}
		var words []string
		for _, key := range keys {
			words = append(words, b.invented(key))
		}
		rows = append(rows, [2]string{name, strings.Join(words, ", ")})
	}
	add(b.word("whole-plan"), b.in.Plan.Invented)
	for _, x := range b.in.Plan.Indicators {
		add(string(x.Code)+" "+x.Name, x.Invented)
	}
	if len(rows) == 0 {
		return
	}
	b.noteHead(s, "invented")
	for _, r := range rows {
		b.noteRow(s, s.text(r[0], smallCell), r[1])
	}
}

// invented names what a key of the plan file stands for.
func (b *book) invented(key string) string {
	if !b.in.Words.Has("workbook.invented." + key) {
		return key
	}
	return b.word("invented." + key)
}

// holderName names the unit whose a source is; the adjustments sheet is nobody's.
func (b *book) holderName(s Source) string {
	if s.Unit == "" {
		return b.word("adjustments.holder")
	}
	return b.unitName(s.Unit)
}

// noteSources lists the spreadsheets that the figures come from.
func (b *book) noteSources(s *sheet) {
	b.noteHead(s, "sources")
	var head []cell
	for _, key := range []string{"unit", "source", "source-id", "revision", "read-at", "state"} {
		head = append(head, s.text(b.word("column."+key), headCell))
	}
	s.add(head...)
	sources := b.in.Sources
	if b.in.Adjustments != nil {
		sources = append(slices.Clone(sources), b.in.Adjustments.Source)
	}
	for _, source := range sources {
		state := smallCell
		if source.Stale() {
			state.fill = colourStale
		}
		s.addKeyed("source/"+source.ID,
			s.text(b.holderName(source), smallCell),
			s.to(b.origin(plan.Origin{Source: source.ID, Revision: source.Revision}), s.text(cmp.Or(source.Title, source.ID), smallCell)),
			s.text(source.ID, smallCell),
			s.text(cut(source.Revision, 16, "…"), smallCell),
			s.moment(source.ReadAt.In(b.in.AsOf.Location()), formatMoment, centreCell),
			s.text(b.sourceState(source), state),
		)
	}
}
