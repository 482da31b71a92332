package emulator

import (
	"net/http"

	"thidua/sheets/emulator/book"
)

const csvType = "text/csv"

// maxExport is how many bytes an exported file may have.
const maxExport = 10 << 20

// exportTypes are those in which a native sheet can be had.
func exportTypes() []string { return []string{excelType, csvType} }

// formatOf is the short name of an export type.
func formatOf(mimeType string) string {
	if mimeType == excelType {
		return "xlsx"
	}
	return "csv"
}

func (s *Server) exportFile(r *request) (any, error) {
	mimeType := r.query.Get("mimeType")
	if mimeType == "" {
		return nil, driveError(http.StatusBadRequest, "required", "Required parameter: mimeType", "mimeType")
	}
	d := s.use()
	defer s.mu.Unlock()
	f, err := d.find(r.viewer, r.vars["fileId"])
	if err != nil {
		return nil, err
	}
	if f.mimeType != sheetType {
		return nil, forbidden("fileNotExportable", "Export only supports Docs Editors files.")
	}
	data, err := export(f.book, mimeType)
	if err != nil {
		return nil, err
	}
	if len(data) > maxExport {
		return nil, forbidden("exportSizeLimitExceeded", "This file is too large to be exported.")
	}
	return content{mediaType: mimeType, data: data}, nil
}

func export(b *book.Book, mimeType string) ([]byte, error) {
	switch mimeType {
	case excelType:
		return b.XLSX()
	case csvType:
		return b.CSV()
	default:
		return nil, driveError(http.StatusBadRequest, "badRequest", "The requested conversion is not supported.", "convertTo")
	}
}
