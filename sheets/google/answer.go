package google

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// bookFields is the mask: all that a grid is made of, and nothing else.
const bookFields = "spreadsheetId,properties(title,locale)," +
	"sheets(properties(sheetId,title,sheetType,hidden),merges," +
	"data(startRow,startColumn,rowMetadata(hiddenByUser,hiddenByFilter),columnMetadata(hiddenByUser)," +
	"rowData(values(userEnteredValue,effectiveValue,formattedValue,effectiveFormat(numberFormat),note))))"

// Limits of what is kept of one spreadsheet. They are those of package xlsx
// where it has them, so that a spreadsheet is as large by one way as by another.
const (
	maxTabs   = 200
	maxCells  = 1_000_000 // of all tabs, with the rows and gaps between them
	maxMerges = 10_000    // on one tab
)

// errShape is an answer that is JSON, but not what was asked for.
var errShape = errors.New("the answer has another shape")

// readBook makes a grid of an answer of spreadsheets.get while it arrives, cell
// by cell. A sheet may hold millions of cells with nothing in them: decoded as
// one, an answer of some megabytes would take gigabytes.
func readBook(answer io.Reader) (*sheets.Grid, error) {
	r := &bookReader{Decoder: json.NewDecoder(answer), grid: &sheets.Grid{}, room: maxCells}
	err := r.object(func(member string) error {
		switch member {
		case "spreadsheetId":
			return r.Decode(&r.grid.Source)
		case "properties":
			var p gsheets.SpreadsheetProperties
			err := r.Decode(&p)
			r.grid.Title, r.grid.Locale = p.Title, p.Locale
			return err
		case "sheets":
			return r.array(r.readSheet)
		}
		return r.skip()
	})
	if err != nil {
		return nil, err
	}
	return r.grid, nil
}

type bookReader struct {
	*json.Decoder
	grid *sheets.Grid
	room int // cells that may still come
	cell gsheets.CellData
}

// A sheet is a tab while it is read. The members of its JSON object come in no
// order that could be relied on.
type sheet struct {
	properties gsheets.SheetProperties
	blocks     []*block
	merges     []sheets.Range
}

func (r *bookReader) readSheet() error {
	if len(r.grid.Tabs) == maxTabs {
		return tooLarge(maxTabs, "tabs")
	}
	var s sheet
	err := r.object(func(member string) error {
		switch member {
		case "properties":
			return r.Decode(&s.properties)
		case "merges":
			return r.array(func() error { return r.readMerge(&s) })
		case "data":
			return r.array(func() error {
				b, err := r.readBlock()
				s.blocks = append(s.blocks, b)
				return err
			})
		}
		return r.skip()
	})
	if err != nil || s.properties.SheetType == "OBJECT" {
		return err
	}
	tab, err := s.tab(&r.room)
	if err != nil {
		return fmt.Errorf("tab %q: %w", s.properties.Title, err)
	}
	r.grid.Tabs = append(r.grid.Tabs, tab)
	return nil
}

func (r *bookReader) readMerge(s *sheet) error {
	var m gsheets.GridRange
	if err := r.Decode(&m); err != nil {
		return err
	}
	if s.merges = append(s.merges, toRange(&m)); len(s.merges) > maxMerges {
		return tooLarge(maxMerges, "merged ranges on one tab")
	}
	return nil
}

// A block is a rectangle of cells; a tab that is asked for whole has one.
type block struct {
	row, col               int // of its first cell
	cells                  [][]sheets.Cell
	hiddenRows, hiddenCols []int // counted from the first cell
}

func (r *bookReader) readBlock() (*block, error) {
	b := &block{}
	err := r.object(func(member string) error {
		switch member {
		case "startRow":
			return r.Decode(&b.row)
		case "startColumn":
			return r.Decode(&b.col)
		case "rowData":
			return r.array(func() error { return r.readRow(b) })
		case "rowMetadata":
			return r.readHidden(&b.hiddenRows)
		case "columnMetadata":
			return r.readHidden(&b.hiddenCols)
		}
		return r.skip()
	})
	if err == nil && (b.row < 0 || b.row > sheets.MaxRow || b.col < 0 || b.col > sheets.MaxCol) {
		err = fmt.Errorf("%w: a block begins in row %d, column %d", errShape, b.row, b.col)
	}
	return b, err
}

// readRow reads the cells of one row, up to the last that holds something.
func (r *bookReader) readRow(b *block) error {
	var row []sheets.Cell
	err := r.object(func(member string) error {
		if member != "values" {
			return r.skip()
		}
		col := 0
		return r.array(func() error {
			r.cell = gsheets.CellData{}
			if err := r.Decode(&r.cell); err != nil {
				return err
			}
			if cell := toCell(&r.cell); cell != (sheets.Cell{}) {
				for len(row) < col {
					row = append(row, sheets.Cell{})
				}
				row = append(row, cell)
			}
			if col++; len(row) > r.room {
				return tooLarge(maxCells, "cells")
			}
			return nil
		})
	})
	b.cells = append(b.cells, row)
	r.room -= len(row)
	return err
}

func (r *bookReader) readHidden(hidden *[]int) error {
	at := 0
	return r.array(func() error {
		var dimension gsheets.DimensionProperties
		if err := r.Decode(&dimension); err != nil {
			return err
		}
		if dimension.HiddenByUser || dimension.HiddenByFilter {
			*hidden = append(*hidden, at)
		}
		at++
		return nil
	})
}

// object reads an object, handing the name of each member to read, which reads
// its value.
func (r *bookReader) object(read func(member string) error) error {
	return r.enclosed('{', func() error {
		name, err := r.Token()
		if err != nil {
			return err
		}
		member, ok := name.(string)
		if !ok {
			return errShape
		}
		return read(member)
	})
}

// array reads an array; read reads each element.
func (r *bookReader) array(read func() error) error { return r.enclosed('[', read) }

func (r *bookReader) enclosed(open json.Delim, read func() error) error {
	first, err := r.Token()
	if err != nil {
		return err
	}
	if first != open {
		return errShape
	}
	for r.More() {
		if err := read(); err != nil {
			return err
		}
	}
	_, err = r.Token()
	return err
}

func (r *bookReader) skip() error {
	var value json.RawMessage
	return r.Decode(&value)
}

// tooLarge names the limit that was passed.
func tooLarge(limit int, what string) error {
	return fmt.Errorf("%w: more than %d %s", sheets.ErrTooLarge, limit, what)
}
