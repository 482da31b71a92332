package workbook

import (
	"cmp"
	"slices"

	"github.com/xuri/excelize/v2"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
)

// book is the workbook in the making: the Input in order and with look-ups,
// and the frame that excelize keeps.
type book struct {
	in     Input
	limit  limits
	format templates.Format
	frame  *excelize.File
	styles *styles
	tabs   []*sheet

	indicators map[plan.Code]*plan.Indicator
	units      map[plan.UnitID]*plan.Unit
	unitOrder  map[plan.UnitID]int
	charged    map[pair]bool                // units named as reporters of indicators
	reporters  map[plan.Code][]plan.UnitID  // those, and whoever else reported
	figures    []*plan.Observation          // by unit, indicator and period
	reported   map[pair][]*plan.Observation // by period
	judged     map[pair][]assess.Assessment // by the date of judgement
	sources    map[plan.UnitID][]Source
	failed     map[string]bool                           // sources whose figures are old
	open       map[plan.UnitID]map[validate.Severity]int // findings
	footnotes  map[plan.Code]int                         // contradictions of the plan, from 1
	homes      map[plan.Code]link                        // the row of an indicator on its campaign's tab
}

// pair is one unit, "" for the whole plan, and one indicator.
type pair struct {
	unit      plan.UnitID
	indicator plan.Code
}

func newBook(in Input, limit limits) *book {
	f := excelize.NewFile()
	b := &book{
		in: in, limit: limit, format: in.Words.Format(), frame: f, styles: newStyles(f),
		indicators: map[plan.Code]*plan.Indicator{},
		units:      map[plan.UnitID]*plan.Unit{},
		unitOrder:  map[plan.UnitID]int{},
		charged:    map[pair]bool{},
		reporters:  map[plan.Code][]plan.UnitID{},
		reported:   map[pair][]*plan.Observation{},
		judged:     map[pair][]assess.Assessment{},
		sources:    map[plan.UnitID][]Source{},
		failed:     map[string]bool{},
		open:       map[plan.UnitID]map[validate.Severity]int{},
		footnotes:  map[plan.Code]int{},
		homes:      map[plan.Code]link{},
	}
	b.orderUnits()
	b.orderIndicators()
	b.orderFigures()
	b.orderReporters()
	b.orderAssessments()
	b.orderSources()
	b.orderFindings()
	return b
}

func (b *book) orderUnits() {
	for i := range b.in.Plan.Units {
		u := &b.in.Plan.Units[i]
		b.units[u.ID], b.unitOrder[u.ID] = u, i
	}
}

func (b *book) orderIndicators() {
	for i := range b.in.Plan.Indicators {
		x := &b.in.Plan.Indicators[i]
		b.indicators[x.Code] = x
	}
	for i, x := range b.in.Plan.Conflicts() {
		b.footnotes[x.Code] = i + 1
	}
}

// orderFigures sorts the observations by unit, indicator and period, and by
// everything else that tells two apart.
func (b *book) orderFigures() {
	codes := map[plan.Code]int{}
	for i, x := range b.in.Plan.Indicators {
		codes[x.Code] = i
	}
	type ranked struct {
		unit, code int
		figure     *plan.Observation
	}
	all := make([]ranked, len(b.in.Observations))
	for i := range b.in.Observations {
		o := &b.in.Observations[i]
		all[i] = ranked{rank(b.unitOrder, o.Unit), rank(codes, o.Indicator), o}
	}
	slices.SortFunc(all, func(x, y ranked) int {
		if c := cmp.Or(x.unit-y.unit, x.code-y.code); c != 0 {
			return c
		}
		return compareFigures(x.figure, y.figure)
	})
	b.figures = make([]*plan.Observation, len(all))
	for i, r := range all {
		b.figures[i] = r.figure
	}
	for from, to := 0, 0; from < len(all); from = to {
		at := pairOf(b.figures[from])
		for to = from + 1; to < len(all) && pairOf(b.figures[to]) == at; to++ {
		}
		b.reported[at] = b.figures[from:to:to]
	}
}

// orderReporters lists, for each indicator, the units that must report it and
// those that did.
func (b *book) orderReporters() {
	for _, x := range b.in.Plan.Indicators {
		for _, unit := range x.Reporters {
			b.charged[pair{unit, x.Code}] = true
		}
		b.reporters[x.Code] = slices.Clone(x.Reporters)
	}
	for at := range b.reported {
		if !b.charged[at] {
			b.reporters[at.indicator] = append(b.reporters[at.indicator], at.unit)
		}
	}
	for _, units := range b.reporters {
		b.sortUnits(units)
	}
}

// sortUnits puts units in the plan's order, those it does not have at the end.
func (b *book) sortUnits(units []plan.UnitID) {
	slices.SortFunc(units, func(x, y plan.UnitID) int {
		return cmp.Or(rank(b.unitOrder, x)-rank(b.unitOrder, y), cmp.Compare(x, y))
	})
}

func pairOf(o *plan.Observation) pair { return pair{o.Unit, o.Indicator} }

// rank returns the place of a key in its order, behind all others when it has none.
func rank[K comparable](order map[K]int, key K) int {
	if i, ok := order[key]; ok {
		return i
	}
	return len(order)
}

func compareFigures(x, y *plan.Observation) int {
	if c := cmp.Or(
		cmp.Compare(x.Unit, y.Unit),
		cmp.Compare(x.Indicator, y.Indicator),
		x.Period.Compare(y.Period),
		cmp.Compare(x.Basis, y.Basis),
		cmp.Compare(x.Status, y.Status),
	); c != 0 {
		return c
	}
	return cmp.Or(
		compareOrigins(x.Origin, y.Origin),
		cmp.Compare(x.Raw, y.Raw),
		cmp.Compare(x.Value.Number.String(), y.Value.Number.String()),
		cmp.Compare(x.Value.Document, y.Value.Document),
	)
}

// compareOrigins orders places as a reader goes through them: A9 before A10.
func compareOrigins(x, y plan.Origin) int {
	return cmp.Or(
		cmp.Compare(x.Source, y.Source),
		cmp.Compare(x.Tab, y.Tab),
		cmp.Compare(len(x.Cell), len(y.Cell)),
		cmp.Compare(x.Cell, y.Cell),
		cmp.Compare(x.Revision, y.Revision),
	)
}

func (b *book) orderAssessments() {
	for _, a := range b.in.Assessments {
		at := pair{a.Unit, a.Indicator}
		b.judged[at] = append(b.judged[at], a)
	}
	for _, list := range b.judged {
		slices.SortStableFunc(list, func(x, y assess.Assessment) int { return x.Period.Compare(y.Period) })
	}
}

func (b *book) orderSources() {
	b.in.Sources = slices.Clone(b.in.Sources)
	slices.SortFunc(b.in.Sources, func(x, y Source) int {
		return cmp.Or(rank(b.unitOrder, x.Unit)-rank(b.unitOrder, y.Unit), cmp.Compare(x.ID, y.ID))
	})
	for _, s := range b.in.Sources {
		b.sources[s.Unit] = append(b.sources[s.Unit], s)
		b.failed[s.ID] = b.failed[s.ID] || s.Stale()
	}
	if b.in.Adjustments != nil {
		b.failed[b.in.Adjustments.Source.ID] = b.in.Adjustments.Source.Stale()
	}
}

// orderFindings sorts the findings: what matters most first, then by unit and place.
func (b *book) orderFindings() {
	weight := map[validate.Severity]int{validate.Error: 0, validate.Warning: 1, validate.Info: 2}
	b.in.Findings = slices.Clone(b.in.Findings)
	slices.SortFunc(b.in.Findings, func(x, y Finding) int {
		return cmp.Or(
			rank(weight, x.Severity)-rank(weight, y.Severity),
			rank(b.unitOrder, x.Unit)-rank(b.unitOrder, y.Unit),
			compareOrigins(x.Origin, y.Origin),
			cmp.Compare(x.Key(), y.Key()),
			cmp.Compare(x.Found, y.Found),
			cmp.Compare(x.Expected, y.Expected),
		)
	})
	for _, f := range b.in.Findings {
		if b.open[f.Unit] == nil {
			b.open[f.Unit] = map[validate.Severity]int{}
		}
		b.open[f.Unit][f.Severity]++
	}
}

// latest returns the last judgement of a unit's part, or of the whole for "";
// the zero Assessment when there is none.
func (b *book) latest(unit plan.UnitID, code plan.Code) assess.Assessment {
	list := b.judged[pair{unit, code}]
	if len(list) == 0 {
		return assess.Assessment{}
	}
	return list[len(list)-1]
}

// stale reports whether a judgement rests on figures that could not be read anew.
func (b *book) stale(a assess.Assessment) bool {
	return slices.ContainsFunc(a.Because, func(o *plan.Observation) bool { return b.failed[o.Origin.Source] })
}

// unitName returns the name of a unit, its id when the plan does not have it.
func (b *book) unitName(id plan.UnitID) string {
	if u := b.units[id]; u != nil {
		return cmp.Or(u.Name, string(id))
	}
	return string(id)
}
