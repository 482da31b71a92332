package emulator

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// impersonatePrefix is the path at which the IAM Service Account Credentials
// API gives tokens of other accounts.
const impersonatePrefix = "/v1/projects/-/serviceAccounts/"

// impersonate gives whoever may use the whole cloud platform a token of the
// service account.
func (s *Server) impersonate(w http.ResponseWriter, r *http.Request) {
	account, ok := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, impersonatePrefix), ":generateAccessToken")
	if !ok || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	var asked struct {
		Scope    []string `json:"scope"`
		Lifetime string   `json:"lifetime"`
	}
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		writeError(w, r, invalidBody(r, err))
		return
	}
	life := tokenLife
	if asked.Lifetime != "" {
		var err error
		if life, err = time.ParseDuration(asked.Lifetime); err != nil || life <= 0 || life > tokenLife {
			writeError(w, r, sheetsError(http.StatusBadRequest, "INVALID_ARGUMENT", "Request contains an invalid argument."))
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	by, known := s.bearer(r)
	switch {
	case !known:
		writeError(w, r, unauthenticated(r))
	case account != Account || !slices.Contains(by.scopes, scopePrefix+"cloud-platform"):
		writeError(w, r, sheetsError(http.StatusForbidden, "PERMISSION_DENIED",
			"Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
			errorInfo("IAM_PERMISSION_DENIED", map[string]string{"permission": "iam.serviceAccounts.getAccessToken"})))
	case len(asked.Scope) == 0:
		writeError(w, r, sheetsError(http.StatusBadRequest, "INVALID_ARGUMENT", "Scope required."))
	default:
		writeJSON(w, r, http.StatusOK, map[string]string{
			"accessToken": s.newToken(account, asked.Scope, life),
			"expireTime":  s.now().Add(life).UTC().Format(time.RFC3339),
		})
	}
}
