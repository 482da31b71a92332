package google_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

// book is a spreadsheet with one figure.
func book(v float64) *sheets.Grid {
	return &sheets.Grid{Title: "Báo cáo", Locale: "vi_VN", Tabs: []sheets.Tab{
		{GID: "7", Title: "Biểu 1", Cells: [][]sheets.Cell{{{Kind: sheets.Number, Number: v}}}},
	}}
}

// A native Sheet costs one call, whichever way it is read; Drive is asked once
// what it is.
func TestOneCallASpreadsheet(t *testing.T) {
	for path, want := range map[google.Path]google.Calls{
		google.Auto: {Sheets: 3, Drive: 1}, google.Sheets: {Sheets: 3}, google.Export: {Drive: 4},
	} {
		p := start(t).by(path)
		source := p.Save(t, "one", book(1))
		reader := p.open(t)
		for range 3 {
			if _, err := reader.Read(t.Context(), source); err != nil {
				t.Fatal(err)
			}
		}
		if reader.Calls() != want || p.Requests() != want.Sheets+want.Drive {
			t.Errorf("%q: %+v, %d requests for three readings", path, reader.Calls(), p.Requests())
		}
		if p.Grants() != 1 {
			t.Errorf("%q: %d tokens were asked for, want 1", path, p.Grants())
		}
	}
}

// Readers that start together wait for one token.
func TestOneTokenForAll(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	reader := p.open(t)
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			if _, err := reader.Read(t.Context(), source); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if p.Grants() != 1 {
		t.Errorf("%d tokens were asked for, want 1", p.Grants())
	}
}

func TestRevokedToken(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	reader := p.open(t)
	if _, err := reader.Read(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	p.Revoke()
	if _, err := reader.Read(t.Context(), source); !errors.Is(err, sheets.ErrAuth) {
		t.Errorf("%v, want ErrAuth", err)
	}
	if _, err := reader.Read(t.Context(), source); err != nil {
		t.Errorf("with a new token: %v", err)
	}
	if p.Grants() != 2 {
		t.Errorf("%d tokens were asked for, want 2", p.Grants())
	}
}

const disabled = "Google Sheets API has not been used in project 1 before or it is disabled."

// Answers of the Sheets API that do not pass have their reason at once.
func TestRefusalsOfSheets(t *testing.T) {
	cases := []struct {
		name  string
		fault emulator.Fault
		want  error
	}{
		{"not there", emulator.Status(http.StatusNotFound, "NOT_FOUND", "Requested entity was not found."), sheets.ErrNotFound},
		{"not shared", emulator.Denied(), sheets.ErrDenied},
		{"token refused", emulator.Status(http.StatusUnauthorized, "UNAUTHENTICATED", "no"), sheets.ErrAuth},
		{"API not enabled", emulator.Because(http.StatusForbidden, "PERMISSION_DENIED", disabled, "SERVICE_DISABLED"), sheets.ErrAuth},
		{"scope too small", emulator.Because(http.StatusForbidden, "PERMISSION_DENIED", "no", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), google.AuthScopes},
		{"too large", emulator.Body(http.StatusOK, "application/json", `{"spreadsheetId":"`+strings.Repeat("x", 129<<20)), sheets.ErrTooLarge},
	}
	p := start(t).by(google.Sheets)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			source := p.Save(t, c.name, book(1))
			p.Refuse(source, c.fault)
			reader := p.open(t)
			_, err := reader.Read(t.Context(), source)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if calls := reader.Calls(); calls != (google.Calls{Sheets: 1}) {
				t.Errorf("%+v, want 1", calls)
			}
			withoutSecrets(t, err)
		})
	}
}

// Answers of the Drive API that do not pass have their reason at once.
func TestRefusalsOfDrive(t *testing.T) {
	cases := []struct {
		name, reason, message string
		code                  int
		want                  error
		says                  string
	}{
		{"not there or not shared", "notFound", "File not found: X.", 404, sheets.ErrNotFound, "File not found"},
		{"no permission", "insufficientFilePermissions", "The user does not have sufficient permissions for this file.", 403, sheets.ErrDenied, ""},
		{"not for this app", "appNotAuthorizedToFile", "The user has not granted the app access to the file.", 403, sheets.ErrDenied, ""},
		{"not to be downloaded", "cannotDownloadFile", "This file cannot be downloaded by the user.", 403, sheets.ErrDenied, ""},
		{"not to be exported", "cannotExportFile", "This file cannot be exported by the user.", 403, sheets.ErrDenied, "lets nobody download"},
		{"forbidden to the domain", "domainPolicy", "The domain administrators have disabled Drive apps.", 403, sheets.ErrDenied, ""},
		{"above 10 MB", "exportSizeLimitExceeded", "This file is too large to be exported.", 403, sheets.ErrTooLarge, ""},
		{"no content", "fileNotDownloadable", "Only files with binary content can be downloaded.", 403, sheets.ErrNotSpreadsheet, ""},
		{"no Google document", "fileNotExportable", "Export only supports Docs Editors files.", 403, sheets.ErrNotSpreadsheet, ""},
		{"downloaded too often", "downloadQuotaExceeded", "The download quota for this file has been exceeded.", 403, sheets.ErrBusy, ""},
		{"no more today", "dailyLimitExceeded", "Daily Limit Exceeded", 403, sheets.ErrBusy, ""},
		{"API not enabled", "accessNotConfigured", "Google Drive API has not been used in project 1 before or it is disabled.", 403, sheets.ErrAuth, "Drive API: HTTP 403"},
		{"scope too small", "insufficientPermissions", "Insufficient Permission", 403, google.AuthScopes, "Drive API: HTTP 403"},
		{"token refused", "authError", "Invalid Credentials", 401, sheets.ErrAuth, ""},
		{"unheard of", "teapot", "I'm a teapot", 418, nil, "unexpected answer"},
	}
	p := start(t).by(google.Export)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			source := p.Save(t, c.name, book(1))
			p.Refuse(source, atDrive(emulator.DriveError(c.code, c.reason, c.message)))
			if c.code == http.StatusNotFound {
				p.Delete(t, source)
			}
			reader := p.open(t)
			_, err := reader.Read(t.Context(), source)
			if err == nil || !errors.Is(err, c.want) && c.want != nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if waits := p.seconds(); len(waits) > 0 {
				t.Errorf("waited %v seconds for what does not pass", waits)
			}
			withoutSecrets(t, err)
			p.pass(time.Minute)
		})
	}
}

// atDrive keeps a fault from the Sheets API.
func atDrive(fault emulator.Fault) emulator.Fault {
	return onPath("/drive/", fault)
}

// onPath lets a fault have the requests whose path holds part.
func onPath(part string, fault emulator.Fault) emulator.Fault {
	return func(honest http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.Path, part) {
				fault(honest).ServeHTTP(w, r)
			} else {
				honest.ServeHTTP(w, r)
			}
		})
	}
}

// An answer that Google is not known to give has no reason that anyone acts on.
func TestUnexpectedAnswer(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Refuse(source, emulator.Status(http.StatusBadRequest, "INVALID_ARGUMENT", "Request contains an invalid argument."))
	_, err := p.open(t).Read(t.Context(), source)
	if err == nil || !strings.Contains(err.Error(), "invalid argument") {
		t.Errorf("%v, want what the server said", err)
	}
	for _, sentinel := range []error{sheets.ErrBusy, sheets.ErrNotFound, sheets.ErrDenied, sheets.ErrNotSpreadsheet, sheets.ErrAuth} {
		if errors.Is(err, sentinel) {
			t.Errorf("%v is %v", err, sentinel)
		}
	}
}

// passingFaults are those that may pass, and the seconds for which a call waits
// before it is given up.
func passingFaults() []passingFault {
	const half = `{"spreadsheetId": "1BxiMVs0XRA5nF`
	quota, fault := []int{1, 2, 4, 8, 16, 32}, []int{1, 2, 4}
	return []passingFault{
		{"over quota", emulator.OverQuota(0), quota},
		{"over quota, told when to come", emulator.OverQuota(20), []int{20, 20, 20, 20, 20, 32}},
		{"over quota for long", emulator.OverQuota(3600), nil},
		{"over a quota of Drive's words", emulator.DriveError(http.StatusForbidden, "userRateLimitExceeded", "User Rate Limit Exceeded"), quota},
		{"server error", emulator.Status(http.StatusInternalServerError, "INTERNAL", "Internal error encountered."), fault},
		{"unavailable", emulator.Status(http.StatusServiceUnavailable, "UNAVAILABLE", "The service is currently unavailable."), fault},
		{"web page for an error", emulator.Page(http.StatusBadGateway), fault},
		{"page of a proxy", emulator.Page(http.StatusForbidden), fault},
		{"web page for an answer", emulator.Page(http.StatusOK), fault},
		{"page of a gateway", emulator.Redirect("https://login.example/"), fault},
		{"half an answer", emulator.Body(http.StatusOK, "application/json", half), fault},
		{"empty answer", emulator.Body(http.StatusOK, "application/json", ""), fault},
		{"truncated", emulator.Truncate(), fault},
		{"cut off", emulator.CutOff(), fault},
		{"hung up", emulator.HangUp(), fault},
	}
}

type passingFault struct {
	name  string
	fault emulator.Fault
	waits []int
}

// Faults that may pass are met with patience, up to a point.
func TestFaultsThatPass(t *testing.T) {
	for _, path := range []google.Path{google.Sheets, google.Export} {
		faults := passingFaults()
		if path == google.Sheets {
			faults = append(
				faults,
				passingFault{"answer of another shape", emulator.Body(http.StatusOK, "application/json", `{"spreadsheetId": 7}`), []int{1, 2, 4}},
				passingFault{"answer about something else", emulator.Body(http.StatusOK, "application/json", `{"spreadsheetId":"other"}`), []int{1, 2, 4}},
			)
		}
		for _, c := range faults {
			t.Run(string(path)+": "+c.name, func(t *testing.T) { testPassingFault(t, start(t).by(path), c) })
		}
	}
}

func testPassingFault(t *testing.T, p *place, c passingFault) {
	source := p.Save(t, "one", book(1))
	reader := p.open(t)
	if _, err := reader.Changes(t.Context(), ""); err != nil { // so that it is known what the source is
		t.Fatal(err)
	}
	before := p.Requests()
	p.Refuse(source, c.fault)
	_, err := reader.Read(t.Context(), source)
	if !errors.Is(err, sheets.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
	if got := p.seconds(); !slices.Equal(got, c.waits) {
		t.Errorf("waited %v seconds, want %v", got, c.waits)
	}
	if calls, want := p.Requests()-before, len(c.waits)+1; calls != want {
		t.Errorf("%d calls, want %d", calls, want)
	}
	withoutSecrets(t, err)

	p.Refuse(source, nil)
	p.pass(time.Hour)
	p.Fail(c.fault)
	if _, err := reader.Read(t.Context(), source); (err == nil) != (len(c.waits) > 0) {
		t.Errorf("once the fault has passed: %v", err)
	}
}

func TestTokenFaults(t *testing.T) {
	grant := func(description string) emulator.Fault {
		return emulator.NoToken(http.StatusBadRequest, "invalid_grant", description)
	}
	cases := []struct {
		name  string
		fault emulator.Fault
		want  error
	}{
		{"key revoked", grant("Invalid JWT Signature."), sheets.ErrAuth},
		{"account deleted", grant("Invalid grant: account not found"), sheets.ErrAuth},
		{"client disabled", emulator.NoToken(http.StatusUnauthorized, "unauthorized_client", "Unauthorized"), sheets.ErrAuth},
		{"overloaded", emulator.Page(http.StatusServiceUnavailable), sheets.ErrBusy},
		{"over quota", emulator.NoToken(http.StatusTooManyRequests, "rate_limit", "slow down"), sheets.ErrBusy},
		{"web page", emulator.Page(http.StatusOK), sheets.ErrBusy},
		{"no token in the answer", emulator.Body(http.StatusOK, "application/json", `{}`), sheets.ErrBusy},
		{"redirected", emulator.Redirect("https://login.example/"), sheets.ErrBusy},
		{"hung up", emulator.HangUp(), sheets.ErrBusy},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := start(t)
			source := p.Save(t, c.name, book(1))
			p.FailTokens(c.fault, c.fault, c.fault, c.fault)
			reader := p.open(t)
			_, err := reader.Read(t.Context(), source)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if tries := len(p.seconds()) + 1; errors.Is(c.want, sheets.ErrBusy) != (tries > 1) {
				t.Errorf("tried %d times", tries)
			}
			if calls := reader.Calls(); calls != (google.Calls{}) {
				t.Errorf("%+v without a token", calls)
			}
			withoutSecrets(t, err)
		})
	}
}

// A token goes nowhere but to the server it is for.
func TestTokenIsNotCarriedAway(t *testing.T) {
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s came with %q", r.URL, r.Header.Get("Authorization"))
	}))
	defer thief.Close()
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Fail(emulator.Redirect(thief.URL))
	p.FailTokens(emulator.Redirect(thief.URL))
	if _, err := p.open(t).Read(t.Context(), source); err != nil {
		t.Error(err)
	}
}

func TestServerThatDoesNotAnswer(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Refuse(source, emulator.Stall())
	reader := p.open(t, func(o *google.Options) { o.Timeout = 10 * time.Millisecond })
	if _, err := reader.Read(t.Context(), source); !errors.Is(err, sheets.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
}

func TestNobodyListens(t *testing.T) {
	p := start(t)
	gone := httptest.NewServer(nil)
	gone.Close()
	reader := p.open(t, func(o *google.Options) { o.Endpoint = gone.URL })
	if _, err := reader.Read(t.Context(), "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"); !errors.Is(err, sheets.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
}

func TestCancelledWhileItWaits(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Refuse(source, emulator.OverQuota(0))
	ctx, cancel := context.WithCancel(t.Context())
	reader := p.open(t, func(o *google.Options) {
		o.Wait = func(ctx context.Context, _ time.Duration) error {
			cancel()
			<-ctx.Done()
			return ctx.Err()
		}
	})
	if _, err := reader.Read(ctx, source); !errors.Is(err, context.Canceled) || errors.Is(err, sheets.ErrBusy) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

// withoutSecrets checks that an error tells nothing that opens a door.
func withoutSecrets(t *testing.T, err error) {
	t.Helper()
	for _, secret := range []string{"ya29.", "Bearer", "PRIVATE KEY", "assertion", "\n"} {
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("the error holds %q: %v", secret, err)
		}
	}
}
