package book

import "slices"

// attachment is a message that is attached to a tab, found by its id.
type attachment struct {
	tab   *tab
	name  string // of the repeated field of the Sheet
	index int
}

func (a attachment) message() message { return a.tab.attached[a.name][a.index] }

func (a attachment) set(m message) { a.tab.attached[a.name][a.index] = m }

func (a attachment) remove() {
	a.tab.attached[a.name] = slices.Delete(a.tab.attached[a.name], a.index, a.index+1)
}

// find returns the message with an id in a repeated field of the tabs.
func (b *Book) find(name, idField string, id int) (attachment, bool) {
	for _, t := range b.tabs {
		for i, m := range t.attached[name] {
			if m.integer(idField) == id {
				return attachment{t, name, i}, true
			}
		}
	}
	return attachment{}, false
}

// attach adds a message to the tab that its range is on, with a new id where
// the client gave none.
func (b *Book) attach(name, idField string, m message) (message, error) {
	t, _, err := b.locate(readRange(m.message("range")))
	if err != nil {
		return nil, err
	}
	if !m.has(idField) {
		m = m.with(idField, b.newID())
	} else if _, taken := b.find(name, idField, m.integer(idField)); taken {
		return nil, invalid("%s %d is already in use.", idField, m.integer(idField))
	}
	t.attached[name] = append(t.attached[name], m)
	b.touch(true)
	return m, nil
}

// bounded closes the open ends of a range at the end of the grid, as Google
// does for filters, bands and conditional formats.
func (b *Book) bounded(m message) (message, error) {
	g := readRange(m)
	_, a, err := b.locate(g)
	return gridRange{g.tab, a}.message(), err
}
