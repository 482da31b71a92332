package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/gofrs/flock"
)

// What callers act on.
var (
	// ErrLocked: another process writes to this database.
	ErrLocked = errors.New("database is in use by another process")
	// ErrNotFound: there is no such thing in the store.
	ErrNotFound = errors.New("not found")
	// ErrNewerSchema: the database was made by a newer version of the program.
	ErrNewerSchema = errors.New("database was made by a newer version of the program")
	// ErrOlderSchema: the database has to be opened for writing once, which migrates it.
	ErrOlderSchema = errors.New("database was made by an older version of the program and is not migrated yet")
	// ErrRoundOver: the round was finished or interrupted before.
	ErrRoundOver = errors.New("round is over")
)

// Store is an open database. Close it after use.
type Store struct {
	// Writers queue for the one connection of write and never find the
	// database busy; readers have connections of their own and see what was
	// last committed.
	write, read *sql.DB
	lock        *flock.Flock // nil when opened for reading only
}

// Close releases the database and its lock.
func (s *Store) Close() error {
	err := errors.Join(s.read.Close(), s.write.Close())
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	if err != nil {
		return fmt.Errorf("store: close: %w", err)
	}
	return nil
}

// update runs do in a transaction and commits it unless do fails.
func (s *Store) update(ctx context.Context, do func(*sql.Tx) error) error {
	return within(ctx, s.write, do)
}

// view runs do in a transaction that sees one state of the database.
func (s *Store) view(ctx context.Context, do func(*sql.Tx) error) error {
	return within(ctx, s.read, do)
}

func within(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	if err := do(tx); err != nil {
		return errors.Join(err, rollback(tx))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// rollback undoes tx; one that the end of its context has undone is fine.
func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("roll back: %w", err)
	}
	return nil
}

// utc returns t as it is stored: a zone or a nanosecond that one database
// keeps and the other does not would make times differ from themselves.
func utc(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
