// Package picture draws a spreadsheet as it was understood: what each row and
// column was taken for, which cells were used, which ignored and why, and what
// a person should look at. It is pure; the page it makes stands alone, without
// a script or anything to be fetched.
//
// Files: notes.go numbers the findings, runs.go says which rows and columns
// are drawn, tab.go draws a tab line by line, cell.go one cell, caption.go what
// stands beside a row, ignored.go why cells are ignored.
package picture

import (
	"cmp"

	"thidua/plan"
	"thidua/sheets"
	"thidua/templates"
	"thidua/validate"
)

// What one picture shows at most. What is left out is counted on the page.
const (
	maxRows  = 400    // drawn rows of a tab
	maxCols  = 60     // drawn columns of a tab
	maxCells = 60_000 // drawn cells of all tabs, empty ones included
	maxText  = 400    // characters of a cell
)

// Input is what a picture is made from.
type Input struct {
	Plan        *plan.Plan
	Grid        *sheets.Grid
	Reading     *validate.Reading     // of Grid,
	Explanation *validate.Explanation // and how it came about
	Findings    []validate.Finding    // of the reading, and of a review where there was one
	Words       *templates.Catalog
}

// HTML returns the picture as a page in the language of the words.
func HTML(in Input) (string, error) {
	d := newDrawer(in)
	p := page{
		Lang: string(in.Words.Lang()), Unit: string(in.Reading.Unit), Plan: in.Plan.Title,
		Source: cmp.Or(in.Grid.Title, in.Grid.Source),
		Ledger: in.Reading.Ledger, Figures: len(in.Reading.Observations),
		Notes: d.notes(nowhere), Total: len(in.Findings), Ignored: d.ignored,
	}
	if u := in.Plan.Unit(in.Reading.Unit); u != nil {
		p.Unit = u.Name
	}
	for _, severity := range severities() {
		c := count{Severity: severity, Word: in.Words.Label("severity." + string(severity))}
		for _, f := range in.Findings {
			if f.Severity == severity {
				c.N++
			}
		}
		p.Counts = append(p.Counts, c)
	}
	for i := range in.Grid.Tabs {
		p.Tabs = append(p.Tabs, d.drawTab(i))
	}
	return in.Words.HTML("reading", p)
}

// severities lists the severities, the gravest first.
func severities() []validate.Severity {
	return []validate.Severity{validate.Error, validate.Warning, validate.Info}
}

// page is what the form is filled with.
type page struct {
	Lang, Unit, Plan, Source string
	Ledger                   validate.Ledger
	Figures                  int // observations
	Total                    int // findings,
	Counts                   []count
	Notes                    []note // of which these are about no tab
	Ignored                  []ignoredKey
	Tabs                     []tab
}

// Share returns what part of a thousand n is of the cells that hold something.
func (p page) Share(n int) int { return n * 1000 / max(p.Ledger.NonEmpty, 1) }

// BarReported is where the share of the reported cells begins.
func (p page) BarReported() int { return p.Share(p.Ledger.Used) + p.Share(p.Ledger.Ignored) }

// count is how many findings are of one severity.
type count struct {
	Severity validate.Severity
	Word     string
	N        int
}

// drawer draws one grid.
type drawer struct {
	Input
	remarks []*remark                  // in the order of their numbers
	byKey   map[string]*remark         // by the finding's key
	at      []map[sheets.Ref][]*remark // those at a cell, by tab
	figures []map[sheets.Ref][]string  // what a cell was taken for, by tab
	ignored []ignoredKey
	letters map[string]string // of the rules by which cells are ignored
	room    int               // cells that may still be drawn
}

func newDrawer(in Input) *drawer {
	d := &drawer{Input: in, room: maxCells}
	d.number()
	d.findFigures()
	d.findIgnored()
	return d
}
