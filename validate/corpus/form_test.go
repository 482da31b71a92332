package corpus_test

import (
	"slices"
	"strconv"

	"thidua/plan"
	"thidua/sheets"
)

// content is what the cells of a column hold.
type content int

const (
	nothing content = iota
	ordinals
	codes
	labels
	measures
	planned           // the unit's target for the year
	inPeriod          // what was done in the period; how a level stood at its end
	cumulative        // what was done since January
	levelsOnly        // as cumulative, but flows leave it empty
	expected          // inPeriod, called an estimate
	percentOfPlan     // cumulative over planned
	lastYear          // the same period of last year
	percentOfLastYear // inPeriod over lastYear
	before            // inPeriod of the month before
	total             // the months so far, and no period named
	remarks
)

// column is a column of a form.
type column struct {
	head  []string // its names from top to bottom
	holds content
	q     plan.Period
	unit  plan.UnitID // whose figures; "": the clerk's own
}

// part is which figure of a ratio a line has.
type part int

const (
	whole part = iota
	numerator
	denominator
)

// line is a line of a form: an indicator's, or a heading when it has none.
type line struct {
	ordinal, label, measure string
	x                       *plan.Indicator
	part                    part
	apart                   bool // the parts stand on lines of their own beneath
	silent                  bool // and only they are filled in
}

// form is a table as it is laid out.
type form struct {
	columns []column
	lines   []line
	loose   bool     // groups of columns are not merged
	index   []string // the row that counts the columns
	paired  bool     // levels stand in the cumulative columns alone
}

// lines numbers indicators from 1.
func (b *book) lines(codes ...plan.Code) []line {
	var lines []line
	for i, code := range codes {
		lines = append(lines, b.line(strconv.Itoa(i+1), code))
	}
	return lines
}

func (b *book) line(ordinal string, code plan.Code) line {
	x := b.plan.Indicator(code)
	return line{ordinal: ordinal, label: x.Name, measure: x.Measure, x: x}
}

// apart gives a ratio with lines for its parts beneath.
func (b *book) apart(ordinal string, code plan.Code, silent bool) []line {
	l := b.line(ordinal, code)
	l.apart, l.silent = true, silent
	num, den := l, l
	num.ordinal, num.label, num.measure, num.part = "-", l.x.Numerator[0], "người", numerator
	den.ordinal, den.label, den.measure, den.part = "-", l.x.Denominator[0], "người", denominator
	return []line{l, num, den}
}

func headed(ordinal, text string) line { return line{ordinal: ordinal, label: text} }

// draw writes the form from a cell on and returns the row after it.
func (p page) draw(a1 string, f form) int {
	d := drawing{p, f, at(a1)}
	row := d.head()
	for i, text := range f.index {
		p.put(sheets.Ref{Row: row, Col: d.corner.Col + i}, indexCell(text))
	}
	if len(f.index) > 0 {
		row++
	}
	for _, l := range f.lines {
		for i, c := range f.columns {
			d.fill(sheets.Ref{Row: row, Col: d.corner.Col + i}, l, c)
		}
		row++
	}
	return row
}

func indexCell(text string) sheets.Cell {
	if n, err := strconv.Atoi(text); err == nil {
		return stored(plan.Int(int64(n)))
	}
	return words(text)
}

// drawing is a form while it is written.
type drawing struct {
	page
	form
	corner sheets.Ref
}

// head writes the header. A name that several columns beside each other share
// stands over all of them; the lowest one reaches down to the last row.
func (d drawing) head() (next int) {
	depth := 0
	for _, c := range d.columns {
		depth = max(depth, len(c.head))
	}
	for i, c := range d.columns {
		for level, text := range c.head {
			if i > 0 && d.shares(i-1, i, level) {
				continue
			}
			from := sheets.Ref{Row: d.corner.Row + level, Col: d.corner.Col + i}
			d.put(from, words(text))
			to := from
			for k := i + 1; k < len(d.columns) && d.shares(i, k, level); k++ {
				to.Col++
			}
			if level == len(c.head)-1 {
				to.Row = d.corner.Row + depth - 1
			}
			if !d.loose {
				d.merge(from, to)
			}
		}
	}
	return d.corner.Row + depth
}

// shares reports whether columns i and k stand under one name at a level above
// their own.
func (d drawing) shares(i, k, level int) bool {
	a, b := d.columns[i].head, d.columns[k].head
	return level < len(a)-1 && level < len(b)-1 && slices.Equal(a[:level+1], b[:level+1])
}

// fill writes the cell of a line in a column.
func (d drawing) fill(ref sheets.Ref, l line, c column) {
	switch c.holds {
	case ordinals:
		d.put(ref, words(l.ordinal))
	case labels:
		d.put(ref, words(d.hand.named(l.label)))
	case measures:
		d.put(ref, words(d.measureOf(l)))
	case codes:
		if l.x != nil && l.part == whole {
			d.put(ref, words(string(l.x.Code)))
		}
	case nothing, remarks:
	default:
		if l.x != nil {
			d.figure(ref, l, c)
		}
	}
}

func (d drawing) measureOf(l line) string {
	if l.x == nil {
		return ""
	}
	if s, ok := d.hand.in[l.x.Code]; ok && l.part == whole {
		return s.measure
	}
	return l.measure
}

// figure writes the figure of a line in a column.
func (d drawing) figure(ref sheets.Ref, l line, c column) {
	switch {
	case c.holds == planned:
		d.target(ref, l)
	case c.q.Last() > d.until:
		d.put(ref, words(d.hand.blank))
	case c.holds == percentOfPlan, c.holds == lastYear, c.holds == percentOfLastYear, c.holds == before, c.holds == total:
		d.beside(ref, l, c)
	case l.x.Kind == plan.Milestone:
		d.answer(ref, l, c)
	case l.x.Kind == plan.Ratio:
		d.ratio(ref, l, c)
	case l.x.Kind == plan.Stock:
		d.level(ref, l, c)
	default:
		d.flow(ref, l, c)
	}
}

// amount writes a figure in the clerk's measure and hand.
func (d drawing) amount(ref sheets.Ref, x *plan.Indicator, n plan.Number) {
	if s, ok := d.hand.in[x.Code]; ok {
		n = n.Mul(plan.Int(s.factor))
	}
	d.put(ref, d.hand.write(x, n))
}

func (d drawing) of(c column) record {
	r := d.record()
	if c.unit != "" {
		r.unit = c.unit
	}
	return r
}

func (d drawing) target(ref sheets.Ref, l line) {
	n := l.x.Allocation(d.Unit)
	if !n.Known() && len(l.x.Reporters) == 1 {
		if n = l.x.Target.Low; !n.Known() {
			n = l.x.Target.High
		}
	}
	if n.Known() && l.part == whole {
		d.amount(ref, l.x, n)
	}
}

func (d drawing) flow(ref sheets.Ref, l line, c column) {
	o := plan.Observation{Unit: c.unit, Indicator: l.x.Code, Period: c.q, Basis: plan.InPeriod}
	switch c.holds {
	case levelsOnly:
		return
	case cumulative:
		o.Basis = plan.Cumulative
		o.Value.Number = d.of(c).sum(l.x, 1, c.q.Last())
	default:
		o.Value.Number = d.of(c).sum(l.x, c.q.First(), c.q.Last())
	}
	if c.holds == expected {
		o.Status = plan.Estimate
	}
	d.amount(ref, l.x, o.Value.Number)
	d.tell(ref, o)
}

// level writes how a stock stands. Beside a cumulative column the other one is
// left empty.
func (d drawing) level(ref sheets.Ref, l line, c column) {
	if d.paired && c.holds == inPeriod {
		return
	}
	o := plan.Observation{Unit: c.unit, Indicator: l.x.Code, Period: c.q, Basis: plan.AsOf}
	o.Value.Number = d.of(c).level(l.x, c.q.Last())
	if c.holds == expected {
		o.Status = plan.Estimate
	}
	d.amount(ref, l.x, o.Value.Number)
	d.tell(ref, o)
}

// ratio writes a ratio or one of its parts.
func (d drawing) ratio(ref sheets.Ref, l line, c column) {
	if d.paired && c.holds == inPeriod {
		return
	}
	o := plan.Observation{Unit: c.unit, Indicator: l.x.Code, Period: c.q, Basis: plan.AsOf}
	num, den := d.of(c).parts(l.x, c.q.Last())
	switch l.part {
	case numerator:
		d.put(ref, d.hand.write(&plan.Indicator{}, num))
		return
	case denominator:
		d.put(ref, d.hand.write(&plan.Indicator{}, den))
		return
	}
	o.Value.Number = quotient(l.x, num, den, 1)
	if l.apart {
		o.Value.Numerator, o.Value.Denominator = num, den
	}
	if c.holds == expected {
		o.Status = plan.Estimate
	}
	if l.silent {
		ref.Row++
		d.tell(ref, o)
		return
	}
	d.amount(ref, l.x, o.Value.Number)
	d.tell(ref, o)
}

// answer writes what became of a document: nothing before it was issued.
func (d drawing) answer(ref sheets.Ref, l line, c column) {
	if d.paired && c.holds == inPeriod || c.holds == levelsOnly {
		return
	}
	month, number, date := d.of(c).issued(l.x)
	last := c.q.Last()
	o := plan.Observation{Unit: c.unit, Indicator: l.x.Code, Period: c.q, Basis: plan.AsOf}
	switch {
	case last < month:
		d.put(ref, words(d.hand.blank))
		return
	case d.hand.short && c.q.First() > month:
		d.put(ref, words("x"))
	default:
		d.put(ref, words("Đã ban hành Kế hoạch số "+number+" ngày "+date[8:]+"/"+date[5:7]+"/"+date[:4]))
		o.Value.Document, o.Value.Date = number, date
	}
	o.Value.Done = plan.DoneYes
	d.tell(ref, o)
}

// beside writes what is set against a figure and is none itself.
func (d drawing) beside(ref sheets.Ref, l line, c column) {
	last := c.q.Last()
	r := d.of(c)
	if l.x.Kind != plan.Flow || l.part != whole {
		return
	}
	now, year := r.month(l.x, last), r.lastYear(l.x, last)
	switch c.holds {
	case percentOfPlan:
		d.put(ref, stored(r.sum(l.x, 1, last).Mul(plan.Int(100)).Div(plan.Float(max(1, r.share(l.x))), 1)))
	case lastYear:
		d.amount(ref, l.x, year)
	case percentOfLastYear:
		d.put(ref, stored(now.Mul(plan.Int(100)).Div(plan.Float(max(1, year.Float64())), 1)))
	case before:
		d.amount(ref, l.x, r.month(l.x, max(1, last-1)))
	case total:
		c := stored(r.sum(l.x, 1, last))
		c.Formula = true
		d.put(ref, c)
	}
}
