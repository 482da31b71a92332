package google

import (
	"context"
	"fmt"
	"sync"

	gdrive "google.golang.org/api/drive/v3"

	"thidua/sheets"
)

// The types of files on Drive that matter here.
const (
	typeSheet    = "application/vnd.google-apps.spreadsheet"
	typeFolder   = "application/vnd.google-apps.folder"
	typeShortcut = "application/vnd.google-apps.shortcut"
	typeXLSX     = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeXLSM     = "application/vnd.ms-excel.sheet.macroenabled.12"
	typeXLS      = "application/vnd.ms-excel"
)

// isWorkbook reports whether files of a type are Excel workbooks, as far as
// their type tells: what was uploaded as an old .xls may be a new one.
func isWorkbook(mimeType string) bool {
	return mimeType == typeXLSX || mimeType == typeXLSM || mimeType == typeXLS
}

func isSpreadsheet(mimeType string) bool { return mimeType == typeSheet || isWorkbook(mimeType) }

// file is what is known of a file without reading it.
type file struct {
	name, mimeType string
	target         string // of a shortcut
	trashed        bool
	size           int64
}

const fileFields = "id,name,mimeType,trashed,size,shortcutDetails(targetId,targetMimeType)"

func toFile(f *gdrive.File) file {
	known := file{name: f.Name, mimeType: f.MimeType, trashed: f.Trashed, size: f.Size}
	if f.ShortcutDetails != nil {
		known.target = f.ShortcutDetails.TargetId
	}
	return known
}

// A catalogue remembers what Drive said of spreadsheets. What it says holds as
// long as every change to it is heard of.
type catalogue struct {
	mu     sync.Mutex
	files  map[string]file
	cursor string // up to which changes were heard of
}

// follows reports whether all changes up to a cursor were heard of.
func (c *catalogue) follows(cursor string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cursor == cursor
}

func (c *catalogue) follow(cursor string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cursor = cursor
}

func (c *catalogue) get(id string) (file, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, ok := c.files[id]
	return known, ok
}

// put keeps what is a spreadsheet.
func (c *catalogue) put(id string, f file) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !isSpreadsheet(f.mimeType) {
		delete(c.files, id)
		return
	}
	if c.files == nil {
		c.files = map[string]file{}
	}
	c.files[id] = f
}

func (c *catalogue) forget(id string) { c.put(id, file{}) }

func (c *catalogue) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.files)
}

// lookUp says what a source is, from memory or by asking Drive. What is known
// to be in the trash may have been taken out again.
func (r *Reader) lookUp(ctx context.Context, source string) (file, error) {
	if known, ok := r.files.get(source); ok && !known.trashed {
		return known, nil
	}
	return r.ask(ctx, source)
}

// ask asks Drive what a source is.
func (r *Reader) ask(ctx context.Context, source string) (file, error) {
	var answer *gdrive.File
	err := r.call(ctx, r.driveUnits(getUnits), func(ctx context.Context) (err error) {
		answer, err = r.drive.Files.Get(source).SupportsAllDrives(true).Fields(fileFields).Context(ctx).Do()
		return err
	})
	if err != nil {
		r.files.forget(source)
		return file{}, err
	}
	known := toFile(answer)
	r.files.put(source, known)
	return known, nil
}

// check says why a file cannot be read, nil when it can.
func (f file) check() error {
	switch {
	case f.trashed:
		return fmt.Errorf("%w: %q", sheets.ErrTrashed, f.name)
	case f.mimeType == typeShortcut:
		return fmt.Errorf("%w: %q is a shortcut; what it leads to has the id %s", sheets.ErrNotSpreadsheet, f.name, f.target)
	case !isSpreadsheet(f.mimeType):
		return fmt.Errorf("%w: %q is of type %s", sheets.ErrNotSpreadsheet, f.name, oneLine(f.mimeType))
	}
	return nil
}
