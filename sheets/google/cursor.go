package google

import (
	"encoding/json"
	"time"
)

// A cursor is where the last Changes left off: the page of the list of changes
// that is to be asked for next, and the files to read once more, with the time
// from which to, in seconds since 1970.
type cursor struct {
	Token string           `json:"token"`
	Again map[string]int64 `json:"again,omitempty"`
}

// parseCursor returns a cursor of ours, and the zero cursor for any other.
func parseCursor(s string) cursor {
	var c cursor
	if err := json.Unmarshal([]byte(s), &c); err != nil || c.Token == "" {
		return cursor{}
	}
	return c
}

func (c cursor) String() string {
	data, err := json.Marshal(c)
	if err != nil {
		return "" // cannot be: it is made of strings and numbers
	}
	return string(data)
}

// due takes out the files that are to be read once more by now.
func (c cursor) due(now time.Time) []string {
	var ids []string
	for id, at := range c.Again {
		if at <= now.Unix() {
			ids = append(ids, id)
			delete(c.Again, id)
		}
	}
	return ids
}
