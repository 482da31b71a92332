package validate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"thidua/plan"
)

// parsePeriod reads a text that is a period and nothing else, such as
// "Tháng 5", "T5/2024", "5-2024", "Quý II", "6 tháng đầu năm", "9T", "2024" or
// "đến 31/5/2024", which is as of May. A period that names no year is of the
// given year. A bare "5" is no period: under a header that says "Tháng" the
// caller reads "Tháng 5".
func parsePeriod(text string, year int) (plan.Period, bool) {
	s, ok := parseSpan(text, year)
	return s.period, ok
}

// findPeriod finds the period that a title or the name of a tab speaks of, the
// first when there are several; "tháng 5 năm 2024" goes before "năm 2024"
// wherever it stands. Dates count only as in "tính đến ngày 31/5/2024":
// neither the date of a letter nor the number of a document is a period, nor
// is anything after "so với" or "cùng kỳ".
func findPeriod(text string, year int) (plan.Period, bool) {
	s, ok := findSpan(text, year)
	return s.period, ok
}

// span is a period as it was said.
type span struct {
	period plan.Period
	// cumulative is set when the words count from the start of the year: "5
	// tháng đầu năm", "tháng 1 - 5", "đến 31/5".
	cumulative bool
	// cutOff is set when a date ends the span: "đến 31/5" may only say when
	// the figures were taken.
	cutOff bool
}

// Longer texts are not searched for periods.
const maxTitleBytes = 1000

// spanForm is one way in which people write a span. Patterns are anchored at
// the start and match text in tokens, see tokens.
type spanForm struct {
	pattern *regexp.Regexp
	// read makes a span of the groups of a match; its Year is 0 when the form
	// does not hold it. A zero span is none, as "tháng 13" is.
	read func(g []string) span
}

const (
	monthWord = `(?:thang|thg|th|t)(?: \.)?`
	aDate     = `(\d{1,2}) (?:/|-|\.|thang) (\d{1,2})(?: (?:/|-|\.|nam|, nam) ((?:19|20)\d{2}))?`
	aYear     = `((?:19|20)\d{2})`
	upTo      = `(?:den|toi)(?: het)?(?: ngay)? `
	aWindow   = `tu (?:ngay )?` + aDate + ` ` + upTo + aDate
	// carriedOut is "thực hiện" abbreviated, which before a figure looks like a
	// month: "TH 5 tháng" is five months, "TH 5" alone is May.
	carriedOut = `(?:th )?`
)

// spanForms are tried in this order at each place of a text.
var spanForms = []spanForm{
	form(aYear+` - 9 m`, func(g []string) span { return inYear(runSpan(1, 9), g[1]) }),
	form(aYear+` - (\d{1,2})`, func(g []string) span { return monthSpan(g[2], g[1]) }),
	form(aYear+` - (q|h) ([1-4])`, func(g []string) span { return partSpan(g[2], g[3], g[1]) }),
	form(aWindow, windowSpan),
	form(upTo+aDate, func(g []string) span { return upToMonth(g[2], g[3]) }),
	form(carriedOut+`(?:nua|(?:0?6|sau) (?:thang|t)) dau nam`, func([]string) span { return runSpan(1, 6) }),
	form(carriedOut+`(?:nua|(?:0?6|sau) (?:thang|t)) cuoi nam`, func([]string) span { return runSpan(7, 12) }),
	form(carriedOut+`0?3 (?:thang|t) cuoi nam`, func([]string) span { return runSpan(10, 12) }),
	form(carriedOut+`(\d{1,2}|ba|sau|chin) (?:thang|t)(?: dau nam)?`, func(g []string) span { return runSpan(1, number(g[1])) }),
	form(monthWord+` ?(\d{1,2})(?: / (?:19|20)\d{2})? (?:-|den|den het) (?:`+monthWord+` )?(\d{1,2})`,
		func(g []string) span { return runSpan(number(g[1]), number(g[2])) }),
	form(monthWord+` ?(\d{1,2})`, func(g []string) span { return monthSpan(g[1], "") }),
	form(`thang (gieng|mot|hai|ba|tu|nam nam|sau|bay|tam|chin|muoi mot|muoi hai|muoi|chap)`,
		func(g []string) span { return span{period: plan.MonthOf(0, namedMonth(g[1]))} }),
	form(`(?:qu[yi]|q(?: \.)?) ?(iv|i{1,3}|[1-4])`, func(g []string) span { return partSpan("q", g[1], "") }),
	form(`h ([12])`, func(g []string) span { return partSpan("h", g[1], "") }),
	form(`(\d{1,2}) [/.-] `+aYear, func(g []string) span { return monthSpan(g[1], g[2]) }),
	form(aYear+` / (\d{1,2})`, func(g []string) span { return monthSpan(g[2], g[1]) }),
}

// yearForms are weaker than spanForms.
var yearForms = []spanForm{
	form(`(?:nam|n) `+aYear, func(g []string) span { return inYear(runSpan(1, 12), g[1]) }),
	form(`(?:ca|trong|toan|het) nam`, func([]string) span { return runSpan(1, 12) }),
}

// dateForms are periods only where nothing else stands: in a cell of dates.
var dateForms = []spanForm{
	form(`(?:ngay )?\d{1,2} (?:/|-|\.|thang) (\d{1,2}) (?:/|-|\.|nam|, nam) `+aYear, func(g []string) span { return monthSpan(g[1], g[2]) }),
	form(aYear, func(g []string) span { return inYear(runSpan(1, 12), g[1]) }),
}

var (
	// skipForms match what looks like a period in a title and is none.
	skipForms = []*regexp.Regexp{
		regexp.MustCompile(`^(?:so (?:: )?)?\d+ (?:/ \d{4} )?/ [a-z]+\b`), // 08/2019/NQ-HĐND
		regexp.MustCompile(`^so (?:: )?\d+ / \d+\b`),
		regexp.MustCompile(`^(?:ngay )?\d{1,2} / \d{1,2} / \d{4}\b`),
		regexp.MustCompile(`^ngay (?:\d{1,2} )?thang (?:\d{1,2}\b)?`),
		regexp.MustCompile(`^\d{1,2} thang \d{1,2}\b`),
		regexp.MustCompile(`^(?:bieu|mau|phu luc|pl)(?: so)? \d{1,2} / (?:19|20)\d{2}\b`),
		// "tháng 5 và 6", which is neither
		regexp.MustCompile(`^` + monthWord + ` ?\d{1,2} (?:\+|&|va|,) (?:` + monthWord + ` )?(?:0?[1-9]|1[0-2])(?: [^tb]|$)`),
		regexp.MustCompile(`^ngay \d{1,2} [/.-] \d{1,2}\b`),
	}
	window     = regexp.MustCompile(`^` + aWindow + `\b`)
	comparison = regexp.MustCompile(`\b(?:cung ky|cung ki|so voi)\b.*$`)
	filler     = regexp.MustCompile(`^(?:(?:ky|ki|trong|bao cao|so lieu|luy ke|tinh) )+`)
	yearAfter  = regexp.MustCompile(`^ (?:(?:/|-|\.|,) )?(?:(?:nam|n) (?:\. )?)?((?:19|20)\d{2})\b|^ / (\d{2})\b`)
	namedYear  = regexp.MustCompile(`\bnam ((?:19|20)\d{2})\b`)
)

func form(pattern string, read func(g []string) span) spanForm {
	return spanForm{regexp.MustCompile(`^` + pattern + `\b`), read}
}

// tokens returns the plain form of s with a space between words, figures and
// marks: "T5/2024" is "t 5 / 2024".
func tokens(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range plain(s) {
		if r == '(' || r == ')' || r == '"' || r == '\'' || r == '[' || r == ']' {
			r = ' '
		}
		if kind(r) != kind(last) || kind(r) == 'm' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// kind tells letters, digits, space and marks apart.
func kind(r rune) byte {
	switch {
	case unicode.IsLetter(r):
		return 'l'
	case unicode.IsDigit(r):
		return 'd'
	case r == ' ', r == 0:
		return ' '
	}
	return 'm'
}

// parseSpan reads a text that is a span and nothing else.
func parseSpan(text string, year int) (span, bool) {
	if len(text) > maxTitleBytes {
		return span{}, false
	}
	t := strings.Trim(tokens(text), " :.,;-")
	if t == "thang nam" && !strings.ContainsAny(text, "/,-&") {
		return span{period: plan.MonthOf(year, 5)}, true
	}
	for _, t := range []string{t, filler.ReplaceAllString(t, "")} {
		for _, forms := range [][]spanForm{spanForms, yearForms, dateForms} {
			if s, rest, ok := matchForms(forms, t); ok && rest == "" {
				return s.orIn(year), true
			}
		}
	}
	return span{}, false
}

// findSpan finds the first span in a text, or else the first year.
func findSpan(text string, year int) (span, bool) {
	if len(text) > maxTitleBytes {
		return span{}, false
	}
	t := comparison.ReplaceAllString(tokens(text), "")
	if years := namedYear.FindAllStringSubmatch(t, -1); len(years) == 1 {
		year = number(years[0][1])
	}
	for _, forms := range [][]spanForm{spanForms, yearForms} {
		for rest := t; rest != ""; rest = next(rest) {
			if s, _, ok := matchForms(forms, rest); ok && !skipped(rest) {
				return s.orIn(year), true
			}
		}
	}
	return span{}, false
}

// next returns a text without its first token, or without what a skip form or
// a window that is no period matches at its start.
func next(t string) string {
	for _, p := range append(skipForms, window) {
		if found := p.FindString(t); found != "" {
			return strings.TrimLeft(t[len(found):], " ")
		}
	}
	_, rest, _ := strings.Cut(t, " ")
	return rest
}

// skipped reports whether a skip form matches at the start of a text.
func skipped(t string) bool {
	return slices.ContainsFunc(skipForms, func(p *regexp.Regexp) bool { return p.MatchString(t) })
}

// matchForms reads the span at the start of a text and returns what follows.
func matchForms(forms []spanForm, t string) (s span, rest string, ok bool) {
	for _, f := range forms {
		g := f.pattern.FindStringSubmatch(t)
		if g == nil {
			continue
		}
		if s = f.read(g); s.period.IsZero() {
			continue
		}
		rest = t[len(g[0]):]
		if y := yearAfter.FindStringSubmatch(rest); y != nil && s.period.Year == 0 {
			s, rest = inYear(s, y[1]+y[2]), rest[len(y[0]):]
		}
		return s, rest, true
	}
	return span{}, t, false
}

// orIn puts a span that names no year in the given one.
func (s span) orIn(year int) span {
	if s.period.Year == 0 {
		s.period.Year = year
	}
	return s
}

// inYear puts a span in a year of four or two digits; "" leaves it as it is.
func inYear(s span, year string) span {
	if len(year) == 2 {
		year = "20" + year
	}
	if !s.period.IsZero() {
		s.period.Year = number(year)
	}
	return s
}

func monthSpan(month, year string) span {
	m := number(month)
	if m < 1 || m > 12 {
		return span{}
	}
	return inYear(span{period: plan.MonthOf(0, m)}, year)
}

func upToMonth(month, year string) span {
	s := monthSpan(month, year)
	s.cumulative, s.cutOff = !s.period.IsZero(), true
	return s
}

// lateStart is the day from which a reporting window belongs to the month
// after the one that it begins in.
const lateStart = 15

// windowSpan returns the span from one day to another, of the groups of two
// dates: "từ 26/4 đến 25/5" is May, "từ 15/12/2023 đến 14/5/2024" is what has
// run up in the year until May.
func windowSpan(g []string) span {
	from, to := number(g[2]), number(g[5])
	if number(g[1]) >= lateStart {
		from = from%12 + 1
	}
	s := runSpan(from, to)
	if from == to {
		s = monthSpan(g[5], "")
	}
	return inYear(s, g[6])
}

// partSpan returns a quarter ("q") or a half-year ("h").
func partSpan(part, n, year string) span {
	i := number(n)
	if part == "h" {
		if i > 2 {
			return span{}
		}
		return inYear(runSpan(i*6-5, i*6), year)
	}
	return inYear(runSpan(i*3-2, i*3), year)
}

// runSpan returns the months from one to another: a period where the calendar
// of reports has one, else, when counted from January, up to the last month.
func runSpan(from, to int) span {
	months := to - from + 1
	if from < 1 || to > 12 || months < 1 {
		return span{}
	}
	s := span{cumulative: from == 1 && months > 3}
	switch grain := plan.Grain(months); {
	case grain == plan.Quarter && to%3 == 0, grain == plan.HalfYear && to%6 == 0,
		grain == plan.NineMonths && from == 1, grain == plan.Year:
		s.period = plan.Period{Grain: grain, N: to / months}
	case from == 1:
		s.period, s.cumulative = plan.MonthOf(0, to), true
	}
	return s
}

func namedMonth(name string) int {
	switch name {
	case "nam nam":
		return 5
	case "gieng":
		return 1
	case "chap":
		return 12
	}
	return number(name)
}

// number reads digits, a Roman numeral up to four or a Vietnamese number up
// to twelve; 0 is none.
func number(s string) int {
	switch s {
	case "i", "mot":
		return 1
	case "ii", "hai":
		return 2
	case "iii", "ba":
		return 3
	case "iv", "tu":
		return 4
	case "sau":
		return 6
	case "bay":
		return 7
	case "tam":
		return 8
	case "chin":
		return 9
	case "muoi":
		return 10
	case "muoi mot":
		return 11
	case "muoi hai":
		return 12
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
