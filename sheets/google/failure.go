package google

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"google.golang.org/api/googleapi"

	"thidua/sheets"
)

// A failure is why there is no answer. It repeats no more of what the server
// said than one line, and never what was sent to it.
type failure struct {
	reason     error // one of the sentinels of package sheets, or errUnexpected
	detail     string
	quota      bool          // too many calls: it passes, but not at once
	retryAfter time.Duration // what the server asks for, 0 when it does not
}

func (f *failure) Error() string { return f.reason.Error() + ": " + f.detail }
func (f *failure) Unwrap() error { return f.reason }

func (f *failure) tries() int {
	if f.quota {
		return quotaTries
	}
	return faultTries
}

// classify gives an error of a call its reason. What is neither an answer of
// the API nor a limit of ours is a fault of the line or half an answer, which
// passes.
func classify(err error) *failure {
	var known *failure
	var answer *googleapi.Error
	var line *url.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, sheets.ErrTooLarge):
		return &failure{reason: sheets.ErrTooLarge, detail: fmt.Sprintf("the answer has more than %d bytes", maxAnswer)}
	case errors.As(err, &answer):
		return answered(answer)
	case isHalf(err):
		return &failure{reason: sheets.ErrBusy, detail: "the answer is not whole"}
	case errors.As(err, &line):
		err = line.Err // without the address, which is long and says nothing
	}
	return &failure{reason: sheets.ErrBusy, detail: oneLine(err.Error())}
}

func isHalf(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.As(err, &syntax) || errors.As(err, &kind)
}

// answered gives an answer other than 200 its reason.
func answered(e *googleapi.Error) *failure {
	f := &failure{detail: fmt.Sprintf("HTTP %d", e.Code), retryAfter: retryAfter(e.Header)}
	if e.Message != "" {
		f.detail += ": " + oneLine(e.Message)
	}
	f.quota = e.Code == http.StatusTooManyRequests || isQuota(e)
	switch {
	case f.quota, isPassing(e.Code):
		f.reason = sheets.ErrBusy
	case e.Code == http.StatusNotFound, e.Code == http.StatusGone:
		f.reason = sheets.ErrNotFound
	case e.Code == http.StatusUnauthorized, e.Code == http.StatusForbidden && isOurFault(e):
		f.reason = sheets.ErrAuth
	case e.Code == http.StatusForbidden:
		f.reason = sheets.ErrDenied
	case e.Code == http.StatusBadRequest && isOtherDocument(e):
		f.reason = sheets.ErrNotSpreadsheet
	default:
		f.reason = errUnexpected
	}
	return f
}

// errUnexpected is an answer that Google is not known to give. It is none of
// the reasons that a caller acts on.
var errUnexpected = errors.New("unexpected answer")

// isOtherDocument knows the answer about an Excel file that lies on Drive.
func isOtherDocument(e *googleapi.Error) bool {
	return strings.Contains(e.Body, `"FAILED_PRECONDITION"`) || strings.Contains(e.Body, `"failedPrecondition"`)
}

// isPassing knows the codes of servers that are overloaded or broken, and of
// pages that stand before the network.
func isPassing(code int) bool {
	return code >= 500 || code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code/100 == 3
}

// isQuota knows the 403 that older services give for too many calls.
func isQuota(e *googleapi.Error) bool {
	for _, item := range e.Errors {
		switch item.Reason {
		case "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded":
			return true
		}
	}
	return reason(e) == "RATE_LIMIT_EXCEEDED"
}

// isOurFault knows the 403 that is not about the spreadsheet: the API is not
// switched on, or the token is good for something else.
func isOurFault(e *googleapi.Error) bool {
	switch reason(e) {
	case "SERVICE_DISABLED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "CONSUMER_INVALID", "BILLING_DISABLED":
		return true
	}
	return false
}

// reason is that of the google.rpc.ErrorInfo among the details.
func reason(e *googleapi.Error) string {
	for _, detail := range e.Details {
		if info, ok := detail.(map[string]any); ok {
			if s, ok := info["reason"].(string); ok {
				return s
			}
		}
	}
	return ""
}

// retryAfter reads the header, which gives seconds or a date; the answer's own
// date tells how far away that is. It is 0 when the server asks for nothing.
func retryAfter(h http.Header) time.Duration {
	const longest = 24 * time.Hour
	asked := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(asked); err == nil {
		return min(max(0, time.Duration(min(seconds, 1<<20))*time.Second), longest)
	}
	at, err := http.ParseTime(asked)
	if err != nil {
		return 0
	}
	from, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return min(max(0, at.Sub(from)), longest)
}

// oneLine cuts what a server said to a line for the log.
func oneLine(s string) string {
	const most = 200
	line := []rune(strings.Join(strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }), " "))
	if len(line) > most {
		line = append(line[:most], '…')
	}
	return string(line)
}
