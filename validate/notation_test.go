package validate_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"thidua/plan"
	"thidua/sheets"
	"thidua/validate"
)

// parseGrid reads the notation of sheets in the cases, a line each:
//
//	locale en_US               of the spreadsheet, vi_VN where nothing is said; "locale ?" is not known
//	tab TITLE                  begins a tab; "hidden tab TITLE" a hidden one
//	A3: a | b | | c            cells from A3 to the right, see parseCell
//	merge A1:C1
//	hide row 5, hide column C
func parseGrid(t *testing.T, source, text string) *sheets.Grid {
	t.Helper()
	g := &sheets.Grid{Source: source, Title: source, Revision: "1", Locale: "vi_VN"}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		title, isTab := strings.CutPrefix(strings.TrimPrefix(line, "hidden "), "tab ")
		switch {
		case line == "":
		case strings.HasPrefix(line, "locale "):
			g.Locale = strings.Trim(strings.TrimPrefix(line, "locale "), "?")
		case isTab:
			g.Tabs = append(g.Tabs, sheets.Tab{
				Title: title, GID: strconv.Itoa(len(g.Tabs)), Hidden: strings.HasPrefix(line, "hidden "),
				HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{},
			})
		case len(g.Tabs) == 0:
			t.Fatalf("%q stands before the first tab", line)
		default:
			parseTabLine(t, &g.Tabs[len(g.Tabs)-1], line)
		}
	}
	return g
}

func parseTabLine(t *testing.T, tab *sheets.Tab, line string) {
	t.Helper()
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "merge":
		area, err := sheets.ParseRange(rest)
		if err != nil {
			t.Fatal(err)
		}
		tab.Merges = append(tab.Merges, area)
	case "hide":
		what, which, _ := strings.Cut(rest, " ")
		if what == "row" {
			tab.HiddenRows[parseRef(t, "A"+which).Row] = true
		} else {
			tab.HiddenCols[parseRef(t, which+"1").Col] = true
		}
	default:
		at := parseRef(t, strings.TrimSuffix(word, ":"))
		for i, cell := range strings.Split(rest, "|") {
			put(tab, sheets.Ref{Row: at.Row, Col: at.Col + i}, parseCell(strings.TrimSpace(cell)))
		}
	}
}

func parseRef(t *testing.T, s string) sheets.Ref {
	t.Helper()
	ref, err := sheets.ParseRef(s)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func put(tab *sheets.Tab, at sheets.Ref, cell sheets.Cell) {
	for len(tab.Cells) <= at.Row {
		tab.Cells = append(tab.Cells, nil)
	}
	for len(tab.Cells[at.Row]) <= at.Col {
		tab.Cells[at.Row] = append(tab.Cells[at.Row], sheets.Cell{})
	}
	tab.Cells[at.Row][at.Col] = cell
}

// parseCell reads one cell: 1234.5 a number, 64.6% a number in percent format,
// 2024-05-31 a date, #DIV/0! an error, =1200 what a formula gives, anything
// else a text; quotes make a text of everything.
func parseCell(s string) sheets.Cell {
	if result, computed := strings.CutPrefix(s, "="); computed {
		cell := parseCell(result)
		cell.Formula = true
		return cell
	}
	if quoted, err := strconv.Unquote(s); err == nil {
		return sheets.Cell{Kind: sheets.Text, Text: quoted, Seen: quoted}
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return sheets.Cell{Kind: sheets.Number, Number: n}
	}
	if n, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64); err == nil {
		return sheets.Cell{Kind: sheets.Number, Number: n / 100, Format: "0.0%", Seen: s}
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		serial := day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
		return sheets.Cell{Kind: sheets.Date, Number: serial, Text: s, Seen: day.Format("02/01/2006"), Format: "dd/mm/yyyy"}
	}
	switch {
	case s == "":
		return sheets.Cell{}
	case strings.HasPrefix(s, "#"):
		return sheets.Cell{Kind: sheets.Error, Text: s, Seen: s}
	}
	return sheets.Cell{Kind: sheets.Text, Text: s, Seen: s}
}

// parseObservations reads figures that need no sheet, a line each:
//
//	INDICATOR PERIOD BASIS VALUE CELL [key=value…]   VALUE "-" for none, "done" or "not-done" for milestones
//	blank INDICATOR PERIOD BASIS CELL
//
// with the keys unit, status, numerator, denominator, document and date.
func parseObservations(t *testing.T, unit plan.UnitID, source, text string) *validate.Reading {
	t.Helper()
	r := &validate.Reading{Unit: unit, Source: source}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case words[0] == "blank":
			r.Blanks = append(r.Blanks, validate.Blank{
				Indicator: plan.Code(words[1]), Period: parsePeriod(t, words[2]), Basis: plan.Basis(words[3]),
				Origin: origin(source, words[4]),
			})
		default:
			r.Observations = append(r.Observations, parseObservation(t, unit, source, words))
		}
	}
	return r
}

func parseObservation(t *testing.T, unit plan.UnitID, source string, words []string) plan.Observation {
	t.Helper()
	o := plan.Observation{
		Unit: unit, Indicator: plan.Code(words[0]), Period: parsePeriod(t, words[1]), Basis: plan.Basis(words[2]),
		Status: plan.Official, Origin: origin(source, words[4]), Cells: []string{words[4]},
	}
	switch value := words[3]; value {
	case "-":
	case "done":
		o.Value.Done = plan.DoneYes
	case "not-done":
		o.Value.Done = plan.DoneNo
	default:
		o.Value.Number, o.Raw = plan.MustNumber(value), value
	}
	for _, pair := range words[5:] {
		key, value, _ := strings.Cut(pair, "=")
		switch key {
		case "unit":
			o.Unit = plan.UnitID(value)
		case "status":
			o.Status = plan.Status(value)
		case "numerator":
			o.Value.Numerator = plan.MustNumber(value)
		case "denominator":
			o.Value.Denominator = plan.MustNumber(value)
		case "document":
			o.Value.Document = value
		case "date":
			o.Value.Date = value
		default:
			t.Fatalf("an observation has no %q", key)
		}
	}
	return o
}

func origin(source, cell string) plan.Origin {
	return plan.Origin{Source: source, Revision: "1", Tab: "T", GID: "0", Cell: cell}
}

func parsePeriod(t *testing.T, s string) plan.Period {
	t.Helper()
	q, err := plan.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// parseRevision reads "DAY INDICATOR PERIOD BASIS STATUS BEFORE AFTER CELL",
// "-" for a figure that was not there or is there no more.
func parseRevision(t *testing.T, unit plan.UnitID, source, line string) validate.Revision {
	t.Helper()
	w := strings.Fields(line)
	if len(w) != 8 {
		t.Fatalf("%q is no revision", line)
	}
	day, err := time.Parse(time.DateOnly, w[0])
	if err != nil {
		t.Fatal(err)
	}
	value := func(word string) plan.Value {
		if word == "-" {
			return plan.Value{}
		}
		return plan.Value{Number: plan.MustNumber(word)}
	}
	after := value(w[6])
	if w[6] == "-" {
		after = value(w[5])
	}
	return validate.Revision{At: day, Before: value(w[5]), Observation: plan.Observation{
		Unit: unit, Indicator: plan.Code(w[1]), Period: parsePeriod(t, w[2]), Basis: plan.Basis(w[3]), Status: plan.Status(w[4]),
		Value: after, Origin: origin(source, w[7]),
	}}
}
