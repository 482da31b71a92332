package xlsx

import (
	"math"
	"time"

	"thidua/sheets"
)

// dateText writes a serial number in ISO 8601, as sheets.ISODate does. Day 60
// of the 1900 system, the 29 February that never was, reads as the day before.
func dateText(serial float64, date1904 bool) string {
	return sheets.ISODate(epoch(math.Trunc(serial), date1904), serial)
}

// epoch is day 0. The 1900 system counts a day too many from March 1900 on.
func epoch(days float64, date1904 bool) time.Time {
	switch {
	case date1904:
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		return time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	default:
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	}
}

// parseDate reads a cell that holds ISO 8601 text instead of a serial number.
func parseDate(s string, date1904 bool) (serial float64, ok bool) {
	if t, err := time.Parse(time.TimeOnly, s); err == nil {
		return t.Sub(t.Truncate(24*time.Hour)).Hours() / 24, true
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Sub(epoch(sheets.MaxSerial, date1904)).Hours() / 24, true
		}
	}
	return 0, false
}
