package validate

import (
	"slices"
	"strconv"

	"thidua/plan"
)

// family knows, for each indicator that several units add up to, the units
// above them in the tree that are no reporters themselves: what these say about
// it is a check of what those below them say.
type family map[plan.Code]map[plan.UnitID][]plan.UnitID

func familyOf(p *plan.Plan) family {
	parents := map[plan.UnitID]plan.UnitID{}
	for _, u := range p.Units {
		parents[u.ID] = u.Parent
	}
	f := family{}
	for i := range p.Indicators {
		x := &p.Indicators[i]
		if x.Rollup != plan.Sum || len(x.Reporters) < 2 {
			continue
		}
		below := map[plan.UnitID][]plan.UnitID{}
		for _, reporter := range x.Reporters {
			for above := parents[reporter]; above != ""; above = parents[above] {
				if !slices.Contains(x.Reporters, above) {
					below[above] = append(below[above], reporter)
				}
			}
		}
		for unit, reporters := range below {
			if len(reporters) < 2 {
				delete(below, unit)
			}
		}
		if len(below) > 0 {
			f[x.Code] = below
		}
	}
	return f
}

// reviewParents compares what a unit says for those below it with their sum,
// wherever all of them have given their figure.
func (r *reviewer) reviewParents(x *plan.Indicator) {
	figures := r.totals.figures[x.Code]
	for _, o := range figures {
		below := r.totals.family[x.Code][o.Unit]
		if len(below) == 0 || !o.Value.Number.Known() {
			continue
		}
		sum, count := plan.Int(0), 0
		for _, part := range figures {
			if part.Period == o.Period && part.Basis == o.Basis && slices.Contains(below, part.Unit) {
				sum, count = sum.Add(part.Value.Number), count+1
			}
		}
		if count == len(below) && !roundsTo(o.Value.Number, sum, 2) {
			r.figure(RuleTotalNotSum, o, o.Value.Number.String(), sum.String(), "count", strconv.Itoa(count))
		}
	}
}
