// Package google reads spreadsheets on Google Drive: native Google Sheets, and
// Excel workbooks that were uploaded. A Reader only reads; an Editor, which
// needs a credential that may write, changes native Sheets.
//
// There are three ways to a Grid, and the same content has the same Revision by
// each:
//
//   - spreadsheets.get of the Sheets API with a field mask brings every tab of a
//     native Sheet in one call, with what is seen and the tabs' ids. Google
//     allows 60 of these calls a minute.
//   - files.export of the Drive API brings a native Sheet as a workbook, of at
//     most 10 MB and without the tabs' ids, the language and what is seen. More
//     than a thousand of these calls a minute are allowed.
//   - files.get with alt=media brings an uploaded workbook.
//
// What changed is told by the Drive API's list of changes, in one call for any
// number of spreadsheets.
//
// What a cell of a native Sheet is:
//
//   - A number whose format is of type date, time or date and time is a Date;
//     its Text is ISO 8601. Day 0 is 30 December 1899.
//   - A cell that shows a value which nobody typed is a formula's result too:
//     an array formula fills the cells beside it. An export does not tell these.
//   - A formula that is still loading is an Error with sheets.NotCalculated.
//
// Tabs that hold a chart have no cells and are left out; so are the notes that
// thidua itself wrote.
package google

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"thidua/sheets"
)

// Options say how spreadsheets are read. Only the Credential must be given.
type Options struct {
	Credential *Credential
	Endpoint   string            // where both APIs are, as BASE/v4 and BASE/drive/v3; "" is Google
	Path       Path              // by which way native Sheets are read
	Quota      Quota             // nil: nothing is counted
	Timeout    time.Duration     // of one call; 0 is 90 seconds
	Now        func() time.Time  // nil is time.Now
	Lag        time.Duration     // after which what changed is read once more; 0 is 10 minutes
	Transport  http.RoundTripper // nil is http.DefaultTransport

	// Wait waits, and returns early, with ctx's error, when ctx ends. Nil waits
	// by the clock.
	Wait func(ctx context.Context, d time.Duration) error
}

// Path is a way to read native Sheets.
type Path string

// The ways to read native Sheets.
const (
	Auto   Path = "" // by the Sheets API while it may be called at once, else by export
	Sheets Path = "sheets"
	Export Path = "export"
)

// ParsePath returns the Path of a name: auto, sheets or export.
func ParsePath(name string) (Path, error) {
	switch path := Path(name); path {
	case "auto":
		return Auto, nil
	case Auto, Sheets, Export:
		return path, nil
	}
	return "", fmt.Errorf("%q is no way to read Google Sheets: it is auto, sheets or export", name)
}

// Reader reads spreadsheets on Google Drive. It is safe for concurrent use.
type Reader struct {
	*client
	path    Path
	lag     time.Duration
	files   catalogue
	flights flights
}

var _ sheets.Reader = (*Reader)(nil)

// New returns a Reader. It sends nothing.
func New(ctx context.Context, o Options) (*Reader, error) {
	if o.Credential == nil {
		return nil, fmt.Errorf("%w: there is no Google credential", AuthNotFound)
	}
	c, err := newClient(ctx, o)
	if err != nil {
		return nil, err
	}
	r := &Reader{client: c, path: o.Path, lag: o.Lag}
	if r.lag == 0 {
		r.lag = 10 * time.Minute
	}
	return r, nil
}

// Calls is how many requests were sent to each API, those that were tried again
// included and those for tokens not.
type Calls struct{ Sheets, Drive int }

// Calls returns how many requests were sent so far.
func (r *Reader) Calls() Calls {
	return Calls{Sheets: int(r.sheetsCalls.Load()), Drive: int(r.driveCalls.Load())}
}
