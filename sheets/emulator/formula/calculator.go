package formula

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua/sheets"
)

// Value is what a cell holds or a formula gives.
type Value struct {
	Kind   sheets.Kind // Empty, Number, Text, Bool or Error
	Number float64
	Text   string // an error as it is shown, such as "#DIV/0!"
	Bool   bool
}

// Calculator calculates formulas over the cells that it was given. A formula
// that takes longer than the limit leaves it unusable.
type Calculator struct {
	file   *excelize.File // nil once a formula took too long
	limit  time.Duration
	cells  map[cellID]bool   // that it was given
	failed map[cellID]string // the errors among them
	sheets map[int]bool      // that the file has
}

type cellID struct {
	sheet int
	at    sheets.Ref
}

// The sheet on which formulas are calculated.
const desk = "Sheet1"

// NewCalculator returns a Calculator without cells, with a limit of time for
// each formula.
func NewCalculator(limit time.Duration) *Calculator {
	return &Calculator{file: excelize.NewFile(), limit: limit, cells: map[cellID]bool{}, failed: map[cellID]string{}, sheets: map[int]bool{}}
}

// Has reports whether a cell was put.
func (c *Calculator) Has(sheet int, at sheets.Ref) bool { return c.cells[cellID{sheet, at}] }

// Put gives the Calculator a cell, once.
func (c *Calculator) Put(sheet int, at sheets.Ref, v Value) error {
	c.cells[cellID{sheet, at}] = true
	if c.file == nil {
		return ErrTooSlow
	}
	err := c.addSheet(sheet)
	name, cell := sheetName(sheet), at.A1()
	switch {
	case err != nil:
	case v.Kind == sheets.Number:
		err = c.file.SetCellFloat(name, cell, v.Number, -1, 64)
	case v.Kind == sheets.Text:
		err = c.file.SetCellStr(name, cell, v.Text)
	case v.Kind == sheets.Bool:
		err = c.file.SetCellBool(name, cell, v.Bool)
	case v.Kind == sheets.Error:
		c.failed[cellID{sheet, at}] = v.Text
		err = c.file.SetCellFormula(name, cell, failing(v.Text))
	}
	if err != nil {
		return fmt.Errorf("put %s: %w", cell, err)
	}
	return nil
}

// failing is a formula with an error for a result: excelize reads no errors
// from cells. There is none for the rarer ones, which are #VALUE! then.
func failing(code string) string {
	switch code {
	case "#DIV/0!":
		return "1/0"
	case "#N/A":
		return "NA()"
	case "#NUM!":
		return "SQRT(-1)"
	default:
		return `VALUE("x")`
	}
}

// Evaluate returns the result of a formula, its first value when it has many;
// find says what a reference is to, and whatever it is to was put. An error
// wraps ErrInvalid, ErrFunction or ErrTooSlow; #DIV/0! and the like are results.
func (c *Calculator) Evaluate(f *Formula, find func(reference string) (Area, bool)) (Value, error) {
	areas := map[string]Area{}
	for _, reference := range f.References() {
		area, ok := find(reference)
		if !ok {
			return missing(reference), nil
		}
		if err := c.addSheet(area.Sheet); err != nil {
			return Value{}, err
		}
		areas[reference] = area
	}
	if code, ok := c.errorMet(f, areas); ok && f.passesErrors() {
		return Value{Kind: sheets.Error, Text: code}, nil
	}
	text := f.write(func(reference string) string {
		return sheetName(areas[reference].Sheet) + "!" + areas[reference].Range.A1()
	}, failing)
	kind, err := c.run("TYPE(" + text + ")")
	if err == nil && kind == matrixType {
		text = "INDEX(" + text + ",1,1)"
		kind, err = c.run("TYPE(" + text + ")")
	}
	if err != nil {
		return Value{}, err
	}
	result, err := c.run(text)
	if err != nil {
		return Value{}, err
	}
	switch {
	case kind != errorType:
		return read(result, kind), nil
	case !strings.HasPrefix(result, "#"):
		return Value{}, ErrInvalid
	default:
		if code, ok := c.errorMet(f, areas); ok && result == "#VALUE!" {
			result = code
		}
		return Value{Kind: sheets.Error, Text: result}, nil
	}
}

// missing is what Google shows for a reference to nothing.
func missing(reference string) Value {
	if strings.Contains(reference, "!") {
		return Value{Kind: sheets.Error, Text: "#REF!"}
	}
	return Value{Kind: sheets.Error, Text: "#NAME?"}
}

func (c *Calculator) addSheet(sheet int) error {
	if c.sheets[sheet] {
		return nil
	}
	c.sheets[sheet] = true
	if _, err := c.file.NewSheet(sheetName(sheet)); err != nil {
		return fmt.Errorf("add a sheet: %w", err)
	}
	return nil
}

// errorMet returns the first error in the formula or in the cells that it
// refers to.
func (c *Calculator) errorMet(f *Formula, areas map[string]Area) (code string, ok bool) {
	if code, ok = f.errorWritten(); ok {
		return code, true
	}
	var first cellID
	for id, failure := range c.failed {
		if slices.ContainsFunc(slices.Collect(maps.Values(areas)), id.isIn) && (!ok || id.before(first)) {
			first, code, ok = id, failure, true
		}
	}
	return code, ok
}

func (id cellID) isIn(a Area) bool { return id.sheet == a.Sheet && a.Range.Contains(id.at) }

func (id cellID) before(o cellID) bool {
	return cmp.Or(cmp.Compare(id.sheet, o.sheet), cmp.Compare(id.at.Row, o.at.Row), cmp.Compare(id.at.Col, o.at.Col)) < 0
}

// The results of the function TYPE.
const (
	textType   = "2"
	boolType   = "4"
	errorType  = "16"
	matrixType = "64"
)

// read gives a result its type. excelize reckons with fifteen digits.
func read(result, kind string) Value {
	switch {
	case kind == textType:
		return Value{Kind: sheets.Text, Text: result}
	case kind == boolType:
		return Value{Kind: sheets.Bool, Bool: result == "TRUE"}
	case result == "":
		return Value{} // of a cell that is empty
	}
	v, err := strconv.ParseFloat(result, 64)
	if err != nil || math.IsInf(v, 0) {
		return Value{Kind: sheets.Error, Text: "#NUM!"}
	}
	return Value{Kind: sheets.Number, Number: v}
}

type outcome struct {
	result string
	err    error
}

// run calculates one formula. excelize cannot be interrupted: past the limit
// it is left to itself.
func (c *Calculator) run(text string) (string, error) {
	if c.file == nil {
		return "", ErrTooSlow
	}
	done := make(chan outcome, 1)
	go func(file *excelize.File) { done <- calculate(file, text) }(c.file)
	limit := time.NewTimer(c.limit)
	defer limit.Stop()
	select {
	case o := <-done:
		return o.result, o.err
	case <-limit.C:
		c.file = nil
		return "", ErrTooSlow
	}
}

// calculate turns excelize's errors into ours, but those that are results.
func calculate(file *excelize.File, text string) (o outcome) {
	defer func() {
		if p := recover(); p != nil {
			o = outcome{err: fmt.Errorf("%w: %v", ErrInvalid, p)}
		}
	}()
	if err := file.SetCellFormula(desk, "A1", text); err != nil {
		return outcome{err: fmt.Errorf("%w: %w", ErrInvalid, err)}
	}
	result, err := file.CalcCellValue(desk, "A1", excelize.Options{RawCellValue: true})
	switch {
	case err == nil:
		return outcome{result: result}
	case strings.HasPrefix(err.Error(), "not support"):
		return outcome{err: fmt.Errorf("%w: %w", ErrFunction, err)}
	case strings.HasPrefix(result, "#"):
		return outcome{result: result}
	case strings.HasPrefix(err.Error(), "#"):
		return outcome{result: err.Error()}
	default:
		return outcome{err: fmt.Errorf("%w: %w", ErrInvalid, err)}
	}
}
