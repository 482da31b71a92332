package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"thidua/config"
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/store"
	"thidua/sync"
	"thidua/validate"
	"thidua/workbook"
)

// The readers by name; the names are kept in the store beside their cursors.
const (
	fileReader   = "file"
	googleReader = "google"
)

// engine wires a round's parts. The caller closes the store, if one is given.
func (a *app) engine(ctx context.Context, cfg config.Config, p *plan.Plan, st *store.Store, log *slog.Logger) (*sync.Engine, error) {
	sources, collections, err := sourcesOf(cfg, p)
	if err != nil {
		return nil, err
	}
	adjustments, err := adjustmentsOf(cfg)
	if err != nil {
		return nil, err
	}
	readers, err := a.openReaders(ctx, cfg, append(slices.Clone(sources), adjustments), collections)
	if err != nil {
		return nil, err
	}
	mirror, err := a.mirrorOf(ctx, cfg, log)
	if err != nil {
		return nil, err
	}
	return &sync.Engine{
		Plan: p, Sources: sources, Collections: collections, Adjustments: adjustments, Identify: identifyLink, Readers: readers, Store: st,
		Publisher: publisher{cfg.Workbook}, Mirror: mirror, Annotators: a.annotators(cfg),
		Words: a.office, Mail: a.mailSettings(cfg), WorkbookName: filepath.Base(cfg.Workbook), DailyCap: cfg.Mail.DailyCap, Link: linker(cfg),
		Workers: workers(readers), Log: log,
	}, nil
}

// annotators are what writes feedback into the units' spreadsheets.
func (a *app) annotators(cfg config.Config) map[string]sync.Annotator {
	if !cfg.Google.Feedback || a.client == nil {
		return nil
	}
	return map[string]sync.Annotator{googleReader: a.client.Editor()}
}

// workers is how many sources are read at a time: as many as there are
// processors, and more where reading is waiting for somebody else.
func workers(readers map[string]sheets.Reader) int {
	const atGoogle = 8
	if readers[googleReader] != nil {
		return max(runtime.GOMAXPROCS(0), atGoogle)
	}
	return runtime.GOMAXPROCS(0)
}

// openReaders opens a reader for each kind of source there is.
func (a *app) openReaders(ctx context.Context, cfg config.Config, sources []sync.Source, collections []sync.Collection) (map[string]sheets.Reader, error) {
	readers := map[string]sheets.Reader{}
	var paths []string
	online := len(collections) > 0
	for _, s := range sources {
		switch s.Reader {
		case fileReader:
			paths = append(paths, s.ID)
		case googleReader:
			online = true
		}
	}
	if len(paths) > 0 {
		readers[fileReader] = file.New(cfg.Dir, paths)
	}
	if online {
		client, err := a.openGoogle(ctx, cfg)
		if err != nil {
			return nil, err
		}
		readers[googleReader] = client
	}
	return readers, nil
}

// publisher copies the issued workbook to a file.
type publisher struct{ path string }

// Publish replaces the file by data, wholly or not at all.
func (p publisher) Publish(_ context.Context, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(p.path), 0o750); err != nil {
		return err
	}
	return workbook.Replace(p.path, data)
}

// Published reports whether the file is there.
func (p publisher) Published(context.Context) (bool, error) { return exists(p.path) }

// linker returns where a figure's cell opens from the master workbook: the
// deep link of a Google Sheet, or a path relative to the workbook's folder. The
// workbook adds the cell.
func linker(cfg config.Config) func(plan.Origin) string {
	folder := filepath.Dir(cfg.Workbook)
	return func(o plan.Origin) string {
		if link := validate.Link(o); link != "" || o.Source == "" {
			return link
		}
		path := o.Source
		if !filepath.IsAbs(path) {
			path = filepath.Join(cfg.Dir, filepath.FromSlash(path))
		}
		relative, err := filepath.Rel(folder, path)
		if err != nil {
			return ""
		}
		return filepath.ToSlash(relative)
	}
}
