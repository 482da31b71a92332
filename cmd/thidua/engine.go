package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"

	"thidua/config"
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/sheets/google"
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
	readers, err := openReaders(ctx, cfg, sources)
	if err != nil {
		return nil, err
	}
	return &sync.Engine{
		Plan: p, Sources: sources, Collections: collections, Identify: identifyLink, Readers: readers, Store: st, Publisher: publisher{cfg.Workbook},
		Words: a.office, Mail: a.mailSettings(cfg), WorkbookName: filepath.Base(cfg.Workbook), DailyCap: cfg.Mail.DailyCap, Link: linker(cfg),
		Workers: runtime.GOMAXPROCS(0), Log: log,
	}, nil
}

// openReaders opens a reader for each kind of source there is.
func openReaders(ctx context.Context, cfg config.Config, sources []sync.Source) (map[string]sheets.Reader, error) {
	ids := map[string][]string{}
	for _, s := range sources {
		ids[s.Reader] = append(ids[s.Reader], s.ID)
	}
	readers := map[string]sheets.Reader{}
	if paths := ids[fileReader]; len(paths) > 0 {
		readers[fileReader] = file.New(cfg.Dir, paths)
	}
	if len(ids[googleReader]) > 0 {
		client, err := openGoogle(ctx, cfg)
		if err != nil {
			return nil, err
		}
		readers[googleReader] = client
	}
	return readers, nil
}

// openGoogle opens the credential and a reader of what it may see.
func openGoogle(ctx context.Context, cfg config.Config) (*google.Reader, error) {
	credential, err := google.OpenCredential(ctx, google.CredentialOptions{File: cfg.Google.Credentials, TokenFile: cfg.Google.Token})
	if err != nil {
		return nil, err
	}
	path, err := google.ParsePath(cfg.Google.Read)
	if err != nil {
		return nil, err
	}
	return google.New(ctx, google.Options{Credential: credential, Endpoint: cfg.Google.Endpoint, Path: path})
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
