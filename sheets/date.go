package sheets

import (
	"math"
	"time"
)

// MaxSerial is the last serial number that spreadsheets show as a date, 9999-12-31.
const MaxSerial = 2_958_465

// ISODate writes a serial number, the days since day0, in ISO 8601: the date
// alone, the time alone for serials below one day, or both; "" when there is
// no such date.
func ISODate(day0 time.Time, serial float64) string {
	days, fraction := math.Modf(serial)
	if !(serial >= 0 && days <= MaxSerial) {
		return ""
	}
	seconds := math.Round(fraction * 24 * 60 * 60)
	t := day0.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	switch {
	case days == 0:
		return t.Format(time.TimeOnly)
	case seconds == 0 || seconds == 24*60*60:
		return t.Format(time.DateOnly)
	default:
		return t.Format("2006-01-02T15:04:05")
	}
}
