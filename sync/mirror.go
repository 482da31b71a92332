package sync

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"thidua/store"
	"thidua/workbook"
)

// Mirror shows the tables of the issued workbook in another place, such as a
// Google Sheet.
type Mirror interface {
	// Source is the id under which a reader would know the mirror, and the
	// store does. It is never read as a unit's, whatever folder it lies in.
	Source() string
	// Show makes the mirror show the tables as of at. What it shows already it
	// does not write again.
	Show(ctx context.Context, tables []workbook.Table, at time.Time) error
}

// MirrorState says how the mirror stands after a round.
type MirrorState string

// The states of the mirror.
const (
	NoMirror MirrorState = ""        // there is none, or nothing was issued yet
	Current  MirrorState = "current" // it had been shown before
	Shown    MirrorState = "shown"   // this round made it show the workbook
	Failed   MirrorState = "failed"  // Result.MirrorError says why; the next round tries again
)

// mirror makes the mirror show the issued workbook, unless it did so before;
// a sweep looks whether it still does. Its failure is told in the result and
// never that of the round.
func (e *Engine) mirror(ctx context.Context, issue store.Workbook, p *pulled, everything bool, r *Result) error {
	if e.Mirror == nil || issue.Round == 0 {
		return nil
	}
	shown, err := e.Store.Mirrored(ctx, e.Mirror.Source())
	if err != nil {
		return err
	}
	if shown == issue.Round && !everything {
		r.Mirror = Current
		return nil
	}
	tables, err := e.tables(ctx, issue, p)
	if err != nil {
		return err
	}
	if err := e.Mirror.Show(ctx, tables, issue.At.In(e.Plan.Location())); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.Mirror, r.MirrorError = Failed, err
		e.Log.Warn("mirror not updated", "mirror", e.Mirror.Source(), "round", issue.Round, "error", err)
		return nil
	}
	r.Mirror = Shown
	return e.Store.MarkMirrored(ctx, e.Mirror.Source(), issue.Round)
}

// tables are those of the issued workbook. One that was issued while there was
// no mirror has none: they are made from what is known now, which shows the
// same but for the times of reading.
func (e *Engine) tables(ctx context.Context, issue store.Workbook, p *pulled) ([]workbook.Table, error) {
	packed := issue.Tables
	if len(packed) == 0 {
		v, err := e.look(ctx, p, issue.At)
		if err != nil {
			return nil, err
		}
		in, err := e.input(ctx, issue.Round, v, issue.At)
		if err != nil {
			return nil, err
		}
		if packed, err = packTables(in); err != nil {
			return nil, err
		}
	}
	return unpackTables(packed)
}

// packTables makes the tables as the store keeps them.
func packTables(in workbook.Input) ([]byte, error) {
	tables, err := workbook.Tables(in)
	if err != nil {
		return nil, fmt.Errorf("make the tables: %w", err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if err := errors.Join(json.NewEncoder(z).Encode(tables), z.Close()); err != nil {
		return nil, fmt.Errorf("pack the tables: %w", err)
	}
	return packed.Bytes(), nil
}

func unpackTables(packed []byte) ([]workbook.Table, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack the tables: %w", err)
	}
	var tables []workbook.Table
	if err := json.NewDecoder(z).Decode(&tables); err != nil {
		return nil, fmt.Errorf("unpack the tables: %w", err)
	}
	return tables, nil
}

// issued returns the issued workbook, the zero one before there is any.
func (e *Engine) issued(ctx context.Context) (store.Workbook, error) {
	book, err := e.Store.Workbook(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return store.Workbook{}, nil
	}
	if err != nil {
		return store.Workbook{}, fmt.Errorf("load the issued workbook: %w", err)
	}
	return book, nil
}
