package validate

import "thidua/plan"

// readMilestone reads the answer to a milestone: whether it is done, the
// number of the document and its date (ISO 8601, "" when none or impossible).
// ok is false when the text answers nothing.
func readMilestone(text string) (done plan.Done, document, date string, ok bool) {
	return plan.NotSaid, "", "", false
}
