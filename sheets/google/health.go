package google

import (
	"context"
	"errors"
	"fmt"
	"time"

	gdrive "google.golang.org/api/drive/v3"
	gsheets "google.golang.org/api/sheets/v4"

	"thidua/sheets"
)

// Health is what Google says of a source without reading it.
type Health struct {
	Name     string
	Kind     FileKind
	MimeType string
	Target   string // id of what a shortcut leads to
	Trashed  bool

	CanEdit     bool // notes may be written into it
	CanDownload bool // its owner lets viewers download it
	Owner       string
	Modified    time.Time // some minutes late for native Sheets
	Locale      string    // of a native Sheet, as "vi_VN"
}

// FileKind is what a file on Drive is to us.
type FileKind string

// The kinds of files.
const (
	NativeSheet   FileKind = "google-sheet"
	ExcelWorkbook FileKind = "excel"
	OtherFile     FileKind = "other"
)

// Probe asks what a source is, and for the language of a native Sheet. Its
// errors are those of Read; what is known is returned with them.
func (r *Reader) Probe(ctx context.Context, source string) (Health, error) {
	health, err := r.probe(ctx, source)
	if err != nil {
		err = fmt.Errorf("check Google spreadsheet %s: %w", source, err)
	}
	return health, err
}

func (r *Reader) probe(ctx context.Context, source string) (Health, error) {
	var answer *gdrive.File
	err := r.call(ctx, r.driveUnits(getUnits), func(ctx context.Context) (err error) {
		answer, err = r.drive.Files.Get(source).SupportsAllDrives(true).Context(ctx).
			Fields(fileFields, "modifiedTime,owners(emailAddress,displayName),capabilities(canEdit,canDownload)").Do()
		return err
	})
	switch {
	case errors.Is(err, sheets.ErrNotFound), r.path == Sheets && isForbidden(err):
		return r.probeBySheets(ctx, source, err)
	case err != nil:
		return Health{}, err
	}
	health := toHealth(answer)
	if err := toFile(answer).check(); err != nil {
		return health, err
	}
	if health.Kind == NativeSheet && r.path != Export {
		bySheets, err := r.probeBySheets(ctx, source, nil)
		health.Locale = bySheets.Locale
		return health, err
	}
	return health, nil
}

// probeBySheets asks the Sheets API where Drive gave an error: it tells what is
// not shared from what is not there.
func (r *Reader) probeBySheets(ctx context.Context, source string, byDrive error) (Health, error) {
	var book *gsheets.Spreadsheet
	err := r.call(ctx, r.oneRead(), r.properties(source, "properties(title,locale)", &book))
	switch {
	case errors.Is(byDrive, sheets.ErrNotFound) && !errors.Is(err, sheets.ErrDenied):
		return Health{}, byDrive
	case err != nil:
		return Health{}, err
	}
	health := Health{Kind: NativeSheet, MimeType: typeSheet}
	if book.Properties != nil {
		health.Name, health.Locale = book.Properties.Title, book.Properties.Locale
	}
	return health, nil
}

func toHealth(f *gdrive.File) Health {
	known := toFile(f)
	health := Health{
		Name: known.name, Kind: OtherFile, MimeType: known.mimeType, Target: known.target, Trashed: known.trashed,
	}
	switch {
	case f.MimeType == typeSheet:
		health.Kind = NativeSheet
	case isWorkbook(f.MimeType):
		health.Kind = ExcelWorkbook
	}
	if f.Capabilities != nil {
		health.CanEdit, health.CanDownload = f.Capabilities.CanEdit, f.Capabilities.CanDownload
	}
	if len(f.Owners) > 0 {
		health.Owner = f.Owners[0].EmailAddress
		if health.Owner == "" {
			health.Owner = f.Owners[0].DisplayName
		}
	}
	if modified, err := time.Parse(time.RFC3339, f.ModifiedTime); err == nil {
		health.Modified = modified
	}
	return health
}
