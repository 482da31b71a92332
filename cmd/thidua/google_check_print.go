package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"thidua/plan"
)

// printGoogleCheck prints what the check found: what works in a table, and below
// it what does not, with what to do.
func (a *app) printGoogleCheck(checked googleCheck, p *plan.Plan) error {
	if a.json {
		if checked.Sources == nil {
			checked.Sources = []checkedSource{}
		}
		return a.printJSON(checked)
	}
	a.printCredential(checked.Credential)
	if len(checked.Sources) == 0 {
		if checked.Credential.OK {
			fmt.Fprintln(a.out, a.words.Text("google.check.none", nil))
		}
		return nil
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\n%s\n", a.words.Text("google.check.header", nil))
	for _, s := range checked.Sources {
		if s.OK {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", s.Unit, oneLine(s.title()), a.words.Label("google."+s.Kind), a.permission(s), s.Locale, a.changed(s, p))
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	hint := a.words.Text("cli.hint", nil)
	for _, s := range checked.Sources {
		switch {
		case !s.OK:
			fmt.Fprintf(a.out, "\n× %s %s\n  %s\n  %s: %s\n", s.Unit, oneLine(s.title()), s.Message, hint, s.Hint)
		case s.Hint != "":
			fmt.Fprintf(a.out, "\n! %s %s\n  %s: %s\n", s.Unit, oneLine(s.title()), hint, s.Hint)
		}
	}
	return nil
}

// printCredential says as whom Google is asked. What does not work is said with
// the error that ends the command.
func (a *app) printCredential(c checkedCredential) {
	if c.OK {
		fmt.Fprintln(a.out, a.words.Text("google.check.credential", map[string]string{
			"kind": a.words.Label("google." + string(c.Kind)), "account": c.Account,
		}))
	}
	for _, file := range c.Exposed {
		fmt.Fprintln(a.out, a.words.Text("google.check.exposed", file))
	}
}

// title is the name of a source, its id where that is not known.
func (s checkedSource) title() string {
	if s.Name == "" {
		return s.ID
	}
	return s.Name
}

func (a *app) permission(s checkedSource) string {
	switch {
	case s.Kind == "folder":
		return ""
	case s.CanEdit:
		return a.words.Label("google.edit")
	}
	return a.words.Label("google.view")
}

func (a *app) changed(s checkedSource, p *plan.Plan) string {
	at, err := time.Parse(time.RFC3339, s.Modified)
	if err != nil {
		return ""
	}
	return a.words.Format().Moment(at.In(p.Location()))
}
