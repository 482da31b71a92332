package validate

import (
	"slices"

	"thidua/sheets"
	"thidua/sheets/table"
)

// A table may have its indicators across and its months or districts down. It
// is turned on its side and then read as any other: its columns become rows,
// its rows columns. Places are turned back where they leave the sheet.

// mostTurned is the most rows that such a table has: a year of months, or of
// months by district, has far fewer.
const mostTurned = 2000

// subjects returns how many columns stand left of the first one whose header
// names an indicator; ok is false when none does or the rows name indicators
// as well.
func (s *sheet) subjects(t table.Table) (lead int, ok bool) {
	if t.Body.To-t.Header.From > mostTurned {
		return 0, false
	}
	first := -1
	for i, c := range t.Columns {
		switch {
		case s.headsIndicator(c):
			if first < 0 {
				first = i
			}
		case s.namesIndicators(t, c.Col):
			return 0, false
		}
	}
	return first, first > 0
}

// headsIndicator reports whether a header names an indicator.
func (s *sheet) headsIndicator(c table.Column) bool {
	return slices.ContainsFunc(c.Path, s.namesIndicator)
}

// namesIndicator reports whether a text names an indicator without doubt, and
// is not what headers say.
func (s *sheet) namesIndicator(text string) bool {
	if h := readHeader([]string{text}, s.plan.Year); h.Sure && h.Role != "" {
		return false
	}
	m := s.matcher.match("", text, nil)
	return m.Ambiguous || m.Indicator != nil && m.Score == 1
}

// turn returns the sheet that a table of this one makes on its side, and the
// table in it. The first columns say what the rows are about.
func (s *sheet) turn(t table.Table, lead int) (*sheet, table.Table) {
	side := &sheet{reader: s.reader, tab: s.turnedTab(t), lying: true, home: s, claims: claims{s.claims.cells, true}, told: s.told}
	side.view = table.NewView(side.tab)
	s.sides = append(s.sides, side)
	last := t.Columns[len(t.Columns)-1].Col
	next := table.Table{
		Title:  t.Title,
		Over:   t.Over,
		Header: table.Rows{From: t.Columns[0].Col, To: t.Columns[lead].Col},
		Index:  -1,
		Body:   table.Rows{From: t.Columns[lead].Col, To: last + 1},
	}
	for row := t.Header.From; row < t.Body.To; row++ {
		if row == t.Index {
			continue
		}
		if row < t.Header.To {
			next.Columns = append(next.Columns, table.Column{Col: row})
		} else if c := s.turnedColumn(t, lead, row); len(c.Header) > 0 || s.view.Count(row) > 0 {
			next.Columns = append(next.Columns, c)
		}
	}
	s.claimUnturned(t, lead)
	return side, next
}

// claimUnturned claims what of a table is not turned: the headers of what the
// rows are about and their numbers, the index row, remarks.
func (s *sheet) claimUnturned(t table.Table, lead int) {
	for i, c := range t.Columns {
		h := readHeader(c.Path, s.plan.Year)
		rule := s.asideRule(c)
		if i < lead || rule != "" {
			s.claims.use(c.Header...)
		}
		for row := t.Body.From; row < t.Body.To; row++ {
			ref := sheets.Ref{Row: row, Col: c.Col}
			switch cell := s.tab.At(ref); {
			case cell.Blank() || !s.view.Own(ref):
			case i < lead && h.Role == RoleNumber:
				s.claims.use(ref)
			case i >= lead && rule != "":
				s.claims.ignore(ref, rule)
			}
		}
	}
	if t.Index >= 0 {
		for ref := range s.view.Row(t.Index) {
			s.claims.ignore(ref, ignoredIndexRow)
		}
	}
}

// asideRule is the rule by which a column that names no indicator is left out
// when the table is turned, "" when it is not.
func (s *sheet) asideRule(c table.Column) string {
	h := readHeader(c.Path, s.plan.Year)
	if !h.Sure || s.headsIndicator(c) {
		return ""
	}
	return ruleOfColumn(h.Role)
}

// turnedColumn returns the column that a row becomes: what its first cells say
// is its header.
func (s *sheet) turnedColumn(t table.Table, lead, row int) table.Column {
	c := table.Column{Col: row}
	for _, from := range t.Columns[:lead] {
		cell, own := s.view.At(sheets.Ref{Row: row, Col: from.Col})
		h := readHeader(from.Path, s.plan.Year)
		if cell.Blank() || h.Role == RoleNumber || slices.Contains(c.Header, turned(own)) {
			continue
		}
		text := table.Shown(cell)
		if h.Role == RolePeriod || isYearHeader(from.Path) {
			text = periodText(from.Path[len(from.Path)-1], cell)
		}
		c.Path = append(c.Path, text)
		c.Header = append(c.Header, turned(own))
	}
	return c
}

// turnedTab is the part of the tab that a table covers, on its side.
func (s *sheet) turnedTab(t table.Table) *sheets.Tab {
	tab := &sheets.Tab{GID: s.tab.GID, Title: s.tab.Title, Hidden: s.tab.Hidden, HiddenRows: s.tab.HiddenCols, HiddenCols: s.tab.HiddenRows}
	last := t.Columns[len(t.Columns)-1].Col
	area := sheets.Range{From: sheets.Ref{Row: t.Header.From, Col: t.Columns[0].Col}, To: sheets.Ref{Row: t.Body.To - 1, Col: last}}
	tab.Cells = make([][]sheets.Cell, last+1)
	for _, c := range t.Columns {
		if s.asideRule(c) != "" {
			continue
		}
		tab.Cells[c.Col] = make([]sheets.Cell, t.Body.To)
		for row := area.From.Row; row <= area.To.Row; row++ {
			tab.Cells[c.Col][row] = s.tab.At(sheets.Ref{Row: row, Col: c.Col})
		}
	}
	for _, m := range s.tab.Merges {
		if area.Contains(m.From) && area.Contains(m.To) {
			tab.Merges = append(tab.Merges, sheets.Range{From: turned(m.From), To: turned(m.To)})
		}
	}
	return tab
}

// nameTurned says what the rows of the header of a table on its side hold: the
// lowest that names indicators is that of the labels, those above it group
// them, and one of measures is that of the measures.
func (l *layout) nameTurned() {
	label := -1
	for i, c := range l.columns {
		if len(c.path) > 0 || len(c.refs) > 0 {
			continue
		}
		switch {
		case l.namesIndicators(l.table, c.col):
			label = i
		case l.holdsMeasures(c.col):
			c.header.Role = RoleMeasure
		}
	}
	for i, c := range l.columns[:label+1] {
		if c.header.Role == "" {
			c.header.Role = RoleLabel
			c.groups = i < label
		}
	}
}

// describeTurned tells how a table on its side was understood, in the columns
// that people see.
func (l *layout) describeTurned(t table.Table, lead int) Table {
	d := Table{Tab: l.tab.Title, GID: l.tab.GID, Kind: l.kind, HeaderFrom: t.Header.From + 1, HeaderTo: t.Header.To}
	for i, c := range t.Columns {
		role := RoleInPeriod
		if i < lead {
			role = RolePeriod
			if h := readHeader(c.Path, l.plan.Year); h.Sure && h.Role != "" {
				role = h.Role
			}
		} else if !l.home.headsIndicator(c) {
			role = RoleIgnored
		}
		d.Columns = append(d.Columns, Column{Col: sheets.ColumnName(c.Col), Role: role})
	}
	return d
}

// turned returns the place of a cell on the side.
func turned(ref sheets.Ref) sheets.Ref { return sheets.Ref{Row: ref.Col, Col: ref.Row} }

// seen returns where people see a cell of this sheet.
func (s *sheet) seen(ref sheets.Ref) sheets.Ref {
	if s.lying {
		return turned(ref)
	}
	return ref
}

func (s *sheet) seenAll(refs []sheets.Ref) []sheets.Ref {
	if !s.lying {
		return refs
	}
	var all []sheets.Ref
	for _, ref := range refs {
		all = append(all, turned(ref))
	}
	return all
}
