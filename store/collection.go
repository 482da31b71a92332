package store

import (
	"context"
	"database/sql"
	"fmt"

	"thidua/plan"
	"thidua/validate"
)

// Collection is what a folder or a register listed when it was last read.
type Collection struct {
	Listed   []Listed
	Findings []validate.Finding // about its own rows
	Failed   string             // code of the rule that says why it cannot be listed now, "" when it can
}

// Listed is one spreadsheet of a collection.
type Listed struct {
	Source string // as its reader knows it
	Unit   plan.UnitID
	Emails []string // where the unit is written to; none: as the plan says
}

// Collections returns the collections by the id under which their reader
// knows them.
func (s *Store) Collections(ctx context.Context) (map[string]Collection, error) {
	collections := map[string]Collection{}
	err := s.view(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var name, listed, findings string
			var c Collection
			if err := rows.Scan(&name, &listed, &findings, &c.Failed); err != nil {
				return err
			}
			if err := fromJSON(listed, &c.Listed); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if err := fromJSON(findings, &c.Findings); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			collections[name] = c
			return nil
		}, `SELECT name, listed, findings, failed FROM collections`)
	})
	if err != nil {
		return nil, fmt.Errorf("store: load collections: %w", err)
	}
	return collections, nil
}

// keepCollections makes collections the current ones of their names.
func keepCollections(ctx context.Context, tx *sql.Tx, collections map[string]Collection) error {
	for name, c := range collections {
		listed, err := toJSON(c.Listed)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		findings, err := toJSON(c.Findings)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO collections (name, listed, findings, failed) VALUES ($1, $2, $3, $4)
			ON CONFLICT (name) DO UPDATE SET listed = excluded.listed, findings = excluded.findings, failed = excluded.failed`,
			name, listed, findings, c.Failed); err != nil {
			return err
		}
	}
	return nil
}
