package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"thidua/plan"
	"thidua/validate"
)

// Finding is a finding with its history.
type Finding struct {
	validate.Finding
	FirstSeen time.Time
	LastSeen  time.Time // the last round in which it was there
	FixedAt   time.Time // the first round in which it was gone; zero while open
}

// OpenFindings returns the findings of the last finished round, in the order
// in which they were first seen.
func (s *Store) OpenFindings(ctx context.Context) ([]Finding, error) {
	findings, err := s.findings(ctx, `WHERE fixed_at IS NULL ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("store: load open findings: %w", err)
	}
	return findings, nil
}

// FixedFindings returns the findings fixed after since, the earliest first.
// Those that have come back are among them, and open besides.
func (s *Store) FixedFindings(ctx context.Context, since time.Time) ([]Finding, error) {
	findings, err := s.findings(ctx, `WHERE fixed_at > $1 ORDER BY fixed_at, id`, utc(since))
	if err != nil {
		return nil, fmt.Errorf("store: load fixed findings: %w", err)
	}
	return findings, nil
}

// FirstSeen returns when each open finding was first seen, by its key.
func (s *Store) FirstSeen(ctx context.Context) (map[string]time.Time, error) {
	open, err := s.OpenFindings(ctx)
	if err != nil {
		return nil, err
	}
	seen := make(map[string]time.Time, len(open))
	for _, f := range slices.Backward(open) { // of those that share a key the first counts
		seen[f.Key()] = f.FirstSeen
	}
	return seen, nil
}

// CountFindings returns how many findings are open, by severity.
func (s *Store) CountFindings(ctx context.Context) (map[validate.Severity]int, error) {
	count := map[validate.Severity]int{}
	err := s.view(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var severity validate.Severity
			var n int
			err := rows.Scan(&severity, &n)
			count[severity] = n
			return err
		}, `SELECT severity, COUNT(*) FROM findings WHERE fixed_at IS NULL GROUP BY severity`)
	})
	if err != nil {
		return nil, fmt.Errorf("store: count findings: %w", err)
	}
	return count, nil
}

func (s *Store) findings(ctx context.Context, where string, args ...any) ([]Finding, error) {
	var findings []Finding
	err := s.view(ctx, func(tx *sql.Tx) error {
		last, _, err := lastRound(ctx, tx)
		if err != nil {
			return err
		}
		scan := func(rows *sql.Rows) error {
			var f findingRow
			var first time.Time
			var seen, fixed sql.NullTime
			if err := rows.Scan(append(f.targets(), &first, &seen, &fixed)...); err != nil {
				return err
			}
			finding, err := f.finding()
			if err != nil {
				return err
			}
			if !fixed.Valid {
				seen.Time = last.FinishedAt
			}
			findings = append(findings, Finding{finding, first, seen.Time, fixed.Time})
			return nil
		}
		return each(ctx, tx, scan, `SELECT `+findingColumns+`, first_seen, last_seen, fixed_at FROM findings `+where, args...)
	})
	return findings, err
}

// identity tells the open findings apart.
type identity struct {
	key        string
	occurrence int64 // from 0 among those that share the key
}

// openFinding is a row of a finding that is open.
type openFinding struct {
	id int64
	findingRow
}

// keepFindings compares the findings of a round with the open ones: new ones
// are opened, those that are gone are fixed, and of the others the row follows
// what they say now.
func keepFindings(ctx context.Context, tx *sql.Tx, now []validate.Finding, previous, at time.Time) error {
	open, err := openFindings(ctx, tx)
	if err != nil {
		return err
	}
	var opened []row
	occurrences := map[string]int64{}
	for _, f := range now {
		id := identity{f.Key(), occurrences[f.Key()]}
		occurrences[f.Key()]++
		says, err := rowOfFinding(f)
		if err != nil {
			return err
		}
		was, known := open[id]
		delete(open, id)
		switch {
		case !known:
			opened = append(opened, append(row{id.key, id.occurrence, at}, says.values()...))
		case was.findingRow != says:
			if err := restateFinding(ctx, tx, was.id, says); err != nil {
				return err
			}
		}
	}
	for _, gone := range open {
		if _, err := tx.ExecContext(ctx, `UPDATE findings SET last_seen = $2, fixed_at = $3 WHERE id = $1`,
			gone.id, previous, at); err != nil {
			return err
		}
	}
	return insert(ctx, tx, "findings", "key, occurrence, first_seen, "+findingColumns, opened)
}

func openFindings(ctx context.Context, tx *sql.Tx) (map[identity]openFinding, error) {
	open := map[identity]openFinding{}
	scan := func(rows *sql.Rows) error {
		var id identity
		var f openFinding
		if err := rows.Scan(append(f.targets(), &f.id, &id.key, &id.occurrence)...); err != nil {
			return err
		}
		open[id] = f
		return nil
	}
	err := each(ctx, tx, scan, `SELECT `+findingColumns+`, id, key, occurrence FROM findings WHERE fixed_at IS NULL`)
	return open, err
}

// restateFinding keeps what an open finding says now; what its key is made of
// stays the same.
func restateFinding(ctx context.Context, tx *sql.Tx, id int64, f findingRow) error {
	_, err := tx.ExecContext(ctx,
		`UPDATE findings SET severity = $2, revision = $3, gid = $4, found = $5, expected = $6, args = $7 WHERE id = $1`,
		id, f.severity, f.revision, f.gid, f.found, f.expected, f.args)
	return err
}

// findingColumns are the columns that findings and reading_findings share, in
// the order of findingRow.
const findingColumns = `rule, severity, unit, indicator, period, origin, revision, tab, gid, cell, found, expected, args`

// findingRow is a finding as it is kept. Rows compare with ==.
type findingRow struct {
	rule, severity, unit, indicator, period string
	source, revision, tab, gid, cell        string
	found, expected, args                   string
}

func rowOfFinding(f validate.Finding) (findingRow, error) {
	args, err := toJSON(f.Args)
	if err != nil {
		return findingRow{}, fmt.Errorf("arguments of %s: %w", f.Rule, err)
	}
	o := f.Origin
	return findingRow{
		f.Rule, string(f.Severity), string(f.Unit), string(f.Indicator), f.Period.String(),
		o.Source, o.Revision, o.Tab, o.GID, o.Cell, f.Found, f.Expected, args,
	}, nil
}

func (f findingRow) finding() (validate.Finding, error) {
	finding := validate.Finding{
		Rule: f.rule, Severity: validate.Severity(f.severity),
		Unit: plan.UnitID(f.unit), Indicator: plan.Code(f.indicator),
		Origin: plan.Origin{Source: f.source, Revision: f.revision, Tab: f.tab, GID: f.gid, Cell: f.cell},
		Found:  f.found, Expected: f.expected,
	}
	if err := finding.Period.UnmarshalText([]byte(f.period)); err != nil {
		return finding, err
	}
	return finding, fromJSON(f.args, &finding.Args)
}

func (f *findingRow) targets() []any {
	return []any{
		&f.rule, &f.severity, &f.unit, &f.indicator, &f.period,
		&f.source, &f.revision, &f.tab, &f.gid, &f.cell, &f.found, &f.expected, &f.args,
	}
}

func (f findingRow) values() row {
	return row{
		f.rule, f.severity, f.unit, f.indicator, f.period,
		f.source, f.revision, f.tab, f.gid, f.cell, f.found, f.expected, f.args,
	}
}
