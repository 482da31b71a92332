package templates

import (
	"strings"
	"time"
)

// Format writes figures, dates and periods as a language does.
type Format struct{ lang Lang }

func (f Format) funcs() map[string]any {
	return map[string]any{"number": f.Number, "period": f.Period, "date": f.Date, "moment": f.Moment}
}

// Number writes a canonical figure with the language's marks: "1234.5" is
// "1.234,5" in Vietnamese and "1,234.5" in English. Anything else is
// returned as it is.
func (f Format) Number(canonical string) string {
	group, point := ".", ","
	if f.lang == English {
		group, point = ",", "."
	}
	digits, sign := strings.TrimPrefix(canonical, "-"), ""
	if digits != canonical {
		sign = "-"
	}
	whole, fraction, broken := strings.Cut(digits, ".")
	if whole == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return canonical
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	if broken {
		b.WriteString(point + fraction)
	}
	return b.String()
}

// Period writes a canonical period such as 2024-05 or 2024-Q2 in words.
func (f Format) Period(canonical string) string {
	year, part, cut := strings.Cut(canonical, "-")
	vi := f.lang == Vietnamese
	switch {
	case !cut && year == "":
		return ""
	case !cut && vi:
		return "năm " + year
	case !cut:
		return year
	case part == "9M" && vi:
		return "9 tháng năm " + year
	case part == "9M":
		return "nine months of " + year
	case part[0] == 'Q' && vi:
		return "quý " + map[byte]string{'1': "I", '2': "II", '3': "III", '4': "IV"}[part[1]] + "/" + year
	case part[0] == 'H' && vi && part == "H1":
		return "6 tháng đầu năm " + year
	case part[0] == 'H' && vi:
		return "6 tháng cuối năm " + year
	case part[0] == 'Q' || part[0] == 'H':
		return part + " " + year
	case vi:
		return "tháng " + strings.TrimPrefix(part, "0") + "/" + year
	}
	return canonical
}

// Date writes a day: 05/07/2024.
func (f Format) Date(t time.Time) string { return t.Format("02/01/2006") }

// Moment writes a day and time: 08:00 05/07/2024.
func (f Format) Moment(t time.Time) string { return t.Format("15:04 02/01/2006") }
