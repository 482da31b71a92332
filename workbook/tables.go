package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"thidua/assess"
	"thidua/plan"
)

// mostTableRows is how many rows a Table has at most. Programs in a browser
// become slow long before their own limits; the workbook has all rows.
const mostTableRows = 5_000

// Tables returns the tabs of the workbook that Build makes of the same Input,
// in their order: the same texts, figures, looks and merges. Three things
// differ. Links to files are left out, since they lead nowhere from a browser;
// the colours of verdicts, which Build leaves to conditional formats, are
// those of the cells; and a tab of more than 5,000 rows ends with a row that
// says how many are missing. It fails with ErrInput.
func Tables(in Input) ([]Table, error) { return tables(in, excelLimits(), mostTableRows) }

func tables(in Input, limit limits, most int) ([]Table, error) {
	if in.Plan == nil || in.Words == nil {
		return nil, fmt.Errorf("tables: %w", ErrInput)
	}
	b := newBook(in, limit)
	defer b.frame.Close()
	b.layOut()
	if b.styles.err != nil {
		return nil, fmt.Errorf("tables: %w", b.styles.err)
	}
	all := make([]Table, len(b.tabs))
	for i, s := range b.tabs {
		all[i] = b.table(s, most)
	}
	b.lead(all)
	return all, nil
}

// table turns a tab into data.
func (b *book) table(s *sheet, most int) Table {
	t := Table{
		Key: s.key, Title: s.name, Colour: s.colour, Widths: s.widths,
		Header: s.header[1], Frozen: s.frozen, Filters: s.filter != nil,
	}
	keys := rowKeys{}
	for r := range s.rows() {
		n := len(t.Rows)
		if n == most {
			t.Rows = append(t.Rows, b.cutRow(s.height()-n))
			break
		}
		if n >= len(s.made) {
			r.key = s.keyOf(n - len(s.made))
		}
		row := TableRow{Key: keys.unique(r.key), Height: r.height, Cells: make([]TableCell, len(r.cells))}
		for col, c := range r.cells {
			row.Cells[col] = b.tableCell(s, place{col, n + 1}, c)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (b *book) cutRow(missing int) TableRow {
	text := b.say("cut", map[string]string{"count": b.figure(plan.Int(int64(missing)))})
	return TableRow{Key: "cut", Cells: []TableCell{{Text: text, Look: b.look(style{italic: true})}}}
}

func (b *book) tableCell(s *sheet, at place, c cell) TableCell {
	t := TableCell{Text: c.text, Figure: c.figure && c.text != "", Span: c.span, Look: b.look(b.styles.list[c.style])}
	for _, where := range s.verdict {
		if where.holds(at) {
			b.colourVerdict(&t)
		}
	}
	switch {
	case isWebPage(c.link.target):
		t.Link.URL = c.link.target
	case c.link.target == "" && c.link.tab != "":
		t.Link.Tab, t.Link.Row = c.link.tab, strings.TrimLeft(c.link.cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	case t.Look.Colour == colourLink:
		t.Look.Colour = ""
	}
	return t
}

// colourVerdict does what the conditional formats of the workbook do.
func (b *book) colourVerdict(t *TableCell) {
	for _, v := range assess.Verdicts() {
		if strings.HasPrefix(t.Text, b.icon(v)) {
			t.Look.Colour, t.Look.Fill = verdictColours(v)
			t.Look.Bold = true
		}
	}
}

func (b *book) look(s style) Look {
	return Look{
		Size: s.points(), Bold: s.bold, Italic: s.italic, Underline: s.underline, Colour: s.colour, Fill: s.fill,
		Align: s.align, Top: s.top, Wrap: s.wrap, Cut: s.shrink, Border: s.border, Indent: s.indent, Format: s.format,
	}
}

// lead makes the links inside the workbook, which name a tab and the number of
// a row, name keys.
func (b *book) lead(all []Table) {
	tabs := map[string]*Table{}
	for i := range all {
		tabs[all[i].Title] = &all[i]
	}
	for _, t := range all {
		for _, r := range t.Rows {
			for i := range r.Cells {
				to := &r.Cells[i].Link
				if to.Tab == "" {
					continue
				}
				n, err := strconv.Atoi(to.Row)
				target := tabs[to.Tab]
				if err != nil || target == nil || n > len(target.Rows) {
					*to = Place{}
					continue
				}
				to.Tab, to.Row = target.Key, target.Rows[n-1].Key
			}
		}
	}
}

// rowKeys counts the keys given so far.
type rowKeys map[string]int

// unique returns a key that no other row has. Rows without one are numbered,
// and so are rows that have the same.
func (k rowKeys) unique(key string) string {
	k[key]++
	switch n := k[key]; {
	case key == "":
		return "#" + strconv.Itoa(n)
	case n == 1:
		return key
	default:
		return key + "#" + strconv.Itoa(n)
	}
}
