package sync

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/store"
	"thidua/validate"
	"thidua/workbook"
)

// view is everything the store knows after a pull, judged as of now.
type view struct {
	sources      []workbook.Source
	observations []plan.Observation
	findings     []validate.Finding
	assessments  []assess.Assessment
	outcomes     []validate.Outcome // of the adjustments
	adjustments  *workbook.Adjustments
}

// consolidate judges what is known, builds the workbook when anything that
// it shows has changed, and finishes the round in one transaction.
func (e *Engine) consolidate(ctx context.Context, round int64, p *pulled, now time.Time) (*Result, error) {
	holds, err := e.lastHolds(ctx, p, now)
	if err != nil {
		return nil, err
	}
	if holds {
		return e.confirm(ctx, round, p, now)
	}
	v, err := e.look(ctx, p, now)
	if err != nil {
		return nil, err
	}
	end := store.RoundResult{
		At: now, Findings: v.findings, Assessments: v.assessments, Cursors: p.cursors, Collections: p.listed,
		Adjustments: &p.adjustments, Sources: len(p.sources), Changed: p.changed, Read: len(p.read), Failed: len(p.failures),
	}
	last, err := e.Store.LastState(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the state last issued: %w", err)
	}
	if end.State, err = v.state(e.digest()); err != nil {
		return nil, err
	}
	if end.State != last {
		if err = e.issue(ctx, round, v, now, &end); err != nil {
			return nil, err
		}
	}
	if err := e.Store.FinishRound(ctx, round, end); err != nil {
		return nil, fmt.Errorf("finish: %w", err)
	}
	result := p.result(round)
	result.Assessments, result.Issued = v.assessments, end.Workbook != nil
	for _, o := range v.outcomes {
		result.Adjustments[o.State]++
	}
	for _, f := range v.findings {
		result.count(f.Severity, 1)
	}
	result.countVerdicts()
	return result, nil
}

func (p *pulled) result(round int64) *Result {
	return &Result{
		Round: round, Total: len(p.sources), Changed: p.changed, Read: len(p.read), Failed: len(p.failures),
		Failures: p.failures, Verdicts: map[assess.Verdict]int{}, Adjustments: map[validate.AdjustmentState]int{},
	}
}

// look loads what is known and judges it. Figures of sources that could not
// be read are their last good ones.
func (e *Engine) look(ctx context.Context, p *pulled, now time.Time) (*view, error) {
	states, err := e.Store.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the sources' states: %w", err)
	}
	readings, err := e.Store.Readings(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the readings: %w", err)
	}
	v := &view{findings: e.troubles(p)}
	for _, s := range p.sources {
		state := states[s.ID]
		v.sources = append(v.sources, workbook.Source{
			Unit: s.Unit, ID: s.ID, Title: state.Title, Revision: state.Revision, ReadAt: state.ReadAt, Failed: state.Failed,
		})
		if state.Failed != "" && p.blames(s, state.Failed) {
			v.findings = append(v.findings, validate.FailedSource(s.Unit, s.ID, state.Failed))
		}
	}
	revisions, err := e.lateRevisions(ctx, now)
	if err != nil {
		return nil, err
	}
	v.findings = append(v.findings, validate.ReviewPast(e.Plan, readings, revisions)...)
	readings, v.outcomes = e.adjust(readings, p, now)
	v.adjustments = shownAdjustments(p.adjustments, v.outcomes)
	for _, r := range readings {
		v.observations = append(v.observations, r.Observations...)
		v.findings = append(v.findings, r.Findings...)
	}
	v.findings = append(v.findings, validate.Review(e.Plan, readings, now)...)
	validate.SortFindings(e.Plan, v.findings)
	v.assessments = assess.Assess(e.Plan, v.observations, now)
	return v, nil
}

// lateRevisions loads the figures that were touched after the report of their
// period was overdue.
func (e *Engine) lateRevisions(ctx context.Context, now time.Time) ([]validate.Revision, error) {
	var revisions []validate.Revision
	for _, q := range e.Plan.Overdue(now) {
		changes, err := e.Store.ChangesAfter(ctx, q, e.Plan.DueOf(q))
		if err != nil {
			return nil, fmt.Errorf("load what changed in %s: %w", q, err)
		}
		for _, c := range changes {
			value := c.New
			if value == (plan.Value{}) {
				value = c.Old
			}
			revisions = append(revisions, validate.Revision{At: c.At, Before: c.Old, Observation: plan.Observation{
				Unit: c.Unit, Indicator: c.Indicator, Period: c.Period, Basis: c.Basis, Status: c.Status, Value: value, Origin: c.Origin,
			}})
		}
	}
	return revisions, nil
}

// troubles are what stands in the way of reading sources and is no unit's
// doing: readers that do not work, and what is wrong with collections.
func (e *Engine) troubles(p *pulled) []validate.Finding {
	var findings []validate.Finding
	for _, name := range slices.Sorted(maps.Keys(e.Readers)) {
		if err := p.down.of(name); err != nil {
			findings = append(findings, validate.ReaderFinding(name, err))
		}
	}
	for _, c := range e.Collections {
		known := p.known[c.ID]
		findings = append(findings, known.Findings...)
		switch {
		case known.Failed == "":
		case c.Unit == "":
			findings = append(findings, validate.UnreadRegister(c.ID))
		default:
			findings = append(findings, validate.FailedSource(c.Unit, c.ID, known.Failed))
		}
	}
	return append(findings, e.adjustmentTroubles(p)...)
}

// issue makes the workbook, and its tables for a mirror.
func (e *Engine) issue(ctx context.Context, round int64, v *view, now time.Time, end *store.RoundResult) error {
	in, err := e.input(ctx, round, v, now)
	if err != nil {
		return err
	}
	if end.Workbook, err = workbook.Build(in); err != nil {
		return fmt.Errorf("build the workbook: %w", err)
	}
	if e.Mirror != nil {
		end.Tables, err = packTables(in)
	}
	return err
}

// input is all that the workbook of a round shows.
func (e *Engine) input(ctx context.Context, round int64, v *view, now time.Time) (workbook.Input, error) {
	seen, err := e.Store.FirstSeen(ctx)
	if err != nil {
		return workbook.Input{}, fmt.Errorf("load when findings were first seen: %w", err)
	}
	in := workbook.Input{
		Plan: e.Plan, Words: e.Words, AsOf: now.In(e.Plan.Location()), Round: round,
		Sources: v.sources, Observations: v.observations, Assessments: v.assessments, Adjustments: v.adjustments, Link: e.Link,
	}
	for _, f := range v.findings {
		first, known := seen[f.Key()]
		if !known {
			first = now
		}
		in.Findings = append(in.Findings, workbook.Finding{Finding: f, FirstSeen: first})
	}
	return in, nil
}

// state is a hash of what the workbook shows besides the time: an equal state
// needs no new issue. Figures are stood for by the revisions they came from.
func (v *view) state(digest string) (string, error) {
	judged := slices.Clone(v.assessments)
	for i := range judged {
		judged[i].Because = nil
	}
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, part := range []any{digest, sourceStates(v.sources), v.findings, judged, v.outcomes, v.adjustments != nil} {
		if err := enc.Encode(part); err != nil {
			return "", fmt.Errorf("hash the state: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func sourceStates(sources []workbook.Source) [][4]string {
	states := make([][4]string, len(sources))
	for i, s := range sources {
		states[i] = [4]string{string(s.Unit), s.ID, s.Revision, s.Failed}
	}
	return states
}

func (r *Result) count(severity validate.Severity, n int) {
	switch severity {
	case validate.Error:
		r.Errors += n
	case validate.Warning:
		r.Warnings += n
	case validate.Info:
		r.Infos += n
	}
}

// countVerdicts counts those of the whole plan.
func (r *Result) countVerdicts() {
	for _, a := range r.Assessments {
		if a.Unit == "" {
			r.Verdicts[a.Verdict]++
		}
	}
}
