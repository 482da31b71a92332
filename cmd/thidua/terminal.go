package main

import (
	"strings"
	"unicode"
)

// oneLine returns what somebody typed elsewhere as it may stand on a line of
// a terminal: without line breaks and without characters that steer it.
func oneLine(s string) string {
	shown := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
			return ' '
		}
		return c
	}, s)
	return strings.Join(strings.Fields(shown), " ")
}
