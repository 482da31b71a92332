package discovery_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"thidua/sheets/emulator/discovery"
)

func address(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// says wants an error that holds a text, or none for "".
func says(t *testing.T, what string, err error, text string) {
	t.Helper()
	switch {
	case text == "" && err != nil:
		t.Errorf("%s: %v", what, err)
	case text != "" && (err == nil || !strings.Contains(err.Error(), text)):
		t.Errorf("%s: %v, want %q", what, err, text)
	}
}

// TestMethods finds the method of a path, also where a path fits two of them
// or a range holds an escaped slash.
func TestMethods(t *testing.T) {
	apis := discovery.Load(t)
	for call, want := range map[string]string{
		"GET /v4/spreadsheets/ID":                                 "sheets.spreadsheets.get",
		"POST /v4/spreadsheets":                                   "sheets.spreadsheets.create",
		"POST /v4/spreadsheets/ID:batchUpdate":                    "sheets.spreadsheets.batchUpdate",
		"POST /v4/spreadsheets/ID/:batchUpdate":                   "sheets.spreadsheets.batchUpdate",
		"GET /v4/spreadsheets/ID/":                                "sheets.spreadsheets.get",
		"GET /v4/spreadsheets/ID/values:batchGet?ranges=A1":       "sheets.spreadsheets.values.batchGet",
		"GET /v4/spreadsheets/ID/values/%27th%C3%A1ng%209%2F2025": "sheets.spreadsheets.values.get",
		"POST /v4/spreadsheets/ID/values/Sheet1!A1:B2:append":     "sheets.spreadsheets.values.append",
		"POST /v4/spreadsheets/ID/sheets/0:copyTo":                "sheets.spreadsheets.sheets.copyTo",
		"GET /drive/v3/changes/startPageToken":                    "drive.changes.getStartPageToken",
		"GET /drive/v3/files/generateIds":                         "drive.files.generateIds",
		"GET /drive/v3/files/ID?alt=media":                        "drive.files.get",
		"POST /upload/drive/v3/files?uploadType=multipart":        "drive.files.create",
		"PATCH /upload/drive/v3/files/ID?uploadType=media":        "drive.files.update",
	} {
		verb, path, _ := strings.Cut(call, " ")
		if m, err := apis.Method(verb, address(t, path)); err != nil || m.ID != want {
			t.Errorf("%s: %v, %v, want %s", call, m, err, want)
		}
	}
	for _, call := range []string{"GET /files/ID", "PUT /v4/spreadsheets/ID", "GET /v4/spreadsheets/ID/values/A1/B2", "GET /v4/spreadsheets/"} {
		verb, path, _ := strings.Cut(call, " ")
		_, err := apis.Method(verb, address(t, path))
		says(t, call, err, "no method")
	}
}

func TestQueries(t *testing.T) {
	apis := discovery.Load(t)
	for call, want := range map[string]string{
		"/v4/spreadsheets/ID?includeGridData=True&prettyPrint=false":                      "",
		"/v4/spreadsheets/ID?ranges=A1&ranges=B2":                                         "",
		"/v4/spreadsheets/ID?includeGridData=yes":                                         "includeGridData",
		"/v4/spreadsheets/ID?supportsAllDrives=true":                                      "no parameter supportsAllDrives",
		"/v4/spreadsheets/ID?fields=sheets(properties(sheetId,title),data.rowData),*":     "",
		"/v4/spreadsheets/ID?fields=sheets/data/rowData/values/note":                      "",
		"/v4/spreadsheets/ID?fields=sheets.data.rowData.values.effectiveFormt":            `no field "effectiveFormt"`,
		"/v4/spreadsheets/ID?fields=sheets(properties":                                    "not a field mask",
		"/v4/spreadsheets/ID?fields=spreadsheetId)":                                       "not a field mask",
		"/v4/spreadsheets/ID?fields=spreadsheetId.x":                                      `no field "x"`,
		"/v4/spreadsheets/ID?fields=spreadsheetId,":                                       "not a field mask",
		"/v4/spreadsheets/ID/values/A1?valueRenderOption=FORMULA":                         "",
		"/v4/spreadsheets/ID/values/A1?valueRenderOption=RAW":                             "none of",
		"/v4/spreadsheets/ID/values/A1?majorDimension=ROWS&majorDimension=ROWS":           "given 2 times",
		"/drive/v3/changes?supportsAllDrives=true":                                        "pageToken is missing",
		"/drive/v3/changes?pageToken=1&fields=changes(fileId,file(name,properties/unit))": "",
		"/drive/v3/changes?pageToken=1&pageSize=many":                                     "pageSize",
		"/drive/v3/files/ID/export?mimeType=text/csv&alt=media":                           "",
		"/drive/v3/files/ID/export":                                                       "mimeType is missing",
	} {
		u := address(t, call)
		m, err := apis.Method(http.MethodGet, u)
		if err != nil {
			t.Fatal(err)
		}
		says(t, call, m.CheckQuery(u.Query()), want)
	}
}

func TestBodies(t *testing.T) {
	apis := discovery.Load(t)
	for _, c := range []struct{ call, body, want string }{
		{"GET /v4/spreadsheets/ID", `{"sheets":[{"properties":{"sheetId":0,"sheetType":"GRID"}}]}`, ""},
		{"GET /v4/spreadsheets/ID", `{"sheets":[{"properties":{"sheetId":"0"}}]}`, `sheets[0].properties.sheetId: the string "0", want integer`},
		{"GET /v4/spreadsheets/ID", `{"sheets":[{"properties":{"sheetType":"TABLE"}}]}`, "none of"},
		{"GET /v4/spreadsheets/ID", `{"sheets":[{"propertys":{}}]}`, "sheets[0].propertys: unknown field"},
		{"GET /v4/spreadsheets/ID", `{"sheets":{}}`, "an object, want array"},
		{"GET /v4/spreadsheets/ID", `{"properties":[]}`, "an array"},
		{"GET /v4/spreadsheets/ID", `{"sheets":null}`, "null"},
		{"GET /v4/spreadsheets/ID", `{"sheets":[{"properties":{"sheetId":2147483648}}]}`, "out of range"},
		{"GET /v4/spreadsheets/ID", `{"sheets":[{"properties":{"sheetId":1.5}}]}`, "1.5"},
		{"GET /v4/spreadsheets/ID", `{"spreadsheetId":"ID"`, "EOF"},
		{"GET /v4/spreadsheets/ID", `{} {}`, "after its end"},
		{"GET /v4/spreadsheets/ID/values/A1", `{"range":"A1","majorDimension":"ROWS","values":[[1,"a",true,""],[]]}`, ""},
		{"GET /v4/spreadsheets/ID/values/A1", `{"values":[[null]]}`, "null"},
		{"GET /drive/v3/files/ID", `{"size":"1234","modifiedTime":"2024-07-05T01:00:00.000Z","exportLinks":{"text/csv":"https://x"},"properties":{"unit":"x"}}`, ""},
		{"GET /drive/v3/files/ID", `{"size":1234}`, "the number 1234, want string int64"},
		{"GET /drive/v3/files/ID", `{"modifiedTime":"yesterday"}`, "modifiedTime"},
		{"GET /drive/v3/files/ID", `{"trashed":"false"}`, "want boolean"},
		{"DELETE /drive/v3/files/ID", ``, ""},
		{"DELETE /drive/v3/files/ID", `{}`, "has a body"},
	} {
		verb, path, _ := strings.Cut(c.call, " ")
		m, err := apis.Method(verb, address(t, path))
		if err != nil {
			t.Fatal(err)
		}
		says(t, c.call+" "+c.body, m.CheckResponse([]byte(c.body)), c.want)
	}
	m, err := apis.Method(http.MethodPost, address(t, "/v4/spreadsheets/ID:batchUpdate"))
	if err != nil {
		t.Fatal(err)
	}
	says(t, "request", m.CheckRequest([]byte(`{"requests":[{"addSheet":{"properties":{"title":"x"}}}]}`)), "")
	says(t, "request", m.CheckRequest([]byte(`{"requests":[{"addSheet":{"properties":null}}]}`)), "")
	says(t, "request", m.CheckRequest([]byte(`{"requests":[{"addSheets":{}}]}`)), "requests[0].addSheets: unknown field")
}
