package google

import (
	"context"
	"time"

	"google.golang.org/api/googleapi"
	gsheets "google.golang.org/api/sheets/v4"
)

// Editor changes native Sheets. Its credential must have been opened for
// writing. It shares the budgets and the counts of its Reader.
type Editor struct{ client *client }

// Editor returns an Editor that acts as the Reader does.
func (r *Reader) Editor() *Editor { return &Editor{r.client} }

// Get is spreadsheets.get: what the field mask names of the whole spreadsheet,
// or of the ranges. Errors wrap the sentinels of package sheets.
func (e *Editor) Get(ctx context.Context, id, fields string, ranges ...string) (*gsheets.Spreadsheet, error) {
	var book *gsheets.Spreadsheet
	err := e.client.call(ctx, e.client.oneRead(), func(ctx context.Context) (err error) {
		book, err = e.client.sheets.Spreadsheets.Get(id).Ranges(ranges...).Fields(googleapi.Field(fields)).Context(ctx).Do()
		return err
	})
	return book, err
}

// Wait waits by the clock of the Reader, and returns early, with ctx's error,
// when ctx ends.
func (e *Editor) Wait(ctx context.Context, d time.Duration) error { return e.client.wait(ctx, d) }

// Update is spreadsheets.batchUpdate: all requests are carried out or none. A
// call that Google refused for want of quota is made again. One whose answer
// got lost is not, since rows would be inserted twice: the error wraps ErrBusy,
// and whoever asked has to look.
func (e *Editor) Update(ctx context.Context, id string, requests []*gsheets.Request) error {
	return e.client.repeat(ctx, func(ctx context.Context) error {
		if _, err := e.client.room(ctx, cost{e.client.writes, 1}); err != nil {
			return err
		}
		err := e.client.send(ctx, e.client.writes, func(ctx context.Context) error {
			_, err := e.client.sheets.Spreadsheets.BatchUpdate(id, &gsheets.BatchUpdateSpreadsheetRequest{Requests: requests}).
				Fields("spreadsheetId").Context(ctx).Do()
			return err
		})
		if err == nil {
			return nil
		}
		failed := *classify(err)
		failed.lasting = failed.lasting || !failed.quota
		return &failed
	})
}
