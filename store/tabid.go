package store

import (
	"context"
	"database/sql"
	"fmt"
)

// TabIDs returns the ids of tabs by source and title, as far as they have
// been learnt.
func (s *Store) TabIDs(ctx context.Context) (map[string]map[string]string, error) {
	ids := map[string]map[string]string{}
	err := s.view(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var source, title, gid string
			err := rows.Scan(&source, &title, &gid)
			if ids[source] == nil {
				ids[source] = map[string]string{}
			}
			ids[source][title] = gid
			return err
		}, `SELECT source, title, gid FROM tab_ids`)
	})
	if err != nil {
		return nil, fmt.Errorf("store: load tab ids: %w", err)
	}
	return ids, nil
}

// SaveTabIDs keeps the ids of a source's tabs by their titles, in place of
// those kept before, and gives them to whatever is kept of the source without.
func (s *Store) SaveTabIDs(ctx context.Context, source string, ids map[string]string) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM tab_ids WHERE source = $1`, source); err != nil {
			return err
		}
		for title, gid := range ids {
			if _, err := tx.ExecContext(ctx, `INSERT INTO tab_ids (source, title, gid) VALUES ($1, $2, $3)`, source, title, gid); err != nil {
				return err
			}
			for _, table := range []string{"observations", "blanks", "reading_findings"} {
				if _, err := tx.ExecContext(ctx, `UPDATE `+table+` SET gid = $3 WHERE tab = $2 AND gid = ''
					AND source = (SELECT id FROM sources WHERE name = $1)`, source, title, gid); err != nil {
					return err
				}
			}
			if _, err := tx.ExecContext(ctx, `UPDATE findings SET gid = $3
				WHERE origin = $1 AND tab = $2 AND gid = '' AND fixed_at IS NULL`, source, title, gid); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: save tab ids of %s: %w", source, err)
	}
	return nil
}

// Unlocated returns the sources of which a finding stands on a tab whose id
// is not known.
func (s *Store) Unlocated(ctx context.Context) ([]string, error) {
	var sources []string
	err := s.view(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var source string
			err := rows.Scan(&source)
			sources = append(sources, source)
			return err
		}, `SELECT DISTINCT origin FROM findings WHERE fixed_at IS NULL AND tab <> '' AND gid = '' ORDER BY origin`)
	})
	if err != nil {
		return nil, fmt.Errorf("store: find sources without tab ids: %w", err)
	}
	return sources, nil
}
