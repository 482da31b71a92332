package emulator

import (
	"thidua/sheets/emulator/book"
)

// fill gives a file its content. A native sheet is made from a workbook, or
// empty.
func (up *upload) fill(f *file) error {
	switch {
	case f.mimeType != sheetType:
		f.data = up.data
		return nil
	case up.mediaType == "":
		f.book = book.New(f.id, f.name, "", "")
		return nil
	default:
		return driveError(501, "notImplemented", "The emulator does not convert yet.", "")
	}
}
