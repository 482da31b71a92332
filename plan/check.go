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
	file  *planFile
	doc   *strictyaml.Document
	names struct{ campaigns, sections, measures, units, indicators nameList }

	unknown int // names reported so far
}

// args are the arguments of a problem.
type args = map[string]string

func check(p *Plan, f *planFile, doc *strictyaml.Document) {
	c := checker{Plan: p, file: f, doc: doc}
	c.collectNames()
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

// collectNames lists what may be referred to.
func (c *checker) collectNames() {
	for _, x := range c.Campaigns {
		c.names.campaigns.add(x.ID)
	}
	for _, x := range c.Sections {
		c.names.sections.add(x.ID)
	}
	for _, x := range c.Measures {
		c.names.measures.add(x.ID)
	}
	for _, x := range c.Units {
		c.names.units.add(string(x.ID))
	}
	for _, x := range c.Indicators {
		c.names.indicators.add(string(x.Code))
	}
}

func (c *checker) year() {
	c.inYear("from", c.From)
	c.inYear("to", c.To)
	if c.From.Compare(c.To) > 0 {
		c.doc.Report("to", problemFromAfterTo, args{"from": c.From.String()})
	}
}

func (c *checker) inYear(path string, q Period) {
	if q.Year != c.Year && !c.doc.Wrong("year") {
		c.doc.Report(path, problemOutsideYear, args{"year": strconv.Itoa(c.Year)})
	}
}

func (c *checker) thresholds() {
	c.positive("thresholds.on_track", c.Thresholds.OnTrack)
	c.positive("thresholds.slip", c.Thresholds.Slip)
	if above, ok := c.Thresholds.OnTrack.Cmp(Int(1)); ok && above > 0 {
		c.doc.Report("thresholds.on_track", problemShareAboveOne, nil)
	}
}

func (c *checker) positive(path string, n Number) {
	if sign, ok := n.Cmp(Int(0)); ok && sign <= 0 {
		c.doc.Report(path, problemNotPositive, nil)
	}
}

func (c *checker) campaigns() {
	seen, titles := taken{}, taken{}
	for i, x := range c.Campaigns {
		c.unused(seen, at("campaigns[%d].id", i), x.ID)
		c.unused(titles, at("campaigns[%d].name", i), x.Name)
	}
}

func (c *checker) sections() {
	seen := taken{}
	for i, x := range c.Sections {
		c.unused(seen, at("sections[%d].id", i), x.ID)
		c.known(at("sections[%d].campaign", i), problemUnknownCampaign, x.Campaign, &c.names.campaigns)
	}
}

func (c *checker) measures() {
	seen := taken{}
	for i, m := range c.Measures {
		c.unused(seen, at("measures[%d].id", i), m.ID)
		for j, alias := range m.Aliases {
			c.unused(seen, at("measures[%d].aliases[%d]", i, j), alias)
		}
		c.conversion(at("measures[%d]", i), m)
	}
}

func (c *checker) conversion(path string, m Measure) {
	c.known(path+".base", problemUnknownMeasure, m.Base, &c.names.measures)
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

func (c *checker) units() {
	seen, circle := taken{}, circular(c.Units)
	for i, u := range c.Units {
		path := at("units[%d]", i)
		c.unused(seen, path+".id", string(u.ID))
		c.known(path+".parent", problemUnknownUnit, string(u.Parent), &c.names.units)
		if circle[u.ID] {
			c.doc.Report(path+".parent", problemParentCycle, nil)
		}
		c.reportingSpan(path, u)
	}
}

// circular returns the units that are above themselves.
func circular(units []Unit) map[UnitID]bool {
	parents := map[UnitID]UnitID{}
	for _, u := range units {
		parents[u.ID] = u.Parent
	}
	circle, seen := map[UnitID]bool{}, map[UnitID]bool{}
	for _, u := range units {
		var chain []UnitID
		up := u.ID
		for ; up != "" && !seen[up]; up = parents[up] {
			seen[up] = true
			chain = append(chain, up)
		}
		if i := slices.Index(chain, up); i >= 0 { // back on the way it came
			for _, id := range chain[i:] {
				circle[id] = true
			}
		}
	}
	return circle
}

func (c *checker) reportingSpan(path string, u Unit) {
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
func (c *checker) checks() {
	for i, text := range c.file.Checks {
		path := at("checks[%d]", i)
		parsed, ok := parseCheck(text)
		if !ok {
			c.doc.Report(path, problemCheckForm, nil)
			continue
		}
		for _, code := range append(slices.Clone(parsed.Terms), parsed.Code) {
			c.known(path, problemUnknownIndicator, string(code), &c.names.indicators)
		}
		c.Checks = append(c.Checks, parsed)
	}
}

// invented tests that what is called invented is really in the file.
func (c *checker) invented(path string, keys []string) {
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

// taken are the names used so far, in lower case, with the path of each.
type taken map[string]string

// unused reports name if it was taken before; case makes no difference.
func (c *checker) unused(used taken, path, name string) {
	folded := strings.ToLower(name)
	if name == "" {
		return
	}
	if first, ok := used[folded]; ok {
		c.doc.Report(path, problemDuplicate, args{"first": strconv.Itoa(c.doc.Line(first))})
		return
	}
	used[folded] = path
}

// nameList are the names of one sort of thing that the plan has.
type nameList struct {
	all []string
	has map[string]bool
}

func (l *nameList) add(name string) {
	if l.has == nil {
		l.has = map[string]bool{}
	}
	l.all, l.has[name] = append(l.all, name), true
}

// known reports name if it is given and not in the list. What was probably
// meant is looked for while it can be of use to a reader: comparing is slow.
func (c *checker) known(path, code, name string, list *nameList) {
	const most = 1000
	if name == "" || list.has[name] {
		return
	}
	nearest := ""
	if c.unknown++; c.unknown <= most && len(list.all) <= most {
		nearest = strictyaml.Nearest(name, list.all)
	}
	c.doc.Report(path, code, args{"name": name, "nearest": nearest})
}

func at(format string, indices ...any) string { return fmt.Sprintf(format, indices...) }
