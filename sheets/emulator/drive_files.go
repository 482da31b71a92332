package emulator

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// fileList is the answer of files.list.
type fileList struct {
	Kind       string         `json:"kind"`
	Next       string         `json:"nextPageToken,omitempty"`
	Incomplete bool           `json:"incompleteSearch"`
	Files      []fileResource `json:"files"`
}

func (s *Server) getFile(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.find(r.viewer, r.vars["fileId"])
	if err != nil {
		return nil, err
	}
	if !r.isDownload() {
		return masked(r, d.resource(r.viewer, f), usualFields)
	}
	if f.isNative() {
		return nil, notDownloadable()
	}
	return content{f.mimeType, f.data, f.modified}, nil
}

func notDownloadable() *refusal {
	return driveError(http.StatusForbidden, "fileNotDownloadable",
		"Only files with binary content can be downloaded. Use Export with Docs Editors files.", "alt")
}

func (s *Server) listFiles(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	matches, err := parseQuery(r.query.Get("q"))
	if err != nil {
		return nil, driveError(http.StatusBadRequest, "invalid", "Invalid Value", "q")
	}
	size, err := pageSize(r)
	if err != nil {
		return nil, err
	}
	first, err := pageStart(r.query.Get("pageToken"))
	if err != nil {
		return nil, err
	}
	found := d.search(r.viewer, matches)
	if in := r.query.Get("driveId"); in != "" {
		found = slices.DeleteFunc(found, func(f *file) bool { return d.driveOf(f) != in })
	}
	if err := order(found, r.query.Get("orderBy")); err != nil {
		return nil, err
	}
	first = min(first, len(found))
	last := min(first+size, len(found))
	list := fileList{Kind: "drive#fileList", Files: []fileResource{}}
	for _, f := range found[first:last] {
		list.Files = append(list.Files, d.resource(r.viewer, f))
	}
	if last < len(found) {
		list.Next = pagePrefix + strconv.Itoa(last)
	}
	return masked(r, list, "kind,nextPageToken,incompleteSearch,files("+usualFields+")")
}

// search returns the files that a viewer sees and a query matches. The top
// folders and shared drives themselves are not among them.
func (d *drive) search(v viewer, matches query) []*file {
	return slices.DeleteFunc(d.sorted(), func(f *file) bool {
		return f.isRoot() || f.isDrive || !d.sees(v, f) || !matches(v, f)
	})
}

// pageSize reads the parameter, 100 when it is not given.
func pageSize(r *request) (int, error) {
	given := r.query.Get("pageSize")
	if given == "" {
		return 100, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 1 || n > 1000 {
		message := fmt.Sprintf("Invalid value '%s'. Values must be within the range: [1, 1000]", given)
		return 0, driveError(http.StatusBadRequest, "invalidParameter", message, "pageSize")
	}
	return n, nil
}

// A token for the next page is where it starts; the prefix keeps it from being
// taken for a token of another list.
const pagePrefix = "~!!~AI9"

func pageStart(token string) (int, error) {
	if token == "" {
		return 0, nil
	}
	rest, ours := strings.CutPrefix(token, pagePrefix)
	n, err := strconv.Atoi(rest)
	if !ours || err != nil || n < 0 {
		return 0, invalidPageToken()
	}
	return n, nil
}

func invalidPageToken() *refusal {
	return driveError(http.StatusBadRequest, "invalid", "Invalid Value", "pageToken")
}

// order sorts files by keys such as "folder,modifiedTime desc,name".
func order(files []*file, by string) error {
	if by == "" {
		return nil
	}
	keys := strings.Split(by, ",")
	for i := len(keys) - 1; i >= 0; i-- { // the sort is stable: the first key last
		name, direction, _ := strings.Cut(strings.TrimSpace(keys[i]), " ")
		compare, known := orders()[name]
		if !known || direction != "" && direction != "desc" {
			return driveError(http.StatusBadRequest, "invalid", "Invalid Value", "orderBy")
		}
		slices.SortStableFunc(files, func(a, b *file) int {
			if direction == "desc" {
				a, b = b, a
			}
			return compare(a, b)
		})
	}
	return nil
}

func orders() map[string]func(a, b *file) int {
	byName := func(a, b *file) int { return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)) }
	return map[string]func(a, b *file) int{
		"name": byName, "name_natural": byName,
		"createdTime":  func(a, b *file) int { return a.created.Compare(b.created) },
		"modifiedTime": func(a, b *file) int { return a.modified.Compare(b.modified) },
		"folder":       func(a, b *file) int { return cmp.Compare(folderFirst(a), folderFirst(b)) },
		"quotaBytesUsed": func(a, b *file) int {
			return cmp.Compare(len(a.data), len(b.data))
		},
	}
}

func folderFirst(f *file) int {
	if f.mimeType == folderType {
		return 0
	}
	return 1
}
