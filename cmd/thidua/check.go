package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"thidua/plan"
	"thidua/validate"
)

type checkCommand struct {
	Units []plan.UnitID `arg:"" optional:"" help:"${help_check_units}"`
}

// Run reads the sources now and says what is wrong in them, keeping nothing.
func (c checkCommand) Run(ctx context.Context, a *app) error {
	cfg, p, err := a.load()
	if err != nil {
		return err
	}
	if err := knowUnits(p, c.Units); err != nil {
		return err
	}
	engine, err := a.engine(ctx, cfg, p, nil, a.logger(cfg.Log.Format, slog.LevelWarn))
	if err != nil {
		return err
	}
	engine.Progress = a.progress("read")
	_, findings, failures, err := engine.Check(ctx, a.moment(), c.wants)
	if err != nil {
		return err
	}
	findings = slices.DeleteFunc(findings, func(f validate.Finding) bool { return !c.wants(f.Unit) })
	if a.json {
		err = a.printJSON(map[string]any{"findings": a.findingsToJSON(p, findings)})
	} else {
		a.printFindings(a.out, p, findings)
	}
	if err == nil && len(failures) > 0 {
		return &partialError{len(failures)}
	}
	return err
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
