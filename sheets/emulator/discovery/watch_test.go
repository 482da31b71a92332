package discovery_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"thidua/sheets/emulator/discovery"
)

// TestWatch: an exchange that is wrong on either side is reported, and what
// the client gets is what was written.
func TestWatch(t *testing.T) {
	apis := discovery.Load(t)
	for name, c := range map[string]struct {
		verb, path, sent string
		code             int
		media, body      string
		want             string
	}{
		"right":          {"GET", "/v4/spreadsheets/ID", "", 200, "application/json; charset=UTF-8", `{"spreadsheetId":"ID"}`, ""},
		"unknown field":  {"GET", "/v4/spreadsheets/ID", "", 200, "application/json", `{"id":"ID"}`, "unknown field"},
		"not JSON":       {"GET", "/v4/spreadsheets/ID", "", 200, "text/html", `<html>`, "text/html"},
		"bad request":    {"PUT", "/v4/spreadsheets/ID/values/A1", `{"valuez":[]}`, 200, "application/json", `{}`, "valuez"},
		"bad query":      {"GET", "/v4/spreadsheets/ID?spreadsheet=1", "", 200, "application/json", `{}`, "no parameter"},
		"unknown method": {"GET", "/drive/v3/nothing", "", 200, "application/json", `{}`, "no method"},
		"nothing":        {"DELETE", "/drive/v3/files/ID", "", 204, "", "", ""},
		"download":       {"GET", "/drive/v3/files/ID?alt=media", "", 200, "text/csv", "a,b", ""},
		"upload":         {"POST", "/upload/drive/v3/files?uploadType=media", "a,b", 200, "application/json", `{"id":"ID"}`, ""},
		"an error":       {"GET", "/v4/spreadsheets/ID?spreadsheet=1", "", 400, "application/json", `{"error":{}}`, ""},
		"another server": {"GET", "/token", "", 200, "text/html", "<html>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var reported []error
			handler := apis.Watch(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if got, _ := io.ReadAll(r.Body); string(got) != c.sent {
					t.Errorf("the server got %q", got)
				}
				w.Header().Set("Content-Type", c.media)
				w.WriteHeader(c.code)
				_, _ = io.WriteString(w, c.body)
			}), func(err error) { reported = append(reported, err) })
			r := httptest.NewRequestWithContext(t.Context(), c.verb, c.path, strings.NewReader(c.sent))
			if strings.HasPrefix(c.sent, "{") {
				r.Header.Set("Content-Type", "application/json")
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != c.code || w.Body.String() != c.body {
				t.Errorf("the client got %d %q", w.Code, w.Body)
			}
			says(t, name, errors.Join(reported...), c.want)
		})
	}
}
