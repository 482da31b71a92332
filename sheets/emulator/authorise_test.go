package emulator_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"thidua/sheets/emulator"
	"thidua/sheets/emulator/discovery"
)

// TestScopes: a method accepts the scopes that Google's documents list for it,
// and no other.
func TestScopes(t *testing.T) {
	o := openFaulty(t)
	apis := discovery.Load(t)
	for _, call := range []string{
		"GET /v4/spreadsheets/X", "POST /v4/spreadsheets", "POST /v4/spreadsheets/X:batchUpdate", "POST /v4/spreadsheets/X:getByDataFilter",
		"POST /v4/spreadsheets/X/sheets/0:copyTo", "GET /v4/spreadsheets/X/developerMetadata/1", "POST /v4/spreadsheets/X/developerMetadata:search",
		"GET /v4/spreadsheets/X/values:batchGet", "GET /v4/spreadsheets/X/values/A1", "PUT /v4/spreadsheets/X/values/A1",
		"POST /v4/spreadsheets/X/values/A1:append", "POST /v4/spreadsheets/X/values/A1:clear", "POST /v4/spreadsheets/X/values:batchUpdate",
		"POST /v4/spreadsheets/X/values:batchClear", "POST /v4/spreadsheets/X/values:batchGetByDataFilter",
		"GET /drive/v3/about", "GET /drive/v3/changes/startPageToken", "GET /drive/v3/changes", "GET /drive/v3/files", "GET /drive/v3/files/X",
		"GET /drive/v3/files/X/export", "POST /drive/v3/files", "POST /drive/v3/files/X/copy", "PATCH /drive/v3/files/X", "DELETE /drive/v3/files/X",
		"GET /drive/v3/files/X/permissions", "GET /drive/v3/files/X/permissions/1", "POST /drive/v3/files/X/permissions",
		"PATCH /drive/v3/files/X/permissions/1", "DELETE /drive/v3/files/X/permissions/1",
	} {
		verb, path, _ := strings.Cut(call, " ")
		m, err := apis.Method(verb, &url.URL{Path: path})
		check(t, err)
		for _, name := range []string{
			"drive", "drive.file", "drive.readonly", "drive.metadata", "drive.metadata.readonly", "spreadsheets", "spreadsheets.readonly", "calendar",
		} {
			scope := "https://www.googleapis.com/auth/" + name
			request, err := http.NewRequestWithContext(t.Context(), verb, o.url+path, strings.NewReader("{}"))
			check(t, err)
			response, err := bearer{o.Server, emulator.Account, []string{scope}}.RoundTrip(request)
			check(t, err)
			challenge := response.Header.Get("Www-Authenticate")
			_, answer := body(t, response)
			refused := strings.Contains(answer, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
			if refused == slices.Contains(m.Scopes, scope) || refused != strings.Contains(challenge, "insufficient_scope") {
				t.Errorf("%s with %s: refused %v", m.ID, name, refused)
			}
		}
	}
}
