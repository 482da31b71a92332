package emulator_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/option"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/emulator/discovery"
)

const (
	sheetType  = "application/vnd.google-apps.spreadsheet"
	folderType = "application/vnd.google-apps.folder"
	excelType  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// An office has a server, whose clock is moved by hand, and the client that
// programs use, signed in as the service account.
type office struct {
	*emulator.Server
	url   string
	drive *drive.Service
	time  time.Time
}

// openOffice reports every answer that is not as Google's documents say.
func openOffice(t *testing.T, o emulator.Options) *office {
	t.Helper()
	return openBehind(t, o, func(server http.Handler) http.Handler {
		readAPIs.Do(func() { apis = discovery.Load(t) })
		return apis.Watch(server, func(err error) { t.Errorf("not as documented: %v", err) })
	})
}

// openFaulty reports nothing, for a server that gives half answers.
func openFaulty(t *testing.T) *office {
	t.Helper()
	return openBehind(t, emulator.Options{}, func(server http.Handler) http.Handler { return server })
}

func openBehind(t *testing.T, o emulator.Options, front func(http.Handler) http.Handler) *office {
	t.Helper()
	place := &office{time: time.Date(2024, 7, 15, 8, 0, 0, 0, time.UTC)}
	o.Now = func() time.Time { return place.time }
	server, err := emulator.New(o)
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(front(server))
	t.Cleanup(listening.Close)
	place.Server, place.url = server, listening.URL
	place.drive = place.signIn(t, emulator.Account, drive.DriveScope)
	return place
}

// apis are read once: that takes longer than most tests.
var (
	apis     *discovery.APIs
	readAPIs sync.Once
)

// signIn returns a client with a token for the scopes.
func (o *office) signIn(t *testing.T, account string, scopes ...string) *drive.Service {
	t.Helper()
	service, err := drive.NewService(t.Context(), option.WithEndpoint(o.url+"/drive/v3/"),
		option.WithHTTPClient(&http.Client{Transport: bearer{o.Server, account, scopes}}))
	if err != nil {
		t.Fatal(err)
	}
	return service
}

// bearer signs each request with a new token.
type bearer struct {
	server  *emulator.Server
	account string
	scopes  []string
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.server.Token(b.account, b.scopes...))
	return http.DefaultTransport.RoundTrip(r)
}

// oneFigure is a native sheet with a figure.
func oneFigure(id, title string, v float64) *sheets.Grid {
	return &sheets.Grid{Source: id, Title: title, Locale: "vi_VN", Tabs: []sheets.Tab{{
		GID: "0", Title: "Biểu 1", Cells: [][]sheets.Cell{{{Kind: sheets.Number, Number: v}}},
	}}}
}

// refused returns the code and the reason of an error of the API.
func refused(t *testing.T, err error) (int, string) {
	t.Helper()
	var e *googleapi.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v, want an error of the API", err)
	}
	if len(e.Errors) == 0 {
		return e.Code, ""
	}
	return e.Code, e.Errors[0].Reason
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refusal asks and returns the code and the reason of the error.
func (o *office) refusal(t *testing.T, method, path string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, o.url+path, nil)
	check(t, err)
	response, err := bearer{o.Server, emulator.Account, []string{drive.DriveScope}}.RoundTrip(request)
	check(t, err)
	code, reason := refused(t, googleapi.CheckResponse(response))
	check(t, response.Body.Close())
	return strings.TrimSpace(fmt.Sprint(code, " ", reason))
}
