package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"thidua/picture"
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/sheets/google"
	"thidua/validate"
	"thidua/workbook"
)

type readCommand struct {
	Source string      `arg:"" help:"${help_read_source}"`
	Unit   plan.UnitID `required:"" help:"${help_read_unit}"`
	HTML   string      `name:"html" type:"path" placeholder:"FILE" help:"${help_read_html}"`
}

// Run reads one source and shows what was understood, keeping nothing.
func (c readCommand) Run(ctx context.Context, a *app) error {
	p, err := a.loadPlanOnly()
	if err != nil {
		return err
	}
	if p.Unit(c.Unit) == nil {
		return &adviceError{fmt.Errorf("the plan has no unit %q", c.Unit), "unknown-unit", nil}
	}
	reader, id, err := c.open(ctx, a)
	if err != nil {
		return err
	}
	grid, err := reader.Read(ctx, id)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(err, sheets.ErrAuth) {
			return err // the unit has no part in it
		}
		return a.sourceFailed(p, c.Unit, id, err)
	}
	r, told := validate.NewInterpreter(p).Explain(c.Unit, grid)
	findings := append(slices.Clone(r.Findings), validate.Review(p, []*validate.Reading{r}, a.moment())...)
	findings = slices.DeleteFunc(findings, func(f validate.Finding) bool { return f.Unit != c.Unit })
	validate.SortFindings(p, findings)
	if err := c.draw(a, picture.Input{Plan: p, Grid: grid, Reading: r, Explanation: told, Findings: findings, Words: a.words}); err != nil {
		return err
	}
	if a.json {
		return a.printJSON(readingToJSON(r, rowsToJSON(grid, told), a.findingsToJSON(p, findings)))
	}
	a.printReading(p, r)
	a.printRows(p, grid, told)
	a.printFindings(a.out, p, findings)
	return nil
}

// draw writes the picture of what was understood, if it was asked for.
func (c readCommand) draw(a *app, in picture.Input) error {
	if c.HTML == "" {
		return nil
	}
	if sameFile(c.HTML, c.Source) {
		return &adviceError{fmt.Errorf("the picture would replace %s, from which it is made", c.Source), "not-the-source", nil}
	}
	page, err := picture.HTML(in)
	if err != nil {
		return err
	}
	if err := workbook.Replace(c.HTML, []byte(page)); err != nil {
		return err
	}
	a.say("drawn", c.HTML)
	return nil
}

// sameFile reports whether two paths lead to one file that is there.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// open returns a reader for the source: a file when it names one that is
// there or looks like one, else a spreadsheet on Google.
func (c readCommand) open(ctx context.Context, a *app) (sheets.Reader, string, error) {
	if found, _ := exists(c.Source); found || filepath.Ext(c.Source) != "" && !strings.Contains(c.Source, "://") {
		folder, name := filepath.Split(c.Source)
		return file.New(filepath.Clean(folder), []string{name}), name, nil
	}
	id, err := google.SourceID(c.Source)
	if err != nil {
		return nil, "", &adviceError{err, "unknown-source", nil}
	}
	cfg, _, err := a.load()
	if err != nil {
		return nil, "", err
	}
	client, err := a.openGoogle(ctx, cfg)
	if err != nil {
		return nil, "", err
	}
	return client, id, nil
}

// sourceFailed prints why a source could not be read, in the words that the
// unit would get, and returns the error for the exit code.
func (a *app) sourceFailed(p *plan.Plan, unit plan.UnitID, id string, err error) error {
	f := validate.SourceFinding(unit, id, err)
	if a.json {
		r := &validate.Reading{Unit: unit, Source: id}
		if err := a.printJSON(readingToJSON(r, []rowJSON{}, a.findingsToJSON(p, []validate.Finding{f}))); err != nil {
			return err
		}
		return &partialError{1}
	}
	data := f.Data(p)
	fmt.Fprintf(a.errw, "thidua: %s\n%s: %s\n", a.words.Text("finding."+f.Rule, data), a.words.Text("cli.hint", nil), a.words.Text("finding."+f.Rule+".hint", data))
	a.logger("", 0).Debug("source could not be read", "error", err)
	return &partialError{1}
}

func (a *app) printReading(p *plan.Plan, r *validate.Reading) {
	fmt.Fprintf(a.out, "%s — %s\n", unitName(p, r.Unit), oneLine(r.Title))
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, o := range r.Observations {
		value := a.words.Format().Number(o.Value.Number.String())
		if value == "" {
			value = oneLine(o.Raw)
		}
		fmt.Fprintf(w, "%s!%s\t%s\t%s\t%s\t%s\n", oneLine(o.Origin.Tab), o.Origin.Cell, o.Indicator, o.Period, a.words.Label("basis."+string(o.Basis)), value)
	}
	_ = w.Flush() // a.out says so itself when it cannot be written
	fmt.Fprintln(a.out, a.words.Text("reading.ledger", r.Ledger))
}

// printRows says of each row what it was taken for and why.
func (a *app) printRows(p *plan.Plan, g *sheets.Grid, told *validate.Explanation) {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for i, tab := range told.Tabs {
		for _, r := range tab.Rows {
			said := picture.NewCaption(a.words, p, r)
			why := said.Why
			if said.Also != "" {
				why += "; " + said.Also
			}
			fmt.Fprintf(w, "%s!%s\t%s\t%s\t%s\n", oneLine(g.Tabs[i].Title), r.Ref.A1(), oneLine(r.Label), cmp.Or(said.Code, "—"), oneLine(why))
		}
	}
	_ = w.Flush() // a.out says so itself when it cannot be written
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if os.IsNotExist(err) {
		return false, nil
	}
	return err == nil, err
}
