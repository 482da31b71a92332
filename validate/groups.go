package validate

import (
	"regexp"
	"slices"

	"thidua/plan"
	"thidua/sheets"
)

// A heading between the rows, or a group of columns in the header, may say
// that the figures beneath it are not what the unit did: those of another
// unit, a plan, last year's. The readers in this file find such words.

// findHeadingKinds returns the kinds of figures that headings between the rows
// name, as "KẾ HOẠCH" and "THỰC HIỆN" one below the other do.
func (l *layout) findHeadingKinds() map[Role]bool {
	kinds := map[Role]bool{}
	for n := l.table.Body.From; n < l.table.Body.To; n++ {
		if r := l.newRow(n); r != nil && r.bare {
			if h, ok := l.kindOfHeading(r.label); ok {
				kinds[h.Role] = true
			}
		}
	}
	return kinds
}

var planHeading = regexp.MustCompile(`^(?:ke hoach|kh)\b`)

// kindOfHeading reads a heading that says what kind of figures stand beneath.
func (l *layout) kindOfHeading(label string) (h header, ok bool) {
	h, ok = l.kindOfRow(sheets.Cell{Kind: sheets.Text, Text: label})
	if h.Role == RolePlan && !planHeading.MatchString(plain(label)) {
		return header{}, false
	}
	return h, ok
}

// readHeadings takes from the headings above a row what they say of it: the
// kind and the basis of its figures. The nearest goes first.
func (l *layout) readHeadings(r *row) {
	for _, label := range slices.Backward(r.path) {
		h, ok := l.kindOfHeading(label)
		if !ok {
			continue
		}
		if r.kind == "" {
			r.kind, r.status = h.Role, h.Status
		}
		if r.basis == "" && h.Basis == plan.Cumulative {
			r.basis = plan.Cumulative
		}
		return
	}
}

// underDoubtfulHeading reports a row beneath "Kế hoạch" where no heading says
// "Thực hiện": of what its figures are is not clear.
func (l *layout) underDoubtfulHeading(r *row) bool {
	if r.match.Indicator == nil {
		return false
	}
	if r.kind != RolePlan || l.kinds != nil || l.headingKinds[RoleInPeriod] || l.headingKinds[RoleCumulative] {
		return false
	}
	l.claimNames(r)
	figures := l.figuresIn(r)
	if len(figures) > 0 {
		f := l.finding(RuleHeaderAmbiguous, r.ref, r.path[len(r.path)-1], "")
		f.Indicator = r.match.Indicator.Code
		l.mention(f, figures...)
		l.add(f)
	}
	return true
}

// findGroups sets aside columns of figures under a group that is not
// understood when the same name stands under another group as well: under
// "Tổng cộng" and "Huyện Tây" both is "TH".
func (l *layout) findGroups() {
	for _, c := range l.valueColumns() {
		if !l.inUnknownGroup(c) {
			continue
		}
		for _, other := range l.valueColumns() {
			if other != c && len(other.path) > 1 && other.path[0] != c.path[0] && sameLeaf(c, other) {
				c.problem = RuleHeaderAmbiguous
			}
		}
	}
}

// inUnknownGroup reports whether the header of a column has an upper level
// that says nothing known, or names another unit.
func (l *layout) inUnknownGroup(c *column) bool {
	if len(c.path) < 2 {
		return false
	}
	return slices.ContainsFunc(c.path[:len(c.path)-1], func(level string) bool {
		h := readHeader([]string{level}, l.defaults.year)
		return h.Role == "" && h.Period.IsZero()
	})
}

func sameLeaf(a, b *column) bool {
	return fold(a.path[len(a.path)-1]) == fold(b.path[len(b.path)-1])
}

var (
	partOfMonth  = regexp.MustCompile(`\bnua (?:dau|cuoi|sau)(?: cua)? thang|\btuan\b|\b\d+ ngay\b|\bgiua thang|\bdau thang`)
	runOfMonths  = regexp.MustCompile(`\b(?:thang|thg|t) ?\d{1,2} ?(?:-|den) ?(?:thang |thg |t)?(?:0?[1-9]|1[0-2])\b`)
	monthsBehind = regexp.MustCompile(`^ ?thang`)
)

// isNoMonth reports whether a text speaks of less than the month that is found
// in it, or of more: "Nửa đầu tháng 5", "Tháng 7-8". What is counted from
// January is cumulative and stands at its last month.
func isNoMonth(text string, q plan.Period, cumulative bool) bool {
	text = plain(text)
	if q.Grain != plan.Month || partOfMonth.MatchString(text) {
		return q.Grain == plan.Month
	}
	at := runOfMonths.FindStringIndex(text)
	return at != nil && !cumulative && !monthsBehind.MatchString(text[at[1]:])
}
