package xlsx

import (
	"strings"

	"thidua/sheets"
	"thidua/sheets/numfmt"
)

// A renderer turns numbers into what Excel shows under a number format, with a
// decimal point and grouping commas: a file does not tell the language of the
// machine that it will be opened on. A code that cannot be read is General.
type renderer struct {
	date1904 bool
	english  *numfmt.Language
	formats  map[string]numfmt.Format // by code
}

func newRenderer(date1904 bool) *renderer {
	return &renderer{date1904: date1904, english: numfmt.English(), formats: map[string]numfmt.Format{}}
}

func (r *renderer) format(code string) numfmt.Format {
	f, known := r.formats[code]
	if !known {
		f, _ = numfmt.Parse(code)
		r.formats[code] = f
	}
	return f
}

// isDate reports whether a number under the code is shown as a date or a time.
func (r *renderer) isDate(code string) bool { return r.format(code).IsDate() }

// number returns v as shown under code, without the spaces that only align it.
// No day is before the first.
func (r *renderer) number(v float64, code string) string {
	f := r.format(code)
	switch {
	case f.IsDate() && v < 0:
		return numfmt.General(v, r.english)
	case f.ShowsDay() && (v >= 1 || r.date1904):
		v += epoch(v, r.date1904).Sub(epoch(sheets.MaxSerial, false)).Hours() / 24 // formats count from 1899-12-30
	}
	return strings.TrimSpace(f.Number(v, r.english))
}
