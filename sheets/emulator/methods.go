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
	writes bool
	serve  func(*Server, *request) (any, error)
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

// methods returns every method that the server answers.
func methods() []method {
	const (
		books  = "/v4/spreadsheets"
		book   = books + "/{spreadsheetId}"
		values = book + "/values"
		files  = "/drive/v3/files"
		file   = files + "/{fileId}"
	)
	return []method{
		{"sheets.spreadsheets.create", "POST", books, writeCells, cost{writes: 1}, true, (*Server).createBook},
		{"sheets.spreadsheets.get", "GET", book, readCells, cost{reads: 1}, false, (*Server).serveBook},
		{"sheets.spreadsheets.batchUpdate", "POST", book + ":batchUpdate", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.getByDataFilter", "POST", book + ":getByDataFilter", writeCells, cost{reads: 1}, false, (*Server).serveBook},
		{"sheets.spreadsheets.sheets.copyTo", "POST", book + "/sheets/{sheetId}:copyTo", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.developerMetadata.get", "GET", book + "/developerMetadata/{metadataId}", writeCells, cost{reads: 1}, false, (*Server).serveBook},
		{"sheets.spreadsheets.developerMetadata.search", "POST", book + "/developerMetadata:search", writeCells, cost{reads: 1}, false, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchGet", "GET", values + ":batchGet", readCells, cost{reads: 1}, false, (*Server).serveBook},
		{"sheets.spreadsheets.values.get", "GET", values + "/{range}", readCells, cost{reads: 1}, false, (*Server).serveBook},
		{"sheets.spreadsheets.values.update", "PUT", values + "/{range}", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.values.append", "POST", values + "/{range}:append", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.values.clear", "POST", values + "/{range}:clear", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchUpdate", "POST", values + ":batchUpdate", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchClear", "POST", values + ":batchClear", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchGetByDataFilter", "POST", values + ":batchGetByDataFilter", writeCells, cost{reads: 1}, false, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchUpdateByDataFilter", "POST", values + ":batchUpdateByDataFilter", writeCells, cost{writes: 1}, true, (*Server).serveBook},
		{"sheets.spreadsheets.values.batchClearByDataFilter", "POST", values + ":batchClearByDataFilter", writeCells, cost{writes: 1}, true, (*Server).serveBook},

		{"drive.about.get", "GET", "/drive/v3/about", readNames, cost{units: 5}, false, (*Server).about},
		{"drive.changes.getStartPageToken", "GET", "/drive/v3/changes/startPageToken", readNames, cost{units: 5}, false, (*Server).startPageToken},
		{"drive.changes.list", "GET", "/drive/v3/changes", readNames, cost{units: 100}, false, (*Server).listChanges},
		{"drive.files.list", "GET", files, readNames, cost{units: 100}, false, (*Server).listFiles},
		{"drive.files.get", "GET", file, readNames, cost{units: 5}, false, (*Server).getFile},
		{"drive.files.export", "GET", file + "/export", readContents, cost{units: 200}, false, (*Server).exportFile},
		{"drive.files.create", "POST", files, writeFiles, cost{units: 50}, true, (*Server).createFile},
		{"drive.files.create", "POST", "/upload" + files, writeFiles, cost{units: 50}, true, (*Server).createFile},
		{"drive.files.create", "PUT", "/upload" + files, writeFiles, cost{units: 50}, true, (*Server).resume},
		{"drive.files.update", "PATCH", file, writeNames, cost{units: 50}, true, (*Server).updateFile},
		{"drive.files.update", "PATCH", "/upload" + file, writeFiles, cost{units: 50}, true, (*Server).updateFile},
		{"drive.files.update", "PUT", "/upload" + file, writeFiles, cost{units: 50}, true, (*Server).resume},
		{"drive.files.update", "POST", "/upload" + file, writeFiles, cost{units: 50}, true, (*Server).resume},
		{"drive.files.copy", "POST", file + "/copy", writeFiles, cost{units: 50}, true, (*Server).copyFile},
		{"drive.files.delete", "DELETE", file, writeFiles, cost{units: 50}, true, (*Server).deleteFile},
		{"drive.permissions.list", "GET", file + "/permissions", readNames, cost{units: 100}, false, (*Server).listPermissions},
		{"drive.permissions.get", "GET", file + "/permissions/{permissionId}", readNames, cost{units: 5}, false, (*Server).getPermission},
		{"drive.permissions.create", "POST", file + "/permissions", writeFiles, cost{units: 50}, true, (*Server).createPermission},
		{"drive.permissions.update", "PATCH", file + "/permissions/{permissionId}", writeFiles, cost{units: 50}, true, (*Server).updatePermission},
		{"drive.permissions.delete", "DELETE", file + "/permissions/{permissionId}", writeFiles, cost{units: 50}, true, (*Server).deletePermission},
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
