package sync

import (
	"context"
	"fmt"
	"time"

	"thidua/store"
)

// lastHolds reports whether what the last round found and judged is what this
// one would: nothing was read and nothing failed, the same sources are read,
// and it is still the same day, by which findings and judgements go.
func (e *Engine) lastHolds(ctx context.Context, p *pulled, now time.Time) (bool, error) {
	if len(p.read)+len(p.failures)+len(p.listed) > 0 || p.adjusted || len(p.sources) == 0 {
		return false, nil
	}
	last, ok, err := e.Store.LastRound(ctx)
	if err != nil {
		return false, fmt.Errorf("load the last round: %w", err)
	}
	zone := e.Plan.Location()
	return ok && !p.dropped && last.Failed == 0 && last.Sources == len(p.sources) &&
		last.FinishedAt.In(zone).Format(time.DateOnly) == now.In(zone).Format(time.DateOnly), nil
}

// confirm finishes a round that changes nothing. It costs the same however
// many figures there are.
func (e *Engine) confirm(ctx context.Context, round int64, p *pulled, now time.Time) (*Result, error) {
	if err := e.Store.ConfirmRound(ctx, round, store.RoundResult{At: now, Cursors: p.cursors, Sources: len(p.sources)}); err != nil {
		return nil, fmt.Errorf("finish: %w", err)
	}
	result := p.result(round)
	open, err := e.Store.CountFindings(ctx)
	if err != nil {
		return nil, fmt.Errorf("count the findings: %w", err)
	}
	for severity, n := range open {
		result.count(severity, n)
	}
	if _, result.Assessments, err = e.Store.Assessments(ctx); err != nil {
		return nil, fmt.Errorf("load the judgements: %w", err)
	}
	result.countVerdicts()
	for _, a := range p.adjustments.Listed {
		result.Adjustments[a.LastState()]++
	}
	return result, nil
}
