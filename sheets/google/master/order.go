package master

import (
	"slices"
	"sort"

	gsheets "google.golang.org/api/sheets/v4"
)

// mostMoves is how many rows are moved at most. When more stand in other
// places people have sorted the tab, and so it stays.
const mostMoves = 500

// slot is a place for a row while rows are put in order.
type slot struct {
	line *line // the row as it was read, nil for one that is put in
	want int   // the row of the table that belongs here, -1 for none
	gone bool  // its row is no longer in the table
}

// free reports whether nothing is in the place and nothing belongs there.
func (s slot) free() bool { return s.want < 0 && !s.gone && (s.line == nil || s.line.empty()) }

// order puts the rows of a tab in the order of its table.
type order struct {
	sheet    int64
	slots    []slot
	requests []*gsheets.Request
}

// newOrder finds for each line the row of the table that has its key. When
// people have copied a row, the upper one is it.
func newOrder(sheet int64, lines []*line, keys []string) *order {
	rows := map[string]int{}
	for i, key := range keys {
		rows[key] = i
	}
	o := &order{sheet: sheet}
	seen := map[string]bool{}
	for _, l := range lines {
		s := slot{line: l, want: -1}
		if l.key != "" && !seen[l.key] {
			seen[l.key] = true
			row, there := rows[l.key]
			if s.gone = !there; there {
				s.want = row
			}
		}
		o.slots = append(o.slots, s)
	}
	o.move()
	o.insert(len(keys))
	return o
}

// move brings the rows that stay into order, moving as few as possible. Rows
// that cannot be moved stay where they are.
func (o *order) move() {
	fixed := o.longestRun()
	var moving []int // rows of the table
	for i, s := range o.slots {
		if s.want >= 0 && !fixed[i] {
			moving = append(moving, s.want)
		}
	}
	if len(moving) > mostMoves {
		return
	}
	slices.Sort(moving)
	for _, want := range moving {
		if from := o.find(want); !o.slots[from].line.held {
			o.moveTo(from, o.after(want))
		}
	}
}

// longestRun returns the places of the longest run of rows that stand in the
// table's order already.
func (o *order) longestRun() map[int]bool {
	var tails []int // the place where the best run of each length ends
	before := make([]int, len(o.slots))
	for i, s := range o.slots {
		if s.want < 0 {
			continue
		}
		n := sort.Search(len(tails), func(k int) bool { return o.slots[tails[k]].want > s.want })
		before[i] = -1
		if n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	run := map[int]bool{}
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			run[i] = true
		}
	}
	return run
}

func (o *order) find(want int) int {
	return slices.IndexFunc(o.slots, func(s slot) bool { return s.want == want })
}

// after returns the place behind the row of the table that comes next before
// want: 0 when there is none.
func (o *order) after(want int) int {
	best, at := -1, 0
	for i, s := range o.slots {
		if s.want > best && s.want < want {
			best, at = s.want, i+1
		}
	}
	return at
}

// moveTo moves a row to where the row at place to stands, which makes room.
func (o *order) moveTo(from, to int) {
	if to == from || to == from+1 {
		return
	}
	s := o.slots[from]
	o.slots = slices.Insert(o.slots, to, s)
	if from > to {
		from++
	}
	o.slots = slices.Delete(o.slots, from, from+1)
	if from > to {
		from--
	}
	o.requests = append(o.requests, &gsheets.Request{MoveDimension: &gsheets.MoveDimensionRequest{
		Source: rowRange(o.sheet, from, from+1), DestinationIndex: int64(to), ForceSendFields: []string{"DestinationIndex"},
	}})
}

// insert makes a place for every row of the table that has none. Empty rows
// that stand there already are taken.
func (o *order) insert(rows int) {
	have := make([]bool, rows)
	for _, s := range o.slots {
		if s.want >= 0 {
			have[s.want] = true
		}
	}
	for from := 0; from < rows; from++ {
		if have[from] {
			continue
		}
		to := from + 1
		for to < rows && !have[to] {
			to++
		}
		o.insertRun(o.after(from), from, to)
		from = to
	}
}

// insertRun makes places for the rows [from, to) of the table at a place.
func (o *order) insertRun(at, from, to int) {
	for ; from < to && at < len(o.slots) && o.slots[at].free(); at++ {
		o.slots[at].want = from
		from++
	}
	if from == to {
		return
	}
	if at == len(o.slots) {
		o.requests = append(o.requests, &gsheets.Request{AppendDimension: &gsheets.AppendDimensionRequest{
			SheetId: o.sheet, Dimension: "ROWS", Length: int64(to - from), ForceSendFields: []string{"SheetId"},
		}})
	} else {
		o.requests = append(o.requests, &gsheets.Request{InsertDimension: &gsheets.InsertDimensionRequest{
			Range: rowRange(o.sheet, at, at+to-from), InheritFromBefore: at > 0,
		}})
	}
	places := make([]slot, to-from)
	for i := range places {
		places[i].want = from + i
	}
	o.slots = slices.Insert(o.slots, at, places...)
}

// remove takes out the rows that are no longer in the table, and empty ones
// within it. It returns the lines of the former.
func (o *order) remove() (gone []*line) {
	last := len(o.slots) - 1
	for last >= 0 && o.slots[last].want < 0 {
		last--
	}
	for to := len(o.slots); to > 0; to-- {
		from := to
		for from > 0 && (o.slots[from-1].gone || from-1 < last && o.slots[from-1].free()) {
			from--
		}
		if from == to {
			continue
		}
		for _, s := range slices.Backward(o.slots[from:to]) {
			if s.gone {
				gone = append(gone, s.line)
			}
		}
		o.slots = slices.Delete(o.slots, from, to)
		o.requests = append(o.requests, &gsheets.Request{DeleteDimension: &gsheets.DeleteDimensionRequest{Range: rowRange(o.sheet, from, to)}})
		to = from + 1
	}
	slices.Reverse(gone)
	return gone
}

func rowRange(sheet int64, from, to int) *gsheets.DimensionRange {
	return lines(sheet, "ROWS", from, to)
}

func columnRange(sheet int64, from, to int) *gsheets.DimensionRange {
	return lines(sheet, "COLUMNS", from, to)
}

func lines(sheet int64, dimension string, from, to int) *gsheets.DimensionRange {
	return &gsheets.DimensionRange{
		SheetId: sheet, Dimension: dimension, StartIndex: int64(from), EndIndex: int64(to), ForceSendFields: []string{"SheetId", "StartIndex"},
	}
}
