package sync

import (
	"context"
	"slices"
	"time"

	"thidua/plan"
	"thidua/sheets"
	"thidua/store"
	"thidua/validate"
)

// Check reads the sources of the wanted units now and says what is wrong,
// keeping nothing. A source that cannot be read is a failure and a finding;
// the error is ours. seen, unless nil, is told of each grid that was read, one
// at a time and in no order.
func (e *Engine) Check(ctx context.Context, now time.Time, wanted func(plan.UnitID) bool, seen func(Source, *sheets.Grid)) ([]validate.Finding, []Failure, error) {
	p := newPull(map[string]store.Collection{})
	if err := e.list(ctx, suspects{}, p); err != nil {
		return nil, nil, err
	}
	if err := e.readAdjustments(ctx, suspects{}, p, now); err != nil {
		return nil, nil, err
	}
	var findings []validate.Finding
	read := map[string]*validate.Reading{}
	sources := slices.DeleteFunc(p.sources, func(s Source) bool { return !wanted(s.Unit) })
	err := e.readAll(ctx, sources, p, func(a answer) error {
		if a.err != nil {
			f := p.fail(e.Log, a.source, a.err)
			if p.blames(a.source, f.Rule) {
				findings = append(findings, validate.FailedSource(f.Unit, f.Source, f.Rule))
			}
			return nil
		}
		if seen != nil {
			seen(a.source, a.grid)
		}
		read[a.source.ID] = a.reading
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	var readings []*validate.Reading
	for _, s := range sources {
		if r := read[s.ID]; r != nil {
			readings = append(readings, r)
		}
	}
	readings, _ = e.adjust(readings, p, now)
	for _, r := range readings {
		findings = append(findings, r.Findings...)
	}
	findings = append(findings, e.troubles(p)...)
	findings = append(findings, validate.Review(e.Plan, readings, now)...)
	validate.SortFindings(e.Plan, findings)
	return findings, p.failures, nil
}
