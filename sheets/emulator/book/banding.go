package book

// addBanding gives a range alternating colours.
func (b *Book) addBanding(request message) (message, error) {
	given := canonical(request.message("bandedRange"), "BandedRange")
	bounded, err := b.bounded(given.message("range"))
	if err != nil {
		return nil, err
	}
	m, err := b.attach("bandedRanges", "bandedRangeId", given.with("range", bounded))
	if err != nil {
		return nil, err
	}
	return message{"bandedRange": m}, nil
}

// updateBanding changes what the mask names of a banded range.
func (b *Book) updateBanding(request message) (message, error) {
	given := canonical(request.message("bandedRange"), "BandedRange")
	found, ok := b.find("bandedRanges", "bandedRangeId", given.integer("bandedRangeId"))
	if !ok {
		return nil, noBanding(given)
	}
	fields, err := updateMask(request, "BandedRange")
	if err != nil {
		return nil, err
	}
	old := found.message()
	m := overwrite(old, given, fields, "BandedRange").with("bandedRangeId", old.integer("bandedRangeId"))
	bounded, err := b.bounded(m.message("range"))
	if err != nil {
		return nil, err
	}
	m["range"] = bounded
	if b.tab(readRange(bounded).tab) != found.tab {
		return nil, invalid("A banded range cannot move to another sheet.")
	}
	b.touch(!sameMessage(old, m))
	found.set(m)
	return nil, nil
}

// deleteBanding takes the alternating colours away.
func (b *Book) deleteBanding(request message) (message, error) {
	found, ok := b.find("bandedRanges", "bandedRangeId", request.integer("bandedRangeId"))
	if !ok {
		return nil, noBanding(request)
	}
	found.remove()
	b.touch(true)
	return nil, nil
}

func noBanding(m message) error {
	return invalid("No banded range with id: %d", m.integer("bandedRangeId"))
}
