package google

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// fields is the mask: all that a grid is made of, and nothing else.
const fields = "spreadsheetId,properties(title,locale)," +
	"sheets(properties(sheetId,title,sheetType,hidden),merges," +
	"data(startRow,startColumn,rowMetadata(hiddenByUser,hiddenByFilter),columnMetadata(hiddenByUser)," +
	"rowData(values(userEnteredValue,effectiveValue,formattedValue,effectiveFormat(numberFormat),note))))"

// How often and after what time a call is tried again. The waits before the
// last of quotaTries add up to a minute, in which a quota fills up again.
const (
	faultTries = 4
	quotaTries = 7
	firstWait  = time.Second
	longWait   = 32 * time.Second // the longest by ourselves
	maxWait    = 90 * time.Second // the longest that Retry-After may ask for
)

// fetch calls until there is an answer, an error that does not pass, or no
// more tries. Reading twice does no harm.
func (r *Reader) fetch(ctx context.Context, source string) (*gsheets.Spreadsheet, error) {
	for try := 1; ; try++ {
		book, err := r.call(ctx, source)
		if err == nil {
			return book, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		failed := classify(err)
		if !errors.Is(failed, sheets.ErrBusy) || try >= failed.tries() || failed.retryAfter > maxWait {
			return nil, failed
		}
		if err := r.wait(ctx, backoff(try, failed.retryAfter)); err != nil {
			return nil, err
		}
	}
}

// call asks for the spreadsheet once.
func (r *Reader) call(ctx context.Context, source string) (*gsheets.Spreadsheet, error) {
	ctx, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	book, err := r.service.Spreadsheets.Get(source).Fields(fields).Context(ctx).Do()
	if err != nil {
		return nil, err
	}
	if book.SpreadsheetId != source {
		return nil, &failure{reason: sheets.ErrBusy, detail: "the answer is about something else"}
	}
	return book, nil
}

// backoff is the wait after the try-th call: twice as long each time, with up
// to a second more so that callers do not come back all at once.
func backoff(try int, asked time.Duration) time.Duration {
	wait := min(firstWait<<(try-1), longWait)
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
