package main

import (
	"os/exec"
	"strings"
	gosync "sync"
	"sync/atomic"
	"testing"
	"time"

	"thidua/sheets/emulator"
)

// TestTwoProcessesShareTheQuota: what was read a while ago leaves room for a
// few calls more. Two processes with one credential, who need more than that
// together, wait until there is room: Google refuses neither.
func TestTwoProcessesShareTheQuota(t *testing.T) {
	const ago = 52 * time.Second // what is used then is free again after a few seconds
	var behind atomic.Int64
	behind.Store(int64(ago))
	now := func() time.Time { return time.Now().Add(-time.Duration(behind.Load())) }
	c := smallOffice(t, 10, "sheets", emulator.Options{Now: now, Quotas: emulator.PublishedQuotas()})
	reader := c.reader(t, &clock{start: now()})
	for i := range 50 {
		_, err := reader.Read(t.Context(), idOf(smallUnit(i%10)))
		do(t, err)
	}
	behind.Store(0)

	var both gosync.WaitGroup
	for _, command := range []string{"check", "sync"} {
		both.Go(func() {
			process := exec.CommandContext(t.Context(), "thidua", command, "-c", configOf(c.dir), "--now", asOf, "--format", "json")
			var errw strings.Builder
			process.Stderr = &errw
			if err := process.Run(); err != nil {
				t.Errorf("%s: %v\n%s", command, err, errw.String())
			}
		})
	}
	both.Wait()
	if n := c.Counts()["sheets.spreadsheets.get"]; n != 70 || c.Refused() > 0 {
		t.Errorf("%d readings of which Google refused %d, want 70 and none", n, c.Refused())
	}
	c.wants(t, "100")
}
