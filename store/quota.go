package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Quota counts what credentials have used of their budgets in the last
// minute, for all processes on the machine that share them. It has a small
// SQLite file of its own: commands that read Google beside a daemon count
// there too, and never wait for the round that the daemon writes.
type Quota struct{ db *sql.DB }

// The window over which a budget is counted. A second more than the minute
// that Google counts: what is used is noted by the whole second.
const quotaWindow = 61

// OpenQuota opens the file at path, and makes it when it is not there. The
// caller closes it.
func OpenQuota(ctx context.Context, path string) (*Quota, error) {
	q, err := openQuota(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("store: open quota %s: %w", path, err)
	}
	return q, nil
}

func openQuota(ctx context.Context, path string) (*Quota, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := ownFile(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", quotaDSN(path))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS used (
		budget TEXT NOT NULL, second INTEGER NOT NULL, cost INTEGER NOT NULL, PRIMARY KEY (budget, second)) WITHOUT ROWID`)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Quota{db}, nil
}

// Close releases the file.
func (q *Quota) Close() error { return q.db.Close() }

// Take counts cost against a budget of perMinute, or, counting nothing, says
// how long to wait until it can be. In no minute is more counted than
// perMinute, whichever processes ask.
func (q *Quota) Take(ctx context.Context, budget string, cost, perMinute int, now time.Time) (wait time.Duration, err error) {
	if cost > perMinute {
		return 0, fmt.Errorf("store: take %d of %s: there are %d a minute", cost, budget, perMinute)
	}
	err = within(ctx, q.db, func(tx *sql.Tx) error {
		second := now.Unix()
		if _, err := tx.ExecContext(ctx, `DELETE FROM used WHERE second <= $1`, second-quotaWindow); err != nil {
			return err
		}
		over, free, err := freeAt(ctx, tx, budget, cost-perMinute)
		if err != nil || over {
			wait = max(time.Unix(free, 0).Sub(now), time.Millisecond)
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO used (budget, second, cost) VALUES ($1, $2, $3)
			ON CONFLICT (budget, second) DO UPDATE SET cost = cost + excluded.cost`, budget, second, cost)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("store: take of %s: %w", budget, err)
	}
	return wait, nil
}

// freeAt adds up what the window holds to excess, which is negative by what
// may be in it. When that is too much it returns the second from which the
// oldest have left the window and the rest is not.
func freeAt(ctx context.Context, tx *sql.Tx, budget string, excess int) (over bool, second int64, err error) {
	type entry struct {
		second int64
		cost   int
	}
	var entries []entry
	scan := func(rows *sql.Rows) error {
		var e entry
		err := rows.Scan(&e.second, &e.cost)
		entries = append(entries, e)
		excess += e.cost
		return err
	}
	if err := each(ctx, tx, scan, `SELECT second, cost FROM used WHERE budget = $1 ORDER BY second`, budget); err != nil {
		return false, 0, err
	}
	if excess <= 0 {
		return false, 0, nil
	}
	for _, e := range entries {
		if excess -= e.cost; excess <= 0 {
			return true, e.second + quotaWindow, nil
		}
	}
	return false, 0, nil
}
