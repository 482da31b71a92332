package emulator

import (
	"crypto/rand"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// consent is the page on which a person agrees. The person of the emulator
// agrees at once, or with deny=1 or after DenyConsent refuses at once.
func (s *Server) consent(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back, err := loopback(q.Get("redirect_uri"))
	switch {
	case err != nil:
		http.Error(w, "Error 400: redirect_uri_mismatch\n"+err.Error(), http.StatusBadRequest)
		return
	case q.Get("client_id") != clientID:
		http.Error(w, "Error 401: invalid_client\nThe OAuth client was not found.", http.StatusUnauthorized)
		return
	case q.Get("response_type") != "code" || q.Get("scope") == "":
		http.Error(w, "Error 400: invalid_request", http.StatusBadRequest)
		return
	}
	answer := url.Values{}
	if state := q.Get("state"); state != "" {
		answer.Set("state", state)
	}
	if name := s.agree(q); name == "" {
		answer.Set("error", "access_denied")
	} else {
		answer.Set("code", name)
		answer.Set("scope", q.Get("scope"))
	}
	back.RawQuery = answer.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

// loopback reads the address to which a person is sent back: the same machine,
// at any port.
func loopback(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("the redirect URI cannot be read")
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme != "http" || u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, errors.New("the redirect URI is not one of this machine")
	}
	return u, nil
}

// agree returns a new code, "" when the person refuses.
func (s *Server) agree(q url.Values) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.signs.denied || q.Get("deny") != "" {
		return ""
	}
	name := "4/0" + rand.Text()
	s.signs.codes[name] = code{
		scopes: strings.Fields(q.Get("scope")), redirect: q.Get("redirect_uri"),
		challenge: q.Get("code_challenge"), method: q.Get("code_challenge_method"), expires: s.now().Add(codeLife),
	}
	return name
}
