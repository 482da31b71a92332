package workbook

import (
	"bytes"
	"errors"
	"fmt"
)

// ErrInput is returned by Build for an Input without a plan or without words.
var ErrInput = errors.New("input is incomplete")

// Build makes the master workbook. The order of the Input's lists does not
// matter: equal Inputs give equal bytes, and Input is not changed. Every cell
// holds a value, none a formula. It fails with ErrInput, or when a sheet
// cannot be laid out.
func Build(in Input) ([]byte, error) { return build(in, excelLimits()) }

// limits are what one sheet may hold.
type limits struct {
	rows  int // of the table of figures
	links int
}

// excelLimits are those of Excel: 1,048,576 rows, of which some are heading,
// and 65,530 links.
func excelLimits() limits { return limits{rows: 1_000_000, links: 65_530} }

func build(in Input, limit limits) (data []byte, err error) {
	if in.Plan == nil || in.Words == nil {
		return nil, fmt.Errorf("workbook: %w", ErrInput)
	}
	defer func() { // excelize panics on some inputs; a round must outlive it
		if r := recover(); r != nil {
			data, err = nil, fmt.Errorf("workbook: layout failed: %v", r)
		}
	}()
	b := newBook(in, limit)
	defer b.frame.Close()
	b.layOut()
	if err := b.setUpAll(); err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	var out bytes.Buffer
	if err := b.pack(&out); err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return out.Bytes(), nil
}
