package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/sync"
	"thidua/validate"
)

type checkCommand struct {
	Units []plan.UnitID `arg:"" optional:"" help:"${help_check_units}"`
	XLSX  string        `name:"xlsx" type:"path" placeholder:"DIR" help:"${help_check_xlsx}"`
}

// Run reads the sources now and says what is wrong in them, keeping nothing but
// the copies that are asked for.
func (c checkCommand) Run(ctx context.Context, a *app) error {
	cfg, p, err := a.load()
	if err != nil {
		return err
	}
	if err := knowUnits(p, c.Units); err != nil {
		return err
	}
	log := a.logger(cfg.Log.Format, slog.LevelWarn)
	engine, err := a.engine(ctx, cfg, p, nil, log)
	if err != nil {
		return err
	}
	engine.Progress = a.progress("read")
	var out *copies
	var see func(sync.Source, *sheets.Grid)
	if c.XLSX != "" {
		out = &copies{dir: c.XLSX, plan: p, words: a.office, files: file.New(cfg.Dir, nil), log: log}
		see = out.see
	}
	findings, failures, err := engine.Check(ctx, a.moment(), c.wants, see)
	if err != nil {
		return err
	}
	findings = slices.DeleteFunc(findings, func(f validate.Finding) bool { return !c.wants(f.Unit) })
	var made []copyMade
	if out != nil {
		if made, err = out.write(ctx, findings); err != nil {
			return err
		}
	}
	if err := c.print(a, p, findings, made); err != nil {
		return err
	}
	if len(failures) > 0 {
		return &partialError{len(failures)}
	}
	return nil
}

func (c checkCommand) print(a *app, p *plan.Plan, findings []validate.Finding, made []copyMade) error {
	if !a.json {
		a.printFindings(a.out, p, findings)
		a.printCopies(made)
		return nil
	}
	out := map[string]any{"findings": a.findingsToJSON(p, findings)}
	if c.XLSX != "" {
		out["copies"] = copiesToJSON(made)
	}
	return a.printJSON(out)
}

// wants reports whether the command was asked about a unit: with none named,
// about all, the plan itself included.
func (c checkCommand) wants(unit plan.UnitID) bool {
	return len(c.Units) == 0 || slices.Contains(c.Units, unit)
}

// knowUnits is an error when the plan lacks one of the units.
func knowUnits(p *plan.Plan, units []plan.UnitID) error {
	for _, u := range units {
		if p.Unit(u) == nil {
			return &adviceError{fmt.Errorf("the plan has no unit %q", u), "unknown-unit", nil}
		}
	}
	return nil
}
