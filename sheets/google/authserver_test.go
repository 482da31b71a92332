package google_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

const (
	appID      = "42-abc.apps.googleusercontent.com"
	appSecret  = "GOCSPX-app-secret"
	person     = "van.thu@langson.example"
	other      = "thidua@office-1.iam.gserviceaccount.com"
	mayRead    = "https://www.googleapis.com/auth/spreadsheets.readonly https://www.googleapis.com/auth/drive.readonly"
	mayWrite   = "https://www.googleapis.com/auth/spreadsheets https://www.googleapis.com/auth/drive.readonly"
	mayBecome  = "https://www.googleapis.com/auth/cloud-platform"
	jwtBearer  = "urn:ietf:params:oauth:grant-type:jwt-bearer"
	notAllowed = `{"error":{"code":403,"message":"Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",` +
		`"status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"IAM_PERMISSION_DENIED","domain":"iam.googleapis.com"}]}}`
	notEnabled = `{"error":{"code":403,"message":"IAM Service Account Credentials API has not been used in project 1 before or it is disabled.",` +
		`"status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED","domain":"googleapis.com"}]}}`
)

// authServer answers as Google's servers for signing in do, and remembers every
// secret that went over its desk.
type authServer struct {
	url    string
	folder string // of the test's files

	mu      sync.Mutex
	refuse  func(w http.ResponseWriter, r *http.Request) bool // answers in its place
	grants  []url.Values                                      // what was asked of the token endpoint
	granted string                                            // scopes; "" is all that was asked
	refresh string                                            // the refresh token that is good
	rotate  bool                                              // each refresh brings a new one
	codes   map[string]url.Values                             // the authorisation requests by their code
	secrets []string
	headers []http.Header // of the requests to the IAM credentials API
	issued  int
}

func startAuth(t *testing.T) *authServer {
	t.Helper()
	s := &authServer{folder: t.TempDir(), codes: map[string]url.Values{}, secrets: []string{appSecret}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", s.token)
	mux.HandleFunc("GET /auth", s.authorise)
	mux.HandleFunc("POST /v1/projects/-/serviceAccounts/{call}", s.become)
	mux.HandleFunc("GET /drive/v3/about", s.about)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.refuse == nil || !s.refuse(w, r) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			mux.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// secret makes a new one and remembers it.
func (s *authServer) secret(prefix string) string {
	s.issued++
	made := fmt.Sprintf("%s%08x-made-by-the-test", prefix, s.issued)
	s.secrets = append(s.secrets, made)
	return made
}

func (s *authServer) token(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	s.grants = append(s.grants, r.PostForm)
	for _, name := range []string{"assertion", "code", "code_verifier", "refresh_token"} {
		if given := r.PostForm.Get(name); given != "" {
			s.secrets = append(s.secrets, given)
		}
	}
	answer := map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": s.secret("ya29.")}
	switch r.PostForm.Get("grant_type") {
	case "authorization_code":
		asked := s.codes[r.PostForm.Get("code")]
		sum := sha256.Sum256([]byte(r.PostForm.Get("code_verifier")))
		if asked == nil || asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(sum[:]) ||
			asked.Get("code_challenge_method") != "S256" || asked.Get("redirect_uri") != r.PostForm.Get("redirect_uri") {
			emulator.NoToken(http.StatusBadRequest, "invalid_grant", "Malformed auth code.")(nil).ServeHTTP(w, r)
			return
		}
		s.refresh = s.secret("1//")
		answer["refresh_token"], answer["scope"] = s.refresh, asked.Get("scope")
		if s.granted != "" {
			answer["scope"] = s.granted
		}
	case "refresh_token":
		if r.PostForm.Get("refresh_token") != s.refresh {
			emulator.NoToken(http.StatusBadRequest, "invalid_grant", "Token has been expired or revoked.")(nil).ServeHTTP(w, r)
			return
		}
		if s.granted != "" {
			answer["scope"] = s.granted
		}
		if s.rotate {
			s.refresh = s.secret("1//")
			answer["refresh_token"] = s.refresh
		}
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// authorise is the page on which the person agrees at once.
func (s *authServer) authorise(w http.ResponseWriter, r *http.Request) {
	code := s.secret("4/")
	s.codes[code] = r.URL.Query()
	back := url.Values{"state": {r.URL.Query().Get("state")}, "code": {code}}
	http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (s *authServer) become(w http.ResponseWriter, r *http.Request) {
	s.headers = append(s.headers, r.Header)
	if r.PathValue("call") != other+":generateAccessToken" {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, notAllowed)
		return
	}
	var asked struct{ Scope []string }
	_ = json.NewDecoder(r.Body).Decode(&asked)
	s.grants = append(s.grants, url.Values{"scope": {strings.Join(asked.Scope, " ")}})
	_ = json.NewEncoder(w).Encode(map[string]string{"accessToken": s.secret("ya29.c."), "expireTime": "2999-01-01T00:00:00Z"})
}

func (s *authServer) about(w http.ResponseWriter, _ *http.Request) {
	_ = json.NewEncoder(w).Encode(map[string]any{"user": map[string]string{"emailAddress": person}})
}

// refuseTokens answers every request for a token with this.
func (s *authServer) refuseTokens(fault emulator.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
		if fault != nil {
			_ = r.ParseForm()
			s.secrets = append(s.secrets, r.PostForm.Get("assertion"), r.PostForm.Get("code_verifier"))
			fault(nil).ServeHTTP(w, r)
		}
		return fault != nil
	}
}

// asked returns one field of each request for a token so far.
func (s *authServer) asked(field string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var values []string
	for _, form := range s.grants {
		values = append(values, form.Get(field))
	}
	return values
}

// key writes the key of a service account.
func (s *authServer) key(t *testing.T) string {
	t.Helper()
	account, err := emulator.New(emulator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := account.KeyFile(s.url)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Key string `json:"private_key"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	s.secrets = append(s.secrets, slices.DeleteFunc(strings.Split(file.Key, "\n"), func(line string) bool { return len(line) < 20 })...)
	return s.file(t, "key.json", string(data))
}

// app writes the client of an installed app.
func (s *authServer) app(t *testing.T) string {
	t.Helper()
	return s.file(t, "client.json", fmt.Sprintf(`{"installed":{"client_id":%q,"client_secret":%q,"project_id":"office-1",
		"auth_uri":%q,"token_uri":%q,"redirect_uris":["http://localhost"]}}`, appID, appSecret, s.url+"/auth", s.url+"/token"))
}

// person writes what somebody granted, with a refresh token of its own.
func (s *authServer) person(t *testing.T, scopes string) string {
	t.Helper()
	s.mu.Lock()
	s.refresh = s.secret("1//")
	s.mu.Unlock()
	list, _ := json.Marshal(strings.Fields(scopes))
	return s.file(t, "token.json", fmt.Sprintf(`{"type":"authorized_user","client_id":%q,"refresh_token":%q,"account":%q,"scopes":%s}`,
		appID, s.refresh, person, list))
}

func (s *authServer) file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(s.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tellsNothing checks that a text holds no secret of any kind.
func (s *authServer) tellsNothing(t *testing.T, texts ...any) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range texts {
		said := fmt.Sprintf("%v %+v %#v", text, text, text)
		for _, secret := range append([]string{"Bearer", "PRIVATE KEY"}, s.secrets...) {
			if secret != "" && strings.Contains(said, secret) {
				t.Errorf("%q is in %s", secret, said)
			}
		}
	}
}

// noNetwork fails what would leave the machine.
type noNetwork struct{ answer http.HandlerFunc }

func (n noNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	if n.answer == nil {
		return nil, fmt.Errorf("no route to %s", r.URL.Host)
	}
	w := httptest.NewRecorder()
	n.answer(w, r)
	return w.Result(), nil
}

func check(t *testing.T, o google.CredentialOptions) error {
	t.Helper()
	credential, err := google.OpenCredential(t.Context(), o)
	if err != nil {
		return err
	}
	return credential.Check(t.Context())
}
