package table

import (
	"regexp"
	"strings"
	"unicode"
)

// Outline follows the numbering of rows and tells the ancestors of each.
type Outline struct{ open []heading }

type heading struct {
	rank  int
	label string
}

// The ranks of numberings, from the outermost.
const (
	rankCapitals = iota // an unnumbered heading
	rankLetter          // A
	rankRoman           // I
	rankDigit           // 1
	rankDeeper          // 1.1
	rankSmall           // a
	rankPlain           // an unnumbered row
	rankDash            // -
	rankPlus            // +
)

// Enter takes the next row of a table and returns the labels of the rows
// above it that it belongs to, the outermost first. A row is bare when it
// holds a label and nothing else.
func (o *Outline) Enter(ordinal, label string, bare bool) []string {
	rank := rankOf(ordinal, label, bare)
	for len(o.open) > 0 && o.open[len(o.open)-1].rank >= rank {
		o.open = o.open[:len(o.open)-1]
	}
	path := make([]string, len(o.open))
	for i, h := range o.open {
		path[i] = h.label
	}
	o.open = append(o.open, heading{rank, label})
	return path
}

func rankOf(ordinal, label string, bare bool) int {
	ordinal = strings.Trim(ordinal, " .)(")
	switch {
	case ordinal == "" && bare && !strings.HasSuffix(strings.TrimSpace(label), ":"):
		return rankCapitals
	case ordinal == "":
		return rankPlain
	case strings.ContainsAny(ordinal, "-–—•*"):
		return rankDash
	case ordinal == "+":
		return rankPlus
	case strings.Trim(ordinal, "IVX") == "":
		return rankRoman
	case strings.Trim(ordinal, "0123456789") == "":
		return rankDigit
	case ordinal[0] >= '0' && ordinal[0] <= '9':
		return rankDeeper
	case strings.IndexFunc(ordinal, unicode.IsUpper) == 0:
		return rankLetter
	}
	return rankSmall
}

var ordinalPrefix = regexp.MustCompile(
	`^\s*(?:((?:[IVX]{1,5}|[A-ZĐa-zđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/]|\d{1,2}(?:\.\d{1,2})+|(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2})\s+[-–])\s+|([-–—+*•])\s*)(\S.*)$`)

var tightOrdinal = regexp.MustCompile(`^\s*((?:[IVX]{1,5}|[A-ZĐa-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)])(\p{L}.*)$`)

// Ordinal splits the numbering off a label: "1.2. Trồng rừng" is "1.2." and
// "Trồng rừng", "- trồng mới" is "-" and "trồng mới".
func Ordinal(label string) (ordinal, rest string) {
	label = strings.Join(strings.Fields(label), " ")
	if m := ordinalPrefix.FindStringSubmatch(label); m != nil {
		return m[1] + m[2], m[3]
	}
	if m := tightOrdinal.FindStringSubmatch(label); m != nil {
		return m[1], m[2]
	}
	return "", label
}
