package workbook

import (
	"iter"
	"slices"
	"strconv"
	"time"

	"thidua/plan"
)

// sheet is one tab: its rows from the top, and how it is shown and printed.
type sheet struct {
	key    string // which tab it is, whatever its name
	name   string
	styles *styles
	widths []float64 // of the columns, in digits of the standard font
	made   []row     // rows held in memory…
	stream iter.Seq[row]
	length int                // …or made while they are written, this many with those before
	keyOf  func(i int) string // the key of the i-th of those

	header  [2]int // first and last row repeated on every printed page
	frozen  int    // columns that stay in view
	filter  *area  // range with drop-downs to filter by
	bars    []area // ranges of percentages with data bars
	verdict []area // ranges whose texts start with a verdict's icon
	colour  string // of the tab

	links []placedLink // gathered while the rows are written
}

// row is one row; its cells stand from column A.
type row struct {
	key    string // what the row is about, "" when its place says it
	cells  []cell
	height float64 // points, 0: as the reader sees fit
}

// cell is one cell. The zero cell is not written at all.
type cell struct {
	text   string // the text, or the digits of a figure
	figure bool
	style  int
	span   int // columns merged with it to the right
	link   link
}

// placedLink is a link with the cell it stands in.
type placedLink struct {
	cell place
	link link
}

// rows yields all rows from the top.
func (s *sheet) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		for _, r := range s.made {
			if !yield(r) {
				return
			}
		}
		if s.stream != nil {
			s.stream(yield)
		}
	}
}

// height returns how many rows the sheet has.
func (s *sheet) height() int { return max(s.length, len(s.made)) }

// add appends a row as high as its highest text and returns its number from 1.
func (s *sheet) add(cells ...cell) int {
	s.made = append(s.made, row{cells: s.fill(cells), height: s.rowHeight(cells)})
	return len(s.made)
}

// addKeyed is add for a row that is about key: what people write beside it
// goes where that row goes.
func (s *sheet) addKeyed(key string, cells ...cell) int {
	n := s.add(cells...)
	s.made[n-1].key = key
	return n
}

// skip appends empty rows.
func (s *sheet) skip(n int) { s.made = append(s.made, make([]row, n)...) }

// fill puts the covered cells of merged ones in, styled alike so that borders close.
func (s *sheet) fill(cells []cell) []cell {
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.span > 0 }) {
		return cells
	}
	var filled []cell
	for _, c := range cells {
		filled = append(filled, c)
		for range c.span {
			filled = append(filled, cell{style: c.style})
		}
	}
	return filled
}

func (s *sheet) rowHeight(cells []cell) float64 {
	highest, col := 0.0, 0
	for _, c := range cells {
		width := 0.0
		for range c.span + 1 {
			if col < len(s.widths) {
				width += s.widths[col]
			}
			col++
		}
		if c.text == "" {
			continue
		}
		st := s.styles.list[c.style]
		text := c.text
		if c.figure {
			text = ""
		}
		highest = max(highest, textHeight(text, width, st)+2)
	}
	return min(highest, 409) // the most that Excel allows
}

// blank returns a cell that holds nothing but its style.
func (s *sheet) blank(st style) cell { return cell{style: s.styles.id(st)} }

// text returns a cell with a text; whatever it says, it is no formula.
func (s *sheet) text(t string, st style) cell {
	return cell{text: cellText(t), style: s.styles.id(st)}
}

// wide is text over 1 + span columns.
func (s *sheet) wide(t string, span int, st style) cell {
	c := s.text(t, st)
	c.span = span
	return c
}

// number returns a cell with a figure shown with at most most decimals;
// nothing gives a blank cell.
func (s *sheet) number(n plan.Number, most int, st style) cell {
	if !n.Known() {
		return s.blank(st)
	}
	digits := n.String()
	st.format = placesFormat(places(digits, most)) + st.format
	return cell{text: digits, figure: true, style: s.styles.id(st)}
}

// count returns a cell with a whole number.
func (s *sheet) count(n int, st style) cell {
	st.format = placesFormat(0)
	return cell{text: strconv.Itoa(n), figure: true, style: s.styles.id(st)}
}

// moment returns a cell with a date, or a date and time, as the clock of its
// zone shows it; the zero time gives a blank cell.
func (s *sheet) moment(t time.Time, format string, st style) cell {
	if t.IsZero() {
		return s.blank(st)
	}
	st.format = format
	return cell{text: serial(t), figure: true, style: s.styles.id(st)}
}

// day returns a cell with a date alone.
func (s *sheet) day(t time.Time, st style) cell {
	if !t.IsZero() {
		t = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
	}
	return s.moment(t, formatDay, st)
}

// serial returns the digits by which a spreadsheet knows a date: days since
// the end of 1899, to the minute.
func serial(t time.Time) string {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
	minutes := int64(wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / time.Minute)
	return plan.Int(minutes).Div(plan.Int(24*60), 10).String()
}

// to returns c leading to l, in the colour of links when l leads anywhere. A
// blank cell leads nowhere: some programs show the place instead.
func (s *sheet) to(l link, c cell) cell {
	if l == (link{}) || c.text == "" {
		return c
	}
	st := s.styles.list[c.style]
	st.colour = colourLink
	c.link, c.style = l, s.styles.id(st)
	return c
}
