package google_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

// machine is the metadata server of a virtual machine on Google's cloud.
func machine(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Metadata-Flavor", "Google")
	switch {
	case r.URL.Host != "169.254.169.254" || r.Header.Get("Metadata-Flavor") != "Google":
		http.Error(w, "not here", http.StatusNotFound)
	case strings.HasSuffix(r.URL.Path, "/service-accounts/default/email"):
		fmt.Fprintln(w, "machine@office-1.iam.gserviceaccount.com")
	case strings.HasSuffix(r.URL.Path, "/service-accounts/default/token") && strings.Contains(r.URL.Query().Get("scopes"), "drive.readonly"):
		fmt.Fprint(w, `{"access_token":"ya29.machine","expires_in":3000,"token_type":"Bearer"}`)
	default:
		http.NotFound(w, r)
	}
}

func TestKindsOfCredentials(t *testing.T) {
	s := startAuth(t)
	key, app, token := s.key(t), s.app(t), s.person(t, mayRead)
	gcloud := s.file(t, "gcloud.json", fmt.Sprintf(`{"type":"authorized_user","client_id":%q,"client_secret":%q,"refresh_token":%q,
		"token_uri":%q,"quota_project_id":"office-1"}`, appID, appSecret, s.refresh, s.url+"/token"))
	t.Setenv("HOME", t.TempDir())
	t.Setenv("APPDATA", os.Getenv("HOME"))
	cases := []struct {
		name    string
		env     string // GOOGLE_APPLICATION_CREDENTIALS
		options google.CredentialOptions
		kind    google.CredentialKind
		account string
	}{
		{"service account", "", google.CredentialOptions{File: key}, google.ServiceAccount, emulator.Account},
		{"signed in", "", google.CredentialOptions{File: app, TokenFile: token}, google.Person, person},
		{"gcloud's file", "", google.CredentialOptions{File: gcloud}, google.Person, ""},
		{"a token file alone", "", google.CredentialOptions{File: s.file(t, "alone.json", strings.Replace(string(readFile(t, gcloud)),
			`"authorized_user"`, `"authorized_user","account":"`+person+`"`, 1))}, google.Person, person},
		{"default, named", key, google.CredentialOptions{}, google.Default, emulator.Account},
		{"default of the machine", "", google.CredentialOptions{Transport: noNetwork{machine}}, google.Default, "machine@office-1.iam.gserviceaccount.com"},
		{"acting as another", "", google.CredentialOptions{File: key, Impersonate: other, Endpoint: s.url}, google.Impersonated, other},
	}
	ids := map[string]string{}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", c.env)
			credential, err := google.OpenCredential(t.Context(), c.options)
			if err != nil {
				t.Fatal(err)
			}
			if credential.Kind() != c.kind || credential.Account() != c.account {
				t.Errorf("%s %q, want %s %q", credential.Kind(), credential.Account(), c.kind, c.account)
			}
			if err := credential.Check(t.Context()); err != nil {
				t.Error(err)
			}
			if id := credential.ID(); len(id) != 16 || strings.Contains(id, "@") {
				t.Errorf("its ID is %q", id)
			}
			ids[c.name] = credential.ID()
			s.tellsNothing(t, credential)
		})
	}
	if ids["service account"] != ids["default, named"] || ids["service account"] == ids["acting as another"] || ids["service account"] == ids["signed in"] {
		t.Errorf("whose quota is used: %v", ids)
	}
}

// A person's grant from gcloud uses the quota of a project of the person's, not
// that of gcloud.
func TestQuotaProject(t *testing.T) {
	s := startAuth(t)
	s.person(t, mayRead)
	file := s.file(t, "gcloud.json", fmt.Sprintf(`{"type":"authorized_user","client_id":%q,"client_secret":%q,"refresh_token":%q,
		"token_uri":%q,"quota_project_id":"office-1"}`, appID, appSecret, s.refresh, s.url+"/token"))
	var asked []string
	s.refuse = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/token" {
			asked = append(asked, r.Header.Get("X-Goog-User-Project"))
			emulator.Status(http.StatusNotFound, "NOT_FOUND", "Requested entity was not found.")(nil).ServeHTTP(w, r)
		}
		return r.URL.Path != "/token"
	}
	for _, c := range []struct {
		options google.CredentialOptions
		env     string
		want    string
	}{
		{google.CredentialOptions{File: file}, "", "office-1"},
		{google.CredentialOptions{}, "office-2", "office-2"},
		{google.CredentialOptions{File: s.key(t)}, "office-2", ""},
	} {
		t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", file)
		t.Setenv("GOOGLE_CLOUD_QUOTA_PROJECT", c.env)
		credential, err := google.OpenCredential(t.Context(), c.options)
		if err != nil {
			t.Fatal(err)
		}
		reader, err := google.New(t.Context(), google.Options{Credential: credential, Endpoint: s.url})
		if err != nil {
			t.Fatal(err)
		}
		asked = nil
		if _, err := reader.Read(t.Context(), id); !errors.Is(err, sheets.ErrNotFound) {
			t.Fatal(err)
		}
		if len(asked) == 0 || asked[0] != c.want {
			t.Errorf("%v uses the quota of %q, want %q", credential, asked, c.want)
		}
	}
}

// The file that gcloud wrote is taken where it lies, and the machine is not asked.
func TestDefaultOfGcloud(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Setenv("APPDATA", filepath.Join(t.TempDir(), ".config"))
	}
	s := startAuth(t)
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", "")
	t.Setenv("HOME", s.folder)
	folder := filepath.Join(s.folder, ".config", "gcloud")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(s.key(t), filepath.Join(folder, "application_default_credentials.json")); err != nil {
		t.Fatal(err)
	}
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if credential.Account() != emulator.Account || credential.Kind() != google.Default {
		t.Error(credential)
	}
}

func TestFilesThatAreNoCredential(t *testing.T) {
	s := startAuth(t)
	key, token := s.key(t), s.person(t, mayRead)
	good := string(readFile(t, key))
	const secret = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"
	s.secrets = append(s.secrets, secret)
	for name, content := range map[string]string{
		"empty":                      "",
		"not JSON":                   secret,
		"half":                       good[:len(good)/2],
		"person without a client":    `{"type":"authorized_user","refresh_token":"` + secret + `"}`,
		"client of a web":            `{"web":{"client_secret":"` + secret + `"}}`,
		"no account":                 strings.Replace(good, "client_email", "other", 1),
		"no key":                     strings.Replace(good, `"private_key"`, `"other"`, 1),
		"damaged key":                strings.Replace(good, `KEY-----\n`, `KEY-----\n`+secret, 1),
		"no PEM":                     strings.Replace(good, "BEGIN", secret, 1),
		"names a command to run":     `{"type":"external_account","credential_source":{"executable":{"command":"` + secret + `"}}}`,
		"names an address to ask":    `{"type":"external_account","token_url":"https://evil.example/` + secret + `"}`,
		"names an account to act as": `{"type":"impersonated_service_account","service_account_impersonation_url":"` + secret + `"}`,
		"too large":                  good + strings.Repeat(" ", 1<<16),
		"another shape":              `{"type":{"` + secret + `":1}}`,
	} {
		t.Run(name, func(t *testing.T) {
			options := google.CredentialOptions{File: s.file(t, "other.json", content), TokenFile: token}
			_, err := google.OpenCredential(t.Context(), options)
			if !errors.Is(err, google.AuthFile) || !errors.Is(err, sheets.ErrAuth) {
				t.Errorf("%v, want AuthFile", err)
			}
			s.tellsNothing(t, err)
			t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", options.File)
			if _, err := google.OpenCredential(t.Context(), google.CredentialOptions{}); !errors.Is(err, google.AuthFile) {
				t.Errorf("as the default: %v, want AuthFile", err)
			}
		})
	}
	web := s.file(t, "web.json", `{"web":{"client_id":"1"}}`)
	if _, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: web}); err == nil || !strings.Contains(err.Error(), "Desktop app") {
		t.Errorf("the client of a web application: %v, want what to make instead", err)
	}
	if _, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: filepath.Join(s.folder, "not there")}); !errors.Is(err, google.AuthFile) {
		t.Errorf("without a file: %v", err)
	}
	for _, o := range []google.CredentialOptions{
		{File: s.app(t)},
		{File: s.app(t), TokenFile: filepath.Join(s.folder, "not there")},
		{File: s.app(t), TokenFile: key},
		{File: s.app(t), TokenFile: s.file(t, "of another.json", strings.Replace(string(readFile(t, token)), appID, "7-other", 1))},
	} {
		_, err := google.OpenCredential(t.Context(), o)
		if !errors.Is(err, google.AuthNotSignedIn) {
			t.Errorf("%+v: %v, want AuthNotSignedIn", o, err)
		}
		s.tellsNothing(t, err)
	}
}

// A machine that is none of Google's has no credential of its own.
func TestNoDefault(t *testing.T) {
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", "")
	t.Setenv("HOME", t.TempDir())
	t.Setenv("APPDATA", os.Getenv("HOME"))
	for name, answer := range map[string]http.HandlerFunc{
		"nobody answers":   nil,
		"a gateway's page": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<html>", http.StatusForbidden) },
	} {
		_, err := google.OpenCredential(t.Context(), google.CredentialOptions{Transport: noNetwork{answer}})
		if !errors.Is(err, google.AuthNotFound) {
			t.Errorf("%s: %v, want AuthNotFound", name, err)
		}
	}
}

// No more is asked for than is needed.
func TestLeastScopes(t *testing.T) {
	s := startAuth(t)
	key := s.key(t)
	for _, c := range []struct {
		options google.CredentialOptions
		want    []string
	}{
		{google.CredentialOptions{File: key}, []string{mayRead}},
		{google.CredentialOptions{File: key, Write: true}, []string{mayWrite}},
		{google.CredentialOptions{File: key, Impersonate: other, Endpoint: s.url}, []string{mayBecome, mayRead}},
		{google.CredentialOptions{File: key, Impersonate: other, Endpoint: s.url, Write: true}, []string{mayBecome, mayWrite}},
	} {
		s.grants = nil
		if err := check(t, c.options); err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, scope := range s.asked("scope") {
			if assertion := s.asked("assertion")[i]; assertion != "" {
				scope = claimed(t, assertion)
			}
			got = append(got, scope)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v asks for %q, want %q", c.options, got, c.want)
		}
	}
}

// claimed returns the scopes in an assertion.
func claimed(t *testing.T, assertion string) string {
	t.Helper()
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(assertion, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims struct{ Scope string }
	if err := json.Unmarshal(payload, &claims); err != nil {
		t.Fatal(err)
	}
	return claims.Scope
}

// Each answer of the token server that has a remedy of its own has its reason.
func TestWhyThereIsNoToken(t *testing.T) {
	s := startAuth(t)
	key, app, token := s.key(t), s.app(t), s.person(t, mayRead)
	account := google.CredentialOptions{File: key}
	signedIn := google.CredentialOptions{File: app, TokenFile: token}
	bad := http.StatusBadRequest
	for _, c := range []struct {
		options     google.CredentialOptions
		status      int
		code        string
		description string
		want        error
	}{
		{account, bad, "invalid_grant", "Invalid JWT Signature.", google.AuthKey},
		{account, bad, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.", google.AuthClock},
		{account, bad, "invalid_grant", "Invalid grant: account not found", google.AuthAccount},
		{account, http.StatusUnauthorized, "unauthorized_client", "Unauthorized", google.AuthAccount},
		{account, bad, "invalid_scope", "Invalid OAuth scope or ID token audience provided.", google.AuthScopes},
		{account, http.StatusTooManyRequests, "rate_limit_exceeded", "slow down", sheets.ErrBusy},
		{account, http.StatusServiceUnavailable, "temporarily_unavailable", "", sheets.ErrBusy},
		{account, bad, "unsupported_grant_type", "", google.AuthRefused},
		{signedIn, bad, "invalid_grant", "Token has been expired or revoked.", google.AuthExpired},
		{signedIn, bad, "invalid_grant", "Bad Request", google.AuthExpired},
		{signedIn, bad, "invalid_grant", "Account has been deleted", google.AuthAccount},
		{signedIn, http.StatusUnauthorized, "disabled_client", "The OAuth client was disabled.", google.AuthClient},
		{signedIn, http.StatusUnauthorized, "deleted_client", "The OAuth client was deleted.", google.AuthClient},
		{signedIn, http.StatusUnauthorized, "invalid_client", "Unauthorized", google.AuthClient},
		{signedIn, bad, "admin_policy_enforced", "Access to your account data is restricted by policies within your organization.", google.AuthPolicy},
	} {
		t.Run(c.code+" "+c.description, func(t *testing.T) {
			s.refuseTokens(emulator.NoToken(c.status, c.code, c.description))
			err := check(t, c.options)
			if !errors.Is(err, c.want) || errors.Is(err, sheets.ErrAuth) == errors.Is(c.want, sheets.ErrBusy) {
				t.Errorf("%v, want %v", err, c.want)
			}
			s.tellsNothing(t, err)
		})
	}
	s.refuseTokens(emulator.Page(http.StatusForbidden))
	if err := check(t, account); !errors.Is(err, google.AuthRefused) {
		t.Errorf("a page: %v", err)
	}
}

// What a token server repeats of what it was sent is not said again.
func TestTokenServerThatTellsAll(t *testing.T) {
	s := startAuth(t)
	for _, o := range []google.CredentialOptions{{File: s.key(t)}, {File: s.app(t), TokenFile: s.person(t, mayRead)}} {
		s.refuseTokens(func(http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				emulator.NoToken(http.StatusBadRequest, "invalid_grant", r.PostForm.Encode())(nil).ServeHTTP(w, r)
			})
		})
		err := check(t, o)
		if !errors.Is(err, sheets.ErrAuth) {
			t.Error(err)
		}
		s.tellsNothing(t, err)
	}
}

// A token that a person withdrew is a state with a remedy; signing in again
// ends it while the same credential is in use.
func TestSigningInAgain(t *testing.T) {
	s := startAuth(t)
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: s.app(t), TokenFile: s.person(t, mayRead)})
	if err != nil {
		t.Fatal(err)
	}
	if err := credential.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	token := s.person(t, mayRead) // somebody signs in, and the token before that is good no more
	if err := credential.Check(t.Context()); err != nil {
		t.Errorf("after signing in again: %v", err)
	}
	if n := len(s.asked("")); n != 2 {
		t.Errorf("%d tokens were asked for, want one for each grant", n)
	}
	s.refresh = "withdrawn"
	touch(t, token)
	for range 2 {
		if err := credential.Check(t.Context()); !errors.Is(err, google.AuthExpired) {
			t.Errorf("withdrawn: %v, want AuthExpired", err)
		}
	}
	if err := os.Remove(token); err != nil {
		t.Fatal(err)
	}
	if err := credential.Check(t.Context()); !errors.Is(err, google.AuthNotSignedIn) {
		t.Errorf("removed: %v, want AuthNotSignedIn", err)
	}
	s.person(t, mayRead)
	if err := credential.Check(t.Context()); err != nil {
		t.Errorf("after signing in once more: %v", err)
	}
}

// touch gives a file another time of change.
func touch(t *testing.T, path string) {
	t.Helper()
	past := time.Unix(1_600_000_000, 0)
	if err := os.Chtimes(path, past, past); err != nil {
		t.Fatal(err)
	}
}

// What a person granted is held against what is needed now.
func TestGrantedScopes(t *testing.T) {
	const drive = "https://www.googleapis.com/auth/drive"
	for _, c := range []struct {
		name, saved, answered string
		write                 bool
		want                  error
	}{
		{"as needed", mayRead, "", false, nil},
		{"as needed to write", mayWrite, "", true, nil},
		{"more than needed", mayWrite, "", false, nil},
		{"all of Drive", drive, "", true, nil},
		{"not said", "", "", true, nil},
		{"writing was switched on", mayRead, "", true, google.AuthScopes},
		{"only the sheets", "https://www.googleapis.com/auth/spreadsheets.readonly", "", false, google.AuthScopes},
		{"not said in the file but by the server", "", mayRead, true, google.AuthScopes},
		{"other ones", "https://www.googleapis.com/auth/spreadsheets.readonlyx " + mayBecome, "", false, google.AuthScopes},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := startAuth(t)
			s.granted = c.answered
			err := check(t, google.CredentialOptions{File: s.app(t), TokenFile: s.person(t, c.saved), Write: c.write})
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

// A refresh token that takes the place of another is kept, by nobody else's
// eyes to be read.
func TestRefreshTokenIsReplaced(t *testing.T) {
	s := startAuth(t)
	s.rotate = true
	token := s.person(t, mayRead)
	if err := os.Chmod(token, 0o644); err != nil {
		t.Fatal(err)
	}
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: s.app(t), TokenFile: token})
	if err != nil {
		t.Fatal(err)
	}
	if got := credential.Exposed(); runtime.GOOS != "windows" && !slices.Equal(got, []string{token}) {
		t.Errorf("others may read %q", got)
	}
	if err := credential.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	var saved struct {
		Refresh string `json:"refresh_token"`
		Account string `json:"account"`
	}
	if err := json.Unmarshal(readFile(t, token), &saved); err != nil {
		t.Fatal(err)
	}
	if saved.Refresh != s.refresh || saved.Account != person {
		t.Errorf("the file holds %+v", saved)
	}
	if info, err := os.Stat(token); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(s.folder, ".token-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	if err := check(t, google.CredentialOptions{File: s.app(t), TokenFile: token}); err != nil {
		t.Errorf("with the new one: %v", err)
	}
}

// Who signs in while a token is being refreshed is not overruled.
func TestSigningInWhileRefreshing(t *testing.T) {
	s := startAuth(t)
	s.rotate = true
	token := s.person(t, mayRead)
	const newer = `{"type":"authorized_user","client_id":"` + appID + `","refresh_token":"1//newer"}`
	s.refuse = func(http.ResponseWriter, *http.Request) bool {
		s.file(t, "token.json", newer)
		return false
	}
	if err := check(t, google.CredentialOptions{File: s.app(t), TokenFile: token}); err != nil {
		t.Fatal(err)
	}
	if got := string(readFile(t, token)); got != newer {
		t.Errorf("the file holds %s", got)
	}
}

func TestActingAsAnother(t *testing.T) {
	s := startAuth(t)
	options := google.CredentialOptions{File: s.key(t), Impersonate: other, Endpoint: s.url}
	credential, err := google.OpenCredential(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := credential.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.headers) != 1 || s.headers[0].Get("Authorization") == "" {
		t.Errorf("%d requests to the IAM credentials API, want 1 that is signed", len(s.headers))
	}

	options.Impersonate = "stranger@office-1.iam.gserviceaccount.com"
	if err := check(t, options); !errors.Is(err, google.AuthImpersonation) {
		t.Errorf("as a stranger: %v, want AuthImpersonation", err)
	}
	iam := func(status int, body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/token" {
				return false
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	for _, c := range []struct {
		name   string
		refuse func(http.ResponseWriter, *http.Request) bool
		want   error
	}{
		{"role missing", iam(http.StatusForbidden, notAllowed), google.AuthImpersonation},
		{"no such account", iam(http.StatusNotFound, `{"error":{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}}`), google.AuthImpersonation},
		{"API not enabled", iam(http.StatusForbidden, notEnabled), google.AuthIAM},
		{"overloaded", iam(http.StatusServiceUnavailable, ""), sheets.ErrBusy},
		{"own token refused", iam(http.StatusUnauthorized, `{"error":{"code":401,"status":"UNAUTHENTICATED"}}`), google.AuthRefused},
		{"half an answer", iam(http.StatusOK, `{"accessToken":"ya29.half`), sheets.ErrBusy},
		{"endless answer", iam(http.StatusOK, `{"accessToken":"ya29.long","expireTime":"2999-01-01T00:00:00Z","more":"`+strings.Repeat("x", 1<<20)+`"}`), sheets.ErrBusy},
		{"no time in the answer", iam(http.StatusOK, `{"accessToken":"ya29.half"}`), sheets.ErrBusy},
	} {
		s.refuse = c.refuse
		err := check(t, options)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		s.tellsNothing(t, err)
	}
	s.refuseTokens(emulator.NoToken(http.StatusBadRequest, "invalid_grant", "Invalid JWT Signature."))
	if err := check(t, options); !errors.Is(err, google.AuthKey) {
		t.Errorf("with a deleted key: %v, want AuthKey", err)
	}
}

func TestTokenOfTheMachine(t *testing.T) {
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", "")
	t.Setenv("HOME", t.TempDir())
	t.Setenv("APPDATA", os.Getenv("HOME"))
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   error
	}{
		{"token", http.StatusOK, `{"access_token":"ya29.machine","expires_in":3000}`, nil},
		{"account taken away", http.StatusNotFound, "", google.AuthAccount},
		{"scopes not allowed", http.StatusForbidden, "", google.AuthRefused},
		{"no token", http.StatusOK, `{}`, sheets.ErrBusy},
		{"half", http.StatusOK, `{"access_token":"ya29`, sheets.ErrBusy},
	} {
		answer := func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/email") {
				machine(w, r)
				return
			}
			w.WriteHeader(c.status)
			fmt.Fprint(w, c.body)
		}
		if err := check(t, google.CredentialOptions{Transport: noNetwork{answer}}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// However many wait for a token, one is asked for.
func TestOneRequestForManyWhoWait(t *testing.T) {
	s := startAuth(t)
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: s.key(t)})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			if err := credential.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := len(s.asked("")); n != 1 {
		t.Errorf("%d tokens were asked for, want 1", n)
	}
}

// The words of the reasons are public: sentences are found by them.
func TestReasonsDiffer(t *testing.T) {
	seen := map[google.AuthError]bool{}
	for _, reason := range google.AuthErrors() {
		if seen[reason] || !errors.Is(reason, sheets.ErrAuth) {
			t.Errorf("%v", reason)
		}
		seen[reason] = true
	}
}
