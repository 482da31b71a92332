package google

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"thidua/sheets"
	"thidua/sheets/xlsx"
)

// readWorkbook reads an Excel workbook that lies on Drive.
func (r *Reader) readWorkbook(ctx context.Context, source string, known file) (*sheets.Grid, error) {
	data, err := r.download(ctx, source, anySize)
	if err != nil {
		return nil, err
	}
	grid, err := xlsx.Decode(ctx, data)
	if errors.Is(err, sheets.ErrCorrupt) {
		grid, err = r.readWhole(ctx, source, int64(len(data)), err)
	}
	switch {
	case known.mimeType == typeXLS && (errors.Is(err, sheets.ErrCorrupt) || errors.Is(err, sheets.ErrNotSpreadsheet)):
		// A page or a text that a program saved under this type.
		return nil, fmt.Errorf("%w: %q", sheets.ErrLegacyFormat, known.name)
	case err != nil:
		return nil, err
	}
	grid.Title = known.name
	return grid, nil
}

// readWhole reads a workbook that seemed damaged once more, unless what came
// was all of it.
func (r *Reader) readWhole(ctx context.Context, source string, came int64, damage error) (*sheets.Grid, error) {
	known, err := r.ask(ctx, source)
	if err != nil {
		return nil, err
	}
	if known.size == came {
		return nil, damage
	}
	data, err := r.download(ctx, source, known.size)
	if err != nil {
		return nil, err
	}
	return xlsx.Decode(ctx, data)
}

// anySize is the size of a file of which it is not known.
const anySize = -1

// download returns the content of a file. Content of another size than it
// should have has not come whole.
func (r *Reader) download(ctx context.Context, source string, size int64) (data []byte, err error) {
	err = r.call(ctx, r.driveUnits(downloadUnits), func(ctx context.Context) (err error) {
		data, err = content(r.drive.Files.Get(source).SupportsAllDrives(true).Context(ctx).Download())
		if err == nil && size != anySize && int64(len(data)) != size {
			err = &failure{reason: sheets.ErrBusy, detail: fmt.Sprintf("%d of %d bytes came", len(data), size)}
		}
		return err
	})
	return data, err
}

// content reads an answer that is a file, up to what a workbook may have. A
// page in its place is one of a proxy or of a gateway.
func content(response *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		return nil, &failure{reason: sheets.ErrBusy, detail: "a web page came in place of the file"}
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, xlsx.MaxFile+1))
	if err == nil && len(data) > xlsx.MaxFile {
		err = fmt.Errorf("%w: more than %d bytes", sheets.ErrTooLarge, xlsx.MaxFile)
	}
	return data, err
}
