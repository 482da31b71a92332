package google_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
	"thidua/sheets/sheetstest"
)

func TestConformance(t *testing.T) {
	sheetstest.Run(t, sheetstest.Kind{
		New: func(t *testing.T) sheetstest.Place { return start(t) }, GID: true, Locale: true, Seen: true,
	})
}

// place is a server that answers as Google does, and how its readers wait.
type place struct {
	*emulator.Server
	url     string
	keyFile string
	ids     map[string]string

	mu    sync.Mutex
	waits []time.Duration
}

func start(t *testing.T) *place {
	t.Helper()
	server, err := emulator.New(emulator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	http := httptest.NewServer(server)
	http.Config.SetKeepAlivesEnabled(false) // or the client would repeat by itself what was hung up on
	t.Cleanup(http.Close)
	key, err := server.KeyFile(http.URL)
	if err != nil {
		t.Fatal(err)
	}
	p := &place{Server: server, url: http.URL, keyFile: filepath.Join(t.TempDir(), "key.json"), ids: map[string]string{}}
	if err := os.WriteFile(p.keyFile, key, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// Save gives a spreadsheet an id as long as Google's.
func (p *place) Save(_ *testing.T, name string, book *sheets.Grid) string {
	saved := *book
	if p.ids[name] == "" {
		const id = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upm"
		p.ids[name] = id + string(rune('A'+len(p.ids)))
	}
	saved.Source = p.ids[name]
	p.Put(&saved)
	return saved.Source
}

func (p *place) Delete(_ *testing.T, source string) { p.Server.Delete(source) }

func (p *place) Open(t *testing.T, sources ...string) sheets.Reader { return p.open(t, sources...) }

// open returns a reader that notes its waits instead of waiting.
func (p *place) open(t *testing.T, sources ...string) *google.Reader {
	t.Helper()
	reader, err := google.New(t.Context(), google.Options{
		CredentialsFile: p.keyFile, Endpoint: p.url, Sources: sources, Wait: p.note,
	})
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func (p *place) note(ctx context.Context, d time.Duration) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waits = append(p.waits, d)
	return ctx.Err()
}

// seconds returns the whole seconds of the waits so far, without the part that
// is left to chance.
func (p *place) seconds() []int {
	p.mu.Lock()
	defer p.mu.Unlock()
	var whole []int
	for _, d := range slices.Clone(p.waits) {
		whole = append(whole, int(d/time.Second))
	}
	return whole
}
