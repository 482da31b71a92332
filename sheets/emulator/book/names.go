package book

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// named returns the range of a name, in whatever case it is written.
func (b *Book) named(name string) (*tab, area, bool) {
	for _, m := range b.names {
		if strings.EqualFold(m.text("name"), name) {
			g := readRange(m.message("range"))
			t := b.tab(g.tab)
			return t, g.area, t != nil
		}
	}
	return nil, area{}, false
}

// namedOn is named for a name that is written behind a tab's title.
func (b *Book) namedOn(t *tab, name string) (*tab, area, bool) {
	found, a, ok := b.named(name)
	return found, a, ok && found == t
}

// addNamedRange gives a range a name.
func (b *Book) addNamedRange(request message) (message, error) {
	m := request.message("namedRange")
	if m.text("namedRangeId") == "" {
		m = m.with("namedRangeId", strconv.Itoa(b.newID()))
	} else if b.nameIndex(m.text("namedRangeId")) >= 0 {
		return nil, invalid("Named range with id %s already exists.", m.text("namedRangeId"))
	}
	m, err := b.checkName(m, -1)
	if err != nil {
		return nil, err
	}
	b.names = append(b.names, m)
	b.touch(true)
	return message{"namedRange": m}, nil
}

// updateNamedRange changes what the mask names of a named range.
func (b *Book) updateNamedRange(request message) (message, error) {
	given := request.message("namedRange")
	i := b.nameIndex(given.text("namedRangeId"))
	if i < 0 {
		return nil, invalid("No NamedRange with id: %s", given.text("namedRangeId"))
	}
	fields, err := updateMask(request, "NamedRange")
	if err != nil {
		return nil, err
	}
	m := overwrite(b.names[i], given, fields, "NamedRange").with("namedRangeId", given.text("namedRangeId"))
	if m, err = b.checkName(m, i); err != nil {
		return nil, err
	}
	b.touch(!sameMessage(b.names[i], m))
	b.names[i] = m
	return nil, nil
}

// deleteNamedRange forgets a name.
func (b *Book) deleteNamedRange(request message) (message, error) {
	i := b.nameIndex(request.text("namedRangeId"))
	if i < 0 {
		return nil, invalid("No NamedRange with id: %s", request.text("namedRangeId"))
	}
	b.names = slices.Delete(b.names, i, i+1)
	b.touch(true)
	return nil, nil
}

func (b *Book) nameIndex(id string) int {
	return slices.IndexFunc(b.names, func(m message) bool { return m.text("namedRangeId") == id })
}

var plainName = regexp.MustCompile(`^[\pL_][\pL\pN_.]*$`)

// checkName refuses a name that is not one, could be an address or is taken by
// another than the one at index self, and a range outside its grid.
func (b *Book) checkName(m message, self int) (message, error) {
	name := m.text("name")
	if _, address := parseAddress(name); address || !plainName.MatchString(name) || len(name) > 250 {
		return nil, invalid("The name of a named range must consist of letters, digits and underscores, "+
			"begin with a letter and not look like a cell reference: %s", name)
	}
	for i, other := range b.names {
		if i != self && strings.EqualFold(other.text("name"), name) {
			return nil, invalid("Cannot add named range with name: %s. A named range with that name already exists.", name)
		}
	}
	g := readRange(m.message("range"))
	if _, _, err := b.locate(g); err != nil {
		return nil, err
	}
	return m.with("range", g.message()), nil
}
