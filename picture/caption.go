package picture

import (
	"fmt"
	"math"
	"strings"

	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
)

// Caption is what stands beside a row: the plan's indicator and why.
type Caption struct {
	Code, Name string // "" where the row is no indicator's
	Why        string // how the indicator was found, or that none was
	Also       string // what it could also be, "" for nothing
}

// NewCaption puts into words what a row was taken for.
func NewCaption(words *templates.Catalog, p *plan.Plan, r validate.RowExplanation) Caption {
	others := candidates(p, r.Candidates)
	switch {
	case r.Part != "":
		return Caption{Why: words.Text("reading.row.part", map[string]string{"Part": string(r.Part), "Code": string(r.Indicator)})}
	case r.Indicator != "":
		return Caption{
			Code: string(r.Indicator), Name: nameOf(p, r.Indicator),
			Why:  words.Text("reading.row.how", map[string]string{"How": r.How, "Name": r.Name, "Score": percent(r.Score)}),
			Also: sentence(words, "reading.row.also", others),
		}
	case r.Ambiguous:
		return Caption{Why: words.Text("reading.row.ambiguous", others)}
	}
	return Caption{Why: words.Text("reading.row.unknown", nil), Also: sentence(words, "reading.row.nearest", others)}
}

// sentence puts a text into a sentence, nothing into none.
func sentence(words *templates.Catalog, name, text string) string {
	if text == "" {
		return ""
	}
	return words.Text(name, text)
}

// candidates lists indicators with their names and scores.
func candidates(p *plan.Plan, all []validate.Candidate) string {
	var parts []string
	for _, c := range all {
		parts = append(parts, fmt.Sprintf("%s %s (%s)", c.Code, nameOf(p, c.Code), percent(c.Score)))
	}
	return strings.Join(parts, "; ")
}

func nameOf(p *plan.Plan, code plan.Code) string {
	if x := p.Indicator(code); x != nil {
		return x.Name
	}
	return ""
}

// percent writes a score. What is not certain never becomes 100 %.
func percent(score float64) string { return fmt.Sprintf("%d %%", int(math.Floor(score*100+1e-9))) }
