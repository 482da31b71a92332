package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"thidua/assess"
	"thidua/config"
	"thidua/mail"
	"thidua/mail/smtp"
	"thidua/sheets"
	"thidua/sheets/google"
	"thidua/sync"
)

type syncCommand struct{}

// Run runs one round: reads what changed, issues the master workbook, and
// writes the mails that would be sent beside it.
func (syncCommand) Run(ctx context.Context, a *app) error {
	return a.withEngine(ctx, func(cfg config.Config, engine *sync.Engine) error {
		return a.runRound(ctx, cfg, engine)
	})
}

func (a *app) runRound(ctx context.Context, cfg config.Config, engine *sync.Engine) error {
	engine.Progress = a.progress("read")
	result, err := engine.Run(ctx, a.moment())
	if err != nil {
		return err
	}
	folder := previewFolder(cfg)
	if err := writePreviews(folder, result.Messages); err != nil {
		return err
	}
	if a.json {
		err = a.printJSON(syncToJSON(result, cfg.Workbook, a.googleCalls()))
	} else {
		err = a.printResult(result, cfg, folder)
	}
	if err == nil && result.Failed > 0 {
		return &partialError{result.Failed}
	}
	return err
}

// googleCalls is how many requests the round sent to Google.
func (a *app) googleCalls() google.Calls {
	if a.client == nil {
		return google.Calls{}
	}
	return a.client.Calls()
}

// printResult writes the summary table of a round.
func (a *app) printResult(r *sync.Result, cfg config.Config, previews string) error {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	row := func(name string, data any) { fmt.Fprintln(w, a.words.Text("cli.sync."+name, data)) }
	row("sources", r)
	for _, f := range r.Failures {
		fmt.Fprintf(w, "\t%s: %s\n", f.Unit, a.words.Text("finding."+f.Rule, map[string]string{"unit": string(f.Unit), "source": f.Source}))
	}
	a.printGoogleTrouble(w, r.Failures)
	row("findings", r)
	for _, v := range assess.Verdicts() {
		if n := r.Verdicts[v]; n > 0 {
			fmt.Fprintf(w, "\t%s\t%d\n", a.words.Label("verdict."+v.String()), n)
		}
	}
	row("mails", map[string]any{"n": len(r.Messages), "folder": previews})
	if r.Issued {
		row("issued", nil)
	} else {
		row("unchanged", nil)
	}
	row("workbook", cfg.Workbook)
	if r.Mirror != sync.NoMirror {
		row("mirror", map[string]any{"state": string(r.Mirror), "advice": mirrorAdvice(r.MirrorError)})
	}
	return w.Flush()
}

// printGoogleTrouble says once what to do about a credential that keeps sources
// from being read.
func (a *app) printGoogleTrouble(w io.Writer, failures []sync.Failure) {
	for _, f := range failures {
		if errors.Is(f.Err, sheets.ErrAuth) {
			reason, hint := a.googleTrouble(f.Err)
			fmt.Fprintf(w, "Google\t%s\n\t%s: %s\n", reason, a.words.Text("cli.hint", nil), hint)
			return
		}
	}
}

// previewFolder is where the mails that would be sent lie: beside the workbook.
func previewFolder(cfg config.Config) string {
	return filepath.Join(filepath.Dir(cfg.Workbook), "thu")
}

// writePreviews writes each message as an .eml file, after removing those of
// an earlier call: the folder holds what would be sent now.
func writePreviews(folder string, messages []mail.Message) error {
	old, err := filepath.Glob(filepath.Join(folder, "*.eml"))
	if err != nil {
		return fmt.Errorf("write mail previews: %w", err)
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("write mail previews: %w", err)
		}
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return fmt.Errorf("write mail previews: %w", err)
	}
	for _, m := range messages {
		data, err := smtp.Encode(m)
		if err != nil {
			return fmt.Errorf("write mail preview %s: %w", m.Key, err)
		}
		if err := os.WriteFile(filepath.Join(folder, m.FileName()), data, 0o600); err != nil {
			return fmt.Errorf("write mail previews: %w", err)
		}
	}
	return nil
}
