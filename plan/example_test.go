package plan_test

import (
	"os"
	"testing"

	"thidua/plan"
)

// loadExample returns the plan that the project ships as its example.
func loadExample(t *testing.T) *plan.Plan {
	t.Helper()
	const file = "../examples/langson-2024/plan.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, problems := plan.Load(file, data)
	for _, q := range problems {
		t.Errorf("%s:%d:%d: %s: %s %v", q.File, q.Line, q.Column, q.Path, q.Code, q.Data())
	}
	if p == nil {
		t.Fatal("no plan")
	}
	return p
}

func TestExamplePlanLoads(t *testing.T) {
	p := loadExample(t)
	if got := len(p.Indicators); got != 41 {
		t.Errorf("%d indicators, want 41", got)
	}
	if got := len(p.Units); got != 26 {
		t.Errorf("%d units, want 25 and the department", got)
	}
}
