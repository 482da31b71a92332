package book

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// CSV returns what the cells of the first tab show, which is all that Drive
// exports as CSV: all rows are as wide as the widest, and none follows the last
// that has anything.
func (b *Book) CSV() ([]byte, error) {
	t := b.tabs[0]
	b.settle()
	whole := b.shownArea(t)
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for row := range whole.rows.end {
		record := make([]string, whole.cols.end)
		for col := range record {
			c := t.at(row, col)
			record[col] = b.show(&c)
		}
		if err := w.Write(record); err != nil {
			return nil, fmt.Errorf("csv: %w", err)
		}
	}
	w.Flush()
	return bytes.TrimSuffix(out.Bytes(), []byte("\r\n")), nil
}

// FromCSV returns the native spreadsheet that Drive makes of a .csv: one tab
// with the title of the file, and in it what the fields become when they are
// typed.
func FromCSV(id, title, locale, zone string, data []byte) (*Book, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("convert %q: %w", title, err)
	}
	b := New(id, title, locale, zone)
	t := b.tabs[0]
	t.title = title
	for row, record := range records {
		if err := b.grow(t, len(records), len(record)); err != nil {
			return nil, fmt.Errorf("convert %q: %w", title, err)
		}
		for col, field := range record {
			var c cell
			b.typeInto(&c, field)
			b.touch(t.set(row, col, c))
		}
	}
	return b, nil
}

// shownArea is the area up to the last cells that show anything.
func (b *Book) shownArea(t *tab) area {
	var shown area
	for row := range t.cells {
		for col := range t.cells[row] {
			if b.show(&t.cells[row][col]) != "" {
				shown.rows.end = row + 1
				shown.cols.end = max(shown.cols.end, col+1)
			}
		}
	}
	return shown
}
