package book

import (
	"regexp"
	"strconv"
	"strings"

	"thidua/sheets"
)

// a1 writes an area as people do: A1:B2, A1001:B where it is open below, AA1:2
// where it is open to the right.
func (a area) a1() string {
	from := sheets.Ref{Row: a.rows.start, Col: a.cols.start}.A1()
	to := ""
	if a.cols.end != open {
		to = sheets.ColumnName(a.cols.end - 1)
	}
	if a.rows.end != open {
		to += strconv.Itoa(a.rows.end)
	}
	if to == from || to == "" {
		return from
	}
	return from + ":" + to
}

// a1 names an area together with its tab.
func (t *tab) a1(a area) string { return quoteTitle(t.title) + "!" + a.a1() }

// plainTitle is a title that needs no quotes before a "!".
var plainTitle = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)

// quoteTitle writes a tab's title as Google does in front of a range: quoted
// when it has other signs than ASCII letters, digits, dots and underscores, or
// could be taken for an address.
func quoteTitle(title string) string {
	_, address := parseAddress(title)
	if plainTitle.MatchString(title) && !address {
		return title
	}
	return "'" + strings.ReplaceAll(title, "'", "''") + "'"
}

// parseRange reads a range as clients write it: A1, A1:B2, A1:B, A:B, 1:2,
// R1C1:R2C2, each with a tab's title before it or not; a title alone, which is
// the whole tab; a named range. Corners may come in any order.
func (b *Book) parseRange(s string) (*tab, area, error) {
	t, a, ok := b.lookUp(s)
	if !ok {
		return nil, area{}, invalid("Unable to parse range: %s", s)
	}
	a, err := t.within(a)
	return t, a, err
}

// lookUp finds what a range is about; open ends are left open.
func (b *Book) lookUp(s string) (*tab, area, bool) {
	everything := area{span{0, open}, span{0, open}}
	title, rest, qualified := splitTitle(s)
	switch {
	case qualified && rest == "":
		t := b.titled(title)
		return t, everything, t != nil && strings.HasPrefix(s, "'")
	case qualified:
		t := b.titled(title)
		if t == nil {
			return nil, area{}, false
		}
		if a, ok := parseAddress(rest); ok {
			return t, a, true
		}
		return b.namedOn(t, rest)
	}
	if a, ok := parseAddress(s); ok {
		t := b.firstVisible()
		return t, a, t != nil
	}
	if t, a, ok := b.named(s); ok {
		return t, a, true
	}
	t := b.titled(s)
	return t, everything, t != nil
}

// splitTitle divides 'Báo cáo'!A1 into the tab's title and what follows the
// "!". A title in quotes may stand alone; a quote within it is doubled.
func splitTitle(s string) (title, rest string, qualified bool) {
	if !strings.HasPrefix(s, "'") {
		i := strings.LastIndexByte(s, '!')
		if i < 0 {
			return "", s, false
		}
		return s[:i], s[i+1:], true
	}
	for i := 1; i < len(s); i++ {
		if s[i] != '\'' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '\'' {
			i++
			continue
		}
		title = strings.ReplaceAll(s[1:i], "''", "'")
		rest, follows := strings.CutPrefix(s[i+1:], "!")
		if follows && rest == "" || !follows && rest != "" {
			return "", s, false
		}
		return title, rest, true
	}
	return "", s, false
}

// corner is one end of an address; what it leaves out is open.
type corner struct{ row, col int }

// parseAddress reads A1, A1:B2, A1:B, A:B, 1:2, and the same in R1C1 style.
// A corner alone must be a cell.
func parseAddress(s string) (area, bool) {
	first, second, two := strings.Cut(s, ":")
	from, ok := parseCorner(first)
	if !ok {
		return area{}, false
	}
	to := from
	if two {
		to, ok = parseCorner(second)
	} else {
		ok = from.row != open && from.col != open
	}
	return area{between(from.row, to.row), between(from.col, to.col)}, ok
}

// between joins the ends of an address, in any order.
func between(from, to int) span {
	switch {
	case from == open && to == open:
		return span{0, open}
	case from == open || to == open:
		return span{max(from, to), open}
	default:
		return span{min(from, to), max(from, to) + 1}
	}
}

var (
	a1Corner   = regexp.MustCompile(`^\$?([A-Za-z]{1,3})?(?:\$?([0-9]{1,8}))?$`)
	r1c1Corner = regexp.MustCompile(`^[Rr]([0-9]{1,8})[Cc]([0-9]{1,8})$`)
)

func parseCorner(s string) (corner, bool) {
	if m := r1c1Corner.FindStringSubmatch(s); m != nil {
		row, _ := strconv.Atoi(m[1])
		col, _ := strconv.Atoi(m[2])
		return corner{row - 1, col - 1}, row > 0 && col > 0
	}
	m := a1Corner.FindStringSubmatch(s)
	if m == nil || m[1] == "" && m[2] == "" {
		return corner{}, false
	}
	c := corner{open, open}
	if m[1] != "" {
		for _, letter := range strings.ToUpper(m[1]) {
			c.col = (c.col+1)*26 + int(letter-'A')
		}
	}
	if m[2] != "" {
		row, _ := strconv.Atoi(m[2])
		if row == 0 {
			return corner{}, false
		}
		c.row = row - 1
	}
	return c, true
}
