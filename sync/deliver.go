package sync

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"thidua/mail"
	"thidua/plan"
	"thidua/store"
)

// Sender delivers one message. Its error wraps mail.ErrRefused when trying
// again is of no use; any other error is worth another try.
type Sender interface {
	Send(ctx context.Context, m mail.Message) error
}

// Delivery is what one call of Deliver did.
type Delivery struct {
	Sent, Failed, Waiting int
}

// Due composes the messages that the state of the store asks for and that
// have not been sent yet.
func (e *Engine) Due(ctx context.Context, now time.Time) ([]mail.Message, error) {
	in, err := e.mailInput(ctx, now)
	if err != nil {
		return nil, err
	}
	messages, err := mail.Compose(e.Mail, in)
	if err != nil {
		return nil, fmt.Errorf("compose mails: %w", err)
	}
	var due []mail.Message
	for _, m := range messages {
		state, err := e.Store.MailState(ctx, m.Key)
		if err != nil {
			return nil, fmt.Errorf("look up mail %s: %w", m.Key, err)
		}
		if state != mail.Sent && state != mail.Failed {
			due = append(due, m)
		}
	}
	return due, nil
}

// mailInput gathers what mails are about: the state that the last round left.
func (e *Engine) mailInput(ctx context.Context, now time.Time) (mail.Input, error) {
	known, err := e.Store.Collections(ctx)
	if err != nil {
		return mail.Input{}, fmt.Errorf("load the collections: %w", err)
	}
	in := mail.Input{Plan: e.addressed(known), Now: now, WorkbookName: e.WorkbookName}
	open, err := e.Store.OpenFindings(ctx)
	if err != nil {
		return in, fmt.Errorf("load the open findings: %w", err)
	}
	for _, f := range open {
		if e.Adjustments.ID != "" && f.Origin.Source == e.Adjustments.ID {
			f.Unit = "" // the secretariat wrote it, and the unit cannot open it
		}
		in.Findings = append(in.Findings, mail.Finding{Finding: f.Finding, FirstSeen: f.FirstSeen})
	}
	if err := e.corrections(ctx, &in); err != nil {
		return in, err
	}
	if _, in.Assessments, err = e.Store.Assessments(ctx); err != nil {
		return in, fmt.Errorf("load the judgements: %w", err)
	}
	states, err := e.Store.Sources(ctx)
	if err != nil {
		return in, fmt.Errorf("load the sources' states: %w", err)
	}
	for _, s := range e.allSources(known) {
		state := states[s.ID]
		in.Sources = append(in.Sources, mail.Source{Unit: s.Unit, ReadAt: state.ReadAt, Failed: state.Failed != ""})
	}
	book, err := e.Store.Workbook(ctx)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return in, fmt.Errorf("load the issued workbook: %w", err)
	}
	in.Workbook = book.Data
	return in, nil
}

// corrections tells mails what each unit has corrected since it was last
// written to, and when it last corrected anything.
func (e *Engine) corrections(ctx context.Context, in *mail.Input) error {
	fixed, err := e.Store.FixedFindings(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load what was corrected: %w", err)
	}
	written := map[plan.UnitID]time.Time{}
	in.LastFixed = map[plan.UnitID]time.Time{}
	for _, f := range fixed {
		if f.FixedAt.After(in.LastFixed[f.Unit]) {
			in.LastFixed[f.Unit] = f.FixedAt
		}
		at, asked := written[f.Unit]
		if !asked {
			last, _, err := e.Store.LastSent(ctx, mail.ReasonFindings, string(f.Unit))
			if err != nil {
				return fmt.Errorf("look up the last mail to %s: %w", f.Unit, err)
			}
			at = last.StateAt
			written[f.Unit] = at
		}
		if !at.IsZero() && f.FixedAt.After(at) {
			in.Fixed = append(in.Fixed, f.Finding)
		}
	}
	return nil
}

// Deliver puts the messages that are due for one of the reasons into the
// outbox and hands every waiting one to the sender, up to the day's cap. What was sent is recorded before the next is
// tried, so that a second call sends nothing again; where a call was cut off
// between the server's answer and our record, the message goes again under
// the same Message-ID.
func (e *Engine) Deliver(ctx context.Context, sender Sender, now time.Time, reasons ...mail.Reason) (Delivery, error) {
	due, err := e.Due(ctx, now)
	if err != nil {
		return Delivery{}, err
	}
	due = slices.DeleteFunc(due, func(m mail.Message) bool { return !slices.Contains(reasons, m.Reason) })
	if _, err := e.Store.Enqueue(ctx, due, now); err != nil {
		return Delivery{}, fmt.Errorf("put mails into the outbox: %w", err)
	}
	waiting, err := e.Store.Outbox(ctx, mail.Queued, mail.Sending)
	if err != nil {
		return Delivery{}, fmt.Errorf("load the outbox: %w", err)
	}
	left, err := e.capLeft(ctx, now)
	if err != nil {
		return Delivery{}, err
	}
	var d Delivery
	for i, entry := range waiting {
		if i >= left {
			d.Waiting += len(waiting) - i
			e.Log.Warn("daily cap of mails reached", "cap", e.DailyCap, "waiting", len(waiting)-i)
			break
		}
		state, err := e.deliver(ctx, sender, entry.Message, now)
		if err != nil {
			return d, err
		}
		switch state {
		case mail.Sent:
			d.Sent++
		case mail.Failed:
			d.Failed++
		default:
			d.Waiting++
		}
	}
	return d, nil
}

// capLeft is how many messages may still go today, by the plan's zone.
func (e *Engine) capLeft(ctx context.Context, now time.Time) (int, error) {
	y, m, d := now.In(e.Plan.Location()).Date()
	sent, err := e.Store.SentSince(ctx, time.Date(y, m, d, 0, 0, 0, 0, e.Plan.Location()))
	if err != nil {
		return 0, fmt.Errorf("count today's mails: %w", err)
	}
	return max(e.DailyCap-sent, 0), nil
}

// deliver hands over one message and records what came of it. The error is
// about our record, or ctx; the server's answer is in the state.
func (e *Engine) deliver(ctx context.Context, sender Sender, m mail.Message, now time.Time) (mail.State, error) {
	if err := e.Store.MarkSending(ctx, m.Key, now); err != nil {
		return "", fmt.Errorf("record mail %s: %w", m.Key, err)
	}
	sendErr := sender.Send(ctx, m)
	// The answer is there: record it even when ctx has ended meanwhile.
	record, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	state, err := mail.Sent, error(nil)
	switch {
	case sendErr == nil:
		err = e.Store.MarkSent(record, m.Key, now)
	case errors.Is(sendErr, mail.ErrRefused):
		state, err = mail.Failed, e.Store.MarkFailed(record, m.Key, sendErr.Error(), now)
	default:
		state, err = mail.Queued, e.Store.MarkQueued(record, m.Key, sendErr.Error(), now)
	}
	if sendErr != nil {
		e.Log.Warn("mail not delivered", "unit", m.Unit, "reason", m.Reason, "state", state, "error", sendErr)
	} else {
		e.Log.Info("mail delivered", "unit", m.Unit, "reason", m.Reason, "message_id", m.MessageID)
	}
	if err != nil {
		return "", fmt.Errorf("record mail %s: %w", m.Key, err)
	}
	return state, ctx.Err()
}
