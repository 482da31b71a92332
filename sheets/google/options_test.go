package google_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/sheets"
	"thidua/sheets/google"
)

const id = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"

func TestFolderID(t *testing.T) {
	const id = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
	for _, tc := range []struct {
		given, want string
	}{
		{id, id},
		{" https://drive.google.com/drive/folders/" + id + "?usp=sharing ", id},
		{"https://drive.google.com/drive/u/0/folders/" + id, id},
		{"https://drive.google.com/drive/folders/0AbCdEfGhIjKlMnOpQr", "0AbCdEfGhIjKlMnOpQr"}, // the root of a shared drive
		{"https://docs.google.com/spreadsheets/d/" + id + "/edit", ""},
		{"https://example.com/drive/folders/" + id, ""},
		{"units/2024", ""},
		{"", ""},
	} {
		got, err := google.FolderID(tc.given)
		if got != tc.want || (err == nil) != (tc.want != "") {
			t.Errorf("FolderID(%q): %q, %v, want %q", tc.given, got, err, tc.want)
		}
	}
}

func TestSourceID(t *testing.T) {
	for _, given := range []string{
		id,
		" " + id + "\n",
		"https://docs.google.com/spreadsheets/d/" + id,
		"https://docs.google.com/spreadsheets/d/" + id + "/edit#gid=0",
		"https://docs.google.com/spreadsheets/d/" + id + "/edit?gid=5#gid=5&range=A1",
		"https://docs.google.com/spreadsheets/u/1/d/" + id + "/edit?usp=sharing",
		"https://docs.google.com/a/langson.example/spreadsheets/d/" + id + "/edit",
		"https://drive.google.com/open?id=" + id,
		"https://drive.google.com/file/d/" + id + "/view",
	} {
		if got, err := google.SourceID(given); got != id || err != nil {
			t.Errorf("SourceID(%q) = %q, %v", given, got, err)
		}
	}
	for _, given := range []string{
		"", "baocao.xlsx", "units/kiem-lam", "short",
		"https://docs.google.com/spreadsheets/",
		"https://docs.google.com/spreadsheets/d/e/2PACX-1vQ" + id + "/pubhtml",
		"https://docs.google.com.evil.example/spreadsheets/d/" + id,
		"https://example.com/spreadsheets/d/" + id,
		"http://docs.google.com/spreadsheets/d/" + id,
		"https://docs.google.com/spreadsheets/d/..%2f..%2fetc%2fpasswd-and-something-longer/edit",
		id + "/../x",
	} {
		if got, err := google.SourceID(given); err == nil {
			t.Errorf("SourceID(%q) = %q, want an error", given, got)
		}
	}
}

func TestBadCredentials(t *testing.T) {
	const secret = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"
	good := string(readFile(t, start(t).keyFile))
	for name, content := range map[string]string{
		"empty":           "",
		"not JSON":        secret,
		"half":            good[:len(good)/2],
		"key of a person": `{"type":"authorized_user","refresh_token":"` + secret + `"}`,
		"client of a web": `{"web":{"client_secret":"` + secret + `"}}`,
		"no account":      strings.Replace(good, "client_email", "other", 1),
		"no key":          strings.Replace(good, `"private_key"`, `"other"`, 1),
		"damaged key":     strings.Replace(good, `KEY-----\n`, `KEY-----\n`+secret, 1),
		"no PEM":          strings.Replace(good, "BEGIN", secret, 1),
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "key.json")
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := google.New(t.Context(), google.Options{CredentialsFile: file})
			if !errors.Is(err, sheets.ErrAuth) {
				t.Errorf("%v, want ErrAuth", err)
			}
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("the error holds the key: %v", err)
			}
		})
	}
	for _, file := range []string{"", filepath.Join(t.TempDir(), "not there.json")} {
		if _, err := google.New(t.Context(), google.Options{CredentialsFile: file}); !errors.Is(err, sheets.ErrAuth) {
			t.Errorf("%q: %v, want ErrAuth", file, err)
		}
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
