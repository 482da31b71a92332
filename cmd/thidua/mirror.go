package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"thidua/config"
	"thidua/sheets"
	"thidua/sheets/google"
	"thidua/sheets/google/master"
	"thidua/sync"
	"thidua/workbook"
)

// mirrorOf returns the Google Sheet that shows the master workbook too, nil
// when the configuration names none.
func (a *app) mirrorOf(ctx context.Context, cfg config.Config, log *slog.Logger) (sync.Mirror, error) {
	if cfg.Google.Publish == "" {
		return nil, nil
	}
	id, err := google.SourceID(cfg.Google.Publish)
	if err != nil {
		return nil, fmt.Errorf("google.publish: %w", err)
	}
	client, err := a.openGoogle(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return &onlineMirror{id: id, sheet: master.New(client.Editor(), id, a.office), log: log}, nil
}

// onlineMirror is a Google Sheet that shows the master workbook.
type onlineMirror struct {
	id    string
	sheet *master.Spreadsheet
	log   *slog.Logger
}

// Source is its id.
func (m *onlineMirror) Source() string { return m.id }

// Show publishes the tables.
func (m *onlineMirror) Show(ctx context.Context, tables []workbook.Table, at time.Time) error {
	r, err := m.sheet.Publish(ctx, tables, at)
	if r.Updates > 0 {
		m.log.Info("published", "spreadsheet", m.id, "calls", r.Updates, "notes_kept", r.Kept, "tabs_retired", r.Retired)
	}
	return err
}

// mirrorAdvice names the text that says what to do about a mirror that failed.
func mirrorAdvice(err error) string {
	switch {
	case errors.Is(err, sheets.ErrAuth):
		return "auth"
	case errors.Is(err, sheets.ErrDenied):
		return "denied"
	case errors.Is(err, sheets.ErrNotFound), errors.Is(err, sheets.ErrTrashed):
		return "not-found"
	case errors.Is(err, sheets.ErrNotSpreadsheet):
		return "not-spreadsheet"
	case errors.Is(err, sheets.ErrBusy):
		return "busy"
	}
	return "other"
}
