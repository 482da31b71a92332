package main

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"thidua/plan"
)

type planCommand struct {
	Check planCheckCommand `cmd:"" help:"${help_plan_check}"`
	Show  planShowCommand  `cmd:"" help:"${help_plan_show}"`
}

type planCheckCommand struct {
	File string `arg:"" optional:"" type:"existingfile" help:"${help_plan_file}"`
}

// Run says everything that is wrong with a plan file.
func (c planCheckCommand) Run(a *app) error {
	_, err := planFrom(a, c.File)
	var invalid *invalidError
	if err != nil && (!errors.As(err, &invalid) || !a.json) {
		return err
	}
	if a.json {
		problems := []problemJSON{}
		if invalid != nil {
			for _, p := range invalid.problems {
				problems = append(problems, a.problemToJSON(p))
			}
		}
		if err := a.printJSON(map[string]any{"problems": problems}); err != nil {
			return err
		}
		if invalid != nil {
			return &invalidError{} // already printed
		}
		return nil
	}
	_, err = fmt.Fprintln(a.out, a.words.Text("cli.plan-ok", nil))
	return err
}

func planFrom(a *app, file string) (*plan.Plan, error) {
	if file != "" {
		return loadPlan(file)
	}
	return a.loadPlanOnly()
}

func (a *app) problemToJSON(p plan.Problem) problemJSON {
	data := p.Data()
	return problemJSON{
		File: p.File, Line: p.Line, Column: p.Column, Path: p.Path, Value: p.Value,
		Message: a.words.Text("problem."+p.Code, data), Hint: a.words.Text("problem."+p.Code+".hint", data),
	}
}

// printProblems writes problems to people, one after the other, in the form
// that editors jump to: file:line:column.
func (a *app) printProblems(problems []plan.Problem) {
	for _, p := range problems {
		j := a.problemToJSON(p)
		fmt.Fprintf(a.errw, "thidua: %s:%d:%d: %s\n", j.File, j.Line, j.Column, j.Message)
		if j.Hint != "" {
			fmt.Fprintf(a.errw, "%s: %s\n", a.words.Text("cli.hint", nil), j.Hint)
		}
	}
}

type planShowCommand struct {
	File string `arg:"" optional:"" type:"existingfile" help:"${help_plan_file}"`
}

// Run shows the plan as it was understood.
func (c planShowCommand) Run(a *app) error {
	p, err := planFrom(a, c.File)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(planToJSON(p))
	}
	fmt.Fprintf(a.out, "%s\n%s – %s\n\n", p.Title, p.From, p.To)
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	notes := newFootnotes(p)
	for _, x := range p.Indicators {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", x.Code, x.Name, notes.on(x.Code, x.Target.Text), x.Frequency, x.Due)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := notes.print(a.out); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	for _, u := range p.Units {
		fmt.Fprintf(w, "%s\t%s\n", u.ID, u.Name)
	}
	return w.Flush()
}
