package validate

import (
	"regexp"
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// Most sheets are about the unit that keeps them. Where a column, a row, a
// heading, the title or the tab names another one, its figures are that one's:
// a unit that stands above others lists what they did. The readers in this
// file find such names and say who may speak for whom.

// owner is the unit whose figures something says they are.
type owner struct {
	unit *plan.Unit // nil: nothing is said
	ref  sheets.Ref // where
}

// ownerOf says whose the figure of a row in a column is.
func (l *layout) ownerOf(g *group, c *column) owner {
	for _, o := range []owner{c.owner, g.owner, l.defaults.owner} {
		if o.unit != nil {
			return o
		}
	}
	return owner{unit: l.plan.Unit(l.unit)}
}

// cutOwner cuts the name of a unit out of the levels of a header.
func (l *layout) cutOwner(c table.Column) (path []string, o owner) {
	for i, level := range c.Path {
		u := l.directory.placed(level)
		if u == nil || o.unit != nil || l.plan.IsAbove(u.ID, l.unit) {
			path = append(path, level)
			continue
		}
		o = owner{u, c.Header[i]}
	}
	return path, o
}

// findSums takes a column headed "Tổng số" beside those of several units for
// what the unit that keeps the sheet says itself.
func (l *layout) findSums() {
	owners := map[*plan.Unit]bool{}
	for _, c := range l.columns {
		if c.owner.unit != nil {
			owners[c.owner.unit] = true
		}
	}
	for _, c := range l.columns {
		if len(owners) > 1 && c.owner.unit == nil && c.isTotal() {
			c.header.Role, c.header.Bare = RoleInPeriod, true
		}
	}
}

// speaksFor reports whether the unit that keeps the sheet may give another
// one's figure: for itself, for those below it, and, where it does not report
// the indicator itself, for those who do.
func (l *layout) speaksFor(u *plan.Unit, x *plan.Indicator) bool {
	switch {
	case u == nil || u.ID == l.unit:
		return true
	case !x.MayReport(u.ID):
		return false
	}
	return l.plan.IsAbove(l.unit, u.ID) || !x.MayReport(l.unit)
}

// stranger is a figure that the sheet cannot give.
type stranger struct {
	owner
	cell sheets.Ref
}

// withoutStrangers sets aside the figures of a row that the sheet cannot give.
// What a unit's own figure is made of, where that stands beside them, is
// nothing to complain about.
func (l *layout) withoutStrangers(g *group, slots []slot) []slot {
	var kept []slot
	for _, s := range slots {
		cell := l.tab.At(s.ref)
		switch {
		case !s.stranger:
			kept = append(kept, s)
		case cell.Blank() || !l.view.Own(s.ref):
		case !g.indicator.MayReport(s.unit) && l.hasSum(slots, s):
			l.claims.ignore(s.ref, ignoredPartOfSum)
		default:
			l.strangers = append(l.strangers, stranger{l.ownerOf(g, s.column), s.ref})
		}
	}
	return kept
}

// hasSum reports whether the unit's own figure stands beside one of a part of it.
func (l *layout) hasSum(slots []slot, part slot) bool {
	return slices.ContainsFunc(slots, func(s slot) bool {
		return s.unit == l.unit && s.period == part.period && s.basis == part.basis && !l.empty(s.ref)
	})
}

// reportStrangers reports figures of other units, once for each place that
// says whose they are.
func (l *layout) reportStrangers() {
	for len(l.strangers) > 0 {
		first := l.strangers[0]
		f := l.finding(RuleUnitMismatch, first.ref, first.unit.Name, l.unitName())
		same := func(s stranger) bool { return s.ref == first.ref }
		for _, s := range l.strangers {
			if same(s) {
				l.mention(f, s.cell)
			}
		}
		l.add(f)
		l.strangers = slices.DeleteFunc(l.strangers, same)
	}
}

// readOwner reads whose figures a row holds, where a column of its own or a
// heading says so. A part of a unit that the plan does not know is reported:
// then ok is false.
func (l *layout) readOwner(r *row) (ok bool) {
	for _, c := range l.columns {
		if c.header.Role != "" {
			continue
		}
		cell, own := l.view.At(sheets.Ref{Row: r.n, Col: c.col})
		if cell.Kind != sheets.Text {
			continue
		}
		found := strings.TrimSpace(cell.Text)
		switch u := l.directory.placed(found); {
		case u != nil:
			r.owner = owner{u, own}
			r.cells = append(append(r.cells, own), c.refs...)
			return true
		case found == "" || !l.divides(c) || l.meansItself(found):
		default:
			l.claimNames(r)
			f := l.finding(RuleUnitMismatch, own, found, l.unitName())
			l.mention(f, l.figuresIn(r)...)
			l.add(f)
			return false
		}
	}
	r.owner = l.ownerAbove(r)
	return true
}

// meansItself reports whether a text in a column of places stands for the unit
// as a whole.
func (l *layout) meansItself(text string) bool {
	marks, rest := takePhrases(fold(text))
	return marks&markTotal != 0 && strings.Trim(rest, " ") == ""
}

// divides reports whether a column parts the figures by places or bodies that
// need not be units of the plan. One headed "Đơn vị" that says the same in
// every row names the unit in its own way.
func (l *layout) divides(c *column) bool {
	switch {
	case headsPlaces(c.text):
		return true
	case headsBodies(c.text):
		names := map[string]bool{}
		for _, cell := range l.cellsOf(c) {
			names[fold(cell.Text)] = true
		}
		return len(names) > 1
	}
	return false
}

var placeHeader = regexp.MustCompile(`^(?:ten |cac )?(?:huyen|xa|thon|phuong|tinh|dia ban|dia phuong|khu vuc)(?:[ /]+(?:thanh pho|tp|thi xa|thi tran|phuong|xa|quan|ban|to dan pho))*$`)

func headsPlaces(text string) bool { return placeHeader.MatchString(fold(text)) }

func headsBodies(text string) bool {
	return slices.Contains([]string{"don vi", "dv", "don vi bao cao", "ten don vi", "co quan", "co quan don vi", "phong ban"}, fold(text))
}

// ownerAbove returns the unit that the headings above a row name.
func (l *layout) ownerAbove(r *row) owner {
	for _, label := range slices.Backward(r.path) {
		if u := l.directory.named(label); u != nil && !l.plan.IsAbove(u.ID, l.unit) {
			return owner{u, r.ref}
		}
	}
	return owner{}
}

func (r *reader) unitName() string {
	if u := r.plan.Unit(r.unit); u != nil {
		return u.Name
	}
	return ""
}

// addressed begins a line that names who receives a report.
var addressed = regexp.MustCompile(`^(?:kinh gui|noi nhan|gui|don vi nhan|co quan nhan)`)

// readOwner reads whose figures a table holds, where the title or the tab
// names a unit. The bodies above the unit stand in every letterhead, and so
// does the unit itself above those that it lists.
func (s *sheet) readOwner(lines []line) owner {
	if u := s.directory.placed(s.tab.Title); u != nil && u.ID != s.unit && !s.plan.IsAbove(u.ID, s.unit) {
		return owner{u, sheets.Ref{}}
	}
	own := s.plan.Unit(s.unit)
	other, itself := owner{}, false
	for _, line := range lines {
		if addressed.MatchString(plain(line.text)) {
			continue
		}
		itself = itself || s.directory.within(line.text, own)
		for i, text := range line.cells {
			_, after, _ := strings.Cut(text, ":")
			for _, name := range []string{text, after} {
				if u := s.directory.named(name); u != nil && u.ID != s.unit && !s.plan.IsAbove(u.ID, s.unit) && other.unit == nil {
					other = owner{u, line.refs[i]}
				}
			}
		}
	}
	if other.unit != nil && itself && !s.plan.IsAbove(s.unit, other.unit.ID) {
		return owner{}
	}
	return other
}

// isAboutItself reports whether the figures of a row are, as far as it and the
// title say, those of the unit that keeps the sheet.
func (l *layout) isAboutItself(r *row) bool {
	o := l.ownerOf(&group{row: r}, &column{})
	return o.unit == nil || o.unit.ID == l.unit
}
