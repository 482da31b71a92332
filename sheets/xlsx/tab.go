package xlsx

import (
	"context"
	"fmt"
	"strconv"

	"thidua/sheets"
)

// A tabReader reads one worksheet part from top to bottom. The <dimension>
// that the part declares is never believed.
type tabReader struct {
	book *workbook
	*scanner
	tab    sheets.Tab
	row    int // zero-based, of the row being read
	rows   int // rows that hold values
	cells  int // cells held, gaps included
	merges []sheets.Range
	hidden []span // columns
}

// A span is a run of columns, both ends included.
type span struct{ from, to int }

func (b *workbook) readTab(ctx context.Context, part tabPart) (*tabReader, error) {
	s, err := b.archive.scan(part.part)
	if err != nil {
		return nil, err
	}
	t := &tabReader{book: b, scanner: s, row: -1}
	t.tab.Title, t.tab.Hidden = part.title, part.hidden
	t.tab.HiddenRows, t.tab.HiddenCols = map[int]bool{}, map[int]bool{}
	root := ""
	err = s.children(func() error {
		root = string(s.name)
		return s.children(func() error { return t.section(ctx) })
	})
	if err == nil && root != "worksheet" {
		err = fmt.Errorf("it is no worksheet, but %q", root)
	}
	if err == nil {
		err = t.readNotes(part.part)
	}
	if err != nil {
		return nil, fmt.Errorf("tab %q: %w", part.title, s.wrap(err))
	}
	for _, h := range t.hidden {
		t.tab.HideCols(h.from, h.to)
	}
	t.tab.Merge(t.merges)
	return t, nil
}

func (t *tabReader) section(ctx context.Context) error {
	switch string(t.name) {
	case "cols":
		return t.children(t.readColumns)
	case "sheetData":
		return t.children(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return t.readRow()
		})
	case "mergeCells":
		return t.children(t.readMerge)
	}
	return nil
}

func (t *tabReader) readColumns() error {
	if !isTrue(t.attr("hidden")) {
		return nil
	}
	from, err := strconv.Atoi(t.attr("min"))
	if err != nil {
		return fmt.Errorf("a column range begins at %q", t.attr("min"))
	}
	to, err := strconv.Atoi(t.attr("max"))
	if err != nil {
		return fmt.Errorf("a column range ends at %q", t.attr("max"))
	}
	t.hidden = append(t.hidden, span{from - 1, to - 1})
	return nil
}

func (t *tabReader) readMerge() error {
	g, err := sheets.ParseRange(t.attr("ref"))
	if err != nil {
		return err
	}
	if t.merges = append(t.merges, g); len(t.merges) > maxMerges {
		return tooLarge("merged ranges on one tab", maxMerges)
	}
	return nil
}

// readRow reads the cells of a row. A row or a cell that does not give its
// place follows the one before it.
func (t *tabReader) readRow() error {
	t.row++
	if number := t.attr("r"); number != "" {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > sheets.MaxRow+1 {
			return fmt.Errorf("there is no row %q", number)
		}
		t.row = n - 1
	}
	hidden := isTrue(t.attr("hidden"))
	before, col := t.cells, -1
	err := t.children(func() error {
		if string(t.name) != "c" {
			return nil
		}
		var err error
		if col, err = column(t.attr("r"), col+1); err != nil || t.empty {
			return err
		}
		cell, err := t.readCell()
		if err != nil {
			return fmt.Errorf("cell %s: %w", sheets.Ref{Row: t.row, Col: col}.A1(), err)
		}
		if cell.Kind == sheets.Empty {
			return nil
		}
		return t.put(sheets.Ref{Row: t.row, Col: col}, cell)
	})
	if err != nil || t.cells == before {
		return err
	}
	if hidden {
		t.tab.HiddenRows[t.row] = true
	}
	if t.rows++; t.rows > maxRows {
		return tooLarge("rows on one tab", maxRows)
	}
	return nil
}

// column takes the column of a cell from its address. The row is that of the
// row element around it, whatever the address says.
func column(ref string, next int) (int, error) {
	letters := 0
	for letters < len(ref) && (ref[letters] < '0' || ref[letters] > '9') {
		letters++
	}
	if ref == "" {
		if next > sheets.MaxCol {
			return 0, fmt.Errorf("a row has more than %d columns", sheets.MaxCol+1)
		}
		return next, nil
	}
	return sheets.ParseColumn(ref[:letters])
}

// put places a cell, making room for it.
func (t *tabReader) put(at sheets.Ref, cell sheets.Cell) error {
	for len(t.tab.Cells) <= at.Row {
		t.tab.Cells = append(t.tab.Cells, nil)
	}
	row := t.tab.Cells[at.Row]
	if missing := at.Col + 1 - len(row); missing > 0 {
		if t.cells += missing; t.cells > t.book.room {
			return tooLarge("cells", maxCells)
		}
		row = append(row, make([]sheets.Cell, missing)...)
	}
	row[at.Col] = cell
	t.tab.Cells[at.Row] = row
	return nil
}
