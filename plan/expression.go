package plan

import "strings"

// parseCheck reads a relation such as "TT-02 <= TT-01" or
// "HTX-05 + HTX-06 <= 100". Whether the indicators exist is not its business.
func parseCheck(s string) (Check, bool) {
	c := Check{Op: AtMost, Text: line(s)}
	left, right, found := strings.Cut(c.Text, string(AtMost))
	if !found {
		c.Op = Below
		left, right, found = strings.Cut(c.Text, string(Below))
	}
	if !found {
		return c, false
	}
	isCode := rules()["code"]
	for term := range strings.SplitSeq(left, "+") {
		term = strings.TrimSpace(term)
		if !isCode(term) {
			return c, false
		}
		c.Terms = append(c.Terms, Code(term))
	}
	right = strings.TrimSpace(right)
	if isCode(right) {
		c.Code = Code(right)
		return c, true
	}
	c.Limit = number(right)
	return c, c.Limit.Known() && isUngrouped(right)
}
