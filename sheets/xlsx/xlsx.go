// Package xlsx decodes Excel workbooks (.xlsx, .xlsm) into grids.
//
// It reads the parts of the workbook itself, in one pass and under limits
// checked before anything is unpacked. docs/decisions/0003-reading-xlsx.md
// says why.
//
// What a cell is:
//
//   - A number under a date or time format is a Date; its Text is ISO 8601.
//   - A formula has the value that the program which saved the file computed.
//     Where it left none, the cell is an Error with sheets.NotCalculated.
//   - A number that is no number, such as <v>1,5</v>, is Text.
//   - A formula's result "" is a Text; a cell that merely stores "" is none.
//
// Tabs that hold a chart, a dialog or macros have no cells and are left out.
package xlsx

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"thidua/sheets"
)

// Decode reads a whole workbook. The grid's Source and Title are left to the
// caller; its Revision is the SHA-256 of data.
//
// The error wraps ErrTooLarge (and names the limit), ErrEncrypted,
// ErrLegacyFormat for .xls and .xlsb, ErrNotSpreadsheet for documents of
// another kind, ErrCorrupt for everything else that cannot be read, or the
// error of ctx. No input makes it panic.
func Decode(ctx context.Context, data []byte) (grid *sheets.Grid, err error) {
	defer func() {
		if p := recover(); p != nil {
			grid, err = nil, fmt.Errorf("xlsx: %w: %v", sheets.ErrCorrupt, p)
		}
	}()
	grid, err = decode(ctx, data)
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	return grid, nil
}

func decode(ctx context.Context, data []byte) (*sheets.Grid, error) {
	if len(data) > MaxFile {
		return nil, tooLarge("bytes", MaxFile)
	}
	if err := sniff(data); err != nil {
		return nil, err
	}
	b, err := openWorkbook(data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	grid := &sheets.Grid{Revision: hex.EncodeToString(sum[:])}
	for _, part := range b.tabs {
		t, err := b.readTab(ctx, part)
		if err != nil {
			return nil, err
		}
		b.room -= t.cells
		grid.Tabs = append(grid.Tabs, t.tab)
	}
	return grid, nil
}
