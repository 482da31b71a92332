package validate

import (
	"regexp"
	"slices"
	"strings"

	"thidua/plan"
)

// findMeasure returns the plan's measure that a text names, by its id or an
// alias in any spelling: "1.000 cây", "1000 cay" and "ngàn cây" are all nghìn
// cây, "m²", "m^2" and "mét vuông" are all m2.
func findMeasure(p *plan.Plan, text string) (*plan.Measure, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxFigureBytes {
		return nil, false
	}
	for i := range p.Measures {
		if m := &p.Measures[i]; m.ID == text || slices.Contains(m.Aliases, text) {
			return m, true
		}
	}
	key := measureKey(text)
	for i := range p.Measures {
		m := &p.Measures[i]
		sameKey := func(name string) bool { return measureKey(name) == key }
		if key != "" && (sameKey(m.ID) || slices.ContainsFunc(m.Aliases, sameKey)) {
			return m, true
		}
	}
	return nil, false
}

var (
	measureHeading = regexp.MustCompile(`^(?:dvt|dv tinh|don vi tinh|don vi)\b ?`)
	thousand       = regexp.MustCompile(`^(?:1[., ]?000|ngan) ?`)
	metres         = regexp.MustCompile(`\b(?:met|m) ?(vuong|khoi|2|3)\b`)
)

// measureKey returns the form in which the names of measures are compared.
func measureKey(text string) string {
	key := fold(text)
	key = measureHeading.ReplaceAllString(key, "")
	key = thousand.ReplaceAllString(key, "nghin ")
	key = metres.ReplaceAllStringFunc(key, func(m string) string {
		if strings.HasSuffix(m, "vuong") || strings.HasSuffix(m, "2") {
			return "m2"
		}
		return "m3"
	})
	switch key {
	case "phan tram":
		return "%"
	case "hecta", "hec ta":
		return "ha"
	}
	return key
}

var measureEnds = []*regexp.Regexp{
	regexp.MustCompile(`^(.*\S)\s*\(([^()]*)\)[\s:.]*$`),
	regexp.MustCompile(`^(.*\S)\s*\[([^\[\]]*)\][\s:.]*$`),
	regexp.MustCompile(`^(.*[^\s,]),\s*([^,]+)$`),
	regexp.MustCompile(`^(.*\S)\s*:\s*([^:]+)$`),
	regexp.MustCompile(`^(.*\S)\s+[-–—]\s+([^-–—]+)$`),
}

// splitMeasure cuts a label such as "Trồng rừng (ha)", "Trồng rừng, ha" or
// "Trồng rừng - ĐVT: ha" into the name and what may be a measure; findMeasure
// says whether it is one. measure is "" when the label has no such end.
func splitMeasure(label string) (name, measure string) {
	if len(label) > maxTitleBytes {
		return label, ""
	}
	for _, end := range measureEnds {
		if g := end.FindStringSubmatch(label); g != nil && strings.TrimSpace(g[2]) != "" {
			name, measure = strings.TrimSpace(g[1]), strings.TrimSpace(g[2])
			return strings.TrimRight(measureLead.ReplaceAllString(name, ""), " ,-–—:"), measure
		}
	}
	return label, ""
}

// measureLead is what stands between a name and "ha" in "Trồng rừng - ĐVT: ha".
var measureLead = regexp.MustCompile(`(?i)\s*[,(-–—]?\s*(?:ĐVT|đơn vị tính)\s*$`)
