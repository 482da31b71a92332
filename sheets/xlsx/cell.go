package xlsx

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"thidua/sheets"
)

// stored is a cell as the file has it, before its type is looked at.
type stored struct {
	kind      string // the t attribute
	style     string // the s attribute
	formula   bool
	value     string // v
	hasValue  bool
	inline    string // is
	hasInline bool
}

func (t *tabReader) readCell() (sheets.Cell, error) {
	c := stored{kind: t.attr("t"), style: t.attr("s")}
	err := t.children(func() (err error) {
		switch string(t.name) {
		case "f":
			c.formula = true
		case "v":
			c.hasValue = true
			c.value, err = t.content()
		case "is":
			c.hasInline = true
			c.inline, err = richText(t.scanner)
		}
		return err
	})
	if err != nil {
		return sheets.Cell{}, err
	}
	cell, err := t.book.cell(c)
	if err != nil {
		return sheets.Cell{}, err
	}
	if t.book.text += len(cell.Text); t.book.text > maxAllText {
		return sheets.Cell{}, tooLarge("bytes of text", maxAllText)
	}
	return cell, nil
}

// cell gives a stored cell its kind and what is seen of it.
func (b *workbook) cell(c stored) (sheets.Cell, error) {
	cell := sheets.Cell{Formula: c.formula, Format: b.formats.of(c.style)}
	value := strings.TrimSpace(c.value)
	switch {
	case c.kind == "inlineStr" && c.hasInline:
		setText(&cell, c.inline)
	case c.formula && isPending(c, value):
		setError(&cell, sheets.NotCalculated)
	case c.kind == "str", c.kind == "inlineStr":
		setText(&cell, decodeEscapes(c.value))
	case value == "":
		return sheets.Cell{}, nil // an empty element, whatever its type
	case c.kind == "s":
		shared, err := b.shared(value)
		if err != nil {
			return sheets.Cell{}, err
		}
		setText(&cell, shared)
	case c.kind == "b":
		setBool(&cell, value == "1" || value == "true")
	case c.kind == "e":
		setError(&cell, value)
	case c.kind == "d":
		b.setISODate(&cell, value)
	default:
		b.setNumber(&cell, value)
	}
	return cell, nil
}

// isPending reports whether the program that wrote the file left the formula
// to be computed by the one that opens it. An empty text is a result.
func isPending(c stored, value string) bool {
	return !c.hasValue || value == "" && c.kind != "str"
}

func (b *workbook) shared(index string) (string, error) {
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(b.strings) {
		return "", fmt.Errorf("there is no shared string %q", index)
	}
	return b.strings[i], nil
}

// setText makes a cell of s, and none of an empty text that was merely stored.
func setText(cell *sheets.Cell, s string) {
	if s == "" && !cell.Formula {
		*cell = sheets.Cell{}
		return
	}
	cell.Kind, cell.Text, cell.Seen = sheets.Text, s, s
}

func setError(cell *sheets.Cell, code string) {
	cell.Kind, cell.Text, cell.Seen = sheets.Error, code, code
}

func setBool(cell *sheets.Cell, v bool) {
	cell.Kind, cell.Bool, cell.Seen = sheets.Bool, v, strings.ToUpper(strconv.FormatBool(v))
}

// setNumber keeps what is no number after all as the text that it is.
func (b *workbook) setNumber(cell *sheets.Cell, value string) {
	v, err := parseNumber(value)
	if err != nil {
		setText(cell, value)
		return
	}
	cell.Kind, cell.Number, cell.Seen = sheets.Number, v, b.formats.shown.number(v, cell.Format)
	if !b.formats.shown.isDate(cell.Format) {
		return
	}
	if iso := dateText(v, b.date1904); iso != "" {
		cell.Kind, cell.Text = sheets.Date, iso
	}
}

// setISODate reads a date that is stored as text, as strict workbooks may.
func (b *workbook) setISODate(cell *sheets.Cell, value string) {
	serial, ok := parseDate(value, b.date1904)
	if !ok {
		setText(cell, value)
		return
	}
	cell.Kind, cell.Number, cell.Text = sheets.Date, serial, dateText(serial, b.date1904)
	cell.Seen = value
	if b.formats.shown.isDate(cell.Format) {
		cell.Seen = b.formats.shown.number(serial, cell.Format)
	}
}

var errNotNumber = errors.New("not a number")

// parseNumber takes decimal notation only, not the hexadecimal, infinite and
// underscored forms that strconv knows.
func parseNumber(s string) (float64, error) {
	if strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, errNotNumber
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, errNotNumber
	}
	return v, nil
}
