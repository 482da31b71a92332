package google

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	gdrive "google.golang.org/api/drive/v3"
)

// savedGrant is what a person has granted, as it lies in a file: the format
// that Google's libraries call authorized_user, with what was granted beside
// it. An access token is never kept.
type savedGrant struct {
	ClientID     string   `json:"client_id"`
	ClientSecret string   `json:"client_secret,omitempty"` // not in a token file: it is the app's
	RefreshToken string   `json:"refresh_token"`
	TokenURI     string   `json:"token_uri,omitempty"`
	Account      string   `json:"account,omitempty"` // address of the person, where it is known
	Scopes       []string `json:"scopes,omitempty"`  // empty when it is not known what was granted
	QuotaProject string   `json:"quota_project_id,omitempty"`
}

// readGrant reads the token file of the person who signed in through a client.
func readGrant(path, clientID string) (savedGrant, error) {
	_, file, err := readCredential(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return savedGrant{}, fmt.Errorf("%w: there is no %s yet", AuthNotSignedIn, path)
	case err != nil:
		return savedGrant{}, err
	case file.RefreshToken == "":
		return savedGrant{}, fmt.Errorf("%w: %s holds no token", AuthNotSignedIn, path)
	case file.ClientID != clientID:
		return savedGrant{}, fmt.Errorf("%w: the token in %s is of another app", AuthNotSignedIn, path)
	}
	return file.savedGrant, nil
}

// writeGrant puts a grant in the place of the token file, wholly or not at all.
// Nobody but the user of this process may read it.
func writeGrant(path string, g savedGrant) (err error) {
	data, err := json.MarshalIndent(struct {
		Type string `json:"type"`
		savedGrant
	}{"authorized_user", g}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".token-*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	_, err = file.Write(append(data, '\n'))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// fileVersion changes when a file is replaced.
func fileVersion(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return strconv.FormatInt(info.ModTime().UnixNano(), 36) + "-" + strconv.FormatInt(info.Size(), 36)
}

// lacking returns the scopes that are needed and not granted. A scope to write
// holds that to read.
func lacking(granted, needed []string) []string {
	return slices.DeleteFunc(slices.Clone(needed), func(need string) bool {
		return slices.ContainsFunc(granted, func(scope string) bool {
			return scope == need || scope == strings.TrimSuffix(need, ".readonly") || scope == gdrive.DriveScope
		})
	})
}
