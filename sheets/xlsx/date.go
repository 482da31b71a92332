package xlsx

import (
	"math"
	"time"
)

// The last serial number that Excel shows as a date, 9999-12-31.
const maxSerial = 2_958_465

// dateText writes a serial number in ISO 8601: the date alone, the time alone
// for serials below one day, or both; "" when there is no such date. Day 60 of
// the 1900 system, the 29 February that never was, reads as the day before.
func dateText(serial float64, date1904 bool) string {
	days, fraction := math.Modf(serial)
	if serial < 0 || days > maxSerial {
		return ""
	}
	seconds := math.Round(fraction * 24 * 60 * 60)
	t := epoch(days, date1904).AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	switch {
	case days == 0:
		return t.Format(time.TimeOnly)
	case seconds == 0 || seconds == 24*60*60:
		return t.Format(time.DateOnly)
	default:
		return t.Format("2006-01-02T15:04:05")
	}
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
			return t.Sub(epoch(maxSerial, date1904)).Hours() / 24, true
		}
	}
	return 0, false
}
