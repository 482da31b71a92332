package corpus_test

import (
	"fmt"

	"thidua/plan"
	"thidua/sheets"
)

// across writes a row for each month and a column for each indicator. name
// says what a column is called, when the first cell of a row.
func (p page) across(a1, corner string, name func(line) []string, when func(m int) sheets.Cell, lines []line) int {
	origin := at(a1)
	columns := []column{{head: []string{corner}, holds: nothing}}
	for _, l := range lines {
		columns = append(columns, column{head: name(l), holds: inPeriod})
	}
	row := drawing{p, form{columns: columns}, origin}.head()
	for m := 1; m <= p.until; m++ {
		p.put(sheets.Ref{Row: row, Col: origin.Col}, when(m))
		for i, l := range lines {
			d := drawing{page: p}
			c := column{holds: inPeriod, q: plan.MonthOf(p.plan.Year, m)}
			d.figure(sheets.Ref{Row: row, Col: origin.Col + 1 + i}, l, c)
		}
		row++
	}
	return row
}

func monthWords(format string) func(int) sheets.Cell {
	return func(m int) sheets.Cell { return words(fmt.Sprintf(format, m)) }
}

func bareMonths(m int) sheets.Cell { return stored(plan.Int(int64(m))) }

// entry is one row of a list: a figure by its indicator and its period.
type entry struct {
	line line
	q    plan.Period
	as   content
}

// entries lists lines month by month.
func (b *book) entries(as content, codes ...plan.Code) []entry {
	var all []entry
	for m := 1; m <= b.until; m++ {
		for _, l := range b.lines(codes...) {
			all = append(all, entry{l, plan.MonthOf(b.plan.Year, m), as})
		}
	}
	return all
}

// field writes one column of a list.
type field struct {
	head string
	cell func(e entry) sheets.Cell // nil: the figure
}

func (p page) list(a1 string, fields []field, entries []entry) {
	origin := at(a1)
	for i, f := range fields {
		p.put(sheets.Ref{Row: origin.Row, Col: origin.Col + i}, words(f.head))
	}
	for n, e := range entries {
		for i, f := range fields {
			ref := sheets.Ref{Row: origin.Row + 1 + n, Col: origin.Col + i}
			if f.cell != nil {
				p.put(ref, f.cell(e))
				continue
			}
			drawing{page: p}.figure(ref, e.line, column{holds: e.as, q: e.q})
		}
	}
}

func entryCode(e entry) sheets.Cell    { return words(string(e.line.x.Code)) }
func entryLabel(e entry) sheets.Cell   { return words(e.line.label) }
func entryMeasure(e entry) sheets.Cell { return words(e.line.measure) }

func entryMonth(format string) func(entry) sheets.Cell {
	return func(e entry) sheets.Cell { return words(fmt.Sprintf(format, e.q.Last())) }
}
