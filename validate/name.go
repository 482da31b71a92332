package validate

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// name is a name in the forms in which names are compared. The words of both
// run in parallel.
type name struct {
	exact    []string // in exact form
	fold     []string // in folded form
	accented bool     // some word has a diacritic
	head     string   // what is counted, one of heads, "" when it does not say
}

// newName prepares a name or a label for comparison: without its numbering,
// with the abbreviations of offices written out.
func newName(text string) name {
	var n name
	for _, word := range strings.Fields(exact(trimLead(text))) {
		long := expand(foldMarks(word))
		if long == "" {
			long = word
		} else {
			long = exact(long)
		}
		for _, w := range strings.Fields(long) {
			n.exact = append(n.exact, trimZeros(w))
			n.fold = append(n.fold, trimZeros(foldMarks(w)))
		}
	}
	return n.done()
}

// done sets what follows from the words of a name.
func (n name) done() name {
	n.accented = !slices.Equal(n.exact, n.fold)
	n.head = headOf(n.foldKey())
	return n
}

// and returns the name that the words of two make.
func (n name) and(more name) name {
	return name{exact: slices.Concat(n.exact, more.exact), fold: slices.Concat(n.fold, more.fold)}.done()
}

// exactKey, foldKey and tightKey are forms for look-ups: with diacritics,
// without, and without spaces as well.
func (n name) exactKey() string { return strings.Join(n.exact, " ") }
func (n name) foldKey() string  { return strings.Join(n.fold, " ") }
func (n name) tightKey() string { return strings.Join(n.fold, "") }

// startsWith reports whether a name starts with the words of another; its
// diacritics count when it has any.
func (n name) startsWith(first name) bool {
	words, start := n.exact, first.exact
	if !n.accented {
		words, start = n.fold, first.fold
	}
	return len(words) >= len(start) && slices.Equal(words[:len(start)], start)
}

// heads are the words with which names say what is counted, in folded form.
// "Tổng số" is all there are, where "số" may be those of the period.
var heads = []string{
	"tong so", "dien tich", "san luong", "khoi luong", "ti le", "toc do", "gia tri", "binh quan", "so luong", "so",
}

func headOf(key string) string {
	if !strings.HasPrefix(key, "tong so") {
		key = strings.TrimPrefix(key, "tong ")
	}
	key += " "
	for _, head := range heads {
		if strings.HasPrefix(key, head+" ") {
			return head
		}
	}
	return ""
}

// inHead reports whether word i says what is counted. A share is told from a
// number by nothing but its head, which is then no part that may be left out.
func (n name) inHead(i int) bool {
	return n.head != "ti le" && i < n.headWords()
}

func (n name) headWords() int {
	words := len(strings.Fields(n.head))
	if words > 0 && n.fold[0] == "tong" && n.head != "tong so" {
		words++
	}
	return words
}

// withoutHead returns a name without what it says is counted.
func (n name) withoutHead() name {
	cut := n.headWords()
	return name{exact: n.exact[cut:], fold: n.fold[cut:], accented: n.accented}
}

// foldMarks returns a word in exact form without its diacritics.
func foldMarks(word string) string {
	return foldWord(strings.Map(func(r rune) rune {
		switch {
		case r == 'đ':
			return 'd'
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return r
	}, word))
}

// trimZeros makes 03 and 3 the same.
func trimZeros(word string) string {
	if short := strings.TrimLeft(word, "0"); short != "" && isDigit(short[0]) {
		return short
	}
	return word
}

// expand returns what an abbreviation stands for in the papers of any office,
// "" when it is none. What only one trade says is an alias in its plan.
func expand(word string) string {
	switch word {
	case "bq":
		return "bình quân"
	case "cb":
		return "cán bộ"
	case "ct":
		return "chỉ tiêu"
	case "dt":
		return "diện tích"
	case "hdnd":
		return "hội đồng nhân dân"
	case "htx":
		return "hợp tác xã"
	case "kh":
		return "kế hoạch"
	case "kl":
		return "khối lượng"
	case "ko":
		return "không"
	case "nn":
		return "nông nghiệp"
	case "nq":
		return "nghị quyết"
	case "ntm":
		return "nông thôn mới"
	case "ptnt":
		return "phát triển nông thôn"
	case "qd":
		return "quyết định"
	case "sl":
		return "sản lượng"
	case "sp":
		return "sản phẩm"
	case "th":
		return "thực hiện"
	case "tl":
		return "tỷ lệ"
	case "ttcn":
		return "tiểu thủ công nghiệp"
	case "ubnd":
		return "ủy ban nhân dân"
	case "vb":
		return "văn bản"
	}
	return ""
}

var (
	// numbering is what stands before a label: dashes, "1.", "1.2", "(3)",
	// "a)", "II.", "IV - ".
	numbering = regexp.MustCompile(`^(?:[-–—+*•●▪◦·>\s]+` +
		`|\(?(?:\d{1,2}|[IVXivx]{1,5}|[A-Za-zĐđ])\)\s*` +
		`|(?:\d{1,2}(?:\.\d{1,2})*|[IVXivx]{1,5}|[A-Za-zĐđ])[.:/]\s+` +
		`|\d{1,2}(?:\.\d{1,2})+\s+|\d{1,2}\.\s*` +
		`|(?:\d{1,2}|[IVX]{1,5})\s*-\s+)`)
	ofWhich  = regexp.MustCompile(`(?i)^(?:trong đó|trong do|tđ|trđ)(?:[\s:]+|$)`)
	leadsOn  = regexp.MustCompile(`(?i)[\s,:(–-]+(?:trong đó|trong do|bao gồm|bao gom|gồm|gom|chia ra|cụ thể|cu the)[\s:,)]*$`)
	footnote = regexp.MustCompile(`\s*\((?:\*+|\d)\)\s*$`)
	ofAYear  = regexp.MustCompile(`(?i)\s*[,(]?\s*(?:trong\s+)?(?:năm|nam)\s+((?:19|20)\d{2})[\s).:;]*$`)
)

// trimLead returns a label without numbering, dashes and "Trong đó:" in front,
// and without "trong đó:", a footnote mark or the year at its end.
func trimLead(label string) string {
	label = strings.Join(strings.Fields(norm.NFC.String(label)), " ")
	for {
		short := ofWhich.ReplaceAllString(numbering.ReplaceAllString(label, ""), "")
		if short == label || short == "" {
			break
		}
		label = short
	}
	label = leadsOn.ReplaceAllString(label, "")
	if !strings.ContainsAny(label, "*0123456789") {
		return label
	}
	return ofAYear.ReplaceAllString(footnote.ReplaceAllString(label, ""), "")
}
