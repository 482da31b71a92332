package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"thidua/assess"
	"thidua/plan"
)

// Assessments returns those of the last finished round, ordered by indicator,
// unit and period, and the time as of which they judge; nothing and the zero
// time before there is one. Because is not kept: assessing the readings again
// gives it.
func (s *Store) Assessments(ctx context.Context) (asOf time.Time, all []assess.Assessment, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		last, _, err := lastRound(ctx, tx)
		if err != nil {
			return err
		}
		asOf = last.FinishedAt
		all, err = assessments(ctx, tx)
		return err
	})
	if err != nil {
		return time.Time{}, nil, fmt.Errorf("store: load assessments: %w", err)
	}
	return asOf, all, nil
}

// judged is what an assessment is about.
type judged struct {
	indicator plan.Code
	unit      plan.UnitID
	period    plan.Period
}

func about(a assess.Assessment) judged { return judged{a.Indicator, a.Unit, a.Period} }

// keepAssessments compares the assessments of a round with the current ones
// and writes those that differ.
func keepAssessments(ctx context.Context, tx *sql.Tx, round int64, now []assess.Assessment) error {
	current, err := currentAssessments(ctx, tx)
	if err != nil {
		return err
	}
	var added []row
	for _, a := range now {
		values, err := assessmentValues(a)
		if err != nil {
			return err
		}
		was, known := current[about(a)]
		if known && slices.Equal(was, values) {
			delete(current, about(a))
			continue
		}
		added = append(added, append(row{round}, values...))
	}
	for j := range current {
		if _, err := tx.ExecContext(ctx, `UPDATE assessments SET until_round = $1
			WHERE indicator = $2 AND unit = $3 AND period = $4 AND until_round IS NULL`,
			round, string(j.indicator), string(j.unit), j.period.String()); err != nil {
			return err
		}
	}
	return insert(ctx, tx, "assessments", "since_round, "+assessmentColumns, added)
}

func currentAssessments(ctx context.Context, tx *sql.Tx) (map[judged]row, error) {
	all, err := assessments(ctx, tx)
	if err != nil {
		return nil, err
	}
	current := make(map[judged]row, len(all))
	for _, a := range all {
		if current[about(a)], err = assessmentValues(a); err != nil {
			return nil, err
		}
	}
	return current, nil
}

func assessments(ctx context.Context, tx *sql.Tx) ([]assess.Assessment, error) {
	var all []assess.Assessment
	scan := func(rows *sql.Rows) error {
		a, err := scanAssessment(rows)
		all = append(all, a)
		return err
	}
	err := each(ctx, tx, scan, `SELECT `+assessmentColumns+` FROM assessments
		WHERE until_round IS NULL ORDER BY indicator, unit, period`)
	return all, err
}

// assessmentColumns are in the order of assessmentValues and scanAssessment.
const assessmentColumns = `indicator, unit, period, actual, done, numerator, denominator,
	target_op, target_low, target_high, target_tolerance, target_text, expected, completion, verdict,
	gap, needed_per_period, forecast, overdue, estimate, latest, missing`

func assessmentValues(a assess.Assessment) (row, error) {
	missing, err := toJSON(a.Missing)
	if err != nil {
		return nil, fmt.Errorf("missing reporters of %s: %w", a.Indicator, err)
	}
	return row{
		string(a.Indicator), string(a.Unit), a.Period.String(),
		a.Actual.String(), int64(a.Done), a.Numerator.String(), a.Denominator.String(),
		string(a.Target.Op), a.Target.Low.String(), a.Target.High.String(), a.Target.Tolerance.String(), a.Target.Text,
		a.Expected.String(), a.Completion.String(), a.Verdict.String(),
		a.Gap.String(), a.NeededPerPeriod.String(), a.Forecast.String(),
		a.Overdue, a.Estimate, a.Latest.String(), missing,
	}, nil
}

func scanAssessment(rows *sql.Rows) (a assess.Assessment, err error) {
	var period, verdict, latest, missing string
	if err := rows.Scan(
		&a.Indicator, &a.Unit, &period,
		&a.Actual, &a.Done, &a.Numerator, &a.Denominator,
		&a.Target.Op, &a.Target.Low, &a.Target.High, &a.Target.Tolerance, &a.Target.Text,
		&a.Expected, &a.Completion, &verdict,
		&a.Gap, &a.NeededPerPeriod, &a.Forecast,
		&a.Overdue, &a.Estimate, &latest, &missing,
	); err != nil {
		return a, err
	}
	if err := a.Period.UnmarshalText([]byte(period)); err != nil {
		return a, err
	}
	if err := a.Latest.UnmarshalText([]byte(latest)); err != nil {
		return a, err
	}
	if a.Verdict, err = verdictOf(verdict); err != nil {
		return a, err
	}
	return a, fromJSON(missing, &a.Missing)
}

func verdictOf(word string) (assess.Verdict, error) {
	for _, v := range assess.Verdicts() {
		if v.String() == word {
			return v, nil
		}
	}
	return assess.Unknown, fmt.Errorf("%q is not a verdict", word)
}
