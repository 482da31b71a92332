package picture

// run is a number of neighbouring rows or columns, both ends included.
type run struct {
	from, to int
	kind     runKind
}

type runKind byte

const (
	drawn runKind = iota
	blank         // nothing stands there: drawn as one line
	cut           // something stands there that is not drawn
)

// divide says which of n rows or columns are drawn: those that hold something,
// at most so many, the wanted ones before others; and among them up to
// shortGap empty ones in a row. Empty ones at the end are left out altogether.
func divide(n, most, shortGap int, holds, wanted func(int) bool) []run {
	kinds := choose(n, most, holds, wanted)
	var runs []run
	for i := 0; i < n; {
		r := run{i, i, kinds[i]}
		for r.to+1 < n && kinds[r.to+1] == r.kind {
			r.to++
		}
		i = r.to + 1
		if r.kind == blank && i == n {
			break
		}
		runs = append(runs, r)
	}
	return join(runs, shortGap)
}

// choose gives every row or column its kind.
func choose(n, most int, holds, wanted func(int) bool) []runKind {
	kinds := make([]runKind, n)
	for i := range kinds {
		kinds[i] = blank
	}
	take := func(which func(int) bool, room int) (left int) {
		for i := range kinds {
			if room > 0 && kinds[i] == blank && which(i) {
				kinds[i] = drawn
				room--
			}
		}
		return room
	}
	rest := most / 4 // is kept for the wanted ones
	room := take(holds, most-rest) + rest
	take(holds, take(wanted, room))
	for i := range kinds {
		if kinds[i] == blank && (holds(i) || wanted(i)) {
			kinds[i] = cut
		}
	}
	return kinds
}

// join takes short empty runs into the drawn ones beside them, and those
// between rows that are cut into these.
func join(runs []run, shortGap int) []run {
	var joined []run
	for i, r := range runs {
		if r.kind == blank {
			before, after := i > 0 && runs[i-1].kind == drawn, i+1 < len(runs) && runs[i+1].kind == drawn
			switch {
			case (before || after || i == 0) && r.to-r.from < shortGap:
				r.kind = drawn
			case !before && !after && i > 0:
				r.kind = cut
			}
		}
		if last := len(joined) - 1; last >= 0 && joined[last].kind == r.kind {
			joined[last].to = r.to
			continue
		}
		joined = append(joined, r)
	}
	return joined
}
