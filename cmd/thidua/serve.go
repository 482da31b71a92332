package main

import (
	"context"
	"log/slog"
	"time"

	"thidua/config"
	"thidua/mail"
	"thidua/plan"
	"thidua/sync"
)

type serveCommand struct{}

// Run keeps running rounds and sending mail on the configured schedule until
// it is told to stop; what is under way when it is told is finished or cut
// off safely.
func (serveCommand) Run(ctx context.Context, a *app) error {
	cfg, p, err := a.load()
	if err != nil {
		return err
	}
	level := slog.LevelInfo
	if err := level.UnmarshalText([]byte(cfg.Log.Level)); err != nil {
		return err // the configuration was checked: this does not happen
	}
	return a.withStore(ctx, cfg, p, level, func(engine *sync.Engine) error {
		jobs, err := jobsOf(cfg, engine)
		if err != nil {
			return err
		}
		if cfg.Web.Listen != "" {
			engine.Log.Warn("this version has no status page", "listen", cfg.Web.Listen)
		}
		engine.Log.Info("thidua serves", "sources", len(engine.Sources), "zone", zoneOf(cfg, p).String(), "mail", cfg.Mail.Send)
		if _, err := engine.Run(ctx, a.moment()); err != nil && ctx.Err() == nil {
			engine.Log.Error("first round failed", "error", err)
		}
		err = sync.Serve(ctx, jobs, zoneOf(cfg, p), engine.Log)
		engine.Log.Info("thidua stopped")
		return err
	})
}

// jobsOf lists what runs when. Mail has jobs only where it is switched on.
func jobsOf(cfg config.Config, engine *sync.Engine) ([]sync.Job, error) {
	when := cfg.Schedule
	jobs := []sync.Job{
		{Name: "round", Spec: when.Poll, Run: func(ctx context.Context, now time.Time) error {
			_, err := engine.Run(ctx, now)
			return err
		}},
		{Name: "sweep", Spec: when.Sweep, Run: func(ctx context.Context, now time.Time) error {
			_, err := engine.Sweep(ctx, now)
			return err
		}},
	}
	if engine.Readers[googleReader] != nil {
		jobs = append(jobs, sync.Job{Name: "links", Spec: "25 * * * *", Run: func(ctx context.Context, _ time.Time) error {
			return engine.Locate(ctx)
		}})
	}
	if !cfg.Mail.Send {
		return jobs, nil
	}
	sender, err := newSender(cfg)
	if err != nil {
		return nil, err
	}
	deliver := func(reason mail.Reason) func(context.Context, time.Time) error {
		return func(ctx context.Context, now time.Time) error {
			_, err := engine.Deliver(ctx, sender, now, reason)
			return err
		}
	}
	return append(jobs,
		sync.Job{Name: "mail", Spec: when.Mail, Run: deliver(mail.ReasonFindings)},
		sync.Job{Name: "digest", Spec: when.Digest, Run: deliver(mail.ReasonDigest)},
	), nil
}

// zoneOf is the zone in which schedules are read: the configuration's, else
// the plan's.
func zoneOf(cfg config.Config, p *plan.Plan) *time.Location {
	if zone, err := time.LoadLocation(cfg.Zone); cfg.Zone != "" && err == nil {
		return zone
	}
	return p.Location()
}
