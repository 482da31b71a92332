package validate

import (
	"time"

	"thidua/plan"
)

// Adjustment is one row of the adjustments sheet: a figure that the
// secretariat was given by telephone or on paper.
type Adjustment struct {
	// Figure is the figure as it stands among those of the units when it
	// applies. Of a row that cannot be used it holds what could be understood.
	Figure                  plan.Observation
	Unit, Indicator, Period string   // as the row names them
	Reason, By, Document    string   // as the row has them
	Day                     string   // on which the figure was given, ISO 8601, "" when the row does not say
	Fault                   *Finding // why the row cannot be used, nil when it can

	// What is remembered of it from round to round.
	Since  time.Time  // when it was read for the first time; zero: never before
	Before plan.Value // what the unit's sheet said then
	Ended  time.Time  // when the unit's sheet said the same; zero: not yet
}

// AdjustmentState says what becomes of an adjustment.
type AdjustmentState string

// The states of adjustments.
const (
	AdjustmentApplied  AdjustmentState = "applied"  // its figure stands in place of the sheet's
	AdjustmentMatched  AdjustmentState = "matched"  // the sheet has said the same: it no longer applies
	AdjustmentUnusable AdjustmentState = "unusable" // Fault says why
)

// LastState is the state that an adjustment had as far as it is remembered.
func (a *Adjustment) LastState() AdjustmentState {
	switch {
	case a.Fault != nil:
		return AdjustmentUnusable
	case a.Ended.IsZero():
		return AdjustmentApplied
	}
	return AdjustmentMatched
}

// Outcome is an adjustment and what became of it.
type Outcome struct {
	Adjustment
	State AdjustmentState
	// Sheet is what the unit's sheet says of the figure: the zero Value when it
	// says nothing that can be read, Raw then being what the cell shows; the
	// zero Origin when it has no cell for it.
	Sheet plan.Observation
	// Disputed is set when the sheet says something else than both the
	// adjustment and what it said when that came.
	Disputed bool
}

// stretch is what a figure is about, however its period is said: the first
// half-year and what has run up to June are the same six months.
type stretch struct {
	unit      plan.UnitID
	indicator plan.Code
	year      int
	first     int // month, 1 when counted from the start of the year, 0 of a level
	last      int // month
}

func stretchOf(unit plan.UnitID, code plan.Code, q plan.Period, basis plan.Basis) stretch {
	s := stretch{unit, code, q.Year, q.First(), q.Last()}
	switch basis {
	case plan.Cumulative:
		s.first = 1
	case plan.AsOf:
		s.first = 0
	}
	return s
}

func stretchOfFigure(o *plan.Observation) stretch {
	return stretchOf(o.Unit, o.Indicator, o.Period, o.Basis)
}

// Remember takes over what is known of the adjustments that were there before.
// One is the same when it gives the same figure on the same day.
func Remember(before, now []Adjustment) {
	for i := range now {
		for j := range before {
			if a, b := &now[i], &before[j]; a.Fault == nil && b.Fault == nil && a.sameAs(b) {
				a.Since, a.Before, a.Ended = b.Since, b.Before, b.Ended
			}
		}
	}
}

func (a *Adjustment) sameAs(b *Adjustment) bool {
	return stretchOfFigure(&a.Figure) == stretchOfFigure(&b.Figure) && a.Figure.Value.Equal(b.Figure.Value) && a.Day == b.Day
}
