package corpus_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/plan"
	"thidua/validate"
)

// now is when the workbooks are reviewed: after the last month that the usual
// clerk has figures of.
var now = time.Date(2025, time.June, 3, 9, 0, 0, 0, time.UTC)

// score is how well workbooks were read.
type score struct {
	books    int
	figures  int // that a secretary reads
	read     int // of them, as a secretary reads them
	wrong    int // of them, otherwise
	invented int // that a secretary does not read
	lost     int // neither read nor reported
	faults   int // that must be said
	said     int // of them
	cells    int // that are clean
	blamed   int // of them, with an error
}

func (s *score) add(t score) {
	s.books += t.books
	s.figures += t.figures
	s.read += t.read
	s.wrong += t.wrong
	s.invented += t.invented
	s.lost += t.lost
	s.faults += t.faults
	s.said += t.said
	s.cells += t.cells
	s.blamed += t.blamed
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func (s score) recall() float64    { return share(s.read, s.figures) }
func (s score) precision() float64 { return share(s.read, s.read+s.wrong+s.invented) }

// The least that is read today. A change that reads less fails; one that reads
// more raises the marks.
const (
	leastRecall    = 0.99
	leastPrecision = 1.0
	leastSaid      = 1.0
	mostBlamed     = 0.0
	mostLost       = 3 // the registers of tasks and awards
)

// mostComplaints is how many of one workbook are told.
const mostComplaints = 6

func TestScore(t *testing.T) {
	p, err := loadPlan()
	if err != nil {
		t.Fatal(err)
	}
	reader := validate.NewInterpreter(p)
	byStyle := map[string]*score{}
	var styles []string
	var all score
	for _, w := range workbooks(p) {
		m := newMark(p, &w, reader)
		for i, complaint := range m.complaints {
			if i == mostComplaints {
				t.Logf("%s: %s: and %d more", w.Style, w.Name, len(m.complaints)-i)
				break
			}
			t.Logf("%s: %s: %s", w.Style, w.Name, complaint)
		}
		if byStyle[w.Style] == nil {
			byStyle[w.Style] = &score{}
			styles = append(styles, w.Style)
		}
		byStyle[w.Style].add(m.score)
		all.add(m.score)
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%-26s %5s %7s %7s %6s %6s %5s %7s %7s\n", "style", "books", "figures", "recall", "wrong", "inv.", "lost", "faults", "blamed")
	for _, style := range append(styles, "all") {
		s := all
		if style != "all" {
			s = *byStyle[style]
		}
		fmt.Fprintf(&table, "%-26s %5d %7d %7.3f %6d %6d %5d %3d/%3d %7d\n",
			style, s.books, s.figures, s.recall(), s.wrong, s.invented, s.lost, s.said, s.faults, s.blamed)
	}
	t.Logf("\n%s", table.String())
	switch {
	case all.wrong > 0:
		t.Errorf("%d figures were read wrongly", all.wrong)
	case all.lost > mostLost:
		t.Errorf("%d figures were neither read nor reported", all.lost)
	case all.recall() < leastRecall:
		t.Errorf("recall %.4f, want %.4f", all.recall(), leastRecall)
	case all.precision() < leastPrecision:
		t.Errorf("precision %.4f, want %.4f", all.precision(), leastPrecision)
	case share(all.said, all.faults) < leastSaid:
		t.Errorf("%d of %d faults were said", all.said, all.faults)
	case share(all.blamed, all.cells) > mostBlamed:
		t.Errorf("%d of %d clean cells have errors", all.blamed, all.cells)
	}
}

// mark compares what was read in one workbook with the truth about it.
type mark struct {
	score
	book       *Workbook
	reading    *validate.Reading
	findings   []validate.Finding
	complaints []string
}

func newMark(p *plan.Plan, w *Workbook, reader *validate.Interpreter) mark {
	reading, explanation := reader.Explain(w.Unit, w.Grid)
	m := mark{book: w, reading: reading, findings: reading.Findings}
	for _, f := range validate.Review(p, []*validate.Reading{reading}, now) {
		if f.Unit == w.Unit && f.Origin.Cell != "" {
			m.findings = append(m.findings, f)
		}
	}
	m.books = 1
	reported := reportedPlaces(w, explanation)
	m.markFigures(reported)
	m.markFaults()
	m.markClean()
	return m
}

func (m *mark) complain(format string, args ...any) {
	m.complaints = append(m.complaints, fmt.Sprintf(format, args...))
}

type figureKey struct {
	unit      plan.UnitID
	indicator plan.Code
	period    plan.Period
	basis     plan.Basis
	status    plan.Status
}

func keyOf(o plan.Observation) figureKey {
	return figureKey{o.Unit, o.Indicator, o.Period, o.Basis, o.Status}
}

// otherwise is the same figure in other words: what was done in the first six
// months is what was done so far at their end.
func (k figureKey) otherwise() figureKey {
	if k.period.First() == 1 && k.period.Grain > plan.Month {
		switch k.basis {
		case plan.InPeriod:
			k.basis = plan.Cumulative
		case plan.Cumulative:
			k.basis = plan.InPeriod
		}
	}
	return k
}

func (k figureKey) String() string {
	return fmt.Sprintf("%s %s %s %s %s", k.unit, k.indicator, k.period, k.basis, k.status)
}

// reportedPlaces are the cells that a finding speaks of.
func reportedPlaces(w *Workbook, e *validate.Explanation) map[Place]bool {
	reported := map[Place]bool{}
	for i, tab := range e.Tabs {
		for ref, cell := range tab.Cells {
			if cell.Class == validate.CellReported {
				reported[Place{w.Grid.Tabs[i].Title, ref.A1()}] = true
			}
		}
	}
	return reported
}

func (m *mark) markFigures(reported map[Place]bool) {
	got := map[figureKey]plan.Observation{}
	for _, o := range m.reading.Observations {
		got[keyOf(o)] = o
	}
	for _, f := range m.book.Figures {
		m.figures++
		key := keyOf(f.Observation)
		o, ok := got[key]
		if !ok {
			key = key.otherwise()
			o, ok = got[key]
		}
		delete(got, key)
		switch {
		case ok && same(f.Value, o.Value):
			m.read++
		case ok:
			m.wrong++
			m.complain("wrong: %s is %s at %s, read %s at %s", keyOf(f.Observation), tell(f.Value), f.At(), tell(o.Value), o.Origin.Cell)
		case reported[f.At()]:
			m.complain("not read: %s at %s", keyOf(f.Observation), f.At())
		default:
			m.lost++
			m.complain("lost: %s at %s", keyOf(f.Observation), f.At())
		}
	}
	for _, k := range sortedKeys(got) {
		m.invented++
		m.complain("invented: %s %s at %s!%s", k, tell(got[k].Value), got[k].Origin.Tab, got[k].Origin.Cell)
	}
	for _, at := range m.book.Doubts {
		if !reported[at] {
			m.lost++
			m.complain("neither read nor reported: %s", at)
		}
	}
}

func sortedKeys(got map[figureKey]plan.Observation) []figureKey {
	var keys []figureKey
	for k := range got {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b figureKey) int { return strings.Compare(a.String(), b.String()) })
	return keys
}

// same reports whether two values agree. A ratio that is counted from its parts
// has more decimals than one that was typed.
func same(want, got plan.Value) bool {
	if !want.Numerator.Equal(got.Numerator) || !want.Denominator.Equal(got.Denominator) ||
		want.Done != got.Done || want.Document != got.Document || want.Date != got.Date {
		return false
	}
	if !want.Numerator.Known() {
		return want.Number.Equal(got.Number)
	}
	off := want.Number.Float64() - got.Number.Float64()
	return got.Number.Known() && off < 0.06 && off > -0.06
}

func tell(v plan.Value) string {
	return strings.Join(strings.Fields(fmt.Sprint(v.Number, " ", v.Numerator, " ", v.Denominator, " ", v.Document, " ", v.Date)), " ")
}

func (m *mark) markFaults() {
	for _, fault := range m.book.Faults {
		m.faults++
		said := slices.ContainsFunc(m.findings, func(f validate.Finding) bool {
			return slices.Contains(fault.Rules, f.Rule) && slices.Contains(fault.Places, Place{f.Origin.Tab, f.Origin.Cell})
		})
		if said {
			m.said++
		} else {
			m.complain("not said: %s at %s", strings.Join(fault.Rules, " or "), fault.Places)
		}
	}
}

// markClean counts the errors at cells that say a figure and are all right.
func (m *mark) markClean() {
	faulty := map[Place]bool{}
	for _, fault := range m.book.Faults {
		for _, at := range fault.Places {
			faulty[at] = true
		}
	}
	for _, at := range m.book.Doubts {
		faulty[at] = true
	}
	for _, f := range m.book.Figures {
		if !faulty[f.At()] {
			m.cells++
		}
	}
	for _, f := range m.findings {
		at := Place{f.Origin.Tab, f.Origin.Cell}
		if f.Severity == validate.Error && !faulty[at] && f.Rule != validate.RuleValueMissing && f.Rule != validate.RuleIndicatorMissing {
			m.blamed++
			m.complain("blamed: %s at %s, found %q", f.Rule, at, f.Found)
		}
	}
}
