package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"thidua/plan"
)

const (
	valueColumns       = `number, numerator, denominator, done, document, date`
	observationColumns = `unit, indicator, period, basis, status, ` + valueColumns + `, raw, tab, gid, cell, cells`
)

// observationRow is the row of an observation; its source is filled in later.
func observationRow(seq int, o plan.Observation) (row, error) {
	cells, err := cellsColumn(o)
	if err != nil {
		return nil, fmt.Errorf("cells of %s: %w", o.Indicator, err)
	}
	v := o.Value
	return row{
		nil, seq, string(o.Unit), string(o.Indicator), o.Period.String(), string(o.Basis), string(o.Status),
		v.Number.String(), v.Numerator.String(), v.Denominator.String(), int64(v.Done), v.Document, v.Date,
		o.Raw, o.Origin.Tab, o.Origin.GID, o.Origin.Cell, cells,
	}, nil
}

// cellsColumn is JSON, or "" for the common case of the origin's cell alone.
func cellsColumn(o plan.Observation) (string, error) {
	if len(o.Cells) == 1 && o.Cells[0] == o.Origin.Cell {
		return "", nil
	}
	b, err := json.Marshal(o.Cells)
	return string(b), err
}

// valueRow returns v in the order of valueColumns.
func valueRow(v plan.Value) row {
	return row{v.Number.String(), v.Numerator.String(), v.Denominator.String(), int64(v.Done), v.Document, v.Date}
}

// valueTargets are where Scan puts valueColumns.
func valueTargets(v *plan.Value) []any {
	return []any{&v.Number, &v.Numerator, &v.Denominator, &v.Done, &v.Document, &v.Date}
}

// observationsOf returns the observations of a source in their order, their
// origins without source and revision.
func observationsOf(ctx context.Context, tx *sql.Tx, source int64) ([]plan.Observation, error) {
	var observations []plan.Observation
	scanner := newObservationScanner()
	scan := func(rows *sql.Rows) error {
		o, err := scanner.scan(rows)
		observations = append(observations, o)
		return err
	}
	err := each(ctx, tx, scan, `SELECT source, `+observationColumns+` FROM observations WHERE source = $1 ORDER BY seq`, source)
	return observations, err
}

// observationScanner reads rows of source and observationColumns. There may
// be hundreds of thousands, so what is needed for one row is used for the
// next, and words that come again and again are kept in memory once.
type observationScanner struct {
	source                                           int64
	observation                                      plan.Observation
	unit, indicator, period, basis, status, tab, gid sql.RawBytes
	cells                                            sql.RawBytes
	targets                                          []any
	words                                            map[string]string
	periods                                          map[string]plan.Period
}

func newObservationScanner() *observationScanner {
	s := &observationScanner{words: map[string]string{}, periods: map[string]plan.Period{}}
	s.targets = slices.Concat(
		[]any{&s.source, &s.unit, &s.indicator, &s.period, &s.basis, &s.status},
		valueTargets(&s.observation.Value),
		[]any{&s.observation.Raw, &s.tab, &s.gid, &s.observation.Origin.Cell, &s.cells},
	)
	return s
}

// scan reads one row. The observation is the caller's; the id of its source
// is in s.source until the next call.
func (s *observationScanner) scan(rows *sql.Rows) (plan.Observation, error) {
	if err := rows.Scan(s.targets...); err != nil {
		return plan.Observation{}, err
	}
	o := s.observation
	o.Unit, o.Indicator = plan.UnitID(s.word(s.unit)), plan.Code(s.word(s.indicator))
	o.Basis, o.Status = plan.Basis(s.word(s.basis)), plan.Status(s.word(s.status))
	o.Origin.Tab, o.Origin.GID = s.word(s.tab), s.word(s.gid)
	var err error
	if o.Period, err = s.parsePeriod(); err != nil {
		return o, err
	}
	if len(s.cells) == 0 {
		o.Cells = []string{o.Origin.Cell}
		return o, nil
	}
	return o, json.Unmarshal(s.cells, &o.Cells)
}

func (s *observationScanner) word(b []byte) string {
	if w, known := s.words[string(b)]; known {
		return w
	}
	w := string(b)
	s.words[w] = w
	return w
}

func (s *observationScanner) parsePeriod() (p plan.Period, err error) {
	if p, known := s.periods[string(s.period)]; known {
		return p, nil
	}
	if err := p.UnmarshalText(s.period); err != nil {
		return p, err
	}
	s.periods[string(s.period)] = p
	return p, nil
}
