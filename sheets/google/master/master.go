// Package master publishes the tables of the master workbook to a Google
// Sheet that the office owns and has shared with the account as an editor.
//
// What is whose:
//
//   - Own tabs bear developer metadata with the key of their table: people may
//     rename and move them. All other tabs are left alone.
//   - On an own tab, the columns of the table are ours, and so is the hidden
//     column behind them, which names each row. The columns to its right, the
//     rows without a name and every note on a cell belong to people.
//
// Rows of a table that come, go or change places are inserted, deleted and
// moved as rows of the spreadsheet: what people wrote beside them, their
// comments and their formulas elsewhere that refer to them move along. What
// stood beside a row that is gone is kept on a tab of its own.
//
// Nothing is ever cleared first. The spreadsheet is read, compared, and only
// what differs is written, in few calls each of which leaves whole rows. What
// an interrupted run has left undone the next one finds and does.
//
// Glossary
//
//   - table: a tab of the master workbook, as it should be.
//   - tab: an own tab of the spreadsheet, as it is.
//   - line: a row of a tab as it is; slot: a place for a row while rows are
//     put in order.
//   - step: requests that must be carried out together.
package master

import (
	"context"
	"errors"
	"fmt"
	"time"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
	"thidua/templates"
	"thidua/workbook"
)

// API is what publishing needs of the Sheets API.
type API interface {
	// Get is spreadsheets.get with a field mask, of the named ranges only when
	// some are named.
	Get(ctx context.Context, id, fields string, ranges ...string) (*gsheets.Spreadsheet, error)
	// Update is spreadsheets.batchUpdate: all requests are carried out or none.
	// After an error that wraps sheets.ErrBusy either may be the case.
	Update(ctx context.Context, id string, requests []*gsheets.Request) error
	// Wait waits between two tries and returns early, with ctx's error, when
	// ctx ends.
	Wait(ctx context.Context, d time.Duration) error
}

// Spreadsheet is the Google Sheet that tables are published to.
type Spreadsheet struct {
	api   API
	id    string
	words *templates.Catalog
	most  limits
}

// New returns the spreadsheet with an id.
func New(api API, id string, words *templates.Catalog) *Spreadsheet {
	return &Spreadsheet{api: api, id: id, words: words, most: googleLimits()}
}

// Result is what a publication did.
type Result struct {
	Updates int      // calls that wrote
	Kept    int      // cells of people whose row is gone, now on the tab that keeps them
	Retired []string // titles of tabs that were left to people
}

// tries is how often a publication that breaks off is gone on with.
const tries = 3

// Publish makes the own tabs show the tables as of at. A spreadsheet that
// shows them already is not written to. Its error wraps a sentinel of package
// sheets where one fits: ErrDenied when the account is no editor, ErrNotFound,
// ErrBusy. What was written before an error stays and is readable.
func (s *Spreadsheet) Publish(ctx context.Context, tables []workbook.Table, at time.Time) (Result, error) {
	var result Result
	for try := 1; ; try++ {
		err := s.publish(ctx, tables, at, &result)
		if err == nil {
			return result, nil
		}
		if !errors.Is(err, sheets.ErrBusy) || try == tries || ctx.Err() != nil {
			return result, fmt.Errorf("publish to Google spreadsheet %s: %w", s.id, err)
		}
		if err := s.api.Wait(ctx, time.Duration(try)*5*time.Second); err != nil {
			return result, err
		}
	}
}

// publish reads the spreadsheet and writes what differs.
func (s *Spreadsheet) publish(ctx context.Context, tables []workbook.Table, at time.Time, result *Result) error {
	present, err := s.load(ctx)
	if err != nil {
		return err
	}
	p := newPlan(present, tables, s.words, at, s.most.rows)
	for _, requests := range batches(p.steps, s.most.bytes) {
		result.Updates++
		if err := s.api.Update(ctx, s.id, requests); err != nil {
			return err
		}
	}
	result.Kept += p.kept.count
	result.Retired = append(result.Retired, p.retired...)
	return nil
}
