package emulator

import (
	"net/http"
	"slices"
	"strings"
)

// scopePrefix is what scopes begin with.
const scopePrefix = "https://www.googleapis.com/auth/"

// authorise finds out who asks, and returns why they may not. The caller has
// the lock.
func (s *Server) authorise(r *request) error {
	given, ok := s.bearer(r.Request)
	if !ok {
		return unauthenticated(r.Request)
	}
	accepted := strings.Fields(r.method.scopes)
	if r.isDownload() {
		accepted = strings.Fields(readContents)
	}
	var good []string
	for _, scope := range given.scopes {
		if name := strings.TrimPrefix(scope, scopePrefix); slices.Contains(accepted, name) {
			good = append(good, name)
		}
	}
	if len(good) == 0 {
		return outOfScope(r, accepted)
	}
	onlyOwn := !slices.ContainsFunc(good, func(scope string) bool { return scope != "drive.file" })
	r.viewer = viewer{account: given.account, appOnly: onlyOwn, drives: asksForDrives(r)}
	return nil
}

// bearer returns the token of a request, in its header or its parameters.
func (s *Server) bearer(r *http.Request) (token, bool) {
	name, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		name = r.URL.Query().Get("access_token")
	}
	given, known := s.signs.tokens[name]
	return given, known && s.now().Before(given.expires)
}

// asksForDrives reports whether a request reckons with shared drives. The
// Sheets API always does; Drive's lists need to be asked for their items too.
func asksForDrives(r *request) bool {
	yes := func(name string) bool { return strings.EqualFold(r.query.Get(name), "true") }
	switch r.method.id {
	case "drive.files.list", "drive.changes.list":
		return yes("supportsAllDrives") && yes("includeItemsFromAllDrives")
	default:
		return yes("supportsAllDrives")
	}
}

func unauthenticated(r *http.Request) *refusal {
	const message = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid " +
		"authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
	e := sheetsError(http.StatusUnauthorized, "UNAUTHENTICATED", message)
	e.header = http.Header{"Www-Authenticate": {`Bearer realm="https://accounts.google.com/", error="invalid_token"`}}
	if isDrive(r) {
		e.addItem(map[string]any{
			"message": "Invalid Credentials", "domain": "global", "reason": "authError", "location": "Authorization", "locationType": "header",
		})
	}
	return e
}

func outOfScope(r *request, accepted []string) *refusal {
	service := "sheets.googleapis.com"
	if isDrive(r.Request) {
		service = "drive.googleapis.com"
	}
	e := sheetsError(http.StatusForbidden, "PERMISSION_DENIED", "Request had insufficient authentication scopes.",
		errorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT", map[string]string{"service": service, "method": r.method.id}))
	full := scopePrefix + strings.Join(accepted, " "+scopePrefix)
	e.header = http.Header{
		"Www-Authenticate": {`Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="` + full + `"`},
	}
	if isDrive(r.Request) {
		e.addItem(map[string]any{"message": "Insufficient Permission", "domain": "global", "reason": "insufficientPermissions"})
	}
	return e
}

// addItem gives an error the list that the Drive API has.
func (e *refusal) addItem(item map[string]any) {
	if body, ok := e.body["error"].(map[string]any); ok {
		body["errors"] = []any{item}
	}
}
