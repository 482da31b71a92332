package workbook

// Table is one tab of the master workbook as plain data, for writers of other
// kinds of spreadsheets.
type Table struct {
	Key     string    // which tab it is, whatever its title: "summary", "campaign/II"
	Title   string    // as Build names the tab
	Colour  string    // of the tab, RRGGBB
	Widths  []float64 // of all columns, in digits of the standard font
	Header  int       // rows from the top to the end of the headings, which stay in view; 0: none do
	Frozen  int       // columns that stay in view
	Filters bool      // whether the last row of the headings has drop-downs to filter the rows below
	Rows    []TableRow
}

// TableRow is one row.
type TableRow struct {
	Key    string      // what the row is about; no two rows of a table have the same
	Height float64     // points, 0: as the reader sees fit
	Cells  []TableCell // from the first column
}

// TableCell is one cell: a text, a figure, or nothing but a look.
type TableCell struct {
	Text   string // the text, or the canonical digits of a figure
	Figure bool
	Span   int // columns merged with it to the right; their cells follow, empty
	Look   Look
	Link   Place
}

// Place is where a cell leads. The zero Place is nowhere.
type Place struct {
	URL string // of a page
	Tab string // Key of the Table, when there is no URL
	Row string // Key of the TableRow there
}

// Look is how a cell looks. Colours are RRGGBB, "" for none.
type Look struct {
	Size      float64 // of the font FontName, in points
	Bold      bool
	Italic    bool
	Underline bool
	Colour    string // of the text
	Fill      string
	Align     string // left, center, right; "": as the value asks for
	Top       bool   // stands at the top of the cell, not in its middle
	Wrap      bool   // broken into lines
	Cut       bool   // not shown beyond the cell, even where the next one is empty
	Border    bool
	Indent    int    // steps from the left
	Format    string // number format as in .xlsx
}

// The font of all tabs and the colour of their borders.
const (
	FontName     = fontName
	BorderColour = colourRule
)
