package sync

import (
	"context"
	"errors"
	"fmt"

	"thidua/sheets"
)

// suspects are the sources that may have changed, as their readers tell.
type suspects struct {
	all map[string]bool // readers that cannot tell
	ids map[string]bool
}

func (s suspects) has(reader, id string) bool { return s.all[reader] || s.ids[id] }

// detect asks every reader what may have changed since the last round, or,
// for a sweep, since ever. A reader that does not answer is down for this
// round: its cursor stays, and so do the figures of its sources.
func (e *Engine) detect(ctx context.Context, everything bool, p *pulled) (suspects, error) {
	s := suspects{map[string]bool{}, map[string]bool{}}
	for name, reader := range e.Readers {
		cursor, err := e.Store.Cursor(ctx, name)
		if err != nil {
			return s, fmt.Errorf("load the cursor of %s: %w", name, err)
		}
		if everything {
			cursor = ""
		}
		changes, err := reader.Changes(ctx, cursor)
		if ctx.Err() != nil {
			return s, ctx.Err()
		}
		if err != nil {
			e.Log.Warn("reader is down", "reader", name, "error", err)
			p.down.mark(name, fmt.Errorf("ask what changed: %w", err))
			continue
		}
		p.cursors[name] = changes.Cursor
		s.all[name] = changes.All
		for _, id := range changes.Sources {
			s.ids[id] = true
		}
	}
	return s, nil
}

// isDown reports whether an error is about the reader and not about the
// source that was asked for.
func isDown(err error) bool { return errors.Is(err, sheets.ErrAuth) }
