package emulator

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
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

// ClientFile returns the JSON of an installed application, for a server that
// is reached at base. Whoever signs in with it is Person.
func (s *Server) ClientFile(base string) ([]byte, error) {
	base = strings.TrimSuffix(base, "/")
	return json.MarshalIndent(map[string]any{"installed": map[string]any{
		"client_id": clientID, "client_secret": clientSecret, "project_id": projectID,
		"auth_uri": base + authPath, "token_uri": base + tokenPath, "redirect_uris": []string{"http://localhost"},
	}}, "", "  ")
}

// Token returns an access token of an account, for a client that does not sign
// in by itself.
func (s *Server) Token(account string, scopes ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newToken(account, scopes, tokenLife)
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
