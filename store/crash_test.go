package store_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"thidua/store"
)

// writerEnv names the database that the test binary, run as a process of its
// own, writes round after round into until it is killed.
const writerEnv = "THIDUA_TEST_WRITER"

// TestKilledWriter kills a process that writes rounds: whatever it had said
// is done is there, nothing is there by half, and the next writer goes on.
func TestKilledWriter(t *testing.T) {
	if path := os.Getenv(writerEnv); path != "" {
		writeRounds(t, path)
	}
	for _, rounds := range []int{1, 2, 7} {
		path := filepath.Join(t.TempDir(), "thidua.db")
		done := killAfter(t, path, rounds)

		reader, err := store.OpenReadOnly(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		last := checkRound(t, reader, done)
		closed(t, reader)
		writer := open(t, path)
		if again := checkRound(t, writer, done); again != last {
			t.Errorf("the last round is %d for a reader, %d for a writer", last, again)
		}
		finishRound(t, writer, "after the crash")
	}
}

// writeRounds writes rounds called 1, 2, 3… and says so on standard output.
func writeRounds(t *testing.T, path string) {
	s := open(t, path)
	for i := 1; ; i++ {
		round, err := s.BeginRound(t.Context(), "plan", morning)
		if err != nil {
			t.Fatal(err)
		}
		name := strconv.Itoa(i)
		if err := s.SaveReading(t.Context(), round.ID, oneReading(name), "plan", morning); err != nil {
			t.Fatal(err)
		}
		if err := s.FinishRound(t.Context(), round.ID, oneResult(name)); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("done %d\n", i)
	}
}

// killAfter runs a writer, kills it once it has finished this many rounds,
// and returns the last of which it said so.
func killAfter(t *testing.T, path string, rounds int) (done int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledWriter$")
	cmd.Env = append(os.Environ(), writerEnv+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, err := fmt.Sscanf(lines.Text(), "done %d", &done); err != nil {
			t.Fatalf("the writer says %q", lines.Text())
		}
		if done == rounds {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || done < rounds {
		t.Fatalf("the writer ended by itself after %d rounds: %v", done, err)
	}
	return done
}

// checkRound fails unless the last round is whole and not before done, and
// returns which it is.
func checkRound(t *testing.T, s *store.Store, done int) int {
	t.Helper()
	name, err := s.LastState(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	last, err := strconv.Atoi(name)
	if err != nil || last < done {
		t.Errorf("the last round is %q, the writer had finished %d", name, done)
	}
	book, err := s.Workbook(t.Context())
	if err != nil || string(book.Data) != name {
		t.Errorf("round %s issued workbook %q, %v", name, book.Data, err)
	}
	findings, err := s.OpenFindings(t.Context())
	if err != nil || len(findings) != 1 || findings[0].Origin.Cell != name {
		t.Errorf("round %s found %+v, %v", name, findings, err)
	}
	_, assessments, err := s.Assessments(t.Context())
	if err != nil || len(assessments) != 1 || assessments[0].Target.Text != name {
		t.Errorf("round %s judged %+v, %v", name, assessments, err)
	}
	readings, err := s.Readings(t.Context())
	if err != nil || len(readings) != 1 || readings[0].Observations[0].Value.Document != readings[0].Revision {
		t.Errorf("readings %+v, %v", readings, err)
	}
	return last
}
