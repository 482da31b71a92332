package emulator

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Where accounts sign in. The paths stand in the files that KeyFile and
// ClientFile return.
const (
	authPath   = "/o/oauth2/v2/auth"
	tokenPath  = "/token"
	revokePath = "/revoke"
)

// The installed application that the server knows. An application that runs
// on its users' machines keeps no secret: Google's clients have one in name.
const (
	clientID     = "1-emulator.apps.googleusercontent.com"
	clientSecret = "GOCSPX-emulator"
)

// How long things are good for, as at Google.
const (
	tokenLife = time.Hour
	codeLife  = 10 * time.Minute
)

// signIns are the ways in that are open.
type signIns struct {
	tokens    map[string]token
	codes     map[string]code
	refreshes map[string]refresh
	life      time.Duration // of refresh tokens; 0 is for ever
	denied    bool
	grants    int
}

// A token is an access token: whose it is and for what.
type token struct {
	account string
	scopes  []string
	expires time.Time
}

// A code stands for the consent of a person, until it is exchanged for tokens.
type code struct {
	scopes    []string
	redirect  string
	challenge string
	method    string // of the challenge
	expires   time.Time
}

// A refresh is what a refresh token is good for.
type refresh struct {
	scopes []string
	issued time.Time
}

func newSignIns() *signIns {
	return &signIns{tokens: map[string]token{}, codes: map[string]code{}, refreshes: map[string]refresh{}}
}

// ClientFile returns the JSON of an installed application, for a server that
// is reached at base. Whoever signs in with it is Person.
func (s *Server) ClientFile(base string) ([]byte, error) {
	base = strings.TrimSuffix(base, "/")
	return json.MarshalIndent(map[string]any{"installed": map[string]any{
		"client_id": clientID, "client_secret": clientSecret, "project_id": projectID,
		"auth_uri": base + authPath, "token_uri": base + tokenPath, "redirect_uris": []string{"http://localhost"},
	}}, "", "  ")
}

// Revoke makes every access token that was given useless.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.signs.tokens)
}

// RevokeSignIns makes every refresh token useless, as when a person takes the
// application's access away.
func (s *Server) RevokeSignIns() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.signs.refreshes)
}

// LimitSignIns lets refresh tokens last for a time only, as Google does with
// those of an application that is still being tested: seven days. 0 is for
// ever.
func (s *Server) LimitSignIns(life time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signs.life = life
}

// DenyConsent says whether the person refuses what an application asks for.
func (s *Server) DenyConsent(denied bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signs.denied = denied
}

// accountsPage returns what answers a path that is none of the APIs'.
func (s *Server) accountsPage(path string) (http.HandlerFunc, bool) {
	switch path {
	case authPath:
		return s.consent, true
	case tokenPath:
		return s.serveToken, true
	case revokePath:
		return s.serveRevoke, true
	}
	if strings.HasPrefix(path, impersonatePrefix) {
		return s.impersonate, true
	}
	return nil, false
}

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

// grant gives an account an access token. The caller has the lock.
func (s *Server) grant(account string, scopes []string) map[string]any {
	name := s.newToken(account, scopes, tokenLife)
	return map[string]any{
		"access_token": name, "token_type": "Bearer", "expires_in": int(tokenLife.Seconds()) - 1, "scope": strings.Join(scopes, " "),
	}
}

func (s *Server) newToken(account string, scopes []string, life time.Duration) string {
	name := "ya29." + rand.Text()
	s.signs.tokens[name] = token{account, scopes, s.now().Add(life)}
	s.signs.grants++
	return name
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

// Token returns an access token of an account, for a client that does not sign
// in by itself.
func (s *Server) Token(account string, scopes ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newToken(account, scopes, tokenLife)
}
