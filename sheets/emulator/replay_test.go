package emulator_test

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets/emulator"
)

// An exchange is one recorded request with Google's answer.
type exchange struct {
	Endpoint string
	Request  struct {
		Method, URI string
		Body        string
	}
	Response struct {
		Status  int
		Headers map[string]string
		Body    string
	}
}

// floors is how many of the recorded answers of each endpoint the emulator
// gives: it may become more, never fewer.
func floors() map[string]int {
	const (
		sheet = " sheets.googleapis.com/v4/spreadsheets/{id}"
		files = " www.googleapis.com/drive/v3/files"
	)
	return map[string]int{
		"GET" + sheet:                             368,
		"GET" + sheet + "/values/{range}":         137,
		"GET" + sheet + "/values:batchGet":        2,
		"PUT" + sheet + "/values/{range}":         78,
		"POST" + sheet + "/values/{range}:append": 10,
		"POST" + sheet + "/values/{range}:clear":  77,
		"POST" + sheet + "/values:batchClear":     2,
		"POST" + sheet + ":batchUpdate":           136,
		"POST" + files:                            118,
		"GET" + files:                             5,
		"GET" + files + "/{id}":                   84,
		"GET" + files + "/{id}/export":            1,
		"DELETE" + files + "/{id}":                116,
	}
}

// TestReplay sends the emulator what a client once sent to Google and compares
// the answers, but for ids, times and the account that asked.
func TestReplay(t *testing.T) {
	server, url := serveForReplay(t)
	equal, all := map[string]int{}, map[string]int{}
	for name, exchanges := range recordings(t) {
		r := newReplay(t, server, url, exchanges)
		for i, x := range exchanges {
			r.prepare(i)
			all[x.Endpoint]++
			if diff := r.play(x); diff == "" {
				equal[x.Endpoint]++
			} else {
				t.Logf("%s, exchange %d: %s %s\n%s", name, i, x.Request.Method, x.Request.URI, diff)
			}
		}
		r.cleanUp()
	}
	for _, endpoint := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%4d of %4d equal: %s", equal[endpoint], all[endpoint], endpoint)
	}
	for endpoint, floor := range floors() {
		if equal[endpoint] < floor {
			t.Errorf("%d of %d answers equal, want %d: %s", equal[endpoint], all[endpoint], floor, endpoint)
		}
	}
}

// recordings returns the recorded exchanges by file. A file holds one or more
// JSON documents in a row.
func recordings(t *testing.T) map[string][]exchange {
	t.Helper()
	const folder = "../../../shared/samples/sheets-api-recordings"
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
			var document struct{ Interactions []exchange }
			if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			found[filepath.Base(path)] = append(found[filepath.Base(path)], document.Interactions...)
		}
		file.Close()
	}
	return found
}

// serveForReplay serves an emulator whose clock goes on with every look, so
// that files can be listed by their age.
func serveForReplay(t *testing.T) (server *emulator.Server, url string) {
	t.Helper()
	var looks atomic.Int64
	server, err := emulator.New(emulator.Options{Now: func() time.Time {
		return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).Add(time.Duration(looks.Add(1)) * time.Millisecond)
	}})
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	return server, listening.URL
}

// A replay is one recorded client, whose account is empty at first.
type replay struct {
	t         *testing.T
	server    *emulator.Server
	url       string
	exchanges []exchange
	names     *names
	known     map[string]bool // recorded ids of files that are there or were
}

func newReplay(t *testing.T, server *emulator.Server, url string, exchanges []exchange) *replay {
	t.Helper()
	r := &replay{t: t, server: server, url: url, exchanges: exchanges, names: newNames(), known: map[string]bool{}}
	for _, x := range exchanges {
		if id := x.created(); id != "" {
			r.known[id] = true
		}
	}
	return r
}

// created is the id of the file that an exchange made, "" when it made none.
func (x exchange) created() string {
	if x.Request.Method != http.MethodPost || !strings.HasSuffix(x.Endpoint, "/files") {
		return ""
	}
	var answer struct{ ID string }
	if json.Unmarshal([]byte(x.Response.Body), &answer) != nil {
		return ""
	}
	return answer.ID
}

// prepare makes the files that the recorded account had before exchange i:
// those that are listed after it, and the one that it is about. One that the
// account was refused is somebody else's.
func (r *replay) prepare(i int) {
	x := r.exchanges[i]
	if x.created() != "" {
		for _, file := range slices.Backward(nextListed(r.exchanges[i+1:])) {
			r.make(emulator.Account, file.ID, file.Name)
		}
	}
	id := x.fileID()
	if id == "" || r.known[id] {
		return
	}
	owner := emulator.Account
	if x.Response.Status == http.StatusForbidden {
		owner = emulator.Person
	}
	r.make(owner, id, "Untitled spreadsheet")
}

// cleanUp deletes the files that are left.
func (r *replay) cleanUp() {
	for _, account := range []string{emulator.Account, emulator.Person} {
		_, answer := r.send(account, http.MethodGet, "/drive/v3/files?pageSize=1000", "")
		var left struct{ Files []listed }
		if err := json.Unmarshal([]byte(answer), &left); err != nil {
			r.t.Fatal(err)
		}
		for _, file := range left.Files {
			r.send(account, http.MethodDelete, "/drive/v3/files/"+file.ID, "")
		}
	}
}

type listed struct{ ID, Name string }

// nextListed returns the files of the next list before another file is made.
func nextListed(exchanges []exchange) []listed {
	for _, x := range exchanges {
		var answer struct{ Files []listed }
		if x.created() != "" {
			return nil
		}
		if x.Request.Method == http.MethodGet && strings.HasSuffix(x.Endpoint, "/files") &&
			json.Unmarshal([]byte(x.Response.Body), &answer) == nil {
			return answer.Files
		}
	}
	return nil
}

// fileID is the recorded id of the file that an exchange is about.
func (x exchange) fileID() string {
	for _, before := range []string{"/v4/spreadsheets/", "/drive/v3/files/"} {
		if _, id, ok := strings.Cut(x.Request.URI, before); ok {
			return id[:strings.IndexAny(id+"/", "/:?")]
		}
	}
	return ""
}

// make gives an account a spreadsheet that the recording knows by an id.
func (r *replay) make(account, recorded, name string) {
	if r.known[recorded] {
		return
	}
	r.known[recorded] = true
	body, err := json.Marshal(map[string]string{"name": name, "mimeType": "application/vnd.google-apps.spreadsheet"})
	if err != nil {
		r.t.Fatal(err)
	}
	var made struct{ ID string }
	_, answer := r.send(account, http.MethodPost, "/drive/v3/files", string(body))
	if err := json.Unmarshal([]byte(answer), &made); err != nil {
		r.t.Fatal(err)
	}
	r.names.learn(recorded, made.ID)
}

// play makes one exchange and returns what differs.
func (r *replay) play(x exchange) string {
	address, err := url.Parse(r.names.inText(x.Request.URI))
	if err != nil {
		r.t.Fatal(err)
	}
	status, answer := r.send(emulator.Account, x.Request.Method, address.RequestURI(), r.names.inRequest(x.Request.Body))
	if status != x.Response.Status {
		return cmp.Diff(x.Response.Status, status) + answer
	}
	got, gotTree := decoded(answer)
	want, wantTree := decoded(x.Response.Body)
	if !gotTree || !wantTree {
		return cmp.Diff(x.Response.Body, answer)
	}
	r.names.learnFrom(want, got, "")
	return cmp.Diff(r.names.inTree(want, ""), withoutTimes(got, ""))
}

func decoded(body string) (tree any, ok bool) {
	return tree, json.Unmarshal([]byte(body), &tree) == nil
}

func (r *replay) send(account, method, path, body string) (int, string) {
	request, err := http.NewRequestWithContext(r.t.Context(), method, r.url+path, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	const scope = "https://www.googleapis.com/auth/drive"
	request.Header.Set("Authorization", "Bearer "+r.server.Token(account, scope))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err.Error()
	}
	return response.StatusCode, string(answer)
}
