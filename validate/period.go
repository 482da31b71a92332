package validate

import "thidua/plan"

// parsePeriod reads a text that is a period and nothing else. A period that
// names no year is of the given year.
func parsePeriod(text string, year int) (plan.Period, bool) { return plan.Period{}, false }

// findPeriod finds the period that a title speaks of. A period that names no
// year is of the given year.
func findPeriod(text string, year int) (plan.Period, bool) { return plan.Period{}, false }
