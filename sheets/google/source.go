package google

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// idPattern is how ids on Drive look; the shortest known have 33 characters.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{25,}$`)

// folderPattern is how ids of folders look; that of a shared drive's root has
// 19 characters.
var folderPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{19,}$`)

// SourceID returns the id of a spreadsheet that is given by its id or by its
// address as the browser shows it, such as
// https://docs.google.com/spreadsheets/d/ID/edit#gid=0. The address of a page
// published to the web holds no id.
func SourceID(urlOrID string) (string, error) {
	given := strings.TrimSpace(urlOrID)
	if idPattern.MatchString(given) {
		return given, nil
	}
	address, err := url.Parse(given)
	if err != nil || address.Scheme != "https" || !isGoogle(address.Hostname()) {
		return "", fmt.Errorf("%q is neither the id nor the address of a Google spreadsheet", urlOrID)
	}
	if id := idIn(address); idPattern.MatchString(id) {
		return id, nil
	}
	return "", fmt.Errorf("the address %q holds no spreadsheet id", urlOrID)
}

// FolderID returns the id of a folder on Drive that is given by its id or by
// its address as the browser shows it, such as
// https://drive.google.com/drive/folders/ID.
func FolderID(urlOrID string) (string, error) {
	given := strings.TrimSpace(urlOrID)
	if folderPattern.MatchString(given) {
		return given, nil
	}
	address, err := url.Parse(given)
	if err == nil && address.Scheme == "https" && isGoogle(address.Hostname()) {
		_, rest, _ := strings.Cut(address.Path, "/folders/")
		if id, _, _ := strings.Cut(rest, "/"); folderPattern.MatchString(id) {
			return id, nil
		}
	}
	return "", fmt.Errorf("%q is neither the id nor the address of a folder on Google Drive", urlOrID)
}

func isGoogle(host string) bool { return host == "docs.google.com" || host == "drive.google.com" }

// idIn returns what follows the /d/ of the path, else the id parameter.
func idIn(address *url.URL) string {
	if _, rest, found := strings.Cut(address.Path, "/d/"); found {
		id, _, _ := strings.Cut(rest, "/")
		return id
	}
	return address.Query().Get("id")
}
