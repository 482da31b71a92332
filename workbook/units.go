package workbook

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"thidua/assess"
	"thidua/plan"
	"thidua/validate"
)

// namedPeriods is how many indicators with missing periods are named in one cell.
const namedPeriods = 6

// layOutUnits fills the tab that says how each unit reports.
func (b *book) layOutUnits(s *sheet) {
	s.widths = []float64{5, 34, 32, 17, 17, 9, 9, 9, 32, 7, 7, 7, 32}
	s.colour, s.frozen = "548235", 2
	b.tabTitle(s, b.word("units.title"), b.word("units.note"))
	b.tableHeader(s, "number", "unit", "source", "read-at", "state", "owed", "given", "completeness",
		"missing-periods", "errors", "warnings", "infos", "shortfalls")
	for i, id := range b.reportingUnits() {
		b.unitRow(s, i+1, id)
	}
	s.bars = append(s.bars, area{place{7, s.header[1] + 1}, place{7, len(s.made)}})
}

// reportingUnits returns the units that owe something, have a source, or
// reported something.
func (b *book) reportingUnits() []plan.UnitID {
	known := map[plan.UnitID]bool{}
	for _, units := range b.reporters {
		for _, id := range units {
			known[id] = true
		}
	}
	for id := range b.sources {
		known[id] = true
	}
	ids := slices.Collect(maps.Keys(known))
	b.sortUnits(ids)
	return ids
}

func (b *book) unitRow(s *sheet, number int, id plan.UnitID) {
	c := b.completeness(id)
	open := b.open[id]
	row := []cell{s.count(number, centreCell), s.text(b.unitName(id), bodyCell)}
	row = append(row, b.sourceCells(s, id)...)
	row = append(row,
		s.count(c.owed, figureCell), s.count(c.given, figureCell),
		s.number(plan.Int(int64(100*c.given)).Div(plan.Int(int64(c.owed)), 2), 1, figureCell),
		s.text(b.some("indicators", c.missing, namedPeriods), smallCell),
		alarmCount(s, open[validate.Error]), s.count(open[validate.Warning], figureCell), s.count(open[validate.Info], figureCell),
		s.text(b.shortfallsOf(id), smallCell),
	)
	s.addKeyed(string(id), row...)
}

func alarmCount(s *sheet, n int) cell {
	st := figureCell
	if n > 0 {
		st.bold, st.colour = true, colourAlarm
	}
	return s.count(n, st)
}

// sourceCells shows the sources of a unit, when they were read and whether
// they could be; one line in each cell for each source.
func (b *book) sourceCells(s *sheet, id plan.UnitID) []cell {
	sources := b.sources[id]
	state := smallCell
	titles, times, states := make([]string, len(sources)), make([]string, len(sources)), make([]string, len(sources))
	for i, source := range sources {
		titles[i] = cmp.Or(source.Title, source.ID)
		if !source.ReadAt.IsZero() {
			times[i] = b.format.Moment(source.ReadAt)
		}
		states[i] = b.sourceState(source)
		if source.Stale() {
			state.fill = colourStale
		}
	}
	join := func(lines []string, st style) cell { return s.text(strings.Join(lines, "\n"), st) }
	title := join(titles, smallCell)
	when := join(times, centreCell)
	switch len(sources) {
	case 0:
		return []cell{s.text(b.word("no-source"), smallCell), s.blank(smallCell), s.blank(smallCell)}
	case 1:
		title = s.to(b.origin(plan.Origin{Source: sources[0].ID, Revision: sources[0].Revision}), title)
		when = s.moment(sources[0].ReadAt.In(b.in.AsOf.Location()), formatMoment, centreCell)
	}
	return []cell{title, when, join(states, state)}
}

func (b *book) sourceState(source Source) string {
	return b.say("source-state", map[string]bool{"failed": source.Stale(), "never": source.ReadAt.IsZero()})
}

// completeness is how much of what a unit owes by now has come.
type completeness struct {
	owed, given int      // figures: one indicator for one period
	missing     []string // per indicator, its periods without figures
}

func (b *book) completeness(id plan.UnitID) completeness {
	var c completeness
	for i := range b.in.Plan.Indicators {
		of := pair{id, b.in.Plan.Indicators[i].Code}
		owed, missing := b.owed(of), b.missing(of)
		c.owed += len(owed)
		c.given += len(owed) - len(missing)
		if len(missing) > 0 {
			c.missing = append(c.missing, b.say("missing-months", map[string]string{
				"code": string(of.indicator), "months": monthList(missing),
			}))
		}
	}
	return c
}

// monthList writes months with runs drawn together: "1–4, 6".
func monthList(months []int) string {
	var parts []string
	for from := 0; from < len(months); {
		to := from
		for to+1 < len(months) && months[to+1] == months[to]+1 {
			to++
		}
		part := strconv.Itoa(months[from])
		if to > from {
			part = fmt.Sprintf("%d–%d", months[from], months[to])
		}
		parts, from = append(parts, part), to+1
	}
	return strings.Join(parts, ", ")
}

// shortfallsOf lists the indicators of which a unit's part is short or at risk.
func (b *book) shortfallsOf(id plan.UnitID) string {
	var lines []string
	for _, v := range []assess.Verdict{assess.Short, assess.AtRisk} {
		var codes []string
		for _, x := range b.in.Plan.Indicators {
			if b.latest(id, x.Code).Verdict == v {
				codes = append(codes, string(x.Code))
			}
		}
		if len(codes) > 0 {
			lines = append(lines, b.verdict(v)+": "+strings.Join(codes, ", "))
		}
	}
	return strings.Join(lines, "\n")
}
