package validate

import (
	"strings"
	"sync"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// sheet is one tab while it is read.
type sheet struct {
	*reader
	tab    *sheets.Tab
	view   *table.View
	claims claims
	gave   []sheets.Ref // the cells that observations rest on
	lying  bool         // it is a table of home on its side, see turn
	home   *sheet       // the tab as people see it, when lying
	sides  []*sheet     // the tables that were turned on their side
	told   *told        // nil unless the reading is to be explained
}

// origin is the place of a cell of this tab.
func (s *sheet) origin(ref sheets.Ref) plan.Origin {
	return plan.Origin{
		Source: s.grid.Source, Revision: s.grid.Revision,
		Tab: s.tab.Title, GID: s.tab.GID, Cell: s.seen(ref).A1(),
	}
}

// report adds a finding about a cell, which the ledger then counts as
// reported unless it is also used. Args are name, value, name, value.
func (s *sheet) report(rule string, ref sheets.Ref, found, expected string, args ...string) {
	s.add(s.finding(rule, ref, found, expected, args...))
}

func (s *sheet) finding(rule string, ref sheets.Ref, found, expected string, args ...string) Finding {
	f := newFinding(rule, s.unit, s.origin(ref))
	f.Found, f.Expected = found, expected
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	s.claims.report(ref)
	return f
}

// mention counts cells as reported by a finding that stands at another cell.
func (s *sheet) mention(f Finding, cells ...sheets.Ref) {
	s.claims.report(cells...)
	s.told.mention(f, s.seenAll(cells))
}

// isFigure reports whether a cell holds what must never be dropped in
// silence: anything but plain text.
func isFigure(c sheets.Cell) bool {
	switch c.Kind {
	case sheets.Empty:
		return false
	case sheets.Text:
		return !c.Blank() && len(parseNumber(c.Text, "")) > 0
	}
	return true
}

// longestHeader is the most bytes that the name of a column has.
const longestHeader = 240

// mostNames is how many texts a columnNames remembers.
const mostNames = 20_000

// columnNames remembers which texts name columns: the sheets of many units
// say the same things. It is safe for concurrent use.
type columnNames struct {
	mu    sync.Mutex
	known map[string]table.Name
}

// get returns what is remembered of a text, else what ask says of it.
func (c *columnNames) get(text string, ask func(string) table.Name) table.Name {
	c.mu.Lock()
	known, asked := c.known[text]
	c.mu.Unlock()
	if asked {
		return known
	}
	known = ask(text)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) < mostNames {
		c.known[text] = known
	}
	return known
}

// nameOf says what a text names in a header.
func (r *reader) nameOf(text string) table.Name {
	if len(text) > longestHeader {
		return table.Nothing
	}
	return r.columns.get(text, r.askName)
}

func (r *reader) askName(text string) table.Name {
	if _, after, cut := strings.Cut(text, ":"); cut && strings.TrimSpace(after) != "" {
		return table.Nothing
	}
	h := readHeader([]string{text}, r.plan.Year)
	_, measure := findMeasure(r.plan, text)
	switch {
	case h.Sure && (h.Role == RoleNumber || h.Role == RoleCode || h.Role == RoleLabel || h.Role == RolePeriod):
		return table.Begins
	case h.Sure && (h.Role != "" || !h.Period.IsZero()):
		return table.Heads
	case headsPlaces(text), headsBodies(text):
		return table.Places
	case measure:
		return table.Measure
	case r.directory.placed(text) != nil, r.matcher.knows(text):
		return table.Subject
	}
	return table.Nothing
}

// reportHidden says which hidden places gave figures. They are read all the
// same: a person may have hidden them to see the rest, or to leave them out.
func (s *sheet) reportHidden() {
	told := map[string]bool{}
	for _, side := range s.sides {
		s.gave = append(s.gave, side.seenAll(side.gave)...)
	}
	for _, ref := range s.gave {
		place, name := s.hiddenPlace(ref)
		if place == "" || told[place+name] {
			continue
		}
		told[place+name] = true
		s.report(RuleHiddenValue, ref, table.Shown(s.tab.At(ref)), "", "hidden", place, "name", name)
	}
}

func (s *sheet) hiddenPlace(ref sheets.Ref) (place, name string) {
	switch {
	case s.tab.Hidden:
		return "tab", s.tab.Title
	case s.tab.HiddenRows[ref.Row]:
		return "row", strings.TrimLeft(sheets.Ref{Row: ref.Row}.A1(), "A")
	case s.tab.HiddenCols[ref.Col]:
		return "column", sheets.ColumnName(ref.Col)
	}
	return "", ""
}
