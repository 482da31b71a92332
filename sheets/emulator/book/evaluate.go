package book

import (
	"errors"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator/formula"
)

// formulaLimit is how long one formula may take.
const formulaLimit = 2 * time.Second

// evaluate calculates a formula. One that cannot be calculated keeps the result
// that it had, or is the error that Google shows for a formula that it does
// not understand.
func (k *calculation) evaluate(f parsed, s spot, places []place, old value) value {
	v, err := k.run(f, s, places)
	switch {
	case err == nil:
		return fromResult(v)
	case old.kind != noValue:
		return old
	case errors.Is(err, formula.ErrFunction):
		return value{kind: errorValue, text: "#NAME?"}
	default:
		return value{kind: errorValue, text: "#ERROR!"}
	}
}

func (k *calculation) run(f parsed, s spot, places []place) (formula.Value, error) {
	if f.err != nil {
		return formula.Value{}, f.err
	}
	if k.calculator == nil {
		k.calculator = formula.NewCalculator(formulaLimit)
	}
	for _, p := range places {
		if err := k.put(p); err != nil {
			return formula.Value{}, err
		}
	}
	v, err := k.calculator.Evaluate(f.formula, func(reference string) (formula.Area, bool) {
		p, ok := k.book.referred(s.tab, reference)
		if !ok {
			return formula.Area{}, false
		}
		return formula.Area{Sheet: p.tab.id, Range: sheets.Range{
			From: sheets.Ref{Row: p.rows.start, Col: p.cols.start}, To: sheets.Ref{Row: p.rows.end - 1, Col: p.cols.end - 1},
		}}, true
	})
	if errors.Is(err, formula.ErrTooSlow) {
		k.calculator = nil
	}
	return v, err
}

// put gives the calculator the cells of a place.
func (k *calculation) put(p place) (err error) {
	p.each(func(row, col int) {
		at := sheets.Ref{Row: row, Col: col}
		if v := p.tab.cells[row][col].value(); err == nil && v.kind != noValue && !k.calculator.Has(p.tab.id, at) {
			err = k.calculator.Put(p.tab.id, at, toResult(v))
		}
	})
	return err
}

func toResult(v value) formula.Value {
	switch v.kind {
	case numberValue:
		return formula.Value{Kind: sheets.Number, Number: v.number}
	case boolValue:
		return formula.Value{Kind: sheets.Bool, Bool: v.number == 1}
	case errorValue:
		return formula.Value{Kind: sheets.Error, Text: v.text}
	default:
		return formula.Value{Kind: sheets.Text, Text: v.text}
	}
}

func fromResult(v formula.Value) value {
	switch v.Kind {
	case sheets.Number:
		return number(v.Number)
	case sheets.Bool:
		return boolean(v.Bool)
	case sheets.Error:
		return value{kind: errorValue, text: v.Text}
	case sheets.Text:
		return text(v.Text)
	default:
		return value{}
	}
}
