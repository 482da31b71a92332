package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestTryWithoutGoogle follows docs/emulator.md: the units' workbooks are
// served as Google Sheets, and a round reads them there.
func TestTryWithoutGoogle(t *testing.T) {
	dir := office(t)
	key := filepath.Join(dir, "key.json")
	served := startEmulator(t, "--dir", filepath.Join(dir, "units"), "--key", key)
	if info, err := os.Stat(key); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key: %v, %v", info, err)
	}
	if len(served.Files) != 25 || served.Account == "" || served.Key != key {
		t.Fatalf("started with %+v", served)
	}
	for _, f := range served.Files {
		replaceInFile(t, configOf(dir), fmt.Sprintf("{unit: %s, path: units/%[1]s.xlsx}", f.Unit()), fmt.Sprintf("{unit: %s, id: %s}", f.Unit(), f.ID))
	}
	replaceInFile(t, configOf(dir), "schedule:", fmt.Sprintf("google: {credentials: key.json, endpoint: %q}\nschedule:", served.Endpoint))
	cold := round(t, 0, dir)
	if cold.Sources.Read != 25 || cold.Sources.Failed != 0 || cold.Calls.Sheets+cold.Calls.Drive == 0 {
		t.Errorf("the first round: %+v", cold)
	}
	if warm := round(t, 0, dir); warm.Sources.Changed != 0 || warm.Calls.Sheets+warm.Calls.Drive != 1 {
		t.Errorf("with nothing changed: %+v", warm)
	}
}

// TestEmulatorServesUploads: files that were uploaded stay what they are, and
// nothing is written where they come from.
func TestEmulatorServesUploads(t *testing.T) {
	dir := office(t)
	units := filepath.Join(dir, "units")
	do(t, os.Mkdir(filepath.Join(units, "uploaded"), 0o755))
	do(t, os.Rename(filepath.Join(units, "kiem-lam.xlsx"), filepath.Join(units, "uploaded", "kiem-lam.xlsx")))
	before := listOf(t, units)
	served := startEmulator(t, "--dir", units, "--client", filepath.Join(dir, "client.json"))
	kinds := map[string]int{}
	for _, f := range served.Files {
		kinds[f.MimeType]++
	}
	if kinds["application/vnd.google-apps.spreadsheet"] != 24 || len(kinds) != 2 {
		t.Errorf("serves %v", kinds)
	}
	if after := listOf(t, units); after != before {
		t.Errorf("the folder holds\n%s\nbefore\n%s", after, before)
	}
	read(t, filepath.Join(dir, "client.json"))
}

// startEmulator runs the command until the test ends, when it must stop as it
// is told to.
func startEmulator(t *testing.T, args ...string) startedEmulator {
	t.Helper()
	cmd := exec.Command("thidua", append([]string{"emulator", "--format", "json"}, args...)...)
	var said strings.Builder
	cmd.Stderr = &said
	pipe, err := cmd.StdoutPipe()
	do(t, err)
	do(t, cmd.Start())
	watchdog := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(pipe).ReadBytes('\n')
	if err != nil {
		t.Fatalf("no first line: %v\n%s", err, said.String())
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the emulator ended with %v:\n%s", err, said.String())
		}
		watchdog.Stop()
	})
	var started startedEmulator
	do(t, json.Unmarshal(line, &started))
	return started
}

// listOf names what is in a folder, with sizes and times.
func listOf(t *testing.T, dir string) string {
	t.Helper()
	var list strings.Builder
	do(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		fmt.Fprintln(&list, path, info.Size(), info.ModTime())
		return err
	}))
	return list.String()
}
