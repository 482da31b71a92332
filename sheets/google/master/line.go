package master

import (
	"fmt"
	"strconv"
	"strings"

	gsheets "google.golang.org/api/sheets/v4"
)

// name is what the hidden column says of a row: the width of its table, which
// tells whether columns were put in or taken out since, a hash of all but its
// values, and its key.
type name struct {
	width int
	hash  string
	key   string
}

func (n name) String() string { return fmt.Sprintf("%s %d %s %s", metadataKey, n.width, n.hash, n.key) }

// parseName is the inverse of String; ok is false for anything else.
func parseName(text string) (n name, ok bool) {
	parts := strings.SplitN(text, " ", 4)
	if len(parts) != 4 || parts[0] != metadataKey {
		return name{}, false
	}
	width, err := strconv.Atoi(parts[1])
	return name{width, parts[2], parts[3]}, err == nil
}

// line is a row of a tab as it is.
type line struct {
	name   // zero when the row is not ours
	cells  []*gsheets.CellData
	merges []span // of this row alone that touch columns of the table
	held   bool   // a merge of people goes beyond it: it stays where it is
}

// span is a run of columns, the end not included.
type span struct{ from, to int }

// at returns a cell, never nil.
func (l *line) at(col int) *gsheets.CellData {
	if l == nil || col >= len(l.cells) || l.cells[col] == nil {
		return &gsheets.CellData{}
	}
	return l.cells[col]
}

// empty reports whether nobody has written anything in the row.
func (l *line) empty() bool {
	for col := range l.cells {
		if c := l.at(col); c.UserEnteredValue != nil || c.Note != "" {
			return false
		}
	}
	return true
}

// written reports whether people have written beside the table of width columns.
func (l *line) written(width int) bool {
	for col := width + 1; col < len(l.cells); col++ {
		if c := l.at(col); c.UserEnteredValue != nil || c.Note != "" {
			return true
		}
	}
	return false
}

// lines reads the names of the rows. ok is false when they do not stand where
// they were written: people have put columns in or taken some out, so that
// nobody can tell any more what is theirs.
func (t *tab) lines() (lines []*line, width int, ok bool) {
	column, width := t.nameColumn()
	for i := range t.rows() {
		l := &line{}
		if i < len(t.cells) {
			l.cells = t.cells[i]
		}
		if column >= 0 {
			l.name, _ = parseName(text(l.at(column)))
		}
		lines = append(lines, l)
	}
	return lines, width, column == width || column < 0 && t.empty()
}

// nameColumn finds the column of names and the width that they tell; -1 when
// there is none.
func (t *tab) nameColumn() (column, width int) {
	for _, row := range t.cells {
		for col, c := range row {
			if n, ok := parseName(text(c)); ok {
				return col, n.width
			}
		}
	}
	return -1, 0
}

func (t *tab) empty() bool {
	for _, row := range t.cells {
		if !(&line{cells: row}).empty() {
			return false
		}
	}
	return true
}

// text returns the text that was typed into a cell, "" for anything else.
func text(c *gsheets.CellData) string {
	if c == nil || c.UserEnteredValue == nil || c.UserEnteredValue.StringValue == nil {
		return ""
	}
	return *c.UserEnteredValue.StringValue
}

// shareMerges gives each line the merges that are its alone, and returns those
// of several rows that touch the table: they go. Lines within a merge of
// people's own columns that has several rows are held.
func (t *tab) shareMerges(lines []*line, width int) (tall []*gsheets.GridRange) {
	for _, m := range t.merges {
		from, to := int(m.StartRowIndex), min(int(m.EndRowIndex), len(lines))
		own := int(m.StartColumnIndex) <= width
		switch {
		case own && to-from > 1:
			tall = append(tall, m)
		case own && to-from == 1:
			lines[from].merges = append(lines[from].merges, span{int(m.StartColumnIndex), int(m.EndColumnIndex)})
		case to-from > 1:
			for _, l := range lines[from:to] {
				l.held = true
			}
		}
	}
	return tall
}
