package validate

import (
	"thidua/sheets"
	"thidua/sheets/table"
)

// The rules by which cells are ignored. The names are public: they appear in
// Ledger.IgnoredBy.
const (
	ignoredTabWithoutTable = "tab-without-table"    // a tab of text alone
	ignoredTitleLine       = "title-line"           // above a table: letterhead, title, legal basis
	ignoredIndexRow        = "index-row"            // "A | B | 1 | 2 | 3=2/1" under a header
	ignoredSignature       = "signature"            // place and date, who made it, who signed
	ignoredPercentColumn   = "percent-column"       // completion, which is computed here
	ignoredLastYearColumn  = "last-year-column"     // the same period of last year
	ignoredNoteColumn      = "note-column"          // remarks
	ignoredTextColumn      = "text-column"          // text in a column that was not understood
	ignoredBlankMark       = "blank-mark"           // "-", "…" where a figure belongs: nothing reported
	ignoredMonthOfLevel    = "in-period-of-level"   // beside the cumulative figure of a level or a ratio
	ignoredPartOfSum       = "part-of-sum"          // what a unit's figure beside it is made of, by place
	ignoredTableNotRead    = "text-of-unread-table" // text in a table that was reported as a whole
	ignoredTextBelow       = "text-below-table"     // remarks under a table
	ignoredFindingsList    = "findings-list"        // what was found earlier, in a marked copy that is handed in
)

// class is where a cell stands in the ledger. A cell that is claimed several
// times keeps the highest.
type class int

const (
	unclaimed class = iota
	ignored
	reported
	used
)

// claims keeps the class of the cells of one tab. Those of a table on its side
// are kept where people see them.
type claims struct {
	cells map[sheets.Ref]claim
	lying bool
}

type claim struct {
	class class
	rule  string // by which it is ignored
}

func (c claims) put(ref sheets.Ref, class class, rule string) {
	if c.lying {
		ref = turned(ref)
	}
	if class > c.cells[ref].class {
		c.cells[ref] = claim{class, rule}
	}
}

func (c claims) at(ref sheets.Ref) claim {
	if c.lying {
		ref = turned(ref)
	}
	return c.cells[ref]
}

func (c claims) use(refs ...sheets.Ref) {
	for _, ref := range refs {
		c.put(ref, used, "")
	}
}

func (c claims) report(refs ...sheets.Ref) {
	for _, ref := range refs {
		c.put(ref, reported, "")
	}
}

func (c claims) ignore(ref sheets.Ref, rule string) { c.put(ref, ignored, rule) }

// sweep claims what no other stage did: figures are reported, text is ignored
// by where it stands.
func (s *sheet) sweep(tables []table.Table) {
	if len(tables) == 0 {
		s.sweepTabWithoutTable()
		return
	}
	for ref, cell := range s.view.All() {
		switch {
		case s.claims.at(ref).class != unclaimed:
		case isFigure(cell):
			s.report(RuleStrayCell, ref, table.Shown(cell), "")
		case inTitle(tables, ref.Row):
			s.claims.ignore(ref, ignoredTitleLine)
		default:
			s.claims.ignore(ref, ignoredTextBelow)
		}
	}
}

// sweepTabWithoutTable reports a tab that holds figures and no table; a tab
// of text alone is an instruction or a cover.
func (s *sheet) sweepTabWithoutTable() {
	var figures []sheets.Ref
	for ref, cell := range s.view.All() {
		if isFigure(cell) {
			figures = append(figures, ref)
		}
		s.claims.ignore(ref, ignoredTabWithoutTable)
	}
	if len(figures) > 0 {
		f := s.finding(RuleHeaderNotFound, figures[0], s.tab.Title, "")
		s.mention(f, figures...)
		s.add(f)
	}
}

func inTitle(tables []table.Table, row int) bool {
	for _, t := range tables {
		if t.Title.From <= row && row < t.Title.To {
			return true
		}
	}
	return false
}

// close counts the cells of the tab into the ledger.
func (s *sheet) close() {
	ledger := &s.reading.Ledger
	for ref := range s.view.All() {
		ledger.NonEmpty++
		switch claim := s.claims.at(ref); claim.class {
		case used:
			ledger.Used++
		case reported:
			ledger.Reported++
		case ignored:
			ledger.Ignored++
			ledger.IgnoredBy[claim.rule]++
		}
	}
}
