package plan

import "slices"

// Indicator returns the indicator of this code, nil when the plan has none.
func (p *Plan) Indicator(code Code) *Indicator {
	i := slices.IndexFunc(p.Indicators, func(x Indicator) bool { return x.Code == code })
	if i < 0 {
		return nil
	}
	return &p.Indicators[i]
}

// Unit returns the unit of this id, nil when the plan has none.
func (p *Plan) Unit(id UnitID) *Unit {
	i := slices.IndexFunc(p.Units, func(x Unit) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Units[i]
}

// IsAbove reports whether a unit stands above another in the tree.
func (p *Plan) IsAbove(above, unit UnitID) bool {
	u := p.Unit(unit)
	for range p.Units { // a tree is not deeper than it has units
		if u == nil || u.Parent == "" {
			return false
		}
		if u.Parent == above {
			return true
		}
		u = p.Unit(u.Parent)
	}
	return false
}

// Conflicts returns the indicators about which the plan contradicts itself, in
// its order. Wherever the target of one is shown, so is the contradiction.
func (p *Plan) Conflicts() []*Indicator {
	var found []*Indicator
	for i := range p.Indicators {
		if p.Indicators[i].Conflict != "" {
			found = append(found, &p.Indicators[i])
		}
	}
	return found
}

// Section returns the section of this id, nil when the plan has none.
func (p *Plan) Section(id string) *Section {
	i := slices.IndexFunc(p.Sections, func(x Section) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Sections[i]
}

// Measure returns the measure of this id, nil when the plan has none.
func (p *Plan) Measure(id string) *Measure {
	i := slices.IndexFunc(p.Measures, func(x Measure) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &p.Measures[i]
}

// OwedBy returns the indicators that a unit is a named reporter of.
func (p *Plan) OwedBy(id UnitID) []*Indicator {
	var owed []*Indicator
	for i := range p.Indicators {
		if p.Indicators[i].reportedBy(id) {
			owed = append(owed, &p.Indicators[i])
		}
	}
	return owed
}

func (x *Indicator) reportedBy(id UnitID) bool { return slices.Contains(x.Reporters, id) }

// Allocation returns the part of the target given to a unit; nothing when the
// unit has no allocation, which is not an allocation of 0.
func (x *Indicator) Allocation(id UnitID) Number {
	for _, a := range x.Allocations {
		if a.Unit == id {
			return a.Amount
		}
	}
	return Number{}
}

// MayReport reports whether a unit's figure counts: that of a named reporter
// or proposer, and for a quota without named proposers that of any unit.
func (x *Indicator) MayReport(id UnitID) bool {
	return slices.Contains(x.Reporters, id) || slices.Contains(x.Proposers, id) ||
		x.Kind == Quota && len(x.Reporters)+len(x.Proposers) == 0
}

// ConversionFactor returns what one of the measure from is in the measure to,
// both by ID; ok is false when they do not measure the same thing.
func (p *Plan) ConversionFactor(from, to string) (factor Number, ok bool) {
	if from == to {
		return Int(1), true
	}
	f, t := p.Measure(from), p.Measure(to)
	if f == nil || t == nil {
		return Number{}, false
	}
	fb, ff := f.base()
	tb, tf := t.base()
	if fb != tb {
		return Number{}, false
	}
	return ff.Div(tf, 12), true
}

func (m *Measure) base() (id string, factor Number) {
	if m.Base == "" {
		return m.ID, Int(1)
	}
	return m.Base, m.Factor
}
