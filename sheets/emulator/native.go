package emulator

import (
	"errors"
	"net/http"

	"thidua/sheets"
	"thidua/sheets/emulator/book"
)

// zone is the time zone of sheets that are made from workbooks, which have
// none.
const zone = "Asia/Ho_Chi_Minh"

// fill gives a file its content. A native sheet is made from a workbook, or
// empty.
func (up *upload) fill(f *file) error {
	switch {
	case f.mimeType != sheetType:
		f.data = up.data
	case up.mediaType == "":
		f.book = book.New(f.id, f.name, "", "")
	case up.mediaType != excelType:
		return unconvertible()
	default:
		made, err := book.FromXLSX(f.id, f.name, "", zone, up.data)
		if err != nil {
			return unreadable(err)
		}
		f.book = made
	}
	return nil
}

// unreadable says why a workbook does not become a native sheet.
func unreadable(err error) error {
	if errors.Is(err, sheets.ErrTooLarge) {
		return driveError(http.StatusRequestEntityTooLarge, "uploadTooLarge", "Request Too Large", "")
	}
	return unconvertible()
}

func unconvertible() error {
	return driveError(http.StatusBadRequest, "badRequest", "Bad Request: the content cannot be converted.", "")
}
