package assess

import (
	"slices"
	"strings"

	"thidua/plan"
)

// The codes of reasons. The sentence of a code is the text "assess.CODE" in
// package templates.
const (
	ReasonTooEarly        = "unknown.too-early"        // no month has ended yet
	ReasonNoTarget        = "unknown.no-target"        // a unit without a part of the target
	ReasonNoFigure        = "unknown.no-figure"        // nobody has reported what can be used
	ReasonZeroDenominator = "unknown.zero-denominator" // a ratio of something to nothing
	ReasonExceeded        = "exceeded"
	ReasonMet             = "met"
	ReasonDone            = "met.done"
	ReasonPace            = "on-track.pace"     // a flow keeps up with its phasing
	ReasonHolds           = "on-track.holds"    // fulfilled today, and may change until due
	ReasonNear            = "on-track.near"     // a level near its target
	ReasonTimeLeft        = "on-track.not-done" // a milestone with time left
	ReasonBehind          = "at-risk.pace"
	ReasonFar             = "at-risk.far"
	ReasonAbove           = "at-risk.over" // above a ceiling
	ReasonTimeShort       = "at-risk.not-done"
	ReasonShort           = "short"
	ReasonShortAbove      = "short.over"
	ReasonNotDone         = "short.not-done"

	// What goes with a verdict.
	ReasonOverdue      = "overdue"       // due has passed and nothing can be said
	ReasonMissing      = "missing"       // whose figures are not there or lag
	ReasonWithoutParts = "without-parts" // whose percents cannot be summed
	ReasonEstimate     = "estimate"
	ReasonNeeded       = "needed" // what each remaining period has to bring
	ReasonConflict     = "conflict"
)

// ReasonCodes lists every code that Reasons gives.
func ReasonCodes() []string {
	return []string{
		ReasonTooEarly, ReasonNoTarget, ReasonNoFigure, ReasonZeroDenominator,
		ReasonExceeded, ReasonMet, ReasonDone,
		ReasonPace, ReasonHolds, ReasonNear, ReasonTimeLeft,
		ReasonBehind, ReasonFar, ReasonAbove, ReasonTimeShort,
		ReasonShort, ReasonShortAbove, ReasonNotDone,
		ReasonOverdue, ReasonMissing, ReasonWithoutParts, ReasonEstimate, ReasonNeeded, ReasonConflict,
	}
}

// Reason is one sentence of an explanation, as data.
type Reason struct {
	Code string
	// Args are canonical figures and periods, and names of units. Figures are
	// rounded to 2 decimals; what an assessment does not have is "".
	// "measure" is written right behind a figure and begins with a space
	// where one belongs.
	Args map[string]string
}

// Reasons explains a: first why the verdict is what it is, then what has to
// be known with it. It needs nothing of Because. There is none for an
// indicator that p does not have.
func (a Assessment) Reasons(p *plan.Plan) []Reason {
	x := p.Indicator(a.Indicator)
	if x == nil {
		return nil
	}
	undecided := a.Verdict == OnTrack || a.Verdict == AtRisk
	codes := []string{a.reason(x)}
	for _, also := range []struct {
		code string
		when bool
	}{
		{ReasonOverdue, a.Overdue && a.Verdict == Unknown},
		{ReasonMissing, len(a.Missing) > len(a.WithoutParts)},
		{ReasonWithoutParts, len(a.WithoutParts) > 0},
		{ReasonEstimate, a.Estimate},
		{ReasonNeeded, undecided && a.NeededPerPeriod.Known()},
		{ReasonConflict, x.Conflict != ""},
	} {
		if also.when {
			codes = append(codes, also.code)
		}
	}

	args := a.args(p, x)
	reasons := make([]Reason, len(codes))
	for i, code := range codes {
		reasons[i] = Reason{Code: code, Args: args}
	}
	return reasons
}

// reason returns the code that explains the verdict.
func (a Assessment) reason(x *plan.Indicator) string {
	g := goalOf(a.Target, x.Direction)
	milestone := a.Target.Op == plan.IsDone
	switch a.Verdict {
	case Exceeded:
		return ReasonExceeded
	case Met:
		return either(milestone, ReasonDone, ReasonMet)
	case OnTrack:
		switch {
		case milestone:
			return ReasonTimeLeft
		case g.fulfilled(a.Actual):
			return ReasonHolds
		}
		return either(a.Expected.Known(), ReasonPace, ReasonNear)
	case AtRisk:
		switch {
		case milestone:
			return ReasonTimeShort
		case g.lower:
			return ReasonAbove
		}
		return either(a.Expected.Known(), ReasonBehind, ReasonFar)
	case Short:
		if milestone {
			return ReasonNotDone
		}
		return either(g.lower, ReasonShortAbove, ReasonShort)
	}
	return a.reasonUnknown()
}

func (a Assessment) reasonUnknown() string {
	switch {
	case a.Period.IsZero():
		return ReasonTooEarly
	case a.Target.Op == "":
		return ReasonNoTarget
	case a.Denominator.Equal(plan.Int(0)):
		return ReasonZeroDenominator
	}
	return ReasonNoFigure
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// args returns what the sentences speak of.
func (a Assessment) args(p *plan.Plan, x *plan.Indicator) map[string]string {
	lagging := slices.DeleteFunc(slices.Clone(a.Missing), func(unit plan.UnitID) bool {
		return slices.Contains(a.WithoutParts, unit)
	})
	args := map[string]string{
		"measure":   measure(x),
		"op":        string(a.Target.Op),
		"low":       a.Target.Low.String(),
		"high":      a.Target.High.String(),
		"tolerance": a.Target.Tolerance.String(),
		"actual":    brief(a.Actual),
		"expected":  brief(a.Expected),
		"gap":       brief(a.Gap),
		"needed":    brief(a.NeededPerPeriod),
		"forecast":  brief(a.Forecast),
		"threshold": brief(p.Thresholds.OnTrack.Mul(plan.Int(100))),
		"frequency": string(x.Frequency),
		"period":    a.Period.String(),
		"due":       dueOf(p, x).String(),
		"missing":   names(p, lagging),
		"without":   names(p, a.WithoutParts),
		"conflict":  x.Conflict,
	}
	if x.Cumulative {
		args["cumulative"] = "true"
	}
	if a.Target.Op == plan.IsDone {
		args["done"], args["of"] = a.Numerator.String(), a.Denominator.String()
	}
	return args
}

func measure(x *plan.Indicator) string {
	if x.Measure == "" || x.Measure == "%" {
		return x.Measure
	}
	return " " + x.Measure
}

// brief rounds a figure for a sentence.
func brief(n plan.Number) string { return n.Div(plan.Int(1), 2).String() }

func names(p *plan.Plan, units []plan.UnitID) string {
	all := make([]string, len(units))
	for i, id := range units {
		all[i] = string(id)
		if u := p.Unit(id); u != nil {
			all[i] = u.Name
		}
	}
	return strings.Join(all, "; ")
}
