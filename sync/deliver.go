package sync

import (
	"context"
	"errors"
	"fmt"
	"time"

	"thidua/mail"
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

// Deliver puts the messages that are due into the outbox and hands every
// waiting one to the sender. What was sent is recorded before the next is
// tried, so that a second call sends nothing again; where a call was cut off
// between the server's answer and our record, the message goes again under
// the same Message-ID.
func (e *Engine) Deliver(ctx context.Context, sender Sender, now time.Time) (Delivery, error) {
	due, err := e.Due(ctx, now)
	if err != nil {
		return Delivery{}, err
	}
	if _, err := e.Store.Enqueue(ctx, due, now); err != nil {
		return Delivery{}, fmt.Errorf("put mails into the outbox: %w", err)
	}
	waiting, err := e.Store.Outbox(ctx, mail.Queued, mail.Sending)
	if err != nil {
		return Delivery{}, fmt.Errorf("load the outbox: %w", err)
	}
	var d Delivery
	for _, entry := range waiting {
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
