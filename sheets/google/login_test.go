package google_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

// A signIn is one run of Login with a browser.
type signIn struct {
	*authServer
	options google.LoginOptions
	browser func(t *testing.T, address string) // what the person does; nil agrees
	pages   []string                           // what the browser showed at the end
}

func startLogin(t *testing.T) *signIn {
	t.Helper()
	s := &signIn{authServer: startAuth(t)}
	s.options.Credential = google.CredentialOptions{
		File: s.app(t), TokenFile: filepath.Join(s.folder, "data", "token.json"), Endpoint: s.url,
	}
	s.options.Page = func(err error) []byte { return fmt.Appendf(nil, "<p>page: %v</p>", err) }
	return s
}

func (s *signIn) run(t *testing.T) (string, error) {
	t.Helper()
	done := make(chan struct{})
	s.options.Show = func(address string) {
		s.mu.Lock()
		s.secrets = append(s.secrets, "code_verifier") // its hash is in the address, itself it is not
		s.mu.Unlock()
		s.tellsNothing(t, address)
		go func() {
			defer close(done)
			if s.browser == nil {
				s.visit(t, address)
			} else {
				s.browser(t, address)
			}
		}()
	}
	account, err := google.Login(t.Context(), s.options)
	<-done
	for _, page := range s.pages {
		s.tellsNothing(t, page)
	}
	s.tellsNothing(t, err)
	return account, err
}

// visit opens an address as a browser does, and returns the code of the page
// at the end.
func (s *signIn) visit(t *testing.T, address string) int {
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Error(err)
		return 0
	}
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return 0 // nobody listens
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil {
		t.Error(err)
	}
	s.pages = append(s.pages, string(page))
	return response.StatusCode
}

// back returns the address to which an authorisation request returns, with
// these parameters.
func back(t *testing.T, address string, parameters url.Values) string {
	u, err := url.Parse(address)
	if err != nil {
		t.Error(err)
		return ""
	}
	if !parameters.Has("state") {
		parameters.Set("state", u.Query().Get("state"))
	}
	return u.Query().Get("redirect_uri") + "?" + parameters.Encode()
}

func TestLogin(t *testing.T) {
	s := startLogin(t)
	var asked url.Values
	s.browser = func(t *testing.T, address string) {
		u, _ := url.Parse(address)
		asked = u.Query()
		if code := s.visit(t, address); code != http.StatusOK {
			t.Errorf("the page at the end has code %d", code)
		}
	}
	account, err := s.run(t)
	if err != nil || account != person {
		t.Fatalf("%q, %v", account, err)
	}
	for name, want := range map[string]string{
		"client_id": appID, "scope": mayRead, "access_type": "offline", "prompt": "consent",
		"code_challenge_method": "S256", "response_type": "code",
	} {
		if asked.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, asked.Get(name), want)
		}
	}
	if host, err := url.Parse(asked.Get("redirect_uri")); err != nil || host.Hostname() != "127.0.0.1" || len(asked.Get("state")) < 26 {
		t.Errorf("comes back to %s with state %q", asked.Get("redirect_uri"), asked.Get("state"))
	}
	if len(s.pages) != 1 || s.pages[0] != "<p>page: <nil></p>" {
		t.Errorf("pages %q", s.pages)
	}

	file := s.options.Credential.TokenFile
	var saved map[string]any
	if err := json.Unmarshal(readFile(t, file), &saved); err != nil {
		t.Fatal(err)
	}
	if saved["refresh_token"] != s.refresh || saved["account"] != person || saved["client_secret"] != nil || saved["access_token"] != nil {
		t.Errorf("the token file holds %v", saved)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	credential, err := google.OpenCredential(t.Context(), s.options.Credential)
	if err != nil {
		t.Fatal(err)
	}
	if err := credential.Check(t.Context()); err != nil || credential.Account() != person || len(credential.Exposed()) != 0 {
		t.Errorf("%v %v, others may read %q", credential, err, credential.Exposed())
	}
}

// Signing in asks for what the configuration needs, and no more.
func TestLoginAsksForTheLeast(t *testing.T) {
	for want, change := range map[string]func(*google.CredentialOptions){
		mayRead:   func(*google.CredentialOptions) {},
		mayWrite:  func(o *google.CredentialOptions) { o.Write = true },
		mayBecome: func(o *google.CredentialOptions) { o.Impersonate, o.Write = other, true },
	} {
		s := startLogin(t)
		change(&s.options.Credential)
		if _, err := s.run(t); err != nil {
			t.Fatal(err)
		}
		for _, asked := range s.codes {
			if asked.Get("scope") != want {
				t.Errorf("asks for %s, want %s", asked.Get("scope"), want)
			}
		}
		if err := check(t, s.options.Credential); err != nil {
			t.Errorf("with the token: %v", err)
		}
	}
}

// Who signed in is not known where Drive does not tell; it does no harm.
func TestLoginOfSomebody(t *testing.T) {
	s := startLogin(t)
	s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/drive/v3/about" {
			return false
		}
		emulator.Because(http.StatusForbidden, "PERMISSION_DENIED", "not enabled", "SERVICE_DISABLED")(nil).ServeHTTP(w, r)
		return true
	}
	if account, err := s.run(t); err != nil || account != "" {
		t.Errorf("%q, %v", account, err)
	}
}

func TestLoginThatFails(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(s *signIn)
		want   error
	}{
		{"declined", func(s *signIn) {
			s.browser = func(t *testing.T, address string) {
				s.visit(t, back(t, address, url.Values{"error": {"access_denied"}}))
			}
		}, google.AuthDeclined},
		{"forbidden by the organisation", func(s *signIn) {
			s.browser = func(t *testing.T, address string) {
				s.visit(t, back(t, address, url.Values{"error": {"admin_policy_enforced"}}))
			}
		}, google.AuthPolicy},
		{"error of another kind", func(s *signIn) {
			s.browser = func(t *testing.T, address string) {
				s.visit(t, back(t, address, url.Values{"error": {"server_error\r\n" + strings.Repeat("x", 5000)}}))
			}
		}, google.AuthRefused},
		{"answer to another sign-in", func(s *signIn) {
			s.browser = func(t *testing.T, address string) {
				s.visit(t, back(t, address, url.Values{"code": {"4/stolen"}, "state": {"guessed"}}))
			}
		}, google.AuthForged},
		{"answer without a state", func(s *signIn) {
			s.browser = func(t *testing.T, address string) {
				s.visit(t, back(t, address, url.Values{"code": {"4/stolen"}, "state": {""}}))
			}
		}, google.AuthForged},
		{"code of another sign-in", func(s *signIn) {
			s.browser = func(t *testing.T, address string) {
				s.visit(t, back(t, address, url.Values{"code": {"4/stolen"}}))
			}
		}, google.AuthRefused},
		{"no code", func(s *signIn) {
			s.browser = func(t *testing.T, address string) { s.visit(t, back(t, address, url.Values{})) }
		}, google.AuthRefused},
		{"not all was granted", func(s *signIn) { s.granted = "https://www.googleapis.com/auth/drive.readonly" }, google.AuthScopes},
		{"the app was disabled", func(s *signIn) {
			s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/token" {
					emulator.NoToken(http.StatusUnauthorized, "disabled_client", "The OAuth client was disabled.")(nil).ServeHTTP(w, r)
				}
				return r.URL.Path == "/token"
			}
		}, google.AuthClient},
		{"nothing that lasts", func(s *signIn) {
			s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/token" {
					emulator.Body(http.StatusOK, "application/json", `{"access_token":"ya29.short","expires_in":3599}`)(nil).ServeHTTP(w, r)
				}
				return r.URL.Path == "/token"
			}
		}, google.AuthRefused},
		{"token server is down", func(s *signIn) {
			s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/token" {
					emulator.Page(http.StatusServiceUnavailable)(nil).ServeHTTP(w, r)
				}
				return r.URL.Path == "/token"
			}
		}, sheets.ErrBusy},
		{"token file cannot be written", func(s *signIn) {
			s.options.Credential.TokenFile = filepath.Join(s.options.Credential.File, "token.json")
		}, google.AuthFile},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := startLogin(t)
			c.change(s)
			_, err := s.run(t)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if len(s.pages) != 1 || !strings.Contains(s.pages[0], "page: credential rejected") && !errors.Is(err, sheets.ErrBusy) {
				t.Errorf("pages %q", s.pages)
			}
			if err != nil && (len(err.Error()) > 400 || strings.ContainsAny(err.Error(), "\r\n")) {
				t.Errorf("the error is %q", err)
			}
			if _, err := os.Stat(s.options.Credential.TokenFile); err == nil {
				t.Error("a token was kept")
			}
		})
	}
}

// The browser asks for more than the one address; only an answer ends the wait.
func TestWhatElseABrowserAsksFor(t *testing.T) {
	s := startLogin(t)
	s.browser = func(t *testing.T, address string) {
		u, _ := url.Parse(address)
		home := u.Query().Get("redirect_uri")
		for _, other := range []string{home, home + "favicon.ico?state=1", strings.Replace(home, "127.0.0.1", "localhost", 1) + "?state=1"} {
			if code := s.visit(t, other); code != http.StatusNotFound && code != 0 {
				t.Errorf("%s: %d", other, code)
			}
		}
		s.pages = nil
		s.visit(t, address)
	}
	if _, err := s.run(t); err != nil {
		t.Error(err)
	}
}

// One answer is taken. The next one finds a page that says so, or nobody.
func TestSecondAnswer(t *testing.T) {
	s := startLogin(t)
	second := make(chan int, 1)
	again := &signIn{authServer: s.authServer}
	s.options.Page = func(err error) []byte { // the second answer comes while the first page is made
		if !errors.Is(err, google.AuthForged) {
			for _, asked := range s.codes {
				second <- again.visit(t, asked.Get("redirect_uri")+"?state="+asked.Get("state")+"&code=4/again")
			}
		}
		return fmt.Appendf(nil, "%v", err)
	}
	if _, err := s.run(t); err != nil {
		t.Error(err)
	}
	if code := <-second; code != http.StatusGone {
		t.Errorf("the second answer gets %d, want %d", code, http.StatusGone)
	}
	if len(again.pages) != 1 || !strings.Contains(again.pages[0], google.AuthForged.Error()) {
		t.Errorf("the second page is %q", again.pages)
	}
	for _, asked := range s.codes {
		if code := s.visit(t, asked.Get("redirect_uri")+"?state="+asked.Get("state")); code != 0 {
			t.Errorf("somebody still listens: %d", code)
		}
	}
}

func TestNobodySignsIn(t *testing.T) {
	s := startLogin(t)
	for _, c := range []struct {
		end  func(context.Context) (context.Context, context.CancelFunc)
		want error
	}{
		{func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithDeadline(ctx, time.Unix(0, 0))
		}, google.AuthTimeout},
		{func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			cancel()
			return ctx, cancel
		}, context.Canceled},
	} {
		ctx, cancel := c.end(t.Context())
		s.options.Show = func(string) {}
		if _, err := google.Login(ctx, s.options); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
		cancel()
	}
}

func TestLoginThatCannotStart(t *testing.T) {
	s := startLogin(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close() //nolint:errcheck // only its port is needed
	options := s.options
	options.Show = func(address string) { t.Errorf("shown: %s", address) }
	options.Port = taken.Addr().(*net.TCPAddr).Port
	if _, err := google.Login(t.Context(), options); err == nil || !strings.Contains(err.Error(), "address already in use") {
		t.Errorf("on a port that is taken: %v", err)
	}
	options.Port = 0
	for file, want := range map[string]error{"": google.AuthNotFound, s.key(t): google.AuthFile, s.folder: google.AuthFile} {
		options.Credential.File = file
		if _, err := google.Login(t.Context(), options); !errors.Is(err, want) {
			t.Errorf("with %q: %v, want %v", file, err, want)
		}
	}
}
