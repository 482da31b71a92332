package sync

import (
	"context"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is something that runs on a cron expression.
type Job struct {
	Name string
	// Spec is a standard five-field cron expression, read in the time zone
	// given to Serve.
	Spec string
	Run  func(ctx context.Context, now time.Time) error
}

// Serve runs each job when its expression says, one at a time, until ctx
// ends. A job that fails is logged and runs again at its next time; times
// that pass while another job runs are made up for once. The error is about
// an expression that cannot be read.
func Serve(ctx context.Context, jobs []Job, zone *time.Location, log *slog.Logger) error {
	schedules := make([]cron.Schedule, len(jobs))
	for i, job := range jobs {
		schedule, err := cron.ParseStandard(job.Spec)
		if err != nil {
			return err
		}
		schedules[i] = schedule
	}
	next := make([]time.Time, len(jobs))
	start := time.Now().In(zone)
	for i, s := range schedules {
		next[i] = s.Next(start)
	}
	for {
		i := earliest(next)
		if i < 0 {
			<-ctx.Done() // nothing will ever be due
			return nil
		}
		if !sleepUntil(ctx, next[i]) {
			return nil
		}
		now := time.Now().In(zone)
		log.Info("job starts", "job", jobs[i].Name)
		if err := jobs[i].Run(ctx, now); err != nil && ctx.Err() == nil {
			log.Error("job failed", "job", jobs[i].Name, "error", err)
		}
		next[i] = schedules[i].Next(time.Now().In(zone))
	}
}

// earliest returns the index of the soonest time, -1 when there is none. The
// zero time means never: a date such as 30 February does not come.
func earliest(times []time.Time) int {
	first := -1
	for i, t := range times {
		if !t.IsZero() && (first < 0 || t.Before(times[first])) {
			first = i
		}
	}
	return first
}

func sleepUntil(ctx context.Context, t time.Time) bool {
	timer := time.NewTimer(time.Until(t))
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
