package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua/plan"
)

// The parts of a row that can be typed wrongly.
const (
	inPeriod   = "in-period"
	cumulative = "cumulative"
	numPart    = "numerator"
	denPart    = "denominator"
	planPart   = "plan"
	measure    = "measure"
	label      = "label"
)

// place names one cell of a unit's workbook by what belongs there.
type place struct {
	code  plan.Code
	part  string
	month int // 0 where the cell is not of one month
}

// line is one row of a report: a heading, an indicator, or a part of a ratio.
type line struct {
	heading string // set: nothing else is
	ordinal string
	code    plan.Code
	label   string
	measure string
	plan    any
	part    string // inPeriod, numPart or denPart
	figures map[int]any
	flow    bool
	target  float64
}

// book is one unit's workbook while it is written.
type book struct {
	*excelize.File
	unit  *plan.Unit
	lines []line
	typed map[place]any    // what the clerk typed instead, or a func(right float64) any
	at    map[place]string // where each place came to lie, Tab!A1
	err   error
}

func newBook(unit *plan.Unit, lines []line, typed map[place]any) *book {
	return &book{File: excelize.NewFile(), unit: unit, lines: lines, typed: typed, at: map[place]string{}}
}

// tab adds a worksheet; the first one takes the place of the default one.
func (b *book) tab(name string) {
	if list := b.GetSheetList(); len(list) == 1 && list[0] == "Sheet1" {
		b.do(b.SetSheetName("Sheet1", name))
		return
	}
	_, err := b.NewSheet(name)
	b.do(err)
}

// put writes v into a cell, 1-based; nothing writes nothing.
func (b *book) put(tab string, col, row int, v any) string {
	cell, err := excelize.CoordinatesToCellName(col, row)
	b.do(err)
	switch v := v.(type) {
	case nil, nothing:
	case failedFormula:
		b.do(b.SetCellFormula(tab, cell, string(v)))
	case formula:
		// The value first: a formula cell keeps it as its cached result.
		b.do(b.SetCellValue(tab, cell, v.cached))
		b.do(b.SetCellFormula(tab, cell, v.text))
	default:
		b.do(b.SetCellValue(tab, cell, v))
	}
	return cell
}

// figure writes what belongs at a place, or what the clerk typed there.
func (b *book) figure(tab string, col, row int, at place, v any) {
	if typed, wrong := b.typed[at]; wrong {
		if change, ok := typed.(func(right float64) any); ok {
			typed = change(v.(float64))
		}
		v = typed
	}
	b.at[at] = tab + "!" + b.put(tab, col, row, v)
}

// merge joins cells of one tab, 1-based.
func (b *book) merge(tab string, col1, row1, col2, row2 int) {
	from, err := excelize.CoordinatesToCellName(col1, row1)
	b.do(err)
	to, err := excelize.CoordinatesToCellName(col2, row2)
	b.do(err)
	b.do(b.MergeCell(tab, from, to))
}

// look gives a rectangle of cells one look.
func (b *book) look(tab string, col1, row1, col2, row2 int, s *excelize.Style) {
	id, err := b.NewStyle(s)
	b.do(err)
	from, err := excelize.CoordinatesToCellName(col1, row1)
	b.do(err)
	to, err := excelize.CoordinatesToCellName(col2, row2)
	b.do(err)
	b.do(b.SetCellStyle(tab, from, to, id))
}

// asDate gives the cell at a place the look of a date.
func (b *book) asDate(at place) {
	tab, cell, _ := strings.Cut(b.at[at], "!")
	date := "dd/mm/yyyy"
	id, err := b.NewStyle(&excelize.Style{CustomNumFmt: &date, Border: thin})
	b.do(err)
	b.do(b.SetCellStyle(tab, cell, cell, id))
}

func (b *book) width(tab string, col int, width float64) {
	name, err := excelize.ColumnNumberToName(col)
	b.do(err)
	b.do(b.SetColWidth(tab, name, name, width))
}

// do keeps the first error; writing goes on and save reports it.
func (b *book) do(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

// save writes the workbook. Its properties are fixed, so that making the
// example again changes nothing.
func (b *book) save(path string) error {
	b.do(b.SetDocProps(&excelize.DocProperties{Creator: b.unit.Name, Created: "2024-07-01T00:00:00Z", Modified: "2024-07-01T00:00:00Z"}))
	if b.err != nil {
		return fmt.Errorf("make %s: %w", path, b.err)
	}
	data, err := b.WriteToBuffer()
	if err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	plain, err := typeFormulas(data.Bytes())
	if err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	return os.WriteFile(path, plain, 0o644)
}

// typeFormulas gives formula cells the type that Excel gives them: excelize
// marks every formula's result as text, while ours are numbers and errors.
func typeFormulas(data []byte) ([]byte, error) {
	failed := regexp.MustCompile(` t="str"><f>1/0</f>(<v></v>|<v/>)?`)
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, member := range in.File {
		content, err := fs.ReadFile(in, member.Name)
		if err != nil {
			return nil, err
		}
		w, err := out.Create(member.Name)
		if err != nil {
			return nil, err
		}
		content = failed.ReplaceAll(content, []byte(` t="e"><f>1/0</f><v>#DIV/0!</v>`))
		if _, err := w.Write(bytes.ReplaceAll(content, []byte(` t="str"><f>`), []byte(`><f>`))); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// nothing is what a clerk typed who left a cell empty.
type nothing struct{}

// failedFormula is a formula that divides by 0.
type failedFormula string

// formula is a formula with the result it was saved with.
type formula struct {
	text   string
	cached any
}
