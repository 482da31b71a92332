package emulator_test

import (
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets/emulator"
	"thidua/sheets/emulator/book"
)

// spreadsheets is the client of the Sheets API, signed in as an account.
func (o *office) spreadsheets(t *testing.T, account string, scopes ...string) *gsheets.SpreadsheetsService {
	t.Helper()
	service, err := gsheets.NewService(t.Context(), option.WithEndpoint(o.url),
		option.WithHTTPClient(&http.Client{Transport: bearer{o.Server, account, scopes}}))
	check(t, err)
	return service.Spreadsheets
}

// TestOneFileTwoAPIs: a spreadsheet made through either API is there in both,
// under one name, and what is written in it shows on Drive.
func TestOneFileTwoAPIs(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	books := o.spreadsheets(t, emulator.Account, gsheets.SpreadsheetsScope)
	token := o.startToken(t)
	made, err := books.Create(&gsheets.Spreadsheet{Properties: &gsheets.SpreadsheetProperties{Title: "Tổng hợp", Locale: "vi_VN"}}).Do()
	check(t, err)
	_, err = o.drive.Files.Update(made.SpreadsheetId, &drive.File{Name: "Tổng hợp quý I"}).Do()
	check(t, err)
	b, err := books.Get(made.SpreadsheetId).Fields("properties.title").Do()
	check(t, err)
	if b.Properties.Title != "Tổng hợp quý I" {
		t.Errorf("renamed on Drive, Sheets says %s", b.Properties.Title)
	}
	rename := &gsheets.Request{UpdateSpreadsheetProperties: &gsheets.UpdateSpreadsheetPropertiesRequest{
		Properties: &gsheets.SpreadsheetProperties{Title: "Tổng hợp quý II"}, Fields: "title",
	}}
	_, err = books.BatchUpdate(made.SpreadsheetId, &gsheets.BatchUpdateSpreadsheetRequest{Requests: []*gsheets.Request{rename}}).Do()
	check(t, err)
	f, err := o.drive.Files.Get(made.SpreadsheetId).Fields("name,version,lastModifyingUser(me)").Do()
	check(t, err)
	if f.Name != "Tổng hợp quý II" || f.Version != 3 || !f.LastModifyingUser.Me {
		t.Errorf("renamed in Sheets, Drive says %s, version %d, by %+v", f.Name, f.Version, f.LastModifyingUser)
	}
	told, token := o.changesSince(t, token)
	if !slices.Equal(told, []string{made.SpreadsheetId}) {
		t.Errorf("the feed tells of %v", told)
	}
	_, err = books.Values.Get(made.SpreadsheetId, "A1:B2").Do()
	check(t, err)
	if told, _ := o.changesSince(t, token); len(told) != 0 {
		t.Errorf("after a look, the feed tells of %v", told)
	}
	if o.Writes() != 3 {
		t.Errorf("%d writes, want 3", o.Writes())
	}
}

// TestRangesInPaths: the name of a tab may hold what means something in a path.
func TestRangesInPaths(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	grid := oneFigure("A", "Báo cáo", 9000)
	grid.Tabs[0].Title = "Tháng 9/2025: 50% 'nhanh'"
	o.Put(grid)
	values := o.spreadsheets(t, emulator.Account, gsheets.SpreadsheetsScope).Values
	const tab = `'Tháng 9/2025: 50% ''nhanh'''!`
	got, err := values.Get("A", tab+"A1:B2").Do()
	check(t, err)
	if got.Range != tab+"A1:B2" || len(got.Values) != 1 || got.Values[0][0] != "9000" {
		t.Errorf("%s holds %v", got.Range, got.Values)
	}
	row := &gsheets.ValueRange{Values: [][]any{{"10000", "nghìn ha"}}}
	added, err := values.Append("A", tab+"A1", row).ValueInputOption("USER_ENTERED").Do()
	check(t, err)
	if added.Updates.UpdatedRange != tab+"A2:B2" {
		t.Errorf("added at %s", added.Updates.UpdatedRange)
	}
	cleared, err := values.Clear("A", tab+"A1:A1", &gsheets.ClearValuesRequest{}).Do()
	check(t, err)
	all, err := values.BatchGet("A").Ranges(tab+"A1:A2", tab+"B2").ValueRenderOption("UNFORMATTED_VALUE").Do()
	check(t, err)
	if cleared.ClearedRange != tab+"A1" || len(all.ValueRanges) != 2 || all.ValueRanges[0].Values[1][0] != 10000.0 {
		t.Errorf("cleared %s, left %v", cleared.ClearedRange, all.ValueRanges[0].Values)
	}
}

// TestWhoMayWrite: a reader reads, and a token for reading does not write.
func TestWhoMayWrite(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "Báo cáo", 1))
	row := &gsheets.ValueRange{Values: [][]any{{"2"}}}
	write := func(scope string) string {
		_, err := o.spreadsheets(t, emulator.Account, scope).Values.Update("A", "A1", row).ValueInputOption("RAW").Do()
		if err == nil {
			return "done"
		}
		return err.Error()
	}
	if said := write(gsheets.SpreadsheetsScope); said != "done" {
		t.Errorf("an editor: %s", said)
	}
	if said := write(gsheets.SpreadsheetsReadonlyScope); !strings.Contains(said, "ACCESS_TOKEN_SCOPE_INSUFFICIENT") {
		t.Errorf("a token for reading: %s", said)
	}
	o.ShareForReading("A")
	if said := write(gsheets.SpreadsheetsScope); !strings.Contains(said, "The caller does not have permission") {
		t.Errorf("a reader: %s", said)
	}
	_, err := o.spreadsheets(t, emulator.Account, gsheets.SpreadsheetsReadonlyScope).Get("A").Do()
	check(t, err)
}

// TestPersonEdits: what a person does to a tab is there for clients, and on
// Drive.
func TestPersonEdits(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "Báo cáo", 1))
	token := o.startToken(t)
	o.Edit("A", func(b *book.Book) {
		_, err := b.Serve(book.Call{Method: http.MethodPost, Path: ":batchUpdate", Body: []byte(
			`{"requests":[{"updateSheetProperties":{"properties":{"sheetId":0,"title":"Biểu mới"},"fields":"title"}}]}`)})
		check(t, err)
	})
	b, err := o.spreadsheets(t, emulator.Account, gsheets.SpreadsheetsReadonlyScope).Get("A").Fields("sheets.properties.title").Do()
	check(t, err)
	if told, _ := o.changesSince(t, token); b.Sheets[0].Properties.Title != "Biểu mới" || len(told) != 1 {
		t.Errorf("the tab is %s, changed %v", b.Sheets[0].Properties.Title, told)
	}
	_, err = o.spreadsheets(t, emulator.Account, gsheets.SpreadsheetsReadonlyScope).Values.Get("A", "Biểu 1!A1").Do()
	if err == nil || !strings.Contains(err.Error(), "Unable to parse range") {
		t.Errorf("under its old name: %v", err)
	}
}

// TestUnsupported: what Google has and the emulator has not, it says.
func TestUnsupported(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "Báo cáo", 1))
	for _, path := range []string{"/drive/v3/files/A/comments", "/drive/v3/apps", "/v4/other"} {
		if code, answer := o.answer(t, emulator.Account, path); code != http.StatusNotImplemented || !strings.Contains(answer, "The emulator does not answer GET "+path) {
			t.Errorf("%s: %d %s", path, code, answer)
		}
	}
	if code := o.ask(t, emulator.Account, "/elsewhere"); code != http.StatusNotFound {
		t.Errorf("elsewhere: %d", code)
	}
}

// TestDocumentedRequests: docs/emulator.md lists the requests of batchUpdate
// that are refused as unknown, and no other.
func TestDocumentedRequests(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	o.Put(oneFigure("A", "Báo cáo", 1))
	docs, err := os.ReadFile("../../docs/emulator.md")
	check(t, err)
	token := o.Token(emulator.Account, gsheets.SpreadsheetsScope)
	for field := range reflect.TypeFor[gsheets.Request]().Fields() {
		kind, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if kind == "-" {
			continue
		}
		code, _ := post(t, o.url+"/v4/spreadsheets/A:batchUpdate", token, `{"requests":[{"`+kind+`":{}}]}`)
		if listed := strings.Contains(string(docs), "`"+kind+"`"); listed != (code == http.StatusNotImplemented) {
			t.Errorf("%s answers %d, listed as unknown: %v", kind, code, listed)
		}
	}
}
