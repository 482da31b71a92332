package validate

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold returns s as names are compared when spelling does not matter: lower
// case without diacritics (đ is d), without punctuation other than "%", "/"
// and marks between digits, one space between words, and with the two
// spellings of a final i/y made one (tỷ and tỉ, kỹ and kĩ, quý and quí).
// Compatibility forms are decomposed, so m² is m2.
func fold(s string) string { return joinWords(plain(s), foldWord) }

// exact returns s as names are compared when diacritics matter: fold, but with
// the diacritics kept. Where in its syllable a tone mark sits does not count
// (hoà is hòa, luỹ is lũy). The result is a key for comparing, not for showing.
func exact(s string) string { return joinWords(marked(s), exactWord) }

// plain returns s in lower case without diacritics, its punctuation kept and
// its white space collapsed.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	return clean(s, func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ', r == 'ð':
			return 'd'
		}
		return r
	})
}

// marked returns s in lower case and decomposed, its punctuation and
// diacritics kept and its white space collapsed.
func marked(s string) string {
	if isPlain(s) {
		return s
	}
	return clean(s, func(r rune) rune {
		if r == 'ð' { // a common slip for đ
			return 'đ'
		}
		return r
	})
}

// isPlain reports whether clean would leave s as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return !strings.Contains(s, "  ") && strings.TrimSpace(s) == s
}

// clean decomposes s, lowers its letters, drops invisible characters, passes
// the rest through each and collapses white space. Bytes that are no UTF-8
// become U+FFFD first: norm does not decompose a letter that follows one.
func clean(s string, each func(rune) rune) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		case unicode.Is(unicode.Pd, r), r == '−':
			return '-'
		}
		return each(unicode.ToLower(r))
	}, norm.NFKD.String(strings.ToValidUTF8(s, "\uFFFD")))
	return strings.Join(strings.Fields(s), " ")
}

// joinWords cuts s into words, passes each through word and joins them with
// single spaces. Slashes join what they stand between.
func joinWords(s string, word func(string) string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, w := range strings.FieldsFunc(separate(s), unicode.IsSpace) {
		if b.Len() > 0 && w[0] != '/' && !strings.HasSuffix(b.String(), "/") {
			b.WriteByte(' ')
		}
		b.WriteString(word(w))
	}
	return b.String()
}

// separate puts a space for every punctuation mark that carries no meaning,
// and for marks on no letter, and spaces around slashes.
func separate(s string) string {
	runes := []rune(s)
	var b strings.Builder
	b.Grow(len(s) + 8)
	inWord := false
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '%', unicode.Is(unicode.Mn, r) && inWord,
			strings.ContainsRune(".,-=", r) && betweenDigits(runes, i):
			b.WriteRune(r)
			inWord = true
			continue
		case r == '/':
			b.WriteString(" / ")
		default:
			b.WriteByte(' ')
		}
		inWord = false
	}
	return b.String()
}

func betweenDigits(runes []rune, i int) bool {
	return i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
}

// foldWord makes the final y of a syllable that is also written with i an i.
func foldWord(w string) string {
	switch w {
	case "ty", "ky", "ly", "my", "sy", "hy", "quy", "thy":
		return w[:len(w)-1] + "i"
	}
	return w
}

// exactWord moves the tone marks of a word to its end and applies foldWord to
// the rest.
func exactWord(w string) string {
	var letters, tones []rune
	for _, r := range w {
		if isTone(r) {
			tones = append(tones, r)
		} else {
			letters = append(letters, r)
		}
	}
	return foldWord(string(letters)) + string(tones)
}

// isTone reports whether r is one of the five Vietnamese tone marks as a
// combining character: huyền, sắc, ngã, hỏi, nặng.
func isTone(r rune) bool {
	switch r {
	case 0x0300, 0x0301, 0x0303, 0x0309, 0x0323:
		return true
	}
	return false
}
