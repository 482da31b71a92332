package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"thidua/config"
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/google"
	"thidua/sync"
	"thidua/validate"
)

// maxProbes is how many sources are asked about at a time.
const maxProbes = 8

// checkSources asks about every source on Google, those that folders and
// registers list included. The error is that of ctx, or of the configuration.
func (a *app) checkSources(ctx context.Context, cfg config.Config, p *plan.Plan, credential *google.Credential, units []plan.UnitID) ([]checkedSource, error) {
	reader, err := a.readGoogle(ctx, cfg, credential)
	if err != nil {
		return nil, err
	}
	sources, collections, err := sourcesOf(cfg, p)
	if err != nil {
		return nil, err
	}
	unwanted := func(unit plan.UnitID) bool { return len(units) > 0 && !slices.Contains(units, unit) }
	check := sourceCheck{app: a, plan: p, reader: reader, account: credential.Account(), feedback: cfg.Google.Feedback}
	for _, c := range collections {
		if c.Unit == "" || !unwanted(c.Unit) {
			sources = append(sources, check.collection(ctx, c)...)
		}
	}
	sources = slices.DeleteFunc(sources, func(s sync.Source) bool { return s.Reader != googleReader || unwanted(s.Unit) })
	adjustments, err := adjustmentsOf(cfg)
	if err != nil {
		return nil, err
	}
	if adjustments.Reader == googleReader && len(units) == 0 {
		health, err := reader.Probe(ctx, adjustments.ID)
		check.checked = append(check.checked, check.result(adjustments, "adjustments", health, err))
	}
	if cfg.Google.Publish != "" && len(units) == 0 {
		if err := check.master(ctx, cfg.Google.Publish); err != nil {
			return nil, err
		}
	}
	return check.all(ctx, sources)
}

// A sourceCheck asks about sources one by one.
type sourceCheck struct {
	app      *app
	plan     *plan.Plan
	reader   *google.Reader
	account  string
	feedback bool // notes are written at the faulty cells of native Sheets
	checked  []checkedSource
}

// master checks the spreadsheet that is published to, which has to be edited.
func (c *sourceCheck) master(ctx context.Context, address string) error {
	id, err := google.SourceID(address)
	if err != nil {
		return badAddress("google.publish", err)
	}
	health, err := c.reader.Probe(ctx, id)
	checked := c.result(sync.Source{ID: id}, "master", health, err)
	if err == nil && !health.CanEdit {
		checked.OK, checked.Rule = false, validate.RuleSourceDenied
		checked.Message = c.app.words.Text("google.master.denied", nil)
		checked.Hint = c.app.words.Text("google.master.denied.hint", map[string]string{"account": c.account})
	}
	c.checked = append(c.checked, checked)
	return nil
}

// collection checks a folder or a register and returns what it lists.
func (c *sourceCheck) collection(ctx context.Context, from sync.Collection) []sync.Source {
	if from.Unit != "" {
		ids, err := c.reader.Folder(ctx, from.ID)
		c.checked = append(c.checked, c.result(sync.Source(from), "folder", google.Health{}, err))
		return sourcesIn(from, ids)
	}
	health, err := c.reader.Probe(ctx, from.ID)
	var listed []sync.Source
	if err == nil {
		listed, err = c.register(ctx, from)
	}
	c.checked = append(c.checked, c.result(sync.Source(from), "register", health, err))
	return listed
}

func (c *sourceCheck) register(ctx context.Context, from sync.Collection) ([]sync.Source, error) {
	grid, err := c.reader.Read(ctx, from.ID)
	if err != nil {
		return nil, err
	}
	entries, _ := validate.ReadRegister(c.plan, grid, identifyLink)
	var listed []sync.Source
	for _, entry := range entries {
		listed = append(listed, sync.Source{Unit: entry.Unit, ID: entry.Source, Reader: from.Reader})
	}
	return listed, nil
}

func sourcesIn(folder sync.Collection, ids []string) []sync.Source {
	var listed []sync.Source
	for _, id := range ids {
		listed = append(listed, sync.Source{Unit: folder.Unit, ID: id, Reader: folder.Reader})
	}
	return listed
}

// all checks the sources, some at a time, and returns what was found about them
// and the collections before them.
func (c *sourceCheck) all(ctx context.Context, sources []sync.Source) ([]checkedSource, error) {
	results := make([]checkedSource, len(sources))
	var group errgroup.Group
	group.SetLimit(maxProbes)
	for i, s := range sources {
		group.Go(func() error {
			health, err := c.probe(ctx, s.ID)
			results[i] = c.result(s, string(health.Kind), health, err)
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return append(c.checked, results...), nil
}

// probe asks what a source is. A file that calls itself an old .xls is read:
// some programs call their .xlsx so, and only what it holds tells.
func (c *sourceCheck) probe(ctx context.Context, id string) (google.Health, error) {
	health, err := c.reader.Probe(ctx, id)
	if err == nil && health.MimeType == "application/vnd.ms-excel" {
		_, err = c.reader.Read(ctx, id)
	}
	return health, err
}

// result says what was found about one source.
func (c *sourceCheck) result(s sync.Source, kind string, h google.Health, err error) checkedSource {
	checked := checkedSource{
		Unit: s.Unit, ID: s.ID, Kind: kind, Name: h.Name, OK: err == nil, CanEdit: h.CanEdit, Locale: h.Locale,
	}
	if !h.Modified.IsZero() {
		checked.Modified = h.Modified.In(c.plan.Location()).Format(time.RFC3339)
	}
	switch {
	case err == nil && c.feedback && h.Kind == google.NativeSheet && s.Unit != "" && !h.CanEdit:
		checked.Hint = c.app.words.Text("google.source.no-notes", map[string]string{"account": c.account})
	case err == nil:
	case errors.Is(err, sheets.ErrAuth), errors.Is(err, sheets.ErrBusy):
		checked.Rule = validate.RuleSourceUnreachable
		checked.Message, checked.Hint = c.app.googleTrouble(err)
	default:
		finding := validate.SourceFinding(s.Unit, s.ID, err)
		checked.Rule = finding.Rule
		checked.Message = c.app.words.Text("finding."+finding.Rule, finding.Data(c.plan))
		checked.Hint = c.app.words.Text("google.source."+finding.Rule, map[string]string{"account": c.account})
	}
	return checked
}
