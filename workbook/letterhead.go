package workbook

// The head and foot of Vietnamese administrative documents: who issues at the
// left, the country's name and motto at the right; place and date; below, who
// kept the books and who signs.

func (b *book) letterhead(s *sheet) {
	p := b.in.Plan.Letterhead
	left, right := sumActual, sumColumns-sumActual
	centre := func(bold, underline bool) style {
		return style{bold: bold, underline: underline, align: "center", wrap: true}
	}
	s.add(s.wide(p.Superior, left-1, centre(false, false)), s.wide(b.word("letterhead.country"), right-1, centre(true, false)))
	s.add(s.wide(p.Issuer, left-1, centre(true, true)), s.wide(b.word("letterhead.motto"), right-1, centre(true, true)))
	s.add(
		s.wide(b.word("letterhead.number"), left-1, centre(false, false)),
		s.wide(b.say("letterhead.date", map[string]any{"place": p.Place, "at": b.in.AsOf}), right-1, style{italic: true, align: "center"}),
	)
	s.skip(1)
}

func (b *book) signatures(s *sheet) {
	p := b.in.Plan.Letterhead
	left, right := sumActual, sumColumns-sumActual
	bold := style{bold: true, align: "center", wrap: true}
	hint := style{italic: true, align: "center"}
	s.add(s.wide(b.word("letterhead.compiled"), left-1, bold), s.wide(p.Signatory, right-1, bold))
	s.add(s.wide(p.Secretary, left-1, bold), s.wide(b.word("letterhead.sign"), right-1, hint))
	s.add(s.wide(b.word("letterhead.sign"), left-1, hint))
	s.skip(4)
}
