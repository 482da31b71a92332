package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"thidua/config"
	"thidua/sheets"
	"thidua/sheets/google"
	"thidua/store"
)

type googleCommand struct {
	Login googleLoginCommand `cmd:"" help:"${help_google_login}"`
	Check googleCheckCommand `cmd:"" help:"${help_google_check}"`
}

// credentialOptions says as whom Google is asked.
func credentialOptions(g config.Google) google.CredentialOptions {
	return google.CredentialOptions{
		File: g.Credentials, TokenFile: g.Token, Impersonate: g.Impersonate, Endpoint: g.Endpoint, Write: g.Publish != "" || g.Feedback,
	}
}

// openGoogle opens the credential and a reader of what it may see, once.
func (a *app) openGoogle(ctx context.Context, cfg config.Config) (*google.Reader, error) {
	if a.client != nil {
		return a.client, nil
	}
	credential, err := google.OpenCredential(ctx, credentialOptions(cfg.Google))
	if err != nil {
		return nil, err
	}
	a.client, err = a.readGoogle(ctx, cfg, credential)
	return a.client, err
}

// readGoogle opens a reader of what the credential may see. What it uses of
// Google's quotas is counted for all commands that work on the same data.
func (a *app) readGoogle(ctx context.Context, cfg config.Config, credential *google.Credential) (*google.Reader, error) {
	path, err := google.ParsePath(cfg.Google.Read)
	if err != nil {
		return nil, err
	}
	quota, err := store.OpenQuota(ctx, filepath.Join(cfg.Data, "quota.db"))
	if err != nil {
		return nil, err
	}
	a.opened = append(a.opened, quota)
	return google.New(ctx, google.Options{Credential: credential, Endpoint: cfg.Google.Endpoint, Path: path, Quota: quota})
}

// loginTime is how long somebody has for signing in.
const loginTime = 5 * time.Minute

type googleLoginCommand struct {
	NoBrowser bool `help:"${help_google_no_browser}"`
	Port      int  `help:"${help_google_port}"`
}

// Run has a person sign in and keeps what was granted.
func (c googleLoginCommand) Run(ctx context.Context, a *app) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, loginTime)
	defer cancel()
	account, err := google.Login(ctx, google.LoginOptions{
		Credential: credentialOptions(cfg.Google), Port: c.Port, Page: a.loginPage,
		Show: func(address string) {
			fmt.Fprintf(a.errw, "%s\n\n  %s\n\n", a.words.Text("google.login.open", nil), address)
			if !c.NoBrowser {
				openBrowser(ctx, address)
			}
		},
	})
	if err != nil {
		return err
	}
	done := map[string]string{"account": account, "token": cfg.Google.Token}
	if a.json {
		return a.printJSON(done)
	}
	_, err = fmt.Fprintln(a.out, a.words.Text("google.login.done", done))
	return err
}

// loginPage is what the browser shows at the end of a sign-in.
func (a *app) loginPage(failed error) []byte {
	page := struct{ Title, Reason, HintWord, Hint string }{Title: a.words.Text("google.page.ok", nil)}
	if failed != nil {
		page.Title, page.HintWord = a.words.Text("google.page.failed", nil), a.words.Text("google.page.hint", nil)
		page.Reason, page.Hint = a.googleTrouble(failed)
	}
	html, err := a.words.HTML("google.page", page)
	if err != nil {
		return []byte(page.Title)
	}
	return []byte(html)
}

// googleTrouble says in the language of the terminal why Google cannot be
// asked, and what to do about it.
func (a *app) googleTrouble(err error) (reason, hint string) {
	name := "google.busy"
	var why google.AuthError
	switch {
	case errors.As(err, &why):
		name = "google.auth." + why.Reason()
	case errors.Is(err, sheets.ErrAuth):
		name = "google.auth." + google.AuthRefused.Reason()
	}
	return a.words.Text(name, nil), a.words.Text(name+".hint", nil)
}
