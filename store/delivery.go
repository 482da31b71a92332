package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"thidua/mail"
)

// MarkSending records that a message is about to be handed to the server. It
// may be queued, or left in sending by a process that ended before the answer
// came. ErrNotFound: there is no such message, or it is sent or refused.
func (s *Store) MarkSending(ctx context.Context, key string, at time.Time) error {
	return s.mark(ctx, key, mail.Sending, func(tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, `UPDATE outbox SET state = 'sending', state_at = $2, attempts = attempts + 1
			WHERE key = $1 AND state IN ('queued', 'sending')`, key, utc(at)))
	})
}

// MarkSent records that the server took a message that was in sending.
func (s *Store) MarkSent(ctx context.Context, key string, at time.Time) error {
	return s.mark(ctx, key, mail.Sent, func(tx *sql.Tx) error {
		if err := answered(ctx, tx, key, mail.Sent, "", at); err != nil {
			return err
		}
		return dropAttachments(ctx, tx, key)
	})
}

// MarkFailed records that the server refused a message in sending for good,
// and what it said.
func (s *Store) MarkFailed(ctx context.Context, key, reply string, at time.Time) error {
	return s.mark(ctx, key, mail.Failed, func(tx *sql.Tx) error {
		if err := answered(ctx, tx, key, mail.Failed, reply, at); err != nil {
			return err
		}
		return dropAttachments(ctx, tx, key)
	})
}

// MarkQueued records that a message in sending could not be delivered for
// now, and why: it waits for another attempt.
func (s *Store) MarkQueued(ctx context.Context, key, reply string, at time.Time) error {
	return s.mark(ctx, key, mail.Queued, func(tx *sql.Tx) error {
		return answered(ctx, tx, key, mail.Queued, reply, at)
	})
}

func (s *Store) mark(ctx context.Context, key string, state mail.State, do func(*sql.Tx) error) error {
	if err := s.update(ctx, do); err != nil {
		return fmt.Errorf("store: mark message %s %s: %w", key, state, err)
	}
	return nil
}

func answered(ctx context.Context, tx *sql.Tx, key string, state mail.State, reply string, at time.Time) error {
	return one(tx.ExecContext(ctx, `UPDATE outbox SET state = $2, state_at = $3, last_error = $4
		WHERE key = $1 AND state = 'sending'`, key, string(state), utc(at), reply))
}

func dropAttachments(ctx context.Context, tx *sql.Tx, key string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM attachments WHERE message = $1`, key)
	return err
}
