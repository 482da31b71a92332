package emulator

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"thidua/sheets/emulator/book"
)

// booksPath is what stands before a spreadsheet's id.
const booksPath = "/v4/spreadsheets/"

// serveBook lets a spreadsheet answer a call of the Sheets API. The title of a
// spreadsheet is the name of its file.
func (s *Server) serveBook(r *request) (any, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, invalidBody(r.Request, err)
	}
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.findBook(r.viewer, r.vars["spreadsheetId"])
	if err != nil {
		return nil, err
	}
	if r.method.writes() && !f.writableBy(r.account) {
		return nil, noPermission()
	}
	var other *file // into which a tab is copied
	answer, err := d.serve(f, book.Call{
		Method: r.Method, Path: pathInBook(r.Request), Query: r.query, Body: body, User: r.account,
		Find: func(id string) *book.Book {
			found, err := d.findBook(r.viewer, id)
			if err != nil || !found.writableBy(r.account) {
				return nil
			}
			other = found
			return found.book
		},
	})
	if other != nil && err == nil {
		d.edited(other, r.account)
	}
	return answer, err
}

// pathInBook is what follows the id in a path, without the slash that some
// clients send before a verb and at the end.
func pathInBook(r *http.Request) string {
	path := strings.TrimPrefix(r.URL.EscapedPath(), booksPath)
	path = path[strings.IndexAny(path+"/", "/:"):]
	return strings.TrimSuffix(strings.Replace(path, "/:", ":", 1), "/")
}

// serve makes a call and notes what it did to the spreadsheet.
func (d *drive) serve(f *file, call book.Call) (any, error) {
	f.book.SetTitle(f.name)
	before := f.book.Changes()
	answer, err := f.book.Serve(call)
	if f.book.Changes() != before {
		f.name = f.book.Title()
		d.edited(f, call.User)
	}
	return answer, err
}

// createBook makes a spreadsheet and answers with it.
func (s *Server) createBook(r *request) (any, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, invalidBody(r.Request, err)
	}
	d := s.use()
	defer s.mu.Unlock()
	made, err := book.Create(body, d.newID())
	if err != nil {
		return nil, err
	}
	f := newFile(made.ID(), made.Title(), r.account)
	f.mimeType, f.book = sheetType, made
	d.add(f)
	return made.Serve(book.Call{Method: http.MethodGet, Query: r.query})
}

// Edit changes a native sheet as a person does who has it open.
func (s *Server) Edit(id string, edit func(*book.Book)) {
	d := s.use()
	defer s.mu.Unlock()
	f := d.files[id]
	if f == nil || f.book == nil {
		return
	}
	edit(f.book)
	f.name = f.book.Title()
	d.edited(f, Person)
}

// inWords turns the refusal of a spreadsheet into an answer.
func inWords(err error) *refusal {
	var refused *refusal
	var said *book.Error
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &said):
		return sheetsError(said.Code, said.Status, said.Message, said.Details...)
	default:
		return sheetsError(http.StatusInternalServerError, "INTERNAL", err.Error())
	}
}
