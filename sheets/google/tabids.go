package google

import (
	"context"
	"fmt"
	"strconv"

	"google.golang.org/api/googleapi"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// TabIDs returns the ids of a native Sheet's tabs by their titles, in one small
// call. It never waits: it is ErrBusy while the Sheets API may not be called.
func (r *Reader) TabIDs(ctx context.Context, source string) (map[string]string, error) {
	ids, err := r.tabIDs(ctx, source)
	if err != nil {
		return nil, fmt.Errorf("ask for the tabs of Google spreadsheet %s: %w", source, err)
	}
	return ids, nil
}

func (r *Reader) tabIDs(ctx context.Context, source string) (map[string]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch wait, err := r.oneRead().take(ctx); {
	case err != nil:
		return nil, err
	case wait > 0:
		return nil, &failure{reason: sheets.ErrBusy, detail: "no call of the Sheets API is left in this minute"}
	}
	var book *gsheets.Spreadsheet
	err := r.send(ctx, r.reads, r.properties(source, "sheets.properties(sheetId,title)", &book))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	ids := map[string]string{}
	for _, sheet := range book.Sheets {
		if sheet != nil && sheet.Properties != nil {
			ids[sheet.Properties.Title] = strconv.FormatInt(sheet.Properties.SheetId, 10)
		}
	}
	return ids, nil
}

// properties is the request for a little of a native Sheet.
func (r *Reader) properties(source string, fields googleapi.Field, book **gsheets.Spreadsheet) func(context.Context) error {
	return func(ctx context.Context) (err error) {
		*book, err = r.sheets.Spreadsheets.Get(source).Fields(fields).Context(ctx).Do()
		return err
	}
}
