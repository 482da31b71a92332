package emulator_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"google.golang.org/api/drive/v3"

	"thidua/sheets/emulator"
)

// FuzzRequest: whatever is asked for, the answer is one of Google's or says
// that it is unknown, and the server goes on.
func FuzzRequest(f *testing.F) {
	for _, seed := range []struct{ method, path, query, body string }{
		{"GET", "/v4/spreadsheets/A", "fields=sheets(properties,data.rowData)", ""},
		{"GET", "/v4/spreadsheets/A/values/'Biểu%201'!A1:B2", "majorDimension=COLUMNS", ""},
		{"PUT", "/v4/spreadsheets/A/values/A1", "valueInputOption=USER_ENTERED", `{"values":[["=1/0"]]}`},
		{"POST", "/v4/spreadsheets/A:batchUpdate", "", `{"requests":[{"addSheet":{}}]}`},
		{"POST", "/v4/spreadsheets", "", `{"sheets":[{"properties":{"title":"x"}}]}`},
		{"GET", "/drive/v3/files", "q=not (name contains 'a\\'b' or trashed=true) and 'root' in parents&orderBy=folder,name desc", ""},
		{"GET", "/drive/v3/files/A", "fields=owners(me),capabilities/canEdit,*", ""},
		{"GET", "/drive/v3/files/A/export", "mimeType=text/csv", ""},
		{"GET", "/drive/v3/changes", "pageToken=1&pageSize=1", ""},
		{"POST", "/drive/v3/files", "", `{"name":"x","parents":["F"],"properties":{"a":null}}`},
		{"PATCH", "/drive/v3/files/A", "addParents=F&removeParents=G", `{"trashed":true}`},
		{"POST", "/upload/drive/v3/files", "uploadType=media", "PK\x03\x04"},
		{"POST", "/upload/drive/v3/files", "uploadType=resumable", "{}"},
		{"POST", "/drive/v3/files/A/permissions", "", `{"role":"reader","type":"anyone"}`},
		{"GET", "/o/oauth2/v2/auth", "redirect_uri=http://[::1]:1/&client_id=x&response_type=code", ""},
		{"POST", "/token", "grant_type=refresh_token&assertion=a.b.c", ""},
		{"POST", "/v1/projects/-/serviceAccounts/x:generateAccessToken", "", `{"lifetime":"1e9s"}`},
	} {
		f.Add(seed.method, seed.path, seed.query, seed.body)
	}
	server, err := emulator.New(emulator.Options{})
	if err != nil {
		f.Fatal(err)
	}
	server.Put(oneFigure("A", "Báo cáo", 1))
	server.PutFolder("F", "Thư mục")
	token := server.Token(emulator.Account, drive.DriveScope)
	f.Fuzz(func(t *testing.T, method, path, query, body string) {
		request, err := http.NewRequestWithContext(t.Context(), method, "http://127.0.0.1/", strings.NewReader(body))
		if err != nil {
			return // not a request
		}
		if request.URL.Path, err = url.PathUnescape(path); err != nil {
			return // not a path
		}
		request.URL.RawPath, request.URL.RawQuery = path, query
		request.Header.Set("Authorization", "Bearer "+token)
		answer := httptest.NewRecorder()
		server.ServeHTTP(answer, request)
		if answer.Code == http.StatusInternalServerError {
			t.Errorf("%s %s?%s: %s", method, path, query, answer.Body)
		}
	})
}
