package validate

import (
	"cmp"
	"slices"
	"time"

	"thidua/plan"
)

// Adjust puts the figures of adjustments in the place of what the units'
// sheets say, or leave out, as of now. It returns the readings as they are
// judged then, and what became of each adjustment; the readings that it was
// given stay as they are.
//
// An adjustment ends when the unit's sheet says the same, and does not begin
// again whatever the sheet says later. While it applies, what was found amiss
// in the cells whose figure it replaces is left out, and what can be said of
// the unit's figures together is said of them as adjusted.
func Adjust(p *plan.Plan, readings []*Reading, adjustments []Adjustment, now time.Time) ([]*Reading, []Outcome) {
	a := adjuster{plan: p, readings: slices.Clone(readings), applied: map[stretch]*Outcome{}, guests: map[*Reading][]*Outcome{}}
	outcomes := make([]Outcome, len(adjustments))
	for i := range adjustments {
		outcomes[i] = a.settle(adjustments[i], now)
	}
	for i := range outcomes {
		if o := &outcomes[i]; o.State == AdjustmentApplied {
			a.applied[stretchOfFigure(&o.Figure)] = o
			home := a.homeOf(o)
			a.guests[home] = append(a.guests[home], o)
		}
	}
	for i, r := range a.readings {
		if a.touches(r) {
			a.readings[i] = a.adjusted(r)
		}
	}
	return a.readings, outcomes
}

type adjuster struct {
	plan     *plan.Plan
	readings []*Reading
	applied  map[stretch]*Outcome
	guests   map[*Reading][]*Outcome // what is put into a reading
}

// settle says what becomes of an adjustment.
func (a *adjuster) settle(of Adjustment, now time.Time) Outcome {
	o := Outcome{Adjustment: of, State: AdjustmentUnusable}
	if of.Fault != nil {
		return o
	}
	said := a.saidBySheets(stretchOfFigure(&of.Figure))
	o.Sheet = a.sheetOf(of.Figure, said)
	if o.Since.IsZero() {
		o.Since, o.Before = now, o.Sheet.Value
	}
	if o.Ended.IsZero() && sayTheSame(said, of.Figure.Value) {
		o.Ended = now
	}
	if !o.Ended.IsZero() {
		o.State = AdjustmentMatched
		return o
	}
	o.State = AdjustmentApplied
	o.Disputed = saysAnything(o.Sheet.Value) && !o.Sheet.Value.Equal(o.Before)
	return o
}

// saidBySheets returns what the units' sheets say of a figure, official
// figures before estimates.
func (a *adjuster) saidBySheets(at stretch) []*plan.Observation {
	var said []*plan.Observation
	for _, r := range a.readings {
		for i := range r.Observations {
			if o := &r.Observations[i]; stretchOfFigure(o) == at {
				said = append(said, o)
			}
		}
	}
	slices.SortStableFunc(said, func(x, y *plan.Observation) int { return cmp.Compare(firmness(x.Status), firmness(y.Status)) })
	return said
}

// sayTheSame reports whether the official figures are there and all say what an
// adjustment does.
func sayTheSame(said []*plan.Observation, v plan.Value) bool {
	count := 0
	for _, o := range said {
		switch {
		case o.Status == plan.Estimate:
		case !agreesWith(o.Value, v):
			return false
		default:
			count++
		}
	}
	return count > 0
}

// agreesWith reports whether what a sheet says is what an adjustment says, as
// far as that goes: a document's number and date, or the parts of a ratio.
func agreesWith(sheet, v plan.Value) bool {
	parts := v.Numerator.Known() && v.Denominator.Known()
	switch {
	case parts && sheet.Numerator.Known() && sheet.Denominator.Known():
		return v.Numerator.Equal(sheet.Numerator) && v.Denominator.Equal(sheet.Denominator)
	case v.Done != plan.NotSaid:
		return sheet.Done == v.Done && (v.Document == "" || v.Document == sheet.Document) && (v.Date == "" || v.Date == sheet.Date)
	}
	return sheet.Number.Equal(v.Number)
}

// sheetOf is what the unit's sheet has for a figure: what it says, else the
// cell where something stands that is no figure, else the blank cell.
func (a *adjuster) sheetOf(figure plan.Observation, said []*plan.Observation) plan.Observation {
	if len(said) > 0 {
		return *said[0]
	}
	sheet := figure
	sheet.Value, sheet.Status, sheet.Raw, sheet.Origin, sheet.Cells = plan.Value{}, plan.Official, "", plan.Origin{}, nil
	at := stretchOfFigure(&figure)
	for _, r := range a.readings {
		for _, f := range r.Findings {
			if r.Unit == figure.Unit && f.Origin.Cell != "" && placeOf(r, f) == at {
				sheet.Origin, sheet.Raw = f.Origin, f.Found
				return sheet
			}
		}
		for _, b := range r.Blanks {
			if r.Unit == figure.Unit && stretchOf(r.Unit, b.Indicator, b.Period, b.Basis) == at {
				sheet.Origin = b.Origin
			}
		}
	}
	return sheet
}

// placeOf is the figure that a finding about a cell is about, the zero stretch
// when it is about none or about several.
func placeOf(r *Reading, f Finding) stretch {
	if f.Period.IsZero() || f.Args["basis"] == "" {
		return stretch{}
	}
	return stretchOf(r.Unit, f.Indicator, f.Period, plan.Basis(f.Args["basis"]))
}

// homeOf returns the reading that an adjustment is put into: one whose figure
// it replaces, else one of its unit's, else a new one. A unit without a sheet
// may have told its figures by telephone.
func (a *adjuster) homeOf(o *Outcome) *Reading {
	at := stretchOfFigure(&o.Figure)
	for _, wanted := range []func(*Reading) bool{
		func(r *Reading) bool {
			return slices.ContainsFunc(r.Observations, func(x plan.Observation) bool { return stretchOfFigure(&x) == at })
		},
		func(r *Reading) bool { return r.Unit == o.Figure.Unit },
	} {
		if i := slices.IndexFunc(a.readings, wanted); i >= 0 {
			return a.readings[i]
		}
	}
	a.readings = append(a.readings, &Reading{Unit: o.Figure.Unit})
	return a.readings[len(a.readings)-1]
}

// touches reports whether anything of a reading is adjusted.
func (a *adjuster) touches(r *Reading) bool {
	return len(a.guests[r]) > 0 || slices.ContainsFunc(r.Observations, func(x plan.Observation) bool {
		return a.applied[stretchOfFigure(&x)] != nil
	})
}

// adjusted returns a reading with the adjusted figures in place of its own.
func (a *adjuster) adjusted(r *Reading) *Reading {
	told := map[string]bool{} // findings that rest on figures as they were
	for _, f := range checkReading(a.plan, r) {
		told[f.Key()] = true
	}
	out := *r
	out.Observations, out.Findings = nil, nil
	replaced := map[plan.Origin]*plan.Observation{} // by every cell that such a figure rests on
	for i := range r.Observations {
		x := &r.Observations[i]
		o := a.applied[stretchOfFigure(x)]
		if o == nil {
			out.Observations = append(out.Observations, *x)
			continue
		}
		for _, cell := range x.Cells {
			at := x.Origin
			at.Cell = cell
			replaced[at] = x
		}
		out.Findings = append(out.Findings, replacing(o, x))
	}
	for _, o := range a.guests[r] {
		out.Observations = append(out.Observations, o.Figure)
	}
	for _, f := range r.Findings {
		x := replaced[f.Origin]
		settled := x != nil && f.Indicator == x.Indicator && f.Period == x.Period || a.applied[placeOf(r, f)] != nil
		if !told[f.Key()] && !settled {
			out.Findings = append(out.Findings, f)
		}
	}
	out.Findings = append(out.Findings, checkReading(a.plan, &out)...)
	return &out
}

// replacing says at the unit's cell that another figure stands in its place; a
// unit that has changed its mind since is asked about it.
func replacing(o *Outcome, sheet *plan.Observation) Finding {
	f := figureFinding(RuleFigureAdjusted, sheet.Unit, sheet, written(sheet.Value), written(o.Figure.Value), "reason", o.Reason)
	f.Severity = Info
	if o.Disputed {
		f.Severity = Warning
		f.Args["before"] = written(o.Before)
		f.Args["changed"] = "yes"
	}
	return f
}
