package emulator_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"
	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"

	"thidua/sheets/emulator"
)

// application is the installed application, as x/oauth2 reads its file.
func (o *office) application(t *testing.T) *oauth2.Config {
	t.Helper()
	data, err := o.ClientFile(o.url)
	check(t, err)
	config, err := google.ConfigFromJSON(data, drive.DriveReadonlyScope)
	check(t, err)
	config.RedirectURL = "http://127.0.0.1:49152/"
	config.Endpoint.AuthStyle = oauth2.AuthStyleInParams // or what is refused would be sent a second time
	return config
}

// visit opens an address and returns the one to which it leads, or the page.
func visit(t *testing.T, address string) (query url.Values, page string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	check(t, err)
	response, err := http.DefaultTransport.RoundTrip(request)
	check(t, err)
	defer response.Body.Close()
	if response.StatusCode != http.StatusFound {
		data, err := io.ReadAll(response.Body)
		check(t, err)
		return nil, string(data)
	}
	to, err := response.Location()
	check(t, err)
	return to.Query(), ""
}

// reasonOf is the name of an error of the token endpoint.
func reasonOf(err error) string {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return refused.ErrorCode
	}
	return ""
}

// TestPersonSignsIn follows an installed application from the question to the
// files, until the person takes the consent back.
func TestPersonSignsIn(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "Báo cáo", 1))
	app := o.application(t)
	verifier := oauth2.GenerateVerifier()

	answer, _ := visit(t, app.AuthCodeURL("state-1", oauth2.AccessTypeOffline, oauth2.S256ChallengeOption(verifier)))
	if answer.Get("state") != "state-1" || answer.Get("code") == "" {
		t.Fatalf("sent back with %v", answer)
	}
	token, err := app.Exchange(t.Context(), answer.Get("code"), oauth2.VerifierOption(verifier))
	check(t, err)
	if _, err := app.Exchange(t.Context(), answer.Get("code"), oauth2.VerifierOption(verifier)); reasonOf(err) != "invalid_grant" {
		t.Errorf("the same code again: %v", err)
	}
	service, err := drive.NewService(t.Context(), option.WithEndpoint(o.url+"/drive/v3/"), option.WithHTTPClient(app.Client(t.Context(), token)))
	check(t, err)
	f, err := service.Files.Get("A").Fields("ownedByMe").Do()
	check(t, err)
	if !f.OwnedByMe {
		t.Error("the person does not own the file")
	}

	again := app.TokenSource(t.Context(), &oauth2.Token{RefreshToken: token.RefreshToken})
	if fresh, err := again.Token(); err != nil || fresh.AccessToken == token.AccessToken {
		t.Errorf("refreshed: %v", err)
	}
	o.RevokeSignIns()
	if _, err := app.TokenSource(t.Context(), &oauth2.Token{RefreshToken: token.RefreshToken}).Token(); reasonOf(err) != "invalid_grant" {
		t.Errorf("refreshed after the consent was taken back: %v", err)
	}
}

// TestConsent: what an application may ask for, and what the person may say.
func TestConsent(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	app := o.application(t)
	for name, c := range map[string]struct{ redirect, client, page string }{
		"another machine":     {"http://example.com/", app.ClientID, "redirect_uri_mismatch"},
		"not a web address":   {"urn:ietf:wg:oauth:2.0:oob", app.ClientID, "redirect_uri_mismatch"},
		"unknown application": {"http://localhost:8080/", "someone", "invalid_client"},
	} {
		asked := *app
		asked.RedirectURL, asked.ClientID = c.redirect, c.client
		if _, page := visit(t, asked.AuthCodeURL("s")); !strings.Contains(page, c.page) {
			t.Errorf("%s: %q, want %s", name, page, c.page)
		}
	}
	o.DenyConsent(true)
	if answer, _ := visit(t, app.AuthCodeURL("s")); answer.Get("error") != "access_denied" || answer.Get("state") != "s" {
		t.Errorf("denied: %v", answer)
	}
}

// TestCodes: a code is good for the one who asked, for a short time.
func TestCodes(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	app := o.application(t)
	verifier := oauth2.GenerateVerifier()
	code := func() string {
		answer, _ := visit(t, app.AuthCodeURL("s", oauth2.S256ChallengeOption(verifier)))
		return answer.Get("code")
	}
	other := *app
	other.RedirectURL = "http://127.0.0.1:49153/"
	stranger := *app
	stranger.ClientSecret = "guessed"
	exchange := func(app *oauth2.Config, code, verifier string) error {
		_, err := app.Exchange(t.Context(), code, oauth2.VerifierOption(verifier))
		return err
	}
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"made up":             {exchange(app, "4/0AAAA", verifier), "invalid_grant"},
		"another verifier":    {exchange(app, code(), oauth2.GenerateVerifier()), "invalid_grant"},
		"no verifier":         {exchange(app, code(), ""), "invalid_grant"},
		"another address":     {exchange(&other, code(), verifier), "redirect_uri_mismatch"},
		"another application": {exchange(&stranger, code(), verifier), "invalid_client"},
	} {
		if got := reasonOf(c.err); got != c.want {
			t.Errorf("%s: %q, want %s", name, got, c.want)
		}
	}
	late := code()
	o.time = o.time.Add(time.Hour)
	if got := reasonOf(exchange(app, late, verifier)); got != "invalid_grant" {
		t.Errorf("an hour later: %q", got)
	}
}

// TestSignInsExpire: while an application is being tested, a consent lasts for
// seven days.
func TestSignInsExpire(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.LimitSignIns(7 * 24 * time.Hour)
	app := o.application(t)
	answer, _ := visit(t, app.AuthCodeURL("s"))
	token, err := app.Exchange(t.Context(), answer.Get("code"))
	check(t, err)
	refresh := func() error {
		_, err := app.TokenSource(t.Context(), &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
		return err
	}
	o.time = o.time.Add(7 * 24 * time.Hour)
	check(t, refresh())
	o.time = o.time.Add(time.Minute)
	if got := reasonOf(refresh()); got != "invalid_grant" {
		t.Errorf("after seven days: %q", got)
	}
}

// TestImpersonation: who may use the cloud platform gets a token of the
// service account, others do not.
func TestImpersonation(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	const cloud = "https://www.googleapis.com/auth/cloud-platform"
	for name, c := range map[string]struct {
		token, account, body string
		code                 int
	}{
		"allowed":         {o.Token(emulator.Person, cloud), emulator.Account, `{"scope":["` + readonly + `"],"lifetime":"600s"}`, 200},
		"other account":   {o.Token(emulator.Person, cloud), "x@example.com", `{"scope":["` + readonly + `"]}`, 403},
		"other scope":     {o.Token(emulator.Person, readonly), emulator.Account, `{"scope":["` + readonly + `"]}`, 403},
		"for nothing":     {o.Token(emulator.Person, cloud), emulator.Account, `{}`, 400},
		"for too long":    {o.Token(emulator.Person, cloud), emulator.Account, `{"scope":["` + readonly + `"],"lifetime":"7200s"}`, 400},
		"without a token": {"", emulator.Account, `{"scope":["` + readonly + `"]}`, 401},
	} {
		t.Run(name, func(t *testing.T) {
			code, body := post(t, o.url+"/v1/projects/-/serviceAccounts/"+c.account+":generateAccessToken", c.token, c.body)
			if code != c.code {
				t.Fatalf("%d %s, want %d", code, body, c.code)
			}
			if c.code != http.StatusOK {
				return
			}
			var given struct{ AccessToken, ExpireTime string }
			check(t, json.Unmarshal([]byte(body), &given))
			if given.AccessToken == "" || given.ExpireTime != "2024-07-15T08:10:00Z" {
				t.Errorf("%+v", given)
			}
		})
	}
}

func post(t *testing.T, address, token, sent string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, address, strings.NewReader(sent))
	check(t, err)
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	check(t, err)
	return body(t, response)
}
