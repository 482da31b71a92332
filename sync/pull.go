package sync

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"thidua/sheets"
	"thidua/store"
	"thidua/validate"
)

// pulled is what one pull did.
type pulled struct {
	changed, read int
	failures      []Failure
	cursors       map[string]string // by reader, to keep once the round is finished
}

// pull reads every source that may have changed, was not readable last time,
// or was last read under another plan, or everything, and saves each in a
// transaction of its own. The error is ours; what a source's trouble is goes to failures.
func (e *Engine) pull(ctx context.Context, round int64, everything bool, now time.Time) (*pulled, error) {
	known, err := e.Store.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the sources' states: %w", err)
	}
	out := &pulled{cursors: map[string]string{}}
	suspects, err := e.suspects(ctx, out.cursors)
	if err != nil {
		return nil, err
	}
	var due []Source
	for _, s := range e.Sources {
		state, seen := known[s.ID]
		if everything || suspects[s.ID] || !seen || state.Failed != "" || e.outdated(state, s) {
			due = append(due, s)
		}
	}
	err = e.readAll(ctx, due, func(a answer) error {
		return e.keep(ctx, round, a, known[a.source.ID], now, out)
	})
	if err != nil {
		return nil, err
	}
	keep := make([]string, 0, len(e.Sources))
	for _, s := range e.Sources {
		keep = append(keep, s.ID)
	}
	if err := e.Store.DropSources(ctx, round, keep); err != nil {
		return nil, fmt.Errorf("drop sources no longer configured: %w", err)
	}
	return out, nil
}

// suspects asks every reader what may have changed since its last cursor.
func (e *Engine) suspects(ctx context.Context, cursors map[string]string) (map[string]bool, error) {
	suspects := map[string]bool{}
	for name, reader := range e.Readers {
		cursor, err := e.Store.Cursor(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("load the cursor of %s: %w", name, err)
		}
		changes, err := reader.Changes(ctx, cursor)
		if err != nil {
			return nil, fmt.Errorf("ask %s what changed: %w", name, err)
		}
		cursors[name] = changes.Cursor
		for _, id := range changes.Sources {
			suspects[id] = true
		}
	}
	return suspects, nil
}

// outdated reports whether what is kept of a source was understood with
// another plan, by another version of the rules, or for another unit.
func (e *Engine) outdated(state store.SourceState, s Source) bool {
	return state.PlanDigest != e.digest() || state.Unit != s.Unit
}

// digest identifies how grids are understood: the plan and the rules' version.
func (e *Engine) digest() string { return e.Plan.Digest + "." + validate.Version }

// answer is what reading one source gave: a reading or an error.
type answer struct {
	source  Source
	reading *validate.Reading
	err     error
}

// readAll reads and understands the sources, Workers at a time, and hands
// each answer to use as it comes, one at a time. It stops at use's first
// error, and when ctx ends.
func (e *Engine) readAll(ctx context.Context, sources []Source, use func(answer) error) error {
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
				r, err := e.read(reading, s, interpreter)
				select {
				case answers <- answer{s, r, err}:
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

func (e *Engine) read(ctx context.Context, s Source, in *validate.Interpreter) (*validate.Reading, error) {
	reader, ok := e.Readers[s.Reader]
	if !ok {
		return nil, fmt.Errorf("source %s: no reader %q: %w", s.ID, s.Reader, sheets.ErrAuth)
	}
	grid, err := reader.Read(ctx, s.ID)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", s.ID, err)
	}
	return in.Read(s.Unit, grid), nil
}

// keep saves one answer and counts it.
func (e *Engine) keep(ctx context.Context, round int64, a answer, before store.SourceState, now time.Time, out *pulled) error {
	out.read++
	if a.err != nil {
		return e.keepFailure(ctx, round, a, now, out)
	}
	if before.Revision != a.reading.Revision {
		out.changed++
	}
	if err := e.Store.SaveReading(ctx, round, a.reading, e.digest(), now); err != nil {
		return fmt.Errorf("save the reading of %s: %w", a.source.ID, err)
	}
	return nil
}

func (e *Engine) keepFailure(ctx context.Context, round int64, a answer, now time.Time, out *pulled) error {
	finding := validate.SourceFinding(a.source.Unit, a.source.ID, a.err)
	e.Log.Warn("source could not be read", "unit", a.source.Unit, "source", a.source.ID, "rule", finding.Rule, "error", a.err)
	out.failures = append(out.failures, Failure{a.source.Unit, a.source.ID, finding.Rule, a.err})
	if err := e.Store.SaveFailure(ctx, round, a.source.Unit, a.source.ID, finding.Rule, now); err != nil {
		return fmt.Errorf("save the failure of %s: %w", a.source.ID, err)
	}
	return nil
}
