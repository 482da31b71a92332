package emulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// An upload is what a request says of a file and what is to be in it.
type upload struct {
	metadata
	mediaType string // of the content, "" when there is none
	data      []byte
}

// A metadata is what a client says of a file that it makes or changes. What
// is not said stays as it is.
type metadata struct {
	ID            string             `json:"id"`
	Name          *string            `json:"name"`
	MimeType      string             `json:"mimeType"`
	Description   *string            `json:"description"`
	Parents       []string           `json:"parents"`
	Trashed       *bool              `json:"trashed"`
	Properties    map[string]*string `json:"properties"`
	AppProperties map[string]*string `json:"appProperties"`
}

// A session is a resumable upload that is under way.
type session struct {
	upload
	fileID string // of the file that gets the content, "" for a new one
}

// readUpload reads a request of one of the three kinds that are whole: no
// content, content alone, or both in parts.
func readUpload(r *request) (upload, error) {
	if !strings.HasPrefix(r.URL.Path, "/upload/") {
		m, err := readMetadata(r.Request, r.Body)
		return upload{metadata: m}, err
	}
	switch kind := r.query.Get("uploadType"); kind {
	case "media":
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return upload{}, invalidBody(r.Request, err)
		}
		return upload{mediaType: mediaTypeOf(r.Header.Get("Content-Type")), data: data}, nil
	case "multipart":
		return readParts(r.Request)
	default:
		return upload{}, driveError(http.StatusBadRequest, "badRequest", "Unknown upload type: "+kind, "uploadType")
	}
}

// readMetadata reads JSON. No JSON says nothing.
func readMetadata(r *http.Request, body io.Reader) (metadata, error) {
	var m metadata
	if err := json.NewDecoder(body).Decode(&m); err != nil && !errors.Is(err, io.EOF) {
		return m, invalidBody(r, err)
	}
	return m, nil
}

// readParts reads metadata and content (RFC 2387).
func readParts(r *http.Request) (upload, error) {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return upload{}, driveError(http.StatusBadRequest, "badContent", "Missing or malformed Content-Type.", "")
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	first, err := parts.NextPart()
	if err != nil {
		return upload{}, invalidBody(r, err)
	}
	var up upload
	if up.metadata, err = readMetadata(r, first); err != nil {
		return up, err
	}
	second, err := parts.NextPart()
	if err != nil {
		return up, invalidBody(r, err)
	}
	if up.data, err = io.ReadAll(second); err != nil {
		return up, invalidBody(r, err)
	}
	up.mediaType = mediaTypeOf(second.Header.Get("Content-Type"))
	return up, nil
}

func mediaTypeOf(contentType string) string {
	if kind, _, err := mime.ParseMediaType(contentType); err == nil {
		return kind
	}
	return "application/octet-stream"
}

// begin starts a resumable upload and says where to send the content.
func (s *Server) begin(r *request) (any, error) {
	m, err := readMetadata(r.Request, r.Body)
	if err != nil {
		return nil, err
	}
	d := s.use()
	defer s.mu.Unlock()
	if id := r.vars["fileId"]; id != "" {
		if _, err := d.findToWrite(r.viewer, id); err != nil {
			return nil, err
		}
	}
	id := d.newID()
	mediaType := mediaTypeOf(r.Header.Get("X-Upload-Content-Type"))
	s.sessions[id] = &session{upload: upload{metadata: m, mediaType: mediaType}, fileID: r.vars["fileId"]}
	query := url.Values{"uploadType": {"resumable"}, "upload_id": {id}}
	for _, name := range []string{"fields", "supportsAllDrives", "addParents", "removeParents"} {
		if r.query.Has(name) {
			query.Set(name, r.query.Get(name))
		}
	}
	location := "http://" + r.Host + r.URL.EscapedPath() + "?" + query.Encode()
	return accepted{http.StatusOK, http.Header{"Location": {location}, "X-Guploader-Uploadid": {id}}}, nil
}

// resume takes the next part of a resumable upload, and makes or changes the
// file with the last.
func (s *Server) resume(r *request) (any, error) {
	part, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, invalidBody(r.Request, err)
	}
	s.mu.Lock()
	up, known := s.sessions[r.query.Get("upload_id")]
	if !known {
		s.mu.Unlock()
		return nil, driveError(http.StatusNotFound, "notFound", "Upload session not found.", "")
	}
	whole, ok := up.take(part, r.Header.Get("Content-Range"))
	if whole {
		delete(s.sessions, r.query.Get("upload_id"))
	}
	received := len(up.data)
	s.mu.Unlock()
	switch {
	case !ok:
		return nil, driveError(http.StatusBadRequest, "badRequest", "Failed to parse Content-Range header.", "")
	case whole && up.fileID == "":
		return s.create(r, up.upload)
	case whole:
		return s.update(r, up.fileID, up.upload)
	}
	return goOn(r, received), nil
}

// goOn asks for the next part of an upload. The status would be 308, which
// stands for a redirect since; a client may ask for it in a header instead.
func goOn(r *request, received int) accepted {
	answer := accepted{http.StatusPermanentRedirect, http.Header{}}
	if r.Header.Get("X-Guploader-No-308") == "yes" {
		answer = accepted{http.StatusOK, http.Header{"X-Http-Status-Code-Override": {"308"}}}
	}
	if received > 0 {
		answer.header.Set("Range", fmt.Sprintf("bytes=0-%d", received-1))
	}
	return answer
}

// take adds a part that says where it belongs, as "bytes 0-99/1000" or, when
// the size is not known yet, "bytes 0-99/*". A part that says nothing is the
// whole; "bytes */1000" asks how far the upload is.
func (s *session) take(part []byte, place string) (whole, ok bool) {
	if place == "" {
		s.data = part
		return true, true
	}
	span, total, ok := strings.Cut(strings.TrimPrefix(place, "bytes "), "/")
	size, err := strconv.Atoi(total)
	if !ok || err != nil && total != "*" || len(s.data)+len(part) > maxBody {
		return false, false
	}
	if first, _, given := strings.Cut(span, "-"); given {
		from, err := strconv.Atoi(first)
		if err != nil || from < 0 || from > len(s.data) {
			return false, false
		}
		s.data = append(s.data[:from:from], part...)
	}
	return total != "*" && len(s.data) == size, true
}
