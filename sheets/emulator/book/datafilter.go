package book

import "fmt"

// getByDataFilter answers spreadsheets.getByDataFilter, which is
// spreadsheets.get with the ranges in the body, as A1 notation or GridRanges.
func (b *Book) getByDataFilter(call Call, q query) (message, error) {
	body, err := decode(call.Body, "GetSpreadsheetByDataFilterRequest", "")
	if err != nil {
		return nil, err
	}
	var places []place
	for i, filter := range body.messages("dataFilters") {
		found, err := b.placeOf(filter)
		if err != nil {
			return nil, within(fmt.Sprintf("dataFilters[%d]", i), err)
		}
		places = append(places, found)
	}
	data := body.flag("includeGridData")
	if q.masked {
		data = wantsData(q.fields)
	}
	return b.message(places, data, q.fields), nil
}

// placeOf returns the area that a DataFilter names.
func (b *Book) placeOf(filter message) (p place, err error) {
	switch {
	case filter.has("a1Range"):
		p.tab, p.area, err = b.parseRange(filter.text("a1Range"))
	case filter.has("gridRange"):
		p.tab, p.area, err = b.located(filter, "gridRange")
	default:
		err = unimplemented("DataFilter.developerMetadataLookup")
	}
	return p, err
}
