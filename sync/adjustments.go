package sync

import (
	"context"
	"fmt"
	"time"

	"thidua/sheets"
	"thidua/store"
	"thidua/validate"
	"thidua/workbook"
)

// readAdjustments reads the adjustments sheet anew when it may have changed,
// when it could not be read last time, or when it was understood under another
// plan. One that cannot be read keeps what it said last. The error is ours.
func (e *Engine) readAdjustments(ctx context.Context, s suspects, p *pulled, now time.Time) error {
	last, from := p.adjustments, e.Adjustments
	if last.Source != from.ID {
		last = store.AdjustmentSheet{Source: from.ID}
		p.adjustments, p.adjusted = last, true
	}
	due := s.has(from.Reader, from.ID) || last.Failed != "" || last.ReadAt.IsZero() || last.Digest != e.digest()
	if from.ID == "" || !due || p.down.of(from.Reader) != nil {
		return nil
	}
	grid, err := e.readGrid(ctx, from, p)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.adjusted = true
	if err != nil {
		p.adjustments.Failed = p.fail(e.Log, from, err).Rule
		return nil
	}
	next := store.AdjustmentSheet{Source: from.ID, Title: grid.Title, Revision: grid.Revision, Digest: e.digest(), ReadAt: now}
	if err := e.identifyTabs(ctx, from, grid); err != nil {
		return err
	}
	next.Listed, next.Findings = validate.ReadAdjustments(e.Plan, grid)
	validate.Remember(last.Listed, next.Listed)
	p.adjustments = next
	return nil
}

// identifyTabs asks for the ids of tabs that reading did not give and nobody
// knows yet: the workbook leads to every adjustment. The error is ours.
func (e *Engine) identifyTabs(ctx context.Context, s Source, grid *sheets.Grid) error {
	reader, able := e.Readers[s.Reader].(TabIdentifier)
	if !able || e.Store == nil || len(grid.Tabs) == 0 || grid.Tabs[0].GID != "" {
		return nil
	}
	ids, err := reader.TabIDs(ctx, s.ID)
	if err != nil {
		e.Log.Debug("tabs could not be identified", "source", s.ID, "error", err)
		return ctx.Err()
	}
	for i := range grid.Tabs {
		grid.Tabs[i].GID = ids[grid.Tabs[i].Title]
	}
	if err := e.Store.SaveTabIDs(ctx, s.ID, ids); err != nil {
		return fmt.Errorf("keep the tab ids of %s: %w", s.ID, err)
	}
	return nil
}

// adjust puts the adjustments in the place of the figures that they replace,
// and remembers which of them have ended.
func (e *Engine) adjust(readings []*validate.Reading, p *pulled, now time.Time) ([]*validate.Reading, []validate.Outcome) {
	readings, outcomes := validate.Adjust(e.Plan, readings, p.adjustments.Listed, now)
	for i, o := range outcomes {
		p.adjustments.Listed[i] = o.Adjustment
	}
	return readings, outcomes
}

// adjustmentTroubles are what is wrong with the adjustments sheet.
func (e *Engine) adjustmentTroubles(p *pulled) []validate.Finding {
	findings := p.adjustments.Findings
	if p.adjustments.Failed != "" && p.blames(e.Adjustments, p.adjustments.Failed) {
		findings = append(findings, validate.UnreadAdjustments(e.Adjustments.ID))
	}
	return findings
}

// shownAdjustments is the adjustments sheet as the workbook shows it, nil for none.
func shownAdjustments(a store.AdjustmentSheet, outcomes []validate.Outcome) *workbook.Adjustments {
	if a.Source == "" {
		return nil
	}
	return &workbook.Adjustments{
		Source: workbook.Source{ID: a.Source, Title: a.Title, Revision: a.Revision, ReadAt: a.ReadAt, Failed: a.Failed},
		List:   outcomes,
	}
}
