package google

import (
	"encoding/json"
	"errors"
	"strings"

	"golang.org/x/oauth2"

	"thidua/sheets"
)

// AuthError is why a credential is of no use. Each has a remedy of its own, and
// each is a sheets.ErrAuth: find it with errors.As, or compare with errors.Is.
type AuthError string

// Why a credential is of no use.
const (
	AuthNotFound      AuthError = "not-found"     // no credential is given, and the machine has none of its own
	AuthFile          AuthError = "file"          // the file cannot be read or is no credential that is taken
	AuthNotSignedIn   AuthError = "not-signed-in" // nobody has signed in through the installed app yet
	AuthScopes        AuthError = "scopes"        // what was granted is less than what is needed now
	AuthExpired       AuthError = "expired"       // the grant of a signed-in person has expired or was withdrawn
	AuthKey           AuthError = "key"           // the key of the service account was deleted
	AuthAccount       AuthError = "account"       // the account was deleted or disabled
	AuthClock         AuthError = "clock"         // the machine's clock is wrong
	AuthClient        AuthError = "client"        // the installed app was deleted or disabled, or its secret changed
	AuthPolicy        AuthError = "policy"        // the administrator of the person's organisation forbids it
	AuthImpersonation AuthError = "impersonation" // the account may not act as the other one, or there is none
	AuthIAM           AuthError = "iam-disabled"  // the API through which one account acts as another is not enabled
	AuthAPI           AuthError = "api-disabled"  // the Sheets or the Drive API is not enabled in the project
	AuthRefused       AuthError = "refused"       // another answer of the token server

	AuthDeclined AuthError = "declined" // the person did not agree when signing in
	AuthTimeout  AuthError = "timeout"  // nobody signed in in time
	AuthForged   AuthError = "forged"   // the browser brought back an answer to another sign-in
)

// AuthErrors lists all of them.
func AuthErrors() []AuthError {
	return []AuthError{
		AuthNotFound, AuthFile, AuthNotSignedIn, AuthScopes, AuthExpired, AuthKey, AuthAccount, AuthClock, AuthClient,
		AuthPolicy, AuthImpersonation, AuthIAM, AuthAPI, AuthRefused, AuthDeclined, AuthTimeout, AuthForged,
	}
}

func (e AuthError) Error() string { return sheets.ErrAuth.Error() + " (" + string(e) + ")" }

// Reason returns the word for it.
func (e AuthError) Reason() string { return string(e) }

// Unwrap makes each an ErrAuth.
func (AuthError) Unwrap() error { return sheets.ErrAuth }

// grantFailure makes what kept a grant from being used a failure like those of
// calls.
func grantFailure(err error) *failure {
	var known *failure
	if errors.As(err, &known) {
		return known
	}
	var why AuthError
	if errors.As(err, &why) {
		return &failure{reason: why, detail: strings.TrimPrefix(err.Error(), why.Error()+": ")}
	}
	return classify(err)
}

// tokenFailure says why the token server gave no token. Only the error code of
// its answer is repeated: the rest may tell what was sent.
func tokenFailure(err error, invalidGrant AuthError) *failure {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return &failure{reason: sheets.ErrBusy, detail: "the token server gave no answer, or not a whole one"}
	}
	var answer struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	f := &failure{reason: AuthRefused, detail: "no token: " + refused.Response.Status}
	if json.Unmarshal(refused.Body, &answer) == nil && answer.Error != "" {
		f.reason = refusal(answer.Error, answer.Description, invalidGrant)
		f.detail = "no token: " + oneLine(answer.Error)
	}
	if code := refused.Response.StatusCode; isPassing(code) {
		f.reason, f.retryAfter = sheets.ErrBusy, retryAfter(refused.Response.Header)
	}
	return f
}

// refusal gives an answer of the token server its reason. What invalid_grant
// means depends on what was granted; only its description tells a wrong clock
// or an account that is gone from that.
func refusal(code, description string, invalidGrant AuthError) AuthError {
	switch code {
	case "invalid_grant":
		description = strings.ToLower(description)
		switch {
		case strings.Contains(description, "reasonable timeframe"):
			return AuthClock
		case strings.Contains(description, "account not found"), strings.Contains(description, "account has been deleted"),
			strings.Contains(description, "account disabled"):
			return AuthAccount
		}
		return invalidGrant
	case "disabled_client", "deleted_client", "invalid_client", "unauthorized_client":
		if invalidGrant == AuthKey {
			return AuthAccount // a service account is its own client
		}
		return AuthClient
	case "admin_policy_enforced", "org_internal", "access_denied":
		return AuthPolicy
	case "invalid_scope":
		return AuthScopes
	}
	return AuthRefused
}
