package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestServeRunsARoundAndStops starts the daemon: it runs a round, says so in
// lines that a program can read, gives no secret away, and ends when it is
// told to.
func TestServeRunsARoundAndStops(t *testing.T) {
	dir := servingOffice(t)
	d := startDaemon(t, dir)
	d.waitFor(t, "round finished")
	do(t, d.cmd.Process.Signal(syscall.SIGTERM))
	d.waitFor(t, "thidua stopped")
	d.ends(t)

	for message, keys := range map[string][]string{
		"thidua serves":  {"mail", "sources", "zone"},
		"sources pulled": {"changed", "failed", "read", "round", "total"},
		"round finished": {"errors", "issued", "mails_due", "round", "warnings"},
	} {
		line := d.line(message)
		got := slices.Sorted(maps.Keys(line))
		if want := slices.Sorted(slices.Values(append(keys, "level", "msg", "time"))); !slices.Equal(got, want) {
			t.Errorf("%q has the keys %v, want %v", message, got, want)
		}
	}
	if strings.Contains(d.said.String(), secret) {
		t.Errorf("the password is in the log:\n%s", d.said.String())
	}
	read(t, masterOf(dir))
	if again := round(t, 0, dir); again.Sources.Changed != 0 || again.Issued {
		t.Errorf("after the daemon there was something left to do: %+v", again)
	}
}

// TestServeStopsInTheMiddleOfARound: what was saved is not lost, and the next
// round goes on.
func TestServeStopsInTheMiddleOfARound(t *testing.T) {
	dir := servingOffice(t)
	d := startDaemon(t, dir)
	d.waitFor(t, "thidua serves")
	do(t, d.cmd.Process.Signal(syscall.SIGTERM))
	d.ends(t)
	if strings.Contains(d.said.String(), `"level":"ERROR"`) {
		t.Errorf("being stopped is told as a failure:\n%s", d.said.String())
	}
	if result := round(t, 0, dir); result.Sources.Total != 25 || len(result.Failed) > 0 {
		t.Errorf("the next round: %+v", result)
	}
	read(t, masterOf(dir))
}

// TestServeKeepsOthersOut: while the daemon runs, another round says that it
// must wait, and asking for the state of affairs is allowed.
func TestServeKeepsOthersOut(t *testing.T) {
	dir := servingOffice(t)
	d := startDaemon(t, dir)
	d.waitFor(t, "round finished")
	process(t, dir, exitLater)
	if len(status(t, dir)) == 0 {
		t.Error("no judgements")
	}
	do(t, d.cmd.Process.Signal(syscall.SIGTERM))
	d.ends(t)
}

const secret = "mật khẩu của hộp thư"

// servingOffice is the example with all that is to be logged or kept quiet.
func servingOffice(t *testing.T) string {
	t.Helper()
	dir := office(t)
	write(t, filepath.Join(dir, "password"), []byte(secret+"\n"))
	replaceInFile(t, configOf(dir), "  send: false",
		"  send: true\n  smtp: {host: 127.0.0.1, port: 9, tls: none, user: thidua, password_file: password}")
	replaceInFile(t, configOf(dir), "schedule:", "log: {format: json}\nschedule:")
	return dir
}

// daemon is a process that serves, and what it has logged.
type daemon struct {
	cmd   *exec.Cmd
	log   *bufio.Scanner
	said  bytes.Buffer
	lines []map[string]any
}

func startDaemon(t *testing.T, dir string) *daemon {
	t.Helper()
	d := &daemon{cmd: exec.CommandContext(t.Context(), "thidua", "serve", "-c", configOf(dir), "--now", asOf)}
	pipe, err := d.cmd.StderrPipe()
	do(t, err)
	d.log = bufio.NewScanner(io.TeeReader(pipe, &d.said))
	do(t, d.cmd.Start())
	watchdog := time.AfterFunc(time.Minute, func() { _ = d.cmd.Process.Kill() })
	t.Cleanup(func() { watchdog.Stop() })
	return d
}

// waitFor reads the log up to a message.
func (d *daemon) waitFor(t *testing.T, message string) {
	t.Helper()
	for d.log.Scan() {
		var line map[string]any
		if err := json.Unmarshal(d.log.Bytes(), &line); err != nil {
			t.Fatalf("not a line that a program can read: %s", d.log.Bytes())
		}
		d.lines = append(d.lines, line)
		if line["msg"] == message {
			return
		}
	}
	t.Fatalf("the daemon ended without saying %q:\n%s", message, d.said.String())
}

// line returns what was logged with a message.
func (d *daemon) line(message string) map[string]any {
	i := slices.IndexFunc(d.lines, func(line map[string]any) bool { return line["msg"] == message })
	if i < 0 {
		return nil
	}
	return d.lines[i]
}

// ends waits for the daemon, which was told to stop; killed by the watchdog is
// not stopped.
func (d *daemon) ends(t *testing.T) {
	t.Helper()
	for d.log.Scan() {
	}
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("the daemon ended with %v:\n%s", err, d.said.String())
	}
}
