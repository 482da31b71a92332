package main

import (
	"fmt"
	"io"

	"thidua/plan"
	"thidua/validate"
)

// findingsToJSON renders findings, sentences included.
func (a *app) findingsToJSON(p *plan.Plan, findings []validate.Finding) []findingJSON {
	out := make([]findingJSON, len(findings))
	for i, f := range findings {
		data := f.Data(p)
		out[i] = findingJSON{
			Rule: f.Rule, Severity: f.Severity, Unit: f.Unit, Indicator: f.Indicator, Period: f.Period,
			Tab: f.Origin.Tab, Cell: f.Origin.Cell, Found: f.Found, Expected: f.Expected,
			Message: a.words.Text("finding."+f.Rule, data), Hint: a.words.Text("finding."+f.Rule+".hint", data),
			URL: validate.Link(f.Origin), Source: f.Origin.Source,
		}
	}
	return out
}

// printFindings writes findings for people, grouped by unit, or says in words
// that there are none.
func (a *app) printFindings(w io.Writer, p *plan.Plan, findings []validate.Finding) {
	if len(findings) == 0 {
		fmt.Fprintln(w, a.words.Text("cli.no-findings", nil))
		return
	}
	unit := plan.UnitID("\x00")
	for _, f := range a.findingsToJSON(p, findings) {
		if f.Unit != unit {
			unit = f.Unit
			fmt.Fprintf(w, "\n%s\n", unitName(p, unit))
		}
		place := oneLine(f.Tab)
		if f.Cell != "" {
			place += "!" + f.Cell
		}
		fmt.Fprintf(w, "  [%s] %s %s (%s)\n", a.words.Label("severity."+string(f.Severity)), place, f.Message, f.Rule)
		if f.Hint != "" {
			fmt.Fprintf(w, "      → %s\n", f.Hint)
		}
	}
}

// unitName is the unit's name, the plan's title for findings about the plan.
func unitName(p *plan.Plan, id plan.UnitID) string {
	if u := p.Unit(id); u != nil {
		return u.Name
	}
	if id == "" {
		return p.Title
	}
	return string(id)
}
