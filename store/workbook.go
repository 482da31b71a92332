package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// keptWorkbooks is how many issues of the workbook are kept.
const keptWorkbooks = 24

// Workbook is one issue of the master workbook.
type Workbook struct {
	Round  int64     // that issued it
	At     time.Time // as of which it was issued
	SHA256 string    // of Data, hex
	Copied bool      // whether MarkCopied was told
	Data   []byte
	Tables []byte // what mirrors show of it, nil when there was none
}

// Workbook returns the last issued workbook, ErrNotFound before there is one.
func (s *Store) Workbook(ctx context.Context) (Workbook, error) {
	var w Workbook
	err := s.read.QueryRowContext(ctx,
		`SELECT round, at, sha256, copied, data, tables FROM workbooks ORDER BY round DESC LIMIT 1`).
		Scan(&w.Round, &w.At, &w.SHA256, &w.Copied, &w.Data, &w.Tables)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Workbook{}, fmt.Errorf("store: load issued workbook: %w", err)
	}
	return w, nil
}

// MarkCopied records that the workbook a round issued lies where people open it.
func (s *Store) MarkCopied(ctx context.Context, round int64) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, `UPDATE workbooks SET copied = TRUE WHERE round = $1`, round))
	})
	if err != nil {
		return fmt.Errorf("store: mark workbook of round %d copied: %w", round, err)
	}
	return nil
}

// issueWorkbook keeps data as the current workbook unless it is that already.
func issueWorkbook(ctx context.Context, tx *sql.Tx, round int64, data, tables []byte, at time.Time) error {
	if data == nil {
		return nil
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	var last string
	err := tx.QueryRowContext(ctx, `SELECT sha256 FROM workbooks ORDER BY round DESC LIMIT 1`).Scan(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if last == hash {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO workbooks (round, at, sha256, data, tables) VALUES ($1, $2, $3, $4, $5)`,
		round, at, hash, data, tables); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM workbooks WHERE round NOT IN
		(SELECT round FROM workbooks ORDER BY round DESC LIMIT $1)`, keptWorkbooks)
	return err
}
