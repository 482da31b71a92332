package validate

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

	"thidua/plan"
)

// match is the answer to whose row a label heads.
type match struct {
	Indicator  *plan.Indicator // nil when unknown or ambiguous
	Score      float64         // of the indicator: 1 is certain
	How        string          // one of the by constants, "" when Indicator is nil
	Ambiguous  bool            // several indicators are meant equally
	Candidates []plan.Code     // ambiguous: all that tie; unknown: at most 3, the nearest first
}

// How an indicator was found.
const (
	byCode    = "code"
	byName    = "name"    // the name or an alias, spelled the same
	byFold    = "fold"    // the same but for diacritics, case, punctuation or spaces
	byParent  = "parent"  // the heading above and the label together are a name
	byNear    = "near"    // nearly the same
	byContext = "context" // of several, the only one in the section named above the row
	byUnit    = "unit"    // of several, the only one that the unit reports
)

// Limits of what is taken for a name. They were set so that no name of the
// example plan, misspelled, is taken for another one.
const (
	leastScore     = 0.75 // of a label that is nearly a name: the share of the name that it says
	nearlySame     = 0.15 // two indicators whose scores differ by less tie
	mostSlips      = 2    // misspelled words in one label
	leastWords     = 6    // a name of so many words may lack one in a label, one of twice as many two
	slipCost       = 0.97
	almostCertain  = 0.99 // the highest score of what is not the same
	leastOverlap   = 0.4  // from which an unknown label's indicator is a candidate
	mostCandidates = 3
	maxLabelBytes  = 600 // longer labels are sentences
	maxLabelWords  = 40  // so are those with more words
	maxCompared    = 5000
)

// matcher finds the indicators of a plan by code and by name. It remembers
// the labels it has seen and is for one goroutine.
type matcher struct {
	*nameIndex
	unit     plan.UnitID
	seen     map[string]match
	compared int // labels compared with every name, at most maxCompared
}

func newMatcher(names *nameIndex, unit plan.UnitID) *matcher {
	return &matcher{nameIndex: names, unit: unit, seen: map[string]match{}}
}

// nameIndex is what a plan's indicators may be called. It is read-only once
// built, so that one serves every grid.
type nameIndex struct {
	plan       *plan.Plan
	codes      map[string][]int // by codeKey, as indexes of plan.Indicators
	exact      map[string][]int // by exactKey of name and aliases
	fold       map[string][]int // by foldKey
	tight      map[string][]int // by tightKey
	names      [][]weighed      // of each indicator
	vocabulary vocabulary
	acronyms   acronyms
}

func newNameIndex(p *plan.Plan) *nameIndex {
	m := &nameIndex{
		plan:  p,
		codes: map[string][]int{}, exact: map[string][]int{}, fold: map[string][]int{}, tight: map[string][]int{},
	}
	names := make([][]name, len(p.Indicators))
	for i := range p.Indicators {
		x := &p.Indicators[i]
		add(m.codes, codeKey(string(x.Code)), i)
		for _, text := range append([]string{x.Name}, x.Aliases...) {
			names[i] = m.index(i, newName(text), names[i])
		}
	}
	for i := range p.Indicators {
		if n := shortName(p.Indicators[i].Name); len(m.fold[n.foldKey()]) == 0 {
			names[i] = m.index(i, n, names[i])
		}
	}
	m.vocabulary = newVocabulary(names)
	m.acronyms = newAcronyms(p, m.vocabulary)
	for i := range names {
		m.names = append(m.names, nil)
		for _, n := range names[i] {
			m.names[i] = append(m.names[i], m.vocabulary.weigh(n))
		}
	}
	return m
}

// index makes a name of indicator i known and adds it to the others.
func (m *nameIndex) index(i int, n name, names []name) []name {
	if len(n.fold) == 0 {
		return names
	}
	add(m.exact, n.exactKey(), i)
	add(m.fold, n.foldKey(), i)
	add(m.tight, n.tightKey(), i)
	return append(names, n)
}

// shortName returns a name without the remark in brackets at its end. An
// indicator may be called by it unless it is another one's name.
func shortName(text string) name {
	if short, remark := splitMeasure(text); remark != "" && strings.HasSuffix(text, ")") {
		return newName(short)
	}
	return name{}
}

// add puts i under key once.
func add(index map[string][]int, key string, i int) {
	if !slices.Contains(index[key], i) {
		index[key] = append(index[key], i)
	}
}

// match returns the indicator that a row is about, by its code, else by its
// label: the same name or alias, the same but for spelling, or nearly the
// same. A code and a name that contradict each other are ambiguous. path holds
// the headings above the row, from the top.
//
// Where several indicators are meant equally, the only one whose section the
// path names is taken, else the only one that the unit reports; How says so.
func (m *matcher) match(code, label string, path []string) match {
	key := strings.Join(append([]string{code, label}, path...), "\x00")
	found, seen := m.seen[key]
	if !seen {
		found = m.find(code, label, path)
		if x := found.Indicator; x != nil && m.isOfAnotherYear(label, x) {
			found = match{Candidates: []plan.Code{x.Code}}
		}
		m.seen[key] = found
	}
	return found
}

func (m *matcher) find(code, label string, path []string) match {
	if len(m.plan.Indicators) == 0 {
		return match{}
	}
	if len(label) > maxLabelBytes {
		label = ""
	}
	coded, ok := m.findCode(code)
	if !ok {
		if c, rest := splitCode(label); c != "" {
			if coded, ok = m.findCode(c); ok {
				label = rest
			}
		}
	}
	named := m.findName(label, path)
	switch x := &m.plan.Indicators[coded]; {
	case !ok:
		return named
	case named.Indicator == x, named.Indicator == nil && !named.Ambiguous, slices.Contains(named.Candidates, x.Code):
		return match{Indicator: x, Score: 1, How: byCode}
	case named.Ambiguous:
		return match{Ambiguous: true, Candidates: append([]plan.Code{x.Code}, named.Candidates...)}
	default:
		return match{Ambiguous: true, Candidates: []plan.Code{x.Code, named.Indicator.Code}}
	}
}

// isOfAnotherYear reports whether a label ends in a year that is neither the
// plan's nor in a name of the indicator: "Trồng rừng năm 2023".
func (m *matcher) isOfAnotherYear(label string, x *plan.Indicator) bool {
	g := ofAYear.FindStringSubmatch(label)
	if g == nil || number(g[1]) == m.plan.Year {
		return false
	}
	return !slices.ContainsFunc(append([]string{x.Name}, x.Aliases...), func(name string) bool { return strings.Contains(name, g[1]) })
}

// findCode returns the one indicator of a code however it is punctuated, as an
// index of plan.Indicators.
func (m *matcher) findCode(code string) (i int, ok bool) {
	if len(code) > maxLabelBytes || code == "" {
		return 0, false
	}
	found := m.codes[codeKey(code)]
	if len(found) != 1 {
		return 0, false
	}
	return found[0], true
}

var leadingZeros = regexp.MustCompile(`(^|\D)0+(\d)`)

// codeKey makes "LN-01", "ln 01", "LN01" and "LN.1" the same.
func codeKey(code string) string {
	key := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" /.,-=%_", r) {
			return -1
		}
		return r
	}, fold(code))
	return leadingZeros.ReplaceAllString(key, "$1$2")
}

var codeInFront = regexp.MustCompile(`^\s*[\[(]?\s*(\pL{1,8}[-–._ ]?\d{1,4})\s*[\])]?(?:\s*[-–:.]\s*|\s+|$)(.*)$`)

// splitCode cuts what may be a code off the front of a label, as in
// "LN-01: Trồng rừng".
func splitCode(label string) (code, rest string) {
	g := codeInFront.FindStringSubmatch(label)
	if g == nil {
		return "", label
	}
	return g[1], g[2]
}

// findName returns the indicator that a label names.
func (m *matcher) findName(label string, path []string) match {
	tied, how, n := m.lookUpLabel(label)
	switch {
	case tied != nil:
		return m.settle(tied, 1, how, path)
	case len(n.fold) == 0:
		return match{}
	case len(path) > 0:
		if tied := m.lookUpUnder(path[len(path)-1], n); tied != nil {
			return m.settle(tied, almostCertain, byParent, path)
		}
	}
	return m.near(n, path)
}

// lookUpUnder returns the indicators whose name is a heading and the label
// under it together: "Số xã đạt chuẩn" > "- Nâng cao".
func (m *nameIndex) lookUpUnder(heading string, label name) []int {
	_, _, above := m.lookUpLabel(heading)
	tied, _ := m.lookUp(above.and(label))
	return tied
}

// trimEnd returns a label without the measure or the target at its end, as in
// "Trồng rừng (ha)" or "Trồng rừng trên 9.000 ha"; "" when it has neither.
func (m *nameIndex) trimEnd(label string) string {
	if i := strings.IndexAny(label, "0123456789"); i > 0 && m.isTarget(bareTarget(strings.TrimRight(label[i:], ") "))) {
		return comparator.ReplaceAllString(label[:i], "")
	}
	short, measure := splitMeasure(label)
	if _, ok := findMeasure(m.plan, measure); ok {
		return short
	}
	return ""
}

var comparator = regexp.MustCompile(`(?i)[\s,:(]*(?:trên|dưới|đạt|khoảng|từ|ít nhất|tối thiểu|hơn|≥|>|<|≤)*\s*$`)

// isTarget reports whether a text is a figure in a measure of the plan.
func (m *nameIndex) isTarget(text string) bool {
	readings := parseNumber(text, "")
	if len(readings) == 0 {
		return false
	}
	_, ok := findMeasure(m.plan, readings[0].Measure)
	return ok
}

// knows reports whether a text is a code or a name of some indicator.
func (m *matcher) knows(text string) bool {
	if _, coded := m.findCode(text); coded {
		return true
	}
	found, _, _ := m.lookUpLabel(text)
	return found != nil
}

// lookUpLabel is lookUp of a label as it stands, without the measure or the
// target at its end, and with its acronyms written out; n is the name that is
// compared where nothing is found.
func (m *nameIndex) lookUpLabel(label string) (found []int, how string, n name) {
	n = newName(label)
	if found, how = m.lookUp(n); found != nil {
		return found, how, n
	}
	if short := m.trimEnd(label); short != "" {
		label, n = short, newName(short)
		if found, how = m.lookUp(n); found != nil {
			return found, how, n
		}
	}
	if long := m.acronyms.writeOut(label); long != label {
		n = newName(long)
		found, how = m.lookUp(n)
	}
	return found, how, n
}

// lookUp returns the indicators that have this name, nil when none does.
func (m *nameIndex) lookUp(n name) (found []int, how string) {
	if found := m.exact[n.exactKey()]; found != nil {
		return found, byName
	}
	if found := m.fold[n.foldKey()]; found != nil {
		return found, byFold
	}
	return m.tight[n.tightKey()], byFold
}

// near returns the indicator with a name that is nearly the label, or those
// that come nearest. An indicator of which the label leaves too much unsaid is
// named as a candidate and not taken. A sheet with more unknown labels than any report has is
// not compared to its end.
func (m *matcher) near(label name, path []string) match {
	if m.compared++; m.compared > maxCompared || len(label.fold) > maxLabelWords {
		return match{}
	}
	all := m.compareAll(label)
	best := 0.0
	for _, r := range all {
		best = max(best, r.score)
	}
	if best < leastScore {
		return match{Candidates: m.nearest(all)}
	}
	var tied []int
	for i, r := range all {
		if r.score > best-nearlySame {
			tied = append(tied, i)
		}
	}
	found := m.settle(tied, best, byNear, path)
	for _, i := range tied {
		if found.Indicator == &m.plan.Indicators[i] && !all[i].full {
			return match{Candidates: m.codesOf(tied)}
		}
	}
	if rivals := m.rivals(tied, all); found.Indicator != nil && len(rivals) > 0 {
		return m.settle(append(tied, rivals...), best, byNear, path)
	}
	return found
}

// rivals returns the indicators that a label could mean as well as those that
// it comes nearest to: both have words of their own where it has none, as
// "đường tỉnh làm mới" and "đường giao thông nông thôn làm mới" have for
// "đường làm mới".
func (m *matcher) rivals(nearest []int, all []resemblance) []int {
	var rivals []int
	for i, r := range all {
		if r.score == 0 || slices.Contains(nearest, i) {
			continue
		}
		if slices.ContainsFunc(nearest, func(k int) bool { return all[k].gaps&r.gaps != 0 }) {
			rivals = append(rivals, i)
		}
	}
	return rivals
}

// resemblance is how much a label is like the names of an indicator.
type resemblance struct {
	score   float64 // how well the best name fits, 0 when the indicator cannot be meant
	full    bool    // a name that fits is said but for a word of many
	overlap float64 // how much they have in common at all
	gaps    uint64  // before which words of the label the best name has telling ones that it leaves out, a bit each
}

// compareAll compares a label with every indicator. A label that says what is
// counted ("diện tích", "tỷ lệ", "số") can only mean an indicator of which
// some name says so too; beside its names that do not say, these words are no
// part of the label.
func (m *matcher) compareAll(label name) []resemblance {
	all := make([]resemblance, len(m.names))
	full := m.vocabulary.question(label)
	bare := full
	if label.head != "" {
		bare = m.vocabulary.question(label.withoutHead())
	}
	for i, names := range m.names {
		r := &all[i]
		sameHead := label.head == "" || slices.ContainsFunc(names, func(n weighed) bool { return n.head == label.head })
		for _, n := range names {
			q := full
			if n.head == "" {
				q = bare
			}
			l := m.vocabulary.compare(q, n)
			r.overlap = max(r.overlap, l.overlap)
			if !sameHead || l.strange || l.slips > mostSlips {
				continue
			}
			score := min(almostCertain, l.coverage) * math.Pow(slipCost, float64(l.slips))
			if score > r.score {
				r.score, r.gaps = score, l.gaps
			}
			r.full = r.full || score >= leastScore && l.left*leastWords <= len(n.fold)
		}
	}
	return all
}

// nearest returns the indicators with the highest overlaps.
func (m *matcher) nearest(all []resemblance) []plan.Code {
	var order []int
	for i, r := range all {
		if r.overlap >= leastOverlap {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].overlap, all[a].overlap) })
	return m.codesOf(order[:min(len(order), mostCandidates)])
}

func (m *matcher) codesOf(indicators []int) []plan.Code {
	var codes []plan.Code
	for _, i := range indicators {
		codes = append(codes, m.plan.Indicators[i].Code)
	}
	return codes
}

// settle chooses among indicators that a label means equally.
func (m *matcher) settle(tied []int, score float64, how string, path []string) match {
	if len(tied) > 1 {
		if inside := keep(tied, func(i int) bool { return m.isUnder(i, path) }); len(inside) == 1 {
			tied, how = inside, byContext
		} else if owed := keep(tied, m.isOwed); len(owed) == 1 {
			tied, how = owed, byUnit
		}
	}
	if len(tied) > 1 {
		return match{Ambiguous: true, Candidates: m.codesOf(tied)}
	}
	return match{Indicator: &m.plan.Indicators[tied[0]], Score: score, How: how}
}

func keep(indicators []int, is func(i int) bool) []int {
	return slices.DeleteFunc(slices.Clone(indicators), func(i int) bool { return !is(i) })
}

func (m *matcher) isOwed(i int) bool {
	return slices.Contains(m.plan.Indicators[i].Reporters, m.unit)
}

// isUnder reports whether the headings above a row name the section of
// indicator i or its campaign: all that a heading says, fillers aside, is in
// one of these names.
func (m *matcher) isUnder(i int, path []string) bool {
	var titles []string
	if s := m.plan.Section(m.plan.Indicators[i].Section); s != nil {
		titles = append(titles, s.Name)
		for _, c := range m.plan.Campaigns {
			if c.ID == s.Campaign {
				titles = append(titles, c.Name, c.Text)
			}
		}
	}
	return slices.ContainsFunc(path, func(heading string) bool {
		return slices.ContainsFunc(titles, func(title string) bool { return m.says(title, heading) })
	})
}

// says reports whether a title has every telling word of a heading.
func (m *matcher) says(title, heading string) bool {
	words, told := newName(title).fold, 0
	h := newName(heading)
	for i, w := range h.fold {
		if m.vocabulary.isFiller(h, i) || w == "linh" || w == "vuc" {
			continue
		}
		if !slices.Contains(words, w) {
			return false
		}
		told++
	}
	return told > 0
}

// partOf reports whether the label of a row under ratio x names its numerator
// or its denominator: one of the plan's labels, give or take a slip, or
// "tử số" and "mẫu số".
func partOf(x *plan.Indicator, label string) (numerator, denominator bool) {
	if len(label) > maxLabelBytes {
		return false, false
	}
	numerator, denominator = namesParts(x, label)
	n := newName(label)
	return numerator || n.startsWith(newName("tử số")), denominator || n.startsWith(newName("mẫu số"))
}

// namesParts is partOf by the plan's labels alone.
func namesParts(x *plan.Indicator, label string) (numerator, denominator bool) {
	if len(label) > maxLabelBytes {
		return false, false
	}
	short, _ := splitMeasure(label)
	for _, text := range []string{label, short} {
		n := newName(text)
		numerator = numerator || namesPart(x.Numerator, n)
		denominator = denominator || namesPart(x.Denominator, n)
	}
	return numerator, denominator
}

// namesPart reports whether a label is one of the plan's for a part of a ratio.
// "Số" in front is left out as often as not.
func namesPart(parts []string, label name) bool {
	return slices.ContainsFunc(parts, func(part string) bool {
		n, asked := newName(part), label
		if n.head == "" {
			asked = label.withoutHead()
		}
		if n.tightKey() == asked.tightKey() {
			return true
		}
		words := newVocabulary([][]name{{n}})
		found := words.compare(words.question(asked), words.weigh(n))
		return !found.strange && found.slips <= 1 && found.coverage == 1
	})
}
