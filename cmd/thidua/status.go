package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/store"
)

type statusCommand struct {
	Units   bool      `help:"${help_status_units}"`
	Explain plan.Code `placeholder:"CODE" help:"${help_status_explain}"`
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
	if c.Explain != "" && p.Indicator(c.Explain) == nil {
		return &adviceError{fmt.Errorf("the plan has no indicator %q", c.Explain), "unknown-code", nil}
	}
	at, assessments, err := judgements(ctx, cfg.Database)
	if err != nil {
		return err
	}
	inPlanOrder(p, assessments)
	if c.Explain != "" {
		assessments = slices.DeleteFunc(assessments, func(x assess.Assessment) bool { return x.Indicator != c.Explain })
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
	if c.Explain != "" {
		a.explainAssessments(p, assessments)
		return nil
	}
	return a.printAssessments(p, at, assessments, c.Units)
}

// judgements loads those of the last round, beside a daemon that may be
// writing the next.
func judgements(ctx context.Context, database string) (at time.Time, all []assess.Assessment, err error) {
	st, err := store.OpenReadOnly(ctx, database)
	if err != nil {
		return at, nil, fmt.Errorf("open the database: %w", err)
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if at, all, err = st.Assessments(ctx); err != nil {
		return at, nil, fmt.Errorf("load the judgements: %w", err)
	}
	return at, all, nil
}

// inPlanOrder sorts judgements by indicator, the whole plan before its units.
func inPlanOrder(p *plan.Plan, assessments []assess.Assessment) {
	indicators, units := map[plan.Code]int{}, map[plan.UnitID]int{"": -1}
	for i, x := range p.Indicators {
		indicators[x.Code] = i
	}
	for i, u := range p.Units {
		units[u.ID] = i
	}
	slices.SortStableFunc(assessments, func(a, b assess.Assessment) int {
		return cmp.Or(indicators[a.Indicator]-indicators[b.Indicator], units[a.Unit]-units[b.Unit], a.Period.Compare(b.Period))
	})
}

// explainAssessments says why each verdict is what it is, in sentences.
func (a *app) explainAssessments(p *plan.Plan, assessments []assess.Assessment) {
	for _, x := range assessments {
		fmt.Fprintf(a.out, "%s, %s: %s\n", unitName(p, x.Unit), a.words.Format().Period(x.Period.String()), a.words.Label("verdict."+x.Verdict.String()))
		for _, r := range x.Reasons(p) {
			fmt.Fprintf(a.out, "  %s\n", a.words.Text("assess."+r.Code, r.Args))
		}
	}
}

func (a *app) printAssessments(p *plan.Plan, at time.Time, assessments []assess.Assessment, units bool) error {
	format := a.words.Format()
	fmt.Fprintln(a.out, a.words.Text("cli.status.title", format.Moment(at.In(p.Location()))))
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, a.words.Text("cli.status.header", nil))
	notes := newFootnotes(p)
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
			format.Number(x.Actual.Round(2).String()), notes.on(x.Indicator, format.Number(bound(x.Target).String())), format.Number(x.Gap.Round(2).String()),
			a.words.Label("verdict."+x.Verdict.String()))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return notes.print(a.out)
}
