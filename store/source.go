package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"thidua/plan"
)

// SourceState is what is known of a source that is configured.
type SourceState struct {
	Unit        plan.UnitID
	Title       string
	Revision    string    // of the last good reading
	PlanDigest  string    // under which that reading was understood
	ReadAt      time.Time // when it was last confirmed; zero: never read
	Failed      string    // code of the rule that says why it cannot be read, "" when it can
	FailedSince time.Time // since when without a break; zero when it can be read
}

// Sources returns the state of every source that was read or tried and has
// not been dropped, by the id under which its reader knows it.
func (s *Store) Sources(ctx context.Context) (map[string]SourceState, error) {
	states := map[string]SourceState{}
	err := s.view(ctx, func(tx *sql.Tx) error {
		scan := func(rows *sql.Rows) error {
			var name string
			var state SourceState
			var read, failed sql.NullTime
			if err := rows.Scan(&name, &state.Unit, &state.Title, &state.Revision, &state.PlanDigest,
				&read, &state.Failed, &failed); err != nil {
				return err
			}
			state.ReadAt, state.FailedSince = read.Time, failed.Time
			states[name] = state
			return nil
		}
		return each(ctx, tx, scan, `SELECT name, unit, title, revision, plan_digest, read_at, failed, failed_since
			FROM sources WHERE NOT dropped`)
	})
	if err != nil {
		return nil, fmt.Errorf("store: load sources: %w", err)
	}
	return states, nil
}

// SaveFailure records that a source could not be read at this time, and the
// rule that says why. Its last good reading stays current, and with it the
// unit of that reading.
func (s *Store) SaveFailure(ctx context.Context, round int64, unit plan.UnitID, source, rule string, at time.Time) error {
	err := s.updateInRound(ctx, round, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO sources (name, unit, failed, failed_since) VALUES ($1, $2, $3, $4)
			ON CONFLICT (name) DO UPDATE SET failed = excluded.failed,
			unit = CASE WHEN sources.digest = '' THEN excluded.unit ELSE sources.unit END,
			failed_since = COALESCE(sources.failed_since, excluded.failed_since), dropped = FALSE`,
			source, string(unit), rule, utc(at))
		return err
	})
	if err != nil {
		return fmt.Errorf("store: save failure of %s: %w", source, err)
	}
	return nil
}

// DropSources takes every source that is not in keep out of what is current.
// Its rows stay; a source that is read again later continues where it was.
func (s *Store) DropSources(ctx context.Context, round int64, keep []string) error {
	err := s.updateInRound(ctx, round, func(tx *sql.Tx) error {
		var gone []int64
		scan := func(rows *sql.Rows) error {
			var id int64
			var name string
			err := rows.Scan(&id, &name)
			if !slices.Contains(keep, name) {
				gone = append(gone, id)
			}
			return err
		}
		if err := each(ctx, tx, scan, `SELECT id, name FROM sources WHERE NOT dropped`); err != nil {
			return err
		}
		for _, id := range gone {
			if _, err := tx.ExecContext(ctx, `UPDATE sources SET dropped = TRUE WHERE id = $1`, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: drop sources: %w", err)
	}
	return nil
}
