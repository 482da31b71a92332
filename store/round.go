package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"thidua/assess"
	"thidua/validate"
)

// RoundState says how far a round has come.
type RoundState string

// The states of rounds.
const (
	RoundRunning     RoundState = "running"
	RoundFinished    RoundState = "finished"
	RoundInterrupted RoundState = "interrupted" // ended without being finished: nothing of it was published
)

// Round is one pass over the sources.
type Round struct {
	ID         int64
	State      RoundState
	PlanDigest string
	StartedAt  time.Time
	FinishedAt time.Time // zero unless finished
	// Sources configured, changed, read and failed; 0 unless finished.
	Sources, Changed, Read, Failed int
	Shown                          string // RoundResult.State
}

// RoundResult is what a round publishes.
type RoundResult struct {
	At time.Time // the time as of which the round judges
	// Findings are all that are open: of what was read in this round, of the
	// last good readings of the other sources, and of the review.
	Findings    []validate.Finding
	Assessments []assess.Assessment
	// Workbook is the new issue; nil leaves the last one current.
	Workbook []byte
	// Tables is what mirrors show of the new issue, nil when there is none.
	Tables []byte
	// State identifies what the workbook shows; LastState returns it.
	State string
	// Cursors are how far each reader has looked, by reader. One that is not
	// named keeps its cursor.
	Cursors map[string]string
	// Collections are those that were listed or could not be, by name. One
	// that is not named stays as it was.
	Collections map[string]Collection
	// Adjustments is the adjustments sheet and what came of it; nil leaves it as
	// it was.
	Adjustments *AdjustmentSheet
	// Sources configured, changed, read and failed.
	Sources, Changed, Read, Failed int
}

// BeginRound starts a round as of at. A round that is still running was left
// behind by a process that ended in the middle of it: it becomes interrupted.
func (s *Store) BeginRound(ctx context.Context, planDigest string, at time.Time) (Round, error) {
	round := Round{State: RoundRunning, PlanDigest: planDigest, StartedAt: utc(at)}
	err := s.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx,
			`UPDATE rounds SET state = 'interrupted' WHERE state = 'running'`); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx,
			`INSERT INTO rounds (state, plan_digest, started_at) VALUES ('running', $1, $2) RETURNING id`,
			round.PlanDigest, round.StartedAt).Scan(&round.ID)
	})
	if err != nil {
		return Round{}, fmt.Errorf("store: begin round: %w", err)
	}
	return round, nil
}

// FinishRound publishes the result of a round in one transaction: all of it
// becomes current, or none.
func (s *Store) FinishRound(ctx context.Context, round int64, result RoundResult) error {
	err := s.updateInRound(ctx, round, func(tx *sql.Tx) error {
		previous, _, err := lastRound(ctx, tx)
		if err != nil {
			return err
		}
		if err := keepFindings(ctx, tx, result.Findings, previous.FinishedAt, utc(result.At)); err != nil {
			return fmt.Errorf("keep findings: %w", err)
		}
		if err := keepAssessments(ctx, tx, round, result.Assessments); err != nil {
			return fmt.Errorf("keep assessments: %w", err)
		}
		if err := issueWorkbook(ctx, tx, round, result.Workbook, result.Tables, utc(result.At)); err != nil {
			return fmt.Errorf("issue workbook: %w", err)
		}
		if err := keepCursors(ctx, tx, result.Cursors); err != nil {
			return fmt.Errorf("keep cursors: %w", err)
		}
		if err := keepCollections(ctx, tx, result.Collections); err != nil {
			return fmt.Errorf("keep collections: %w", err)
		}
		if result.Adjustments != nil {
			if err := keepAdjustments(ctx, tx, *result.Adjustments); err != nil {
				return fmt.Errorf("keep adjustments: %w", err)
			}
		}
		return closeRound(ctx, tx, round, result)
	})
	if err != nil {
		return fmt.Errorf("store: finish round %d: %w", round, err)
	}
	return nil
}

// ConfirmRound finishes a round that found and judged what the last finished
// one did: its findings, assessments and workbook stay the current ones. Of
// the result the time, the cursors, the collections and the numbers count.
func (s *Store) ConfirmRound(ctx context.Context, round int64, result RoundResult) error {
	err := s.updateInRound(ctx, round, func(tx *sql.Tx) error {
		last, _, err := lastRound(ctx, tx)
		if err != nil {
			return err
		}
		if err := keepCursors(ctx, tx, result.Cursors); err != nil {
			return fmt.Errorf("keep cursors: %w", err)
		}
		if err := keepCollections(ctx, tx, result.Collections); err != nil {
			return fmt.Errorf("keep collections: %w", err)
		}
		result.State = last.Shown
		return closeRound(ctx, tx, round, result)
	})
	if err != nil {
		return fmt.Errorf("store: confirm round %d: %w", round, err)
	}
	return nil
}

func closeRound(ctx context.Context, tx *sql.Tx, round int64, result RoundResult) error {
	_, err := tx.ExecContext(ctx, `UPDATE rounds SET state = 'finished', finished_at = $2, shown = $3,
		sources_total = $4, sources_changed = $5, sources_read = $6, sources_failed = $7 WHERE id = $1`,
		round, utc(result.At), result.State, result.Sources, result.Changed, result.Read, result.Failed)
	return err
}

// LastRound returns the last finished round; ok is false before there is one.
func (s *Store) LastRound(ctx context.Context) (round Round, ok bool, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		round, ok, err = lastRound(ctx, tx)
		return err
	})
	if err != nil {
		return Round{}, false, fmt.Errorf("store: load last round: %w", err)
	}
	return round, ok, nil
}

// LastState returns the State of the last finished round, "" before there is one.
func (s *Store) LastState(ctx context.Context) (string, error) {
	round, _, err := s.LastRound(ctx)
	return round.Shown, err
}

func lastRound(ctx context.Context, tx *sql.Tx) (r Round, ok bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT id, state, plan_digest, started_at, finished_at,
		sources_total, sources_changed, sources_read, sources_failed, shown
		FROM rounds WHERE state = 'finished' ORDER BY id DESC LIMIT 1`).
		Scan(&r.ID, &r.State, &r.PlanDigest, &r.StartedAt, &r.FinishedAt, &r.Sources, &r.Changed, &r.Read, &r.Failed, &r.Shown)
	if errors.Is(err, sql.ErrNoRows) {
		return Round{}, false, nil
	}
	return r, err == nil, err
}

// updateInRound is update on behalf of a round, which must be running.
func (s *Store) updateInRound(ctx context.Context, round int64, do func(*sql.Tx) error) error {
	return s.update(ctx, func(tx *sql.Tx) error {
		var state RoundState
		err := tx.QueryRowContext(ctx, `SELECT state FROM rounds WHERE id = $1`, round).Scan(&state)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return fmt.Errorf("round %d: %w", round, ErrNotFound)
		case err != nil:
			return err
		case state != RoundRunning:
			return fmt.Errorf("round %d is %s: %w", round, state, ErrRoundOver)
		}
		return do(tx)
	})
}
