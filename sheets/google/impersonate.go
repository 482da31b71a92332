package google

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"google.golang.org/api/googleapi"
	"google.golang.org/api/iamcredentials/v1"
	"google.golang.org/api/option"

	"thidua/sheets"
)

// impersonatorScope is what an account needs to act as another; the API takes
// no lesser one. What it may do with it is decided by its roles.
const impersonatorScope = iamcredentials.CloudPlatformScope

// impersonateGranter asks for tokens of a service account as another account
// that may.
type impersonateGranter struct {
	as      *Credential
	options CredentialOptions
}

// impersonate returns the credential of the account to act as. Its quota is
// that account's own.
func impersonate(as *Credential, o CredentialOptions) *Credential {
	return &Credential{
		kind: Impersonated, account: o.Impersonate, id: quotaID(o.Impersonate), exposed: as.exposed,
		granter: impersonateGranter{as, o},
	}
}

func (g impersonateGranter) version() string { return g.as.granter.version() }

func (g impersonateGranter) grant(ctx context.Context) (*oauth2.Token, error) {
	own, err := g.as.get(ctx)
	if err != nil {
		return nil, err
	}
	service, err := g.service(ctx, own)
	if err != nil {
		return nil, fmt.Errorf("make an IAM credentials client: %w", err)
	}
	answer, err := service.Projects.ServiceAccounts.GenerateAccessToken("projects/-/serviceAccounts/"+g.options.Impersonate,
		&iamcredentials.GenerateAccessTokenRequest{Scope: g.options.scopes()}).Context(ctx).Do()
	if err != nil {
		g.as.drop() // it may be what was refused
		return nil, impersonationFailure(err)
	}
	expires, err := time.Parse(time.RFC3339, answer.ExpireTime)
	if err != nil {
		return nil, &failure{reason: sheets.ErrBusy, detail: "the answer of the IAM credentials API is not whole"}
	}
	return &oauth2.Token{AccessToken: answer.AccessToken, Expiry: expires}, nil
}

// service returns a client that signs with the impersonator's own token.
func (g impersonateGranter) service(ctx context.Context, own *oauth2.Token) (*iamcredentials.Service, error) {
	client := g.options.client()
	client.Transport = &oauth2.Transport{Source: oauth2.StaticTokenSource(own), Base: client.Transport}
	options := []option.ClientOption{option.WithHTTPClient(client), option.WithUserAgent("thidua")}
	if g.options.Endpoint != "" {
		options = append(options, option.WithEndpoint(strings.TrimSuffix(g.options.Endpoint, "/")+"/"))
	}
	return iamcredentials.NewService(ctx, options...)
}

// impersonationFailure says why there is no token of the other account. An
// account that does not exist is answered like one that may not be used.
func impersonationFailure(err error) *failure {
	failed := *classify(err)
	failed.code = 0 // it is not the answer of an API that spreadsheets are read by
	var answer *googleapi.Error
	switch {
	case errors.Is(failed.reason, sheets.ErrBusy):
	case errors.As(err, &answer) && reason(answer) == "SERVICE_DISABLED":
		failed.reason = AuthIAM
	case errors.As(err, &answer) && (answer.Code == http.StatusForbidden || answer.Code == http.StatusNotFound):
		failed.reason = AuthImpersonation
	default:
		failed.reason = AuthRefused
	}
	return &failed
}
