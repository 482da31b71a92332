package book

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// holder is what developer metadata is attached to: the spreadsheet, a tab or
// a line. Metadata on a line lies with the line, so that it moves and goes
// with it. Where it is, its location, is only written when it is given out.
type holder struct {
	list     *[]message
	location message
}

// holders returns everything in the book that metadata may be attached to, in
// the order in which a search finds it.
func (b *Book) holders() []holder {
	all := []holder{b.holder()}
	for _, t := range b.tabs {
		all = append(all, t.holder())
		for _, cols := range []bool{false, true} {
			d := dimension{tab: t, cols: cols}
			for i := range d.lines() {
				if d.lines()[i].metadata != nil {
					all = append(all, d.lineHolder(i))
				}
			}
		}
	}
	return all
}

func (b *Book) holder() holder {
	return holder{&b.metadata, message{"locationType": "SPREADSHEET", "spreadsheet": true}}
}

func (t *tab) holder() holder {
	return holder{&t.metadata, message{"locationType": "SHEET", "sheetId": t.id}}
}

func (d dimension) lineHolder(i int) holder {
	d.span = span{i, i + 1}
	kind := "ROW"
	if d.cols {
		kind = "COLUMN"
	}
	return holder{&d.lines()[i].metadata, message{"locationType": kind, "dimensionRange": d.message()}}
}

// messages writes the metadata of a holder with its location.
func (h holder) messages() []message {
	located := make([]message, len(*h.list))
	for i, m := range *h.list {
		located[i] = m.with("location", h.location)
	}
	return located
}

// holderAt reads a DeveloperMetadataLocation.
func (b *Book) holderAt(location message) (holder, error) {
	switch {
	case location.flag("spreadsheet"):
		return b.holder(), nil
	case location.has("sheetId"):
		t := b.tab(location.integer("sheetId"))
		if t == nil {
			return holder{}, invalid("No sheet with id: %d", location.integer("sheetId"))
		}
		return t.holder(), nil
	case location.has("dimensionRange"):
		d, err := b.existing(location.message("dimensionRange"), "annotate")
		if err != nil {
			return holder{}, err
		}
		if d.size() != 1 {
			return holder{}, invalid("Developer metadata can only be associated with a single row or column.")
		}
		return d.lineHolder(d.start), nil
	default:
		return holder{}, invalid("Developer metadata must have a location.")
	}
}

// createDeveloperMetadata attaches metadata.
func (b *Book) createDeveloperMetadata(request message) (message, error) {
	given := canonical(request.message("developerMetadata"), "DeveloperMetadata")
	h, err := b.holderAt(request.message("developerMetadata").message("location"))
	if err != nil {
		return nil, err
	}
	switch {
	case given.text("metadataKey") == "":
		return nil, invalid("Developer metadata must have a key.")
	case given.text("visibility") == "":
		return nil, invalid("Developer metadata must have a visibility.")
	}
	if !given.has("metadataId") {
		given = given.with("metadataId", b.newID())
	} else if found := b.metadataWith(message{"metadataId": given.integer("metadataId")}); found != nil {
		return nil, invalid("Developer metadata with id %d already exists.", given.integer("metadataId"))
	}
	*h.list = append(slices.Clone(*h.list), given.without("location"))
	b.touch(true)
	return message{"developerMetadata": given.with("location", h.location)}, nil
}

// updateDeveloperMetadata changes what the mask names of all metadata that the
// filters find.
func (b *Book) updateDeveloperMetadata(request message) (message, error) {
	fields, err := updateMask(request, "DeveloperMetadata")
	if err != nil {
		return nil, err
	}
	given := canonical(request.message("developerMetadata"), "DeveloperMetadata")
	var updated []message
	for _, found := range b.filteredMetadata(request.messages("dataFilters")) {
		b.dropMetadata(found.integer("metadataId"))
		m := overwrite(found, given, fields, "DeveloperMetadata").with("metadataId", found.integer("metadataId"))
		if !fields.Wants("location") {
			m = m.with("location", found.message("location"))
		}
		h, err := b.holderAt(m.message("location"))
		if err != nil {
			return nil, err
		}
		*h.list = append(slices.Clone(*h.list), m.without("location"))
		updated = append(updated, m.with("location", h.location))
	}
	b.touch(updated != nil)
	reply := message{}
	setList(reply, "developerMetadata", updated)
	return reply, nil
}

// deleteDeveloperMetadata takes away all metadata that the filter finds.
func (b *Book) deleteDeveloperMetadata(request message) (message, error) {
	found := b.filteredMetadata([]message{request.message("dataFilter")})
	for _, m := range found {
		b.dropMetadata(m.integer("metadataId"))
	}
	b.touch(found != nil)
	reply := message{}
	setList(reply, "deletedDeveloperMetadata", found)
	return reply, nil
}

func (b *Book) dropMetadata(id int) {
	for _, h := range b.holders() {
		kept := slices.DeleteFunc(slices.Clone(*h.list), func(m message) bool { return m.integer("metadataId") == id })
		if *h.list = kept; len(kept) == 0 {
			*h.list = nil
		}
	}
}

// filteredMetadata returns the metadata that any of the DataFilters finds.
func (b *Book) filteredMetadata(filters []message) []message {
	var found []message
	for _, filter := range filters {
		for _, m := range b.metadataFor(filter) {
			if !slices.ContainsFunc(found, func(other message) bool { return sameMessage(other, m) }) {
				found = append(found, m)
			}
		}
	}
	return found
}

// metadataFor finds what one DataFilter is about: metadata that a lookup
// describes, or that of whole rows and columns within a range.
func (b *Book) metadataFor(filter message) []message {
	if filter.has("developerMetadataLookup") {
		return b.metadataWith(filter.message("developerMetadataLookup"))
	}
	places, err := b.filtered(filter)
	if err != nil {
		return nil
	}
	var found []message
	for _, p := range places {
		whole := p.tab.whole()
		for i := p.rows.start; i < p.rows.end && p.cols == whole.cols; i++ {
			found = append(found, dimension{tab: p.tab}.lineHolder(i).messages()...)
		}
		for i := p.cols.start; i < p.cols.end && p.rows == whole.rows; i++ {
			found = append(found, dimension{tab: p.tab, cols: true}.lineHolder(i).messages()...)
		}
	}
	return found
}

// metadataWith finds metadata by a DeveloperMetadataLookup.
func (b *Book) metadataWith(lookup message) []message {
	var found []message
	for _, h := range b.holders() {
		for _, m := range h.messages() {
			if describes(lookup, m) {
				found = append(found, m)
			}
		}
	}
	return found
}

// describes reports whether metadata is what a lookup looks for.
func describes(lookup, m message) bool {
	location := m.message("location")
	for _, name := range []string{"metadataId", "metadataKey", "metadataValue", "visibility"} {
		if lookup.has(name) && lookup[name] != m[name] {
			return false
		}
	}
	if kind := lookup.text("locationType"); kind != "" && kind != location.text("locationType") {
		return false
	}
	exact := lookup.text("locationMatchingStrategy") == "EXACT_LOCATION"
	return !lookup.has("metadataLocation") || isAt(location, lookup.message("metadataLocation"), exact)
}

// isAt reports whether a location is the wanted one or, where that is enough,
// within it.
func isAt(location, wanted message, exact bool) bool {
	lines, wantedLines := location.message("dimensionRange"), wanted.message("dimensionRange")
	switch {
	case wanted.flag("spreadsheet"):
		return !exact || location.flag("spreadsheet")
	case wanted.has("sheetId"):
		on := location.has("sheetId") && location.integer("sheetId") == wanted.integer("sheetId")
		return on || !exact && lines != nil && lines.integer("sheetId") == wanted.integer("sheetId")
	case lines == nil || lines.text("dimension") != wantedLines.text("dimension") ||
		lines.integer("sheetId") != wantedLines.integer("sheetId"):
		return false
	}
	s, w := readSpan(lines, "startIndex", "endIndex"), readSpan(wantedLines, "startIndex", "endIndex")
	return s == w || !exact && w.covers(s)
}

// routeMetadata answers developerMetadata.get and developerMetadata.search.
func (b *Book) routeMetadata(call Call, path string) (any, error) {
	if call.Method == http.MethodPost && path == ":search" {
		return answer(call, nil, "SearchDeveloperMetadataResponse", b.searchMetadata)
	}
	escaped, ok := strings.CutPrefix(path, "/")
	if !ok || call.Method != http.MethodGet {
		return nil, noSuchMethod()
	}
	return answer(call, nil, "DeveloperMetadata", func(Call, query) (message, error) {
		name, _ := url.PathUnescape(escaped)
		id, err := strconv.Atoi(name)
		found := b.metadataWith(message{"metadataId": id})
		if err != nil || found == nil {
			return nil, notFound()
		}
		return found[0], nil
	})
}

func (b *Book) searchMetadata(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "SearchDeveloperMetadataRequest", "")
	if err != nil {
		return nil, err
	}
	var matched []message
	for _, m := range b.filteredMetadata(body.messages("dataFilters")) {
		var filters []message
		for _, filter := range body.messages("dataFilters") {
			if slices.ContainsFunc(b.metadataFor(filter), func(other message) bool { return sameMessage(other, m) }) {
				filters = append(filters, filter)
			}
		}
		matched = append(matched, message{"developerMetadata": m, "dataFilters": listOf(filters)})
	}
	answer := message{}
	setList(answer, "matchedDeveloperMetadata", matched)
	return answer, nil
}
