package google

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	gdrive "google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// How often and after what time a call is tried again. A call that is refused
// for a quota goes on while others are served, up to patience; the waits before
// the last of quotaTries refusals in a row add up to a minute, in which a quota
// fills up again.
const (
	faultTries = 4
	quotaTries = 7
	patience   = 30
	firstWait  = time.Second
	longWait   = 32 * time.Second // the longest by ourselves
	maxWait    = 90 * time.Second // the longest that Retry-After may ask for
)

// usualTimeout is that of one call.
const usualTimeout = 90 * time.Second

// sheetsHost is where the Sheets API is; the Drive API knows its own.
const sheetsHost = "https://sheets.googleapis.com/"

// A client calls the Sheets and Drive APIs: every call is signed, counted, kept
// within its budget and bounded in time and size.
type client struct {
	sheets    *gsheets.Service
	drive     *gdrive.Service
	http      *http.Client // for what the Sheets service cannot do
	sheetsURL string

	reads, writes, units *budget
	sheetsCalls          atomic.Int64
	driveCalls           atomic.Int64

	timeout time.Duration
	wait    func(context.Context, time.Duration) error
	now     func() time.Time
}

func newClient(ctx context.Context, o Options) (*client, error) {
	c := &client{timeout: o.Timeout, wait: o.Wait, now: o.Now, sheetsURL: sheetsHost}
	if c.timeout == 0 {
		c.timeout = usualTimeout
	}
	if c.wait == nil {
		c.wait = sleep
	}
	if c.now == nil {
		c.now = time.Now
	}
	c.reads = c.newBudget(o, "Sheets", "sheets-read", readsPerMinute)
	c.writes = c.newBudget(o, "Sheets", "sheets-write", writesPerMinute)
	c.units = c.newBudget(o, "Drive", "drive", unitsPerMinute)
	return c, c.connect(ctx, o)
}

func (c *client) newBudget(o Options, api, name string, published int) *budget {
	return &budget{
		api: api, name: o.Credential.ID() + "/" + name, perMinute: withMargin(published), quota: o.Quota, now: c.now,
	}
}

// connect makes the services; it sends nothing.
func (c *client) connect(ctx context.Context, o Options) error {
	base := o.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	c.http = signed(o.Credential, base, &c.sheetsCalls)
	forSheets := []option.ClientOption{option.WithHTTPClient(c.http), option.WithUserAgent(userAgent)}
	forDrive := []option.ClientOption{option.WithHTTPClient(signed(o.Credential, base, &c.driveCalls)), option.WithUserAgent(userAgent)}
	if o.Endpoint != "" {
		c.sheetsURL = strings.TrimSuffix(o.Endpoint, "/") + "/"
		forSheets = append(forSheets, option.WithEndpoint(c.sheetsURL))
		forDrive = append(forDrive, option.WithEndpoint(c.sheetsURL+"drive/v3/"))
	}
	var err error
	if c.sheets, err = gsheets.NewService(ctx, forSheets...); err != nil {
		return fmt.Errorf("make a Sheets client: %w", err)
	}
	if c.drive, err = gdrive.NewService(ctx, forDrive...); err != nil {
		return fmt.Errorf("make a Drive client: %w", err)
	}
	return nil
}

func (c *client) oneRead() cost             { return cost{c.reads, 1} }
func (c *client) driveUnits(units int) cost { return cost{c.units, units} }

// call repeats a request at its price until there is an answer, an error that
// does not pass, or no more tries. A request must do no harm when it is made
// twice.
func (c *client) call(ctx context.Context, price cost, request func(context.Context) error) error {
	return c.repeat(ctx, func(ctx context.Context) error {
		if _, err := c.room(ctx, price); err != nil {
			return err
		}
		return c.send(ctx, price.budget, request)
	})
}

// repeat makes attempts until one succeeds, fails for good, or has failed too
// often. Its error is ctx's own when ctx has ended, else a *failure.
func (c *client) repeat(ctx context.Context, attempt func(context.Context) error) error {
	for try := 1; ; try++ {
		err := attempt(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		failed := classify(err)
		if !errors.Is(failed, sheets.ErrBusy) || try >= failed.tries() || failed.retryAfter > maxWait {
			return failed
		}
		if failed.quota {
			continue // its budget makes the next attempt wait
		}
		if err := c.wait(ctx, backoff(try, failed.retryAfter)); err != nil {
			return err
		}
	}
}

// room waits until the first of several prices can be taken, takes it and
// returns its place. A budget that is used up is no choice while there is
// another.
func (c *client) room(ctx context.Context, prices ...cost) (int, error) {
	for {
		shortest, busy := time.Duration(-1), error(nil)
		for i, price := range prices {
			wait, err := price.take(ctx)
			switch {
			case ctx.Err() != nil:
				return 0, ctx.Err()
			case err != nil:
				busy = err
			case wait <= 0:
				return i, nil
			case shortest < 0 || wait < shortest:
				shortest = wait
			}
		}
		if shortest < 0 {
			return 0, busy
		}
		if err := c.wait(ctx, shortest); err != nil {
			return 0, err
		}
	}
}

// send makes one request whose price is taken already.
func (c *client) send(ctx context.Context, from *budget, request func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	before := from.refusalsSoFar()
	err := request(ctx)
	if err == nil {
		from.served()
		return nil
	}
	failed := classify(err).at(from.api)
	if failed.quota {
		from.refused(before, failed)
	}
	return failed
}

// backoff is the wait after the try-th call: twice as long each time, with up
// to a second more so that callers do not come back all at once.
func backoff(try int, asked time.Duration) time.Duration {
	wait := longWait
	if try < 6 {
		wait = firstWait << (try - 1)
	}
	return max(wait, asked) + rand.N(time.Second)
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
