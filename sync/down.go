package sync

import "sync"

// down remembers which readers do not work in this round, such as one whose
// credential was rejected: nothing more is asked of them, and no unit is
// blamed for it.
type down struct {
	mu   sync.Mutex
	errs map[string]error
}

func newDown() *down { return &down{errs: map[string]error{}} }

// mark says why a reader does not work; what was said first stands.
func (d *down) mark(reader string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.errs[reader] == nil {
		d.errs[reader] = err
	}
}

// of returns why a reader does not work, nil when it does.
func (d *down) of(reader string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.errs[reader]
}
