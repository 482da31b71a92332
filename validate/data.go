package validate

import (
	"maps"
	"strings"
	"unicode"

	"thidua/plan"
)

// How many characters of what people wrote go into a sentence.
const (
	longestName     = 60
	longestTab      = 31
	longestFound    = 40
	longestExpected = 85
	longestArg      = 140
)

// Data returns what the sentence of f is filled with, by name:
//
//	unit, indicator   names from the plan, long ones cut; "" when none is concerned
//	measure, kind     of the indicator
//	period            canonical, for the template function period
//	tab, cell         the place
//	found, expected   canonical figures, for the template function number, or texts
//
// and every one of f.Args. All are single lines.
func (f Finding) Data(p *plan.Plan) map[string]string {
	data := maps.Clone(f.Args)
	if data == nil {
		data = map[string]string{}
	}
	for name, text := range data {
		data[name] = oneLine(text, longestArg)
	}
	data["unit"], data["indicator"], data["measure"], data["kind"] = "", "", "", ""
	if u := p.Unit(f.Unit); u != nil {
		data["unit"] = oneLine(u.Name, longestName)
	}
	if x := p.Indicator(f.Indicator); x != nil {
		data["indicator"] = oneLine(x.Name, longestName)
		data["measure"], data["kind"] = x.Measure, string(x.Kind)
	}
	data["period"] = f.Period.String()
	data["tab"] = oneLine(f.Origin.Tab, longestTab)
	data["cell"] = f.Origin.Cell
	data["found"] = oneLine(f.Found, longestFound)
	data["expected"] = oneLine(f.Expected, longestExpected)
	return data
}

// oneLine returns text without line breaks and control characters, cut to at
// most so many characters.
func oneLine(text string, most int) string {
	clean := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
			return ' '
		}
		return c
	}, text)
	runes := []rune(strings.Join(strings.Fields(clean), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}
