package sync_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sync"
	"thidua/validate"
)

// TestAdjustmentsStandInPlaceOfFigures: the total is that of an independent
// sum over what the units say and what the secretariat says otherwise. The
// sheets are read again when they change, and the workbook is issued when an
// adjustment does.
func TestAdjustmentsStandInPlaceOfFigures(t *testing.T) {
	o := newBureau(t)
	o.run(t)
	o.adjust("Đơn vị B", "25")
	units := map[string]float64{"a": 10, "b": 20}
	for i, step := range []struct {
		change  func()
		adjusts map[string]float64 // by unit, those that apply
		state   validate.AdjustmentState
	}{
		{func() {}, map[string]float64{"b": 25}, validate.AdjustmentApplied},
		{func() { o.adjust("Đơn vị B", "26") }, map[string]float64{"b": 26}, validate.AdjustmentApplied},
		{func() { units["b"] = 21 }, map[string]float64{"b": 26}, validate.AdjustmentApplied},
		{func() { units["b"] = 26 }, nil, validate.AdjustmentMatched},
		{func() { units["b"] = 30 }, nil, validate.AdjustmentMatched},
		{func() { o.adjust("Đơn vị B", "hai mươi") }, nil, validate.AdjustmentUnusable},
		{func() { o.adjust("Đơn vị A", "11") }, map[string]float64{"a": 11}, validate.AdjustmentApplied},
	} {
		step.change()
		o.reader.books["a"], o.reader.books["b"] = units["a"], units["b"]
		r := o.run(t)
		sum := 0.0
		for unit, figure := range units {
			if adjusted, ok := step.adjusts[unit]; ok {
				figure = adjusted
			}
			sum += figure
		}
		if total(r).Float64() != sum || !r.Issued || r.Adjustments[step.state] != 1 {
			t.Errorf("step %d: total %s, want %v; issued %v; adjustments %v", i, total(r), sum, r.Issued, r.Adjustments)
		}
		if again := o.run(t); again.Issued || again.Read != 0 || !total(again).Equal(total(r)) || again.Adjustments[step.state] != 1 {
			t.Errorf("step %d: nothing changed: issued %v, read %d, total %s, adjustments %v", i, again.Issued, again.Read, total(again), again.Adjustments)
		}
	}
}

// TestAdjustmentsThatCannotBeReadStayAsTheyWere, and that is said; without a
// sheet of them there are none.
func TestAdjustmentsThatCannotBeReadStayAsTheyWere(t *testing.T) {
	o := newBureau(t)
	o.adjust("Đơn vị B", "25")
	o.run(t)
	o.reader.fails["adjustments"] = fmt.Errorf("open: %w", sheets.ErrDenied)
	for range 2 {
		r := o.run(t)
		if r.Failed != 1 || total(r).String() != "35" || !o.has(t, validate.RuleAdjustmentInvalid) {
			t.Errorf("failed %d, total %s", r.Failed, total(r))
		}
	}
	o.engine.Adjustments = sync.Source{}
	if r := o.run(t); r.Failed != 0 || total(r).String() != "30" || o.has(t, validate.RuleAdjustmentInvalid) {
		t.Errorf("without the sheet: failed %d, total %s", r.Failed, total(r))
	}
}

// TestAdjustmentsAreReadAgainUnderAnotherPlan: they name its units and
// indicators.
func TestAdjustmentsAreReadAgainUnderAnotherPlan(t *testing.T) {
	o := newBureau(t)
	o.adjust("Đơn vị Bê", "25")
	if r := o.run(t); r.Adjustments[validate.AdjustmentUnusable] != 1 {
		t.Fatalf("%v", r.Adjustments)
	}
	o.engine.Plan.Units[1].Aliases = []string{"Đơn vị Bê"}
	o.engine.Plan.Digest = "another"
	if r := o.run(t); total(r).String() != "35" {
		t.Errorf("total %s, want 35", total(r))
	}
}

// TestWhatIsWrongWithAnAdjustmentIsNotTheUnits: no unit is written to about a
// row that it cannot open.
func TestWhatIsWrongWithAnAdjustmentIsNotTheUnits(t *testing.T) {
	o := newBureau(t)
	o.adjust("Đơn vị B", "-25")
	o.engine.Mail.Secretariat = []string{"office@example.com"}
	r := o.run(t)
	if !o.has(t, validate.RuleNegativeValue) {
		t.Fatal("the figure below zero is not said")
	}
	for _, m := range r.Messages {
		if m.Unit != "" && strings.Contains(m.Text, "số âm") {
			t.Errorf("Đơn vị B is asked: %s", m.Text)
		}
	}
}

// TestCheckKnowsAdjustments: what is checked is what a round would judge.
func TestCheckKnowsAdjustments(t *testing.T) {
	o := newBureau(t)
	o.adjust("Đơn vị B", "25")
	o.reader.odd = "mất sổ"
	findings, _, err := o.engine.Check(t.Context(), eight, func(plan.UnitID) bool { return true }, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Rule == validate.RuleValueNotNumber && f.Unit == "b" {
			t.Error("what stands in the cell is said although the figure is known")
		}
	}
}

// adjust makes the adjustments sheet say a figure of one unit for June.
func (o *bureau) adjust(unit, figure string) {
	o.engine.Adjustments = sync.Source{ID: "adjustments", Reader: "shelf"}
	if o.reader.registers == nil {
		o.reader.registers = map[string][][]string{}
	}
	o.reader.registers["adjustments"] = [][]string{
		{"Đơn vị", "Chỉ tiêu", "Kỳ", "Lũy kế hay trong kỳ", "Giá trị", "Lý do"},
		{unit, "Trồng rừng", "Tháng 6", "lũy kế", figure, "báo qua điện thoại"},
	}
	o.reader.books["adjustments"]++
}
