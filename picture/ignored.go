package picture

import (
	"cmp"
	"slices"
	"strings"
)

// ignoredKey is a rule by which cells are ignored, with its letter in the
// picture.
type ignoredKey struct {
	Letter, Why string
	N           int // cells
}

// findIgnored gives each rule by which a cell of the grid is ignored a letter,
// the commonest first.
func (d *drawer) findIgnored() {
	var rules []string
	counts := d.Reading.Ledger.IgnoredBy
	for rule := range counts {
		rules = append(rules, rule)
	}
	slices.SortFunc(rules, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	d.letters = map[string]string{}
	for i, rule := range rules {
		letter := string(rune('a' + i%26))
		if i >= 26 {
			letter += letter
		}
		d.letters[rule] = letter
		d.ignored = append(d.ignored, ignoredKey{letter, d.Words.Label("ignored." + rule), counts[rule]})
	}
}
