package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Cursor returns how far a reader has looked, "" when it never has. Cursors
// move with FinishRound only: what an interrupted round saw is seen again.
func (s *Store) Cursor(ctx context.Context, reader string) (string, error) {
	var cursor string
	err := s.read.QueryRowContext(ctx, `SELECT cursor FROM cursors WHERE reader = $1`, reader).Scan(&cursor)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("store: load cursor of %s: %w", reader, err)
	}
	return cursor, nil
}

func keepCursors(ctx context.Context, tx *sql.Tx, cursors map[string]string) error {
	for reader, cursor := range cursors {
		if _, err := tx.ExecContext(ctx, `INSERT INTO cursors (reader, cursor) VALUES ($1, $2)
			ON CONFLICT (reader) DO UPDATE SET cursor = excluded.cursor`, reader, cursor); err != nil {
			return err
		}
	}
	return nil
}
