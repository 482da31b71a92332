package book

import (
	"regexp"
)

// findReplace replaces a text wherever it is found.
func (b *Book) findReplace(request message) (message, error) {
	places, err := b.searched(request)
	if err != nil {
		return nil, err
	}
	pattern, err := findPattern(request)
	if err != nil {
		return nil, err
	}
	f := finder{
		book: b, pattern: pattern, replacement: request.text("replacement"),
		expand: request.flag("searchByRegex"), formulas: request.flag("includeFormulas"),
	}
	b.settle()
	m := message{}
	sheets, rows := 0, 0
	for _, p := range places {
		changed := 0
		for row := p.rows.start; row < min(p.rows.end, len(p.tab.cells)); row++ {
			if f.replaceRow(p, row) {
				changed++
			}
		}
		rows += changed
		if changed > 0 {
			sheets++
		}
	}
	setUnlessZero(m, "valuesChanged", f.values)
	setUnlessZero(m, "formulasChanged", f.formulasChanged)
	setUnlessZero(m, "rowsChanged", rows)
	setUnlessZero(m, "sheetsChanged", sheets)
	setUnlessZero(m, "occurrencesChanged", f.occurrences)
	return m, nil
}

// searched returns the areas that a request is about: a range, a tab or all.
func (b *Book) searched(request message) ([]place, error) {
	switch {
	case request.has("range"):
		t, a, err := b.located(request, "range")
		return []place{{t, a}}, err
	case request.has("sheetId"):
		t := b.tab(request.integer("sheetId"))
		if t == nil {
			return nil, invalid("No sheet with id: %d", request.integer("sheetId"))
		}
		return []place{{t, t.whole()}}, nil
	case request.flag("allSheets"):
		var places []place
		for _, t := range b.tabs {
			places = append(places, place{t, t.whole()})
		}
		return places, nil
	default:
		return nil, invalid("One of range, sheetId or allSheets must be set.")
	}
}

func findPattern(request message) (*regexp.Regexp, error) {
	find := request.text("find")
	if find == "" {
		return nil, invalid("find must not be empty.")
	}
	expression := find
	if !request.flag("searchByRegex") {
		expression = regexp.QuoteMeta(find)
	}
	if request.flag("matchEntireCell") {
		expression = "^(?:" + expression + ")$"
	}
	if !request.flag("matchCase") {
		expression = "(?i)" + expression
	}
	pattern, err := regexp.Compile(expression)
	if err != nil {
		return nil, invalid("Invalid regular expression: %s", find)
	}
	return pattern, nil
}

// finder replaces and counts.
type finder struct {
	book             *Book
	pattern          *regexp.Regexp
	replacement      string
	expand, formulas bool

	values, formulasChanged, occurrences int
}

func (f *finder) replaceRow(p place, row int) bool {
	changed := false
	for col := p.cols.start; col < min(p.cols.end, len(p.tab.cells[row])); col++ {
		c := p.tab.at(row, col)
		if f.replace(&c) {
			changed = true
			f.book.touch(p.tab.set(row, col, c))
		}
	}
	return changed
}

// replace changes one cell and reports whether the text was in it.
func (f *finder) replace(c *cell) bool {
	isFormula := c.entered.kind == formulaValue
	if isFormula && !f.formulas {
		return false
	}
	old := c.entered.text
	if !isFormula {
		old = f.book.show(c)
	}
	found := len(f.pattern.FindAllStringIndex(old, -1))
	if found == 0 || old == "" {
		return false
	}
	f.occurrences += found
	var changed string
	if f.expand {
		changed = f.pattern.ReplaceAllString(old, f.replacement)
	} else {
		changed = f.pattern.ReplaceAllLiteralString(old, f.replacement)
	}
	if isFormula {
		f.formulasChanged++
	} else {
		f.values++
	}
	f.book.typeInto(c, changed)
	return true
}
