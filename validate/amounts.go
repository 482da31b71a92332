package validate

import (
	"regexp"
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// amount is what one cell says before its measure and its place are known.
type amount struct {
	ref      sheets.Ref
	cell     sheets.Cell
	blank    bool
	rule     string          // why the cell is no figure, "" when it is one
	readings []numberReading // one, or several when the conventions differ
}

// certain returns the only reading of a cell that can be read one way.
func (a amount) certain() (numberReading, bool) {
	if a.blank || a.rule != "" || len(a.readings) != 1 {
		return numberReading{}, false
	}
	return a.readings[0], true
}

// typed reports whether the figure was typed as text.
func (a amount) typed() bool { return a.cell.Kind == sheets.Text }

// amountAt reads the cell at ref as a figure. The stored number wins over
// what is shown.
func (s *sheet) amountAt(ref sheets.Ref) amount {
	cell, own := s.view.At(ref)
	a := amount{ref: own, cell: cell}
	switch cell.Kind {
	case sheets.Empty:
		a.blank = true
	case sheets.Number:
		a.readings = storedReading(cell)
	case sheets.Text:
		s.readText(&a)
	case sheets.Date:
		a.rule = RuleDateInNumber
	case sheets.Error:
		a.rule = RuleFormulaError
	default:
		a.rule = RuleValueNotNumber
	}
	if !a.blank && a.rule == "" && len(a.readings) == 0 {
		a.rule = RuleValueNotNumber
	}
	return a
}

func (s *sheet) readText(a *amount) {
	a.readings = parseNumber(a.cell.Text, s.grid.Locale)
	switch {
	case a.cell.Blank():
		a.blank = true
	case len(a.readings) > 0:
		if a.readings[0].High.Known() {
			a.rule = RuleValueNotNumber
		}
	case blankMark(a.cell.Text) || crossMark(a.cell.Text):
		a.blank = true
		s.claims.ignore(a.ref, ignoredBlankMark)
	}
}

// storedReading reads a stored number. Under a percent format 0.646 is
// 64.6 %; a percent sign that is only text in the format changes nothing.
func storedReading(c sheets.Cell) []numberReading {
	n := plan.Float(c.Number)
	if !n.Known() {
		return nil
	}
	switch scaled, shown := percentFormat(c); {
	case scaled:
		return []numberReading{{Number: n.Mul(plan.Int(100)), Percent: true, Measure: percent}}
	case shown:
		return []numberReading{{Number: n, Percent: true, Measure: percent}}
	}
	if thousands := shownThousands(c); thousands > 0 {
		return []numberReading{{Number: n}, {Number: plan.Num(n.Decimal().Shift(int32(-3 * thousands)))}}
	}
	return []numberReading{{Number: n}}
}

var scalingCommas = regexp.MustCompile(`[0#?](,+)(?:[^0#?,]|$)`)

// shownThousands returns how many times a number format leaves three digits of
// a figure out, as "#,##0," does once: what is seen then is not what is stored.
func shownThousands(c sheets.Cell) int {
	section, _, _ := strings.Cut(quoted.ReplaceAllString(c.Format, ""), ";")
	if g := scalingCommas.FindStringSubmatch(section); g != nil {
		return len(g[1])
	}
	return 0
}

var quoted = regexp.MustCompile(`"[^"]*"|\\.|_.`)

// percentFormat reports whether a number format multiplies by a hundred, or
// shows a percent sign without doing so.
func percentFormat(c sheets.Cell) (scaled, shown bool) {
	bare := quoted.ReplaceAllString(c.Format, "")
	switch {
	case strings.Contains(bare, "%"):
		return true, true
	case strings.Contains(c.Format, "%"):
		return false, true
	}
	return c.Format == "" && shownScaled(c), strings.HasSuffix(strings.TrimSpace(c.Seen), "%")
}

// shownScaled reports whether what is seen is the stored number times a
// hundred with a percent sign, where the source does not tell the format.
func shownScaled(c sheets.Cell) bool {
	for _, r := range parseNumber(c.Seen, "") {
		if off := r.Number.Float64() - c.Number*100; r.Percent && off < 1 && off > -1 && c.Number != r.Number.Float64() {
			return true
		}
	}
	return false
}

// decimals returns how many decimals a person sees in a cell.
func (a amount) decimals() int32 {
	if a.cell.Seen == "" && strings.Contains(a.cell.Format, "0") {
		section, _, _ := strings.Cut(quoted.ReplaceAllString(a.cell.Format, ""), ";")
		_, fraction, _ := strings.Cut(section, ".")
		return int32(strings.Count(fraction, "0") + strings.Count(fraction, "#"))
	}
	shown := strings.TrimRight(strings.TrimSpace(table.Shown(a.cell)), " %")
	i := strings.LastIndexAny(shown, ".,")
	if i < 0 {
		return 0
	}
	return int32(len(shown) - i - 1)
}
