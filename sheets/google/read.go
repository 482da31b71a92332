package google

import (
	"context"
	"errors"
	"fmt"

	"thidua/sheets"
)

// Read returns the grid of one spreadsheet. What may pass is tried again a few
// times before it is ErrBusy. Callers that ask for one source at the same time
// share its cells.
func (r *Reader) Read(ctx context.Context, source string) (*sheets.Grid, error) {
	grid, err := r.flights.join(ctx, source, func(ctx context.Context) (*sheets.Grid, error) { return r.read(ctx, source) })
	if err != nil {
		return nil, fmt.Errorf("read Google spreadsheet %s: %w", source, err)
	}
	return grid, nil
}

func (r *Reader) read(ctx context.Context, source string) (*sheets.Grid, error) {
	_, remembered := r.files.get(source)
	grid, err := r.route(ctx, source)
	if errors.Is(err, errOtherDocument) || errors.Is(err, errOtherContent) || remembered && errors.Is(err, sheets.ErrNotFound) {
		// It is not what it was taken for, or no longer. Where Drive may not be
		// asked what it is, that is all that is known.
		r.files.forget(source)
		again, why := r.routeByType(ctx, source)
		if !errors.Is(why, sheets.ErrAuth) {
			grid, err = again, why
		}
	}
	if err != nil {
		return nil, err
	}
	forgetOwnNotes(grid)
	grid.Source, grid.Revision = source, grid.ContentHash()
	return grid, nil
}

// route takes a source of which nothing is known for a native Sheet where these
// are read by the Sheets API alone: Drive need not be asked then, nor be there.
// Where it has told what changed it is asked: the Sheets API goes on answering
// about what is in the trash.
func (r *Reader) route(ctx context.Context, source string) (*sheets.Grid, error) {
	known, ok := r.files.get(source)
	isSheet := ok && known.mimeType == typeSheet && !known.trashed
	if r.path == Sheets && (isSheet || !ok && r.files.follows("")) {
		return r.readSheet(ctx, source, known)
	}
	return r.routeByType(ctx, source)
}

// routeByType reads a source in the way that is for its type. Drive says of a
// file that is not shared that there is none: the Sheets API tells the two
// apart.
func (r *Reader) routeByType(ctx context.Context, source string) (*sheets.Grid, error) {
	known, notFound := r.lookUp(ctx, source)
	if errors.Is(notFound, sheets.ErrNotFound) {
		grid, err := r.readByOneOf(ctx, []way{r.bySheets()}, source, known)
		if err == nil || errors.Is(err, sheets.ErrDenied) || errors.Is(err, sheets.ErrBusy) || ctx.Err() != nil {
			return grid, err
		}
	}
	if notFound != nil {
		return nil, notFound
	}
	if err := known.check(); err != nil {
		return nil, err
	}
	if known.mimeType == typeSheet {
		return r.readSheet(ctx, source, known)
	}
	return r.readWorkbook(ctx, source, known)
}
