package google_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

// window counts what was taken of budgets, and lets no minute have more.
type window struct {
	mu   sync.Mutex
	used map[string][]taken
	most map[string]int // that was ever counted in a minute
}

type taken struct {
	at   time.Time
	cost int
}

func newWindow() *window { return &window{used: map[string][]taken{}, most: map[string]int{}} }

func (w *window) Take(_ context.Context, budget string, cost, perMinute int, now time.Time) (time.Duration, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	used := slices.DeleteFunc(w.used[budget], func(t taken) bool { return now.Sub(t.at) >= time.Minute })
	w.used[budget] = used
	total := cost
	for _, t := range used {
		total += t.cost
	}
	for _, t := range used {
		if total <= perMinute {
			break
		}
		if total -= t.cost; total <= perMinute {
			return t.at.Add(time.Minute).Sub(now), nil
		}
	}
	w.used[budget] = append(used, taken{now, cost})
	w.most[budget] = max(w.most[budget], total)
	return 0, nil
}

// useUp takes all that is left of a budget.
func (w *window) useUp(budget string, perMinute int, now time.Time) {
	for {
		if wait, _ := w.Take(context.Background(), budget, 1, perMinute, now); wait > 0 {
			return
		}
	}
}

// TestColdReading reads a thousand native Sheets of which nothing is known,
// under the quotas that Google publishes, by eight workers and over a line on
// which an answer takes half a second.
func TestColdReading(t *testing.T) {
	for _, c := range []struct {
		path          google.Path
		atLeast, most time.Duration
	}{
		{google.Auto, time.Minute, 2 * time.Minute},
		{google.Export, time.Minute, 2 * time.Minute},
		{google.Sheets, 16 * time.Minute, 18 * time.Minute},
	} {
		t.Run("path="+string(c.path), func(t *testing.T) {
			inBubble(t, emulator.Options{Quotas: emulator.PublishedQuotas()}, func(t *testing.T, b *bubble) {
				for i := range 1000 {
					b.Put(sheetWith(fmt.Sprint("sheet-", i), float64(i)))
				}
				b.RefuseAll(emulator.Slow(500 * time.Millisecond))
				quota := newWindow()
				reader := b.open(t, by(c.path), counting(quota))
				began := time.Now()
				changes, err := reader.Changes(t.Context(), "")
				if err != nil || len(changes.Sources) != 1000 {
					t.Fatalf("%d sources, %v", len(changes.Sources), err)
				}
				for source, err := range readAll(t.Context(), reader, changes.Sources, 8) {
					if err != nil {
						t.Errorf("%s: %v", source, err)
					}
				}
				took := time.Since(began)
				t.Logf("%v of Google's time, %+v, %d refused, at most %v in a minute", took, reader.Calls(), b.Refused(), quota.most)
				if took < c.atLeast || took > c.most {
					t.Errorf("it took %v, want %v to %v", took, c.atLeast, c.most)
				}
				if b.Refused() > 0 {
					t.Errorf("%d calls were refused", b.Refused())
				}
			})
		})
	}
}

// readAll reads sources by some workers.
func readAll(ctx context.Context, reader *google.Reader, sources []string, workers int) map[string]error {
	var mu sync.Mutex
	results := map[string]error{}
	var group errgroup.Group
	group.SetLimit(workers)
	for _, source := range sources {
		group.Go(func() error {
			_, err := reader.Read(ctx, source)
			mu.Lock()
			defer mu.Unlock()
			results[source] = err
			return nil
		})
	}
	_ = group.Wait() // the workers return no errors: results hold them
	return results
}

// Processes that share a credential stay within its quota together.
func TestTwoProcessesShareAQuota(t *testing.T) {
	inBubble(t, emulator.Options{Quotas: emulator.PublishedQuotas()}, func(t *testing.T, b *bubble) {
		var sources []string
		for i := range 100 {
			sources = append(sources, fmt.Sprint("sheet-", i))
			b.Put(sheetWith(sources[i], float64(i)))
		}
		quota := newWindow()
		var both sync.WaitGroup
		for range 2 {
			reader := b.open(t, by(google.Sheets), counting(quota))
			both.Go(func() {
				for source, err := range readAll(t.Context(), reader, sources, 4) {
					if err != nil {
						t.Errorf("%s: %v", source, err)
					}
				}
			})
		}
		both.Wait()
		if b.Refused() > 0 {
			t.Errorf("%d calls were refused", b.Refused())
		}
		for budget, most := range quota.most {
			if !strings.HasSuffix(budget, "/sheets-read") || most > 57 {
				t.Errorf("%d of %s in a minute", most, budget)
			}
		}
	})
}

// Where nothing is counted, Google's refusals hold calls back for everybody.
func TestRefusalsHoldBack(t *testing.T) {
	inBubble(t, emulator.Options{Quotas: emulator.PublishedQuotas()}, func(t *testing.T, b *bubble) {
		var sources []string
		for i := range 200 {
			sources = append(sources, fmt.Sprint("sheet-", i))
			b.Put(sheetWith(sources[i], float64(i)))
		}
		for source, err := range readAll(t.Context(), b.open(t, by(google.Sheets)), sources, 8) {
			if err != nil {
				t.Errorf("%s: %v", source, err)
			}
		}
		if b.Refused() > 100 {
			t.Errorf("%d calls were refused for 200 spreadsheets", b.Refused())
		}
	})
}

// A quota that stays used up fails what needs it soon, and leaves the rest
// alone; once it is filled again all is read.
func TestQuotaUsedUpForLong(t *testing.T) {
	inBubble(t, emulator.Options{}, func(t *testing.T, b *bubble) {
		var sources []string
		for i := range 200 {
			sources = append(sources, fmt.Sprint("sheet-", i))
			b.Put(sheetWith(sources[i], float64(i)))
		}
		bySheets, auto := b.open(t, by(google.Sheets)), b.open(t)
		b.RefuseAll(onPath("/v4/", emulator.OverQuota(0)))
		began := time.Now()
		for source, err := range readAll(t.Context(), bySheets, sources, 4) {
			if !errors.Is(err, sheets.ErrBusy) {
				t.Errorf("%s, by Sheets: %v, want ErrBusy", source, err)
			}
		}
		if took := time.Since(began); took > 2*time.Minute {
			t.Errorf("it took %v to give up", took)
		}
		for source, err := range readAll(t.Context(), auto, sources, 4) {
			if err != nil {
				t.Errorf("%s, by any way: %v", source, err)
			}
		}
		time.Sleep(10 * time.Minute)
		b.RefuseAll(nil)
		for source, err := range readAll(t.Context(), bySheets, sources, 4) {
			if err != nil {
				t.Errorf("%s, by Sheets once more: %v", source, err)
			}
		}
	})
}

// A count that cannot be kept is trouble that may pass.
func TestQuotaThatFails(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	reader := p.open(t, counting(broken{}))
	if _, err := reader.Read(t.Context(), source); !errors.Is(err, sheets.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
	if waits := p.seconds(); len(waits) != 3 {
		t.Errorf("waited %v seconds", waits)
	}
}

type broken struct{}

func (broken) Take(context.Context, string, int, int, time.Time) (time.Duration, error) {
	return 0, errors.New("database is locked")
}
