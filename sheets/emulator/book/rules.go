package book

import "slices"

const rulesField = "conditionalFormats"

// addConditionalFormatRule adds a rule to the tab that its ranges are on.
func (b *Book) addConditionalFormatRule(request message) (message, error) {
	rule, t, err := b.readRule(request.message("rule"))
	if err != nil {
		return nil, err
	}
	at := request.integer("index")
	if at < 0 || at > len(t.attached[rulesField]) {
		return nil, noRule(t, at)
	}
	t.attached[rulesField] = slices.Insert(t.attached[rulesField], at, rule)
	b.touch(true)
	return nil, nil
}

// readRule reads a ConditionalFormatRule, whose ranges lie on one tab.
func (b *Book) readRule(given message) (message, *tab, error) {
	rule := canonical(given, "ConditionalFormatRule")
	var t *tab
	var ranges []message
	for _, m := range rule.messages("ranges") {
		bounded, err := b.bounded(m)
		if err != nil {
			return nil, nil, err
		}
		on := b.tab(readRange(m).tab)
		if t != nil && on != t {
			return nil, nil, invalid("All ranges of a conditional format rule must be on the same sheet.")
		}
		t = on
		ranges = append(ranges, bounded)
	}
	switch {
	case t == nil:
		return nil, nil, invalid("A conditional format rule must have at least one range.")
	case rule.has("booleanRule") == rule.has("gradientRule"):
		return nil, nil, invalid("A conditional format rule must have a boolean rule or a gradient rule.")
	}
	return rule.with("ranges", listOf(ranges)), t, nil
}

// updateConditionalFormatRule replaces a rule or moves it.
func (b *Book) updateConditionalFormatRule(request message) (message, error) {
	if request.has("rule") {
		return b.replaceRule(request)
	}
	t, at, err := b.ruleAt(request)
	if err != nil {
		return nil, err
	}
	to := request.integer("newIndex")
	rules := t.attached[rulesField]
	if to < 0 || to >= len(rules) {
		return nil, noRule(t, to)
	}
	rule := rules[at]
	t.attached[rulesField] = slices.Insert(slices.Delete(rules, at, at+1), to, rule)
	b.touch(at != to)
	reply := message{"newRule": rule}
	setUnlessZero(reply, "newIndex", to)
	setUnlessZero(reply, "oldIndex", at)
	return reply, nil
}

func (b *Book) replaceRule(request message) (message, error) {
	rule, t, err := b.readRule(request.message("rule"))
	if err != nil {
		return nil, err
	}
	at := request.integer("index")
	if at < 0 || at >= len(t.attached[rulesField]) {
		return nil, noRule(t, at)
	}
	old := t.attached[rulesField][at]
	t.attached[rulesField][at] = rule
	b.touch(!sameMessage(old, rule))
	reply := message{"newRule": rule, "oldRule": old}
	setUnlessZero(reply, "newIndex", at)
	return reply, nil
}

// deleteConditionalFormatRule takes a rule away.
func (b *Book) deleteConditionalFormatRule(request message) (message, error) {
	t, at, err := b.ruleAt(request)
	if err != nil {
		return nil, err
	}
	rule := t.attached[rulesField][at]
	t.attached[rulesField] = slices.Delete(t.attached[rulesField], at, at+1)
	b.touch(true)
	return message{"rule": rule}, nil
}

// ruleAt returns the tab and the place of the rule that a request is about.
func (b *Book) ruleAt(request message) (*tab, int, error) {
	t := b.tab(request.integer("sheetId"))
	if t == nil {
		return nil, 0, invalid("No sheet with id: %d", request.integer("sheetId"))
	}
	at := request.integer("index")
	if at < 0 || at >= len(t.attached[rulesField]) {
		return nil, 0, noRule(t, at)
	}
	return t, at, nil
}

func noRule(t *tab, at int) error {
	return invalid("No conditional format on sheet: %d at index: %d", t.id, at)
}

// setDataValidation gives the cells of a range a rule for what may be entered,
// or takes it away.
func (b *Book) setDataValidation(request message) (message, error) {
	t, a, err := b.located(request, "range")
	if err != nil {
		return nil, err
	}
	given := message{}
	if request.has("rule") {
		given["dataValidation"] = request.message("rule")
	}
	fields := mask{"dataValidation": nil}
	for row := a.rows.start; row < a.rows.end; row++ {
		for col := a.cols.start; col < a.cols.end; col++ {
			if err := b.writeCell(t, row, col, given, fields); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}
