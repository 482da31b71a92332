package google

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
	oauthgoogle "golang.org/x/oauth2/google"
	"golang.org/x/sync/singleflight"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// tokenTimeout bounds one request for a token.
const tokenTimeout = 30 * time.Second

// tokens keeps the access token of a service account and gets a new one when
// it has run out. However many calls wait for one, it is asked for once.
type tokens struct {
	source func() (*oauth2.Token, error)
	group  singleflight.Group
	kept   atomic.Pointer[oauth2.Token]
}

// openCredentials reads the key file of a service account. Its errors tell
// nothing of what the file holds.
func openCredentials(file string) (*tokens, error) {
	if file == "" {
		return nil, fmt.Errorf("%w: no key file of a service account is given", sheets.ErrAuth)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", sheets.ErrAuth, err)
	}
	config, err := oauthgoogle.JWTConfigFromJSON(data, gsheets.SpreadsheetsReadonlyScope)
	if err != nil || config.Email == "" || config.TokenURL == "" {
		return nil, fmt.Errorf("%w: %s is not the JSON key of a service account", sheets.ErrAuth, file)
	}
	if !isKey(config.PrivateKey) {
		return nil, fmt.Errorf("%w: the private key in %s is damaged", sheets.ErrAuth, file)
	}
	client := &http.Client{Timeout: tokenTimeout, CheckRedirect: followNone}
	ctx := context.WithValue(context.Background(), oauth2.HTTPClient, client)
	return &tokens{source: func() (*oauth2.Token, error) { return config.TokenSource(ctx).Token() }}, nil
}

func isKey(key []byte) bool {
	block, _ := pem.Decode(key)
	if block == nil {
		return false
	}
	if _, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		return true
	}
	_, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	return err == nil
}

// get returns a token that is valid now. Its error wraps ErrAuth, ErrBusy or
// the error of ctx.
func (t *tokens) get(ctx context.Context) (*oauth2.Token, error) {
	if token := t.kept.Load(); token.Valid() {
		return token, nil
	}
	answer := t.group.DoChan("", func() (any, error) {
		token, err := t.source()
		if err != nil {
			return nil, tokenFailure(err)
		}
		if !token.Valid() {
			return nil, &failure{reason: sheets.ErrBusy, detail: "the token server's answer holds no token"}
		}
		t.kept.Store(token)
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

// drop forgets a token that was refused.
func (t *tokens) drop() { t.kept.Store(nil) }

// tokenFailure says why there is no token. Only the error code of the answer
// is repeated: it is all that tells the operator what to do.
func tokenFailure(err error) *failure {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return &failure{reason: sheets.ErrBusy, detail: "the token server gave no answer, or not a whole one"}
	}
	f := &failure{reason: sheets.ErrAuth, detail: "no token: " + refused.Response.Status}
	if code := refused.Response.StatusCode; isPassing(code) {
		f.reason, f.retryAfter = sheets.ErrBusy, retryAfter(refused.Response.Header)
	}
	var answer struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(refused.Body, &answer) == nil && answer.Error != "" {
		f.detail = "no token: " + oneLine(answer.Error)
	}
	return f
}
