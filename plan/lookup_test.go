package plan_test

import (
	"testing"

	"thidua/plan"
)

func TestLookUps(t *testing.T) {
	p := loadExample(t)
	if x := p.Indicator("LN-05"); x == nil || x.Name != "Trồng cây phân tán" {
		t.Errorf("LN-05 is %+v", x)
	}
	if u := p.Unit("kiem-lam"); u == nil || u.Parent != "so-nnptnt" {
		t.Errorf("kiem-lam is %+v", u)
	}
	if p.Indicator("XX-99") != nil || p.Unit("nobody") != nil || p.Section("VI") != nil || p.Measure("gang") != nil {
		t.Error("what the plan does not have was found")
	}
}

func TestOwedBy(t *testing.T) {
	var codes []plan.Code
	for _, x := range loadExample(t).OwedBy("cn-ty") {
		codes = append(codes, x.Code)
	}
	want := []plan.Code{"CN-01", "CN-02", "NV-01", "TD-01"}
	if len(codes) != len(want) {
		t.Fatalf("owed %v, want %v", codes, want)
	}
	for i := range want {
		if codes[i] != want[i] {
			t.Errorf("owed %v, want %v", codes, want)
		}
	}
}

func TestNoAllocationIsNotZero(t *testing.T) {
	x := loadExample(t).Indicator("LN-05")
	total := plan.Int(0)
	for _, a := range x.Allocations {
		total = total.Add(a.Amount)
	}
	if !total.Equal(x.Target.Low) || len(x.Allocations) != 11 {
		t.Errorf("%d allocations add up to %s, want 11 and %s", len(x.Allocations), total, x.Target.Low)
	}
	if x.Allocation("kiem-lam").Known() {
		t.Error("kiem-lam has an allocation")
	}
}

// Districts are outside the department and propose nobody for its awards.
func TestWhoMayReport(t *testing.T) {
	p := loadExample(t)
	for _, tc := range []struct {
		code plan.Code
		unit plan.UnitID
		want bool
	}{
		{"LN-01", "kiem-lam", true},
		{"LN-01", "huu-lien", false},
		{"KT-01", "huu-lien", true},
		{"KT-01", "cao-loc", false},
	} {
		if got := p.Indicator(tc.code).MayReport(tc.unit); got != tc.want {
			t.Errorf("%s may report %s: %v", tc.unit, tc.code, got)
		}
	}
	if open := (&plan.Indicator{Kind: plan.Quota}); !open.MayReport("anyone") {
		t.Error("a quota that names nobody is closed to all")
	}
	if owed := (&plan.Indicator{Kind: plan.Flow}); owed.MayReport("anyone") {
		t.Error("a flow that names nobody is open to all")
	}
}

func TestConversion(t *testing.T) {
	p := loadExample(t)
	for _, tc := range []struct{ from, to, want string }{
		{"nghìn ha", "ha", "1000"},
		{"m2", "ha", "0.0001"},
		{"km2", "nghìn ha", "0.1"},
		{"tạ", "nghìn tấn", "0.0001"},
		{"ha", "ha", "1"},
		{"m3", "ha", ""},
		{"m2", "gang", ""},
	} {
		factor, ok := p.ConversionFactor(tc.from, tc.to)
		if factor.String() != tc.want || ok != (tc.want != "") {
			t.Errorf("one %s is %q %s (%v), want %q", tc.from, factor, tc.to, ok, tc.want)
		}
	}
}
