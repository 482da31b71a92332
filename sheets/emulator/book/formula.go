package book

import (
	"regexp"
	"strconv"
	"strings"

	"thidua/sheets"
)

// reference is an address within a formula: a cell, a range, whole columns or
// rows, with or without the title of a tab.
type reference struct {
	title    string // as written, unquoted; "" is the formula's own tab
	from, to pin
	isRange  bool // written with a colon
}

// pin is a corner of a reference; its parts are absolute where they are
// written with a $ and open where they are left out.
type pin struct {
	corner
	fixedRow, fixedCol bool
}

// token matches what matters in a formula: texts, which are skipped, and
// words that may be references, with the tab's title before them.
var token = regexp.MustCompile(`"(?:[^"]|"")*"?` +
	`|((?:'(?:[^']|'')+'|[\pL_][\pL\pN_.]*)!)?` +
	`(\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+|:\$?[A-Za-z]{1,3}|:\$?[0-9]+)?` +
	`|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]+:\$?[0-9]+)` +
	`([\pL\pN_.]*[(!]?)` + // with which it is something else, such as LOG10(
	`|[\pL_$][\pL\pN_.$]*|[0-9.]+`)

// rewrite returns the formula with every reference changed; false stands for a
// reference to what is gone.
func rewrite(formula string, change func(reference) (reference, bool)) string {
	var result strings.Builder
	end := 0
	for _, at := range token.FindAllStringSubmatchIndex(formula, -1) {
		if at[4] < 0 || at[6] < at[7] {
			continue
		}
		ref, ok := parseReference(formula, at)
		if !ok {
			continue
		}
		result.WriteString(formula[end:at[0]])
		if changed, ok := change(ref); ok {
			result.WriteString(changed.String())
		} else {
			result.WriteString("#REF!")
		}
		end = at[1]
	}
	if end == 0 {
		return formula
	}
	result.WriteString(formula[end:])
	return result.String()
}

func parseReference(formula string, at []int) (reference, bool) {
	var r reference
	if at[2] >= 0 {
		title := strings.TrimSuffix(formula[at[2]:at[3]], "!")
		if quoted, ok := strings.CutPrefix(title, "'"); ok {
			title = strings.ReplaceAll(strings.TrimSuffix(quoted, "'"), "''", "'")
		}
		r.title = title
	}
	first, second, isRange := strings.Cut(formula[at[4]:at[5]], ":")
	from, ok := parsePin(first)
	to := from
	if ok && isRange {
		to, ok = parsePin(second)
	}
	r.from, r.to, r.isRange = from, to, isRange
	return r, ok
}

func parsePin(s string) (pin, bool) {
	c, ok := parseCorner(s)
	letters := strings.TrimPrefix(s, "$")
	return pin{
		corner:   c,
		fixedCol: c.col != open && strings.HasPrefix(s, "$"),
		fixedRow: c.row != open && (strings.Contains(letters, "$") || c.col == open && strings.HasPrefix(s, "$")),
	}, ok
}

func (r reference) String() string {
	s := r.from.String()
	if r.isRange && (r.from != r.to || r.from.row == open || r.from.col == open) {
		s += ":" + r.to.String()
	}
	if r.title != "" {
		s = quoteTitle(r.title) + "!" + s
	}
	return s
}

func (p pin) String() string {
	s := ""
	if p.col != open {
		if p.fixedCol {
			s = "$"
		}
		s += sheets.ColumnName(p.col)
	}
	if p.row != open {
		if p.fixedRow {
			s += "$"
		}
		s += strconv.Itoa(p.row + 1)
	}
	return s
}

// copied returns a formula as it reads when its cell is copied so many rows
// down and columns to the right.
func copied(formula string, rows, cols int) string {
	if rows == 0 && cols == 0 {
		return formula
	}
	return rewrite(formula, func(r reference) (reference, bool) {
		from, ok := r.from.copied(rows, cols)
		to, ok2 := r.to.copied(rows, cols)
		r.from, r.to = from, to
		return r, ok && ok2
	})
}

func (p pin) copied(rows, cols int) (pin, bool) {
	ok := true
	if p.row != open && !p.fixedRow {
		p.row += rows
		ok = p.row >= 0
	}
	if p.col != open && !p.fixedCol {
		p.col += cols
		ok = ok && p.col >= 0
	}
	return p, ok
}

// moveReferences rewrites the formulas of the book after ranges have moved.
func (b *Book) moveReferences(change func(gridRange) (gridRange, bool)) {
	b.eachFormula(func(own *tab, formula string) string {
		return rewrite(formula, func(r reference) (reference, bool) {
			t := own
			if r.title != "" {
				t = b.titled(r.title)
			}
			if t == nil {
				return r, true
			}
			g, ok := change(gridRange{t.id, area{r.span(pin.rowOf), r.span(pin.colOf)}})
			r.from.row, r.to.row = ends(r.from.row, r.to.row, g.rows)
			r.from.col, r.to.col = ends(r.from.col, r.to.col, g.cols)
			return r, ok
		})
	})
}

func (p pin) rowOf() int { return p.row }
func (p pin) colOf() int { return p.col }

// span is the stretch of rows or of columns that a reference is about.
func (r reference) span(of func(pin) int) span { return between(of(r.from), of(r.to)) }

// ends gives the two ends of a reference, in the order they were written in,
// their new places.
func ends(from, to int, s span) (int, int) {
	first, last := s.start, s.end-1
	if s.end == open {
		last = open
	}
	switch {
	case from == open && to == open:
		return open, open
	case to == open:
		return first, open
	case from == open:
		return open, first
	case from > to:
		return last, first
	default:
		return first, last
	}
}

// retitle rewrites the formulas of the book after a tab has another title, or
// is gone when the title is "".
func (b *Book) retitle(old, title string) {
	b.eachFormula(func(_ *tab, formula string) string {
		return rewrite(formula, func(r reference) (reference, bool) {
			if strings.EqualFold(r.title, old) {
				r.title = title
				return r, title != ""
			}
			return r, true
		})
	})
}

// eachFormula replaces every formula of the book.
func (b *Book) eachFormula(change func(own *tab, formula string) string) {
	for _, t := range b.tabs {
		for row := range t.cells {
			for col := range t.cells[row] {
				c := &t.cells[row][col]
				if c.entered.kind == formulaValue {
					c.entered.text = change(t, c.entered.text)
				}
			}
		}
	}
}
