package workbook

import (
	"fmt"
	"strconv"

	"thidua/assess"
	"thidua/plan"
)

// The columns of the summary, from 0.
const (
	sumNumber = iota
	sumCode
	sumName
	sumMeasure
	sumTarget
	sumActual
	sumCompletion
	sumExpected
	sumVerdict
	sumGap
	sumNeeded
	sumForecast
	sumMissing
	sumPeriod
	sumColumns
)

// namedMissing is how many units without figures are named in one cell; the
// campaign's tab names them all.
const namedMissing = 3

// layOutSummary fills the tab that leaders read: every indicator with its
// judgement, in the form of an administrative document.
func (b *book) layOutSummary(s *sheet) {
	s.widths = []float64{5, 9, 36, 10, 18, 11.5, 8.5, 11.5, 21.5, 11, 11, 11, 26, 15}
	s.colour, s.frozen = "1F4E79", sumName+1
	b.letterhead(s)
	b.summaryTitle(s)
	b.summaryHeader(s)
	first, campaign := len(s.made)+1, ""
	for i, part := range b.sections() {
		if i == 0 || part.Campaign != campaign {
			campaign = part.Campaign
			s.addKeyed("campaign/"+campaign, s.wide(b.newGroup(campaign).title, sumColumns-1, campaignRow))
		}
		s.addKeyed(sectionKey(part), s.wide(b.sectionTitle(part), sumColumns-1, sectionRow))
		for n, x := range part.indicators {
			b.summaryRows(s, n+1, x)
		}
	}
	last := len(s.made)
	s.verdict = append(s.verdict, area{place{sumVerdict, first}, place{sumVerdict, last}})
	s.bars = append(s.bars, area{place{sumCompletion, first}, place{sumCompletion, last}})
	b.summaryFoot(s)
	b.signatures(s)
}

func (b *book) summaryTitle(s *sheet) {
	p := b.in.Plan
	title := style{size: 14, bold: true, align: "center", wrap: true}
	s.add(s.wide(b.say("summary.title", p), sumColumns-1, title))
	s.add(s.wide(b.say("summary.plan", p), sumColumns-1, style{align: "center", wrap: true}))
	s.add(s.wide(b.asOf(), sumColumns-1, style{italic: true, align: "center", wrap: true}))
	s.add(s.wide(b.tally(), sumColumns-1, style{bold: true, align: "center", wrap: true}))
	s.skip(1)
}

// tally counts the verdicts of the whole plan in one line.
func (b *book) tally() string {
	counts := map[assess.Verdict]int{}
	for _, x := range b.in.Plan.Indicators {
		counts[b.latest("", x.Code).Verdict]++
	}
	line := b.say("summary.tally", map[string]int{"count": len(b.in.Plan.Indicators)})
	for _, v := range []assess.Verdict{assess.Exceeded, assess.Met, assess.OnTrack, assess.AtRisk, assess.Short, assess.Unknown} {
		line += fmt.Sprintf("   %s: %d", b.verdict(v), counts[v])
	}
	return line
}

func (b *book) summaryHeader(s *sheet) {
	var names, numbers []cell
	for i, key := range []string{
		"number", "code", "indicator", "measure", "target", "actual", "completion", "expected", "verdict",
		"gap", "needed", "forecast", "missing", "latest",
	} {
		names = append(names, s.text(b.word("column."+key), headCell))
		numbers = append(numbers, s.text("("+strconv.Itoa(i+1)+")", indexCell))
	}
	s.header[0] = s.add(names...)
	s.header[1] = s.add(numbers...)
}

// summaryRows adds an indicator: one row for each date it is judged at.
func (b *book) summaryRows(s *sheet, number int, x *plan.Indicator) {
	judged := b.judged[pair{"", x.Code}]
	if len(judged) == 0 {
		judged = []assess.Assessment{{Indicator: x.Code, Target: x.Target}}
	}
	for i, a := range judged {
		row := b.summaryRow(s, x, a)
		row[sumNumber] = s.count(number, centreCell)
		row[sumName] = s.text(x.Name, bodyCell)
		if len(judged) > 1 {
			row[sumName] = s.text(b.say("judged-at", map[string]any{"name": x.Name, "period": a.Period.String()}), bodyCell)
		}
		if i > 0 {
			row[sumNumber] = s.blank(centreCell)
		}
		s.addKeyed(string(x.Code)+"/"+a.Period.String(), merge(row)...)
	}
}

func (b *book) summaryRow(s *sheet, x *plan.Indicator, a assess.Assessment) []cell {
	row := make([]cell, sumColumns)
	home := b.homes[x.Code]
	row[sumCode] = s.to(home, s.text(string(x.Code), centreCell))
	row[sumMeasure] = s.text(x.Measure, centreCell)
	row[sumTarget] = s.text(b.promised(x, x.Target), bodyCell)
	row[sumActual] = s.to(home, s.number(a.Actual, 2, figureCell))
	row[sumCompletion] = s.number(a.Completion, 1, figureCell)
	row[sumExpected] = s.number(a.Expected, 1, figureCell)
	row[sumVerdict] = s.text(b.verdict(a.Verdict), verdictCell)
	row[sumGap] = s.number(a.Gap, 2, gapStyle(a))
	row[sumNeeded] = s.number(a.NeededPerPeriod, 1, figureCell)
	row[sumForecast] = s.number(a.Forecast, 1, figureCell)
	row[sumMissing] = s.text(b.someUnits(a.Missing, namedMissing), smallCell)
	row[sumPeriod] = b.freshness(s, a)
	if x.Kind == plan.Milestone {
		row[sumActual] = s.wide(b.answer(a), sumExpected-sumActual, bodyCell)
	}
	return row
}

// merge takes out the cells that a merged one covers.
func merge(row []cell) []cell {
	var kept []cell
	for i := 0; i < len(row); i += 1 + row[i].span {
		kept = append(kept, row[i])
	}
	return kept
}

// gapStyle marks what is missing to a target that is short or at risk.
func gapStyle(a assess.Assessment) style {
	st := figureCell
	if a.Verdict == assess.Short || a.Verdict == assess.AtRisk {
		st.bold, st.colour = true, colourAlarm
	}
	return st
}

// freshness says from when the figures are, whether they are estimates, and
// whether the newest could not be read.
func (b *book) freshness(s *sheet, a assess.Assessment) cell {
	st := smallCell
	st.align = "center"
	if a.Latest.IsZero() {
		return s.text(b.word("nothing-reported"), st)
	}
	stale := b.stale(a)
	if stale {
		st.fill = colourStale
	}
	return s.text(b.say("freshness", map[string]any{
		"period": a.Latest.String(), "estimate": a.Estimate, "stale": stale,
	}), st)
}

// footnoteRows prints the plan's contradictions about the indicators that a
// tab shows, across the columns after the first.
func (b *book) footnoteRows(s *sheet, across int, shown func(*plan.Indicator) bool) {
	for i, x := range b.in.Plan.Conflicts() {
		if shown(x) {
			s.addKeyed("conflict/"+string(x.Code), s.wide(mark(i+1)+" "+string(x.Code)+": "+x.Conflict, across, footnoteCell))
		}
	}
}

// summaryFoot explains the signs and prints the plan's contradictions.
func (b *book) summaryFoot(s *sheet) {
	s.skip(1)
	b.footnoteRows(s, sumColumns-1, func(*plan.Indicator) bool { return true })
	s.add(s.wide(b.word("summary.note"), sumColumns-1, footnoteCell))
	s.skip(1)
}
