package emulator

import (
	"thidua/sheets"
)

// fill gives a file its content. A native sheet is made from a workbook, or
// empty.
func (up *upload) fill(f *file) error {
	switch {
	case f.mimeType != sheetType:
		f.data = up.data
		return nil
	case up.mediaType == "":
		f.book = &sheets.Grid{Source: f.id, Title: f.name, Locale: "en_US", Tabs: []sheets.Tab{{GID: "0", Title: "Sheet1"}}}
		return nil
	default:
		return driveError(501, "notImplemented", "The emulator does not convert yet.", "")
	}
}

func copyBook(book *sheets.Grid, f *file) *sheets.Grid {
	if book == nil {
		return nil
	}
	copied := *book
	copied.Source, copied.Title = f.id, f.name
	return &copied
}

func (s *Server) getBook(r *request) (any, error) {
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.findBook(r.viewer, r.vars["spreadsheetId"])
	if err != nil {
		return nil, err
	}
	return maskedBook(toBook(f.book), r.query)
}
