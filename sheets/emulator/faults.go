package emulator

import (
	"bytes"
	"net/http"
	"strconv"
	"time"
)

// A Fault stands before the honest answer to a request: it gives another, or
// spoils that one.
type Fault func(honest http.Handler) http.Handler

// faults are those that wait for requests.
type faults struct {
	queue    []Fault
	refused  map[string]Fault // by the id of the file
	all      Fault
	chance   *chance
	noTokens []Fault
	met      int // how many requests met one of the others
}

// next returns the fault that a request meets, nil for none. The caller has
// the lock.
func (f *faults) next(r *request) Fault {
	if len(f.queue) > 0 {
		fault := f.queue[0]
		f.queue = f.queue[1:]
		return fault
	}
	if f.all != nil {
		return f.all
	}
	for _, name := range []string{"spreadsheetId", "fileId"} {
		if fault := f.refused[r.vars[name]]; fault != nil {
			return fault
		}
	}
	return f.chance.draw()
}

// Fail answers the next requests to the APIs with faults, one each.
func (s *Server) Fail(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.queue = append(s.faults.queue, faults...)
}

// FailTokens answers the next requests for tokens with faults, one each.
func (s *Server) FailTokens(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.noTokens = append(s.faults.noTokens, faults...)
}

// Refuse answers every request for one file with a fault; nil ends that.
func (s *Server) Refuse(id string, fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.refused[id] = fault
}

// RefuseAll answers every request to the APIs with a fault; nil ends that.
func (s *Server) RefuseAll(fault Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.all = fault
}

// FailAtRandom lets requests meet faults by chance; nil ends that.
func (s *Server) FailAtRandom(c *Chance) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.chance = newChance(c)
}

// instead is a fault that gives another answer.
func instead(answer http.HandlerFunc) Fault {
	return func(http.Handler) http.Handler { return answer }
}

func (e *refusal) fault() Fault {
	return instead(func(w http.ResponseWriter, r *http.Request) { writeError(w, r, e) })
}

// Status answers with an error as the Sheets API writes them.
func Status(code int, status, message string) Fault {
	return sheetsError(code, status, message).fault()
}

// Because is Status with the reason that Google gives among the details.
func Because(code int, status, message, reason string) Fault {
	return sheetsError(code, status, message, errorInfo(reason, nil)).fault()
}

// DriveError answers with an error as the Drive API writes them.
func DriveError(code int, reason, message string) Fault {
	return driveError(code, reason, message, "").fault()
}

// Denied is the answer of the Sheets API about a spreadsheet that is not shared
// with the account.
func Denied() Fault { return noPermission().fault() }

// OtherDocument is the answer of the Sheets API about a file on Drive that is
// no Google Sheet, an Excel workbook among them.
func OtherDocument() Fault { return otherDocument().fault() }

// OutOfStorage is the answer of the Drive API to a service account that makes a
// file: it has no place of its own to keep it.
func OutOfStorage() Fault {
	return DriveError(http.StatusForbidden, "storageQuotaExceeded",
		"Service Accounts do not have storage quota. Leverage shared drives, or use OAuth delegation instead.")
}

// OverQuota is the answer to one request too many in a minute, in the words of
// the API that is asked. It asks to come back after some seconds, unless they
// are 0.
func OverQuota(seconds int) Fault {
	return instead(func(w http.ResponseWriter, r *http.Request) {
		if seconds > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(seconds))
		}
		over := sheetsOverQuota("Read", true, PublishedQuotas().ReadsPerUser)
		if isDrive(r) {
			over = limit{account: Account}.refusal()
		}
		writeError(w, r, over)
	})
}

// NoToken answers as the token endpoint refuses.
func NoToken(code int, reason, description string) Fault {
	return instead(func(w http.ResponseWriter, r *http.Request) { refuseToken(w, r, code, reason, description) })
}

// Page answers with a web page, as a broken front end or a gateway does.
func Page(code int) Fault {
	return Body(code, "text/html; charset=UTF-8", "<!DOCTYPE html><title>Error</title>")
}

// Body answers with any content.
func Body(code int, contentType, content string) Fault {
	return instead(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(code)
		_, _ = w.Write([]byte(content)) // the client has gone: nobody is left to tell
	})
}

// Redirect answers that the content lies elsewhere.
func Redirect(to string) Fault {
	return instead(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
}

// HangUp closes the connection without an answer and does nothing of what was
// asked.
func HangUp() Fault {
	return instead(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

// LoseAnswer does what was asked and closes the connection without an answer.
func LoseAnswer() Fault {
	return func(honest http.Handler) http.Handler {
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			honest.ServeHTTP(&recorder{header: http.Header{}}, r)
			panic(http.ErrAbortHandler)
		})
	}
}

// Truncate gives the first half of the honest answer as if it were whole.
func Truncate() Fault {
	return halved(false, func(http.ResponseWriter, *http.Request, []byte) {})
}

// CutOff gives the first half of the honest answer and closes the connection.
func CutOff() Fault {
	return halved(true, func(http.ResponseWriter, *http.Request, []byte) { panic(http.ErrAbortHandler) })
}

// SlowBody gives the first half of the honest answer, waits, and gives the
// rest unless the client has gone away.
func SlowBody(wait time.Duration) Fault {
	return halved(true, func(w http.ResponseWriter, r *http.Request, rest []byte) {
		if pause(r, wait) {
			_, _ = w.Write(rest) // the client has gone: nobody is left to tell
		}
	})
}

// Stall gives no answer until the client goes away.
func Stall() Fault {
	return instead(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
}

// Slow waits before the honest answer, unless the client goes away.
func Slow(wait time.Duration) Fault {
	return func(honest http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if pause(r, wait) {
				honest.ServeHTTP(w, r)
			}
		})
	}
}

// halved is a fault that sends half of the honest answer, announced as the
// whole or not, and leaves the rest to then.
func halved(announced bool, then func(w http.ResponseWriter, r *http.Request, rest []byte)) Fault {
	return func(honest http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			answer := &recorder{header: w.Header()}
			honest.ServeHTTP(answer, r)
			body := answer.body.Bytes()
			w.Header().Del("Content-Length")
			if announced {
				w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			}
			w.WriteHeader(answer.code)
			half := len(body) / 2
			_, _ = w.Write(body[:half]) // the client has gone: nobody is left to tell
			_ = http.NewResponseController(w).Flush()
			then(w, r, body[half:])
		})
	}
}

// A recorder keeps an answer.
type recorder struct {
	header http.Header
	code   int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(code int) { r.code = code }

func (r *recorder) Write(p []byte) (int, error) {
	if r.code == 0 {
		r.code = http.StatusOK
	}
	return r.body.Write(p)
}

// pause waits and reports whether the client is still there.
func pause(r *http.Request, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}
