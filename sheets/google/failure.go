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
	reason     error // one of the sentinels of package sheets, one below, or an AuthError
	detail     string
	code       int           // HTTP status of an answer of the API, 0 when there was none
	quota      bool          // too many calls: it passes, but not at once
	lasting    bool          // it passes, but not so soon that a call could wait for it
	retryAfter time.Duration // what the server asks for, 0 when it does not
}

// What is known of a file only by asking for it in a way in which it is not
// given, and answers that Google is not known to give. The latter is none of
// the reasons that a caller acts on.
var (
	errOtherDocument = fmt.Errorf("%w: it is no Google Sheet", sheets.ErrNotSpreadsheet)
	errOtherContent  = fmt.Errorf("%w: it has no content of its own", sheets.ErrNotSpreadsheet)
	errNoDownload    = fmt.Errorf("%w: its owner lets nobody download it", sheets.ErrDenied)
	errExportSize    = fmt.Errorf("%w: it cannot be exported", sheets.ErrTooLarge)
	errUnexpected    = errors.New("unexpected answer")
)

func (f *failure) Error() string { return f.reason.Error() + ": " + f.detail }
func (f *failure) Unwrap() error { return f.reason }

// at returns the failure with the name of the API that answered.
func (f *failure) at(api string) *failure {
	named := *f
	if f.code != 0 {
		named.detail = api + " API: " + f.detail
	}
	return &named
}

func (f *failure) tries() int {
	switch {
	case f.lasting:
		return 1
	case f.quota:
		return patience
	default:
		return faultTries
	}
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
		return &failure{reason: sheets.ErrTooLarge, detail: oneLine(err.Error())}
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
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, errShape) ||
		errors.As(err, &syntax) || errors.As(err, &kind)
}

// answered gives an answer other than 200 its reason.
func answered(e *googleapi.Error) *failure {
	f := &failure{code: e.Code, detail: fmt.Sprintf("HTTP %d", e.Code), retryAfter: retryAfter(e.Header)}
	if e.Message == "" && len(e.Errors) == 0 && e.Code != http.StatusUnauthorized {
		// A page of a proxy or of a gateway, or half an answer: it says nothing
		// of the file.
		f.reason, f.detail = sheets.ErrBusy, f.detail+", which is no answer of the API"
		return f
	}
	f.detail += ": " + oneLine(e.Message)
	if f.byReason(reason(e)) {
		return f
	}
	switch {
	case e.Code == http.StatusTooManyRequests:
		f.reason, f.quota = sheets.ErrBusy, true
	case isPassing(e.Code):
		f.reason = sheets.ErrBusy
	case e.Code == http.StatusNotFound, e.Code == http.StatusGone:
		f.reason = sheets.ErrNotFound
	case e.Code == http.StatusUnauthorized:
		f.reason = sheets.ErrAuth
	case e.Code == http.StatusForbidden:
		f.reason = sheets.ErrDenied
	case e.Code == http.StatusBadRequest && isOtherDocument(e):
		f.reason = errOtherDocument
	default:
		f.reason = errUnexpected
	}
	return f
}

// byReason classifies an answer by the reason that it gives beside its code,
// and reports whether that reason is one that matters. The reasons of the Drive
// API are those of https://developers.google.com/workspace/drive/api/guides/handle-errors.
func (f *failure) byReason(reason string) bool {
	switch reason {
	case "RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded", "quotaExceeded":
		f.reason, f.quota = sheets.ErrBusy, true
	case "dailyLimitExceeded":
		f.reason, f.quota, f.lasting = sheets.ErrBusy, true, true
	case "downloadQuotaExceeded": // of the file, not of the credential
		f.reason, f.lasting = sheets.ErrBusy, true
	case "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions", "insufficientScopes":
		f.reason = AuthScopes
	case "SERVICE_DISABLED", "accessNotConfigured", "CONSUMER_INVALID", "BILLING_DISABLED":
		f.reason = AuthAPI
	case "fileNotExportable":
		f.reason = errOtherDocument
	case "fileNotDownloadable":
		f.reason = errOtherContent
	case "cannotDownloadFile", "cannotExportFile":
		f.reason = errNoDownload
	case "exportSizeLimitExceeded":
		f.reason = errExportSize
	default:
		return false
	}
	return true
}

// isOtherDocument knows the answer of the Sheets API about an Excel file that
// lies on Drive.
func isOtherDocument(e *googleapi.Error) bool {
	return strings.Contains(e.Body, `"FAILED_PRECONDITION"`) || strings.Contains(e.Body, `"failedPrecondition"`)
}

// isPassing knows the codes of servers that are overloaded or broken, and of
// pages that stand before the network.
func isPassing(code int) bool {
	return code >= 500 || code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code/100 == 3
}

// reason is the reason that an answer gives for programs: that of the
// google.rpc.ErrorInfo among the details, else that of the first of the errors
// that the Drive API lists.
func reason(e *googleapi.Error) string {
	for _, detail := range e.Details {
		if info, ok := detail.(map[string]any); ok {
			if s, ok := info["reason"].(string); ok {
				return s
			}
		}
	}
	for _, item := range e.Errors {
		return item.Reason
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
