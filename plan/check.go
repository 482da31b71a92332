package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"thidua/strictyaml"
)

// A checker finds what is wrong with a plan beyond the form of single values,
// and reports it where it stands in the file.
type checker struct {
	*Plan
	file *planFile
	doc  *strictyaml.Document
}

// args are the arguments of a problem.
type args = map[string]string

func check(p *Plan, f *planFile, doc *strictyaml.Document) {
	c := checker{p, f, doc}
	c.year()
	c.thresholds()
	c.campaigns()
	c.sections()
	c.measures()
	c.units()
	c.indicators()
	c.checks()
	c.invented("", f.Invented)
}

func (c checker) year() {
	c.inYear("from", c.From)
	c.inYear("to", c.To)
	if c.From.Compare(c.To) > 0 {
		c.doc.Report("to", problemFromAfterTo, args{"from": c.From.String()})
	}
}

func (c checker) inYear(path string, q Period) {
	if q.Year != c.Year && !c.doc.Wrong("year") {
		c.doc.Report(path, problemOutsideYear, args{"year": strconv.Itoa(c.Year)})
	}
}

func (c checker) thresholds() {
	c.positive("thresholds.on_track", c.Thresholds.OnTrack)
	c.positive("thresholds.slip", c.Thresholds.Slip)
	if above, ok := c.Thresholds.OnTrack.Cmp(Int(1)); ok && above > 0 {
		c.doc.Report("thresholds.on_track", problemShareAboveOne, nil)
	}
}

func (c checker) positive(path string, n Number) {
	if sign, ok := n.Cmp(Int(0)); ok && sign <= 0 {
		c.doc.Report(path, problemNotPositive, nil)
	}
}

func (c checker) campaigns() {
	seen, titles := names{}, names{}
	for i, x := range c.Campaigns {
		c.unused(seen, at("campaigns[%d].id", i), x.ID)
		c.unused(titles, at("campaigns[%d].name", i), x.Name)
	}
}

func (c checker) sections() {
	seen := names{}
	for i, x := range c.Sections {
		c.unused(seen, at("sections[%d].id", i), x.ID)
		c.known(at("sections[%d].campaign", i), problemUnknownCampaign, x.Campaign, campaignIDs(c.Plan))
	}
}

func (c checker) measures() {
	seen := names{}
	for i, m := range c.Measures {
		c.unused(seen, at("measures[%d].id", i), m.ID)
		for j, alias := range m.Aliases {
			c.unused(seen, at("measures[%d].aliases[%d]", i, j), alias)
		}
		c.conversion(at("measures[%d]", i), m)
	}
}

func (c checker) conversion(path string, m Measure) {
	c.known(path+".base", problemUnknownMeasure, m.Base, measureIDs(c.Plan))
	c.positive(path+".factor", m.Factor)
	base := c.Measure(m.Base)
	switch {
	case m.Base == "" && m.Factor.Known():
		c.doc.Report(path+".factor", problemFactorAlone, nil)
	case m.Base != "" && !m.Factor.Known():
		c.doc.Report(path+".factor", problemFactorMissing, args{"base": m.Base})
	case base != nil && base.Base != "":
		c.doc.Report(path+".base", problemBaseOfBase, args{"base": base.Base})
	}
}

func (c checker) units() {
	seen := names{}
	for i, u := range c.Units {
		path := at("units[%d]", i)
		c.unused(seen, path+".id", string(u.ID))
		c.known(path+".parent", problemUnknownUnit, string(u.Parent), unitNames(c.Plan))
		if c.underItself(u) {
			c.doc.Report(path+".parent", problemParentCycle, nil)
		}
		c.reportingSpan(path, u)
	}
}

func (c checker) underItself(u Unit) bool {
	for up, steps := &u, 0; up != nil && steps < len(c.Units); steps++ {
		if up.Parent == u.ID {
			return true
		}
		up = c.Unit(up.Parent)
	}
	return false
}

func (c checker) reportingSpan(path string, u Unit) {
	if !u.From.IsZero() {
		c.inYear(path+".from", u.From)
	}
	if !u.To.IsZero() {
		c.inYear(path+".to", u.To)
	}
	if !u.From.IsZero() && !u.To.IsZero() && u.From.Compare(u.To) > 0 {
		c.doc.Report(path+".to", problemFromAfterTo, args{"from": u.From.String()})
	}
}

// checks reads the relations between indicators into the plan.
func (c checker) checks() {
	for i, text := range c.file.Checks {
		path := at("checks[%d]", i)
		parsed, ok := parseCheck(text)
		if !ok {
			c.doc.Report(path, problemCheckForm, nil)
			continue
		}
		for _, code := range append(slices.Clone(parsed.Terms), parsed.Code) {
			c.known(path, problemUnknownIndicator, string(code), indicatorCodes(c.Plan))
		}
		c.Checks = append(c.Checks, parsed)
	}
}

// invented tests that what is called invented is really in the file.
func (c checker) invented(path string, keys []string) {
	for i, key := range keys {
		list, named := "invented", key
		if path != "" {
			list, named = path+".invented", path+"."+key
		}
		if !c.doc.Has(named) {
			c.doc.Report(list+at("[%d]", i), problemInventedUnknown, nil)
		}
	}
}

// names are the names taken so far, with the path of each.
type names map[string]string

// unused reports name if it was taken before; case makes no difference.
func (c checker) unused(taken names, path, name string) {
	folded := strings.ToLower(name)
	if name == "" {
		return
	}
	if first, ok := taken[folded]; ok {
		c.doc.Report(path, problemDuplicate, args{"first": strconv.Itoa(c.doc.Line(first))})
		return
	}
	taken[folded] = path
}

// known reports name if it is given and not among the known ones.
func (c checker) known(path, code, name string, known []string) {
	if name != "" && !slices.Contains(known, name) {
		c.doc.Report(path, code, args{"name": name, "nearest": strictyaml.Nearest(name, known)})
	}
}

func at(format string, indices ...any) string { return fmt.Sprintf(format, indices...) }

func campaignIDs(p *Plan) (ids []string) {
	for _, x := range p.Campaigns {
		ids = append(ids, x.ID)
	}
	return ids
}

func sectionIDs(p *Plan) (ids []string) {
	for _, x := range p.Sections {
		ids = append(ids, x.ID)
	}
	return ids
}

func measureIDs(p *Plan) (ids []string) {
	for _, x := range p.Measures {
		ids = append(ids, x.ID)
	}
	return ids
}

func unitNames(p *Plan) (ids []string) {
	for _, x := range p.Units {
		ids = append(ids, string(x.ID))
	}
	return ids
}

func indicatorCodes(p *Plan) (ids []string) {
	for _, x := range p.Indicators {
		ids = append(ids, string(x.Code))
	}
	return ids
}
