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

// fill gives a file its content. A native sheet is made from a workbook or a
// .csv, or empty.
func (up *upload) fill(f *file) error {
	switch {
	case f.mimeType != sheetType:
		f.data = up.data
	case up.mediaType == "":
		f.book = book.New(f.id, f.name, "", "")
	default:
		made, err := up.convert(f)
		if err != nil {
			return err
		}
		f.book = made
	}
	return nil
}

// convert makes a native sheet of what was uploaded.
func (up *upload) convert(f *file) (*book.Book, error) {
	var made *book.Book
	var err error
	switch up.mediaType {
	case excelType:
		made, err = book.FromXLSX(f.id, f.name, "", zone, up.data)
	case csvType:
		made, err = book.FromCSV(f.id, f.name, "", zone, up.data)
	default:
		return nil, unconvertible()
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return made, nil
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
