package emulator

import (
	"net/http"
	"strconv"
)

// A Fault answers a request in place of the server.
type Fault func(w http.ResponseWriter, r *http.Request)

// Status answers with an error as the Sheets API writes them.
func Status(code int, status, message string) Fault { return Because(code, status, message, "") }

// Because is Status with the reason that Google gives among the details.
func Because(code int, status, message, reason string) Fault {
	e := map[string]any{"code": code, "status": status, "message": message}
	if reason != "" {
		e["details"] = []any{map[string]any{
			"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com",
		}}
	}
	return func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, code, map[string]any{"error": e}) }
}

// Denied is the answer about a spreadsheet that is not shared with the account.
func Denied() Fault {
	return Status(http.StatusForbidden, "PERMISSION_DENIED", "The caller does not have permission")
}

// OtherDocument is the answer about a file on Drive that is no Google Sheet,
// an Excel workbook among them.
func OtherDocument() Fault {
	return Status(http.StatusBadRequest, "FAILED_PRECONDITION", "This operation is not supported for this document")
}

// OverQuota is the answer to one read too many in a minute. It asks to come
// back after some seconds, unless they are 0.
func OverQuota(seconds int) Fault {
	const message = "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' " +
		"of service 'sheets.googleapis.com' for consumer 'project_number:1'."
	over := Because(http.StatusTooManyRequests, "RESOURCE_EXHAUSTED", message, "RATE_LIMIT_EXCEEDED")
	return func(w http.ResponseWriter, r *http.Request) {
		if seconds > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(seconds))
		}
		over(w, r)
	}
}

// NoToken answers as the token endpoint refuses.
func NoToken(code int, reason, description string) Fault {
	return func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, code, map[string]any{"error": reason, "error_description": description})
	}
}

// Page answers with a web page, as a broken front end or a gateway does.
func Page(code int) Fault {
	return Body(code, "text/html; charset=UTF-8", "<!DOCTYPE html><title>Error</title>")
}

// Body answers with any content.
func Body(code int, contentType, content string) Fault {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(code)
		_, _ = w.Write([]byte(content)) // the client has gone: nobody is left to tell
	}
}

// Redirect answers that the content lies elsewhere.
func Redirect(to string) Fault {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
}

// HangUp closes the connection without an answer.
func HangUp() Fault {
	return func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
}

// Stall gives no answer until the client goes away.
func Stall() Fault {
	return func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
}
