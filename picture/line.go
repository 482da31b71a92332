package picture

import (
	"slices"
	"strconv"
	"strings"

	"thidua/sheets"
	"thidua/validate"
)

// line is one line of the drawn table: the cells of a row, what the columns
// beneath are taken for, or a gap where rows are not drawn.
type line struct {
	Row      int // 1-based, 0 where the line is no row
	Hidden   bool
	Captions []caption
	Cells    []cell
	Roles    []string // one a column, "" for those of no table
	Gap      string
	Cut      bool // the rows of the gap hold something
}

// caption is what stands beside a row.
type caption struct {
	Caption
	Column string // of its label, where several stand beside one row
}

// drawRun draws rows, or says that they are not drawn. What the columns of a
// table are taken for stands before its header.
func (t *tabDrawer) drawRun(r run, count cellCount) []line {
	if r.kind != drawn {
		return []line{t.gap(r, count)}
	}
	var lines []line
	block := r
	for row := r.from; row <= r.to; row++ {
		if roles := t.roles(row); roles != nil {
			lines = append(lines, line{Roles: roles})
			block.from = row
		}
		block.to = t.blockEnd(row, r.to)
		lines = append(lines, t.drawRow(row, block))
	}
	return lines
}

func (t *tabDrawer) gap(r run, count cellCount) line {
	data := map[string]any{"From": r.from + 1, "To": r.to + 1}
	if r.kind == blank {
		return line{Gap: t.Words.Text("reading.gap.blank", data)}
	}
	cells := 0
	for row := r.from; row <= r.to; row++ {
		cells += count.rows[row]
	}
	data["Rows"], data["Cells"] = strconv.Itoa(heldIn(r, count.rows)), strconv.Itoa(cells)
	return line{Gap: t.Words.Text("reading.gap.cut", data), Cut: true}
}

// blockEnd is the last row, from row on, that no line stands before.
func (t *tabDrawer) blockEnd(row, last int) int {
	for _, found := range t.tables {
		if from := found.HeaderFrom - 1; from > row && from <= last {
			last = from - 1
		}
	}
	return last
}

// roles says what the columns of the tables whose headers begin at a row are
// taken for; nil where none does.
func (t *tabDrawer) roles(row int) []string {
	var roles []string
	for _, found := range t.tables {
		if found.HeaderFrom-1 != row {
			continue
		}
		if roles == nil {
			roles = make([]string, len(t.columns))
		}
		for _, c := range found.Columns {
			at := slices.IndexFunc(t.columns, func(r run) bool { return r.kind == drawn && sheets.ColumnName(r.from) == c.Col })
			if at >= 0 {
				roles[at] = t.role(found, c)
			}
		}
	}
	return roles
}

// role says what a column is taken for: of which indicator, where its header
// names one, what and of which period.
func (t *tabDrawer) role(found validate.Table, c validate.Column) string {
	var parts []string
	for _, r := range t.Explanation.Tabs[t.index].Rows {
		if found.HeaderFrom-1 <= r.Ref.Row && r.Ref.Row < found.HeaderTo && sheets.ColumnName(r.Ref.Col) == c.Col && r.Indicator != "" {
			parts = append(parts, string(r.Indicator))
		}
	}
	parts = append(parts, t.Words.Label("role."+string(c.Role)))
	if !c.Period.IsZero() {
		parts = append(parts, t.Words.Format().Period(c.Period.String()))
	}
	return strings.Join(parts, ", ")
}

// drawRow draws a row of a block. A merge that goes beyond the block is drawn
// as far as the block goes, and its text once.
func (t *tabDrawer) drawRow(row int, block run) line {
	l := line{Row: row + 1, Hidden: t.tab.HiddenRows[row]}
	for _, r := range t.rows[row] {
		c := caption{Caption: NewCaption(t.Words, t.Plan, r)}
		if len(t.rows[row]) > 1 {
			c.Column = sheets.ColumnName(r.Ref.Col)
		}
		l.Captions = append(l.Captions, c)
	}
	for i := 0; i < len(t.columns); i++ {
		ref := sheets.Ref{Row: row, Col: t.columns[i].from}
		span := t.view.Span(ref)
		switch first := row == max(span.From.Row, block.from) && (i == 0 || t.columns[i-1].from < span.From.Col); {
		case span.From == span.To && t.columns[i].kind != drawn:
			l.Cells = append(l.Cells, cell{Class: "gap", Cols: 1, Rows: 1})
		case span.From == span.To:
			c := t.drawCell(ref)
			if flows := t.tab.At(ref).Kind == sheets.Text && !c.IsHeader && len(c.Notes)+len(t.figures[t.index][ref]) == 0; flows && len(l.Captions) == 0 {
				c.Cols += t.emptyAfter(row, i)
				i += c.Cols - 1
			}
			l.Cells = append(l.Cells, c)
		case first:
			l.Cells = append(l.Cells, t.drawMerge(span, row, block))
		}
	}
	return l
}

// emptyAfter counts the columns after column i into which a long text of a row
// flows, as it does in a spreadsheet: nothing stands there.
func (t *tabDrawer) emptyAfter(row, i int) int {
	n := 0
	for _, col := range t.columns[i+1:] {
		ref := sheets.Ref{Row: row, Col: col.from}
		if span := t.view.Span(ref); col.kind == cut || span.From != span.To || !t.tab.At(ref).Blank() || len(t.at[t.index][ref]) > 0 {
			break
		}
		n++
	}
	return n
}

func (t *tabDrawer) drawMerge(span sheets.Range, row int, block run) cell {
	c := cell{Class: "merged"}
	if !t.drawn[span.From] {
		c = t.drawCell(span.From)
		c.Class = strings.TrimSpace(c.Class + " merged")
	}
	c.Cols, c.Rows = 0, min(span.To.Row, block.to)-row+1
	for _, col := range t.columns {
		if span.From.Col <= col.from && col.from <= span.To.Col {
			c.Cols++
		}
	}
	return c
}
