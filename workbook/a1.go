package workbook

import "strconv"

// place is a cell by its column from 0 and its row from 1.
type place struct{ col, row int }

// a1 writes p as people do: {0, 1} is "A1".
func (p place) a1() string { return letters(p.col) + strconv.Itoa(p.row) }

// letters returns the name of a column from 0.
func letters(col int) string {
	name := ""
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// area is a rectangle of cells, both corners included.
type area struct{ from, to place }

// holds reports whether p lies in r.
func (r area) holds(p place) bool {
	return r.from.col <= p.col && p.col <= r.to.col && r.from.row <= p.row && p.row <= r.to.row
}

// a1 writes r as people do: "A1:C3".
func (r area) a1() string { return r.from.a1() + ":" + r.to.a1() }
