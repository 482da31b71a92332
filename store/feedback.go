package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
)

// Feedback is what is known of the notes in a unit's spreadsheet.
type Feedback struct {
	Digest string   // of the notes that were put there last, "" for none
	Failed bool     // they could not be put there
	Texts  []string // of every note of ours that may stand there
}

// Feedback returns what is known of the notes in each source's spreadsheet.
func (s *Store) Feedback(ctx context.Context) (map[string]Feedback, error) {
	all := map[string]Feedback{}
	rows, err := s.read.QueryContext(ctx, `SELECT source, digest, failed, texts FROM feedback`)
	if err != nil {
		return nil, fmt.Errorf("store: load feedback: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var source, texts string
		var f Feedback
		if err := rows.Scan(&source, &f.Digest, &f.Failed, &texts); err != nil {
			return nil, fmt.Errorf("store: load feedback: %w", err)
		}
		if err := json.Unmarshal([]byte(texts), &f.Texts); err != nil {
			return nil, fmt.Errorf("store: load feedback on %s: %w", source, err)
		}
		all[source] = f
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("store: load feedback: %w", err)
	}
	return all, nil
}

// SaveFeedback records what is known of the notes in a source's spreadsheet.
func (s *Store) SaveFeedback(ctx context.Context, source string, f Feedback) error {
	texts, err := json.Marshal(f.Texts)
	if err != nil {
		return fmt.Errorf("store: save feedback on %s: %w", source, err)
	}
	err = s.update(ctx, func(tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, `INSERT INTO feedback (source, digest, failed, texts) VALUES ($1, $2, $3, $4)
			ON CONFLICT (source) DO UPDATE SET digest = excluded.digest, failed = excluded.failed, texts = excluded.texts`,
			source, f.Digest, f.Failed, string(texts)))
	})
	if err != nil {
		return fmt.Errorf("store: save feedback on %s: %w", source, err)
	}
	return nil
}
