package validate

import (
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// row is one row of a table as it was understood.
type row struct {
	n         int
	label     string       // without its numbering
	ref       sheets.Ref   // of the label, or of the code where there is none
	cells     []sheets.Ref // what names the row: label, code, number, period, basis
	ordinal   string
	code      string
	path      []string // headings above, from the outermost
	period    plan.Period
	basis     plan.Basis
	status    plan.Status
	kind      Role // of its figures, "" unless the table has a column that says
	owner     owner
	bare      bool // a label and nothing else
	match     match
	whole     *plan.Indicator // the ratio of which the row is a part, nil for none
	numerator bool            // it is that, or the denominator
	denom     bool
	measure   rowMeasure
}

// group is the row of an indicator with the rows of its parts beneath.
type group struct {
	*row
	indicator   *plan.Indicator
	numerator   *row
	denominator *row
	closed      bool // another row stands beneath, the parts of which are not the indicator's

	measureFinding Finding // what was said of its measure, if anything
}

// rowReader reads the rows of a table from the top.
type rowReader struct {
	*layout
	groups  []*group
	outline table.Outline
	foot    bool   // the foot of the document has begun
	waiting []*row // parts of a ratio that has not come yet
}

// groups reads the rows of the table and claims those that hold no figures
// of an indicator: headings, signatures, and rows not understood, which it
// reports.
func (l *layout) groups() []*group {
	reader := rowReader{layout: l}
	for n := l.table.Body.From; n < l.table.Body.To; n++ {
		r := l.newRow(n)
		reader.foot = reader.foot || l.isFoot(n)
		if r != nil {
			reader.read(r)
		} else if reader.foot {
			l.ignoreText(n, ignoredSignature)
		}
	}
	reader.stopWaiting()
	return reader.groups
}

func (rr *rowReader) read(r *row) {
	if rr.opensPeriod(r) {
		return
	}
	path, cells := rr.groupsOf(r.n)
	r.path = append(path, rr.outline.Enter(r.ordinal, r.label, r.bare)...)
	r.cells = append(r.cells, cells...)
	rr.readHeadings(r)
	rr.told.row(rr.layout, r)
	if rr.joins(rr.groups, r) {
		return
	}
	if len(rr.groups) > 0 && !isConnective(r) {
		rr.groups[len(rr.groups)-1].closed = true
	}
	r.match = rr.matcher.match(r.code, r.label, r.path)
	if r.match.Indicator == nil && rr.waits(r) {
		rr.waiting = append(rr.waiting, r)
		return
	}
	switch {
	case !rr.readOwner(r), rr.ofAnotherYear(r), rr.underDoubtfulHeading(r):
	case r.match.Indicator != nil && rr.setAside(r):
	case r.match.Indicator != nil:
		g := rr.begin(r)
		rr.takeWaiting(g)
		rr.groups = append(rr.groups, g)
	case rr.foot && !rr.holdsFigures(r.n):
		rr.ignoreText(r.n, ignoredSignature)
	default:
		rr.claimOther(r)
	}
	rr.stopWaiting()
}

// waits reports whether a row is named as a part of some ratio of the plan,
// which may stand beneath it.
func (l *layout) waits(r *row) bool {
	return r.code == "" && slices.ContainsFunc(l.plan.Indicators, func(x plan.Indicator) bool {
		num, den := namesParts(&x, r.label)
		return num != den
	})
}

// takeWaiting gives a ratio the parts that stand right above it.
func (rr *rowReader) takeWaiting(g *group) {
	if g.indicator.Kind != plan.Ratio || len(rr.waiting) != 2 {
		return
	}
	first, second := rr.waiting[0], rr.waiting[1]
	first.numerator, first.denom = namesParts(g.indicator, first.label)
	second.numerator, second.denom = namesParts(g.indicator, second.label)
	switch {
	case first.numerator && second.denom && !first.denom && !second.numerator:
		g.numerator, g.denominator = first, second
	case second.numerator && first.denom && !second.denom && !first.numerator:
		g.numerator, g.denominator = second, first
	default:
		return
	}
	for _, r := range rr.waiting {
		rr.claims.use(r.cells...)
		r.measure, r.whole = rr.measureOf(r), g.indicator
	}
	rr.waiting = nil
}

// stopWaiting reports the parts of which no ratio came.
func (rr *rowReader) stopWaiting() {
	for _, r := range rr.waiting {
		if rr.readOwner(r) {
			rr.claimOther(r)
		}
	}
	rr.waiting = nil
}

// newRow reads what a row is about, nil when it has neither label nor code:
// any figures there are stray.
func (l *layout) newRow(n int) *row {
	r := &row{n: n, bare: true}
	for _, col := range l.labels {
		cell, own := l.view.At(sheets.Ref{Row: n, Col: col})
		text := strings.TrimSpace(table.Shown(cell))
		if cell.Blank() || r.label == text {
			continue
		}
		if r.label == "" {
			r.ref = own
		}
		r.label = strings.TrimSpace(r.label + " " + text)
		r.cells = append(r.cells, own)
	}
	l.readNumbering(r)
	if r.label == "" && r.code == "" {
		return nil
	}
	for _, c := range l.columns {
		switch c.header.Role {
		case RoleLabel, RoleNumber, RoleCode:
		default:
			if cell, own := l.view.At(sheets.Ref{Row: n, Col: c.col}); !cell.Blank() && own.Row == n && own != r.ref {
				r.bare = false
			}
		}
	}
	l.readRowPeriod(r)
	l.readKind(r)
	return r
}

// readNumbering reads the code and the number of a row. The number may hold
// the code.
func (l *layout) readNumbering(r *row) {
	if c := l.first(RoleCode); c != nil {
		cell, own := l.view.At(sheets.Ref{Row: r.n, Col: c.col})
		r.code = strings.TrimSpace(table.Shown(cell))
		r.cells = append(r.cells, own)
		if r.label == "" {
			r.ref = own
		}
	}
	r.ordinal, r.label = table.Ordinal(r.label)
	c := l.first(RoleNumber)
	if c == nil {
		return
	}
	cell, own := l.view.At(sheets.Ref{Row: r.n, Col: c.col})
	text := strings.TrimSpace(table.Shown(cell))
	if text == "" {
		return
	}
	r.cells = append(r.cells, own)
	if l.plan.Indicator(plan.Code(text)) != nil && r.code == "" {
		r.code = text
		return
	}
	r.ordinal = text
}

// readRowPeriod reads the period and the basis of a row of a long table.
func (l *layout) readRowPeriod(r *row) {
	if !l.long {
		r.period = l.under
		return
	}
	text := ""
	for _, c := range l.columns {
		if c.header.Role != RolePeriod {
			continue
		}
		cell, own := l.view.At(sheets.Ref{Row: r.n, Col: c.col})
		text = strings.TrimSpace(text + " " + periodText(c.text, cell))
		r.cells = append(r.cells, own)
	}
	year := l.defaults.year
	if q, ok := parsePeriod(text, year); ok {
		r.period = q
	} else if q, ok := findPeriod(text, year); ok {
		r.period = q
	}
	l.readRowBasis(r)
}

// periodText returns a cell under the header of periods as a person would say
// it: a bare number under "Tháng" is "Tháng 5", stored or typed.
func periodText(header string, cell sheets.Cell) string {
	shown := strings.TrimSpace(table.Shown(cell))
	switch {
	case shown != "" && len(shown) <= 4 && strings.Trim(shown, "0123456789") == "":
		return lastWord(header) + " " + shown
	case cell.Kind == sheets.Date && !strings.ContainsAny(strings.ToLower(cell.Format), "d") && len(cell.Text) >= 7:
		return cell.Text[5:7] + "/" + cell.Text[:4]
	}
	return shown
}

func lastWord(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// readRowBasis reads the basis or the status that a cell of a row names, where
// a long table has a column for it.
func (l *layout) readRowBasis(r *row) {
	for _, c := range l.columns {
		if c.header.Role != "" && c.header.Role != RoleNote {
			continue
		}
		cell, own := l.view.At(sheets.Ref{Row: r.n, Col: c.col})
		if cell.Kind != sheets.Text {
			continue
		}
		h := readHeader([]string{cell.Text}, l.defaults.year)
		if said := h.Basis != "" || h.Status == plan.Estimate; said && h.Sure && h.Period.IsZero() {
			r.basis, r.status = h.Basis, h.Status
			r.cells = append(append(r.cells, own), c.refs...)
			return
		}
	}
}

// isConnective reports whether a row only leads to those beneath it.
func isConnective(r *row) bool {
	switch fold(r.label) {
	case "trong do", "bao gom", "gom", "chia ra", "cu the":
		return r.bare
	}
	return false
}

// joins takes a row into the ratio above it when its label names a part. An
// indicator's own name or code goes before, and so does a row between them:
// the parts beneath "Trâu, bò" are of that alone.
func (l *layout) joins(groups []*group, r *row) bool {
	if len(groups) == 0 || r.code != "" {
		return false
	}
	g := groups[len(groups)-1]
	if g.indicator.Kind != plan.Ratio || g.closed {
		return false
	}
	r.numerator, r.denom = partOf(g.indicator, r.label)
	if r.numerator == r.denom || l.exactlyNames(r) {
		return false
	}
	switch {
	case r.numerator && g.numerator == nil:
		g.numerator = r
	case r.denom && g.denominator == nil:
		g.denominator = r
	default:
		return false
	}
	l.claims.use(r.cells...)
	r.measure, r.whole = l.measureOf(r), g.indicator
	return true
}

func (l *layout) exactlyNames(r *row) bool {
	m := l.matcher.match("", r.label, nil)
	return m.Indicator != nil && m.Score == 1
}

// answersFor reports whether the unit is a named reporter of an indicator, or
// stands above one: what it says for those below it is a check of theirs.
func (l *layout) answersFor(x *plan.Indicator) bool {
	return slices.ContainsFunc(x.Reporters, func(reporter plan.UnitID) bool {
		return reporter == l.unit || l.plan.IsAbove(l.unit, reporter)
	})
}

// begin starts the group of an indicator.
func (l *layout) begin(r *row) *group {
	x := r.match.Indicator
	l.claims.use(r.cells...)
	r.measure = l.measureOf(r)
	if len(x.Reporters) > 0 && !l.answersFor(x) && l.isAboutItself(r) {
		f := l.finding(RuleNotResponsible, r.ref, r.label, "")
		f.Indicator = x.Code
		l.add(f)
	}
	return &group{row: r, indicator: x}
}

// claimNames claims what says what a row is about.
func (l *layout) claimNames(r *row) {
	l.claims.use(r.cells...)
	l.measureInColumn(r)
}

// claimOther claims a row that names no indicator: a heading when it holds no
// figures, else it is reported.
func (l *layout) claimOther(r *row) {
	figures := l.figuresIn(r)
	l.claimNames(r)
	if len(figures) == 0 && !r.match.Ambiguous {
		return
	}
	rule := RuleIndicatorUnknown
	if r.match.Ambiguous {
		rule = RuleIndicatorAmbiguous
	}
	f := l.rowFinding(rule, r)
	l.mention(f, figures...)
	l.add(f)
}

// figuresIn returns the cells of a row that hold something to read.
func (l *layout) figuresIn(r *row) []sheets.Ref {
	var figures []sheets.Ref
	for _, c := range l.columns {
		role := c.header.Role
		if !role.isValue() && role != RolePlan && role != "" {
			continue
		}
		ref := sheets.Ref{Row: r.n, Col: c.col}
		cell := l.tab.At(ref)
		if l.view.Own(ref) && !cell.Blank() && !isHeading(cell) && (role != "" || isFigure(cell)) {
			figures = append(figures, ref)
		}
	}
	return figures
}

func (l *layout) rowFinding(rule string, r *row) Finding {
	var codes, names []string
	for _, code := range r.match.Candidates {
		codes = append(codes, string(code))
		if x := l.plan.Indicator(code); x != nil {
			names = append(names, x.Name)
		}
	}
	found := r.label
	if found == "" {
		found = r.code
	}
	f := l.finding(rule, r.ref, found, strings.Join(names, "; "), "candidates", strings.Join(codes, ", "))
	f.Period = r.period
	return f
}

// isHeading reports whether a cell beside a label holds nothing to read.
func isHeading(c sheets.Cell) bool {
	return c.Kind == sheets.Text && blankMark(c.Text)
}

// isFoot reports whether a row begins the foot of the document: text alone,
// and some of it a place and date, a title or a name to be signed.
func (l *layout) isFoot(n int) bool {
	foot := false
	for _, cell := range l.view.Row(n) {
		if cell.Kind != sheets.Text {
			return false
		}
		foot = foot || isSignature(cell.Text)
	}
	return foot
}

func (l *layout) holdsFigures(n int) bool {
	for ref, cell := range l.view.Row(n) {
		if isFigure(cell) && l.holds(ref.Col) {
			return true
		}
	}
	return false
}

func (l *layout) ignoreText(n int, rule string) {
	for ref, cell := range l.view.Row(n) {
		if !isFigure(cell) {
			l.claims.ignore(ref, rule)
		}
	}
}
