package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"thidua/validate"
)

// AdjustmentSheet is the sheet of the secretariat's adjustments as it was when
// it was last read. The zero AdjustmentSheet says that there is none.
type AdjustmentSheet struct {
	Source   string // as its reader knows it
	Title    string
	Revision string
	Digest   string    // of the plan and the rules by which it was understood
	ReadAt   time.Time // zero: never
	Listed   []validate.Adjustment
	Findings []validate.Finding // about its own rows
	Failed   string             // code of the rule that says why it cannot be read now, "" when it can
}

// Adjustments returns the adjustments sheet.
func (s *Store) Adjustments(ctx context.Context) (AdjustmentSheet, error) {
	var a AdjustmentSheet
	err := s.view(ctx, func(tx *sql.Tx) error {
		var listed, findings string
		var readAt sql.NullTime
		err := tx.QueryRowContext(ctx, `SELECT source, title, revision, digest, read_at, listed, findings, failed FROM adjustments`).
			Scan(&a.Source, &a.Title, &a.Revision, &a.Digest, &readAt, &listed, &findings, &a.Failed)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		a.ReadAt = readAt.Time
		return errors.Join(err, fromJSON(listed, &a.Listed), fromJSON(findings, &a.Findings))
	})
	if err != nil {
		return AdjustmentSheet{}, fmt.Errorf("store: load the adjustments: %w", err)
	}
	return a, nil
}

// keepAdjustments makes a the adjustments sheet; the zero one takes it away.
func keepAdjustments(ctx context.Context, tx *sql.Tx, a AdjustmentSheet) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM adjustments`); err != nil || a.Source == "" {
		return err
	}
	listed, err := toJSON(a.Listed)
	if err != nil {
		return err
	}
	findings, err := toJSON(a.Findings)
	if err != nil {
		return err
	}
	readAt := sql.NullTime{Time: utc(a.ReadAt), Valid: !a.ReadAt.IsZero()}
	_, err = tx.ExecContext(ctx, `INSERT INTO adjustments (source, title, revision, digest, read_at, listed, findings, failed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, a.Source, a.Title, a.Revision, a.Digest, readAt, listed, findings, a.Failed)
	return err
}
