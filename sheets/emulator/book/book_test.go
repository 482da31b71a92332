package book_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"thidua/sheets/emulator/book"
)

// ask serves a call and returns the answer as JSON, or the message of the refusal.
func ask(t *testing.T, b *book.Book, method, path, body string) string {
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

func TestNewSpreadsheet(t *testing.T) {
	b := book.New("x", "Báo cáo", "vi_VN", "Asia/Ho_Chi_Minh")
	got := ask(t, b, "GET", "?fields=properties(title,locale,timeZone),sheets.properties", "")
	want := `{"properties":{"locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh","title":"Báo cáo"},` +
		`"sheets":[{"properties":{"gridProperties":{"columnCount":26,"rowCount":1000},"index":0,"sheetId":0,` +
		`"sheetType":"GRID","title":"Sheet1"}}]}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
