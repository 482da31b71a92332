package validate

import "thidua/plan"

// findMeasure returns the plan's measure that a text names.
func findMeasure(p *plan.Plan, text string) (*plan.Measure, bool) { return nil, false }

// splitMeasure cuts a label such as "Trồng rừng (ha)" or "Trồng rừng, ha"
// into the name and what may be a measure; findMeasure says whether it is.
// measure is "" when the label has no such end.
func splitMeasure(label string) (name, measure string) { return label, "" }
