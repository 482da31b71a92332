package workbook

import (
	"cmp"
	"slices"
	"strings"

	"thidua/assess"
	"thidua/plan"
)

// namedHolders is how many units are named in a cell of the tab of shortfalls.
const namedHolders = 12

const shortColumns = 15

// layOutShortfalls fills the tab of every target that is short or at risk: of
// the whole plan, then of the units.
func (b *book) layOutShortfalls(s *sheet) {
	s.widths = []float64{5, 9, 36, 30, 10, 17, 11.5, 8.5, 21.5, 11, 11, 11, 16, 30, 28}
	s.colour, s.frozen = "C00000", 3
	b.tabTitle(s, b.word("shortfalls.title"), b.word("shortfalls.note"))
	b.tableHeader(s, "number", "code", "indicator", "scope", "measure", "target", "actual", "completion", "verdict",
		"gap", "needed", "forecast", "due", "holders", "missing")
	whole, parts := b.shortfalls()
	b.shortfallRows(s, "whole", whole)
	b.shortfallRows(s, "units", parts)
	s.verdict = append(s.verdict, area{place{8, s.header[1] + 1}, place{8, len(s.made)}})
	s.bars = append(s.bars, area{place{7, s.header[1] + 1}, place{7, len(s.made)}})
	s.skip(1)
	b.footnoteRows(s, shortColumns-1, func(x *plan.Indicator) bool {
		return slices.ContainsFunc(slices.Concat(whole, parts), func(a assess.Assessment) bool { return a.Indicator == x.Code })
	})
}

// shortfalls returns what is short or at risk of the whole plan and of the
// units: short before at risk, in the plan's order.
func (b *book) shortfalls() (whole, parts []assess.Assessment) {
	units := []plan.UnitID{""}
	for _, u := range b.in.Plan.Units {
		units = append(units, u.ID)
	}
	for _, x := range b.in.Plan.Indicators {
		for _, unit := range units {
			for _, a := range b.judged[pair{unit, x.Code}] {
				switch {
				case a.Verdict != assess.Short && a.Verdict != assess.AtRisk:
				case unit == "":
					whole = append(whole, a)
				default:
					parts = append(parts, a)
				}
			}
		}
	}
	worst := func(x, y assess.Assessment) int { return cmp.Compare(y.Verdict, x.Verdict) }
	slices.SortStableFunc(whole, worst)
	slices.SortStableFunc(parts, worst)
	return whole, parts
}

// shortfallRows adds those of the whole plan or those of the units.
func (b *book) shortfallRows(s *sheet, of string, list []assess.Assessment) {
	s.addKeyed(of, s.wide(b.word("shortfalls."+of), shortColumns-1, sectionRow))
	if len(list) == 0 {
		s.addKeyed(of+"/none", s.wide(b.word("shortfalls.none"), shortColumns-1, style{italic: true, border: true}))
	}
	for i, a := range list {
		s.addKeyed(strings.Join([]string{string(a.Indicator), string(a.Unit), a.Period.String()}, "/"), b.shortfallRow(s, i+1, a)...)
	}
}

func (b *book) shortfallRow(s *sheet, number int, a assess.Assessment) []cell {
	x := b.indicators[a.Indicator]
	actual := s.number(a.Actual, 2, figureCell)
	if x.Kind == plan.Milestone {
		actual = s.text(b.answer(a), smallCell)
	}
	return []cell{
		s.count(number, centreCell),
		s.to(b.homes[x.Code], s.text(string(x.Code), centreCell)),
		s.text(x.Name, bodyCell),
		s.text(b.scope(a), bodyCell),
		s.text(x.Measure, centreCell),
		s.text(b.promised(x, a.Target), bodyCell),
		actual,
		s.number(a.Completion, 1, figureCell),
		s.text(b.verdict(a.Verdict), verdictCell),
		s.number(a.Gap, 2, gapStyle(a)),
		s.number(a.NeededPerPeriod, 1, figureCell),
		s.number(a.Forecast, 1, figureCell),
		s.text(b.say("due", map[string]any{"period": x.Due.String(), "overdue": a.Overdue}), centreCell),
		s.text(b.holders(x, a), smallCell),
		s.text(b.someUnits(a.Missing, namedHolders), smallCell),
	}
}

// scope says whose target it is, and when it was judged if that was done twice.
func (b *book) scope(a assess.Assessment) string {
	name := b.word("whole-plan")
	if a.Unit != "" {
		name = b.unitName(a.Unit)
	}
	if len(b.judged[pair{a.Unit, a.Indicator}]) < 2 {
		return name
	}
	return b.say("judged-at", map[string]any{"name": name, "period": a.Period.String()})
}

// holders names the units whose own parts of a target of the whole plan are
// short or at risk, else all that report the indicator.
func (b *book) holders(x *plan.Indicator, a assess.Assessment) string {
	if a.Unit != "" {
		return ""
	}
	var behind []plan.UnitID
	for _, id := range x.Reporters {
		if v := b.latest(id, x.Code).Verdict; v == assess.Short || v == assess.AtRisk {
			behind = append(behind, id)
		}
	}
	if len(behind) == 0 {
		behind = x.Reporters
	}
	return b.someUnits(behind, namedHolders)
}
