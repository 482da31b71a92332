package book

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Error is a refusal in the form of google.rpc.Status: Code is the HTTP
// status, Status its name in Google's canonical list, Details are JSON trees
// with an @type each.
type Error struct {
	Code    int
	Status  string
	Message string
	Details []any
}

func (e *Error) Error() string { return e.Message }

// invalid is Google's answer to a request that it understands and refuses.
func invalid(format string, args ...any) error {
	return &Error{Code: http.StatusBadRequest, Status: "INVALID_ARGUMENT", Message: fmt.Sprintf(format, args...)}
}

func notFound() error {
	return &Error{Code: http.StatusNotFound, Status: "NOT_FOUND", Message: "Requested entity was not found."}
}

// unimplemented is what Book says of a part of the API that it does not know.
func unimplemented(what string) error {
	return &Error{
		Code: http.StatusNotImplemented, Status: "UNIMPLEMENTED", Message: what + " is not implemented by this emulator.",
	}
}

// within says in which part of a request a refusal arose, as Google does:
// "Invalid requests[0].addSheet: ...".
func within(part string, err error) error {
	var refusal *Error
	if !errors.As(err, &refusal) || refusal.Code != http.StatusBadRequest {
		return err
	}
	located := *refusal
	located.Message = "Invalid " + part + ": " + refusal.Message
	return &located
}

// violation is one field of a request that cannot be read.
type violation struct{ field, description string }

// badFields is Google's answer to a request that is not what the schema says.
func badFields(text string, violations []violation) error {
	fields := make([]any, len(violations))
	for i, v := range violations {
		fields[i] = message{"description": v.description}
		if v.field != "" {
			fields[i].(message)["field"] = v.field
		}
	}
	return &Error{
		Code: http.StatusBadRequest, Status: "INVALID_ARGUMENT", Message: text,
		Details: []any{message{
			"@type":           "type.googleapis.com/google.rpc.BadRequest",
			"fieldViolations": fields,
		}},
	}
}

// unreadable joins what is wrong with the fields of a request.
func unreadable(violations []violation) error {
	texts := make([]string, len(violations))
	for i, v := range violations {
		texts[i] = v.description
	}
	return badFields(strings.Join(texts, "\n"), violations)
}
