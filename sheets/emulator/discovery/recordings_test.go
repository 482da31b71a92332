package discovery_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"thidua/sheets/emulator/discovery"
)

// exchange is one recorded request to Google with its answer.
type exchange struct {
	Request struct {
		Method string  `json:"method"`
		URI    string  `json:"uri"`
		Body   *string `json:"body"`
	} `json:"request"`
	Response struct {
		Status int    `json:"status"`
		Body   string `json:"body"`
	} `json:"response"`
}

// TestRecordings: what Google really answered is what the documents say, so
// that a complaint of this package is one about the answer.
func TestRecordings(t *testing.T) {
	apis := discovery.Load(t)
	checked := 0
	for path, exchanges := range recordings(t) {
		for _, x := range exchanges {
			if x.Response.Status >= 300 {
				continue
			}
			checked++
			if err := checkRecorded(apis, x); err != nil {
				t.Errorf("%s: %s %s: %v", filepath.Base(path), x.Request.Method, x.Request.URI, err)
			}
		}
	}
	if checked < 1000 {
		t.Errorf("only %d exchanges were checked", checked)
	}
}

func checkRecorded(apis *discovery.APIs, x exchange) error {
	u, err := url.Parse(x.Request.URI)
	if err != nil {
		return err
	}
	m, err := apis.Method(x.Request.Method, u)
	if err != nil {
		return err
	}
	query := u.Query()
	if m.ID == "drive.files.get" {
		query.Del("includeItemsFromAllDrives") // the recorded client sends it to a method that does not have it
	}
	wrong := []error{m.CheckQuery(query)}
	if x.Request.Body != nil && *x.Request.Body != "" {
		wrong = append(wrong, m.CheckRequest([]byte(*x.Request.Body)))
	}
	if !m.Downloads(query) {
		wrong = append(wrong, m.CheckResponse([]byte(x.Response.Body)))
	}
	return errors.Join(wrong...)
}

// recordings returns the recorded exchanges by file. A file holds one or more
// JSON documents in a row.
func recordings(t *testing.T) map[string][]exchange {
	t.Helper()
	const folder = "../../../../shared/samples/sheets-api-recordings"
	paths, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no recordings in %s", folder)
		}
		t.Skipf("stands aside: no recordings in %s", folder)
	}
	found := map[string][]exchange{}
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(file)
		for {
			var document struct {
				Interactions []exchange `json:"interactions"`
			}
			if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			found[path] = append(found[path], document.Interactions...)
		}
		file.Close()
	}
	return found
}
