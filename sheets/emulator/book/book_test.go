package book_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

// ask serves a call, whose path may have a query, and returns the answer as
// JSON, or the message of the refusal.
func ask(t testing.TB, b *book.Book, method, path, body string) string {
	t.Helper()
	escaped, rawQuery, _ := strings.Cut(path, "?")
	query, err := url.ParseQuery(rawQuery)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := b.Serve(book.Call{
		Method: method, Path: escaped, Query: query, Body: []byte(body), User: "me@example.com",
	})
	if refusal := (*book.Error)(nil); errors.As(err, &refusal) {
		return refusal.Message
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// batch sends requests, one JSON object each, and returns their replies as JSON.
func batch(t testing.TB, b *book.Book, requests ...string) string {
	t.Helper()
	return ask(t, b, "POST", ":batchUpdate?fields=replies", `{"requests":[`+strings.Join(requests, ",")+`]}`)
}

// must is batch for requests that are not refused.
func must(t testing.TB, b *book.Book, requests ...string) {
	t.Helper()
	if got := batch(t, b, requests...); !strings.HasPrefix(got, `{"replies":`) {
		t.Fatalf("refused: %s", got)
	}
}

// enter writes rows of values from a cell on, as a person types them.
func enter(t testing.TB, b *book.Book, cell, rows string) {
	t.Helper()
	got := ask(t, b, "PUT", "/values/"+url.PathEscape(cell)+"?valueInputOption=USER_ENTERED", `{"values":`+rows+`}`)
	if !strings.Contains(got, "updatedRange") {
		t.Fatalf("enter %s: %s", cell, got)
	}
}

// seen returns what stands in a range, as it is seen.
func seen(t testing.TB, b *book.Book, name string) string {
	t.Helper()
	return ask(t, b, "GET", "/values/"+url.PathEscape(name)+"?fields=values", "")
}

// field returns a part of the spreadsheet.
func field(t testing.TB, b *book.Book, fields string) string {
	t.Helper()
	return ask(t, b, "GET", "?fields="+url.QueryEscape(fields), "")
}

func expect(t testing.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s\ngot  %s\nwant %s", what, got, want)
	}
}

func TestNewSpreadsheet(t *testing.T) {
	b := book.New("x", "Báo cáo", "vi_VN", "Asia/Ho_Chi_Minh")
	expect(t, "new", field(t, b, "properties(title,locale,timeZone),sheets.properties"),
		`{"properties":{"locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh","title":"Báo cáo"},`+
			`"sheets":[{"properties":{"gridProperties":{"columnCount":26,"rowCount":1000},"index":0,"sheetId":0,`+
			`"sheetType":"GRID","title":"Sheet1"}}]}`)
	if b.Changes() != 0 {
		t.Errorf("%d changes before any", b.Changes())
	}
}

// TestChanges: a call counts when it alters something.
func TestChanges(t *testing.T) {
	b := book.New("x", "Báo cáo", "", "")
	for _, step := range []struct {
		method, path, body string
		changes            int
	}{
		{"GET", "", "", 0},
		{"PUT", "/values/A1?valueInputOption=RAW", `{"values":[["a"]]}`, 1},
		{"PUT", "/values/A1?valueInputOption=RAW", `{"values":[["a"]]}`, 1},
		{"PUT", "/values/A1?valueInputOption=RAW", `{"values":[["b"]]}`, 2},
		{"POST", "/values/A1:clear", "", 3},
		{"POST", "/values/A1:clear", "", 3},
		{"POST", ":batchUpdate", `{"requests":[{"addSheet":{}},{"addSheet":{}}]}`, 4},
		{"POST", ":batchUpdate", `{"requests":[{"addSheet":{}},{"deleteSheet":{"sheetId":5}}]}`, 4},
		{"POST", ":batchUpdate", `{"requests":[{"updateSheetProperties":{"properties":{"title":"Sheet1"},"fields":"title"}}]}`, 4},
		{"POST", ":batchUpdate", `{"requests":[{"updateSpreadsheetProperties":{"properties":{"title":"Khác"},"fields":"title"}}]}`, 5},
	} {
		ask(t, b, step.method, step.path, step.body)
		if b.Changes() != step.changes {
			t.Errorf("%s %s %s: %d changes, want %d", step.method, step.path, step.body, b.Changes(), step.changes)
		}
	}
	if b.Title() != "Khác" {
		t.Errorf("the title is %q", b.Title())
	}
}

// TestCopy: a copy lives a life of its own.
func TestCopy(t *testing.T) {
	b := book.New("x", "Gốc", "vi_VN", "")
	enter(t, b, "A1", `[["9.000"]]`)
	copied := b.Copy("y", "Bản sao")
	enter(t, b, "A1", `[["1"]]`)
	must(t, copied, `{"mergeCells":{"range":{"endRowIndex":1,"endColumnIndex":2}}}`)
	expect(t, "the copy's value", seen(t, copied, "A1"), `{"values":[["9.000"]]}`)
	expect(t, "the original's merges", field(t, b, "spreadsheetId,sheets.merges"), `{"sheets":[{}],"spreadsheetId":"x"}`)
	expect(t, "the copy's id", field(t, copied, "spreadsheetId,properties.title"),
		`{"properties":{"title":"Bản sao"},"spreadsheetId":"y"}`)
}

// TestUnknownMethods: what is not there is said not to be there.
func TestUnknownMethods(t *testing.T) {
	b := book.New("x", "", "", "")
	for _, call := range [][2]string{
		{"DELETE", ""},
		{"GET", "/values"},
		{"POST", "/values/A1:shout"},
		{"PATCH", "/values/A1"},
		{"GET", "/charts"},
		{"POST", "/sheets/0:moveTo"},
	} {
		expect(t, strings.Join(call[:], " "), ask(t, b, call[0], call[1], ""), "Method not found.")
	}
	expect(t, "a kind of request", batch(t, b, `{"addChart":{}}`), "The request addChart is not implemented by this emulator.")
}
