// Package emulator answers as Google does: a server for tests and trials that
// keeps spreadsheets and other files in memory and speaks the Sheets API v4,
// the Drive API v3 and as much of OAuth 2.0 as clients need to sign in.
//
// It is as strict as Google where a client could get away with a mistake: an
// assertion must be signed, in time and meant for this server; a token must be
// known and have a scope that the method accepts; a field mask may name known
// fields only; quotas refuse; Drive notices an edit late. It can be made to
// fail in the ways in which the real service fails.
//
// It knows two accounts: the service account Account, with whom everything is
// shared, and Person, who owns everything and signs in through a browser.
package emulator

import (
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options say how a Server behaves. The zero Options make one that never
// refuses and notices everything at once.
type Options struct {
	Now    func() time.Time // the clock of tokens, quotas and Drive's times; nil is time.Now
	Quotas *Quotas          // nil is no limit
	Lag    time.Duration    // how late Drive notices an edit of a native sheet
	Seed   uint64           // of the ids that new files get
}

// Server is an http.Handler. It is safe for concurrent use.
type Server struct {
	now     func() time.Time
	key     *rsa.PrivateKey
	methods []method

	mu     sync.Mutex
	drive  *drive
	signs  *signIns
	meter  *meter
	faults *faults
	counts map[string]int
	writes int

	sessions map[string]*session // resumable uploads under way
}

// New returns a Server with no spreadsheets and a new key.
func New(o Options) (*Server, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Server{
		now: o.Now, key: key, methods: append(sheetsMethods(), driveMethods()...), drive: newDrive(o), signs: newSignIns(),
		meter: &meter{quotas: o.Quotas}, faults: &faults{refused: map[string]Fault{}}, counts: map[string]int{},
		sessions: map[string]*session{},
	}, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	path := r.URL.EscapedPath() // an id or a range may hold an escaped slash
	if page, ok := s.accountsPage(path); ok {
		page(w, r)
		return
	}
	m, vars := s.match(r.Method, path)
	switch {
	case m != nil:
		s.serveMethod(w, &request{Request: r, method: m, vars: vars, query: r.URL.Query()})
	case strings.HasPrefix(path, "/v4/") || strings.HasPrefix(path, "/drive/") || strings.HasPrefix(path, "/upload/"):
		writeError(w, r, unsupported(r))
	default:
		http.NotFound(w, r)
	}
}

// maxBody is how many bytes a request may have.
const maxBody = 64 << 20

// serveMethod lets a fault have the request, where one is waiting, and the
// method otherwise.
func (s *Server) serveMethod(w http.ResponseWriter, r *request) {
	s.mu.Lock()
	s.counts[r.name()]++
	if r.method.writes() {
		s.writes++
	}
	fault := s.faults.next(r)
	if fault != nil {
		s.faults.met++
	}
	s.mu.Unlock()
	honest := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { s.answer(w, r) })
	if fault == nil {
		honest.ServeHTTP(w, r.Request)
		return
	}
	fault(honest).ServeHTTP(w, r.Request)
}

// answer checks who asks and how often, and answers.
func (s *Server) answer(w http.ResponseWriter, r *request) {
	err := s.admit(r)
	if err != nil {
		writeError(w, r.Request, err)
		return
	}
	answer, err := r.method.serve(s, r)
	if err != nil {
		writeError(w, r.Request, err)
		return
	}
	write(w, r.Request, answer)
}

// admit returns why a request may not be answered, nil when it may.
func (s *Server) admit(r *request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.authorise(r); err != nil {
		return err
	}
	return s.meter.charge(r, s.now())
}

// use locks what lies on Drive, as Drive knows it now. The caller unlocks.
func (s *Server) use() *drive {
	s.mu.Lock()
	s.drive.settle()
	return s.drive
}
