package sync

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"thidua/sheets"
	"thidua/store"
	"thidua/validate"
)

// pulled is what one pull did.
type pulled struct {
	sources     []Source                     // all there are, in the plan's order of units
	known       map[string]store.Collection  // what collections list, by their ids
	listed      map[string]store.Collection  // those of them that were looked at in this pull
	tabIDs      map[string]map[string]string // by source and title, as far as they were learnt
	adjustments store.AdjustmentSheet
	adjusted    bool // the adjustments sheet was looked at, or another one took its place
	changed     int
	read        []Source
	dropped     bool // a source that was read before is no longer there
	failures    []Failure
	down        *down
	cursors     map[string]string // by reader, to keep once the round is finished
}

func newPull(known map[string]store.Collection) *pulled {
	return &pulled{known: known, listed: map[string]store.Collection{}, down: newDown(), cursors: map[string]string{}}
}

// pull reads every source that may have changed, was not readable last time,
// or was last read under another plan, or everything, and saves each in a
// transaction of its own. The error is ours; what a source's trouble is goes to failures.
func (e *Engine) pull(ctx context.Context, round int64, everything bool, now time.Time) (*pulled, error) {
	states, err := e.Store.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the sources' states: %w", err)
	}
	known, err := e.Store.Collections(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the collections: %w", err)
	}
	p := newPull(known)
	if p.tabIDs, err = e.Store.TabIDs(ctx); err != nil {
		return nil, fmt.Errorf("load the ids of tabs: %w", err)
	}
	if p.adjustments, err = e.Store.Adjustments(ctx); err != nil {
		return nil, fmt.Errorf("load the adjustments: %w", err)
	}
	suspects, err := e.detect(ctx, everything, p)
	if err != nil {
		return nil, err
	}
	if err := e.list(ctx, suspects, p); err != nil {
		return nil, err
	}
	if err := e.readAdjustments(ctx, suspects, p, now); err != nil {
		return nil, err
	}
	var due []Source
	for _, s := range p.sources {
		state, seen := states[s.ID]
		if everything || suspects.has(s.Reader, s.ID) || !seen || state.Failed != "" || e.outdated(state, s) {
			due = append(due, s)
		}
	}
	keep := func(a answer) error { return e.keep(ctx, round, a, states[a.source.ID], now, p) }
	if err := e.readAll(ctx, due, p, keep); err != nil {
		return nil, err
	}
	p.failUnread()
	p.dropped = !within(states, p.sources)
	if err := e.Store.DropSources(ctx, round, idsOf(p.sources)); err != nil {
		return nil, fmt.Errorf("drop sources no longer configured: %w", err)
	}
	return p, nil
}

// within reports whether every source that has a state is among the sources.
func within(states map[string]store.SourceState, sources []Source) bool {
	there := 0
	for _, s := range sources {
		if _, ok := states[s.ID]; ok {
			there++
		}
	}
	return there == len(states)
}

func idsOf(sources []Source) []string {
	ids := make([]string, len(sources))
	for i, s := range sources {
		ids[i] = s.ID
	}
	return ids
}

// fail notes that a source could not be read.
func (p *pulled) fail(log *slog.Logger, s Source, err error) Failure {
	f := Failure{s.Unit, s.ID, validate.SourceFinding(s.Unit, s.ID, err).Rule, err}
	log.Warn("source could not be read", "unit", s.Unit, "source", s.ID, "rule", f.Rule, "error", err)
	p.failures = append(p.failures, f)
	return f
}

// blames reports whether a source's failure has to do with the source: one
// that could not be reached while its reader does not work has not.
func (p *pulled) blames(s Source, rule string) bool {
	return rule != validate.RuleSourceUnreachable || p.down.of(s.Reader) == nil
}

// failUnread counts the sources whose reader does not work, and which nobody
// has tried to read therefore, among the failures.
func (p *pulled) failUnread() {
	tried := map[string]bool{}
	for _, f := range p.failures {
		tried[f.Source] = true
	}
	for _, s := range p.sources {
		if err := p.down.of(s.Reader); err != nil && !tried[s.ID] {
			p.failures = append(p.failures, Failure{s.Unit, s.ID, validate.SourceFinding(s.Unit, s.ID, err).Rule, err})
		}
	}
}

// outdated reports whether what is kept of a source was understood with
// another plan, by another version of the rules, or for another unit.
func (e *Engine) outdated(state store.SourceState, s Source) bool {
	return state.PlanDigest != e.digest() || state.Unit != s.Unit
}

// digest identifies how grids are understood: the plan and the rules' version.
func (e *Engine) digest() string { return e.Plan.Digest + "." + validate.Version }

// answer is what reading one source gave: a grid and what was understood of
// it, or an error.
type answer struct {
	source  Source
	grid    *sheets.Grid
	reading *validate.Reading
	err     error
}

// readAll reads and understands the sources, Workers at a time, and hands
// each answer to use as it comes, one at a time. It stops at use's first
// error, and when ctx ends.
func (e *Engine) readAll(ctx context.Context, sources []Source, p *pulled, use func(answer) error) error {
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	interpreter := validate.NewInterpreter(e.Plan)
	answers := make(chan answer)
	go func() {
		defer close(answers)
		var group errgroup.Group
		group.SetLimit(max(e.Workers, 1))
		for _, s := range sources {
			group.Go(func() error {
				if reading.Err() != nil {
					return nil
				}
				a := e.read(reading, s, p, interpreter)
				select {
				case answers <- a:
				case <-reading.Done():
				}
				return nil
			})
		}
		_ = group.Wait() // the workers return no errors: answers carry them
	}()
	var failed error
	done := 0
	for a := range answers {
		if failed != nil || reading.Err() != nil {
			continue // drain, so that no worker is left behind
		}
		if failed = use(a); failed != nil {
			cancel()
		}
		done++
		if e.Progress != nil {
			e.Progress(done, len(sources))
		}
	}
	if failed != nil {
		return failed
	}
	return ctx.Err()
}

func (e *Engine) read(ctx context.Context, s Source, p *pulled, in *validate.Interpreter) answer {
	grid, err := e.readGrid(ctx, s, p)
	if err != nil {
		return answer{source: s, err: err}
	}
	return answer{source: s, grid: grid, reading: in.Read(s.Unit, grid)}
}

// readGrid reads a spreadsheet, unless its reader does not work.
func (e *Engine) readGrid(ctx context.Context, s Source, p *pulled) (*sheets.Grid, error) {
	if err := p.down.of(s.Reader); err != nil {
		return nil, err
	}
	reader, ok := e.Readers[s.Reader]
	if !ok {
		return nil, fmt.Errorf("source %s: no reader %q: %w", s.ID, s.Reader, sheets.ErrAuth)
	}
	grid, err := reader.Read(ctx, s.ID)
	if err != nil {
		err = fmt.Errorf("read %s: %w", s.ID, err)
		if isDown(err) {
			p.down.mark(s.Reader, err)
		}
		return nil, err
	}
	p.identify(grid)
	return grid, nil
}

// keep saves one answer and counts it.
func (e *Engine) keep(ctx context.Context, round int64, a answer, before store.SourceState, now time.Time, p *pulled) error {
	p.read = append(p.read, a.source)
	if a.err != nil {
		f := p.fail(e.Log, a.source, a.err)
		if err := e.Store.SaveFailure(ctx, round, f.Unit, f.Source, f.Rule, now); err != nil {
			return fmt.Errorf("save the failure of %s: %w", f.Source, err)
		}
		return nil
	}
	if before.Revision != a.reading.Revision {
		p.changed++
	}
	if err := e.Store.SaveReading(ctx, round, a.reading, e.digest(), now); err != nil {
		return fmt.Errorf("save the reading of %s: %w", a.source.ID, err)
	}
	return nil
}
