package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// row is one row of a table: strings, whole numbers, booleans, times, bytes.
type row []any

// rowsPerInsert is how many rows one INSERT takes: more makes it no faster,
// and the number of placeholders is limited.
const rowsPerInsert = 96

// insert adds rows to a table, many with one statement. The columns are a
// list with commas; every row has a value for each.
func insert(ctx context.Context, tx *sql.Tx, table, columns string, rows []row) error {
	into := "INSERT INTO " + table + " (" + columns + ") VALUES "
	if whole := len(rows) / rowsPerInsert * rowsPerInsert; whole > 0 {
		if err := insertChunks(ctx, tx, into, rows[:whole]); err != nil {
			return fmt.Errorf("insert into %s: %w", table, err)
		}
		rows = rows[whole:]
	}
	if len(rows) > 0 {
		if _, err := tx.ExecContext(ctx, into+tuples(len(rows), len(rows[0])), flat(rows)...); err != nil {
			return fmt.Errorf("insert into %s: %w", table, err)
		}
	}
	return nil
}

// insertChunks inserts rowsPerInsert rows at a time with a statement that is
// parsed once.
func insertChunks(ctx context.Context, tx *sql.Tx, into string, rows []row) (err error) {
	statement, err := tx.PrepareContext(ctx, into+tuples(rowsPerInsert, len(rows[0])))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, statement.Close()) }()
	for chunk := range slices.Chunk(rows, rowsPerInsert) {
		if _, err := statement.ExecContext(ctx, flat(chunk)...); err != nil {
			return err
		}
	}
	return nil
}

func flat(rows []row) []any {
	values := make([]any, 0, len(rows)*len(rows[0]))
	for _, r := range rows {
		values = append(values, r...)
	}
	return values
}

// tuples returns as many lists of placeholders as rows: (?,?),(?,?). Theirs
// is not the $1 of other queries: SQLite looks up each name among all before
// it, which takes longer than the insertion.
func tuples(rows, width int) string {
	tuple := "(?" + strings.Repeat(",?", width-1) + ")"
	return tuple + strings.Repeat(","+tuple, rows-1)
}

// each runs a query and hands every row of its answer to scan.
func each(ctx context.Context, tx *sql.Tx, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// toJSON returns v for a column of JSON, "" for an empty list, map or struct.
func toJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	switch s := string(b); s {
	case "null", "[]", "{}":
		return "", err
	default:
		return s, err
	}
}

// fromJSON reads what toJSON returned.
func fromJSON(s string, v any) error {
	if s == "" {
		return nil
	}
	return json.Unmarshal([]byte(s), v)
}

// one turns the answer of a statement that touched no row into ErrNotFound.
func one(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}
