package corpus_test

import (
	"fmt"
	"slices"

	"thidua/plan"
)

// clerk is one way of keeping a workbook.
type clerk struct {
	name, style string
	unit        plan.UnitID
	write       func(b *book)
}

// clerks lists every way, one after the other.
func clerks() []clerk {
	return slices.Concat(
		monthsAcross(), tabsByMonth(), longerPeriods(), pairs(), monthsDown(), lists(), districts(),
		ratios(), severalTables(), outlines(), namings(), numbers(), decorations(), hiddenPlaces(),
		registers(), faulty(), doubtful(),
	)
}

// workbooks writes what every clerk sends.
func workbooks(p *plan.Plan) []Workbook {
	var all []Workbook
	for _, c := range clerks() {
		b := newBook(p, c)
		c.write(b)
		all = append(all, b.Workbook)
	}
	return all
}

// What the units report, those of a kind that a month's table has.
var (
	healthCodes   = []plan.Code{"YT-01", "YT-02", "YT-03", "YT-04", "YT-05", "YT-06"}
	schoolCodes   = []plan.Code{"GD-01", "GD-02", "GD-03", "GD-04"}
	roadCodes     = []plan.Code{"GT-01", "GT-02", "GT-05"}
	tradeCodes    = []plan.Code{"CT-01", "CT-02", "CT-03", "CT-04", "CT-05", "CT-06"}
	districtCodes = []plan.Code{"GT-03", "GT-04", "GT-05", "NN-01", "NN-02", "NN-03", "NN-04", "NN-05"}
)

// month is a month of the plan's year.
func (b *book) month(m int) plan.Period { return plan.MonthOf(b.plan.Year, m) }

func (b *book) quarter(n int) plan.Period {
	return plan.Period{Year: b.plan.Year, Grain: plan.Quarter, N: n}
}

func (b *book) span(grain plan.Grain, n int) plan.Period {
	return plan.Period{Year: b.plan.Year, Grain: grain, N: n}
}

// front is the columns that most tables begin with.
func front(number, label, measure string) []column {
	return []column{
		{head: []string{number}, holds: ordinals},
		{head: []string{label}, holds: labels},
		{head: []string{measure}, holds: measures},
	}
}

func named(holds content, q plan.Period, head ...string) column {
	return column{head: head, holds: holds, q: q}
}

// months is a column for each month, named by a format under what is above.
func (b *book) months(from, to int, format string, above ...string) []column {
	var columns []column
	for m := from; m <= to; m++ {
		head := append(slices.Clone(above), fmt.Sprintf(format, m))
		columns = append(columns, column{head: head, holds: inPeriod, q: b.month(m)})
	}
	return columns
}
