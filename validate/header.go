package validate

import "thidua/plan"

// header is what a column's header says about its cells.
type header struct {
	Role   Role        // "" when the header says nothing known
	Period plan.Period // zero when the header names none
	Basis  plan.Basis  // "" when the header does not say
	Status plan.Status // Estimate, else Official
	Sure   bool        // every word of the header was understood
}

// readHeader reads a column's header, from the top level down to the leaf. A
// period that names no year is of the given year, the plan's.
func readHeader(path []string, year int) header { return header{Status: plan.Official} }
