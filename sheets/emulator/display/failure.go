package display

// Error returns what an error of the Sheets API's ErrorType shows.
func Error(errorType, localeName string) string {
	for _, e := range failures() {
		if e.errorType == errorType {
			return e.shown
		}
	}
	if errorType != "LOADING" {
		return "#ERROR!"
	}
	switch localeOf(localeName).language {
	case "vi":
		return "Đang tải..."
	case "fr":
		return "Chargement..."
	case "de":
		return "Wird geladen..."
	default:
		return "Loading..."
	}
}

// ErrorType returns the Sheets API's ErrorType of an error that is shown as
// "#DIV/0!" and the like; ok is false when s is no error.
func ErrorType(s string) (errorType string, ok bool) {
	for _, e := range failures() {
		if e.shown == s {
			return e.errorType, true
		}
	}
	return "", false
}

type failure struct{ errorType, shown string }

// failures are the errors that look the same in every locale.
func failures() []failure {
	return []failure{
		{"ERROR", "#ERROR!"},
		{"NULL_VALUE", "#NULL!"},
		{"DIVIDE_BY_ZERO", "#DIV/0!"},
		{"VALUE", "#VALUE!"},
		{"REF", "#REF!"},
		{"NAME", "#NAME?"},
		{"NUM", "#NUM!"},
		{"N_A", "#N/A"},
	}
}
