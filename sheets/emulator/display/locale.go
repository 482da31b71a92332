package display

import (
	"slices"
	"strings"

	"thidua/sheets/numfmt"
)

// A locale is what Google Sheets takes from a spreadsheet's locale.
type locale struct {
	language string // "vi"
	lang     *numfmt.Language
	yes, no  string

	date, time string // patterns of DATE and TIME
	monthFirst bool   // typed dates have the month before the day
	currency   string // pattern of CURRENCY
}

// localeOf knows Vietnamese, English, French and German spreadsheets. Of any
// other it knows the separators: points and commas are in English unless the
// language is known to have them otherwise; dates have the day first.
func localeOf(name string) locale {
	language, country, _ := strings.Cut(name, "_")
	l := locale{
		language: language, lang: numfmt.English(), yes: "TRUE", no: "FALSE",
		date: "dd/mm/yyyy", time: "hh:mm:ss", currency: `"$"#,##0.00`,
	}
	switch language {
	case "vi":
		l.lang, l.currency = numfmt.Vietnamese(), `#,##0\ "₫"`
	case "fr":
		l.lang, l.currency, l.yes, l.no = numfmt.French(), `#,##0.00\ "€"`, "VRAI", "FAUX"
	case "de":
		l.lang, l.currency, l.yes, l.no = numfmt.German(), `#,##0.00\ "€"`, "WAHR", "FALSCH"
		l.date = "dd.mm.yyyy"
	case "en":
		switch country {
		case "GB":
			l.currency = `"£"#,##0.00`
		case "US", "":
			l.date, l.time, l.monthFirst = "m/d/yyyy", "h:mm:ss AM/PM", true
		}
	default:
		l.lang.Point, l.lang.Group = separators(language)
	}
	return l
}

// separators are those of the CLDR for the languages that do not write
// numbers as English does.
func separators(language string) (point, group string) {
	switch {
	case slices.Contains([]string{"ca", "da", "el", "es", "hr", "id", "it", "nl", "pt", "ro", "sl", "sr", "tr"}, language):
		return ",", "."
	case slices.Contains([]string{"bg", "cs", "fi", "hu", "lt", "lv", "nb", "no", "pl", "ru", "sk", "sv", "uk"}, language):
		return ",", "\u00a0"
	default:
		return ".", ","
	}
}

// pattern is the code by which numbers of a format are shown.
func (l locale) pattern(f NumberFormat) string {
	if f.Pattern != "" {
		return f.Pattern
	}
	switch f.Type {
	case "NUMBER":
		return "#,##0.00"
	case "PERCENT":
		return "0.00%"
	case "CURRENCY":
		return l.currency
	case "DATE":
		return l.date
	case "TIME":
		return l.time
	case "DATE_TIME":
		return l.date + " hh:mm:ss"
	case "SCIENTIFIC":
		return "0.00E+00"
	default: // TEXT, and none
		return ""
	}
}
