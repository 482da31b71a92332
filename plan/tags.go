package plan

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"thidua/strictyaml"
)

// rules are the validation tags of the plan file.
func rules() strictyaml.Rules {
	return strictyaml.Rules{
		"id":        regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString,
		"code":      regexp.MustCompile(`^[A-Z][A-Z0-9]*-[0-9]{1,4}$`).MatchString,
		"month":     isMonth,
		"operator":  isOperator,
		"decimal":   isDecimal,
		"ungrouped": isUngrouped,
		"tabtitle":  isTabTitle,
	}
}

func isMonth(s string) bool {
	q, err := ParsePeriod(s)
	return err == nil && q.Grain == Month
}

func isOperator(s string) bool {
	return slices.Contains([]Op{AtLeast, Above, AtMost, Below, Between, About, IsDone}, Op(s))
}

func isDecimal(s string) bool {
	_, err := ParseNumber(s)
	return err == nil
}

// isUngrouped refuses 9.000, which a Vietnamese reader takes for nine
// thousand and a decimal point for nine. 0.125 can only be a fraction.
func isUngrouped(s string) bool {
	whole, fraction, _ := strings.Cut(strings.TrimLeft(s, "+-"), ".")
	return len(fraction) != 3 || whole == "0"
}

// isTabTitle reports whether spreadsheets take s as the title of a tab.
func isTabTitle(s string) bool {
	return len(utf16.Encode([]rune(s))) <= 31 && !strings.ContainsAny(s, `[]:*?/\`) &&
		!strings.HasPrefix(s, "'") && !strings.HasSuffix(s, "'")
}
