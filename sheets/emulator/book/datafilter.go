package book

import "fmt"

// filtered returns the places that a DataFilter is about: a range, a
// GridRange, or where the developer metadata is that a lookup finds.
func (b *Book) filtered(filter message) ([]place, error) {
	switch {
	case filter.has("a1Range"):
		t, a, err := b.parseRange(filter.text("a1Range"))
		return []place{{t, a}}, err
	case filter.has("gridRange"):
		t, a, err := b.located(filter, "gridRange")
		return []place{{t, a}}, err
	case filter.has("developerMetadataLookup"):
		var places []place
		for _, m := range b.metadataFor(filter) {
			places = append(places, b.metadataPlaces(m.message("location"))...)
		}
		return places, nil
	default:
		return nil, invalid("A data filter must have a range or a lookup.")
	}
}

// metadataPlaces returns the cells that a DeveloperMetadataLocation is about.
func (b *Book) metadataPlaces(location message) []place {
	if location.flag("spreadsheet") {
		var places []place
		for _, t := range b.tabs {
			places = append(places, place{t, t.whole()})
		}
		return places
	}
	if !location.has("dimensionRange") {
		t := b.tab(location.integer("sheetId"))
		return []place{{t, t.whole()}}
	}
	d, err := b.readDimension(location.message("dimensionRange"))
	if err != nil {
		return nil
	}
	a := d.tab.whole()
	if d.cols {
		a.cols = d.span
	} else {
		a.rows = d.span
	}
	return []place{{d.tab, a}}
}

// filteredPlace is a place with the filter that it was found by.
type filteredPlace struct {
	place
	filter message
}

// allFiltered returns the places that the dataFilters of a request are about.
func (b *Book) allFiltered(body message) ([]filteredPlace, error) {
	var found []filteredPlace
	for i, filter := range body.messages("dataFilters") {
		places, err := b.filtered(filter)
		if err != nil {
			return nil, within(fmt.Sprintf("dataFilters[%d]", i), err)
		}
		for _, p := range places {
			found = append(found, filteredPlace{p, filter})
		}
	}
	return found, nil
}

func placesOf(found []filteredPlace) []place {
	var places []place
	for _, f := range found {
		places = append(places, f.place)
	}
	return places
}

// getByDataFilter answers spreadsheets.getByDataFilter.
func (b *Book) getByDataFilter(call Call, q query) (message, error) {
	body, err := decode(call.Body, "GetSpreadsheetByDataFilterRequest", "")
	if err != nil {
		return nil, err
	}
	found, err := b.allFiltered(body)
	if err != nil {
		return nil, err
	}
	places := placesOf(found)
	if len(body.list("dataFilters")) > 0 && places == nil {
		places = []place{} // not the whole spreadsheet
	}
	return b.message(places, q.wantsData(body), q.fields), nil
}

// batchGetByDataFilter answers values.batchGetByDataFilter.
func (b *Book) batchGetByDataFilter(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "BatchGetValuesByDataFilterRequest", "")
	if err != nil {
		return nil, err
	}
	found, err := b.allFiltered(body)
	if err != nil {
		return nil, err
	}
	ranges := make([]message, len(found))
	for i, f := range found {
		ranges[i] = message{
			"valueRange":  b.valueRange(f.tab, f.area, query{message: body}.rendering()),
			"dataFilters": []any{canonical(f.filter, "DataFilter")},
		}
	}
	m := message{"spreadsheetId": b.id}
	setList(m, "valueRanges", ranges)
	return m, nil
}

// batchUpdateByDataFilter answers values.batchUpdateByDataFilter.
func (b *Book) batchUpdateByDataFilter(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "BatchUpdateValuesByDataFilterRequest", "")
	if err != nil {
		return nil, err
	}
	option, err := inputOption(body)
	if err != nil {
		return nil, err
	}
	var entries []entry
	var filters []message
	for i, data := range body.messages("data") {
		places, err := b.filtered(data.message("dataFilter"))
		for _, p := range places {
			e, refused := p.entry(p.tab.a1(p.area), data)
			if err = refused; err != nil {
				break
			}
			entries, filters = append(entries, e), append(filters, data.message("dataFilter"))
		}
		if err != nil {
			return nil, within(fmt.Sprintf("data[%d]", i), err)
		}
	}
	m := b.enterAll(entries, option, query{message: body}.responseRendering())
	for i, response := range m.messages("responses") {
		response["dataFilter"] = canonical(filters[i], "DataFilter")
		delete(response, "spreadsheetId")
	}
	return m, nil
}

// batchClearByDataFilter answers values.batchClearByDataFilter.
func (b *Book) batchClearByDataFilter(call Call, _ query) (message, error) {
	body, err := decode(call.Body, "BatchClearValuesByDataFilterRequest", "")
	if err != nil {
		return nil, err
	}
	found, err := b.allFiltered(body)
	if err != nil {
		return nil, err
	}
	return b.clearAll(placesOf(found)), nil
}
