package validate

import "thidua/plan"

// CheckReading lets the cases apply the rules to figures that no sheet was
// read for.
func CheckReading(p *plan.Plan, r *Reading) []Finding { return checkReading(p, r) }
