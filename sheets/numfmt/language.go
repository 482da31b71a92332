package numfmt

// Language is what a format code leaves to the language of its reader.
type Language struct {
	Point, Group string // between whole and fraction, and between thousands

	Months, ShortMonths [12]string // from January
	Days, ShortDays     [7]string  // from Sunday
	AM, PM              string
}

// English returns the Language of codes as they are written.
func English() *Language {
	return &Language{
		Point: ".", Group: ",",
		Months: [12]string{
			"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December",
		},
		ShortMonths: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		Days:        [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		ShortDays:   [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		AM:          "AM", PM: "PM",
	}
}

// Vietnamese returns the Language of Vietnam, by the CLDR.
func Vietnamese() *Language {
	return &Language{
		Point: ",", Group: ".",
		Months: [12]string{
			"tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6",
			"tháng 7", "tháng 8", "tháng 9", "tháng 10", "tháng 11", "tháng 12",
		},
		ShortMonths: [12]string{
			"thg 1", "thg 2", "thg 3", "thg 4", "thg 5", "thg 6",
			"thg 7", "thg 8", "thg 9", "thg 10", "thg 11", "thg 12",
		},
		Days:      [7]string{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"},
		ShortDays: [7]string{"CN", "Th 2", "Th 3", "Th 4", "Th 5", "Th 6", "Th 7"},
		AM:        "SA", PM: "CH",
	}
}

// German returns the Language of Germany, by the CLDR.
func German() *Language {
	return &Language{
		Point: ",", Group: ".",
		Months: [12]string{
			"Januar", "Februar", "März", "April", "Mai", "Juni",
			"Juli", "August", "September", "Oktober", "November", "Dezember",
		},
		ShortMonths: [12]string{
			"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
		},
		Days:      [7]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
		ShortDays: [7]string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"},
		AM:        "AM", PM: "PM",
	}
}

// French returns the Language of France, by the CLDR: thousands are apart by a
// narrow space that does not break.
func French() *Language {
	return &Language{
		Point: ",", Group: "\u202f",
		Months: [12]string{
			"janvier", "février", "mars", "avril", "mai", "juin",
			"juillet", "août", "septembre", "octobre", "novembre", "décembre",
		},
		ShortMonths: [12]string{
			"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
		},
		Days:      [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		ShortDays: [7]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
		AM:        "AM", PM: "PM",
	}
}
