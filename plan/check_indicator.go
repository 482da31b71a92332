package plan

import (
	"slices"
	"strings"
)

func (c *checker) indicators() {
	codes := taken{}
	labels := map[string]taken{} // by section
	for i := range c.Indicators {
		x, path := &c.Indicators[i], at("indicators[%d]", i)
		c.unused(codes, path+".code", string(x.Code))
		if labels[x.Section] == nil {
			labels[x.Section] = taken{}
		}
		c.unused(labels[x.Section], path+".name", x.Name)
		for j, alias := range x.Aliases {
			c.unused(labels[x.Section], path+at(".aliases[%d]", j), alias)
		}
		c.indicator(path, x, &c.file.Indicators[i])
	}
}

func (c *checker) indicator(path string, x *Indicator, f *indicatorFile) {
	c.known(path+".section", problemUnknownSection, x.Section, &c.names.sections)
	c.known(path+".measure", problemUnknownMeasure, x.Measure, &c.names.measures)
	c.inYear(path+".due", x.Due)
	c.unitsOf(path, x)
	c.invented(path, x.Invented)
	if c.doc.Wrong(path + ".kind") {
		return
	}
	c.target(path, x, f.Target)
	c.direction(path, x)
	c.rollup(path, x)
	c.reporters(path, x)
	c.allocations(path, x)
	c.phasing(path, x, f.Phasing)
	c.parts(path, x)
	if x.Cumulative && x.Kind != Flow {
		c.doc.Report(path+".cumulative", problemCumulativeOfKind, nil)
	}
}

// rollupsOf says how figures of each kind can be brought together.
func rollupsOf(k Kind) []Rollup {
	switch k {
	case Ratio:
		return []Rollup{RatioOfSum, Single}
	case Milestone:
		return []Rollup{Single, All}
	case Quota:
		return []Rollup{Sum}
	}
	return []Rollup{Sum, Single}
}

func (c *checker) rollup(path string, x *Indicator) {
	if allowed := rollupsOf(x.Kind); !slices.Contains(allowed, x.Rollup) {
		var want []string
		for _, r := range allowed {
			want = append(want, string(r))
		}
		c.doc.Report(path+".rollup", problemRollupOfKind, args{"kind": string(x.Kind), "want": strings.Join(want, ", ")})
	}
}

// unitsOf tests every unit that an indicator names.
func (c *checker) unitsOf(path string, x *Indicator) {
	reporting, allocated := taken{}, taken{}
	for i, id := range x.Reporters {
		c.unit(reporting, path+at(".reporters[%d]", i), id)
	}
	for i, id := range x.Proposers {
		c.unit(reporting, path+at(".proposers[%d]", i), id)
	}
	for i, a := range x.Allocations {
		c.unit(allocated, path+at(".allocations[%d].unit", i), a.Unit)
	}
}

// unit reports a unit that the plan does not have, or that was named before.
func (c *checker) unit(named taken, path string, id UnitID) {
	c.known(path, problemUnknownUnit, string(id), &c.names.units)
	c.unused(named, path, string(id))
}

func (c *checker) reporters(path string, x *Indicator) {
	switch {
	case len(x.Proposers) > 0 && x.Kind != Quota:
		c.doc.Report(path+".proposers", problemProposersOfKind, nil)
	case len(x.Reporters) == 0 && x.Kind != Quota:
		c.doc.Report(path+".reporters", problemReporterMissing, nil)
	}
}

// allocations are tested one by one. Whether they add up to the target is a
// finding about the plan, not a problem of its file.
func (c *checker) allocations(path string, x *Indicator) {
	if len(x.Allocations) > 0 && (x.Kind == Ratio || x.Kind == Milestone) {
		c.doc.Report(path+".allocations", problemAllocationOfKind, nil)
	}
	for i, a := range x.Allocations {
		amount := path + at(".allocations[%d].amount", i)
		c.countable(amount, x, a.Amount)
		if sign, ok := a.Amount.Cmp(Int(0)); ok && sign < 0 {
			c.doc.Report(amount, problemNegative, nil)
		}
	}
}

func (c *checker) phasing(path string, x *Indicator, words []string) {
	path += ".phasing"
	switch {
	case len(words) == 0:
		return
	case x.Kind != Flow:
		c.doc.Report(path, problemPhasingOfKind, nil)
		return
	case len(words) == 1 && (words[0] == linear || words[0] == atEnd):
		return
	case len(words) != 12:
		c.doc.Report(path, problemPhasingForm, nil)
		return
	}
	total := Int(0)
	for i, share := range x.Phasing {
		inside := path + at("[%d]", i)
		sign, ok := share.Cmp(Int(0))
		if !ok || sign < 0 || !isUngrouped(words[i]) {
			c.doc.Report(inside, problemPhasingForm, nil)
			return
		}
		if sign > 0 && i+1 > x.Due.Last() {
			c.doc.Report(inside, problemPhasingAfterDue, args{"due": x.Due.String()})
		}
		total = total.Add(share)
	}
	if !total.Equal(Int(1)) {
		c.doc.Report(path, problemPhasingTotal, args{"total": total.String()})
	}
}

func (c *checker) parts(path string, x *Indicator) {
	numerator, denominator := len(x.Numerator) > 0, len(x.Denominator) > 0
	switch {
	case numerator && x.Kind != Ratio:
		c.doc.Report(path+".numerator", problemPartsOfKind, nil)
	case denominator && x.Kind != Ratio:
		c.doc.Report(path+".denominator", problemPartsOfKind, nil)
	case numerator != denominator:
		c.doc.Report(path, problemPartsIncomplete, nil)
	}
}
