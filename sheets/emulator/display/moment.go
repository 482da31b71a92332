package display

import (
	"strconv"
	"strings"
	"time"

	"thidua/sheets"
)

// readMoment reads a date, a time, or a date and a time with a space between.
// The format has the parts in the widths and with the separators as typed.
func (l locale) readMoment(s string) (Entry, bool) {
	if days, pattern, ok := l.readDate(s); ok {
		return moment("DATE", pattern, days), true
	}
	if part, pattern, ok := readTime(s); ok {
		return moment("TIME", pattern, part), true
	}
	for i := range s {
		if s[i] != ' ' {
			continue
		}
		days, datePattern, isDate := l.readDate(s[:i])
		part, timePattern, isTime := readTime(s[i+1:])
		if isDate && isTime && part < 1 {
			return moment("DATE_TIME", datePattern+" "+timePattern, days+part), true
		}
	}
	return Entry{}, false
}

func moment(kind, pattern string, serial float64) Entry {
	return Entry{Kind: sheets.Number, Number: serial, Format: NumberFormat{kind, pattern}}
}

func (l locale) readDate(s string) (days float64, pattern string, ok bool) {
	if strings.Trim(s, "0123456789-/.") == "" {
		return l.readNumericDate(s)
	}
	if l.language == "en" {
		return readEnglishDate(s)
	}
	return 0, "", false
}

// readNumericDate reads the year first when it has four digits, else day and
// month in the order of the locale; a month and a year are its first day.
func (l locale) readNumericDate(s string) (days float64, pattern string, ok bool) {
	i := strings.IndexAny(s, "/-.")
	if i < 0 {
		return 0, "", false
	}
	separator := s[i : i+1]
	parts := strings.Split(s, separator)
	letters := "dmy"
	switch {
	case len(parts) == 3 && len(parts[0]) == 4:
		letters = "ymd"
	case len(parts) == 3 && separator == "." && len(parts[2]) != 4 && l.language != "de":
		return 0, "", false // the number of a paragraph
	case len(parts) == 3 && l.monthFirst:
		letters = "mdy"
	case len(parts) == 2 && len(parts[1]) == 4 && separator != ".":
		letters = "my"
	case len(parts) != 3:
		return 0, "", false
	}
	value := map[byte]int{'d': 1}
	for i, part := range parts {
		if parts[i], ok = readDatePart(part, letters[i], value); !ok {
			return 0, "", false
		}
	}
	days, ok = daysOf(value['y'], value['m'], value['d'])
	return days, strings.Join(parts, separator), ok
}

// readDatePart puts a day, month or year into its place and returns its
// pattern. Years of two digits are those from 1930 to 2029.
func readDatePart(part string, letter byte, value map[byte]int) (pattern string, ok bool) {
	n, err := strconv.Atoi(part)
	if err != nil || len(part) > 2 && (letter != 'y' || len(part) != 4) {
		return "", false
	}
	if letter == 'y' && len(part) < 4 {
		if len(part) != 2 {
			return "", false
		}
		n += 1900
		if n < 1930 {
			n += 100
		}
	}
	value[letter] = n
	return strings.Repeat(string(letter), len(part)), true
}

// daysOf counts from 1899-12-30; ok is false when there is no such date.
func daysOf(year, month, day int) (days float64, ok bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return serial(t), year > 0 && t.Month() == time.Month(month) && t.Day() == day
}

func serial(t time.Time) float64 {
	day0 := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	return float64((t.Unix() - day0.Unix()) / (24 * 60 * 60))
}

// readEnglishDate reads a date with the name of its month.
func readEnglishDate(s string) (days float64, pattern string, ok bool) {
	for _, form := range []struct{ layout, pattern string }{
		{"Jan 2, 2006", "mmm d, yyyy"},
		{"January 2, 2006", "mmmm d, yyyy"},
		{"2 Jan 2006", "d mmm yyyy"},
		{"2 January 2006", "d mmmm yyyy"},
		{"2-Jan-2006", "d-mmm-yyyy"},
		{"Jan 2006", "mmm yyyy"},
		{"January 2006", "mmmm yyyy"},
	} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return serial(t), form.pattern, true
		}
	}
	return 0, "", false
}

// readTime reads hours and minutes, and perhaps seconds, as parts of a day.
// More hours than a day has are a duration.
func readTime(s string) (part float64, pattern string, ok bool) {
	s, half := cutHalfDay(s)
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, "", false
	}
	var n [3]int
	for i, p := range parts {
		if p == "" || !isDigits(p) || i > 0 && len(p) != 2 || len(p) > 4 {
			return 0, "", false
		}
		n[i], _ = strconv.Atoi(p)
	}
	pattern = strings.Join([]string{strings.Repeat("h", min(len(parts[0]), 2)), "mm", "ss"}[:len(parts)], ":")
	switch {
	case n[1] > 59 || n[2] > 59 || half != "" && (n[0] < 1 || n[0] > 12):
		return 0, "", false
	case half != "":
		n[0] = n[0]%12 + map[string]int{"AM": 0, "PM": 12}[half]
		pattern += " AM/PM"
	case n[0] >= 24:
		pattern = "[h]:mm:ss"
	}
	return float64(n[0]*3600+n[1]*60+n[2]) / (24 * 60 * 60), pattern, true
}

// cutHalfDay takes AM or PM off a time.
func cutHalfDay(s string) (clock, half string) {
	if len(s) < 3 {
		return s, ""
	}
	half = strings.ToUpper(s[len(s)-2:])
	if half != "AM" && half != "PM" {
		return s, ""
	}
	return strings.TrimSpace(s[:len(s)-2]), half
}
