package store

import (
	"context"
	"database/sql"
	"fmt"

	"thidua/validate"
)

// Readings returns the current readings, ordered by source: the last good one
// of every source that has not been dropped.
func (s *Store) Readings(ctx context.Context) ([]*validate.Reading, error) {
	var readings []*validate.Reading
	err := s.view(ctx, func(tx *sql.Tx) error {
		current, err := readingsWithoutContent(ctx, tx, &readings)
		if err != nil {
			return fmt.Errorf("sources: %w", err)
		}
		if err := loadObservations(ctx, tx, current); err != nil {
			return fmt.Errorf("observations: %w", err)
		}
		if err := loadBlanks(ctx, tx, current); err != nil {
			return fmt.Errorf("blanks: %w", err)
		}
		if err := loadFindings(ctx, tx, current); err != nil {
			return fmt.Errorf("findings: %w", err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: load readings: %w", err)
	}
	return readings, nil
}

// readingsWithoutContent fills readings and returns them by the id of their source.
func readingsWithoutContent(ctx context.Context, tx *sql.Tx, readings *[]*validate.Reading) (map[int64]*validate.Reading, error) {
	byID := map[int64]*validate.Reading{}
	scan := func(rows *sql.Rows) error {
		var id int64
		var r validate.Reading
		var tables, ledger string
		if err := rows.Scan(&id, &r.Source, &r.Unit, &r.Title, &r.Revision, &r.Locale, &tables, &ledger); err != nil {
			return err
		}
		if err := fromJSON(tables, &r.Tables); err != nil {
			return fmt.Errorf("tables of %s: %w", r.Source, err)
		}
		if err := fromJSON(ledger, &r.Ledger); err != nil {
			return fmt.Errorf("ledger of %s: %w", r.Source, err)
		}
		byID[id] = &r
		*readings = append(*readings, &r)
		return nil
	}
	err := each(ctx, tx, scan, `SELECT id, name, unit, title, revision, locale, tables, ledger FROM sources
		WHERE digest <> '' AND NOT dropped ORDER BY name`)
	return byID, err
}

func loadObservations(ctx context.Context, tx *sql.Tx, current map[int64]*validate.Reading) error {
	scanner := newObservationScanner()
	scan := func(rows *sql.Rows) error {
		o, err := scanner.scan(rows)
		if err != nil {
			return err
		}
		if r := current[scanner.source]; r != nil {
			o.Origin.Source, o.Origin.Revision = r.Source, r.Revision
			r.Observations = append(r.Observations, o)
		}
		return nil
	}
	return each(ctx, tx, scan, `SELECT source, `+observationColumns+` FROM observations ORDER BY source, seq`)
}

const blankColumns = `indicator, period, basis, tab, gid, cell`

func loadBlanks(ctx context.Context, tx *sql.Tx, current map[int64]*validate.Reading) error {
	scan := func(rows *sql.Rows) error {
		var source int64
		var b validate.Blank
		var period string
		if err := rows.Scan(&source, &b.Indicator, &period, &b.Basis, &b.Origin.Tab, &b.Origin.GID, &b.Origin.Cell); err != nil {
			return err
		}
		if err := b.Period.UnmarshalText([]byte(period)); err != nil {
			return err
		}
		if r := current[source]; r != nil {
			b.Origin.Source, b.Origin.Revision = r.Source, r.Revision
			r.Blanks = append(r.Blanks, b)
		}
		return nil
	}
	return each(ctx, tx, scan, `SELECT source, `+blankColumns+` FROM blanks ORDER BY source, seq`)
}

func loadFindings(ctx context.Context, tx *sql.Tx, current map[int64]*validate.Reading) error {
	scan := func(rows *sql.Rows) error {
		var source int64
		var f findingRow
		if err := rows.Scan(append([]any{&source}, f.targets()...)...); err != nil {
			return err
		}
		finding, err := f.finding()
		if r := current[source]; r != nil {
			r.Findings = append(r.Findings, finding)
		}
		return err
	}
	return each(ctx, tx, scan, `SELECT source, `+findingColumns+` FROM reading_findings ORDER BY source, seq`)
}
