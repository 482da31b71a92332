package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"thidua/validate"
)

// SaveReading makes r the current reading of its source, understood under the
// plan of this digest, in place of what the source said before. Figures that
// differ from those before become Changes of the round, except in the first
// reading of a source. A reading equal to the current one only confirms it.
//
// The source and revision of an observation's or blank's Origin are taken to
// be those of r.
func (s *Store) SaveReading(ctx context.Context, round int64, r *validate.Reading, planDigest string, at time.Time) error {
	c, err := contentOf(r)
	if err != nil {
		return fmt.Errorf("store: save reading of %s: %w", r.Source, err)
	}
	err = s.updateInRound(ctx, round, func(tx *sql.Tx) error {
		before, err := digestOf(ctx, tx, r.Source)
		if err != nil {
			return err
		}
		source, err := confirm(ctx, tx, r, c, planDigest, utc(at))
		if err != nil || before == c.digest {
			return err
		}
		if before != "" {
			if err := keepChanges(ctx, tx, round, source, r, utc(at)); err != nil {
				return fmt.Errorf("keep changes: %w", err)
			}
			if err := clearContent(ctx, tx, source); err != nil {
				return err
			}
		}
		return c.insert(ctx, tx, source)
	})
	if err != nil {
		return fmt.Errorf("store: save reading of %s: %w", r.Source, err)
	}
	return nil
}

// digestOf returns the digest of a source's current reading, "" when it has none.
func digestOf(ctx context.Context, tx *sql.Tx, source string) (digest string, err error) {
	err = tx.QueryRowContext(ctx, `SELECT digest FROM sources WHERE name = $1`, source).Scan(&digest)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return digest, err
}

// confirm writes the row of the source and returns its id.
func confirm(ctx context.Context, tx *sql.Tx, r *validate.Reading, c *content, planDigest string, at time.Time) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO sources
		(name, unit, title, revision, locale, plan_digest, digest, tables, ledger, read_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (name) DO UPDATE SET unit = excluded.unit, title = excluded.title,
		revision = excluded.revision, locale = excluded.locale, plan_digest = excluded.plan_digest,
		digest = excluded.digest, tables = excluded.tables, ledger = excluded.ledger, read_at = excluded.read_at,
		failed = '', failed_since = NULL, dropped = FALSE
		RETURNING id`,
		r.Source, string(r.Unit), r.Title, r.Revision, r.Locale, planDigest, c.digest, c.tables, c.ledger, at).Scan(&id)
	return id, err
}

func clearContent(ctx context.Context, tx *sql.Tx, source int64) error {
	for _, table := range []string{"observations", "blanks", "reading_findings"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE source = $1`, source); err != nil {
			return err
		}
	}
	return nil
}

// content is a reading as it is kept. The first value of every row is left
// for the id of the source.
type content struct {
	observations, blanks, findings []row
	tables, ledger                 string // JSON
	digest                         string // of the rows, hex
}

func contentOf(r *validate.Reading) (c *content, err error) {
	c = &content{
		observations: make([]row, len(r.Observations)),
		blanks:       make([]row, len(r.Blanks)),
		findings:     make([]row, len(r.Findings)),
	}
	for i, o := range r.Observations {
		if c.observations[i], err = observationRow(i, o); err != nil {
			return nil, err
		}
	}
	for i, b := range r.Blanks {
		c.blanks[i] = row{nil, i, string(b.Indicator), b.Period.String(), string(b.Basis), b.Origin.Tab, b.Origin.GID, b.Origin.Cell}
	}
	for i, f := range r.Findings {
		kept, err := rowOfFinding(f)
		if err != nil {
			return nil, err
		}
		c.findings[i] = append(row{nil, i}, kept.values()...)
	}
	if c.tables, err = toJSON(r.Tables); err != nil {
		return nil, fmt.Errorf("tables: %w", err)
	}
	if c.ledger, err = toJSON(r.Ledger); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	c.digest = digest(c.observations, c.blanks, c.findings)
	return c, nil
}

func (c *content) insert(ctx context.Context, tx *sql.Tx, source int64) error {
	for _, part := range []struct {
		table, columns string
		rows           []row
	}{
		{"observations", observationColumns, c.observations},
		{"blanks", blankColumns, c.blanks},
		{"reading_findings", findingColumns, c.findings},
	} {
		for _, r := range part.rows {
			r[0] = source
		}
		if err := insert(ctx, tx, part.table, "source, seq, "+part.columns, part.rows); err != nil {
			return err
		}
	}
	return nil
}

// digest hashes rows but for their first value. Lengths before the strings
// keep neighbours apart.
func digest(tables ...[]row) string {
	h := sha256.New()
	var b []byte
	for _, rows := range tables {
		b = append(strconv.AppendInt(b[:0], int64(len(rows)), 10), '\n')
		h.Write(b)
		for _, r := range rows {
			b = b[:0]
			for _, v := range r[1:] {
				s, text := v.(string)
				if !text {
					b = fmt.Append(b, v, ";")
					continue
				}
				b = append(strconv.AppendInt(b, int64(len(s)), 10), ':')
				b = append(b, s...)
			}
			h.Write(b)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
