package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/sheets/google"
	"thidua/validate"
)

type readCommand struct {
	Source string      `arg:"" help:"${help_read_source}"`
	Unit   plan.UnitID `required:"" help:"${help_read_unit}"`
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
	r := validate.Read(p, c.Unit, grid)
	findings := append(slices.Clone(r.Findings), validate.Review(p, []*validate.Reading{r}, a.moment())...)
	findings = slices.DeleteFunc(findings, func(f validate.Finding) bool { return f.Unit != c.Unit })
	validate.SortFindings(p, findings)
	if a.json {
		return a.printJSON(readingToJSON(r, a.findingsToJSON(p, findings)))
	}
	a.printReading(p, r)
	a.printFindings(a.out, p, findings)
	return nil
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
		if err := a.printJSON(readingToJSON(r, a.findingsToJSON(p, []validate.Finding{f}))); err != nil {
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
	l := r.Ledger
	fmt.Fprintln(a.out, a.words.Text("cli.ledger", map[string]int{"nonempty": l.NonEmpty, "used": l.Used, "ignored": l.Ignored, "reported": l.Reported}))
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if os.IsNotExist(err) {
		return false, nil
	}
	return err == nil, err
}
