package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"thidua/config"
	"thidua/mail"
	"thidua/mail/smtp"
	"thidua/plan"
	"thidua/store"
	"thidua/sync"
)

type mailCommand struct {
	Preview mailPreviewCommand `cmd:"" help:"${help_mail_preview}"`
	Send    mailSendCommand    `cmd:"" help:"${help_mail_send}"`
	Log     mailLogCommand     `cmd:"" help:"${help_mail_log}"`
}

type mailPreviewCommand struct {
	Out string `short:"o" placeholder:"DIR" help:"${help_mail_preview_out}"`
}

// Run writes the messages that would be sent now as .eml files.
func (c mailPreviewCommand) Run(ctx context.Context, a *app) error {
	return a.withEngine(ctx, func(cfg config.Config, engine *sync.Engine) error {
		messages, err := engine.Due(ctx, a.moment())
		if err != nil {
			return err
		}
		folder := c.Out
		if folder == "" {
			folder = previewFolder(cfg)
		}
		if err := writePreviews(folder, messages); err != nil {
			return err
		}
		if a.json {
			return a.printJSON(map[string]any{"mails": len(messages), "folder": folder})
		}
		_, err = fmt.Fprintln(a.out, a.words.Text("cli.sync.mails", map[string]any{"n": len(messages), "folder": folder}))
		return err
	})
}

type mailSendCommand struct{}

// Run sends the messages that are due. A second call sends nothing again.
func (mailSendCommand) Run(ctx context.Context, a *app) error {
	return a.withEngine(ctx, func(cfg config.Config, engine *sync.Engine) error {
		if !cfg.Mail.Send {
			return &adviceError{fmt.Errorf("sending mail is switched off"), "mail-off", nil}
		}
		sender, err := newSender(cfg)
		if err != nil {
			return err
		}
		d, err := engine.Deliver(ctx, sender, a.moment(), mail.ReasonFindings, mail.ReasonDigest)
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(map[string]int{"sent": d.Sent, "failed": d.Failed, "waiting": d.Waiting})
		}
		_, err = fmt.Fprintln(a.out, a.words.Text("cli.mail-sent", d))
		return err
	})
}

type mailLogCommand struct{}

// Run lists what was sent to whom, and what came of it.
func (mailLogCommand) Run(ctx context.Context, a *app) error {
	return a.withEngine(ctx, func(_ config.Config, engine *sync.Engine) error {
		entries, err := engine.Store.MailLog(ctx, time.Time{})
		if err != nil {
			return fmt.Errorf("load the mail log: %w", err)
		}
		if a.json {
			return a.printJSON(map[string]any{"mails": mailsToJSON(entries)})
		}
		zone := engine.Plan.Location()
		w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
		for _, m := range entries {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", a.words.Format().Moment(m.QueuedAt.In(zone)),
				a.words.Label("mail."+string(m.State)), m.To, m.Subject, oneLine(m.LastError))
		}
		return w.Flush()
	})
}

// withEngine opens what a command about the store's state needs, and closes it.
func (a *app) withEngine(ctx context.Context, do func(config.Config, *sync.Engine) error) error {
	cfg, p, err := a.load()
	if err != nil {
		return err
	}
	return a.withStore(ctx, cfg, p, slog.LevelWarn, func(engine *sync.Engine) error { return do(cfg, engine) })
}

func (a *app) withStore(ctx context.Context, cfg config.Config, p *plan.Plan, level slog.Level, do func(*sync.Engine) error) (err error) {
	st, err := store.Open(ctx, cfg.Database)
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	defer func() {
		if closed := st.Close(); err == nil {
			err = closed
		}
	}()
	engine, err := a.engine(ctx, cfg, p, st, a.logger(cfg.Log.Format, level))
	if err != nil {
		return err
	}
	return do(engine)
}

// newSender connects nothing yet; the password is read now so that a missing
// file is said before anything is due.
func newSender(cfg config.Config) (sync.Sender, error) {
	server := cfg.Mail.SMTP
	options := smtp.Options{Host: server.Host, Port: server.Port, TLS: smtp.TLS(server.TLS), User: server.User}
	if server.PasswordFile != "" {
		data, err := os.ReadFile(server.PasswordFile)
		if err != nil {
			return nil, fmt.Errorf("read the mail password: %w", err)
		}
		options.Password = strings.TrimRight(string(data), "\r\n")
	}
	return smtp.New(options), nil
}

var _ sync.Sender = (*smtp.Relay)(nil)

// mailSettings takes from the configuration what composing needs.
func (a *app) mailSettings(cfg config.Config) mail.Settings {
	return mail.Settings{
		From: cfg.Mail.From, ReplyTo: cfg.Mail.ReplyTo, Secretariat: cfg.Mail.Secretariat,
		RedirectTo: cfg.Mail.RedirectTo, Words: a.office,
	}
}
