package xlsx

import (
	"fmt"

	"thidua/sheets"
)

// Limits are what one workbook may hold. They are far above what an office
// types and low enough that no file can exhaust the machine.
const (
	MaxFile      = 32 << 20  // bytes of the file
	maxMembers   = 5_000     // members of the archive
	maxMember    = 96 << 20  // bytes of one member, unpacked
	maxUnpacked  = 256 << 20 // bytes of all members, unpacked
	maxRatio     = 200       // unpacked over packed, where it matters:
	maxRatioFrom = 4 << 20   // members below this many bytes may have any ratio

	maxTabs     = 200
	maxRows     = 50_000    // rows that hold values, on one tab
	maxCells    = 1_000_000 // cells of all tabs, gaps between them included
	maxMerges   = 10_000    // on one tab
	maxText     = 50_000    // characters of one cell, roughly
	maxAllText  = 64 << 20  // bytes of text of all cells
	maxFormats  = 10_000    // number formats of the book
	maxCodeSize = 1_000     // bytes of one number format
)

// tooLarge names the limit that was passed.
func tooLarge(what string, limit int) error {
	return fmt.Errorf("%w: more than %d %s", sheets.ErrTooLarge, limit, what)
}
