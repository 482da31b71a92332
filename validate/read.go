package validate

import (
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// Interpreter understands grids with one plan in hand. It is safe for
// concurrent use.
type Interpreter struct {
	names     *nameIndex
	directory directory
	// columns are the texts that name columns, whatever the unit.
	columns *columnNames
}

// NewInterpreter prepares for reading many grids under one plan.
func NewInterpreter(p *plan.Plan) *Interpreter {
	return &Interpreter{newNameIndex(p), newDirectory(p), &columnNames{known: map[string]table.Name{}}}
}

// Read understands one grid. It is NewInterpreter(p).Read for a single grid.
func Read(p *plan.Plan, unit plan.UnitID, g *sheets.Grid) *Reading {
	return NewInterpreter(p).Read(unit, g)
}

// Read understands what a unit's grid says. It needs no clock and never
// fails: what it cannot read it reports.
func (in *Interpreter) Read(unit plan.UnitID, g *sheets.Grid) *Reading {
	return in.read(unit, g, false).reading
}

func (in *Interpreter) read(unit plan.UnitID, g *sheets.Grid, explain bool) *reader {
	r := &reader{
		explain:   explain,
		plan:      in.names.plan,
		unit:      unit,
		grid:      g,
		matcher:   newMatcher(in.names, unit),
		directory: in.directory,
		columns:   in.columns,
		reading: &Reading{
			Unit: unit, Source: g.Source, Title: g.Title, Revision: g.Revision, Locale: g.Locale,
			Ledger: Ledger{IgnoredBy: map[string]int{}},
		},
	}
	for i := range g.Tabs {
		r.readTab(&g.Tabs[i])
	}
	r.settle()
	for _, s := range r.sheets {
		s.reportHidden()
		s.close()
	}
	r.reading.Findings = append(r.reading.Findings, checkReading(r.plan, r.reading)...)
	return r
}

// reader reads one grid. Its stages are told in the package comment.
type reader struct {
	plan      *plan.Plan
	unit      plan.UnitID
	grid      *sheets.Grid
	matcher   *matcher
	columns   *columnNames
	directory directory
	sheets    []*sheet
	sightings []sighting
	blanks    []Blank
	reading   *Reading
	explain   bool // keep what an Explanation is made from
}

// readTab reads the tables of a tab.
func (r *reader) readTab(t *sheets.Tab) {
	s := &sheet{reader: r, tab: t, view: table.NewView(t), claims: claims{cells: map[sheets.Ref]claim{}}}
	if r.explain {
		s.told = newTold()
	}
	r.sheets = append(r.sheets, s)
	if IsFindingsList(t) {
		s.ignoreAll(ignoredFindingsList)
		return
	}
	tables := table.Find(s.view, s.nameOf)
	for _, found := range tables {
		s.readTable(found)
	}
	s.sweep(tables)
}

// readTable lays a table out and reads its rows.
func (s *sheet) readTable(found table.Table) {
	if lead, ok := s.subjects(found); ok {
		side, lying := s.turn(found, lead)
		l := side.layOut(lying)
		s.reading.Tables = append(s.reading.Tables, l.describeTurned(found, lead))
		l.read()
		return
	}
	l := s.layOut(found)
	s.reading.Tables = append(s.reading.Tables, l.describe())
	l.read()
}

// read reads the rows of a table.
func (l *layout) read() {
	l.claimHeader()
	if l.kind != IndicatorTable {
		l.reportUnread()
		return
	}
	groups := l.groups()
	if l.long {
		l.fellows = fellowsOf(groups)
	}
	for _, g := range groups {
		l.readGroup(g)
	}
	l.reportColumns()
	l.reportStrangers()
}

func (r *reader) add(f Finding) { r.reading.Findings = append(r.reading.Findings, f) }
