package google

import (
	"context"
	"sync"
	"time"

	"thidua/sheets"
)

// Quota keeps count of what a credential has used, for all processes that
// share it.
type Quota interface {
	// Take counts cost against a budget of perMinute, or, counting nothing,
	// says how long to wait before it can.
	Take(ctx context.Context, budget string, cost, perMinute int, now time.Time) (wait time.Duration, err error)
}

// What Google publishes that one account may use in a minute: reads and writes
// of the Sheets API, and quota units of the Drive API, of which each method
// costs its own number.
const (
	readsPerMinute  = 60
	writesPerMinute = 60
	unitsPerMinute  = 325_000

	getUnits      = 5
	listUnits     = 100
	downloadUnits = 200
	otherUnits    = 5
)

// withMargin is the part of a published quota that is used: calls that leave
// evenly may arrive closer together, and Google's minute is not ours.
func withMargin(published int) int { return published * 95 / 100 }

// A budget is what may be used of one quota in a minute. It is shared with
// other processes through a Quota; what a refusal teaches is known to this
// process alone.
type budget struct {
	api       string // that is called
	name      string
	perMinute int
	quota     Quota // nil: nothing is counted
	now       func() time.Time

	mu       sync.Mutex
	refusals int       // in a row
	refusal  *failure  // the last
	until    time.Time // no call before
	ahead    time.Time // and then one alone until this
}

// A cost is what one call takes of a budget.
type cost struct {
	budget *budget
	units  int
}

// take counts the cost, or says how long to wait before it can be counted. It
// fails with ErrBusy when that is too far off to wait for.
func (c cost) take(ctx context.Context) (wait time.Duration, err error) {
	b := c.budget
	if wait, err := b.paused(); wait > 0 || err != nil {
		return wait, err
	}
	if b.quota == nil {
		return 0, nil
	}
	wait, err = b.quota.Take(ctx, b.name, c.units, b.perMinute, b.now())
	if err != nil {
		return 0, &failure{reason: sheets.ErrBusy, detail: "the calls of the last minute cannot be counted: " + oneLine(err.Error())}
	}
	return wait, nil
}

// paused says how long Google's last refusal keeps calls back. Once there were
// quotaTries in a row, or a pause is long, nobody waits for its end: a call that
// comes after it finds out. That one goes ahead; others hear first how it fared.
func (b *budget) paused() (time.Duration, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	if now.Sub(b.until) > time.Minute {
		b.refusals = 0 // that was another time
	}
	if b.refusals == 0 {
		return 0, nil
	}
	if wait := b.until.Sub(now); wait > 0 {
		if b.refusals >= quotaTries || wait > maxWait {
			given := *b.refusal
			given.lasting = true
			return 0, &given
		}
		return wait, nil
	}
	if wait := b.ahead.Sub(now); wait > 0 {
		return wait, nil
	}
	b.ahead = now.Add(firstWait)
	return 0, nil
}

func (b *budget) refusalsSoFar() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.refusals
}

// refused keeps calls back for as long as Google asks for, or for twice as long
// as after the refusal before. Calls that were under way together when it came
// are one refusal: before is how many there had been when the call left.
func (b *budget) refused(before int, refusal *failure) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.refusals <= before {
		b.refusals++
	}
	b.refusal = refusal
	if until := b.now().Add(backoff(b.refusals, refusal.retryAfter)); until.After(b.until) {
		b.until = until
	}
}

// served notes that Google has answered.
func (b *budget) served() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refusals = 0
}
