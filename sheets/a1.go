package sheets

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// The largest zero-based row and column that an .xlsx or a Google Sheet can have.
const (
	MaxRow = 1<<20 - 1
	MaxCol = 1<<14 - 1
)

// Ref is a zero-based cell address within a tab.
type Ref struct{ Row, Col int }

// A1 writes r as people do: {0, 0} is "A1".
func (r Ref) A1() string { return ColumnName(r.Col) + strconv.Itoa(r.Row+1) }

// Range is a rectangle of cells, both corners included.
type Range struct{ From, To Ref }

// A1 writes g as people do, "A1" when it is one cell.
func (g Range) A1() string {
	if g.From == g.To {
		return g.From.A1()
	}
	return g.From.A1() + ":" + g.To.A1()
}

// Contains reports whether r lies in g.
func (g Range) Contains(r Ref) bool {
	return g.From.Row <= r.Row && r.Row <= g.To.Row && g.From.Col <= r.Col && r.Col <= g.To.Col
}

// ColumnName returns the letters of a zero-based column: 0 is "A".
func ColumnName(col int) string {
	name := ""
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// ParseColumn reads a column's letters, in either case.
func ParseColumn(s string) (int, error) {
	n := 0
	for _, c := range []byte(s) {
		switch {
		case c >= 'A' && c <= 'Z':
			n = n*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			n = n*26 + int(c-'a') + 1
		default:
			return 0, fmt.Errorf("sheets: %q is not a column", s)
		}
		if n > MaxCol+1 {
			break
		}
	}
	if n == 0 || n > MaxCol+1 {
		return 0, fmt.Errorf("sheets: %q is not a column", s)
	}
	return n - 1, nil
}

// ParseRef reads an address such as "B7" or "$B$7".
func ParseRef(s string) (Ref, error) {
	rest := strings.TrimPrefix(s, "$")
	letters := strings.IndexFunc(rest, func(c rune) bool { return c == '$' || c >= '0' && c <= '9' })
	if letters <= 0 {
		return Ref{}, notAddress(s)
	}
	col, err := ParseColumn(rest[:letters])
	if err != nil {
		return Ref{}, notAddress(s)
	}
	row, err := strconv.ParseUint(strings.TrimPrefix(rest[letters:], "$"), 10, 32)
	if err != nil || row < 1 || row > MaxRow+1 {
		return Ref{}, notAddress(s)
	}
	return Ref{Row: int(row) - 1, Col: col}, nil
}

func notAddress(s string) error { return fmt.Errorf("sheets: %q is not a cell address", s) }

// ParseRange reads "A1:C3" or a single address; corners may come in any order.
func ParseRange(s string) (Range, error) {
	a, b, two := strings.Cut(s, ":")
	from, err := ParseRef(a)
	if err != nil {
		return Range{}, err
	}
	if !two {
		return Range{from, from}, nil
	}
	to, err := ParseRef(b)
	if err != nil {
		return Range{}, err
	}
	return Range{
		Ref{min(from.Row, to.Row), min(from.Col, to.Col)},
		Ref{max(from.Row, to.Row), max(from.Col, to.Col)},
	}, nil
}

func blankText(s string) bool {
	return strings.TrimFunc(s, func(c rune) bool {
		return unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff'
	}) == ""
}
