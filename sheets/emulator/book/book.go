package book

import (
	"hash/fnv"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Book is one spreadsheet. It is not safe for concurrent use.
type Book struct {
	id, title, locale, zone string

	properties message // what else SpreadsheetProperties say, where it is not the default
	tabs       []*tab
	names      []message // the named ranges
	metadata   []message // developer metadata of the spreadsheet as a whole

	serial  int  // of the last id given
	changed bool // since the current call began
	changes int
	stale   bool // there are formulas to calculate again
}

// New returns an empty spreadsheet as Drive makes one: a tab "Sheet1" with the
// id 0, 1000 rows and 26 columns. The locale is written as in vi_VN, the zone
// as in Asia/Ho_Chi_Minh; without them they are en_US and Etc/GMT.
func New(id, title, locale, zone string) *Book {
	b := &Book{id: id, title: title, locale: locale, zone: zone}
	if b.locale == "" {
		b.locale = "en_US"
	}
	if b.zone == "" {
		b.zone = "Etc/GMT"
	}
	b.tabs = []*tab{newTab(0, "Sheet1", newRows, newCols)}
	return b
}

// ID returns the spreadsheet's id.
func (b *Book) ID() string { return b.id }

// Title returns the spreadsheet's title, which is its file's name on Drive.
func (b *Book) Title() string { return b.title }

// SetTitle gives the spreadsheet a title, as renaming its file does.
func (b *Book) SetTitle(title string) { b.title = title }

// Locale returns the locale, such as vi_VN.
func (b *Book) Locale() string { return b.locale }

// Zone returns the time zone, such as Asia/Ho_Chi_Minh.
func (b *Book) Zone() string { return b.zone }

// Changes returns how many calls have altered anything.
func (b *Book) Changes() int { return b.changes }

// Copy returns the same spreadsheet under another id and title.
func (b *Book) Copy(id, title string) *Book {
	copied := b.clone()
	copied.id, copied.title, copied.changes = id, title, 0
	return copied
}

// clone copies what may be changed in place.
func (b *Book) clone() *Book {
	copied := *b
	copied.tabs = make([]*tab, len(b.tabs))
	for i, t := range b.tabs {
		copied.tabs[i] = t.clone()
	}
	copied.names, copied.metadata = slices.Clone(b.names), slices.Clone(b.metadata)
	return &copied
}

// touch notes that the current call has altered something.
func (b *Book) touch(altered bool) {
	b.changed = b.changed || altered
	b.stale = b.stale || altered
}

// newID returns a number that no tab, range or metadata of the book has. The
// same calls give the same numbers.
func (b *Book) newID() int {
	for {
		b.serial++
		hash := fnv.New32a()
		hash.Write([]byte(b.id + "#" + strconv.Itoa(b.serial)))
		if id := int(hash.Sum32() >> 1); id > 0 && b.tab(id) == nil {
			return id
		}
	}
}

// tab returns the tab with an id, nil when there is none.
func (b *Book) tab(id int) *tab {
	for _, t := range b.tabs {
		if t.id == id {
			return t
		}
	}
	return nil
}

// titled returns the tab with a title, in whatever case it is written.
func (b *Book) titled(title string) *tab {
	for _, t := range b.tabs {
		if strings.EqualFold(t.title, title) {
			return t
		}
	}
	return nil
}

// firstVisible is the tab that an address without a title is about.
func (b *Book) firstVisible() *tab {
	for _, t := range b.tabs {
		if !t.hidden {
			return t
		}
	}
	return nil
}

// sameMessage compares messages; none is the same as an empty one.
func sameMessage(a, b message) bool {
	return len(a) == len(b) && (len(a) == 0 || reflect.DeepEqual(a, b))
}
