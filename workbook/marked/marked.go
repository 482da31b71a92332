// Package marked makes copies of units' workbooks in which every faulty cell is
// coloured and carries a note that says what is wrong and what to do, with a
// tab at the end that lists all of it.
//
// A copy is made by changing the parts of the file in place: the styles, the
// cells that are coloured, the notes, the list of tabs. All other bytes stay:
// charts, pictures, macros, formulas. docs/decisions/0009-marked-copies.md says why.
//
// Files: mark.go does the work; markup.go changes XML in place, archive.go and
// relations.go the package around it, styles.go, sheet.go, notes.go and
// property.go a part each; list.go adds the tab; compare.go holds a copy
// against its original; rebuild.go makes a workbook where there is none to copy.
package marked

import (
	"context"
	"errors"
	"fmt"

	"thidua/plan"
	"thidua/sheets"
	"thidua/templates"
	"thidua/validate"
)

// ErrUnfaithful is returned by Copy when it cannot make a copy that holds what
// the original does. Rebuild then still shows the findings.
var ErrUnfaithful = errors.New("workbook cannot be copied faithfully")

// Input is what is marked.
type Input struct {
	Plan     *plan.Plan
	Unit     plan.UnitID
	Grid     *sheets.Grid       // what was read
	Findings []validate.Finding // about the grid and its unit, in the order in which they are listed
	Words    *templates.Catalog
}

// Copy returns the workbook from which the grid was read, marked.
func Copy(ctx context.Context, original []byte, in Input) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			data, err = nil, fmt.Errorf("marked: %s: %w: %v", in.Grid.Source, ErrUnfaithful, p)
		}
	}()
	m := newMarker(in)
	for i := range in.Grid.Tabs {
		m.titles[i] = in.Grid.Tabs[i].Title
	}
	if data, err = m.mark(original); err == nil {
		err = m.compare(ctx, data)
	}
	if err != nil {
		return nil, fmt.Errorf("marked: %s: %w: %w", in.Grid.Source, ErrUnfaithful, err)
	}
	return data, nil
}

// marker marks one workbook.
type marker struct {
	Input
	titles  []string // of the grid's tabs as the workbook has them
	rebuilt bool     // the workbook is no copy
	notes   map[place]string
}

// place is a cell of a tab, a merge's first.
type place struct {
	tab  int // index in the grid
	cell sheets.Ref
}

func newMarker(in Input) *marker {
	return &marker{Input: in, titles: make([]string, len(in.Grid.Tabs)), notes: map[place]string{}}
}
