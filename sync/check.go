package sync

import (
	"context"
	"time"

	"thidua/validate"
)

// Check reads the sources now and says what is wrong, keeping nothing. A
// source that cannot be read is a failure and a finding; the error is ours.
// The readings come in the order of Sources.
func (e *Engine) Check(ctx context.Context, now time.Time) ([]*validate.Reading, []validate.Finding, []Failure, error) {
	var findings []validate.Finding
	var failures []Failure
	read := map[string]*validate.Reading{}
	err := e.readAll(ctx, e.Sources, func(a answer) error {
		if a.err != nil {
			f := validate.SourceFinding(a.source.Unit, a.source.ID, a.err)
			findings = append(findings, f)
			failures = append(failures, Failure{a.source.Unit, a.source.ID, f.Rule, a.err})
			return nil
		}
		read[a.source.ID] = a.reading
		findings = append(findings, a.reading.Findings...)
		return nil
	})
	if err != nil {
		return nil, nil, nil, err
	}
	var readings []*validate.Reading
	for _, s := range e.Sources {
		if r := read[s.ID]; r != nil {
			readings = append(readings, r)
		}
	}
	findings = append(findings, validate.Review(e.Plan, readings, now)...)
	validate.SortFindings(e.Plan, findings)
	return readings, findings, failures, nil
}
