package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/store"
)

type statusCommand struct {
	Units bool `help:"${help_status_units}"`
}

// Run shows the judgements of the last round.
func (c statusCommand) Run(ctx context.Context, a *app) error {
	cfg, p, err := a.load()
	if err != nil {
		return err
	}
	if there, err := exists(cfg.Database); err != nil || !there {
		return &adviceError{fmt.Errorf("there is no database %s yet", cfg.Database), "no-round", nil}
	}
	st, err := store.Open(ctx, cfg.Database)
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	defer st.Close()
	at, assessments, err := st.Assessments(ctx)
	if err != nil {
		return fmt.Errorf("load the judgements: %w", err)
	}
	if a.json {
		out := statusJSON{Assessments: []assessmentJSON{}}
		if !at.IsZero() {
			out.AsOf = at.In(p.Location()).Format(time.RFC3339)
		}
		for _, x := range assessments {
			out.Assessments = append(out.Assessments, assessmentToJSON(x))
		}
		return a.printJSON(out)
	}
	return a.printAssessments(p, at, assessments, c.Units)
}

func (a *app) printAssessments(p *plan.Plan, at time.Time, assessments []assess.Assessment, units bool) error {
	format := a.words.Format()
	fmt.Fprintln(a.out, a.words.Text("cli.status.title", format.Moment(at.In(p.Location()))))
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, a.words.Text("cli.status.header", nil))
	for _, x := range assessments {
		if x.Unit != "" && !units {
			continue
		}
		name := ""
		if indicator := p.Indicator(x.Indicator); indicator != nil && x.Unit == "" {
			name = indicator.Name
		} else if unit := p.Unit(x.Unit); unit != nil {
			name = "  " + unit.Name
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", x.Indicator, name, format.Period(x.Period.String()),
			format.Number(x.Actual.String()), format.Number(bound(x.Target).String()), format.Number(x.Gap.String()),
			a.words.Label("verdict."+x.Verdict.String()))
	}
	return w.Flush()
}
