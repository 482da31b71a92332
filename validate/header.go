package validate

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/plan"
)

// header is what a column's header says about its cells.
type header struct {
	// Role is "" when the header says nothing known. A column that a month
	// alone heads is in-period.
	Role Role
	// Period is zero when the header names none. A year that stands above
	// other headers, or beside "thực hiện", gives none: it says which year the
	// figures are of, not that they are of the whole of it.
	Period plan.Period
	// Basis is "" unless the header says it: figures under "Tháng 5" or "Thực
	// hiện" are what the table's title makes them.
	Basis  plan.Basis
	Status plan.Status // Estimate when it is said, else Official
	Sure   bool        // every word of the lowest level is known
	Bare   bool        // a period and nothing else makes it one of figures
}

// readHeader reads a column's header, from the top level down to the leaf. A
// period that names no year is of the given year, the plan's; a figure of an
// earlier year is one of last year.
//
// Lower levels go before higher ones: under "Tháng 5" > "Lũy kế" stands a
// cumulative figure of May, under "Thực hiện" > "KH" the plan. What turns a
// figure into a comparison is heard from any level: under "So với (%)" > "KH"
// stands a percentage of the plan.
func readHeader(path []string, year int) header {
	levels := distinct(path)
	if len(levels) == 0 {
		return header{Status: plan.Official}
	}
	leaf := levels[len(levels)-1]
	role, sure := fixedRole(fold(leaf))
	switch {
	case role == RoleNumerator || role == RoleDenominator:
		return header{Role: role, Period: readLevels(levels, year).span.period, Status: plan.Official, Sure: sure}
	case role != "" && standsUnder(role, levels[:len(levels)-1]):
		return header{Role: role, Status: plan.Official, Sure: sure}
	}
	return readLevels(withMonth(levels, year), year).header()
}

func readLevels(levels []string, year int) said {
	var all said
	for i, level := range levels {
		all = all.under(readLevel(level, year, i == len(levels)-1))
	}
	return all
}

// distinct returns the levels that say something, without those that a merged
// cell repeats.
func distinct(path []string) []string {
	var levels []string
	for _, level := range path {
		if fold(level) != "" || strings.Contains(level, "%") {
			if len(levels) == 0 || levels[len(levels)-1] != level {
				levels = append(levels, level)
			}
		}
	}
	return levels
}

// standsUnder reports whether a leaf keeps its fixed role under these levels:
// "Chỉ tiêu" under another header is a target, "Tháng" under "Thực hiện" what
// was done in the month.
func standsUnder(role Role, above []string) bool {
	switch role {
	case RoleLabel:
		return len(above) == 0
	case RolePeriod:
		return !slices.ContainsFunc(above, func(level string) bool {
			marks, _ := takePhrases(fold(level))
			return marks&markFamilies != 0
		})
	}
	return true
}

var (
	bareMonth     = regexp.MustCompile(`^0?([1-9]|1[0-2])$`)
	monthsBeneath = regexp.MustCompile(`\bthang(?: trong nam| bao cao)?$`)
)

// withMonth writes out a leaf that is the bare number of a month: "Thực hiện
// các tháng" > "5", or "Quý II" > "5".
func withMonth(levels []string, year int) []string {
	last := len(levels) - 1
	g := bareMonth.FindStringSubmatch(strings.TrimSpace(levels[last]))
	if g == nil || last == 0 {
		return levels
	}
	above := levels[last-1]
	q, ok := parsePeriod(above, year)
	inside := ok && q.Grain != plan.Month && q.First() <= number(g[1]) && number(g[1]) <= q.Last()
	if !inside && !monthsBeneath.MatchString(fold(above)) {
		return levels
	}
	return append(slices.Clone(levels[:last]), "Tháng "+g[1])
}

// fixedRole returns the role of a column that holds no figures, by its whole
// header in folded form; sure is false when the word may mean something else.
func fixedRole(header string) (role Role, sure bool) {
	switch header {
	case "stt", "tt", "so tt", "so thu tu", "thu tu", "s tt":
		return RoleNumber, true
	case "ma", "ma so", "ma ct", "ma chi tieu", "ma so chi tieu", "ma hieu", "ki hieu":
		return RoleCode, true
	case "chi tieu", "ten chi tieu", "cac chi tieu", "chi tieu thi dua", "ten chi tieu thi dua", "chi tieu chu yeu",
		"cac chi tieu chu yeu", "danh muc chi tieu", "noi dung", "noi dung chi tieu", "noi dung thi dua",
		"noi dung cong viec", "chi tieu nhiem vu", "nhiem vu chi tieu", "danh muc", "hang muc", "tieu chi",
		"ten tieu chi", "dien giai":
		return RoleLabel, true
	case "nhiem vu", "linh vuc", "san pham", "ten":
		return RoleLabel, false
	case "dvt", "don vi tinh", "dv tinh", "dvi tinh", "don vi do":
		return RoleMeasure, true
	case "don vi", "dv":
		return RoleMeasure, false
	case "ki", "ki bao cao", "ki so lieu", "thoi gian", "thoi ki", "thang", "qui", "thang bao cao", "thang nam",
		"thang/nam", "thang/qui", "ki/thang", "thang ki":
		return RolePeriod, true
	case "ghi chu", "chu thich", "giai trinh", "nguyen nhan", "li do", "thuyet minh", "y kien", "de xuat",
		"minh chung", "tai lieu kiem chung", "van ban", "so van ban", "so ki hieu", "so ki hieu van ban", "so hieu van ban":
		return RoleNote, true
	case "tu so":
		return RoleNumerator, true
	case "mau so":
		return RoleDenominator, true
	}
	return "", false
}

// said is what the levels of a header say together.
type said struct {
	marks   mark
	span    span
	unread  bool // the leaf holds words that are not known
	foreign int  // -1 when a year before the plan's is named, 1 when a later one
}

// mark is a set of meanings that words of a header have.
type mark uint16

const (
	markPercent    mark = 1 << iota // a share or percentage
	markComparison                  // set against something else
	markReached                     // "đạt", "hoàn thành": a percentage when of a plan
	markDifference                  // more or less than something else
	markPrevious                    // of the period before
	markLastYear
	markPlan
	markActual
	markEstimate
	markInPeriod
	markCumulative
	markAsOf
	markTotal // adds up what stands beside it
)

const (
	markFamilies = markPlan | markActual
	markBases    = markInPeriod | markCumulative | markAsOf | markTotal
)

// phrases lists the words of headers in folded form, longer before shorter
// where one holds the other.
var phrases = []struct {
	words string
	marks mark
}{
	{"thuc hien/ke hoach", markPercent | markPlan},
	{"th/kh", markPercent | markPlan},
	{"th/ke hoach", markPercent | markPlan},
	{"luy ke tu dau nam den nay", markCumulative},
	{"luy ke tu dau nam", markCumulative},
	{"luy ke", markCumulative},
	{"lk", markCumulative},
	{"cong don", markCumulative},
	{"tu dau nam den nay", markCumulative},
	{"tu dau nam", markCumulative},
	{"dau nam den nay", markCumulative},
	{"den nay", markCumulative},
	{"den thang bao cao", markCumulative},
	{"den ki bao cao", markCumulative},
	{"den thang nay", markCumulative},
	{"den ki nay", markCumulative},
	{"tong cong", markTotal},
	{"cong", markTotal},
	{"tong so", markTotal},
	{"toan tinh", markTotal},
	{"toan huyen", markTotal},
	{"toan thanh pho", markTotal},
	{"toan nganh", markTotal},
	{"toan so", markTotal},
	{"toan xa", markTotal},
	{"tong", markTotal},
	{"tang giam", markDifference},
	{"tang/giam", markDifference},
	{"chenh lech", markDifference},
	{"cung ki nam truoc", markLastYear},
	{"cung ki nam ngoai", markLastYear},
	{"cung ki", markLastYear},
	{"ck", markLastYear},
	{"nam truoc", markLastYear},
	{"nam ngoai", markLastYear},
	{"thang truoc", markPrevious},
	{"ki truoc", markPrevious},
	{"qui truoc", markPrevious},
	{"so voi", markComparison},
	{"so sanh", markComparison},
	{"so ke hoach", markComparison | markPlan},
	{"so kh", markComparison | markPlan},
	{"so ck", markComparison | markLastYear},
	{"so cung ki", markComparison | markLastYear},
	{"phan tram", markPercent},
	{"ti le", markPercent},
	{"ti trong", markPercent},
	{"%", markPercent},
	{"tl", markPercent},
	{"uoc luy ke", markEstimate | markActual | markCumulative},
	{"ulk", markEstimate | markActual | markCumulative},
	{"uoc thuc hien", markEstimate | markActual},
	{"uoc tinh", markEstimate | markActual},
	{"uoc dat", markEstimate | markActual},
	{"uoc th", markEstimate | markActual},
	{"uth", markEstimate | markActual},
	{"uoc", markEstimate | markActual},
	{"du kien", markEstimate | markActual},
	{"ket qua thuc hien ke hoach", markActual},
	{"ket qua thuc hien", markActual},
	{"thuc hien ke hoach", markActual},
	{"so thuc hien", markActual},
	{"da thuc hien", markActual},
	{"thuc hien duoc", markActual},
	{"thuc hien", markActual},
	{"th", markActual},
	{"ket qua dat duoc", markActual},
	{"ket qua", markActual},
	{"kq", markActual},
	{"thuc te", markActual},
	{"thuc dat", markActual},
	{"so lieu", markActual},
	{"gia tri", markActual},
	{"so luong", markActual},
	{"khoi luong", markActual},
	{"so bao cao", markActual},
	{"chinh thuc", markActual},
	{"so bo", markEstimate | markActual},
	{"phat sinh trong ki", markActual | markInPeriod},
	{"phat sinh", markActual | markInPeriod},
	{"trong thang", markInPeriod},
	{"trong ki", markInPeriod},
	{"trong qui", markInPeriod},
	{"thang nay", markInPeriod},
	{"ki nay", markInPeriod},
	{"qui nay", markInPeriod},
	{"thang bao cao", markInPeriod},
	{"ki bao cao", markInPeriod},
	{"tai thoi diem", markAsOf},
	{"hien co", markAsOf},
	{"cuoi ki", markAsOf},
	{"hien trang", markAsOf},
	{"co den", markAsOf},
	{"chi tieu duoc giao", markPlan},
	{"chi tieu giao", markPlan},
	{"chi tieu ke hoach", markPlan},
	{"chi tieu kh", markPlan},
	{"ke hoach thang", markPlan | markInPeriod},
	{"ke hoach qui", markPlan | markInPeriod},
	{"kh thang", markPlan | markInPeriod},
	{"kh qui", markPlan | markInPeriod},
	{"ke hoach giao", markPlan},
	{"ke hoach", markPlan},
	{"kh giao", markPlan},
	{"kh", markPlan},
	{"duoc giao", markPlan},
	{"giao", markPlan},
	{"muc tieu", markPlan},
	{"du toan", markPlan},
	{"nghi quyet", markPlan},
	{"nq", markPlan},
	{"dang ki", markPlan},
	{"phan dau", markPlan},
	{"chi tieu", markPlan},
	{"muc do hoan thanh", markReached},
	{"hoan thanh", markReached},
	{"muc dat", markReached},
	{"dat", markReached},
}

var (
	inBrackets = regexp.MustCompile(`[(\[][^()\[\]]*[)\]]`)
	allYear    = regexp.MustCompile(`\b(?:ca|toan|het) nam\b`)
	aBareYear  = regexp.MustCompile(`\b(?:19|20)\d{2}\b`)
	// periodWords are what is left of periods and of dates beside phrases.
	periodWords = regexp.MustCompile(`\b(?:(?:thang|thg|th|t|qui|q|nam|n|ngay|den|toi|het|tinh|dau|cuoi|ca|ki|trong|nua|so|i{1,3}|iv|gieng|mot|hai|ba|tu|sau|bay|tam|chin|muoi|chap)|(?:t|th|q|h)?[\d./=-]+(?:t[\d./]*)?)\b|[%/]`)
)

// readLevel reads one level of a header.
func readLevel(level string, year int, leaf bool) said {
	main := fold(inBrackets.ReplaceAllString(level, " "))
	aside := fold(strings.Join(inBrackets.FindAllString(level, -1), " "))
	var s said
	if setsAgainst(level, year) {
		s.marks = markComparison
		main = strings.ReplaceAll(main, "/", " ")
	}
	marks, main := takePhrases(main)
	beside, _ := takePhrases(strings.ReplaceAll(aside, "%", " "))
	if strings.Contains(aside, "%") && main == "" && marks&^markReached == 0 {
		s.marks |= markPercent
	}
	s.marks |= marks | beside
	s.readYear(level, year, leaf)
	both := s.marks&markInPeriod != 0 && s.marks&markCumulative != 0
	s.unread = both || bareMonth.MatchString(strings.TrimSpace(level)) || strings.TrimSpace(periodWords.ReplaceAllString(main, "")) != ""
	return s
}

var twoYears = regexp.MustCompile(`\b(?:19|20)\d{2} / (?:\pL[^/]* |\d{1,2} (?:t|thang) )?(?:19|20)\d{2}\b`)

// setsAgainst reports whether a level sets one figure against another, as in
// "TH 5 tháng/KH", "T6/T5" and "2024/2023", and is not a date.
func setsAgainst(level string, year int) bool {
	if twoYears.MatchString(tokens(level)) {
		return true
	}
	for i, r := range level {
		if r == '/' && doneAgainst(level[:i], level[i+1:], year) {
			return true
		}
	}
	return false
}

// doneAgainst reports whether what stands before a slash was done and what
// stands after it is a plan, last year or another period.
func doneAgainst(before, after string, year int) bool {
	if !startsWithLetter(after) {
		return false
	}
	done, _ := takePhrases(fold(before))
	against, _ := takePhrases(fold(after))
	_, when := findSpan(before, year)
	other, ok := findSpan(after, year)
	return (done&markActual != 0 || when) &&
		(against&(markPlan|markLastYear) != 0 || ok && other.period.Grain != plan.Year)
}

func startsWithLetter(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(text))
	return unicode.IsLetter(r)
}

// takePhrases returns what the phrases in a folded text mean and what is left
// of the text.
func takePhrases(text string) (marks mark, rest string) {
	rest = " " + text + " "
	for _, p := range phrases {
		if phrase := " " + p.words + " "; strings.Contains(rest, phrase) {
			marks |= p.marks
			rest = strings.ReplaceAll(rest, phrase, "  ")
		}
	}
	return marks, strings.Join(strings.Fields(rest), " ")
}

// readYear reads the period that a level names and tells years other than the
// plan's.
func (s *said) readYear(level string, year int, leaf bool) {
	years := aBareYear.FindAllString(tokens(level), -1)
	named := ""
	if len(years) > 0 {
		named = years[0]
		if s.marks&markComparison != 0 {
			named = slices.Min(years)
		}
	}
	switch y := number(named); {
	case named == "":
	case y < year:
		s.foreign = -1
	case y > year:
		s.foreign = 1
	}
	s.span = levelSpan(level, named, year, leaf, s.marks&(markPlan|markEstimate) != 0)
	if s.span.cumulative && s.span.period.Grain != plan.Year {
		s.marks |= markCumulative
	}
}

// levelSpan returns the span that a level names. A year that is named as a
// number is one only of what is planned or expected, as "cả năm 2024", or
// where the leaf says nothing else.
func levelSpan(level, named string, year int, leaf, planned bool) span {
	if whole, ok := parseSpan(level, year); ok && leaf {
		return whole
	}
	whole := planned || named == "" || allYear.MatchString(plain(level))
	if found, ok := findSpan(level, year); ok && (found.period.Grain != plan.Year || whole) {
		return found
	}
	if planned && (named != "" || strings.HasSuffix(fold(level), " nam")) {
		return inYear(runSpan(1, 12), named).orIn(year)
	}
	return span{}
}

// under adds what a lower level says.
func (s said) under(lower said) said {
	above := s.marks
	if lower.marks&markFamilies != 0 {
		if above&markActual != 0 && above&(markPercent|markComparison) != 0 {
			above &^= markPercent | markComparison
		}
		above &^= markFamilies
	}
	if lower.marks&markBases != 0 {
		above &^= markBases
	}
	if lower.span.period.IsZero() {
		lower.span = s.span
	}
	if lower.foreign == 0 {
		lower.foreign = s.foreign
	}
	lower.marks |= above
	return lower
}

// header returns what was said as a whole.
func (s said) header() header {
	h := header{Period: s.span.period, Status: plan.Official, Sure: !s.unread}
	has := func(m mark) bool { return s.marks&m != 0 }
	switch {
	case has(markInPeriod):
		h.Basis = plan.InPeriod
	case has(markCumulative):
		h.Basis = plan.Cumulative
	case has(markAsOf):
		h.Basis = plan.AsOf
	}
	if has(markEstimate) {
		h.Status = plan.Estimate
	}
	past := has(markLastYear) || s.foreign < 0
	switch {
	case has(markPrevious), s.foreign > 0, has(markPlan) && past && !has(markPercent|markComparison|markDifference|markReached):
		h.Role = RoleIgnored
	case has(markPercent|markComparison|markDifference) && past:
		h.Role = RolePercentOfLastYear
	case has(markPercent|markComparison|markDifference) && has(markPlan|markReached), has(markReached) && has(markPlan):
		h.Role = RolePercentOfPlan
	case has(markPercent) && !s.unread:
		h.Role, h.Sure = RolePercentOfPlan, false
	case has(markComparison | markDifference):
		h.Role = RoleIgnored
	case has(markPercent):
		h.Sure = false
	case past:
		h.Role = RoleSamePeriodLast
	case has(markPlan):
		h.Role = RolePlan
	case has(markEstimate):
		h.Role = RoleEstimate
	case has(markCumulative | markTotal):
		h.Role = RoleCumulative
	case has(markAsOf):
		h.Role = RoleAsOf
	case has(markActual | markInPeriod), !h.Period.IsZero():
		h.Role = RoleInPeriod
		h.Bare = !has(markActual | markInPeriod)
	default:
		h.Sure = false
	}
	return h
}
