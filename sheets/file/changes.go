package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"thidua/sheets"
)

// absent stands in a cursor for the hash of a file that is not there.
const absent = "-"

// Changes reads every configured source and returns those whose content is
// not what the cursor holds, those that came and those that went. A source
// that cannot be read for another reason is returned each time. The cursor
// holds the SHA-256 of every content; times of modification prove nothing.
func (r *Reader) Changes(ctx context.Context, cursor string) (sheets.Changes, error) {
	known := parseCursor(cursor)
	seen := make(map[string]string, len(r.sources))
	var changed []string
	for _, source := range r.sources {
		if err := ctx.Err(); err != nil {
			return sheets.Changes{}, err
		}
		if _, repeated := seen[source]; repeated {
			continue
		}
		state := r.state(source)
		seen[source] = state
		if before, ok := known[source]; !ok || state == "" || state != before {
			changed = append(changed, source)
		}
	}
	next, err := json.Marshal(seen)
	return sheets.Changes{Sources: changed, Cursor: string(next)}, err
}

// state is the hash of a source's content, absent, or "" when it cannot be told.
func (r *Reader) state(source string) string {
	data, err := r.content(source)
	switch {
	case errors.Is(err, sheets.ErrNotFound):
		return absent
	case err != nil:
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// parseCursor returns what a cursor of ours holds. From any other it returns
// nothing, so that every source counts as changed.
func parseCursor(cursor string) map[string]string {
	var known map[string]string
	if err := json.Unmarshal([]byte(cursor), &known); err != nil {
		return nil
	}
	return known
}
