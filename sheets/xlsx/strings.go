package xlsx

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readStrings reads the texts that cells refer to by number.
func readStrings(a *archive, part string) ([]string, error) {
	s, err := a.scan(part)
	if err != nil {
		return nil, err
	}
	var table []string
	err = s.children(func() error { // sst
		return s.children(func() error { // si
			text, err := richText(s)
			table = append(table, text)
			return err
		})
	})
	return table, s.wrap(err)
}

// richText joins the runs of the string at s. Phonetic hints are left out.
func richText(s *scanner) (string, error) {
	var joined strings.Builder
	add := func() error {
		part, err := s.content()
		joined.WriteString(part)
		if err == nil && joined.Len() > utf8.UTFMax*maxText {
			return tooLarge("characters in one cell", maxText)
		}
		return err
	}
	err := s.children(func() error {
		switch string(s.name) {
		case "t":
			return add()
		case "r":
			return s.children(func() error {
				if string(s.name) == "t" {
					return add()
				}
				return nil
			})
		}
		return nil
	})
	return decodeEscapes(joined.String()), err
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// decodeEscapes resolves the form _xHHHH_ in which workbooks keep characters
// that XML cannot hold; _x005F_ stands for an underscore that merely looks so.
func decodeEscapes(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(escape string) string {
		n, _ := strconv.ParseUint(escape[2:6], 16, 16) // four hex digits: it cannot fail
		return string(rune(n))
	})
}
