package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"thidua/mail"
)

// OutboxEntry is a message and what became of it.
type OutboxEntry struct {
	mail.Message
	State     mail.State
	Attempts  int // how often it was handed to the server
	QueuedAt  time.Time
	StateAt   time.Time // since when it is in its state
	LastError string    // why the last attempt failed
}

// Enqueue puts messages into the outbox and returns how many were new: a key
// that is or was there, whatever became of it, is not queued again.
func (s *Store) Enqueue(ctx context.Context, messages []mail.Message, at time.Time) (added int, err error) {
	err = s.update(ctx, func(tx *sql.Tx) error {
		for _, m := range messages {
			isNew, err := enqueue(ctx, tx, m, utc(at))
			if err != nil {
				return fmt.Errorf("message %s: %w", m.Key, err)
			}
			if isNew {
				added++
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("store: enqueue: %w", err)
	}
	return added, nil
}

func enqueue(ctx context.Context, tx *sql.Tx, m mail.Message, at time.Time) (isNew bool, err error) {
	result, err := tx.ExecContext(ctx, `INSERT INTO outbox (key, reason, unit, sender, recipient, reply_to,
		subject, message_id, dated, text, html, state, queued_at, state_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', $12, $12) ON CONFLICT (key) DO NOTHING`,
		m.Key, string(m.Reason), m.Unit, m.From, m.To, m.ReplyTo,
		m.Subject, m.MessageID, utc(m.Date), m.Text, m.HTML, at)
	if err = one(result, err); errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for i, a := range m.Attachments {
		if _, err := tx.ExecContext(ctx, `INSERT INTO attachments (message, seq, name, type, data) VALUES ($1, $2, $3, $4, $5)`,
			m.Key, i, a.Name, a.Type, a.Data); err != nil {
			return false, fmt.Errorf("attachment %s: %w", a.Name, err)
		}
	}
	return true, nil
}

// Outbox returns the messages in any of these states, the longest waiting
// first. Attachments are there until a message is sent or refused.
func (s *Store) Outbox(ctx context.Context, states ...mail.State) ([]OutboxEntry, error) {
	var entries []OutboxEntry
	if len(states) == 0 {
		return nil, nil
	}
	placeholders, args := make([]string, len(states)), make([]any, len(states))
	for i, state := range states {
		placeholders[i], args[i] = "$"+strconv.Itoa(i+1), string(state)
	}
	where := `WHERE state IN (` + strings.Join(placeholders, ", ") + `) ORDER BY queued_at, key`
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		entries, err = outboxEntries(ctx, tx, `text, html`, where, args...)
		for i := range entries {
			if err == nil {
				err = loadAttachments(ctx, tx, &entries[i].Message)
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: load outbox: %w", err)
	}
	return entries, nil
}

// MailLog returns what was queued at or after since and what became of it,
// the earliest first, without texts and attachments.
func (s *Store) MailLog(ctx context.Context, since time.Time) ([]OutboxEntry, error) {
	var entries []OutboxEntry
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		entries, err = outboxEntries(ctx, tx, `'', ''`, `WHERE queued_at >= $1 ORDER BY queued_at, key`, utc(since))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: load mail log: %w", err)
	}
	return entries, nil
}

// LastSent returns the last message sent for a reason to the people of a
// unit, without its texts; ok is false when there is none.
func (s *Store) LastSent(ctx context.Context, reason mail.Reason, unit string) (entry OutboxEntry, ok bool, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		entries, err := outboxEntries(ctx, tx, `'', ''`,
			`WHERE reason = $1 AND unit = $2 AND state = 'sent' ORDER BY state_at DESC, key LIMIT 1`, string(reason), unit)
		if len(entries) > 0 {
			entry, ok = entries[0], true
		}
		return err
	})
	if err != nil {
		return OutboxEntry{}, false, fmt.Errorf("store: load last mail to %q: %w", unit, err)
	}
	return entry, ok, nil
}

// SentSince returns how many messages were handed to the server at or after since.
func (s *Store) SentSince(ctx context.Context, since time.Time) (n int, err error) {
	err = s.read.QueryRowContext(ctx,
		`SELECT COUNT(*) FROM outbox WHERE state IN ('sending', 'sent') AND state_at >= $1`, utc(since)).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("store: count mails sent: %w", err)
	}
	return n, nil
}

// MailState returns the state of a message, "" when its key is not known.
func (s *Store) MailState(ctx context.Context, key string) (state mail.State, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT state FROM outbox WHERE key = $1`, key).Scan(&state)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("store: load state of message %s: %w", key, err)
	}
	return state, nil
}

// outboxEntries loads entries; body names the columns that give their text and HTML.
func outboxEntries(ctx context.Context, tx *sql.Tx, body, where string, args ...any) ([]OutboxEntry, error) {
	var entries []OutboxEntry
	scan := func(rows *sql.Rows) error {
		var e OutboxEntry
		err := rows.Scan(&e.Key, &e.Reason, &e.Unit, &e.From, &e.To, &e.ReplyTo, &e.Subject, &e.MessageID, &e.Date,
			&e.State, &e.Attempts, &e.QueuedAt, &e.StateAt, &e.LastError, &e.Text, &e.HTML)
		entries = append(entries, e)
		return err
	}
	err := each(ctx, tx, scan, `SELECT key, reason, unit, sender, recipient, reply_to, subject, message_id, dated,
		state, attempts, queued_at, state_at, last_error, `+body+` FROM outbox `+where, args...)
	return entries, err
}

func loadAttachments(ctx context.Context, tx *sql.Tx, m *mail.Message) error {
	scan := func(rows *sql.Rows) error {
		var a mail.Attachment
		err := rows.Scan(&a.Name, &a.Type, &a.Data)
		m.Attachments = append(m.Attachments, a)
		return err
	}
	return each(ctx, tx, scan, `SELECT name, type, data FROM attachments WHERE message = $1 ORDER BY seq`, m.Key)
}
