package store_test

import (
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"thidua/assess"
	"thidua/plan"
	"thidua/store"
	"thidua/store/storetest"
	"thidua/validate"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Open {
		path := filepath.Join(t.TempDir(), "thidua.db")
		return func() (*store.Store, error) { return store.Open(t.Context(), path) }
	})
}

var morning = time.Date(2024, 7, 5, 1, 0, 0, 0, time.UTC)

func TestOpenKeepsOthersOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dữ liệu", "thidua.db")
	closed(t, open(t, path))
	if err := os.Chmod(path, 0o644); err != nil { // as a careless copy leaves it
		t.Fatal(err)
	}
	s := open(t, path)
	if _, err := s.BeginRound(t.Context(), "plan", morning); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", f.Name(), info.Mode())
		}
		names = append(names, f.Name())
	}
	if want := []string{"thidua.db", "thidua.db-shm", "thidua.db-wal", "thidua.db.lock"}; !slices.Equal(names, want) {
		t.Errorf("files are %q, want %q", names, want)
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil || folder.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v", folder.Mode(), err)
	}
}

func TestOpenTakesTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "thidua.db")
	first, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), path); !errors.Is(err, store.ErrLocked) {
		t.Errorf("second writer: %v, want ErrLocked", err)
	}
	closed(t, first)
	open(t, path)
}

func TestOpenNamesNoOtherFile(t *testing.T) {
	for _, name := range []string{"a?mode=memory", "a#b", "100%41", "a&b=c;d e", "Số liệu.db"} {
		path := filepath.Join(t.TempDir(), name)
		s, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		closed(t, s)
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("%q was not made: %v", name, err)
		}
	}
}

func TestOpenReadOnlyBesideAWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "thidua.db")
	if _, err := store.OpenReadOnly(t.Context(), path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no database yet: %v, want fs.ErrNotExist", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("looking made a file: %v", err)
	}

	writer := open(t, path)
	reader, err := store.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, reader) })
	finishRound(t, writer, "first")
	if state, err := reader.LastState(t.Context()); err != nil || state != "first" {
		t.Errorf("reader sees %q, %v", state, err)
	}
	if _, err := reader.BeginRound(t.Context(), "plan", morning); err == nil {
		t.Error("a reader began a round")
	}
}

func TestOpenLeavesNewerDatabaseAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "thidua.db")
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	execSQL(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, TRUE)`)
	if _, err := store.Open(t.Context(), path); !errors.Is(err, store.ErrNewerSchema) {
		t.Errorf("Open: %v, want ErrNewerSchema", err)
	}
	if _, err := store.OpenReadOnly(t.Context(), path); !errors.Is(err, store.ErrNewerSchema) {
		t.Errorf("OpenReadOnly: %v, want ErrNewerSchema", err)
	}
}

// A process that ends before its first migration leaves an empty file.
func TestOpenMigratesEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "thidua.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenReadOnly(t.Context(), path); !errors.Is(err, store.ErrOlderSchema) {
		t.Errorf("OpenReadOnly: %v, want ErrOlderSchema", err)
	}
	open(t, path)
}

func TestOpenLeavesOtherFilesAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "thidua.db")
	content := []byte(strings.Repeat("not a database ", 1000))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), path); err == nil {
		t.Error("a text file was opened as a database")
	}
	if after, err := os.ReadFile(path); err != nil || !slices.Equal(after, content) {
		t.Errorf("the file was changed: %v", err)
	}
}

// TestRoundWithoutChanges lets every table but rounds and sources refuse to
// be written to: a round in which nothing changed must not notice.
func TestRoundWithoutChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "thidua.db")
	s := open(t, path)
	round := func() error {
		begun, err := s.BeginRound(t.Context(), "plan", morning)
		if err != nil {
			return err
		}
		if err := s.SaveReading(t.Context(), begun.ID, oneReading("r1"), "plan", morning); err != nil {
			return err
		}
		return s.FinishRound(t.Context(), begun.ID, oneResult("same"))
	}
	if err := round(); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"observations", "blanks", "reading_findings", "changes", "findings", "assessments", "workbooks"} {
		for _, operation := range []string{"INSERT", "UPDATE", "DELETE"} {
			breakTable(t, path, table, operation)
		}
	}
	if err := round(); err != nil {
		t.Errorf("a round without changes wrote: %v", err)
	}
}

// TestFaults makes one table after another fail in the middle of a
// transaction: nothing of it may stay.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ table, operation string }{
		{"sources", "UPDATE"},
		{"observations", "DELETE"},
		{"observations", "INSERT"},
		{"reading_findings", "INSERT"},
		{"changes", "INSERT"},
		{"findings", "INSERT"},
		{"findings", "UPDATE"},
		{"assessments", "UPDATE"},
		{"assessments", "INSERT"},
		{"workbooks", "INSERT"},
		{"cursors", "INSERT"},
		{"rounds", "UPDATE"},
	} {
		t.Run(c.table+" "+c.operation, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "thidua.db")
			s := open(t, path)
			finishRound(t, s, "before")
			begun, err := s.BeginRound(t.Context(), "plan", morning)
			if err != nil {
				t.Fatal(err)
			}
			before := dump(t, path)
			breakTable(t, path, c.table, c.operation)
			saveErr := s.SaveReading(t.Context(), begun.ID, oneReading("r2"), "plan", morning)
			finishErr := s.FinishRound(t.Context(), begun.ID, oneResult("after"))
			if (saveErr == nil) == (finishErr == nil) {
				t.Fatalf("want one of the calls to fail, got %v and %v", saveErr, finishErr)
			}
			after := dump(t, path)
			for table, rows := range before {
				ofReading := slices.Contains([]string{"sources", "observations", "reading_findings", "changes"}, table)
				if ofReading == (saveErr != nil) && after[table] != rows {
					t.Errorf("%s changed from\n%s\nto\n%s", table, rows, after[table])
				}
			}
		})
	}
}

func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, s) })
	return s
}

// closed closes a store or a database.
func closed(t *testing.T, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

func finishRound(t *testing.T, s *store.Store, name string) {
	t.Helper()
	round, err := s.BeginRound(t.Context(), "plan", morning)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveReading(t.Context(), round.ID, oneReading("r1"), "plan", morning); err != nil {
		t.Fatal(err)
	}
	if err := s.FinishRound(t.Context(), round.ID, oneResult(name)); err != nil {
		t.Fatal(err)
	}
}

func oneReading(revision string) *validate.Reading {
	origin := plan.Origin{Source: "a", Revision: revision, Tab: "Tháng", Cell: "D5"}
	return &validate.Reading{
		Unit: "dv-a", Source: "a", Revision: revision,
		Observations: []plan.Observation{{
			Unit: "dv-a", Indicator: "LN-01", Period: plan.MonthOf(2024, 5),
			Value: plan.Value{Document: revision}, Origin: origin, Cells: []string{"D5"},
		}},
		Findings: []validate.Finding{{Rule: "number-as-text", Unit: "dv-a", Origin: origin}},
	}
}

// oneResult is a result whose parts are called name.
func oneResult(name string) store.RoundResult {
	return store.RoundResult{
		At: morning, State: name, Workbook: []byte(name), Cursors: map[string]string{"file": name},
		Findings:    []validate.Finding{{Rule: "stray-cell", Origin: plan.Origin{Source: "a", Cell: name}}},
		Assessments: []assess.Assessment{{Indicator: "LN-01", Target: plan.Target{Text: name}}},
	}
}

func execSQL(t *testing.T, path, text string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	if _, err := db.ExecContext(t.Context(), text); err != nil {
		t.Fatal(err)
	}
}

func breakTable(t *testing.T, path, table, operation string) {
	t.Helper()
	execSQL(t, path, `CREATE TRIGGER break_`+operation+`_`+table+` BEFORE `+operation+` ON `+table+
		` BEGIN SELECT RAISE(ABORT, 'disk is full'); END`)
}

// dump returns the rows of every table as text.
func dump(t *testing.T, path string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	tables := map[string]string{}
	for _, table := range []string{
		"sources", "observations", "reading_findings", "changes",
		"rounds", "findings", "assessments", "workbooks", "cursors",
	} {
		tables[table] = rowsOf(t, db, table)
	}
	return tables
}

func rowsOf(t *testing.T, db *sql.DB, table string) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT * FROM `+table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values := make([]sql.NullString, len(columns))
		targets := make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		line := make([]string, len(columns))
		for i, v := range values {
			line[i] = v.String
		}
		lines = append(lines, strings.Join(line, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
