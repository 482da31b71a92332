package emulator_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/api/drive/v3"

	"thidua/sheets/emulator"
)

// ask asks as an account and returns the status.
func (o *office) ask(t *testing.T, account, path string) int {
	t.Helper()
	code, _ := o.answer(t, account, path)
	return code
}

func (o *office) answer(t *testing.T, account, path string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.url+path, nil)
	check(t, err)
	response, err := bearer{o.Server, account, []string{drive.DriveScope}}.RoundTrip(request)
	check(t, err)
	return body(t, response)
}

// burst asks n times and returns how often the answer was good.
func (o *office) burst(t *testing.T, account, path string, n int) int {
	t.Helper()
	good := 0
	for range n {
		if o.ask(t, account, path) == http.StatusOK {
			good++
		}
	}
	return good
}

// TestReadQuota: sixty reads a minute for an account, in any minute: to wait
// for the turn of the clock's minute helps nobody.
func TestReadQuota(t *testing.T) {
	o := openOffice(t, emulator.Options{Quotas: emulator.PublishedQuotas()})
	o.Put(oneFigure("A", "A", 1))
	const path = "/v4/spreadsheets/A?fields=spreadsheetId"
	o.time = o.time.Add(50 * time.Second)
	if good := o.burst(t, emulator.Account, path, 70); good != 60 || o.Refused() != 10 {
		t.Errorf("%d of 70 answered, %d refused", good, o.Refused())
	}
	o.time = o.time.Add(20 * time.Second)
	if good := o.burst(t, emulator.Account, path, 60); good != 0 {
		t.Errorf("%d answered over the turn of the minute", good)
	}
	code, answer := o.answer(t, emulator.Account, path)
	for _, want := range []string{
		`"status": "RESOURCE_EXHAUSTED"`, `"quota_limit": "ReadRequestsPerMinutePerUser"`, `"quota_limit_value": "60"`,
		"Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com'",
	} {
		if code != http.StatusTooManyRequests || !strings.Contains(answer, want) {
			t.Errorf("%d %s, want %s", code, answer, want)
		}
	}
	if o.ask(t, emulator.Person, path) != http.StatusOK {
		t.Error("another account is refused for the first one's reads")
	}
	o.time = o.time.Add(40 * time.Second)
	if good := o.burst(t, emulator.Account, path, 61); good != 60 {
		t.Errorf("%d answered a minute later", good)
	}
}

// TestProjectQuota: accounts share what the project has.
func TestProjectQuota(t *testing.T) {
	o := openOffice(t, emulator.Options{Quotas: &emulator.Quotas{ReadsPerUser: 60, ReadsPerProject: 90, Window: 10 * time.Second}})
	o.Put(oneFigure("A", "A", 1))
	const path = "/v4/spreadsheets/A?fields=spreadsheetId"
	if one, two := o.burst(t, emulator.Account, path, 60), o.burst(t, emulator.Person, path, 60); one != 60 || two != 30 {
		t.Errorf("%d and %d answered, want 60 and 30", one, two)
	}
	if _, answer := o.answer(t, emulator.Person, path); !strings.Contains(answer, "ReadRequestsPerMinutePerProject") {
		t.Errorf("refused with %s", answer)
	}
	o.time = o.time.Add(10 * time.Second)
	if good := o.burst(t, emulator.Person, path, 5); good != 5 {
		t.Errorf("%d of 5 answered after a window of ten seconds", good)
	}
}

// TestDriveUnits: on Drive a list costs more than a look, and a download more
// than a list; Sheets and Drive do not share.
func TestDriveUnits(t *testing.T) {
	o := openOffice(t, emulator.Options{Quotas: &emulator.Quotas{DriveUnitsPerUser: 1000, ReadsPerUser: 1}})
	o.Put(oneFigure("A", "A", 1))
	o.PutFile("B", "b.xlsx", excelType, []byte("PK"))
	for _, step := range []struct {
		path string
		want int
	}{
		{"/drive/v3/files/A", 200}, {"/drive/v3/changes?pageToken=1", 10}, {"/drive/v3/files", 10}, {"/drive/v3/files/B?alt=media", 5},
	} {
		o.time = o.time.Add(time.Minute)
		if good := o.burst(t, emulator.Account, step.path, step.want+1); good != step.want {
			t.Errorf("%s: %d answered, want %d", step.path, good, step.want)
		}
	}
	if got := o.refusal(t, http.MethodGet, "/drive/v3/files/A"); got != "403 userRateLimitExceeded" {
		t.Errorf("refused with %s", got)
	}
	if o.ask(t, emulator.Account, "/v4/spreadsheets/A") != http.StatusOK {
		t.Error("Sheets is refused for what Drive cost")
	}
}
