package book

const viewsField = "filterViews"

// addFilterView adds a filter that those who choose it see.
func (b *Book) addFilterView(request message) (message, error) {
	given := canonical(request.message("filter"), "FilterView")
	bounded, err := b.bounded(given.message("range"))
	if err != nil {
		return nil, err
	}
	m, err := b.attach(viewsField, "filterViewId", given.with("range", bounded))
	if err != nil {
		return nil, err
	}
	return message{"filter": m}, nil
}

// duplicateFilterView adds a copy of a filter view.
func (b *Book) duplicateFilterView(request message) (message, error) {
	found, ok := b.find(viewsField, "filterViewId", request.integer("filterId"))
	if !ok {
		return nil, noFilterView(request.integer("filterId"))
	}
	original := found.message()
	m, err := b.attach(viewsField, "filterViewId",
		original.without("filterViewId").with("title", "Copy of "+original.text("title")))
	if err != nil {
		return nil, err
	}
	return message{"filter": m}, nil
}

// updateFilterView changes what the mask names of a filter view.
func (b *Book) updateFilterView(request message) (message, error) {
	given := canonical(request.message("filter"), "FilterView")
	found, ok := b.find(viewsField, "filterViewId", given.integer("filterViewId"))
	if !ok {
		return nil, noFilterView(given.integer("filterViewId"))
	}
	fields, err := updateMask(request, "FilterView")
	if err != nil {
		return nil, err
	}
	old := found.message()
	m := overwrite(old, given, fields, "FilterView").with("filterViewId", old.integer("filterViewId"))
	bounded, err := b.bounded(m.message("range"))
	if err != nil {
		return nil, err
	}
	if m["range"] = bounded; b.tab(readRange(bounded).tab) != found.tab {
		return nil, invalid("A filter view cannot move to another sheet.")
	}
	b.touch(!sameMessage(old, m))
	found.set(m)
	return nil, nil
}

// deleteFilterView takes a filter view away.
func (b *Book) deleteFilterView(request message) (message, error) {
	found, ok := b.find(viewsField, "filterViewId", request.integer("filterId"))
	if !ok {
		return nil, noFilterView(request.integer("filterId"))
	}
	found.remove()
	b.touch(true)
	return nil, nil
}

func noFilterView(id int) error { return invalid("No filter view with id: %d", id) }
