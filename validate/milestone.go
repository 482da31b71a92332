package validate

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"thidua/plan"
)

// readMilestone reads the answer to a milestone: whether it is done, the
// number of the document or the address where it is published, and its date
// (ISO 8601, "" when none or impossible). ok is false when the text answers
// nothing.
//
// A document answers yes unless the text says that it is a draft or has been
// submitted only ("dự thảo", "đang trình", Tờ trình), or names it as what is
// being followed. So do a tick, "có", "đạt", "đã ban hành" and a number of
// documents; "chưa", "đang …", 0 and less than 100 % answer no. A text of which
// one part says yes and another no answers nothing.
func readMilestone(text string) (done plan.Done, document, date string, ok bool) {
	if len(text) > maxTitleBytes {
		return plan.NotSaid, "", "", false
	}
	text = tidy(text)
	document, rest := cutDocument(text)
	date = findDate(rest)
	switch says := newName(text); {
	case document != "":
		done = answerOf(document, says)
	case says.anyOf(draftWords):
		done = plan.DoneNo
	case crossMark(text), says.isOneOf(yesWords), isDateAlone(rest):
		done = plan.DoneYes
	default:
		if done = clausesAnswer(text); done == plan.NotSaid {
			done = countDone(text)
		}
	}
	return done, document, date, done != plan.NotSaid
}

var (
	draftWords = []string{
		"dự thảo", "đang trình", "đã trình", "tờ trình", "trình ký", "chờ ký", "chờ phê duyệt", "chưa ban hành", "chưa ký",
		"chưa được", "sẽ ban hành", "chờ ban hành", "dự kiến ban hành", "xin ý kiến", "lấy ý kiến", "đang xây dựng",
		"đang soạn thảo", "đang tham mưu", "chưa xây dựng",
	}
	issuedWords = []string{"đã ban hành", "đã ký", "đã phê duyệt", "được ban hành", "được phê duyệt"}
	denialWords = []string{
		"chưa", "không", "đang", "sẽ", "dự kiến", "chờ", "trình ủy ban", "trình lãnh đạo", "trình sở", "trình cấp", "trình duyệt",
		"cơ bản", "một phần", "gần xong",
	}
	doneWords = []string{
		"ban hành", "hoàn thành", "đã xong", "xong", "đã có", "đã thực hiện", "đã triển khai", "phê duyệt", "đã ký", "đã xây dựng",
		"đã đăng", "đạt",
	}
	yesWords = []string{"có", "rồi", "đã", "ok", "yes"}
	// carryOutWords follow what has been issued.
	carryOutWords = []string{"đang triển khai", "đang thực hiện", "đang tổ chức"}
	basisWords    = []string{"theo", "căn cứ", "thực hiện", "triển khai"}
)

// answerOf says whether a text that names a document answers yes.
func answerOf(document string, says name) plan.Done {
	issued := says.anyOf(issuedWords) && !says.anyOf([]string{"dự thảo", "chưa ban hành", "chưa ký"})
	followed := slices.ContainsFunc(basisWords, func(w string) bool { return says.startsWith(newName(w)) })
	pending := says.anyOf(draftWords) || followed && says.anyOf(denialWords)
	if isSubmission(document) || pending && !issued {
		return plan.DoneNo
	}
	return plan.DoneYes
}

// clausesAnswer returns what the parts of a text agree on. What has been
// issued may be on its way to be carried out.
func clausesAnswer(text string) plan.Done {
	answer := plan.NotSaid
	for _, clause := range clauseEnd.Split(text, -1) {
		said := clauseAnswer(clause)
		switch {
		case said == plan.NotSaid, said == answer:
		case answer == plan.NotSaid:
			answer = said
		case answer == plan.DoneYes && newName(clause).anyOf(carryOutWords):
		default:
			return plan.NotSaid
		}
	}
	return answer
}

var clauseEnd = regexp.MustCompile(`[,.:] |[;(]`)

// partDone matches a percentage below a hundred.
var partDone = regexp.MustCompile(`(?:^|[^\d.,])\d{1,2}(?:[.,]\d+)? ?%`)

func clauseAnswer(clause string) plan.Done {
	says := newName(clause)
	switch {
	case says.anyOf(denialWords), says.anyOf(doneWords) && partDone.MatchString(clause):
		return plan.DoneNo
	case says.anyOf(doneWords), says.isOneOf(yesWords):
		return plan.DoneYes
	}
	return plan.NotSaid
}

// anyOf reports whether a text holds one of the phrases. Its diacritics count
// when it has any: "chữa" is not "chưa".
func (n name) anyOf(phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool {
		return strings.Contains(" "+n.key()+" ", " "+n.keyOf(p)+" ")
	})
}

// isOneOf reports whether a text is one of the phrases and nothing else.
func (n name) isOneOf(phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return n.key() == n.keyOf(p) })
}

func (n name) key() string {
	if n.accented {
		return n.exactKey()
	}
	return n.foldKey()
}

// keyOf returns a phrase in the form of n's key.
func (n name) keyOf(phrase string) string {
	if n.accented {
		return exact(phrase)
	}
	return fold(phrase)
}

var (
	documentNumber = regexp.MustCompile(`\d{1,5}[a-zA-Z]?\s?(?:/\s?(?:19|20)\d{2}\s?)?/\s?\pL[\pL\d&.]*(?:\s?-\s?\pL[\pL\d&.]*)*`)
	bareNumber     = regexp.MustCompile(`(?i)(?:quyết định|kế hoạch|nghị quyết|công văn|văn bản|QĐ|KH|NQ|CV)\s+số\s*:?\s*(\d{1,5})\b`)
	webAddress     = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"]+|\b(?:[a-z0-9-]+\.)+(?:vn|com|org|net)(?:/[^\s<>"]*)?`)
)

var issuing = regexp.MustCompile(`(?i)ban hành|ban hanh`)

// cutDocument returns the number of the document that a text names, else the
// address where it is published, and the rest of the text. Of several numbers
// it is that of what was issued and not of what was submitted.
func cutDocument(text string) (document, rest string) {
	if at := issuedNumber(text); at != nil {
		number := strings.TrimRight(strings.ReplaceAll(text[at[0]:at[1]], " ", ""), ".&")
		return number, text[at[1]:] + " " + text[:at[0]]
	}
	if at := bareNumber.FindStringSubmatchIndex(text); at != nil {
		return text[at[2]:at[3]], text[:at[0]] + " " + text[at[1]:]
	}
	if at := webAddress.FindStringIndex(text); at != nil {
		return strings.TrimRight(text[at[0]:at[1]], ".,;)"), text[:at[0]] + " " + text[at[1]:]
	}
	return "", text
}

// issuedNumber returns where in a text the number of the issued document
// stands: the first after "ban hành", else the first that is not of a Tờ
// trình, else the first; nil when there is none.
func issuedNumber(text string) []int {
	numbers := documentNumber.FindAllStringIndex(text, -1)
	if len(numbers) == 0 {
		return nil
	}
	from := 0
	if at := issuing.FindStringIndex(text); at != nil {
		from = at[1]
	}
	issued := func(at []int) bool { return !isSubmission(text[at[0]:at[1]]) }
	for _, at := range numbers {
		if at[0] >= from && issued(at) {
			return at
		}
	}
	if i := slices.IndexFunc(numbers, issued); i >= 0 {
		return numbers[i]
	}
	return numbers[0]
}

// isSubmission reports whether the number of a document is that of a Tờ trình.
func isSubmission(document string) bool {
	return strings.Contains(strings.ToLower(document), "/ttr")
}

var (
	dayMonthYear = regexp.MustCompile(`\b(\d{1,2})\s*(?:[/.-]|\s+thang\s+)\s*(\d{1,2})\s*(?:[/.-]|,?\s+nam\s+)\s*((?:\d{2})?\d{2})\b`)
	isoDate      = regexp.MustCompile(`\b((?:19|20)\d{2})-(\d{2})-(\d{2})\b`)
	dateAlone    = regexp.MustCompile(`^(?:ngay\s+)?(?:\d{1,2}[\s/.-]+(?:thang\s+)?\d{1,2}[\s,/.-]+(?:nam\s+)?\d{2,4}|\d{4}-\d{2}-\d{2})$`)
)

// findDate returns the first date of a text in ISO 8601, "" when there is none
// or no such day.
func findDate(text string) string {
	text = plain(text)
	day := ""
	if g := isoDate.FindStringSubmatch(text); g != nil {
		day = g[1] + "-" + g[2] + "-" + g[3]
	} else if g := dayMonthYear.FindStringSubmatch(text); g != nil {
		year := g[3]
		if len(year) == 2 {
			year = "20" + year
		}
		day = year + "-" + twoDigits(g[2]) + "-" + twoDigits(g[1])
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

func twoDigits(n string) string {
	if len(n) == 1 {
		return "0" + n
	}
	return n
}

func isDateAlone(text string) bool { return dateAlone.MatchString(plain(text)) && findDate(text) != "" }

// countDone reads "1", "01 văn bản" and "100%" as done, 0 and lower
// percentages as not.
func countDone(text string) plan.Done {
	readings := parseNumber(text, "")
	if len(readings) != 1 || readings[0].High.Known() {
		return plan.NotSaid
	}
	least, most := plan.Int(1), plan.Int(99)
	if readings[0].Percent {
		least, most = plan.Int(100), plan.Int(100)
	}
	n := readings[0].Number
	if c, _ := n.Cmp(most); c > 0 || n.Decimal().IsNegative() {
		return plan.NotSaid
	}
	if c, _ := n.Cmp(least); c < 0 {
		return plan.DoneNo
	}
	return plan.DoneYes
}
