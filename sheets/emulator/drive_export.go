package emulator

import (
	"net/http"
	"slices"
)

// maxExport is how many bytes an exported file may have.
const maxExport = 10 << 20

// exportTypes are those in which a native sheet can be had.
func exportTypes() []string { return []string{excelType, "text/csv"} }

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
	f, err := d.find(r.viewer, r.vars["fileId"])
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if f.mimeType != sheetType {
		return nil, forbidden("fileNotExportable", "Export only supports Docs Editors files.")
	}
	if !slices.Contains(exportTypes(), mimeType) {
		return nil, driveError(http.StatusBadRequest, "badRequest", "The requested conversion is not supported.", "convertTo")
	}
	data, err := toXLSX(f.grid)
	if err != nil {
		return nil, err
	}
	if len(data) > maxExport {
		return nil, forbidden("exportSizeLimitExceeded", "This file is too large to be exported.")
	}
	return content{mediaType: mimeType, data: data}, nil
}
