package google

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"
	gdrive "google.golang.org/api/drive/v3"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// tokenTimeout bounds one request for a token.
const tokenTimeout = 30 * time.Second

// CredentialOptions say as whom Google is asked.
type CredentialOptions struct {
	// File is the JSON key of a service account, the JSON of a person's grant
	// (authorized_user) or the JSON of an installed app's client. "" takes the
	// Application Default Credentials.
	File        string
	TokenFile   string            // grant of the person who signed in through the installed app
	Impersonate string            // address of a service account to act as
	Write       bool              // spreadsheets are written too, not only read
	Endpoint    string            // of the IAM credentials API; "" is Google's own
	Transport   http.RoundTripper // nil is http.DefaultTransport
}

// scopes are the least with which sheets are read, and written where that is on.
func (o CredentialOptions) scopes() []string {
	if o.Write {
		return []string{gsheets.SpreadsheetsScope, gdrive.DriveReadonlyScope}
	}
	return []string{gsheets.SpreadsheetsReadonlyScope, gdrive.DriveReadonlyScope}
}

// neededScopes are those of the account that signs in itself.
func (o CredentialOptions) neededScopes() []string {
	if o.Impersonate != "" {
		return []string{impersonatorScope}
	}
	return o.scopes()
}

// client is how token servers are asked. It follows no redirect, so that what
// it sends goes nowhere but to them.
func (o CredentialOptions) client() *http.Client {
	base := o.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	return &http.Client{Transport: capped{base}, Timeout: tokenTimeout, CheckRedirect: followNone}
}

// maxTokenAnswer is how many bytes of a token server's answer are read.
const maxTokenAnswer = 1 << 20

// capped cuts answers off after maxTokenAnswer bytes.
type capped struct{ http.RoundTripper }

func (c capped) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := c.RoundTripper.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(response.Body, maxTokenAnswer), response.Body}
	return response, nil
}

// CredentialKind is what a credential is.
type CredentialKind string

// The kinds of credentials.
const (
	ServiceAccount CredentialKind = "service-account" // its key file is given
	Person         CredentialKind = "person"          // a person has signed in
	Default        CredentialKind = "default"         // the machine's own, found where Google's libraries look
	Impersonated   CredentialKind = "impersonated"    // another one acts as this service account
)

// A granter asks for access tokens of one account.
type granter interface {
	// grant asks for a new token. Its error is a *failure or wraps an AuthError.
	grant(ctx context.Context) (*oauth2.Token, error)
	// version tells whether earlier tokens may still be used: it changes when
	// another grant has taken the place of the one they came from.
	version() string
}

// A Credential keeps the access token of one account and gets a new one when it
// has run out. However many calls wait for one, it is asked for once. It is safe
// for concurrent use, and printing it tells no secret.
type Credential struct {
	kind         CredentialKind
	account      string
	id           string
	quotaProject string
	exposed      []string

	granter granter
	group   singleflight.Group
	kept    atomic.Pointer[keptToken]
}

type keptToken struct {
	token   *oauth2.Token
	version string
}

// OpenCredential reads the files that the options name. It asks no server for a
// token yet. Its errors are AuthErrors and repeat nothing of what a file holds.
func OpenCredential(ctx context.Context, o CredentialOptions) (*Credential, error) {
	c, err := open(ctx, o, o.neededScopes())
	if err != nil {
		return nil, fmt.Errorf("open the Google credential: %w", err)
	}
	if o.Impersonate != "" {
		c = impersonate(c, o)
	}
	return c, nil
}

// open opens the credential for these scopes, without impersonation.
func open(ctx context.Context, o CredentialOptions, scopes []string) (*Credential, error) {
	if o.File != "" {
		return openFile(o, scopes)
	}
	return openDefault(ctx, o, scopes)
}

// Kind returns what the credential is.
func (c *Credential) Kind() CredentialKind { return c.kind }

// Account returns the address that sheets are to be shared with, "" when it is
// not known.
func (c *Credential) Account() string { return c.account }

// ID names whose quota is used: credentials of the same ID share one. It is the
// same on every machine and does not tell who it is.
func (c *Credential) ID() string { return c.id }

// Exposed returns the files of the credential that other users of the machine
// may read.
func (c *Credential) Exposed() []string { return c.exposed }

// String tells what the credential is and nothing that opens a door.
func (c *Credential) String() string { return string(c.kind) + " " + c.account }

// GoString is String: %#v tells no more.
func (c *Credential) GoString() string { return c.String() }

// get returns a token that is valid now. Its error wraps ErrAuth, ErrBusy or
// the error of ctx.
func (c *Credential) get(ctx context.Context) (*oauth2.Token, error) {
	version := c.granter.version()
	if token := c.good(version); token != nil {
		return token, nil
	}
	answer := c.group.DoChan("", func() (any, error) {
		if token := c.good(version); token != nil {
			return token, nil // it came between the look above and this one
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tokenTimeout)
		defer cancel()
		token, err := c.granter.grant(ctx)
		if err != nil {
			return nil, grantFailure(err)
		}
		if !token.Valid() {
			return nil, &failure{reason: sheets.ErrBusy, detail: "the token server's answer holds no token"}
		}
		c.kept.Store(&keptToken{token, version})
		return token, nil
	})
	select {
	case a := <-answer:
		token, _ := a.Val.(*oauth2.Token)
		return token, a.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// good returns the token at hand, nil when it is not valid now or comes from a
// grant of another version.
func (c *Credential) good(version string) *oauth2.Token {
	kept := c.kept.Load()
	if kept == nil || kept.version != version || !kept.token.Valid() {
		return nil
	}
	return kept.token
}

// drop forgets a token that was refused.
func (c *Credential) drop() { c.kept.Store(nil) }

// sign puts the token on a request, and whose quota it uses where that is not
// the account's own.
func (c *Credential) sign(request *http.Request, token *oauth2.Token) {
	token.SetAuthHeader(request)
	if c.quotaProject != "" {
		request.Header.Set("X-Goog-User-Project", c.quotaProject)
	}
}

// Check asks for a token, unless there is one, and says why there is none: an
// AuthError, or sheets.ErrBusy for what may pass.
func (c *Credential) Check(ctx context.Context) error {
	if _, err := c.get(ctx); err != nil {
		return fmt.Errorf("get a Google token: %w", err)
	}
	return nil
}

// quotaID is the ID of a credential that uses the quota of name.
func quotaID(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:8])
}
