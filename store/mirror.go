package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Mirrored returns the round that issued what a mirror shows, 0 before it
// shows anything.
func (s *Store) Mirrored(ctx context.Context, mirror string) (int64, error) {
	var round int64
	err := s.read.QueryRowContext(ctx, `SELECT round FROM mirrors WHERE name = $1`, mirror).Scan(&round)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("store: load what mirror %s shows: %w", mirror, err)
	}
	return round, nil
}

// MarkMirrored records that a mirror shows what a round issued.
func (s *Store) MarkMirrored(ctx context.Context, mirror string, round int64) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, `INSERT INTO mirrors (name, round) VALUES ($1, $2)
			ON CONFLICT (name) DO UPDATE SET round = excluded.round`, mirror, round))
	})
	if err != nil {
		return fmt.Errorf("store: mark round %d mirrored by %s: %w", round, mirror, err)
	}
	return nil
}
