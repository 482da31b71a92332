package validate

import (
	"slices"
	"strconv"
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// layout is a table whose columns have been understood.
type layout struct {
	*sheet
	table        table.Table
	defaults     defaults
	kind         TableKind
	columns      []*column
	labels       []int         // the columns that hold the label, usually one
	long         bool          // each row names its own period,
	fellows      fellows       // beside those of the same indicator
	headingKinds map[Role]bool // see findHeadingKinds
	headed       bool          // headings between the rows name periods
	under        plan.Period   // that the last of them named
	years        *column       // says of which year each row is, nil when none does
	kinds        *column       // says what kind of figures each row holds, nil when none does

	strangers []stranger

	convention *string // see byConvention, nil until asked for
}

// column is one column of a table as it was understood.
type column struct {
	col     int
	text    string   // its header from top to bottom
	path    []string // the levels of it, without those that name a unit
	refs    []sheets.Ref
	header  header
	period  plan.Period   // of its figures, the table's where the header names none
	measure *plan.Measure // that its header names, nil when it names none
	groups  bool          // its texts stand for several rows and say what these belong to
	owner   owner         // whose figures it holds, where its header says so
	total   bool          // adds up the months beside it and names no period
	problem string        // the rule under which its figures are reported and not read
	found   []sheets.Ref
}

// isValue reports whether a role is that of figures which units report.
func (r Role) isValue() bool {
	switch r {
	case RoleInPeriod, RoleCumulative, RoleAsOf, RoleEstimate, RoleNumerator, RoleDenominator:
		return true
	}
	return false
}

// layOut understands the columns of a table.
func (s *sheet) layOut(t table.Table) *layout {
	l := &layout{sheet: s, table: t, defaults: s.readTitles(t)}
	for _, c := range t.Columns {
		l.columns = append(l.columns, l.newColumn(c))
	}
	if l.lying {
		l.nameTurned()
	}
	l.findSums()
	l.findQuotients()
	l.findPeriods()
	l.findYears()
	l.findLabels()
	l.kinds = l.findKinds()
	l.findHeadings()
	l.headingKinds = l.findHeadingKinds()
	l.fixPeriods()
	l.findTwins()
	l.findGroups()
	l.kind = l.kindOf()
	return l
}

// findPeriods says whether the rows name their periods. Where the columns do,
// one headed "Tháng Năm" is May, and any other column of periods is not
// understood.
func (l *layout) findPeriods() {
	months := slices.ContainsFunc(l.ownPeriods(), func(q plan.Period) bool { return q.Grain != plan.Year })
	for _, c := range l.columns {
		switch {
		case c.header.Role != RolePeriod:
			continue
		case !months:
			l.long = true
			continue
		}
		c.header.Role = ""
		if q, ok := parsePeriod(c.text, l.defaults.year); ok {
			c.header.Role, c.header.Period, c.period = RoleInPeriod, q, q
		}
	}
}

func (l *layout) newColumn(c table.Column) *column {
	path, owner := l.cutOwner(c)
	h := readHeader(path, l.yearOfHeader(path))
	switch {
	case len(path) == 0 && owner.unit != nil:
		h = header{Role: RoleInPeriod, Status: plan.Official, Sure: true, Bare: true}
	case isNoMonth(strings.Join(path, " "), h.Period, h.Basis == plan.Cumulative):
		h.Role, h.Period = "", plan.Period{}
	case h.Role == "" && h.Sure && !h.Period.IsZero():
		h.Role = roleOf(h)
	case !h.Sure && (h.Role.isValue() || h.Role == RolePlan || h.Role == RoleMeasure && !l.holdsMeasures(c.Col)),
		h.Role.isValue() && !l.asidesKnown(path):
		h.Role = ""
	}
	return &column{
		col: c.Col, text: strings.Join(c.Path, " / "), refs: c.Header, header: h, period: h.Period,
		path: path, owner: owner, measure: l.measureOfHeader(path),
	}
}

// yearOfHeader is the year of which periods are that a header names without
// one: the titles' year, but for a header that says the plan's itself.
func (l *layout) yearOfHeader(path []string) int {
	if slices.ContainsFunc(path, func(level string) bool { return strings.Contains(level, strconv.Itoa(l.plan.Year)) }) {
		return l.plan.Year
	}
	return l.defaults.year
}

// holdsMeasures reports whether a column headed "Đơn vị" holds measures and
// not the names of units.
func (l *layout) holdsMeasures(col int) bool {
	for row := l.table.Body.From; row < l.table.Body.To; row++ {
		cell, _ := l.view.At(sheets.Ref{Row: row, Col: col})
		if _, ok := findMeasure(l.plan, cell.Text); ok {
			return true
		}
	}
	return false
}

// roleOf is the role of a column whose header names a period alone.
func roleOf(h header) Role {
	switch {
	case h.Basis == plan.Cumulative:
		return RoleCumulative
	case h.Basis == plan.AsOf:
		return RoleAsOf
	case h.Status == plan.Estimate:
		return RoleEstimate
	}
	return RoleInPeriod
}

func (l *layout) first(role Role) *column {
	i := slices.IndexFunc(l.columns, func(c *column) bool { return c.header.Role == role })
	if i < 0 {
		return nil
	}
	return l.columns[i]
}

func (l *layout) valueColumns() []*column {
	var values []*column
	for _, c := range l.columns {
		if c.header.Role.isValue() {
			values = append(values, c)
		}
	}
	return values
}

// findLabels finds the columns that say what a row is about: those whose
// header says so, when they stand under one header cell; otherwise the only
// column in which some text is the name of an indicator, or the only one whose
// header leaves no doubt.
func (l *layout) findLabels() {
	var labels []*column
	for _, c := range l.columns {
		if c.header.Role == RoleLabel {
			labels = append(labels, c)
		}
	}
	if len(labels) == 0 || !sameHeader(labels) {
		naming := l.columnsNamingIndicators(labels)
		if sure := sureOf(labels); naming == nil && len(sure) == 1 {
			naming = sure
		}
		labels = naming
	}
	for _, c := range l.columns {
		switch {
		case slices.Contains(labels, c):
			c.header.Role = RoleLabel
			l.labels = append(l.labels, c.col)
		case c.header.Role == RoleLabel:
			c.header.Role = RoleNote
			c.groups = len(l.labels) == 0
		}
	}
}

// groupsOf returns what the columns left of the labels say that a row belongs
// to, and where.
func (l *layout) groupsOf(n int) (path []string, cells []sheets.Ref) {
	for _, c := range l.columns {
		if !c.groups {
			continue
		}
		if cell, own := l.view.At(sheets.Ref{Row: n, Col: c.col}); cell.Kind == sheets.Text && !cell.Blank() {
			path = append(path, strings.TrimSpace(cell.Text))
			cells = append(cells, own)
		}
	}
	return path, cells
}

func sureOf(columns []*column) []*column {
	return slices.DeleteFunc(slices.Clone(columns), func(c *column) bool { return !c.header.Sure })
}

func sameHeader(columns []*column) bool {
	for _, c := range columns {
		if len(c.refs) == 0 || c.refs[0] != columns[0].refs[0] {
			return false
		}
	}
	return true
}

// columnsNamingIndicators returns the one column among some, or among those
// not understood, that names indicators without doubt; none when several do.
func (l *layout) columnsNamingIndicators(among []*column) []*column {
	if len(among) == 0 {
		for _, c := range l.columns {
			if c.header.Role == "" {
				among = append(among, c)
			}
		}
	}
	var naming []*column
	for _, c := range among {
		if l.namesIndicators(l.table, c.col) {
			naming = append(naming, c)
		}
	}
	if len(naming) != 1 {
		return nil
	}
	return naming
}

// namesIndicators reports whether some text in a column names an indicator
// without doubt.
func (s *sheet) namesIndicators(t table.Table, col int) bool {
	for row := t.Body.From; row < t.Body.To; row++ {
		cell, _ := s.view.At(sheets.Ref{Row: row, Col: col})
		if cell.Kind != sheets.Text {
			continue
		}
		_, label := table.Ordinal(cell.Text)
		if m := s.matcher.match("", label, nil); m.Indicator != nil && m.Score == 1 {
			return true
		}
	}
	return false
}

// kindOf says what the table holds. Registers of tasks and lists of award
// proposals are known by the names of their columns.
func (l *layout) kindOf() TableKind {
	words := ""
	for _, c := range l.columns {
		words += " | " + plain(c.text)
	}
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(words, p) })
	}
	values := len(l.valueColumns()) > 0
	switch {
	case has("danh hieu", "hinh thuc khen"):
		return AwardTable
	case has("nhiem vu") && has("thoi han", "han hoan thanh"):
		return TaskTable
	case values && (len(l.labels) > 0 || l.first(RoleCode) != nil):
		return IndicatorTable
	}
	return UnknownTable
}

// describe tells how the table was understood.
func (l *layout) describe() Table {
	t := Table{
		Tab: l.tab.Title, GID: l.tab.GID, Kind: l.kind,
		HeaderFrom: l.table.Header.From + 1, HeaderTo: l.table.Header.To,
	}
	for _, c := range l.columns {
		role := c.header.Role
		if role == "" {
			role = RoleIgnored
		}
		t.Columns = append(t.Columns, Column{Col: sheets.ColumnName(c.col), Role: role, Period: c.period})
	}
	return t
}
