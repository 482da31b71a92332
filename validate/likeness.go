package validate

import (
	"math"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// vocabulary is the words of a plan's names and how much each of them tells.
type vocabulary struct {
	// weights holds, by folded word, 1 for a word in the names of one
	// indicator alone and 1/√n for one in those of n.
	weights map[string]float64
	words   []string // every word once, in exact form
	folded  []string // the same words in folded form
	fillers map[string]bool
	places  map[string]bool // fillers only after a filler: "toàn huyện" is one, "số huyện" is not
	telling map[string]bool // without these words a name means something else
}

const (
	fillerWeight = 0.1
	// longLabel is the number of words from which a label tells so much that
	// even a short word of it may be a slip.
	longLabel = 5
)

func newVocabulary(indicators [][]name) vocabulary {
	v := vocabulary{
		weights: map[string]float64{},
		fillers: wordSet("của và về cho các được là trên địa bàn toàn kết quả công tác thực hiện chỉ tiêu việc theo tại"),
		places:  wordSet("tỉnh huyện"),
		telling: wordSet("không chưa ngừng ngoài trừ mới thêm"),
	}
	users := map[string]int{}
	for _, names := range indicators {
		var words []string
		for _, n := range names {
			words = append(words, n.fold...)
			v.words = append(v.words, n.exact...)
		}
		slices.Sort(words)
		for _, w := range slices.Compact(words) {
			users[w]++
		}
	}
	for w, n := range users {
		v.weights[w] = 1 / math.Sqrt(float64(n))
	}
	slices.Sort(v.words)
	v.words = slices.Compact(v.words)
	for _, w := range v.words {
		v.folded = append(v.folded, foldMarks(w))
	}
	return v
}

// wordSet returns the words of a text in exact and in folded form.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(exact(text)) {
		set[w], set[foldMarks(w)] = true, true
	}
	return set
}

// weighed is a name with what each of its words tells.
type weighed struct {
	name
	weights []float64
}

func (v vocabulary) weigh(n name) weighed {
	w := weighed{name: n, weights: make([]float64, len(n.fold))}
	for i, word := range n.fold {
		weight, known := v.weights[word]
		switch {
		case v.isFiller(n, i):
			weight = fillerWeight
		case !known:
			weight = 1
		}
		w.weights[i] = weight
	}
	return w
}

// isFiller reports whether word i of a name says nothing.
func (v vocabulary) isFiller(n name, i int) bool {
	return v.fillers[n.exact[i]] || v.places[n.exact[i]] && i > 0 && v.fillers[n.exact[i-1]]
}

// question is a label to be compared with names.
type question struct {
	weighed
	// slips holds, for each word, the folded words of the vocabulary that were
	// perhaps meant. A word that the plan itself uses is no slip of another,
	// and neither are figures.
	slips [][]string
}

func (v vocabulary) question(label name) question {
	q := question{v.weigh(label), make([][]string, len(label.fold))}
	for i, w := range label.fold {
		if _, known := v.weights[w]; known || isDigit(w[0]) {
			continue
		}
		for k, u := range v.words {
			if f := v.folded[k]; isSlip(label, i, u, f) && !slices.Contains(q.slips[i], f) {
				q.slips[i] = append(q.slips[i], f)
			}
		}
	}
	return q
}

// isSlip reports whether word i of a label is one slip of the finger away from
// the word u, folded f: a letter or mark too many, too few or wrong, two of
// them in a long word, or letters in the wrong order. Diacritics count where
// the label has any. A short word is no slip in a short label, where it tells
// too much: "khai thác cỏ" is not "khai thác gỗ".
func isSlip(label name, i int, u, f string) bool {
	w := label.fold[i]
	longest, shortest := max(len(w), len(f)), min(len(w), len(f))
	least, most := 4, 1
	if !label.accented {
		least = 5
	}
	if len(label.fold) >= longLabel {
		least = 2
	}
	if longest >= 8 {
		most = 2
	}
	switch {
	case longest < least, longest-shortest > most:
		return false
	case longest == shortest && sameLetters(w, f):
		return true
	case label.accented:
		return levenshtein.ComputeDistance(label.exact[i], u) <= most
	}
	return levenshtein.ComputeDistance(w, f) <= most
}

func sameLetters(a, b string) bool {
	for i := range len(a) {
		if strings.Count(a, a[i:i+1]) != strings.Count(b, a[i:i+1]) {
			return false
		}
	}
	return true
}

// likeness is how a label compares with one name.
type likeness struct {
	coverage float64 // share of the name that the label says
	overlap  float64 // share of both that they have in common
	slips    int     // words of the label taken for slips
	left     int     // words of the name that the label leaves out, but for fillers and what is counted
	gaps     uint64  // before which words of the label those stand, a bit each
	strange  bool    // the label says what the name does not, or leaves out a "không"
}

// compare lines up the words of a label and of a name in their order.
func (v vocabulary) compare(label question, n weighed) likeness {
	var l likeness
	var common, inName, strayed float64
	paired := make([]bool, len(n.fold))
	pairs := align(label, n)
	for i, j := range pairs {
		switch {
		case j < 0:
			strayed += label.weights[i]
			l.strange = l.strange || !v.isFiller(label.name, i)
			continue
		case label.fold[i] != n.fold[j]:
			l.slips++
		}
		common += n.weights[j]
		paired[j] = true
	}
	for j, w := range n.weights {
		inName += w
		if paired[j] {
			continue
		}
		l.strange = l.strange || v.telling[n.exact[j]]
		if !v.isFiller(n.name, j) && (label.head != "" || !n.inHead(j)) {
			l.left++
			l.gaps |= 1 << gapOf(pairs, j)
		}
	}
	if inName > 0 {
		l.coverage = common / inName
		l.overlap = 2 * common / (common + inName + strayed)
	}
	return l
}

// gapOf returns before which word of a label word j of a name would stand that
// the label leaves out.
func gapOf(pairs []int, j int) int {
	for i, k := range pairs {
		if k > j {
			return i
		}
	}
	return len(pairs)
}

// align pairs the words of a label with words of a name in the same order, so
// that the paired words of the name weigh most. It returns the index of the
// name's word for each word of the label, -1 for none.
func align(label question, n weighed) []int {
	rows, cols := len(label.fold), len(n.fold)
	same := func(i, j int) bool {
		return label.fold[i] == n.fold[j] || slices.Contains(label.slips[i], n.fold[j])
	}
	best := make([]float64, (rows+1)*(cols+1)) // from words i and j on
	at := func(i, j int) *float64 { return &best[i*(cols+1)+j] }
	for i := rows - 1; i >= 0; i-- {
		for j := cols - 1; j >= 0; j-- {
			*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			if same(i, j) {
				*at(i, j) = max(*at(i, j), *at(i+1, j+1)+n.weights[j])
			}
		}
	}
	pairs := make([]int, rows)
	for i, j := 0, 0; i < rows; i++ {
		pairs[i] = -1
		for k := j; k < cols && *at(i, k) > *at(i+1, k); k++ {
			if same(i, k) && *at(i, k) == *at(i+1, k+1)+n.weights[k] {
				pairs[i], j = k, k+1
				break
			}
		}
	}
	return pairs
}
