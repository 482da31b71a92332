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

func TestOneCallASpreadsheet(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	reader := p.open(t, source)
	for n := 1; n <= 3; n++ {
		if _, err := reader.Read(t.Context(), source); err != nil {
			t.Fatal(err)
		}
		if reader.Calls() != n || p.Requests() != n {
			t.Errorf("%d calls, %d requests for %d reads", reader.Calls(), p.Requests(), n)
		}
	}
	if p.Grants() != 1 {
		t.Errorf("%d tokens were asked for, want 1", p.Grants())
	}
}

// Readers that start together wait for one token.
func TestOneTokenForAll(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	reader := p.open(t, source)
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
	reader := p.open(t, source)
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

// Faults that do not pass have their reason at once.
func TestFaultsThatStay(t *testing.T) {
	const disabled = "Google Sheets API has not been used in project 1 before or it is disabled."
	cases := []struct {
		name  string
		fault emulator.Fault
		want  error
	}{
		{"not there", emulator.Status(http.StatusNotFound, "NOT_FOUND", "Requested entity was not found."), sheets.ErrNotFound},
		{"not shared", emulator.Denied(), sheets.ErrDenied},
		{"Excel on Drive", emulator.OtherDocument(), sheets.ErrNotSpreadsheet},
		{"token refused", emulator.Status(http.StatusUnauthorized, "UNAUTHENTICATED", "no"), sheets.ErrAuth},
		{"API not enabled", emulator.Because(http.StatusForbidden, "PERMISSION_DENIED", disabled, "SERVICE_DISABLED"), sheets.ErrAuth},
		{"scope too small", emulator.Because(http.StatusForbidden, "PERMISSION_DENIED", "no", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), sheets.ErrAuth},
		{"too large", emulator.Body(http.StatusOK, "application/json", `{"spreadsheetId":"`+strings.Repeat("x", 33<<20)), sheets.ErrTooLarge},
	}
	p := start(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p.waits = nil
			source := p.Save(t, c.name, book(1))
			p.Refuse(source, c.fault)
			reader := p.open(t, source)
			_, err := reader.Read(t.Context(), source)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if reader.Calls() != 1 {
				t.Errorf("%d calls, want 1", reader.Calls())
			}
			withoutSecrets(t, err)
		})
	}
}

// An answer that Google is not known to give has no reason that anyone acts on.
func TestUnexpectedAnswer(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Refuse(source, emulator.Status(http.StatusBadRequest, "INVALID_ARGUMENT", "Request contains an invalid argument."))
	_, err := p.open(t, source).Read(t.Context(), source)
	if err == nil || !strings.Contains(err.Error(), "invalid argument") {
		t.Errorf("%v, want what the server said", err)
	}
	for _, sentinel := range []error{sheets.ErrBusy, sheets.ErrNotFound, sheets.ErrDenied, sheets.ErrNotSpreadsheet, sheets.ErrAuth} {
		if errors.Is(err, sentinel) {
			t.Errorf("%v is %v", err, sentinel)
		}
	}
}

// Faults that may pass are met with patience, up to a point.
func TestFaultsThatPass(t *testing.T) {
	const half = `{"spreadsheetId": "1BxiMVs0XRA5nF`
	cases := []struct {
		name  string
		fault emulator.Fault
		waits []int // seconds before the call is given up
	}{
		{"over quota", emulator.OverQuota(0), []int{1, 2, 4, 8, 16, 32}},
		{"over quota, told when to come", emulator.OverQuota(20), []int{20, 20, 20, 20, 20, 32}},
		{"over quota for long", emulator.OverQuota(3600), nil},
		{
			"quota of an older service", emulator.Body(http.StatusForbidden, "application/json",
				`{"error":{"code":403,"message":"User Rate Limit Exceeded","errors":[{"domain":"usageLimits","reason":"userRateLimitExceeded"}]}}`),
			[]int{1, 2, 4, 8, 16, 32},
		},
		{"server error", emulator.Status(http.StatusInternalServerError, "INTERNAL", "Internal error encountered."), []int{1, 2, 4}},
		{"unavailable", emulator.Status(http.StatusServiceUnavailable, "UNAVAILABLE", "The service is currently unavailable."), []int{1, 2, 4}},
		{"web page for an error", emulator.Page(http.StatusBadGateway), []int{1, 2, 4}},
		{"web page for an answer", emulator.Page(http.StatusOK), []int{1, 2, 4}},
		{"page of a gateway", emulator.Redirect("https://login.example/"), []int{1, 2, 4}},
		{"half an answer", emulator.Body(http.StatusOK, "application/json", half), []int{1, 2, 4}},
		{"empty answer", emulator.Body(http.StatusOK, "application/json", ""), []int{1, 2, 4}},
		{"answer of another shape", emulator.Body(http.StatusOK, "application/json", `{"spreadsheetId": 7}`), []int{1, 2, 4}},
		{"answer about something else", emulator.Body(http.StatusOK, "application/json", `{"spreadsheetId":"other"}`), []int{1, 2, 4}},
		{"hung up", emulator.HangUp(), []int{1, 2, 4}},
	}
	p := start(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p.waits = nil
			source := p.Save(t, c.name, book(1))
			p.Refuse(source, c.fault)
			reader := p.open(t, source)
			_, err := reader.Read(t.Context(), source)
			if !errors.Is(err, sheets.ErrBusy) {
				t.Errorf("%v, want ErrBusy", err)
			}
			if got := p.seconds(); !slices.Equal(got, c.waits) {
				t.Errorf("waited %v seconds, want %v", got, c.waits)
			}
			if want := len(c.waits) + 1; reader.Calls() != want {
				t.Errorf("%d calls, want %d", reader.Calls(), want)
			}
			withoutSecrets(t, err)

			p.Refuse(source, nil)
			p.Fail(c.fault)
			if _, err := reader.Read(t.Context(), source); (err == nil) != (len(c.waits) > 0) {
				t.Errorf("once the fault has passed: %v", err)
			}
		})
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
			reader := p.open(t, source)
			_, err := reader.Read(t.Context(), source)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if tries := len(p.seconds()) + 1; errors.Is(c.want, sheets.ErrBusy) != (tries > 1) {
				t.Errorf("tried %d times", tries)
			}
			if reader.Calls() != 0 {
				t.Errorf("%d calls without a token", reader.Calls())
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
	if _, err := p.open(t, source).Read(t.Context(), source); err != nil {
		t.Error(err)
	}
}

func TestServerThatDoesNotAnswer(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Refuse(source, emulator.Stall())
	reader, err := google.New(t.Context(), google.Options{
		CredentialsFile: p.keyFile, Endpoint: p.url, Timeout: 10 * time.Millisecond, Wait: p.note,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Read(t.Context(), source); !errors.Is(err, sheets.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
}

func TestNobodyListens(t *testing.T) {
	p := start(t)
	gone := httptest.NewServer(nil)
	gone.Close()
	reader, err := google.New(t.Context(), google.Options{CredentialsFile: p.keyFile, Endpoint: gone.URL, Wait: p.note})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Read(t.Context(), "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"); !errors.Is(err, sheets.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
}

func TestCancelledWhileItWaits(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Refuse(source, emulator.OverQuota(0))
	ctx, cancel := context.WithCancel(t.Context())
	reader, err := google.New(ctx, google.Options{
		CredentialsFile: p.keyFile, Endpoint: p.url,
		Wait: func(ctx context.Context, _ time.Duration) error {
			cancel()
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
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
