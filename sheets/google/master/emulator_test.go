package master_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/emulator/book"
	"thidua/sheets/emulator/discovery"
	"thidua/sheets/google"
	"thidua/sheets/google/master"
)

const sheetID = "1Master_of_the_office_000000000000000000000x"

// TestKilledBetweenCallsOfGoogle breaks publications off at every call, after
// it was carried out, before, and by a refusal, and goes on in the next round.
func TestKilledBetweenCallsOfGoogle(t *testing.T) {
	undisturbed := newDrive(t)
	if _, err := undisturbed.publish(t); err != nil {
		t.Fatal(err)
	}
	calls := undisturbed.Requests()
	if calls < 5 {
		t.Fatalf("%d calls are too few to be killed between", calls)
	}
	for k := range calls {
		for name, fault := range map[string]emulator.Fault{
			"answer lost": emulator.LoseAnswer(), "hung up": emulator.HangUp(), "over quota": emulator.OverQuota(0),
		} {
			d := newDrive(t)
			d.Fail(slices.Repeat([]emulator.Fault{honest}, k)...)
			d.RefuseAll(fault)
			if _, err := d.publish(t); err == nil {
				t.Errorf("%s at call %d was not told", name, k)
			}
			d.RefuseAll(nil)
			d.time = d.time.Add(15 * time.Minute) // the next round
			if _, err := d.publish(t); err != nil {
				t.Errorf("%s at call %d: %v", name, k, err)
			}
			if diff := gocmp.Diff(undisturbed.picture(t), d.picture(t)); diff != "" {
				t.Errorf("%s at call %d (- undisturbed, + disturbed):\n%s", name, k, diff)
			}
		}
	}
}

// TestOneLostAnswer is met without help, and nothing is written twice.
func TestOneLostAnswer(t *testing.T) {
	undisturbed := newDrive(t)
	if _, err := undisturbed.publish(t); err != nil {
		t.Fatal(err)
	}
	for k := range undisturbed.Requests() {
		d := newDrive(t)
		d.Fail(slices.Repeat([]emulator.Fault{honest}, k)...)
		d.Fail(emulator.LoseAnswer())
		if _, err := d.publish(t); err != nil {
			t.Errorf("at call %d: %v", k, err)
		}
		if diff := gocmp.Diff(undisturbed.picture(t), d.picture(t)); diff != "" {
			t.Errorf("at call %d (- undisturbed, + disturbed):\n%s", k, diff)
		}
	}
}

// TestPublishedTwice writes nothing the second time.
func TestPublishedTwice(t *testing.T) {
	d := newDrive(t)
	if _, err := d.publish(t); err != nil {
		t.Fatal(err)
	}
	before := d.Writes()
	if r, err := d.publish(t); err != nil || r.Updates != 0 || d.Writes() != before {
		t.Errorf("%+v, %d writes (%v)", r, d.Writes()-before, err)
	}
}

func honest(h http.Handler) http.Handler { return h }

// drive is a Google with the spreadsheet of an office on it, and the client.
type drive struct {
	*emulator.Server
	api  *google.Editor
	time time.Time // moves when someone waits
}

func newDrive(t *testing.T) *drive {
	t.Helper()
	server, err := emulator.New(emulator.Options{})
	check(t, err)
	server.Put(&sheets.Grid{Source: sheetID, Title: "Bảng chung", Tabs: []sheets.Tab{{GID: "0", Title: "Trang tính1"}}})
	listening := httptest.NewServer(discovery.Load(t).Watch(server, func(err error) {
		if server.Faulted() == 0 {
			t.Errorf("not as documented: %v", err)
		}
	}))
	t.Cleanup(listening.Close)
	key, err := server.KeyFile(listening.URL)
	check(t, err)
	path := filepath.Join(t.TempDir(), "key.json")
	check(t, os.WriteFile(path, key, 0o600))
	credential, err := google.OpenCredential(t.Context(), google.CredentialOptions{File: path, Write: true})
	check(t, err)
	d := &drive{Server: server, time: time.Now()}
	reader, err := google.New(t.Context(), google.Options{
		Credential: credential, Endpoint: listening.URL,
		Now: func() time.Time { return d.time },
		Wait: func(_ context.Context, wait time.Duration) error {
			d.time = d.time.Add(wait)
			return nil
		},
	})
	check(t, err)
	d.api = reader.Editor()
	return d
}

func (d *drive) publish(t *testing.T) (master.Result, error) {
	t.Helper()
	words, err := vietnamese()
	check(t, err)
	return master.New(d.api, sheetID, words).InSmallCalls().Publish(t.Context(), small(), eight)
}

// picture is all that the Sheets API says of the spreadsheet, but for the ids
// of metadata.
func (d *drive) picture(t *testing.T) *gsheets.Spreadsheet {
	t.Helper()
	var seen gsheets.Spreadsheet
	d.Edit(sheetID, func(b *book.Book) {
		answer, err := b.Serve(book.Call{Method: http.MethodGet, Query: map[string][]string{"includeGridData": {"true"}}})
		check(t, err)
		data, err := json.Marshal(answer)
		check(t, err)
		check(t, json.Unmarshal(data, &seen))
	})
	for _, s := range seen.Sheets {
		for _, m := range s.DeveloperMetadata {
			m.MetadataId = 0
		}
	}
	return &seen
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(fmt.Errorf("set up: %w", err))
	}
}
