package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// A refusal is an answer that is an error, in the words of one of the APIs.
type refusal struct {
	code   int
	body   map[string]any
	header http.Header
}

func (e *refusal) Error() string { return fmt.Sprintf("HTTP %d: %v", e.code, e.body) }

// sheetsError is an error as the Sheets API writes it: a google.rpc.Status.
func sheetsError(code int, status, message string, details ...any) *refusal {
	e := map[string]any{"code": code, "message": message, "status": status}
	if len(details) > 0 {
		e["details"] = details
	}
	return &refusal{code: code, body: map[string]any{"error": e}}
}

// errorInfo is the detail that says the reason for machines.
func errorInfo(reason string, metadata map[string]string) any {
	info := map[string]any{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com"}
	if len(metadata) > 0 {
		info["metadata"] = metadata
	}
	return info
}

// driveError is an error as the Drive API writes it. Parameter is the one to
// blame, "" when there is none.
func driveError(code int, reason, message, parameter string) *refusal {
	item := map[string]any{"domain": driveDomain(reason), "reason": reason, "message": message}
	if parameter != "" {
		item["locationType"], item["location"] = "parameter", parameter
	}
	return &refusal{code: code, body: map[string]any{
		"error": map[string]any{"errors": []any{item}, "code": code, "message": message},
	}}
}

func driveDomain(reason string) string {
	switch reason {
	case "rateLimitExceeded", "userRateLimitExceeded", "storageQuotaExceeded":
		return "usageLimits"
	default:
		return "global"
	}
}

// unsupported is the answer to what Google has and the emulator has not.
func unsupported(r *http.Request) *refusal {
	message := fmt.Sprintf("The emulator does not answer %s %s.", r.Method, r.URL.EscapedPath())
	if isDrive(r) {
		return driveError(http.StatusNotImplemented, "notImplemented", message, "")
	}
	return sheetsError(http.StatusNotImplemented, "UNIMPLEMENTED", message)
}

// invalidBody is the answer to a request whose JSON cannot be read.
func invalidBody(r *http.Request, err error) *refusal {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return driveError(http.StatusRequestEntityTooLarge, "uploadTooLarge", "Request Too Large", "")
	}
	if isDrive(r) {
		return driveError(http.StatusBadRequest, "parseError", "Parse Error", "")
	}
	return sheetsError(http.StatusBadRequest, "INVALID_ARGUMENT", "Invalid JSON payload received. "+err.Error())
}

// content is an answer that is a file.
type content struct {
	mediaType string
	data      []byte
	modified  time.Time
}

// accepted is an answer with a header and no body, as resumable uploads give.
type accepted struct {
	code   int
	header http.Header
}

// write sends an answer: content, accepted, nothing, or JSON.
func write(w http.ResponseWriter, r *http.Request, answer any) {
	switch answer := answer.(type) {
	case nil:
		w.Header().Set("Content-Type", "text/html") // as Drive does
		w.WriteHeader(http.StatusNoContent)
	case content:
		w.Header().Set("Content-Type", answer.mediaType)
		http.ServeContent(w, r, "", answer.modified, bytes.NewReader(answer.data))
	case accepted:
		for name, values := range answer.header {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.code)
	default:
		writeJSON(w, r, http.StatusOK, answer)
	}
}

func writeError(w http.ResponseWriter, r *http.Request, err error) {
	refused := inWords(err)
	for name, values := range refused.header {
		w.Header()[name] = values
	}
	writeJSON(w, r, refused.code, refused.body)
}

// writeJSON writes v as Google does: indented unless prettyPrint=false.
func writeJSON(w http.ResponseWriter, r *http.Request, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(code)
	encoder := json.NewEncoder(w)
	if r.URL.Query().Get("prettyPrint") != "false" {
		encoder.SetIndent("", "  ")
	}
	_ = encoder.Encode(v) // the client has gone: nobody is left to tell
}
