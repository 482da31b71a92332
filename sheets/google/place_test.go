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
	"thidua/sheets/emulator/discovery"
	"thidua/sheets/google"
	"thidua/sheets/sheetstest"
)

func TestConformance(t *testing.T) {
	for _, path := range []google.Path{google.Auto, google.Sheets} {
		t.Run("path="+string(path), func(t *testing.T) {
			sheetstest.Run(t, sheetstest.Kind{
				New: func(t *testing.T) sheetstest.Place { return start(t).by(path) },
				GID: true, Locale: true, Seen: true, Changes: true,
			})
		})
	}
	t.Run("path=export", func(t *testing.T) {
		sheetstest.Run(t, sheetstest.Kind{
			New: func(t *testing.T) sheetstest.Place { return start(t).by(google.Export) }, Changes: true,
		})
	})
}

// place is a server that answers as Google does, and how its readers wait.
type place struct {
	*emulator.Server
	url     string
	keyFile string
	ids     map[string]string
	path    google.Path

	mu    sync.Mutex
	time  time.Time
	waits []time.Duration
}

func start(t *testing.T) *place {
	t.Helper()
	p := &place{ids: map[string]string{}, time: time.Now()}
	server, err := emulator.New(emulator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Server = server
	http := httptest.NewServer(discovery.Load(t).Watch(server, func(err error) {
		if server.Faulted() == 0 {
			t.Errorf("not as documented: %v", err)
		}
	}))
	http.Config.SetKeepAlivesEnabled(false) // or the client would repeat by itself what was hung up on
	t.Cleanup(http.Close)
	key, err := server.KeyFile(http.URL)
	if err != nil {
		t.Fatal(err)
	}
	p.url, p.keyFile = http.URL, filepath.Join(t.TempDir(), "key.json")
	if err := os.WriteFile(p.keyFile, key, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *place) by(path google.Path) *place {
	p.path = path
	return p
}

// Save gives a spreadsheet an id as long as Google's.
func (p *place) Save(_ *testing.T, name string, book *sheets.Grid) string {
	saved := *book
	saved.Source = p.id(name)
	p.Put(&saved)
	return saved.Source
}

func (p *place) id(name string) string {
	if p.ids[name] == "" {
		const id = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upm"
		p.ids[name] = id + string(rune('A'+len(p.ids)))
	}
	return p.ids[name]
}

func (p *place) Delete(_ *testing.T, source string) { p.Server.Delete(source) }

func (p *place) Open(t *testing.T, _ ...string) sheets.Reader { return p.open(t) }

// open returns a reader that notes its waits instead of waiting.
func (p *place) open(t *testing.T, change ...func(*google.Options)) *google.Reader {
	t.Helper()
	o := google.Options{Credential: p.credential(t), Endpoint: p.url, Path: p.path, Wait: p.note, Now: p.now}
	for _, f := range change {
		f(&o)
	}
	reader, err := google.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func (p *place) credential(t *testing.T) *google.Credential {
	t.Helper()
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: p.keyFile})
	if err != nil {
		t.Fatal(err)
	}
	return credential
}

func (p *place) now() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.time
}

// note lets the clock go on by d at once.
func (p *place) note(ctx context.Context, d time.Duration) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waits = append(p.waits, d)
	p.time = p.time.Add(d)
	return ctx.Err()
}

// pass lets time pass in which nobody waits.
func (p *place) pass(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.time = p.time.Add(d)
}

// seconds returns the whole seconds of the waits since it was last asked,
// without the part that is left to chance.
func (p *place) seconds() []int {
	p.mu.Lock()
	defer p.mu.Unlock()
	var whole []int
	for _, d := range slices.Clone(p.waits) {
		whole = append(whole, int(d/time.Second))
	}
	p.waits = nil
	return whole
}

// counted returns how often each method was called by what was done.
func (p *place) counted(do func()) map[string]int {
	before := p.Counts()
	do()
	counts := map[string]int{}
	for name, n := range p.Counts() {
		if n -= before[name]; n > 0 {
			counts[name] = n
		}
	}
	return counts
}
