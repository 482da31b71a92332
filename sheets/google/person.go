package google

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"golang.org/x/oauth2"
)

// personGranter refreshes what a person has granted. It reads the token file
// each time it asks, so that signing in again needs no restart.
type personGranter struct {
	app       *oauth2.Config // with the scopes that are needed
	client    *http.Client
	tokenFile string
	fixed     *savedGrant // the grant where there is no token file
}

// openSignedIn opens the grant of the person who signed in through an installed
// app.
func openSignedIn(o CredentialOptions, app *oauth2.Config) (*Credential, error) {
	if o.TokenFile == "" {
		return nil, fmt.Errorf("%w: no token file is given", AuthNotSignedIn)
	}
	saved, err := readGrant(o.TokenFile, app.ClientID)
	if err != nil {
		return nil, err
	}
	g := &personGranter{app: app, client: o.client(), tokenFile: o.TokenFile}
	if err := g.suffices(saved.Scopes); err != nil {
		return nil, err
	}
	return &Credential{
		kind: Person, account: saved.Account, id: quotaID(app.ClientID), granter: g,
		exposed: exposed(o.File, o.TokenFile),
	}, nil
}

// openGrant opens a grant that lies in a file together with its client, as
// gcloud writes it.
func openGrant(o CredentialOptions, saved savedGrant, scopes []string) *Credential {
	app := installedApp{ClientID: saved.ClientID, ClientSecret: saved.ClientSecret, TokenURI: saved.TokenURI}
	return &Credential{
		kind: Person, account: saved.Account, id: quotaID(saved.ClientID + " " + saved.QuotaProject),
		quotaProject: saved.QuotaProject, exposed: exposed(o.File),
		granter: &personGranter{app: app.config(scopes), client: o.client(), fixed: &saved},
	}
}

func (g *personGranter) version() string {
	if g.fixed != nil {
		return ""
	}
	return fileVersion(g.tokenFile)
}

func (g *personGranter) grant(ctx context.Context) (*oauth2.Token, error) {
	saved, err := g.saved()
	if err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, oauth2.HTTPClient, g.client)
	token, err := g.app.TokenSource(ctx, &oauth2.Token{RefreshToken: saved.RefreshToken}).Token()
	if err != nil {
		return nil, tokenFailure(err, AuthExpired)
	}
	if err := g.suffices(grantedScopes(token)); err != nil {
		return nil, err
	}
	return token, g.keep(saved, token.RefreshToken)
}

// saved returns the grant as it is now.
func (g *personGranter) saved() (savedGrant, error) {
	if g.fixed != nil {
		return *g.fixed, nil
	}
	saved, err := readGrant(g.tokenFile, g.app.ClientID)
	if err != nil {
		return savedGrant{}, err
	}
	return saved, g.suffices(saved.Scopes)
}

// suffices checks that what was granted, where that is known, is enough.
func (g *personGranter) suffices(granted []string) error {
	if len(granted) == 0 {
		return nil
	}
	if lack := lacking(granted, g.app.Scopes); len(lack) > 0 {
		return fmt.Errorf("%w: not granted: %s", AuthScopes, strings.Join(lack, " "))
	}
	return nil
}

// keep writes a refresh token that has taken the place of the one that was
// used, unless somebody has signed in meanwhile.
func (g *personGranter) keep(used savedGrant, refreshToken string) error {
	if g.fixed != nil || refreshToken == "" || refreshToken == used.RefreshToken {
		return nil
	}
	now, err := readGrant(g.tokenFile, g.app.ClientID)
	if err != nil || now.RefreshToken != used.RefreshToken {
		return nil // the file is another's now, and says itself what is wrong with it
	}
	now.RefreshToken = refreshToken
	if err := writeGrant(g.tokenFile, now); err != nil {
		return fmt.Errorf("%w: keep the new token: %w", AuthFile, err)
	}
	return nil
}

// grantedScopes reads from a token server's answer what was granted; nil when
// it does not say.
func grantedScopes(token *oauth2.Token) []string {
	granted, _ := token.Extra("scope").(string)
	return strings.Fields(granted)
}
