package workbook

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxCellText is the most UTF-16 units that a cell may hold.
const maxCellText = 32_767

// cutMark ends a text that was too long for a cell.
const cutMark = " […]"

// cellText makes any text fit for a cell: what XML forbids is removed, line
// ends become "\n", and what is too long is cut with a mark.
func cellText(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\r':
			return '\n'
		case c < ' ' && c != '\t' && c != '\n', c == '\ufffe', c == '\uffff':
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
	return cut(s, maxCellText, cutMark)
}

// plain reports whether s can stand in a cell as it is; it is what nearly
// every text is.
func plain(s string) bool {
	if len(s) > maxCellText {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0xef {
			return false
		}
	}
	return utf8.ValidString(s)
}

// cut shortens s to at most most UTF-16 units, the mark included.
func cut(s string, most int, mark string) string {
	if len(s) <= most {
		return s
	}
	units, keep := 0, 0
	room := most - len(utf16.Encode([]rune(mark)))
	for i, c := range s {
		if units <= room {
			keep = i
		}
		units += utf16.RuneLen(c)
	}
	if units <= most {
		return s
	}
	return s[:keep] + mark
}

// maxSheetName is the most UTF-16 units that a sheet's name may have.
const maxSheetName = 31

// SheetName makes a name that Excel accepts for a sheet and that none of
// taken bears, in any case; it adds the name to taken.
func SheetName(wish string, taken map[string]bool) string {
	name := fitName(wish, "")
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fitName(wish, fmt.Sprintf(" (%d)", n))
	}
	taken[strings.ToLower(name)] = true
	return name
}

// fitName replaces what a sheet's name must not hold, and cuts it so that
// suffix has room.
func fitName(wish, suffix string) string {
	name := strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return ' '
		case strings.ContainsRune(`:\/?*[]`, c):
			return '-'
		}
		return c
	}, cellText(wish))
	name = strings.Trim(cut(name, maxSheetName-len(suffix), ""), "' ")
	if name == "" {
		name = "-"
	}
	return name + suffix
}

// quoteSheet writes a sheet's name as it stands in a cell address.
func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
