package google

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"google.golang.org/api/googleapi"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

// A way is how a native Sheet is read, and its price.
type way struct {
	price cost
	read  func(ctx context.Context, source string, known file) (*sheets.Grid, error)
}

func (r *Reader) bySheets() way { return way{r.oneRead(), r.getBook} }
func (r *Reader) byExport() way { return way{r.driveUnits(downloadUnits), r.export} }

// ways are those that may be chosen from, the better first: the Sheets API
// tells more, the Drive API allows far more calls.
func (r *Reader) ways() []way {
	switch r.path {
	case Sheets:
		return []way{r.bySheets()}
	case Export:
		return []way{r.byExport()}
	default:
		return []way{r.bySheets(), r.byExport()}
	}
}

// readSheet reads a native Sheet by the first way that is free. What is too
// large for one way, or may not be exported, is read by the other.
func (r *Reader) readSheet(ctx context.Context, source string, known file) (*sheets.Grid, error) {
	ways := r.ways()
	for {
		grid, err := r.readByOneOf(ctx, ways, source, known)
		if len(ways) == 1 || !errors.Is(err, sheets.ErrTooLarge) && !errors.Is(err, errNoDownload) {
			return grid, err
		}
		ways = ways[:len(ways)-1]
	}
}

// readByOneOf chooses anew at every attempt: the way that has failed goes to
// the end of ways.
func (r *Reader) readByOneOf(ctx context.Context, ways []way, source string, known file) (grid *sheets.Grid, err error) {
	err = r.repeat(ctx, func(ctx context.Context) error {
		prices := make([]cost, len(ways))
		for i, w := range ways {
			prices[i] = w.price
		}
		chosen, err := r.room(ctx, prices...)
		if err != nil {
			return err
		}
		by := ways[chosen]
		err = r.send(ctx, by.price.budget, func(ctx context.Context) (err error) {
			grid, err = by.read(ctx, source, known)
			return err
		})
		if err != nil {
			copy(ways[chosen:], ways[chosen+1:])
			ways[len(ways)-1] = by
		}
		return err
	})
	return grid, err
}

// getBook reads a native Sheet by the Sheets API. The request is made here and
// not by the Sheets service, which can only decode a whole answer at once.
func (r *Reader) getBook(ctx context.Context, source string, _ file) (*sheets.Grid, error) {
	query := url.Values{"alt": {"json"}, "prettyPrint": {"false"}, "fields": {bookFields}}
	address := r.sheetsURL + "v4/spreadsheets/" + url.PathEscape(source) + "?" + query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", userAgent)
	response, err := r.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if err := googleapi.CheckResponse(response); err != nil {
		return nil, err
	}
	grid, err := readBook(response.Body)
	if err != nil {
		return nil, err
	}
	if grid.Source != source {
		return nil, &failure{reason: sheets.ErrBusy, detail: "the answer is about something else"}
	}
	return grid, nil
}

// export reads a native Sheet as the workbook that Drive makes of it. What
// cannot be decoded then is not the unit's doing.
func (r *Reader) export(ctx context.Context, source string, known file) (*sheets.Grid, error) {
	data, err := content(r.drive.Files.Export(source, typeXLSX).Context(ctx).Download())
	if err != nil {
		return nil, err
	}
	grid, err := xlsx.Decode(ctx, data)
	switch {
	case errors.Is(err, sheets.ErrTooLarge):
		return nil, err
	case err != nil:
		return nil, &failure{reason: sheets.ErrBusy, detail: "the export is no whole workbook: " + oneLine(err.Error())}
	}
	grid.Title = known.name
	return grid, nil
}
