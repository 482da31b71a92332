package google

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
	gdrive "google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
)

// LoginOptions say how a person signs in.
type LoginOptions struct {
	// Credential names the client of the installed app (File) and where the
	// grant is kept (TokenFile); what is asked for follows from the rest.
	Credential CredentialOptions
	Port       int                    // of 127.0.0.1 that the browser comes back to; 0 is a free one
	Show       func(address string)   // is given the address that the person is to open
	Page       func(err error) []byte // the HTML page at the end; err is nil when all is well
}

// Login has a person sign in with a browser and writes what was granted to the
// token file (RFC 8252: loopback redirect, PKCE). It waits until the browser
// comes back or ctx ends, which is AuthTimeout when its time was up. It
// returns the person's address, "" when Google does not tell it. Its errors
// tell no code and no token.
func Login(ctx context.Context, o LoginOptions) (account string, err error) {
	account, err = login(ctx, o)
	if err != nil {
		return "", fmt.Errorf("sign in to Google: %w", err)
	}
	return account, nil
}

func login(ctx context.Context, o LoginOptions) (string, error) {
	app, err := openApp(o.Credential)
	if err != nil {
		return "", err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)))
	if err != nil {
		return "", err
	}
	app.RedirectURL = "http://" + listener.Addr().String() + "/"
	verifier := oauth2.GenerateVerifier()
	r := &redirect{
		host: listener.Addr().String(), state: rand.Text(), page: o.Page, answered: make(chan answer, 1),
		finish: func(code string) (string, error) { return exchange(ctx, o.Credential, app, code, verifier) },
	}
	server := &http.Server{Handler: r, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	go server.Serve(listener) //nolint:errcheck // it ends when the server is shut down
	o.Show(app.AuthCodeURL(r.state, oauth2.AccessTypeOffline, oauth2.ApprovalForce, oauth2.S256ChallengeOption(verifier)))
	return r.wait(ctx, server)
}

// openApp reads the client that a person signs in through.
func openApp(o CredentialOptions) (*oauth2.Config, error) {
	if o.File == "" {
		return nil, fmt.Errorf("%w: no client of a desktop app is given", AuthNotFound)
	}
	_, file, err := readCredential(o.File)
	if err != nil {
		return nil, err
	}
	if file.Installed == nil || file.Installed.ClientID == "" {
		return nil, fmt.Errorf("%w: %s is not the client of a desktop app", AuthFile, o.File)
	}
	return file.Installed.config(o.neededScopes()), nil
}

// A redirect takes the one answer that the browser brings back.
type redirect struct {
	host     string
	state    string
	page     func(error) []byte
	finish   func(code string) (account string, err error) // goes on when the browser hangs up
	taken    atomic.Bool
	answered chan answer
}

type answer struct {
	account string
	err     error
}

// wait returns the answer when the page about it has been sent.
func (r *redirect) wait(ctx context.Context, server *http.Server) (string, error) {
	var a answer
	select {
	case a = <-r.answered:
	case <-ctx.Done():
		a.err = ctx.Err()
		if errors.Is(a.err, context.DeadlineExceeded) {
			a.err = fmt.Errorf("%w: nobody came back from the browser", AuthTimeout)
		}
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	_ = server.Shutdown(last) // the page may be lost, what was granted is not
	return a.account, a.err
}

// ServeHTTP answers the first request that brings an answer. What else a
// browser asks for, such as an icon, is not there.
func (r *redirect) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	query := request.URL.Query()
	if request.Method != http.MethodGet || request.URL.Path != "/" || request.Host != r.host || !query.Has("state") {
		http.NotFound(w, request)
		return
	}
	if !r.taken.CompareAndSwap(false, true) {
		r.show(w, http.StatusGone, fmt.Errorf("%w: this sign-in has been answered", AuthForged))
		return
	}
	account, err := r.take(query)
	status := http.StatusOK
	if err != nil {
		status = http.StatusBadRequest
	}
	r.show(w, status, err)
	r.answered <- answer{account, err}
}

// take checks what the browser brings and fetches what was granted.
func (r *redirect) take(query url.Values) (account string, err error) {
	if subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(r.state)) == 0 {
		return "", fmt.Errorf("%w: the answer belongs to another sign-in", AuthForged)
	}
	switch code := query.Get("error"); code {
	case "":
		return r.finish(query.Get("code"))
	case "access_denied":
		return "", fmt.Errorf("%w: access was declined in the browser", AuthDeclined)
	default:
		return "", fmt.Errorf("%w: %s", refusal(code, "", AuthRefused), oneLine(code))
	}
}

// show sends the page. Nothing of the address, which holds the code, leaves
// with it.
func (r *redirect) show(w http.ResponseWriter, status int, err error) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(r.page(err)) //nolint:errcheck // whoever closed the page does not want it
}

// exchange gives the code for what was granted and keeps that.
func exchange(ctx context.Context, o CredentialOptions, app *oauth2.Config, code, verifier string) (account string, err error) {
	client := o.client()
	token, err := app.Exchange(context.WithValue(ctx, oauth2.HTTPClient, client), code, oauth2.VerifierOption(verifier))
	if err != nil {
		return "", tokenFailure(err, AuthRefused)
	}
	granted := grantedScopes(token)
	if lack := lacking(granted, app.Scopes); len(granted) > 0 && len(lack) > 0 {
		return "", fmt.Errorf("%w: not granted: %s", AuthScopes, strings.Join(lack, " "))
	}
	if token.RefreshToken == "" {
		return "", fmt.Errorf("%w: Google granted nothing that lasts", AuthRefused)
	}
	account = whose(ctx, o, token)
	saved := savedGrant{ClientID: app.ClientID, RefreshToken: token.RefreshToken, Account: account, Scopes: granted}
	if err := writeGrant(o.TokenFile, saved); err != nil {
		return "", fmt.Errorf("%w: keep the token: %w", AuthFile, err)
	}
	return account, nil
}

// whose asks Drive whose token it is; "" when it does not tell, which does no
// harm. No scope is needed beyond those to read.
func whose(ctx context.Context, o CredentialOptions, token *oauth2.Token) string {
	client := o.client()
	client.Transport = &oauth2.Transport{Source: oauth2.StaticTokenSource(token), Base: client.Transport}
	options := []option.ClientOption{option.WithHTTPClient(client), option.WithUserAgent("thidua")}
	if o.Endpoint != "" {
		options = append(options, option.WithEndpoint(strings.TrimSuffix(o.Endpoint, "/")+"/drive/v3/"))
	}
	drive, err := gdrive.NewService(ctx, options...)
	if err != nil {
		return ""
	}
	about, err := drive.About.Get().Fields("user(emailAddress)").Context(ctx).Do()
	if err != nil || about.User == nil {
		return ""
	}
	return about.User.EmailAddress
}
