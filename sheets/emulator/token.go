package emulator

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
)

// serveToken is the token endpoint.
func (s *Server) serveToken(w http.ResponseWriter, r *http.Request) {
	var honest http.Handler = http.HandlerFunc(s.giveToken)
	if fault := s.nextTokenFault(); fault != nil {
		honest = fault(honest)
	}
	honest.ServeHTTP(w, r)
}

func (s *Server) nextTokenFault() Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.faults.noTokens) == 0 {
		return nil
	}
	fault := s.faults.noTokens[0]
	s.faults.noTokens = s.faults.noTokens[1:]
	return fault
}

// A tokenError is why there is no token, by its name in RFC 6749.
type tokenError struct {
	code         int
	name, reason string
}

func (e *tokenError) Error() string { return e.name + ": " + e.reason }

func invalidGrant(reason string) error {
	return &tokenError{http.StatusBadRequest, "invalid_grant", reason}
}

func (s *Server) giveToken(w http.ResponseWriter, r *http.Request) {
	given, err := s.exchange(r)
	var refused *tokenError
	switch {
	case errors.As(err, &refused):
		refuseToken(w, r, refused.code, refused.name, refused.reason)
	case err != nil:
		refuseToken(w, r, http.StatusBadRequest, "invalid_grant", err.Error())
	default:
		writeJSON(w, r, http.StatusOK, given)
	}
}

func refuseToken(w http.ResponseWriter, r *http.Request, code int, name, reason string) {
	writeJSON(w, r, code, map[string]any{"error": name, "error_description": reason})
}

// exchange gives a token for an assertion, a code or a refresh token.
func (s *Server) exchange(r *http.Request) (map[string]any, error) {
	if r.Method != http.MethodPost {
		return nil, &tokenError{http.StatusMethodNotAllowed, "invalid_request", "POST is required"}
	}
	switch r.PostFormValue("grant_type") {
	case "urn:ietf:params:oauth:grant-type:jwt-bearer":
		return s.forAssertion(r)
	case "authorization_code":
		return s.forCode(r)
	case "refresh_token":
		return s.forRefresh(r)
	default:
		return nil, &tokenError{http.StatusBadRequest, "unsupported_grant_type", "Invalid grant_type"}
	}
}

func (s *Server) forAssertion(r *http.Request) (map[string]any, error) {
	claims, err := s.verify(r.PostFormValue("assertion"))
	if err == nil {
		err = claims.check("http://"+r.Host+tokenPath, s.now())
	}
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.grant(Account, strings.Fields(claims.Scope)), nil
}

func (s *Server) forCode(r *http.Request) (map[string]any, error) {
	if err := checkClient(r); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	name := r.PostFormValue("code")
	c, known := s.signs.codes[name]
	delete(s.signs.codes, name) // a code is good once, whatever becomes of it
	switch {
	case !known || s.now().After(c.expires):
		return nil, invalidGrant("Malformed auth code.")
	case r.PostFormValue("redirect_uri") != c.redirect:
		return nil, &tokenError{http.StatusBadRequest, "redirect_uri_mismatch", "Bad Request"}
	case !c.answers(r.PostFormValue("code_verifier")):
		return nil, invalidGrant("Invalid code verifier.")
	}
	given := s.grant(Person, c.scopes)
	again := "1//0" + rand.Text()
	s.signs.refreshes[again] = refresh{c.scopes, s.now()}
	given["refresh_token"] = again
	return given, nil
}

// answers holds the verifier of a client against the challenge that it sent
// with the question (RFC 7636).
func (c code) answers(verifier string) bool {
	switch c.method {
	case "S256":
		sum := sha256.Sum256([]byte(verifier))
		verifier = base64.RawURLEncoding.EncodeToString(sum[:])
	case "", "plain":
	default:
		return false
	}
	return subtle.ConstantTimeCompare([]byte(verifier), []byte(c.challenge)) == 1
}

func (s *Server) forRefresh(r *http.Request) (map[string]any, error) {
	if err := checkClient(r); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old, known := s.signs.refreshes[r.PostFormValue("refresh_token")]
	if !known || s.signs.life > 0 && s.now().Sub(old.issued) > s.signs.life {
		return nil, invalidGrant("Token has been expired or revoked.")
	}
	return s.grant(Person, old.scopes), nil
}

// checkClient knows the application by Basic authentication or by the form.
func checkClient(r *http.Request) error {
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	if id != clientID || secret != clientSecret {
		return &tokenError{http.StatusUnauthorized, "invalid_client", "The OAuth client was not found."}
	}
	return nil
}

// serveRevoke takes back an access token or a refresh token.
func (s *Server) serveRevoke(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("token")
	s.mu.Lock()
	_, access := s.signs.tokens[name]
	_, again := s.signs.refreshes[name]
	delete(s.signs.tokens, name)
	delete(s.signs.refreshes, name)
	s.mu.Unlock()
	if !access && !again {
		refuseToken(w, r, http.StatusBadRequest, "invalid_token", "Token expired or revoked")
		return
	}
	writeJSON(w, r, http.StatusOK, struct{}{})
}
