package main

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/emulator/discovery"
	"thidua/sheets/file"
)

// unitSheet is the id of the spreadsheet in which a unit keeps on Google what
// the example has in a file.
const unitSheet = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_ab"

// TestUnitOnGoogle moves one unit's workbook to Google Sheets: the round gives
// the same judgements, and what is found there opens at its cell.
func TestUnitOnGoogle(t *testing.T) {
	files := office(t)
	round(t, 0, files)
	dir, drive := googleOffice(t, "kiem-lam")

	if cold := round(t, 0, dir); cold.Calls != (callsJSON{Sheets: 1, Drive: 2}) || cold.Sources.Changed != 25 {
		t.Errorf("the first round: %+v", cold)
	}
	if diff := gocmp.Diff(status(t, files), status(t, dir)); diff != "" {
		t.Errorf("the judgements are others (- file, + Google):\n%s", diff)
	}
	if drive.Grants() != 1 {
		t.Errorf("%d tokens were asked for, want 1", drive.Grants())
	}
	const link = "https://docs.google.com/spreadsheets/d/" + unitSheet + "/edit#gid=7&range="
	linked := 0
	for _, l := range linksOf(t, masterOf(dir)) {
		if strings.HasPrefix(l.target, link) {
			linked++
		}
		if strings.Contains(l.target, "kiem-lam.xlsx") {
			t.Errorf("%s!%s still leads to the file", l.tab, l.cell)
		}
	}
	if linked < 30 {
		t.Errorf("%d cells lead to the spreadsheet", linked)
	}
	if warm := round(t, 0, dir); warm.Sources.Changed != 0 || warm.Issued || warm.Calls != (callsJSON{Drive: 1}) {
		t.Errorf("with nothing changed: %+v", warm)
	}
}

// TestMailOpensTheCell: what a unit is to look at again opens from the mail.
func TestMailOpensTheCell(t *testing.T) {
	dir, _ := googleOffice(t, "cao-loc") // it has one figure to look at, in D7 of its only tab
	round(t, 0, dir)
	const link = "https://docs.google.com/spreadsheets/d/" + unitSheet + "/edit#gid=7&range=D7"
	for _, preview := range previews(t, dir) {
		m, err := netmail.ReadMessage(bytes.NewReader(preview.data))
		do(t, err)
		if !strings.Contains(m.Header.Get("To"), "cao-loc@") {
			continue
		}
		for media, body := range bodies(t, m.Header.Get("Content-Type"), m.Body) {
			if !strings.Contains(html.UnescapeString(body), link) {
				t.Errorf("%s has no %s:\n%s", media, link, body)
			}
		}
		return
	}
	t.Error("there is no mail to cao-loc")
}

// TestUnitOnGoogleChanges: what is typed there is there in the next round;
// what cannot be read has its own code and keeps its last figures.
func TestUnitOnGoogleChanges(t *testing.T) {
	dir, drive := googleOffice(t, "kiem-lam")
	round(t, 0, dir)
	setForest(t, dir, 533_700) // in the file, which is only what the spreadsheet is made from
	drive.Put(spreadsheetOf(t, dir, "kiem-lam"))
	if changed := round(t, 0, dir); changed.Sources.Changed != 1 || !changed.Issued {
		t.Errorf("with one figure typed: %+v", changed)
	}
	if got := forestOf(t, dir); got != "533700" {
		t.Errorf("LN-04 is %s", got)
	}
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	for _, c := range []struct {
		name, rule string
		breaks     func()
	}{
		{"no longer shared", "source-denied", func() { drive.Withdraw(unitSheet) }},
		{"in the trash", "source-trashed", func() { drive.Trash(unitSheet, true) }},
		{"replaced by a letter", "source-not-spreadsheet", func() { drive.PutFile(unitSheet, "Báo cáo.docx", word, nil) }},
		{"API switched off", "source-unreachable", func() {
			drive.RefuseAll(emulator.Because(http.StatusForbidden, "PERMISSION_DENIED", "disabled", "SERVICE_DISABLED"))
		}},
		{"key revoked", "source-unreachable", func() {
			drive.FailTokens(emulator.NoToken(http.StatusBadRequest, "invalid_grant", "Invalid JWT Signature."))
		}},
		{"deleted", "source-not-found", func() { drive.Delete(unitSheet) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.breaks()
			if failed := round(t, 3, dir).Failed; !slices.Equal(failed, []failedJSON{{"kiem-lam", c.rule}}) {
				t.Errorf("failed %v, want %s", failed, c.rule)
			}
			if got := forestOf(t, dir); got != "533700" {
				t.Errorf("LN-04 is %s", got)
			}
			drive.RefuseAll(nil)
			drive.Put(spreadsheetOf(t, dir, "kiem-lam"))
			drive.Share(unitSheet)
			if mended := round(t, 0, dir); mended.Sources.Failed > 0 {
				t.Errorf("mended: %+v", mended)
			}
		})
	}
}

// TestGoogleWithoutKey: a key that is not there stops the command before
// anything is read, and a key that is refused stops the reading of one
// spreadsheet; both say where to look.
func TestGoogleWithoutKey(t *testing.T) {
	dir, drive := googleOffice(t, "kiem-lam")
	says := func(args ...string) {
		t.Helper()
		var out, errw bytes.Buffer
		code := run(t.Context(), append(args, "-c", configOf(dir), "--now", asOf), &out, &errw)
		if code != 1 || !strings.Contains(errw.String(), "google.credentials") {
			t.Errorf("%s: exit %d, %s", args[0], code, errw.String())
		}
	}
	drive.FailTokens(emulator.NoToken(http.StatusBadRequest, "invalid_grant", "Invalid JWT Signature."))
	says("read", unitSheet, "--unit", "kiem-lam")
	do(t, os.Remove(filepath.Join(dir, "key.json")))
	says("sync")
	if drive.Requests() != 0 {
		t.Errorf("%d requests without a key", drive.Requests())
	}
}

// TestReadOneSpreadsheet shows what is understood of a spreadsheet by its address.
func TestReadOneSpreadsheet(t *testing.T) {
	dir, _ := googleOffice(t, "kiem-lam")
	read := decode[readingJSON](t, thidua(t, 0, "read", "https://docs.google.com/spreadsheets/d/"+unitSheet+"/edit#gid=7",
		"--unit", "kiem-lam", "-c", configOf(dir), "--now", asOf, "--format", "json", "-q"))
	if read.Source.ID != unitSheet || read.Source.Locale != "vi_VN" || len(read.Observations) == 0 {
		t.Errorf("source %+v with %d observations", read.Source, len(read.Observations))
	}
	if l := read.Ledger; l.NonEmpty != l.Used+l.Ignored+l.Reported {
		t.Errorf("the ledger does not add up: %+v", l)
	}
	for _, f := range read.Findings {
		if f.Cell != "" && !strings.HasSuffix(f.URL, "#gid=7&range="+f.Cell) {
			t.Errorf("%s at %s opens %s", f.Rule, f.Cell, f.URL)
		}
	}
}

// forestOf is the actual of LN-04 for the whole plan.
func forestOf(t *testing.T, dir string) string {
	t.Helper()
	for _, a := range status(t, dir) {
		if a.Indicator == "LN-04" && a.Unit == plan.UnitID("") {
			return a.Actual.String()
		}
	}
	return ""
}

// googleOffice is the example with one unit on Google, read with the key of a
// service account.
func googleOffice(t *testing.T, unit plan.UnitID) (string, *emulator.Server) {
	t.Helper()
	dir := office(t)
	drive, err := emulator.New(emulator.Options{})
	do(t, err)
	drive.Put(spreadsheetOf(t, dir, unit))
	server := httptest.NewServer(discovery.Load(t).Watch(drive, func(err error) { t.Errorf("not as documented: %v", err) }))
	t.Cleanup(server.Close)
	key, err := drive.KeyFile(server.URL)
	do(t, err)
	write(t, filepath.Join(dir, "key.json"), key)
	replaceInFile(t, configOf(dir), fmt.Sprintf("{unit: %s, path: units/%[1]s.xlsx}", unit),
		fmt.Sprintf(`{unit: %s, url: "https://docs.google.com/spreadsheets/d/%s/edit#gid=7"}`, unit, unitSheet))
	replaceInFile(t, configOf(dir), "schedule:", fmt.Sprintf("google: {credentials: key.json, endpoint: %q}\nschedule:", server.URL))
	return dir, drive
}

// spreadsheetOf is a unit's workbook, moved to Google.
func spreadsheetOf(t *testing.T, dir string, unit plan.UnitID) *sheets.Grid {
	t.Helper()
	book, err := file.New(filepath.Join(dir, "units"), nil).Read(t.Context(), string(unit)+".xlsx")
	do(t, err)
	book.Source, book.Title, book.Locale = unitSheet, "Báo cáo thi đua", "vi_VN"
	for i := range book.Tabs {
		book.Tabs[i].GID = fmt.Sprint(7 + i)
	}
	return book
}
