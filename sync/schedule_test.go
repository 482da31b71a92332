package sync_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	_ "time/tzdata" // the zones below, on machines without a zone database

	"thidua/sync"
)

// The clock of a test starts at midnight UTC on 1 January 2000, a Saturday.

func TestJobsRunInTheZone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hanoi := zone(t, "Asia/Ho_Chi_Minh")
		var ran diary
		stop := serve(t, hanoi, nil, ran.job("mail", "0 8 * * 1-5", 0))
		time.Sleep(4 * 24 * time.Hour) // to Wednesday, 7 o'clock in Hanoi
		stop()
		ran.want(t, "mail Mon 01:00", "mail Tue 01:00")
		if got := ran.zones; got[0] != hanoi.String() {
			t.Errorf("the job was told the time of %s", got[0])
		}
	})
}

// TestJobsKeepToTheClockOfTheZone: where clocks change, eight o'clock stays
// eight o'clock.
func TestJobsKeepToTheClockOfTheZone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2000, 3, 25, 0, 0, 0, 0, time.UTC)))
		var ran diary
		stop := serve(t, zone(t, "Europe/Berlin"), nil, ran.job("mail", "0 8 * * *", 0))
		time.Sleep(48 * time.Hour)
		stop()
		ran.want(t, "mail Sat 07:00", "mail Sun 06:00")
	})
}

func TestJobThatFailsRunsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		runs := 0
		stop := serve(t, time.UTC, &log, sync.Job{Name: "round", Spec: "*/15 * * * *", Run: func(context.Context, time.Time) error {
			runs++
			return errors.New("the disk is full")
		}})
		time.Sleep(time.Hour)
		stop()
		if failed := strings.Count(log.String(), "the disk is full"); runs != 4 || failed != 4 {
			t.Errorf("ran %d times and said %d times that it failed, want 4", runs, failed)
		}
	})
}

// TestMissedTimesAreMadeUpOnce: jobs run one at a time; what came due
// meanwhile runs once afterwards, not once for each time that passed, and the
// one that took so long waits for its next time.
func TestMissedTimesAreMadeUpOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ran diary
		stop := serve(t, time.UTC, nil,
			ran.job("sweep", "0 * * * *", 25*time.Minute),
			ran.job("round", "*/10 * * * *", 0))
		time.Sleep(2*time.Hour - time.Minute)
		stop()
		ran.want(t,
			"round Sat 00:10", "round Sat 00:20", "round Sat 00:30", "round Sat 00:40", "round Sat 00:50",
			"sweep Sat 01:00", "round Sat 01:25", "round Sat 01:30", "round Sat 01:40", "round Sat 01:50")
	})
}

// TestJobSlowerThanItsTimes does not run without pause.
func TestJobSlowerThanItsTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ran diary
		stop := serve(t, time.UTC, nil, ran.job("round", "*/10 * * * *", 25*time.Minute))
		time.Sleep(75 * time.Minute)
		stop()
		ran.want(t, "round Sat 00:10", "round Sat 00:40", "round Sat 01:10")
	})
}

func TestStopEndsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ran diary
		stop := serve(t, time.UTC, nil, ran.job("round", "0 0 1 6 *", 0))
		before := time.Now()
		stop()
		if waited := time.Since(before); waited > 0 {
			t.Errorf("stopped after %v", waited)
		}
		ran.want(t)
	})
}

// TestStopReachesTheJob: the job under way learns that it must end, and that
// it then does not finish is no failure.
func TestStopReachesTheJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		stop := serve(t, time.UTC, &log, sync.Job{Name: "round", Spec: "0 * * * *", Run: func(ctx context.Context, _ time.Time) error {
			<-ctx.Done()
			return ctx.Err()
		}})
		time.Sleep(90 * time.Minute)
		stop()
		if strings.Contains(log.String(), "failed") {
			t.Errorf("being stopped is told as a failure:\n%s", log.String())
		}
	})
}

// TestDayThatNeverComes: 30 February keeps nobody busy and nobody waiting.
func TestDayThatNeverComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ran diary
		stop := serve(t, time.UTC, nil, ran.job("never", "0 0 30 2 *", 0))
		time.Sleep(10 * 365 * 24 * time.Hour)
		stop()
		ran.want(t)
	})
	synctest.Test(t, func(t *testing.T) {
		var ran diary
		stop := serve(t, time.UTC, nil, ran.job("never", "0 0 30 2 *", 0), ran.job("round", "0 12 * * *", 0))
		time.Sleep(36 * time.Hour)
		stop()
		ran.want(t, "round Sat 12:00", "round Sun 12:00")
	})
}

func TestExpressionThatCannotBeRead(t *testing.T) {
	job := sync.Job{Name: "round", Spec: "every now and then"}
	if err := sync.Serve(t.Context(), []sync.Job{job}, time.UTC, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("served")
	}
}

// serve serves jobs until stop is called, which waits for the end.
func serve(t *testing.T, zone *time.Location, log *bytes.Buffer, jobs ...sync.Job) (stop func()) {
	t.Helper()
	logger := slog.New(slog.DiscardHandler)
	if log != nil {
		logger = slog.New(slog.NewTextHandler(log, nil))
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- sync.Serve(ctx, jobs, zone, logger) }()
	return func() {
		synctest.Wait()
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// diary notes which jobs ran and when, in UTC.
type diary struct{ lines, zones []string }

func (d *diary) job(name, spec string, takes time.Duration) sync.Job {
	return sync.Job{Name: name, Spec: spec, Run: func(_ context.Context, now time.Time) error {
		d.lines = append(d.lines, name+now.UTC().Format(" Mon 15:04"))
		d.zones = append(d.zones, now.Location().String())
		time.Sleep(takes)
		return nil
	}}
}

func (d *diary) want(t *testing.T, lines ...string) {
	t.Helper()
	if !slices.Equal(d.lines, lines) {
		t.Errorf("ran:\n%s\nwant:\n%s", strings.Join(d.lines, "\n"), strings.Join(lines, "\n"))
	}
}
