package main

import (
	"context"
	"errors"
	"io/fs"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/google"
	"thidua/store"
	"thidua/workbook"
)

// usageError is a command line that cannot be understood.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }

// invalidError is a plan or a configuration with problems.
type invalidError struct{ problems []plan.Problem }

func (e *invalidError) Error() string { return "the plan or the configuration is invalid" }

// partialError says that the work is done but some sources could not be read.
type partialError struct{ failed int }

func (e *partialError) Error() string { return "some sources could not be read" }

// adviceError is an error with the name of the text that says what to do.
type adviceError struct {
	err    error
	advice string // cli.advice.NAME
	data   any
}

func (e *adviceError) Error() string { return e.err.Error() }
func (e *adviceError) Unwrap() error { return e.err }

// explain says what err is to a person: the message, what to do about it
// ("" when there is nothing to say), and the exit code.
func (a *app) explain(err error) (message, hint string, code int) {
	message, code = err.Error(), exitFailure
	var usage *usageError
	var advised *adviceError
	name, data := "", any(nil)
	switch {
	case errors.As(err, &usage):
		name, code = "usage", exitUsage
	case errors.As(err, &advised):
		name, data = advised.advice, advised.data
	case errors.Is(err, context.Canceled):
		name = "interrupted"
	case errors.Is(err, store.ErrLocked):
		name, code = "locked", exitLater
	case errors.Is(err, workbook.ErrInUse):
		name, code = "workbook-in-use", exitLater
	case errors.As(err, new(google.AuthError)):
		var reason string
		reason, hint = a.googleTrouble(err)
		message = reason + " (" + message + ")"
	case errors.Is(err, sheets.ErrAuth):
		name = "credentials"
	case errors.Is(err, sheets.ErrBusy):
		name, code = "busy", exitLater
	case errors.Is(err, fs.ErrPermission):
		name = "permission"
	}
	if name != "" {
		hint = a.words.Text("cli.advice."+name, data)
	}
	return message, hint, code
}
