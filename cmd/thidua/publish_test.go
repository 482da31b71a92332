package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua/sheets"
	"thidua/store"
	"thidua/templates"
	"thidua/workbook"
)

// TestKilledAtAnyMoment changes a unit's figure so that a new workbook is
// due, and kills the round that would issue it, twenty times at moments of
// all kinds. The workbook on disk is the old one or the new one, each time; a
// round that is left alone then issues what it would have issued anyway.
func TestKilledAtAnyMoment(t *testing.T) {
	dir := office(t)
	round(t, 0, dir)
	setForest(t, dir, 533_541)
	took := timed(func() { process(t, dir, 0) })
	random := rand.New(rand.NewPCG(1, 2))
	replaced := 0
	for i := range 20 {
		figure := 533_550 + i
		setForest(t, dir, figure)
		before := read(t, masterOf(dir))
		cmd := syncProcess(t, dir)
		do(t, cmd.Start())
		if i%2 == 0 {
			time.Sleep(time.Duration(random.Int64N(int64(took))))
		} else {
			waitForCopy(dir)
			time.Sleep(time.Duration(random.Int64N(int64(2 * time.Millisecond))))
		}
		do(t, cmd.Process.Kill())
		_ = cmd.Wait() // killed, or done before
		after := read(t, masterOf(dir))
		if bytes.Equal(before, after) {
			continue
		}
		replaced++
		readWhole(t, after)
		if whole, _ := actuals(t, examplePlan(t, dir), openBook(t, masterOf(dir))); whole["LN-04"][0] != strconv.Itoa(figure) {
			t.Fatalf("after kill %d the workbook is another one, but not the new one: LN-04 is %v", i, whole["LN-04"])
		}
	}
	t.Logf("a round takes %v; %d of 20 killed rounds had already replaced the workbook", took, replaced)

	setForest(t, dir, 533_600)
	last := process(t, dir, 0)
	undisturbed := office(t)
	for n := int64(1); n < last.Round; n++ {
		round(t, 0, undisturbed) // rounds are numbered in the workbook
	}
	write(t, unitFile(undisturbed, "kiem-lam"), read(t, unitFile(dir, "kiem-lam")))
	if own := round(t, 0, undisturbed); own.Round != last.Round {
		t.Fatalf("round %d is compared with round %d", last.Round, own.Round)
	}
	if !bytes.Equal(read(t, masterOf(dir)), read(t, masterOf(undisturbed))) {
		t.Error("the workbook is not the one that an undisturbed office issues")
	}
	if again := process(t, dir, 0); again.Issued || again.Sources.Changed > 0 {
		t.Errorf("a round with nothing changed: %+v", again)
	}
}

// setForest types the area of protected forest for June (LN-04).
func setForest(t *testing.T, dir string, hectares int) {
	t.Helper()
	edit(t, unitFile(dir, "kiem-lam"), func(book *excelize.File) error {
		tab := book.GetSheetName(0)
		row, err := book.SearchSheet(tab, "LN-04")
		if err != nil {
			return err
		}
		column, err := book.SearchSheet(tab, "^(T|Tháng )6$", true)
		if err != nil || len(row) != 1 || len(column) != 1 {
			return fmt.Errorf("LN-04 is at %v, June at %v: %w", row, column, err)
		}
		_, r, err := excelize.CellNameToCoordinates(row[0])
		if err != nil {
			return err
		}
		return book.SetCellInt(tab, strings.TrimRight(column[0], "0123456789")+strconv.Itoa(r), int64(hectares))
	})
}

// waitForCopy returns when the new workbook is being written beside the old
// one, or after a while.
func waitForCopy(dir string) {
	for start := time.Now(); time.Since(start) < 5*time.Second; {
		entries, _ := os.ReadDir(filepath.Dir(masterOf(dir)))
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ".") {
				return
			}
		}
	}
}

// readWhole reads every part of a workbook, checksums included.
func readWhole(t *testing.T, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	do(t, err)
	for _, f := range z.File {
		r, err := f.Open()
		do(t, err)
		_, err = io.Copy(io.Discard, r)
		do(t, errors.Join(err, r.Close()))
	}
}

// syncProcess is a round in a process of its own.
func syncProcess(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	return exec.CommandContext(t.Context(), "thidua", "sync", "-c", configOf(dir), "--now", asOf, "--format", "json", "-q")
}

// process runs a round in a process of its own, wants an exit code and
// returns its result.
func process(t *testing.T, dir string, code int) syncJSON {
	t.Helper()
	var errw bytes.Buffer
	cmd := syncProcess(t, dir)
	cmd.Stderr = &errw
	out, err := cmd.Output()
	if got := exitCode(t, err); got != code {
		t.Fatalf("exit %d, want %d\n%s", got, code, errw.String())
	}
	if len(out) == 0 {
		return syncJSON{}
	}
	return decode[syncJSON](t, out)
}

func exitCode(t *testing.T, err error) int {
	t.Helper()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	do(t, err)
	return 0
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// TestWorkbookThatCannotBeReplaced makes the folder of the workbook
// read-only: the round says so, the old workbook stays, and the next round
// that may copies the new one.
func TestWorkbookThatCannotBeReplaced(t *testing.T) {
	dir := office(t)
	round(t, 0, dir)
	old := read(t, masterOf(dir))
	setForest(t, dir, 533_600)
	cmd := syncProcess(t, dir)
	asNobody(t, cmd, dir)
	do(t, os.Chmod(filepath.Dir(masterOf(dir)), 0o555))
	var errw bytes.Buffer
	cmd.Stderr = &errw
	if code := exitCode(t, cmd.Run()); code != exitFailure {
		t.Fatalf("exit %d, want %d\n%s", code, exitFailure, errw.String())
	}
	for _, want := range []string{"thidua: ", filepath.Base(masterOf(dir)), "gợi ý: "} {
		if !strings.Contains(errw.String(), want) {
			t.Errorf("the error does not say %q:\n%s", want, errw.String())
		}
	}
	if !bytes.Equal(read(t, masterOf(dir)), old) {
		t.Error("the old workbook is gone")
	}
	do(t, os.Chmod(filepath.Dir(masterOf(dir)), 0o755))
	round(t, 0, dir)
	if whole, _ := actuals(t, examplePlan(t, dir), openBook(t, masterOf(dir))); whole["LN-04"][0] != "533600" {
		t.Errorf("the new workbook was not copied later: LN-04 is %v", whole["LN-04"])
	}
}

// asNobody has a command run without the rights of root, who may write
// everywhere. The office then belongs to nobody, and the command is a copy
// that nobody may run.
func asNobody(t *testing.T, cmd *exec.Cmd, dir string) {
	t.Helper()
	const nobody = 65534
	if os.Geteuid() != 0 {
		return
	}
	do(t, os.Chmod(filepath.Dir(filepath.Dir(dir)), 0o755))
	binary := filepath.Join(filepath.Dir(dir), "thidua")
	do(t, os.WriteFile(binary, read(t, cmd.Path), 0o755))
	do(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, nobody, nobody))
	}))
	cmd.Path = binary
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// TestTwoProcessesAtOnce: the second one says that it will work later.
func TestTwoProcessesAtOnce(t *testing.T) {
	dir := office(t)
	cfg, _, err := (&app{configFile: configOf(dir)}).load()
	do(t, err)
	st, err := store.Open(t.Context(), cfg.Database)
	do(t, err)
	defer func() { do(t, st.Close()) }()
	process(t, dir, exitLater)
}

// TestErrorsHaveExitCodes: who calls the program from a script learns from
// its exit code whether trying again is of use, and a person what to do.
func TestErrorsHaveExitCodes(t *testing.T) {
	words, err := templates.Load(templates.Vietnamese)
	do(t, err)
	for _, c := range []struct {
		err    error
		code   int
		advice bool
	}{
		{workbook.ErrInUse, exitLater, true},
		{store.ErrLocked, exitLater, true},
		{sheets.ErrBusy, exitLater, true},
		{os.ErrPermission, exitFailure, true},
		{context.Canceled, exitFailure, true},
		{io.ErrUnexpectedEOF, exitFailure, false},
	} {
		message, hint, code := (&app{words: words}).explain(fmt.Errorf("round 7: %w", c.err))
		if code != c.code || (hint != "") != c.advice || !strings.Contains(message, "round 7") {
			t.Errorf("%v: exit %d, %q, hint %q", c.err, code, message, hint)
		}
	}
}
