package google

import (
	"context"
	"slices"
	"sync"

	"thidua/sheets"
)

// Flights are the readings under way. Who asks for a source that is being read
// gets the result of that reading, which goes on until nobody waits for it.
type flights struct {
	mu       sync.Mutex
	bySource map[string]*flight
}

type flight struct {
	callers int
	cancel  context.CancelFunc
	done    chan struct{}
	grid    *sheets.Grid
	err     error
}

// join reads a source, or waits for a reading under way. The reading does not
// end with the caller who began it.
func (f *flights) join(ctx context.Context, source string, read func(context.Context) (*sheets.Grid, error)) (*sheets.Grid, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	one := f.board(ctx, source, read)
	select {
	case <-one.done:
		return copyOf(one.grid), one.err
	case <-ctx.Done():
		f.leave(source, one)
		return nil, ctx.Err()
	}
}

func (f *flights) board(ctx context.Context, source string, read func(context.Context) (*sheets.Grid, error)) *flight {
	f.mu.Lock()
	defer f.mu.Unlock()
	one := f.bySource[source]
	if one == nil {
		ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
		one = &flight{cancel: cancel, done: make(chan struct{})}
		if f.bySource == nil {
			f.bySource = map[string]*flight{}
		}
		f.bySource[source] = one
		go func() {
			defer cancel()
			one.grid, one.err = read(ctx)
			f.land(source, one)
			close(one.done)
		}()
	}
	one.callers++
	return one
}

// leave ends a reading that nobody waits for any more.
func (f *flights) leave(source string, one *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if one.callers--; one.callers == 0 {
		f.forget(source, one)
		one.cancel()
	}
}

// land lets the next caller begin anew.
func (f *flights) land(source string, one *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.forget(source, one)
}

func (f *flights) forget(source string, one *flight) {
	if f.bySource[source] == one {
		delete(f.bySource, source)
	}
}

// copyOf returns a grid whose tabs a caller may change; the cells are shared.
func copyOf(grid *sheets.Grid) *sheets.Grid {
	if grid == nil {
		return nil
	}
	own := *grid
	own.Tabs = slices.Clone(grid.Tabs)
	return &own
}
