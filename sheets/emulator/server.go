// Package emulator answers as Google does: a server for tests and trials that
// holds spreadsheets in memory and speaks as much of the Sheets API v4 and of
// the OAuth token endpoint as is asked of it here.
//
//	GET  /v4/spreadsheets/ID   with fields or includeGridData
//	POST /token                for the service account whose key KeyFile returns
//
// It is as strict as Google where a client could get away with a mistake: an
// assertion must be signed, in time and meant for this server; a token must be
// known and have a scope for reading; a field mask may name known fields only.
// It can be made to fail in the ways in which the real service fails.
package emulator

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"thidua/sheets"
)

// Server is an http.Handler. It is safe for concurrent use.
type Server struct {
	key *rsa.PrivateKey

	mu       sync.Mutex
	books    map[string]*sheets.Grid
	refused  map[string]Fault
	faults   []Fault
	noTokens []Fault
	tokens   map[string]token
	requests int
	grants   int
}

// New returns a Server with no spreadsheets and a new key.
func New() (*Server, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	return &Server{
		key: key, books: map[string]*sheets.Grid{}, refused: map[string]Fault{}, tokens: map[string]token{},
	}, nil
}

// Put adds or replaces the spreadsheet whose id is book.Source. The book must
// not be changed afterwards. Of a formula only the result is known: its text
// is served as the shortest formula that has this result.
func (s *Server) Put(book *sheets.Grid) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books[book.Source] = book
}

// Delete removes a spreadsheet.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.books, id)
}

// Refuse answers every request for one spreadsheet with a fault; nil ends that.
func (s *Server) Refuse(id string, fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused[id] = fault
}

// Fail answers the next requests to the API with faults, one each.
func (s *Server) Fail(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, faults...)
}

// FailTokens answers the next requests for tokens with faults, one each.
func (s *Server) FailTokens(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.noTokens = append(s.noTokens, faults...)
}

// Requests returns how many requests to the API there were.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// Grants returns how many tokens were given.
func (s *Server) Grants() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.grants
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.EscapedPath() // an id or a range may hold an escaped slash
	switch id, api := strings.CutPrefix(path, "/v4/spreadsheets/"); {
	case path == "/token" && r.Method == http.MethodPost:
		s.serveToken(w, r)
	case api && r.Method == http.MethodGet && !strings.Contains(id, "/"):
		s.serveBook(w, r, id)
	default:
		http.NotFound(w, r)
	}
}

func (s *Server) serveBook(w http.ResponseWriter, r *http.Request, id string) {
	book, fault := s.lookUp(id)
	if fault == nil {
		fault = s.authorise(r)
	}
	if fault == nil && book == nil {
		fault = Status(http.StatusNotFound, "NOT_FOUND", "Requested entity was not found.")
	}
	if fault != nil {
		fault(w, r)
		return
	}
	answer, err := masked(toBook(book), r.URL.Query())
	if err != nil {
		Status(http.StatusBadRequest, "INVALID_ARGUMENT", err.Error())(w, r)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

// lookUp counts a request and returns what it is to be answered with.
func (s *Server) lookUp(id string) (*sheets.Grid, Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	if len(s.faults) > 0 {
		fault := s.faults[0]
		s.faults = s.faults[1:]
		return nil, fault
	}
	return s.books[id], s.refused[id]
}

func writeJSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v) // the client has gone: nobody is left to tell
}
