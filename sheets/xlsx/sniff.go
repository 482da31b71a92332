package xlsx

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"thidua/sheets"
)

const (
	zipMagic = "PK\x03\x04"
	oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// IsWorkbook reports whether data begins as a workbook does, one that Decode
// reads or one that it can name: a zip archive or an OLE file.
func IsWorkbook(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK")) || bytes.HasPrefix(data, []byte(oleMagic))
}

// sniff tells by the first bytes what is no zip archive. Bytes that look like
// nothing known are a workbook that was damaged.
func sniff(data []byte) error {
	switch {
	case len(data) == 0:
		return fmt.Errorf("%w: the file is empty", sheets.ErrCorrupt)
	case bytes.HasPrefix(data, []byte(zipMagic)):
		return nil
	case bytes.HasPrefix(data, []byte(oleMagic)):
		return sniffOLE(data)
	}
	kind := http.DetectContentType(data)
	if kind == "application/octet-stream" || strings.HasPrefix(kind, "text/plain") {
		return fmt.Errorf("%w: the file does not begin as a workbook does", sheets.ErrCorrupt)
	}
	return fmt.Errorf("%w: the file holds %s", sheets.ErrNotSpreadsheet, kind)
}

// sniffOLE tells apart the files that share the container of old Office
// documents, by the names of the streams in it.
func sniffOLE(data []byte) error {
	switch {
	case hasStream(data, "EncryptedPackage"):
		return fmt.Errorf("%w", sheets.ErrEncrypted)
	case hasStream(data, "Workbook"), hasStream(data, "Book"):
		return fmt.Errorf("%w", sheets.ErrLegacyFormat)
	default:
		return fmt.Errorf("%w: an old Office document without a workbook", sheets.ErrNotSpreadsheet)
	}
}
