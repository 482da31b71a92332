package sheets

// Note is a note at a cell.
type Note struct {
	GID  string // of the tab, "" when unknown
	Tab  string // its title, which counts where the GID is unknown
	Cell string // in A1 notation
	Text string
}
