package table

import (
	"regexp"
	"strconv"
	"strings"
)

// formulaCell is a column that is said to be counted from others.
var formulaCell = regexp.MustCompile(`^[(\[]?\(?\d{1,2}\)?\s*[/:+*x-]\s*\(?\d{1,3}[\d()%/:+*x -]*$`)

var indexCell = regexp.MustCompile(`^[(\[]?([A-ZĐ]|\d{1,2})[)\]]?(\s*=.*)?$`)

// isIndex reports whether a row counts columns, such as "A | B | 1 | 2 | 3=2/1":
// letters and whole numbers, each in their order.
func isIndex(v *View, row int) bool {
	letters, next := 0, 0
	for _, cell := range v.Row(row) {
		text := strings.TrimSpace(Shown(cell))
		m := indexCell.FindStringSubmatch(text)
		switch {
		case m == nil && next > 1 && formulaCell.MatchString(text):
			next++
			continue
		case m == nil:
			return false
		}
		n, err := strconv.Atoi(m[1])
		switch {
		case err != nil && !strings.EqualFold(m[1], string(rune('A'+letters))):
			return false
		case err != nil:
			letters++
		case next > 0 && n != next || next == 0 && n > 3:
			return false
		default:
			next = n + 1
		}
	}
	return next > 2 || next > 0 && letters > 0
}

func hasColon(text string) bool { return strings.Contains(text, ":") }
