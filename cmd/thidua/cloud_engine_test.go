package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	gosync "sync"
	"testing"
	"time"

	"thidua/sheets/google"
	"thidua/store"
	"thidua/sync"
	"thidua/templates"
)

// A clock goes on by itself when somebody waits, so that nobody waits. It starts
// today, since keys are good for today; for the office it starts at asOf.
type clock struct {
	mu     gosync.Mutex
	start  time.Time
	passed time.Duration
}

func newClock() *clock { return &clock{start: time.Now()} }

// Now returns what time it is for Google and its client.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.start.Add(c.passed)
}

// office returns what time it is for the office.
func (c *clock) office(t *testing.T) time.Time {
	t.Helper()
	start, err := time.Parse(time.RFC3339, asOf)
	do(t, err)
	return start.Add(c.Now().Sub(c.start))
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.passed += d
}

func (c *clock) wait(ctx context.Context, d time.Duration) error {
	c.pass(d)
	return ctx.Err()
}

// running lets one engine run an office as the daemon does, by a clock.
func (c *cloud) running(t *testing.T, by *clock, story func(round func() *sync.Result)) {
	t.Helper()
	words, err := templates.Load(templates.Vietnamese)
	do(t, err)
	a := &app{words: words, office: words, configFile: configOf(c.dir), out: io.Discard, errw: t.Output()}
	cfg, p, err := a.load()
	do(t, err)
	do(t, a.withStore(t.Context(), cfg, p, slog.LevelError, func(engine *sync.Engine) error {
		engine.Readers[googleReader] = c.reader(t, by)
		engine.Workers = 1 // the same calls in the same order each time
		story(func() *sync.Result {
			t.Helper()
			result, err := engine.Run(t.Context(), by.office(t))
			do(t, err)
			return result
		})
		return nil
	}))
}

// reader reads the office's spreadsheets in one way, by a clock.
func (c *cloud) reader(t *testing.T, by *clock) *google.Reader {
	t.Helper()
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: filepath.Join(c.dir, "key.json")})
	do(t, err)
	path, err := google.ParsePath(c.way)
	do(t, err)
	quota, err := store.OpenQuota(t.Context(), filepath.Join(c.dir, "data", "quota.db"))
	do(t, err)
	t.Cleanup(func() { do(t, quota.Close()) })
	reader, err := google.New(t.Context(), google.Options{
		Credential: credential, Endpoint: c.url, Path: path, Quota: quota, Now: by.Now, Wait: by.wait,
	})
	do(t, err)
	return reader
}
