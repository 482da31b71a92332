package google

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"
	"runtime"

	"golang.org/x/oauth2"
	oauthgoogle "golang.org/x/oauth2/google"
	"golang.org/x/oauth2/jwt"
)

// maxCredential is how many bytes a credential's file may have; keys have some
// 2,400.
const maxCredential = 64 << 10

// credentialFile is what is read of the kinds of files that are taken.
type credentialFile struct {
	Type string `json:"type"` // service_account or authorized_user

	// Of a service account's key.
	Email string `json:"client_email"`

	// Of an installed app's client, as the console gives it.
	Installed *installedApp   `json:"installed"`
	Web       json.RawMessage `json:"web"`

	savedGrant
}

// installedApp is the client of a desktop app.
type installedApp struct {
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`
	AuthURI      string `json:"auth_uri"`
	TokenURI     string `json:"token_uri"`
}

// config makes the client usable. The secret goes into the body: in a header it
// would be tried first and each refusal would cost two requests.
func (a installedApp) config(scopes []string) *oauth2.Config {
	endpoint := oauthgoogle.Endpoint
	if a.AuthURI != "" {
		endpoint.AuthURL = a.AuthURI
	}
	if a.TokenURI != "" {
		endpoint.TokenURL = a.TokenURI
	}
	return &oauth2.Config{ClientID: a.ClientID, ClientSecret: a.ClientSecret, Endpoint: endpoint, Scopes: scopes}
}

// openFile opens the credential in a file, by what the file is.
func openFile(o CredentialOptions, scopes []string) (*Credential, error) {
	data, file, err := readCredential(o.File)
	if err != nil {
		return nil, err
	}
	switch {
	case file.Installed != nil && file.Installed.ClientID != "":
		return openSignedIn(o, file.Installed.config(scopes))
	case file.Type == "authorized_user" && file.RefreshToken != "" && file.ClientID != "":
		return openGrant(o, file.savedGrant, scopes), nil
	case file.Type == "service_account":
		return openKey(o, data, scopes)
	case file.Web != nil:
		return nil, fmt.Errorf("%w: %s is the client of a web application; make one of type Desktop app", AuthFile, o.File)
	}
	return nil, fmt.Errorf("%w: %s is neither a service account's key nor the client of a desktop app", AuthFile, o.File)
}

// readCredential reads a file of any kind that is taken.
func readCredential(path string) ([]byte, credentialFile, error) {
	var file credentialFile
	data, err := readSmall(path)
	if err != nil {
		return nil, file, fmt.Errorf("%w: %w", AuthFile, err)
	}
	if json.Unmarshal(data, &file) != nil { // its error may quote the file
		return nil, file, fmt.Errorf("%w: %s is not JSON of a credential", AuthFile, path)
	}
	return data, file, nil
}

func readSmall(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxCredential {
		return nil, fmt.Errorf("%s has more than %d bytes", path, maxCredential)
	}
	return os.ReadFile(path)
}

// exposed returns those of the files that other users of the machine may read.
// Windows keeps this in lists that file modes do not tell.
func exposed(files ...string) []string {
	var open []string
	for _, path := range files {
		info, err := os.Stat(path)
		if err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
			open = append(open, path)
		}
	}
	return open
}

// keyGranter signs for a service account with its private key.
type keyGranter struct {
	config *jwt.Config
	client *http.Client
}

func openKey(o CredentialOptions, data []byte, scopes []string) (*Credential, error) {
	config, err := oauthgoogle.JWTConfigFromJSON(data, scopes...)
	if err != nil || config.Email == "" {
		return nil, fmt.Errorf("%w: %s is not the JSON key of a service account", AuthFile, o.File)
	}
	if !isKey(config.PrivateKey) {
		return nil, fmt.Errorf("%w: the private key in %s is damaged", AuthFile, o.File)
	}
	return &Credential{
		kind: ServiceAccount, account: config.Email, id: quotaID(config.Email), exposed: exposed(o.File),
		granter: keyGranter{config, o.client()},
	}, nil
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

func (g keyGranter) grant(ctx context.Context) (*oauth2.Token, error) {
	ctx = context.WithValue(ctx, oauth2.HTTPClient, g.client)
	token, err := g.config.TokenSource(ctx).Token()
	if err != nil {
		return nil, tokenFailure(err, AuthKey)
	}
	return token, nil
}

// version is the same for ever: an account needs no grant but its key.
func (keyGranter) version() string { return "" }
