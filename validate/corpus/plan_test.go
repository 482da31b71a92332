package corpus_test

import (
	_ "embed"
	"fmt"

	"thidua/plan"
)

//go:embed plan.yaml
var planFile []byte

// loadPlan returns the plan that the workbooks report on.
func loadPlan() (*plan.Plan, error) {
	p, problems := plan.Load("plan.yaml", planFile)
	if len(problems) > 0 {
		return nil, fmt.Errorf("plan.yaml: %+v", problems[0])
	}
	return p, nil
}
