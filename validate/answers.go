package validate

import (
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// readMilestone reads whether a document was issued, and its number and date
// from the cell itself or from the remarks of its row.
func (s *series) readMilestone(i int) {
	a := s.amounts[i]
	value, ok := answer(a.cell)
	switch {
	case ok:
	case a.blank:
		s.blank(i)
		return
	default:
		rule := a.rule
		if rule == "" {
			rule = RuleValueNotNumber
		}
		s.reportAt(rule, s.group, s.slots[i], a.shown(), "")
		return
	}
	cells := []sheets.Ref{a.ref}
	if value.Done == plan.DoneYes {
		cells = s.completeEvidence(&value, cells)
	}
	s.observe(i, value, cells...)
}

// answer reads a cell as the answer to a milestone; 1 is one document, 0 none.
func answer(c sheets.Cell) (v plan.Value, ok bool) {
	switch c.Kind {
	case sheets.Text:
		v.Done, v.Document, v.Date, ok = readMilestone(c.Text)
		if !ok && crossMark(c.Text) {
			v.Done, ok = plan.DoneYes, true
		}
	case sheets.Bool:
		v.Done, ok = plan.DoneNo, true
		if c.Bool {
			v.Done = plan.DoneYes
		}
	case sheets.Number:
		switch c.Number {
		case 1:
			v.Done, ok = plan.DoneYes, true
		case 0:
			v.Done, ok = plan.DoneNo, true
		}
	case sheets.Date:
		v.Done, v.Date, ok = plan.DoneYes, c.Text, true
	}
	return v, ok
}

// completeEvidence adds the number and the date of a document from the
// remarks in its row, and returns the cells that the answer then rests on.
func (s *series) completeEvidence(v *plan.Value, cells []sheets.Ref) []sheets.Ref {
	for _, c := range s.columns {
		if c.header.Role != RoleNote && c.header.Role != "" {
			continue
		}
		cell, own := s.view.At(sheets.Ref{Row: s.n, Col: c.col})
		document, date := evidence(cell)
		before := *v
		if v.Document == "" {
			v.Document = document
		}
		if v.Date == "" {
			v.Date = date
		}
		if *v != before {
			cells = append(cells, own)
			s.claims.use(c.refs...)
		}
	}
	return cells
}

func evidence(c sheets.Cell) (document, date string) {
	if c.Kind == sheets.Date {
		return "", c.Text
	}
	if c.Kind != sheets.Text {
		return "", ""
	}
	done, document, date, ok := readMilestone(table.Shown(c))
	if !ok || done == plan.DoneNo {
		return "", ""
	}
	return document, date
}
