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

// Change is a figure of a source that a later reading added, altered or took
// away. Where there was or is none, the Value is the zero Value.
type Change struct {
	Round     int64
	At        time.Time
	Unit      plan.UnitID
	Indicator plan.Code
	Period    plan.Period
	Basis     plan.Basis
	Status    plan.Status
	Old, New  plan.Value
	Origin    plan.Origin // of the new figure, of the old one when it was taken away; the revision that changed it
}

// Changes returns what changed in the rounds after since, in the order in
// which it was read. Changes of interrupted rounds are among them, since
// their readings count.
func (s *Store) Changes(ctx context.Context, since int64) ([]Change, error) {
	changes, err := s.changes(ctx, `WHERE c.round > $1`, since)
	if err != nil {
		return nil, fmt.Errorf("store: load changes since round %d: %w", since, err)
	}
	return changes, nil
}

// ChangesAfter returns what changed in the figures of one period after at, in
// the order in which it was read, of sources that have not been dropped.
func (s *Store) ChangesAfter(ctx context.Context, period plan.Period, at time.Time) ([]Change, error) {
	changes, err := s.changes(ctx, `WHERE c.period = $1 AND c.at > $2 AND NOT s.dropped`, period.String(), utc(at))
	if err != nil {
		return nil, fmt.Errorf("store: load changes of %s: %w", period, err)
	}
	return changes, nil
}

func (s *Store) changes(ctx context.Context, where string, args ...any) ([]Change, error) {
	var changes []Change
	err := s.view(ctx, func(tx *sql.Tx) error {
		scan := func(rows *sql.Rows) error {
			var c Change
			var period string
			targets := []any{&c.Round, &c.At, &c.Origin.Source, &c.Unit, &c.Indicator, &period, &c.Basis, &c.Status}
			targets = slices.Concat(targets, valueTargets(&c.Old), valueTargets(&c.New))
			targets = append(targets, &c.Origin.Revision, &c.Origin.Tab, &c.Origin.GID, &c.Origin.Cell)
			if err := rows.Scan(targets...); err != nil {
				return err
			}
			err := c.Period.UnmarshalText([]byte(period))
			changes = append(changes, c)
			return err
		}
		return each(ctx, tx, scan, `SELECT c.round, c.at, s.name, c.unit, c.indicator, c.period, c.basis, c.status,
			c.old_number, c.old_numerator, c.old_denominator, c.old_done, c.old_document, c.old_date,
			c.new_number, c.new_numerator, c.new_denominator, c.new_done, c.new_document, c.new_date,
			c.revision, c.tab, c.gid, c.cell
			FROM changes c JOIN sources s ON s.id = c.source `+where+` ORDER BY c.id`, args...)
	})
	return changes, err
}

// keepChanges writes how r differs from the reading it is about to replace.
func keepChanges(ctx context.Context, tx *sql.Tx, round, source int64, r *validate.Reading, at time.Time) error {
	before, err := observationsOf(ctx, tx, source)
	if err != nil {
		return err
	}
	var rows []row
	for _, c := range differences(before, r.Observations) {
		o := c.Origin
		change := row{round, at, source, string(c.Unit), string(c.Indicator), c.Period.String(), string(c.Basis), string(c.Status)}
		change = slices.Concat(change, valueRow(c.Old), valueRow(c.New))
		rows = append(rows, append(change, r.Revision, o.Tab, o.GID, o.Cell))
	}
	return insert(ctx, tx, "changes", `round, at, source, unit, indicator, period, basis, status,
		old_number, old_numerator, old_denominator, old_done, old_document, old_date,
		new_number, new_numerator, new_denominator, new_done, new_document, new_date,
		revision, tab, gid, cell`, rows)
}

// figure tells the observations of one reading apart. An estimate and the
// official figure that replaces it are two figures, so that replacing an
// estimate never looks like rewriting the past.
type figure struct {
	unit      plan.UnitID
	indicator plan.Code
	period    plan.Period
	basis     plan.Basis
	status    plan.Status
	turn      int // from 0 among those alike in all else
}

func figures(observations []plan.Observation) []figure {
	turns := map[figure]int{}
	figures := make([]figure, len(observations))
	for i, o := range observations {
		f := figure{o.Unit, o.Indicator, o.Period, o.Basis, o.Status, 0}
		f.turn, turns[f] = turns[f], turns[f]+1
		figures[i] = f
	}
	return figures
}

// differences returns the figures in which two readings of a source differ:
// those added and altered in the order of after, then those taken away in the
// order of before.
func differences(before, after []plan.Observation) []Change {
	was := make(map[figure]plan.Value, len(before))
	figuresBefore := figures(before)
	for i, f := range figuresBefore {
		was[f] = before[i].Value
	}
	var changes []Change
	for i, f := range figures(after) {
		old, new := was[f], after[i].Value
		if delete(was, f); !old.Equal(new) {
			changes = append(changes, changeOf(after[i], old, new))
		}
	}
	for i, f := range figuresBefore {
		if old, gone := was[f]; gone {
			changes = append(changes, changeOf(before[i], old, plan.Value{}))
		}
	}
	return changes
}

func changeOf(o plan.Observation, old, new plan.Value) Change {
	return Change{
		Unit: o.Unit, Indicator: o.Indicator, Period: o.Period, Basis: o.Basis, Status: o.Status,
		Old: old, New: new, Origin: o.Origin,
	}
}
