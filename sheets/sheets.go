// Package sheets holds what a spreadsheet is to us, whatever it is kept in:
// a Grid of tabs and cells, addresses in A1 notation, the Reader that every
// kind of source implements, and the errors a Reader may return. It is pure;
// sub-packages named after a technology do the I/O.
//
// Glossary
//
//   - Grid: one spreadsheet at one revision.
//   - Tab: one worksheet of it. Google knows a tab by its gid.
//   - Cell: what the person sees (Seen) and what is stored (Kind and its field).
//   - Ref, Range: zero-based addresses; A1 writes them as people do.
//   - Source: the opaque id under which a Reader knows one spreadsheet.
//   - Revision: a hash of the content; equal revisions mean equal grids.
package sheets

import (
	"context"
	"errors"
)

// Why a source could not be read. A Reader's errors wrap exactly one of them
// when that is what happened; callers try again later on ErrBusy only.
var (
	ErrNotFound       = errors.New("source not found")
	ErrDenied         = errors.New("access denied")
	ErrBusy           = errors.New("source busy, try again later")
	ErrNotSpreadsheet = errors.New("not a spreadsheet")
	ErrEncrypted      = errors.New("spreadsheet is password-protected")
	ErrLegacyFormat   = errors.New("legacy .xls format")
	ErrCorrupt        = errors.New("spreadsheet is corrupt")
	ErrTooLarge       = errors.New("spreadsheet is too large")
	ErrTrashed        = errors.New("source is in the trash")
	ErrAuth           = errors.New("credential rejected")
)

// Reader reads spreadsheets of one kind.
type Reader interface {
	// Changes returns the sources that may differ from what they were when
	// cursor was returned, and the cursor for the next call. After an empty
	// cursor, or one that the Reader no longer accepts, that is every source.
	Changes(ctx context.Context, cursor string) (Changes, error)

	// Read returns the grid of a source as it is now. It honours ctx, may be
	// called concurrently, and returns an error wrapping one of the sentinels
	// above when that is what happened.
	Read(ctx context.Context, source string) (*Grid, error)
}

// Changes is the answer of Reader.Changes.
type Changes struct {
	// All says that the Reader cannot tell: every source may have changed.
	All bool
	// Sources are the ids of what may have changed or gone, each once. There
	// may be ids among them that nobody asked about.
	Sources []string
	Cursor  string
}

// Grid is one spreadsheet at one revision.
type Grid struct {
	Source   string // id by which its Reader knows it
	Title    string // file name or spreadsheet title
	Revision string // hex hash of the content
	Locale   string // "vi_VN", "" when unknown
	TextOnly bool   // the source knows no numbers, as .csv does not
	Tabs     []Tab
}

// Tab is one worksheet.
type Tab struct {
	GID    string // Google's tab id in decimal, "" when unknown
	Title  string
	Hidden bool
	Merges []Range // within the used cells, disjoint
	// HiddenRows and HiddenCols hold zero-based indexes.
	HiddenRows map[int]bool
	HiddenCols map[int]bool
	// Cells holds the rows from the top; rows and their ends may be missing.
	// Use At for reading.
	Cells [][]Cell
}

// At returns the cell at r, the zero Cell where there is none.
func (t *Tab) At(r Ref) Cell {
	if r.Row < 0 || r.Col < 0 || r.Row >= len(t.Cells) || r.Col >= len(t.Cells[r.Row]) {
		return Cell{}
	}
	return t.Cells[r.Row][r.Col]
}

// Kind is the type of what a cell stores.
type Kind int

// The kinds of cells.
const (
	Empty Kind = iota
	Number
	Text
	Bool
	Error // a formula error such as #DIV/0!
	Date  // a number under a date format
)

// NotCalculated is the Text of an Error cell whose formula has no value yet:
// the program that saved the sheet did not compute it, or is still loading.
const NotCalculated = "#GETTING_DATA"

// Cell is one cell. A merge is one cell: its first; the others are empty.
// Formatting alone makes no cell.
type Cell struct {
	Kind    Kind
	Seen    string  // what the person sees, "" when the source does not tell (exports)
	Number  float64 // Number; the serial number of a Date
	Text    string  // Text as typed; Error: the error's code such as "#DIV/0!"; Date: ISO 8601
	Bool    bool
	Formula bool   // computed by a formula
	Format  string // number format code, "" for General
	Note    string // the note (comment) attached, "" when none
}

// Blank reports whether the cell holds nothing, or white space alone.
func (c Cell) Blank() bool { return c.Kind == Empty || c.Kind == Text && blankText(c.Text) }
