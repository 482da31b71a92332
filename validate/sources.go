package validate

import (
	"slices"

	"thidua/plan"
)

// reviewSources looks for a figure that two sources of one unit give
// differently. Within one source Read sees it.
func (r *reviewer) reviewSources(observations []*plan.Observation) {
	elsewhere := func(o *plan.Observation) bool { return o.Origin.Source != observations[0].Origin.Source }
	if !slices.ContainsFunc(observations, elsewhere) {
		return
	}
	type place struct {
		figureKey
		status plan.Status
	}
	firsts := make(map[place]*plan.Observation, len(observations))
	for _, o := range observations {
		at := place{figureKey{o.Unit, o.Indicator, o.Period, o.Basis}, o.Status}
		first := firsts[at]
		if first == nil {
			firsts[at] = o
			continue
		}
		if first.Origin.Source != o.Origin.Source && !sameAnswer(first.Value, o.Value) {
			r.figure(RuleIndicatorRepeated, o, o.Value.Number.String(), first.Value.Number.String(),
				"first", first.Origin.Cell, "first_tab", first.Origin.Tab)
		}
	}
}
