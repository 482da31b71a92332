package validate

import (
	"strings"
	"unicode"

	"thidua/plan"
)

// acronyms are the initials of words that stand beside each other in the names
// of a plan: GTNT of "giao thông nông thôn". An office abbreviates what it
// writes every month.
type acronyms map[string]string // by folded initials; "" where they may mean several things

// The lengths of acronyms.
const (
	shortestAcronym = 3
	longestAcronym  = 7
)

func newAcronyms(p *plan.Plan, v vocabulary) acronyms {
	a := acronyms{}
	for _, x := range p.Indicators {
		for _, text := range append([]string{x.Name}, x.Aliases...) {
			a.learn(text, v)
		}
	}
	return a
}

// learn takes the initials of all that may be abbreviated in a name. Those
// that make a syllable that the plan uses are none.
func (a acronyms) learn(text string, v vocabulary) {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
	for from := range words {
		initials := ""
		for to := from; to < len(words) && to-from < longestAcronym; to++ {
			initials += fold(words[to])[:1]
			if _, word := v.weights[initials]; word && hasVowel(initials) || len(initials) < shortestAcronym {
				continue
			}
			phrase := strings.Join(words[from:to+1], " ")
			if known, twice := a[initials]; twice && fold(known) != fold(phrase) {
				phrase = ""
			}
			a[initials] = phrase
		}
	}
}

// writeOut writes the acronyms in a label out. A word is one when it stands in
// capitals among others that do not, or has no vowel.
func (a acronyms) writeOut(label string) string {
	words := strings.Fields(label)
	shouted := strings.ToUpper(label) == label
	for i, word := range words {
		bare := strings.Trim(word, ".,;:()")
		if bare == "" || shouted && hasVowel(bare) || bare != strings.ToUpper(bare) && hasVowel(bare) {
			continue
		}
		if phrase := a[fold(bare)]; phrase != "" {
			words[i] = strings.Replace(word, bare, phrase, 1)
		}
	}
	return strings.Join(words, " ")
}

func hasVowel(word string) bool { return strings.ContainsAny(fold(word), "aeiou") }
