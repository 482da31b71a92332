package google

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"cloud.google.com/go/compute/metadata"
	"golang.org/x/oauth2"

	"thidua/sheets"
)

// metadataTimeout bounds the search for a metadata server, which most machines
// do not have.
const metadataTimeout = 3 * time.Second

// openDefault opens the Application Default Credentials, in the order of
// https://cloud.google.com/docs/authentication/application-default-credentials:
// the file that GOOGLE_APPLICATION_CREDENTIALS names, the file that gcloud
// wrote, the account of the virtual machine. Google's own libraries take every
// kind of file there, such as those that name commands to run or addresses to
// send tokens to; here it is the kinds of openFile.
func openDefault(ctx context.Context, o CredentialOptions, scopes []string) (*Credential, error) {
	var c *Credential
	var err error
	if o.File = defaultFile(); o.File != "" {
		c, err = openFile(o, scopes)
	} else {
		c, err = openMachine(ctx, o, scopes)
	}
	if err != nil {
		return nil, err
	}
	c.kind = Default
	if project := os.Getenv("GOOGLE_CLOUD_QUOTA_PROJECT"); project != "" {
		c.quotaProject = project
	}
	return c, nil
}

// defaultFile returns the file of the Application Default Credentials, "" when
// there is none.
func defaultFile() string {
	if file := os.Getenv("GOOGLE_APPLICATION_CREDENTIALS"); file != "" {
		return file
	}
	folder := filepath.Join(os.Getenv("HOME"), ".config")
	if runtime.GOOS == "windows" {
		folder = os.Getenv("APPDATA")
	}
	file := filepath.Join(folder, "gcloud", "application_default_credentials.json")
	if _, err := os.Stat(file); err != nil {
		return ""
	}
	return file
}

// machineGranter asks the metadata server of a virtual machine.
type machineGranter struct {
	server *metadata.Client
	scopes []string
}

func openMachine(ctx context.Context, o CredentialOptions, scopes []string) (*Credential, error) {
	ctx, cancel := context.WithTimeout(ctx, metadataTimeout)
	defer cancel()
	server := metadata.NewClient(o.client())
	account, err := server.EmailWithContext(ctx, "")
	if err != nil || account == "" {
		return nil, fmt.Errorf("%w: no file is given, and this machine has no credential of its own", AuthNotFound)
	}
	return &Credential{account: account, id: quotaID(account), granter: machineGranter{server, scopes}}, nil
}

func (g machineGranter) grant(ctx context.Context) (*oauth2.Token, error) {
	query := url.Values{"scopes": {strings.Join(g.scopes, ",")}}
	answer, err := g.server.GetWithContext(ctx, "instance/service-accounts/default/token?"+query.Encode())
	if err != nil {
		return nil, machineFailure(err)
	}
	var token oauth2.Token
	if json.Unmarshal([]byte(answer), &token) != nil {
		return nil, &failure{reason: sheets.ErrBusy, detail: "the metadata server's answer is not whole"}
	}
	token.Expiry = time.Now().Add(time.Duration(token.ExpiresIn) * time.Second)
	return &token, nil
}

// machineFailure says why the metadata server gave no token.
func machineFailure(err error) *failure {
	var missing metadata.NotDefinedError
	var refused *metadata.Error
	switch {
	case errors.As(err, &missing):
		return &failure{reason: AuthAccount, detail: "the machine's account is gone"}
	case errors.As(err, &refused) && !isPassing(refused.Code):
		return &failure{reason: AuthRefused, detail: fmt.Sprintf("no token: metadata server: HTTP %d", refused.Code)}
	}
	return &failure{reason: sheets.ErrBusy, detail: "the metadata server gave no answer, or not a whole one"}
}

func (machineGranter) version() string { return "" }
