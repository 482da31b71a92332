package emulator_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/api/drive/v3"

	"thidua/sheets/emulator"
)

// meet asks for a file and tells what came: the code with the reason, a web
// page, half of the JSON, or a broken connection.
func (o *office) meet(t *testing.T) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, o.url+"/drive/v3/files/A", nil)
	check(t, err)
	request.Close = true // or the client would repeat by itself what was hung up on
	response, err := bearer{o.Server, emulator.Account, []string{drive.DriveScope}}.RoundTrip(request)
	if err != nil {
		return "no answer"
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return fmt.Sprintf("%d, cut off", response.StatusCode)
	case strings.HasPrefix(string(data), "<!DOCTYPE html>"):
		return fmt.Sprintf("%d page", response.StatusCode)
	case !json.Valid(data):
		return fmt.Sprintf("%d, half", response.StatusCode)
	default:
		return fmt.Sprint(response.StatusCode)
	}
}

// TestFaultsInTurn: each fault meets one request, then all is well.
func TestFaultsInTurn(t *testing.T) {
	o := openFaulty(t)
	o.Put(oneFigure("A", "A", 1))
	o.Fail(
		emulator.OverQuota(0), emulator.Status(http.StatusServiceUnavailable, "UNAVAILABLE", "later"), emulator.Page(http.StatusBadGateway),
		emulator.Truncate(), emulator.CutOff(), emulator.HangUp(), emulator.Slow(time.Millisecond), emulator.SlowBody(time.Millisecond),
		emulator.OutOfStorage(), emulator.DriveError(http.StatusForbidden, "rateLimitExceeded", "Rate Limit Exceeded"),
	)
	for _, want := range []string{
		"403", "503", "502 page", "200, half", "200, cut off", "no answer", "200", "200", "403", "403", "200",
	} {
		if got := o.meet(t); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if o.Faulted() != 10 {
		t.Errorf("%d requests met a fault, want 10", o.Faulted())
	}
}

// TestFaultsThatStay: one file is refused, or everything, until that ends.
func TestFaultsThatStay(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "A", 1))
	o.PutFile("B", "b.xlsx", excelType, []byte("PK"))
	const book, file = "/v4/spreadsheets/A", "/drive/v3/files/B"
	codes := func() string {
		return fmt.Sprint(o.ask(t, emulator.Account, book), " ", o.ask(t, emulator.Account, file))
	}
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() { o.Refuse("A", emulator.Denied()) }, "403 200"},
		{func() { o.RefuseAll(emulator.OverQuota(30)) }, "429 403"},
		{func() { o.RefuseAll(nil) }, "403 200"},
		{func() { o.Refuse("A", nil) }, "200 200"},
		{func() { o.Withdraw("A") }, "403 200"},
		{func() { o.Share("A") }, "200 200"},
		{func() { o.Trash("A", true) }, "200 200"},
		{func() { o.PutFile("A", "a.xlsx", excelType, nil) }, "400 200"},
		{func() { o.Delete("A"); o.Delete("B") }, "404 404"},
	} {
		step.do()
		if got := codes(); got != step.want {
			t.Errorf("%s, want %s", got, step.want)
		}
	}
}

// TestLostAnswer: what was asked is done, though nobody hears of it.
func TestLostAnswer(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Fail(emulator.LoseAnswer())
	if _, err := o.drive.Files.Create(&drive.File{Name: "Tổng hợp", MimeType: sheetType}).Do(); err == nil {
		t.Error("an answer came")
	}
	list, err := o.drive.Files.List().Do()
	check(t, err)
	if len(list.Files) != 1 {
		t.Errorf("%d files, want the one that was made unheard", len(list.Files))
	}
}

// TestFaultsByChance: the same seed gives the same faults, of the kinds that
// were asked for and about as often.
func TestFaultsByChance(t *testing.T) {
	chance, err := emulator.ParseChance("rate=0.2,seed=7,kinds=429+503+html+truncated,wait=1ms")
	check(t, err)
	run := func() []string {
		o := openFaulty(t)
		o.Put(oneFigure("A", "A", 1))
		o.FailAtRandom(chance)
		var met []string
		for range 200 {
			met = append(met, o.meet(t))
		}
		return met
	}
	first, second := run(), run()
	if fmt.Sprint(first) != fmt.Sprint(second) {
		t.Error("the same seed gave other faults")
	}
	seen := map[string]int{}
	for _, met := range first {
		seen[met]++
	}
	if seen["200"] < 140 || seen["200"] > 180 || seen["403"] == 0 || seen["503"] == 0 || seen["502 page"] == 0 || seen["200, half"] == 0 || len(seen) != 5 {
		t.Errorf("met %v", seen)
	}
}

// TestParseChance refuses what it does not understand.
func TestParseChance(t *testing.T) {
	for _, spec := range []string{"", "rate", "rate=2", "rate=-1", "rate=NaN", "seed=7", "rate=0.1,kinds=fire", "rate=0.1,colour=red", "rate=0.1,wait=soon"} {
		if c, err := emulator.ParseChance(spec); err == nil {
			t.Errorf("%q is %+v, want an error", spec, c)
		}
	}
	if c, err := emulator.ParseChance("rate=0.5"); err != nil || c.Rate != 0.5 || c.Kinds != nil {
		t.Errorf("%+v, %v", c, err)
	}
}
