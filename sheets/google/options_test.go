package google_test

import (
	"os"
	"testing"

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

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
