// Package assess judges promises: observations + plan + date -> verdict, gap,
// pace and forecast, for the whole plan and for every unit. It is pure.
//
// Glossary
//
//   - Verdict: unknown, exceeded, met, on-track, at-risk or short. Overdue and
//     missing are not verdicts. Short comes only after the target is due.
//   - Expected: the part of a flow's target that the phasing asks for by now.
//   - Gap: what is still missing to the target, never negative.
//   - Forecast: where the figure ends if it goes on as the phasing goes.
//   - Missing: the reporters whose figure is not there; a total over 9 of 11
//     units is a number with two names missing, never a quiet sum.
//   - Reach: the bound at which a target is fulfilled.
//   - Run: figures of single periods, none missing, that together make the
//     total since the start of the year.
//
// Verdicts are given on exact figures. What is divided for people to read
// (ratios, Expected, NeededPerPeriod, Forecast) is rounded half away from
// zero to 6 decimals, Completion to 2: a completion of 100 may therefore stand
// beside a target missed by a hair, and then the verdict is right.
package assess

import "thidua/plan"

// Verdict is the judgement of one target. The zero Verdict is Unknown.
type Verdict int

// The verdicts.
const (
	Unknown Verdict = iota
	Exceeded
	Met
	OnTrack
	AtRisk
	Short
)

// String returns the public word of v.
func (v Verdict) String() string {
	return [...]string{"unknown", "exceeded", "met", "on-track", "at-risk", "short"}[v]
}

// Verdicts lists every verdict in the order of the constants.
func Verdicts() []Verdict { return []Verdict{Unknown, Exceeded, Met, OnTrack, AtRisk, Short} }

// Assessment is the judgement of one indicator for the whole plan (Unit "")
// or for one unit, as of the end of Period.
type Assessment struct {
	Indicator plan.Code
	Unit      plan.UnitID
	Period    plan.Period // month as of whose end it is judged
	Actual    plan.Number // in the indicator's measure; milestones: 1 done, 0 not
	Done      plan.Done   // milestones
	// Numerator and Denominator are the sums a ratio rests on; for a milestone
	// that every reporter must do, how many have done it and how many must.
	Numerator, Denominator plan.Number
	Target                 plan.Target // of the plan, or the unit's allocation; zero Op when the unit has none
	Expected               plan.Number // flows: the part of the target due by now
	Completion             plan.Number // percent of Target.Low, rounded to 2 decimals
	Verdict                Verdict
	Gap                    plan.Number   // to the target; nothing for milestones
	NeededPerPeriod        plan.Number   // flows: per remaining reporting period up to Due
	Forecast               plan.Number   // flows: at Due, at the pace so far; stocks and ratios: Actual
	Overdue                bool          // due has passed and the target is not met
	Estimate               bool          // rests on at least one estimate
	Latest                 plan.Period   // newest period that Actual rests on
	Missing                []plan.UnitID // reporters whose figure is not in Actual, or lags behind Period
	WithoutParts           []plan.UnitID // those of Missing that gave a percent without its parts, which cannot be summed
	// Because are the observations that Actual rests on, those given to Assess.
	Because []*plan.Observation
}
