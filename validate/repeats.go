package validate

import (
	"thidua/plan"
	"thidua/sheets"
)

// sighting is an observation before it is known whether another cell says
// the same or something else.
type sighting struct {
	observation plan.Observation
	sheet       *sheet
	cells       []sheets.Ref
}

// sightingKey is what a figure is about.
type sightingKey struct {
	unit      plan.UnitID
	indicator plan.Code
	period    plan.Period
	basis     plan.Basis
	status    plan.Status
}

func (s sighting) key() sightingKey {
	o := s.observation
	return sightingKey{o.Unit, o.Indicator, o.Period, o.Basis, o.Status}
}

// settle keeps one observation where several cells say the same, and none
// where they contradict each other; then it keeps the blanks of what no cell
// gave.
func (r *reader) settle() {
	byKey := map[sightingKey][]sighting{}
	for _, s := range r.sightings {
		byKey[s.key()] = append(byKey[s.key()], s)
	}
	for _, first := range r.sightings {
		same := byKey[first.key()]
		if len(same) == 0 {
			continue
		}
		delete(byKey, first.key())
		if !r.reportRepeated(same) {
			first.sheet.claims.use(first.cells...)
			first.sheet.gave = append(first.sheet.gave, first.cells...)
			r.reading.Observations = append(r.reading.Observations, first.observation)
		}
	}
	r.keepBlanks()
}

// reportRepeated reports figures that stand in several cells and whether they
// contradict each other: then the cells gave no figure.
func (r *reader) reportRepeated(same []sighting) (contradict bool) {
	first := same[0]
	for _, s := range same[1:] {
		contradict = contradict || !sameValue(first.observation.Value, s.observation.Value)
	}
	for _, s := range same[1:] {
		o := s.observation
		f := s.sheet.finding(RuleIndicatorRepeated, s.cells[0], o.Raw, first.observation.Raw,
			"first", first.observation.Origin.Cell, "first_tab", first.observation.Origin.Tab, "basis", string(o.Basis))
		f.Indicator, f.Period = o.Indicator, o.Period
		s.sheet.mention(f, s.cells...)
		if contradict {
			first.sheet.mention(f, first.cells...)
		} else {
			f.Severity = Warning
		}
		r.add(f)
	}
	return contradict
}

func sameValue(a, b plan.Value) bool {
	return a.Number.Equal(b.Number) && a.Numerator.Equal(b.Numerator) && a.Denominator.Equal(b.Denominator) &&
		a.Done == b.Done && a.Document == b.Document && a.Date == b.Date
}

// keepBlanks keeps each blank once, and only where no other cell gave the figure.
func (r *reader) keepBlanks() {
	type place struct {
		indicator plan.Code
		period    plan.Period
		basis     plan.Basis
	}
	taken := map[place]bool{}
	for _, o := range r.reading.Observations {
		if o.Unit == r.unit {
			taken[place{o.Indicator, o.Period, o.Basis}] = true
		}
	}
	for _, b := range r.blanks {
		if at := (place{b.Indicator, b.Period, b.Basis}); !taken[at] {
			taken[at] = true
			r.reading.Blanks = append(r.reading.Blanks, b)
		}
	}
}
