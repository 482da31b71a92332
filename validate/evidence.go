package validate

import (
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
)

// witness decides between two readings of a figure such as "9.000". It
// returns the index of the reading it supports, -1 when it cannot tell.
type witness struct {
	name   string // for Args: what decided
	choose func(readings []numberReading) int
}

// decide returns the reading that the witnesses agree on, and their names. Nothing is guessed:
// without a witness, or when two contradict each other, ok is false.
func decide(readings []numberReading, witnesses []witness) (chosen numberReading, by string, ok bool) {
	var names []string
	at := -1
	for _, w := range witnesses {
		i := w.choose(readings)
		switch {
		case i < 0:
			continue
		case at >= 0 && i != at:
			return numberReading{}, "", false
		}
		at = i
		names = append(names, w.name)
	}
	if at < 0 {
		return numberReading{}, "", false
	}
	return readings[at], strings.Join(names, ", "), true
}

// witnesses returns what may tell how the figure at place i was meant.
func (s *series) witnesses(i int) []witness {
	return []witness{
		{"convention", s.byConvention},
		{"whole", func(r []numberReading) int { return s.byWholeness(r, i) }},
		{"target", func(r []numberReading) int { return s.byTarget(r, i) }},
		{"row", func(r []numberReading) int { return s.byRow(r, i) }},
	}
}

// byConvention supports the convention in which the other texts of the table
// are written, when they leave no doubt about it.
func (l *layout) byConvention(readings []numberReading) int {
	if l.convention == nil {
		convention := l.findConvention()
		l.convention = &convention
	}
	return slices.IndexFunc(readings, func(r numberReading) bool { return r.Convention != "" && r.Convention == *l.convention })
}

func (l *layout) findConvention() string {
	seen := ""
	for _, c := range l.valueColumns() {
		for ref := range l.cellsOf(c) {
			a := l.amountAt(ref)
			r, ok := a.certain()
			switch {
			case !ok || !a.typed() || r.Convention == "":
			case seen != "" && seen != r.Convention:
				return ""
			default:
				seen = r.Convention
			}
		}
	}
	return seen
}

// byWholeness supports the only reading without a fraction where whole things
// are counted.
func (s *series) byWholeness(readings []numberReading, i int) int {
	m := s.plan.Measure(s.indicator.Measure)
	if m == nil || !m.Count || s.indicator.Kind == plan.Ratio {
		return -1
	}
	return only(readings, func(r numberReading) bool { return s.measured(r, i).Decimal().IsInteger() })
}

// byTarget supports the only reading that the unit's part of the target makes
// believable. A flow may be as small as it likes; a level stands near its
// target.
func (s *series) byTarget(readings []numberReading, i int) int {
	target := unitTarget(s.indicator, s.slots[i].unit).Float64()
	if target <= 0 {
		return -1
	}
	slip := s.slip()
	return only(readings, func(r numberReading) bool {
		v := s.measured(r, i).Float64()
		return v < target*slip && (s.slots[i].basis != plan.AsOf || v > target/slip)
	})
}

// byRow supports the only reading that is of the size of the row's other
// figures on the same basis.
func (s *series) byRow(readings []numberReading, i int) int {
	sizes := s.sizesBeside(i)
	if len(sizes) == 0 {
		return -1
	}
	return only(readings, func(r numberReading) bool { return s.fits(r, i, sizes) })
}

// fellows are the rows of a long table by their indicator.
type fellows map[*plan.Indicator][]*group

func fellowsOf(groups []*group) fellows {
	f := fellows{}
	for _, g := range groups {
		f[g.indicator] = append(f[g.indicator], g)
	}
	return f
}

// sizesBeside are the row's other figures on the basis of the one at place i.
func (s *series) sizesBeside(i int) []float64 {
	var sizes []float64
	for j, other := range s.amounts {
		if r, ok := other.certain(); ok && j != i && s.slots[j].basis == s.slots[i].basis && s.slots[j].unit == s.slots[i].unit &&
			r.Number.Float64() > 0 {
			sizes = append(sizes, s.measured(r, j).Float64())
		}
	}
	return sizes
}

// sizesOfFellows are the figures of the same column and basis in the other
// rows of the indicator.
func (s *series) sizesOfFellows(i int) []float64 {
	var sizes []float64
	here := s.slots[i]
	for _, g := range s.fellows[s.indicator] {
		at := s.slotOf(g, here.column, sheets.Ref{Row: g.n, Col: here.ref.Col})
		r, ok := s.amountAt(at.ref).certain()
		if ok && g != s.group && g.owner.unit == s.owner.unit && g.measure.measure == s.measure.measure &&
			at.basis == here.basis && r.Number.Float64() > 0 {
			sizes = append(sizes, s.measured(r, i).Float64())
		}
	}
	return sizes
}

func (s *series) fits(r numberReading, i int, sizes []float64) bool {
	v, slip := s.measured(r, i).Float64(), s.slip()
	return v > slices.Min(sizes)/slip && v < slices.Max(sizes)*slip
}

// doubted returns both readings of a text that the locale alone decides, when
// several figures beside it say that it cannot be meant so: who types figures
// as text may have typed them elsewhere.
func (s *series) doubted(i int, a amount) []numberReading {
	r, ok := a.certain()
	if !ok || !a.typed() {
		return nil
	}
	both := parseNumber(a.cell.Text, "")
	if sizes := append(s.sizesBeside(i), s.sizesOfFellows(i)...); len(both) < 2 || len(sizes) < 2 || s.fits(r, i, sizes) {
		return nil
	}
	return both
}

// measured is a reading at place i in the indicator's measure, by the measure
// that the cell itself or its column names where one does.
func (s *series) measured(r numberReading, i int) plan.Number {
	factor, ok := s.cellFactor(s.slots[i].column, r)
	if !ok {
		factor = s.factor
	}
	return r.Number.Mul(factor)
}

func (l *layout) slip() float64 {
	if slip := l.plan.Thresholds.Slip.Float64(); slip > 1 {
		return slip
	}
	return 10
}

// only returns the index of the one reading that fits, -1 when none or several do.
func only(readings []numberReading, fits func(numberReading) bool) int {
	at := -1
	for i, r := range readings {
		if !fits(r) {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}
