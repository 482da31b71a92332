package validate

import (
	"slices"
	"strings"

	"thidua/sheets"
	"thidua/sheets/table"
)

// adjustmentField is what a column of the adjustments sheet holds.
type adjustmentField int

const (
	fieldUnit adjustmentField = iota
	fieldIndicator
	fieldCode
	fieldMeasure
	fieldPeriod
	fieldBasis
	fieldFigure
	fieldNumerator
	fieldDenominator
	fieldReason
	fieldBy
	fieldDocument
	fieldDay
)

// adjustmentHead is the heading of an adjustments sheet: its row, and the
// columns that it has.
type adjustmentHead struct {
	row     int
	columns map[adjustmentField]int
	texts   map[adjustmentField]string
}

// adjustmentHeading finds the first row that has headings for unit, indicator,
// period and figure.
func adjustmentHeading(tab *sheets.Tab) (adjustmentHead, bool) {
	for row, cells := range tab.Cells {
		h := adjustmentHead{row, map[adjustmentField]int{}, map[adjustmentField]string{}}
		for col, cell := range cells {
			if cell.Kind != sheets.Text {
				continue
			}
			if field, ok := adjustmentFieldOf(strings.ReplaceAll(fold(cell.Text), "/", " ")); ok {
				if _, taken := h.columns[field]; !taken {
					h.columns[field], h.texts[field] = col, cell.Text
				}
			}
		}
		if h.has(fieldUnit) && h.has(fieldPeriod) && h.has(fieldFigure) && (h.has(fieldIndicator) || h.has(fieldCode)) {
			return h, true
		}
	}
	return adjustmentHead{}, false
}

func (h adjustmentHead) has(field adjustmentField) bool {
	_, there := h.columns[field]
	return there
}

// adjustmentFieldOf returns what a folded heading names.
func adjustmentFieldOf(text string) (field adjustmentField, ok bool) {
	is := func(names ...string) bool { return slices.Contains(names, text) }
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(" "+text+" ", " "+part+" ") })
	}
	for _, known := range []struct {
		field adjustmentField
		named bool
	}{
		{fieldUnit, headsUnits(text)},
		{fieldMeasure, is("don vi tinh", "dvt", "measure")},
		{fieldCode, is("ma", "ma chi tieu", "code")},
		{fieldIndicator, is("chi tieu", "ten chi tieu", "chi tieu thi dua", "indicator")},
		{fieldNumerator, is("tu so", "numerator")},
		{fieldDenominator, is("mau so", "denominator")},
		{fieldBasis, has("luy ke") && has("trong ki", "trong thang", "hay", "hoac") || is("loai so lieu", "cach tinh", "basis")},
		{fieldFigure, is("gia tri", "so lieu", "so", "so lieu dung", "so dung", "gia tri dung", "figure", "value") ||
			has("dieu chinh") && has("gia tri", "so lieu", "so") || has("luy ke")},
		{fieldPeriod, is("ki", "ki bao cao", "ki so lieu", "thang", "thang quy", "quy", "period")},
		{fieldReason, has("li do", "nguyen nhan", "reason")},
		{fieldBy, has("nguoi bao", "nguoi ghi", "nguoi cung cap", "nguoi gui", "nguoi dieu chinh", "who")},
		{fieldDocument, has("van ban", "cong van", "can cu", "document")},
		{fieldDay, has("ngay", "date")},
	} {
		if known.named {
			return known.field, true
		}
	}
	return 0, false
}

// layout is that of a table whose rows hold one figure each. Columns that it
// has no part in are left out of it.
func (h adjustmentHead) layout(s *sheet) *layout {
	l := &layout{sheet: s, long: true, table: table.Table{Body: table.Rows{From: h.row + 1, To: len(s.tab.Cells)}}}
	for _, c := range []struct {
		field adjustmentField
		role  Role
	}{
		{fieldMeasure, RoleMeasure}, {fieldFigure, RoleInPeriod}, {fieldNumerator, RoleNumerator}, {fieldDenominator, RoleDenominator},
	} {
		if h.has(c.field) {
			l.columns = append(l.columns, &column{col: h.columns[c.field], text: h.texts[c.field], header: header{Role: c.role}})
		}
	}
	return l
}
