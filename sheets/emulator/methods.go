package emulator

import (
	"net/http"
	"net/url"
	"strings"
)

// A method is one of an API's, by its name in the discovery documents.
type method struct {
	id     string
	verb   string
	path   string // as in /v4/spreadsheets/{spreadsheetId}:batchUpdate
	scopes string // any of which will do, without what all begin with
	cost   cost
	serve  func(*Server, *request) (any, error)
}

// writes reports whether a method changes something.
func (m *method) writes() bool {
	return m.cost.writes > 0 || m.cost.units > 0 && m.verb != http.MethodGet
}

// A request is one call of one method.
type request struct {
	*http.Request
	method *method
	vars   map[string]string // what stands in the path, unescaped
	query  url.Values
	viewer
}

// name is that under which a request is counted.
func (r *request) name() string {
	if r.isDownload() {
		return r.method.id + " media"
	}
	return r.method.id
}

// isDownload reports whether a file's content is asked for.
func (r *request) isDownload() bool {
	return r.method.id == "drive.files.get" && r.query.Get("alt") == "media"
}

func isDrive(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/drive/") || strings.HasPrefix(r.URL.Path, "/upload/")
}

// The scopes that methods accept, as the discovery documents list them.
const (
	readCells    = "drive drive.file drive.readonly spreadsheets spreadsheets.readonly"
	writeCells   = "drive drive.file spreadsheets"
	readNames    = "drive drive.file drive.readonly drive.metadata drive.metadata.readonly"
	readContents = "drive drive.file drive.readonly"
	writeNames   = "drive drive.file drive.metadata"
	writeFiles   = "drive drive.file"
)

// sheetsMethods are those of the Sheets API that the server answers.
func sheetsMethods() []method {
	const (
		books  = "/v4/spreadsheets"
		book   = books + "/{spreadsheetId}"
		values = book + "/values"
	)
	oneRead, oneWrite := cost{reads: 1}, cost{writes: 1}
	return []method{
		{"sheets.spreadsheets.create", "POST", books, writeCells, oneWrite, (*Server).createBook},
		{"sheets.spreadsheets.get", "GET", book, readCells, oneRead, (*Server).serveBook},
		{"sheets.spreadsheets.batchUpdate", "POST", book + ":batchUpdate", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.getByDataFilter", "POST", book + ":getByDataFilter", writeCells, oneRead, (*Server).serveBook},
		{"sheets.spreadsheets.sheets.copyTo", "POST", book + "/sheets/{sheetId}:copyTo", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.developerMetadata.get", "GET", book + "/developerMetadata/{metadataId}", writeCells, oneRead, (*Server).serveBook},
		{"sheets.spreadsheets.developerMetadata.search", "POST", book + "/developerMetadata:search", writeCells, oneRead, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchGet", "GET", values + ":batchGet", readCells, oneRead, (*Server).serveBook},
		{"sheets.spreadsheets.values.get", "GET", values + "/{range}", readCells, oneRead, (*Server).serveBook},
		{"sheets.spreadsheets.values.update", "PUT", values + "/{range}", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.values.append", "POST", values + "/{range}:append", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.values.clear", "POST", values + "/{range}:clear", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchUpdate", "POST", values + ":batchUpdate", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchClear", "POST", values + ":batchClear", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchGetByDataFilter", "POST", values + ":batchGetByDataFilter", writeCells, oneRead, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchUpdateByDataFilter", "POST", values + ":batchUpdateByDataFilter", writeCells, oneWrite, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchClearByDataFilter", "POST", values + ":batchClearByDataFilter", writeCells, oneWrite, (*Server).serveBook},
	}
}

// driveMethods are those of the Drive API that the server answers.
func driveMethods() []method {
	const (
		files       = "/drive/v3/files"
		file        = files + "/{fileId}"
		permissions = file + "/permissions"
		permission  = permissions + "/{permissionId}"
	)
	look, list, download, edit := cost{units: 5}, cost{units: 100}, cost{units: downloadUnits}, cost{units: 50}
	return []method{
		{"drive.about.get", "GET", "/drive/v3/about", readNames, look, (*Server).about},
		{"drive.changes.getStartPageToken", "GET", "/drive/v3/changes/startPageToken", readNames, look, (*Server).startPageToken},
		{"drive.changes.list", "GET", "/drive/v3/changes", readNames, list, (*Server).listChanges},
		{"drive.files.list", "GET", files, readNames, list, (*Server).listFiles},
		{"drive.files.get", "GET", file, readNames, look, (*Server).getFile},
		{"drive.files.export", "GET", file + "/export", readContents, download, (*Server).exportFile},
		{"drive.files.create", "POST", files, writeFiles, edit, (*Server).createFile},
		{"drive.files.create", "POST", "/upload" + files, writeFiles, edit, (*Server).createFile},
		{"drive.files.create", "PUT", "/upload" + files, writeFiles, edit, (*Server).resume},
		{"drive.files.update", "PATCH", file, writeNames, edit, (*Server).updateFile},
		{"drive.files.update", "PATCH", "/upload" + file, writeFiles, edit, (*Server).updateFile},
		{"drive.files.update", "PUT", "/upload" + file, writeFiles, edit, (*Server).resume},
		{"drive.files.update", "POST", "/upload" + file, writeFiles, edit, (*Server).resume},
		{"drive.files.copy", "POST", file + "/copy", writeFiles, edit, (*Server).copyFile},
		{"drive.files.delete", "DELETE", file, writeFiles, edit, (*Server).deleteFile},
		{"drive.permissions.list", "GET", permissions, readNames, list, (*Server).listPermissions},
		{"drive.permissions.get", "GET", permission, readNames, look, (*Server).getPermission},
		{"drive.permissions.create", "POST", permissions, writeFiles, edit, (*Server).createPermission},
		{"drive.permissions.update", "PATCH", permission, writeFiles, edit, (*Server).updatePermission},
		{"drive.permissions.delete", "DELETE", permission, writeFiles, edit, (*Server).deletePermission},
	}
}

// match finds the method that a path means, and what stands in the path. As
// Google does it takes a slash at the end or before a verb, which some clients
// send.
func (s *Server) match(verb, path string) (*method, map[string]string) {
	path = strings.TrimSuffix(strings.Replace(path, "/:", ":", 1), "/")
	for i := range s.methods {
		m := &s.methods[i]
		if m.verb != verb {
			continue
		}
		if vars, ok := matchPath(m.path, path); ok {
			return m, vars
		}
	}
	return nil, nil
}

// matchPath holds a path against a pattern, segment by segment. A variable
// may be followed by a verb, as in {range}:append; it is unescaped after the
// path is cut, since it may hold an escaped slash.
func matchPath(pattern, path string) (map[string]string, bool) {
	wanted, given := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(wanted) != len(given) {
		return nil, false
	}
	vars := map[string]string{}
	for i, want := range wanted {
		name, verb, isVar := strings.Cut(strings.TrimPrefix(want, "{"), "}")
		if !isVar {
			if given[i] != want {
				return nil, false
			}
			continue
		}
		escaped, ok := strings.CutSuffix(given[i], verb)
		value, err := url.PathUnescape(escaped)
		if !ok || err != nil || value == "" {
			return nil, false
		}
		vars[name] = value
	}
	return vars, true
}
