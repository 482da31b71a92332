package marked

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"thidua/sheets"
	"thidua/workbook"
)

// Rebuild returns a workbook made from what was read, marked: for spreadsheets
// that are no files, and for files that cannot be copied. It holds values,
// number formats, merges, notes and what is hidden, and no formula.
func Rebuild(in Input) (data []byte, err error) {
	m := newMarker(in)
	m.rebuilt = true
	plain, err := m.build()
	if err == nil {
		data, err = m.mark(plain)
	}
	if err != nil {
		return nil, fmt.Errorf("marked: rebuild %s: %w", in.Grid.Source, err)
	}
	return data, nil
}

// build makes the workbook without marks.
func (m *marker) build() (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			data, err = nil, fmt.Errorf("%v", p)
		}
	}()
	file := excelize.NewFile()
	defer file.Close()
	taken := map[string]bool{}
	for i := range m.Grid.Tabs {
		m.titles[i] = workbook.SheetName(m.Grid.Tabs[i].Title, taken)
		b := builder{file: file, tab: &m.Grid.Tabs[i], title: m.titles[i], formats: map[string]int{}}
		if err := b.build(i == 0); err != nil {
			return nil, fmt.Errorf("tab %s: %w", m.Grid.Tabs[i].Title, err)
		}
	}
	if err := m.hideTabs(file); err != nil {
		return nil, err
	}
	buffer, err := file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// hideTabs hides what is hidden. The first tab that is not is opened; where all
// are, the first stays to be seen.
func (m *marker) hideTabs(file *excelize.File) error {
	first := max(0, slices.IndexFunc(m.Grid.Tabs, func(t sheets.Tab) bool { return !t.Hidden }))
	file.SetActiveSheet(first)
	for i := range m.Grid.Tabs {
		if m.Grid.Tabs[i].Hidden && i != first {
			if err := file.SetSheetVisible(m.titles[i], false); err != nil {
				return err
			}
		}
	}
	return nil
}

// builder makes one tab.
type builder struct {
	file    *excelize.File
	tab     *sheets.Tab
	title   string
	formats map[string]int // styles, by number format
}

func (b *builder) build(first bool) error {
	if first {
		if err := b.file.SetSheetName(b.file.GetSheetName(0), b.title); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(b.title); err != nil {
		return err
	}
	widths := map[int]int{}
	for row := range b.tab.Cells {
		for col, c := range b.tab.Cells[row] {
			at := sheets.Ref{Row: row, Col: col}
			if err := b.put(at, c); err != nil {
				return fmt.Errorf("%s: %w", at.A1(), err)
			}
			if c.Kind != sheets.Empty {
				widths[col] = max(widths[col], utf8.RuneCountInString(c.Seen), utf8.RuneCountInString(c.Text))
			}
		}
	}
	return b.shape(widths)
}

// put writes a value. A text is never a formula.
func (b *builder) put(at sheets.Ref, c sheets.Cell) error {
	cell := at.A1()
	if c.Note != "" {
		if err := b.file.AddComment(b.title, excelize.Comment{Cell: cell, Author: author, Text: c.Note}); err != nil {
			return err
		}
	}
	var err error
	switch c.Kind {
	case sheets.Empty:
		return nil
	case sheets.Number, sheets.Date:
		err = b.file.SetCellFloat(b.title, cell, c.Number, -1, 64)
	case sheets.Bool:
		err = b.file.SetCellBool(b.title, cell, c.Bool)
	case sheets.Text, sheets.Error:
		err = b.file.SetCellStr(b.title, cell, c.Text)
	}
	if err != nil {
		return err
	}
	style, err := b.style(c.Format)
	if err != nil {
		return err
	}
	return b.file.SetCellStyle(b.title, cell, cell, style)
}

// style returns the style of a number format.
func (b *builder) style(format string) (int, error) {
	if id, made := b.formats[format]; made {
		return id, nil
	}
	style := &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	if format != "" {
		style.CustomNumFmt = &format
	}
	id, err := b.file.NewStyle(style)
	b.formats[format] = id
	return id, err
}

// shape sets merges, widths and what is hidden.
func (b *builder) shape(widths map[int]int) error {
	for _, m := range b.tab.Merges {
		if err := b.file.MergeCell(b.title, m.From.A1(), m.To.A1()); err != nil {
			return err
		}
	}
	const narrowest, widest = 7, 45 // characters
	for col, width := range widths {
		name := sheets.ColumnName(col)
		if err := b.file.SetColWidth(b.title, name, name, float64(min(max(width+2, narrowest), widest))); err != nil {
			return err
		}
	}
	for col := range b.tab.HiddenCols {
		if err := b.file.SetColVisible(b.title, sheets.ColumnName(col), false); err != nil {
			return err
		}
	}
	for row := range b.tab.HiddenRows {
		if err := b.file.SetRowVisible(b.title, row+1, false); err != nil {
			return err
		}
	}
	return nil
}
