package picture

import (
	"slices"
	"strings"
	"unicode/utf8"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/numfmt"
	"thidua/sheets/table"
	"thidua/templates"
	"thidua/validate"
)

// cell is one cell as it is drawn.
type cell struct {
	ID       string
	Class    string // of the style sheet
	Text     string
	Title    string // what pointing at it tells
	Letter   string // of the rule by which it is ignored
	Notes    []mark
	Cols     int // that it covers
	Rows     int
	IsHeader bool
}

// longText is from how many characters on a text is given some width.
const longText = 18

// mark leads to a note.
type mark struct {
	Number   int
	Severity validate.Severity
}

// findFigures says of each cell that a figure rests on what it was taken for.
func (d *drawer) findFigures() {
	tabs := map[string]int{}
	for i := range d.Grid.Tabs {
		tabs[d.Grid.Tabs[i].Title] = i
		d.figures = append(d.figures, map[sheets.Ref][]string{})
	}
	for i := range d.Reading.Observations {
		o := &d.Reading.Observations[i]
		at, here := tabs[o.Origin.Tab]
		if !here {
			continue
		}
		said := d.figure(o)
		for _, a1 := range o.Cells {
			if ref, err := sheets.ParseRef(a1); err == nil {
				d.figures[at][ref] = append(d.figures[at][ref], said)
			}
		}
	}
}

// figure says what an observation is.
func (d *drawer) figure(o *plan.Observation) string {
	data := map[string]any{
		"Code": string(o.Indicator), "Period": o.Period.String(), "Basis": d.Words.Label("basis." + string(o.Basis)),
		"Estimate": o.Status == plan.Estimate, "Value": o.Value.Number.String(), "Measure": "",
		"Numerator": o.Value.Numerator.String(), "Denominator": o.Value.Denominator.String(),
		"Done": o.Value.Done == plan.DoneYes, "Document": o.Value.Document,
	}
	if x := d.Plan.Indicator(o.Indicator); x != nil {
		data["Measure"] = x.Measure
	}
	switch {
	case o.Value.Done != plan.NotSaid:
		return d.Words.Text("reading.figure.done", data)
	case o.Value.Numerator.Known() && o.Value.Denominator.Known():
		return d.Words.Text("reading.figure.parts", data)
	}
	return d.Words.Text("reading.figure", data)
}

// drawCell draws the cell at ref, which is its own.
func (t *tabDrawer) drawCell(ref sheets.Ref) cell {
	stored := t.tab.At(ref)
	t.drawn[ref] = true
	told := t.Explanation.Tabs[t.index].Cells[ref]
	c := cell{Text: cutText(t.shown(stored)), Cols: 1, Rows: 1}
	var classes, title []string
	if stored.Kind == sheets.Number || stored.Kind == sheets.Date {
		classes = append(classes, "num")
	}
	if utf8.RuneCountInString(c.Text) > longText {
		classes = append(classes, "long")
	}
	figures := t.figures[t.index][ref]
	switch {
	case len(figures) > 0:
		classes = append(classes, "fig")
	case told.Class == validate.CellIgnored:
		classes = append(classes, "ign")
		c.Letter = t.letters[told.Ignored]
		title = append(title, t.Words.Label("ignored."+told.Ignored))
	case told.Class == validate.CellReported:
		classes = append(classes, "unread")
	}
	title = append(title, figures...)
	here, elsewhere := t.about(t.index, ref)
	for _, r := range append(here[:len(here):len(here)], elsewhere...) {
		c.Notes = append(c.Notes, mark{r.number, r.Severity})
		title = append(title, t.note(r).What)
	}
	if len(here) > 0 {
		c.ID = t.id(ref)
		classes = append(classes, string(here[0].Severity))
	}
	if t.isHidden(ref) {
		classes = append(classes, "hid")
	}
	c.IsHeader = t.isHeader(ref) && told.Class == validate.CellUsed
	c.Class, c.Title = strings.Join(classes, " "), strings.Join(title, "\n")
	return c
}

// shown is what a person sees in a cell. A file does not tell in which language
// it is opened: its numbers are written in that of the picture.
func (d *drawer) shown(c sheets.Cell) string {
	if c.Blank() {
		return ""
	}
	if c.Kind != sheets.Number || d.Grid.Locale != "" {
		return table.Shown(c)
	}
	lang := numfmt.Vietnamese()
	if d.Words.Lang() == templates.English {
		lang = numfmt.English()
	}
	format, _ := numfmt.Parse(c.Format) // what cannot be read is General
	return strings.TrimSpace(format.Number(c.Number, lang))
}

// isHidden reports whether the row or the column of a cell is.
func (t *tabDrawer) isHidden(ref sheets.Ref) bool {
	return t.tab.HiddenRows[ref.Row] || t.tab.HiddenCols[ref.Col]
}

// isHeader reports whether a cell stands in the header of a table.
func (t *tabDrawer) isHeader(ref sheets.Ref) bool {
	return slices.ContainsFunc(t.tables, func(found validate.Table) bool {
		return found.HeaderFrom-1 <= ref.Row && ref.Row < found.HeaderTo &&
			slices.ContainsFunc(found.Columns, func(c validate.Column) bool { return c.Col == sheets.ColumnName(ref.Col) })
	})
}

func cutText(s string) string {
	if len(s) <= maxText {
		return s
	}
	runes := []rune(s)
	if len(runes) <= maxText {
		return s
	}
	return string(runes[:maxText]) + " […]"
}
