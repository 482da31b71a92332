package sync

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"thidua/sheets"
	"thidua/store"
	"thidua/validate"
)

// An Annotator writes notes into the spreadsheets of units.
type Annotator interface {
	// Annotate makes the notes of ours in a source be exactly notes. A note is
	// ours when ours has its text; notes of people stay as they are.
	Annotate(ctx context.Context, source string, notes []sheets.Note, ours []string) error
}

// How much feedback there is at most: notes in one spreadsheet, and
// spreadsheets in one round; the next rounds write to the others.
const (
	mostNotes     = 200
	mostAnnotated = 40
)

// feedback brings the notes at faulty cells up to date in the spreadsheets in
// which they are not. A spreadsheet that may not be written to is tried again
// in a sweep. The error is ours.
func (e *Engine) feedback(ctx context.Context, sources []Source, everything bool) error {
	if len(e.Annotators) == 0 {
		return nil
	}
	notes, err := e.notes(ctx)
	if err != nil {
		return err
	}
	known, err := e.Store.Feedback(ctx)
	if err != nil {
		return err
	}
	annotated := 0
	for _, s := range sources {
		annotator, was := e.Annotators[s.Reader], known[s.ID]
		digest := notesDigest(notes[s.ID])
		if annotator == nil || digest == was.Digest && (!was.Failed || !everything) {
			continue
		}
		if annotated++; annotated > mostAnnotated {
			e.Log.Info("feedback goes on in the next round", "written", mostAnnotated)
			return nil
		}
		if err := e.annotate(ctx, annotator, s.ID, notes[s.ID], was, digest); err != nil {
			return err
		}
	}
	return nil
}

// annotate writes the notes of one source. What they say is stored before they
// are written: whatever happens in between, they are known to be ours.
func (e *Engine) annotate(ctx context.Context, annotator Annotator, source string, notes []sheets.Note, was store.Feedback, digest string) error {
	texts := map[string]bool{}
	for _, n := range notes {
		texts[n.Text] = true
	}
	now := store.Feedback{Digest: digest, Texts: slices.Sorted(maps.Keys(texts))}
	for _, text := range was.Texts {
		texts[text] = true
	}
	was.Texts = slices.Sorted(maps.Keys(texts))
	if err := e.Store.SaveFeedback(ctx, source, was); err != nil {
		return err
	}
	err := annotator.Annotate(ctx, source, notes, was.Texts)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, sheets.ErrBusy), errors.Is(err, sheets.ErrAuth):
		e.Log.Warn("feedback not written", "source", source, "error", err)
		return nil // the next round tries again
	case err != nil:
		e.Log.Warn("feedback not written", "source", source, "error", err)
		now.Failed, now.Texts = true, was.Texts
	}
	return e.Store.SaveFeedback(ctx, source, now)
}

// notes returns what is to be said at the faulty cells of each source: the
// findings of one cell in one note, errors first.
func (e *Engine) notes(ctx context.Context) (map[string][]sheets.Note, error) {
	open, err := e.Store.OpenFindings(ctx)
	if err != nil {
		return nil, fmt.Errorf("load the open findings: %w", err)
	}
	notes := map[string][]sheets.Note{}
	for _, severity := range []validate.Severity{validate.Error, validate.Warning} {
		for _, f := range open {
			if f.Severity == severity && f.Origin.Cell != "" {
				notes[f.Origin.Source] = e.addNote(notes[f.Origin.Source], f)
			}
		}
	}
	return notes, nil
}

// addNote adds a finding to the note of its cell, or a note while there is room.
func (e *Engine) addNote(notes []sheets.Note, f store.Finding) []sheets.Note {
	data := f.Data(e.Plan)
	said := strings.TrimSpace(e.Words.Text("finding."+f.Rule, data) + "\n" + e.Words.Text("finding."+f.Rule+".hint", data))
	for i := range notes {
		if n := &notes[i]; n.GID == f.Origin.GID && n.Tab == f.Origin.Tab && n.Cell == f.Origin.Cell {
			n.Text += "\n\n" + said
			return notes
		}
	}
	if len(notes) == mostNotes {
		return notes
	}
	date := e.Words.Format().Date(f.FirstSeen.In(e.Plan.Location()))
	return append(notes, sheets.Note{GID: f.Origin.GID, Tab: f.Origin.Tab, Cell: f.Origin.Cell, Text: date + "\n" + said})
}

// notesDigest identifies the notes of a source, "" when there are none. Ids of
// tabs are left out: they may be learnt later.
func notesDigest(notes []sheets.Note) string {
	if len(notes) == 0 {
		return ""
	}
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, n := range notes {
		_ = enc.Encode([]string{n.Tab, n.Cell, n.Text}) // neither texts nor hashes fail
	}
	return hex.EncodeToString(h.Sum(nil))
}
