// Package workbook makes the master workbook: one Input in, the bytes of one
// .xlsx out, the same bytes for the same Input. Replace is its only
// file-system code.
package workbook

import (
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
)

// Input is everything the master workbook shows.
type Input struct {
	Plan         *plan.Plan
	Words        *templates.Catalog // the language it is written in
	AsOf         time.Time          // the round's time, in the plan's zone
	Round        int64
	Sources      []Source
	Observations []plan.Observation
	Assessments  []assess.Assessment
	Findings     []Finding
	Adjustments  *Adjustments // nil when no sheet of adjustments is kept
	// Link returns where a figure's cell opens, "" when nowhere: a deep link
	// for Google Sheets, a relative path for a file.
	Link func(plan.Origin) string
}

// Finding is a finding with its history.
type Finding struct {
	validate.Finding
	FirstSeen time.Time
}

// Adjustments is what the secretariat's adjustments sheet holds.
type Adjustments struct {
	Source Source // of no unit
	List   []validate.Outcome
}

// Source is the state of one source after the round.
type Source struct {
	Unit     plan.UnitID
	ID       string
	Title    string
	Revision string
	ReadAt   time.Time // when the figures shown were read; zero: never
	Failed   string    // rule code of why it could not be read in this round, "" when it could
}

// Stale reports whether the figures shown are older than the round because
// the source could not be read.
func (s Source) Stale() bool { return s.Failed != "" }
