package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	gosync "sync"
	"testing"
	"time"

	"thidua/config"
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
	"thidua/sync"
	"thidua/templates"
	"thidua/validate"
)

// A signIn is an office whose person signs in to Google, and everything that
// was said while it did.
type signIn struct {
	dir   string
	drive *emulator.Server
	desk  *desk
	said  bytes.Buffer
}

// signInOffice is the example with one unit on Google, read by a person who has
// not signed in yet.
func signInOffice(t *testing.T, unit plan.UnitID) *signIn {
	t.Helper()
	s := &signIn{dir: office(t)}
	var err error
	s.drive, err = emulator.New(emulator.Options{})
	do(t, err)
	s.drive.Put(spreadsheetOf(t, s.dir, unit))
	s.desk = &desk{google: s.drive}
	server := httptest.NewServer(s.desk)
	t.Cleanup(server.Close)
	client, err := s.drive.ClientFile(server.URL)
	do(t, err)
	write(t, filepath.Join(s.dir, "client.json"), client)
	replaceInFile(t, configOf(s.dir), fmt.Sprintf("{unit: %s, path: units/%[1]s.xlsx}", unit),
		fmt.Sprintf(`{unit: %s, url: "https://docs.google.com/spreadsheets/d/%s/edit#gid=7"}`, unit, unitSheet))
	replaceInFile(t, configOf(s.dir), "schedule:", fmt.Sprintf("google: {credentials: client.json, endpoint: %q}\nschedule:", server.URL))
	return s
}

// token is where what was granted is kept unless the configuration says otherwise.
func (s *signIn) token() string { return filepath.Join(s.dir, "data", "google-token.json") }

// run runs a command, wants an exit code, and returns what it printed.
func (s *signIn) run(t *testing.T, code int, args ...string) (out, errw string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := run(t.Context(), s.args(args), &stdout, &stderr); got != code {
		t.Errorf("%q ended with %d, want %d: %s", args, got, code, stderr.String())
	}
	s.said.WriteString(stdout.String() + stderr.String())
	return stdout.String(), stderr.String()
}

func (s *signIn) args(args []string) []string {
	return append(args, "-v", "-c", configOf(s.dir), "--now", asOf)
}

// login signs in with a browser that opens what is printed, changed by go
// where it is given.
func (s *signIn) login(t *testing.T, code int, change func(address string) string) (out, errw string) {
	t.Helper()
	var stdout bytes.Buffer
	screen := &screen{}
	screen.opened = func(address string) {
		if change != nil {
			address = change(address)
		}
		s.said.WriteString(browse(t, address))
	}
	if got := run(t.Context(), s.args([]string{"google", "login", "--no-browser"}), &stdout, screen); got != code {
		t.Errorf("google login ended with %d, want %d: %s", got, code, screen.text.String())
	}
	screen.browser.Wait()
	s.said.WriteString(stdout.String() + screen.text.String())
	return stdout.String(), screen.text.String()
}

// A screen is a terminal at which somebody opens the address that is printed.
type screen struct {
	text    bytes.Buffer
	opened  func(address string)
	browser gosync.WaitGroup
}

func (s *screen) Write(p []byte) (int, error) {
	for word := range strings.FieldsSeq(string(p)) {
		if strings.HasPrefix(word, "http://") {
			s.browser.Go(func() { s.opened(word) })
		}
	}
	return s.text.Write(p)
}

// browse opens an address and returns the page at the end.
func browse(t *testing.T, address string) string {
	response, err := http.Get(address) //nolint:gosec // of the emulator
	if err != nil {
		t.Error(err)
		return ""
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil {
		t.Error(err)
	}
	return string(page)
}

// A desk stands before Google and notes every secret that goes over it.
type desk struct {
	google  http.Handler
	mu      gosync.Mutex
	secrets []string
}

func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	d.note(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	for _, name := range []string{"assertion", "code", "code_verifier", "refresh_token", "client_secret"} {
		d.note(r.PostForm.Get(name))
	}
	if r.URL.Path != "/token" && !strings.Contains(r.URL.Path, "/auth") {
		d.google.ServeHTTP(w, r)
		return
	}
	answer := httptest.NewRecorder()
	d.google.ServeHTTP(answer, r)
	if back, err := url.Parse(answer.Header().Get("Location")); err == nil {
		d.note(back.Query().Get("code"))
	}
	var token struct {
		Access  string `json:"access_token"`
		Refresh string `json:"refresh_token"`
	}
	if json.Unmarshal(answer.Body.Bytes(), &token) == nil {
		d.note(token.Access)
		d.note(token.Refresh)
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

func (d *desk) note(secret string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if secret != "" && !slices.Contains(d.secrets, secret) {
		d.secrets = append(d.secrets, secret)
	}
}

// tellsNothing checks that no secret was said or shown.
func (s *signIn) tellsNothing(t *testing.T, want int) {
	t.Helper()
	s.desk.mu.Lock()
	defer s.desk.mu.Unlock()
	if len(s.desk.secrets) < want {
		t.Errorf("only %d secrets went over the desk: this test looks in the wrong place", len(s.desk.secrets))
	}
	for _, secret := range append(s.desk.secrets, "Bearer ", "PRIVATE KEY") {
		if strings.Contains(s.said.String(), secret) {
			t.Errorf("%q was said:\n%s", secret, s.said.String())
		}
	}
}

func says(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}

// TestPersonSignsIn is a year of an office with a plain Google account: nobody
// has signed in, somebody declines, somebody signs in, the grant expires, and
// somebody signs in again.
func TestPersonSignsIn(t *testing.T) {
	s := signInOffice(t, "kiem-lam")
	_, errw := s.run(t, 1, "sync")
	says(t, errw, "thidua google login")

	s.drive.DenyConsent(true)
	_, errw = s.login(t, 1, nil)
	says(t, errw, "đã chọn từ chối", "bấm đồng ý")
	s.drive.DenyConsent(false)

	out, errw := s.login(t, 0, nil)
	says(t, errw, "Mở địa chỉ này", "/auth?")
	says(t, out, "Đã đăng nhập bằng "+emulator.Person, s.token())
	says(t, s.said.String(), "Đã đăng nhập. Có thể đóng cửa sổ này.", "Chưa đăng nhập được.")
	if info, err := os.Stat(s.token()); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the token file: %v, %v", info.Mode(), err)
	}
	if cold := round(t, 0, s.dir); cold.Sources.Failed != 0 || cold.Sources.Changed != 25 {
		t.Errorf("the first round: %+v", cold)
	}
	out, _ = s.run(t, 0, "google", "check")
	says(t, out, emulator.Person, "kiem-lam", "Google Sheets", "vi_VN", "Báo cáo thi đua")

	s.drive.RevokeSignIns()
	s.drive.Revoke()
	if failed := round(t, 3, s.dir).Failed; !slices.ContainsFunc(failed, func(f failedJSON) bool { return f.Rule == validate.RuleSourceUnreachable }) {
		t.Errorf("with the grant withdrawn, failed: %v", failed)
	}
	_, errw = s.run(t, 1, "google", "check")
	says(t, errw, "đã hết hạn hoặc đã bị thu hồi", "thidua google login", "In production")
	out, _ = s.run(t, 1, "google", "check", "--format", "json", "-q")
	if c := decode[googleCheck](t, []byte(out)).Credential; c.OK || c.Reason != "expired" || c.Account != emulator.Person || c.Hint == "" {
		t.Errorf("%+v", c)
	}

	out, errw = s.run(t, 3, "sync")
	says(t, out, "đã hết hạn hoặc đã bị thu hồi", "In production")
	says(t, errw, "reader is down", "credential rejected (expired)")

	s.login(t, 0, nil)
	round(t, 0, s.dir)
	s.tellsNothing(t, 10)
}

// TestSigningInAgainNeedsNoRestart: a grant is withdrawn while rounds go on, and
// somebody signs in again; the same engine with the same credential goes on.
func TestSigningInAgainNeedsNoRestart(t *testing.T) {
	s := signInOffice(t, "kiem-lam")
	s.login(t, 0, nil)
	words, err := templates.Load(templates.Vietnamese)
	do(t, err)
	now, err := time.Parse(time.RFC3339, asOf)
	do(t, err)
	a := &app{words: words, office: words, out: &s.said, errw: &s.said, configFile: configOf(s.dir), now: now, verbose: true}
	defer a.close()
	do(t, a.withEngine(t.Context(), func(_ config.Config, engine *sync.Engine) error {
		failed := func() int {
			result, err := engine.Run(t.Context(), now)
			do(t, err)
			return result.Failed
		}
		if n := failed(); n != 0 {
			t.Errorf("signed in: %d sources failed", n)
		}
		s.drive.RevokeSignIns()
		s.drive.Revoke()
		for range 2 {
			if n := failed(); n != 1 {
				t.Errorf("with the grant withdrawn: %d sources failed", n)
			}
		}
		s.login(t, 0, nil)
		if n := failed(); n != 0 {
			t.Errorf("signed in again: %d sources failed", n)
		}
		return nil
	}))
	s.tellsNothing(t, 10)
}

// TestSignInGoesWrong: whatever the browser brings, the page and the terminal
// say what to do, and nothing is kept.
func TestSignInGoesWrong(t *testing.T) {
	s := signInOffice(t, "kiem-lam")
	parameter := func(name, value string) func(string) string {
		return func(address string) string {
			u, _ := url.Parse(address)
			q := u.Query()
			q.Set(name, value)
			u.RawQuery = q.Encode()
			return u.String()
		}
	}
	_, errw := s.login(t, 1, parameter("state", "of another"))
	says(t, errw, "lần đăng nhập khác", "gợi ý")
	_, errw = s.login(t, 1, parameter("code_challenge", "of another"))
	says(t, errw, "Google từ chối")
	says(t, s.said.String(), "Chưa đăng nhập được.", "Cách sửa:")
	if _, err := os.Stat(s.token()); err == nil {
		t.Error("a token was kept")
	}
	ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	var errs bytes.Buffer
	if code := run(ctx, s.args([]string{"google", "login", "--no-browser"}), io.Discard, &errs); code != 1 {
		t.Errorf("ended with %d", code)
	}
	says(t, errs.String(), "Hết thời gian chờ", "--port")
	s.tellsNothing(t, 4)
}

// TestSignInOpensTheBrowser: where there is one it is opened, and the page is
// in the language of the terminal.
func TestSignInOpensTheBrowser(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the browser of the test stands in for xdg-open")
	}
	s := signInOffice(t, "kiem-lam")
	self, err := os.Executable()
	do(t, err)
	bin := t.TempDir()
	do(t, os.Symlink(self, filepath.Join(bin, "xdg-open")))
	t.Setenv("PATH", bin)
	t.Setenv("DISPLAY", ":0")
	out, _ := s.run(t, 0, "google", "login", "--lang", "en")
	says(t, out, "Signed in as "+emulator.Person)
	s.tellsNothing(t, 3)
}

func TestBrowserOfEachSystem(t *testing.T) {
	const screen = ":0"
	for _, c := range []struct{ system, display, wayland, want string }{
		{"windows", "", "", "rundll32"},
		{"darwin", "", "", "open"},
		{"linux", screen, "", "xdg-open"},
		{"freebsd", "", screen, "xdg-open"},
		{"linux", "", "", ""},
	} {
		env := map[string]string{"DISPLAY": c.display, "WAYLAND_DISPLAY": c.wayland}
		got := append(browserCommand(c.system, func(name string) string { return env[name] }), "")[0]
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.system, got, c.want)
		}
	}
}

// TestEveryTroubleWithGoogleIsExplained: each has its sentence and its remedy,
// in each language.
func TestEveryTroubleWithGoogleIsExplained(t *testing.T) {
	names := []string{"google.busy", "google.busy.hint", "google.master.denied", "google.master.denied.hint", "google.source.no-notes"}
	for _, why := range google.AuthErrors() {
		names = append(names, "google.auth."+why.Reason(), "google.auth."+why.Reason()+".hint")
	}
	for _, err := range []error{
		sheets.ErrNotFound, sheets.ErrDenied, sheets.ErrNotSpreadsheet, sheets.ErrEncrypted, sheets.ErrLegacyFormat,
		sheets.ErrCorrupt, sheets.ErrTooLarge, sheets.ErrTrashed, io.EOF,
	} {
		names = append(names, "google.source."+validate.SourceFinding("", "", err).Rule)
	}
	for _, kind := range []string{
		string(google.ServiceAccount), string(google.Person), string(google.Default), string(google.Impersonated),
		string(google.NativeSheet), string(google.ExcelWorkbook), string(google.OtherFile), "folder", "register", "master",
	} {
		names = append(names, "label.google."+kind)
	}
	for _, lang := range templates.Langs() {
		words, err := templates.Load(lang)
		do(t, err)
		for _, name := range names {
			if !words.Has(name) {
				t.Errorf("%s: no text %q", lang, name)
			}
		}
		for _, failed := range []error{nil, fmt.Errorf("%w: <script>", google.AuthDeclined), sheets.ErrBusy} {
			page := string((&app{words: words}).loginPage(failed))
			if !strings.Contains(page, "</html>") || strings.Contains(page, "<script>") || strings.Contains(page, "«") {
				t.Errorf("%s: the page about %v is %s", lang, failed, page)
			}
		}
	}
}
