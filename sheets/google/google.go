// Package google reads native Google Sheets with a service account.
//
// One spreadsheet costs one call: spreadsheets.get with a field mask brings
// every tab with what is seen, what is stored, number formats, notes, merges
// and what is hidden. Nothing but reading is asked for: the only scope is
// spreadsheets.readonly.
//
// What a cell is:
//
//   - A number whose format is of type date, time or date and time is a Date;
//     its Text is ISO 8601. Day 0 is 30 December 1899.
//   - A cell that shows a value which nobody typed is a formula's result too:
//     an array formula fills the cells beside it.
//   - A formula that is still loading is an Error with sheets.NotCalculated.
//
// Tabs that hold a chart have no cells and are left out.
package google

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"google.golang.org/api/option"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// Options say what to read and how.
type Options struct {
	Credential      *Credential // as whom; nil opens CredentialsFile
	CredentialsFile string      // see CredentialOptions.File
	Endpoint        string      // of the Sheets API; "" is Google's own
	Sources         []string    // ids of the spreadsheets that Changes tells of

	Timeout time.Duration // of one call; 0 is 90 seconds
	// Wait waits before a call is tried again, and returns early, with ctx's
	// error, when ctx ends. Nil waits by the clock.
	Wait func(ctx context.Context, d time.Duration) error
}

// Reader reads the spreadsheets it was made for, and any other that it is
// asked for. It is safe for concurrent use.
type Reader struct {
	sources []string
	service *gsheets.Service
	timeout time.Duration
	wait    func(context.Context, time.Duration) error
	calls   *atomic.Int64
}

var _ sheets.Reader = (*Reader)(nil)

const usualTimeout = 90 * time.Second

// New returns a Reader. It opens the key file and nothing else; a key that
// cannot be used is ErrAuth.
func New(ctx context.Context, o Options) (*Reader, error) {
	credential := o.Credential
	if credential == nil {
		var err error
		if credential, err = OpenCredential(ctx, CredentialOptions{File: o.CredentialsFile}); err != nil {
			return nil, err
		}
	}
	r := &Reader{sources: o.Sources, timeout: o.Timeout, wait: o.Wait, calls: &atomic.Int64{}}
	if r.timeout == 0 {
		r.timeout = usualTimeout
	}
	if r.wait == nil {
		r.wait = sleep
	}
	options := []option.ClientOption{
		option.WithHTTPClient(&http.Client{
			Transport:     &transport{credential: credential, calls: r.calls},
			CheckRedirect: followNone,
		}),
		option.WithUserAgent("thidua"),
	}
	if o.Endpoint != "" {
		options = append(options, option.WithEndpoint(strings.TrimSuffix(o.Endpoint, "/")+"/"))
	}
	var err error
	if r.service, err = gsheets.NewService(ctx, options...); err != nil {
		return nil, fmt.Errorf("make a Sheets client: %w", err)
	}
	return r, nil
}

// Changes returns every configured source each time: the Sheets API does not
// say what changed, the revisions of the grids do.
func (r *Reader) Changes(ctx context.Context, _ string) (sheets.Changes, error) {
	if err := ctx.Err(); err != nil {
		return sheets.Changes{}, err
	}
	sources := slices.Clone(r.sources)
	slices.Sort(sources)
	return sheets.Changes{Sources: slices.Compact(sources)}, nil
}

// Read returns the grid of one spreadsheet. What may pass is tried again a few
// times before it is ErrBusy. The Revision is the SHA-256 of the grid.
func (r *Reader) Read(ctx context.Context, source string) (*sheets.Grid, error) {
	book, err := r.fetch(ctx, source)
	if err != nil {
		return nil, fmt.Errorf("read Google spreadsheet %s: %w", source, err)
	}
	grid, err := toGrid(book)
	if err != nil {
		return nil, fmt.Errorf("read Google spreadsheet %s: %w", source, err)
	}
	return grid, nil
}

// Calls returns how many requests were sent to the Sheets API so far, those
// that were tried again included and those for tokens not.
func (r *Reader) Calls() int { return int(r.calls.Load()) }
