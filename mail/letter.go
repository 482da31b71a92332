package mail

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
	"thidua/validate"
)

// letter is what a mail's template is filled with.
type letter struct {
	Title     string // of the plan
	Secretary string // who keeps the books
	Issuer    string
	AsOf      time.Time

	Unit     string // name of the unit written to
	Errors   []line // must be corrected
	Warnings []line // should be looked at
	Missing  []line // not reported yet
	Fixed    int    // corrected since
	Promises []promise

	Counts []count // whole plan's verdicts
	Units  []standing

	state string // hash of the above besides the time
}

// line is one finding, in words.
type line struct {
	Place, Message, Hint, Link string
	Since                      time.Time
}

// promise is one target that is late or may be missed.
type promise struct {
	Code, Name, Target, Actual, Gap, Measure, Verdict, Word string

	Conflict string // what the plan contradicts itself about
}

// count is how many targets have one verdict.
type count struct {
	Verdict, Word string
	N             int
}

// standing is how one unit stands, for the digest.
type standing struct {
	Name                      string
	Errors, Warnings, Missing int
	Failed                    bool // its spreadsheet could not be read
	Never                     bool // nothing has ever been read from it
}

// Open is how many things the unit still has to do.
func (l *letter) Open() int { return len(l.Errors) + len(l.Warnings) + len(l.Missing) }

// unitLetter is what a unit is told of its open findings and its own targets.
// That nothing is wrong is said in words too, once until something was wrong
// and is corrected; nil when none of the unit's sheets could be read.
func unitLetter(words *templates.Catalog, in Input, unit *plan.Unit, open []Finding, judged []assess.Assessment) *letter {
	l := newLetter(in)
	l.Unit = unit.Name
	state := []string{"findings", string(unit.ID)}
	for _, f := range open {
		if f.Severity == validate.Info {
			continue
		}
		state = append(state, stateOfFinding(f))
		switch entry := findingLine(words, in.Plan, f); {
		case isMissing(f.Rule):
			l.Missing = append(l.Missing, entry)
		case f.Severity == validate.Error:
			l.Errors = append(l.Errors, entry)
		default:
			l.Warnings = append(l.Warnings, entry)
		}
	}
	for _, f := range in.Fixed {
		if f.Unit == unit.ID && f.Severity != validate.Info {
			l.Fixed++ // not part of the state: a correction alone is no reason to write again
		}
	}
	if l.Open() == 0 {
		if !slices.ContainsFunc(in.Sources, func(s Source) bool { return s.Unit == unit.ID && !s.Failed && !s.ReadAt.IsZero() }) {
			return nil
		}
		state = append(state, "clean since "+in.LastFixed[unit.ID].UTC().Format(time.RFC3339))
	}
	l.Promises = promises(words, in.Plan, judged)
	l.state = stateOf(state)
	return l
}

// digestLetter is what the secretariat is told, with the judgements of the
// whole plan.
func digestLetter(words *templates.Catalog, in Input, whole []assess.Assessment) *letter {
	l := newLetter(in)
	n := map[assess.Verdict]int{}
	for _, a := range whole {
		n[a.Verdict]++
	}
	for _, v := range assess.Verdicts() {
		if n[v] > 0 {
			l.Counts = append(l.Counts, count{v.String(), words.Label("verdict." + v.String()), n[v]})
		}
	}
	l.Promises = promises(words, in.Plan, whole)
	l.Units = standings(in)
	state := []string{"digest"}
	for _, f := range in.Findings {
		state = append(state, stateOfFinding(f))
	}
	for _, p := range l.Promises {
		state = append(state, fmt.Sprint(p))
	}
	for _, u := range l.Units {
		state = append(state, fmt.Sprint(u))
	}
	l.state = stateOf(append(state, fmt.Sprint(l.Counts)))
	return l
}

// stateOfFinding tells a finding that came back from one that never went.
func stateOfFinding(f Finding) string {
	return f.Key() + "=" + f.Found + "@" + f.FirstSeen.UTC().Format(time.RFC3339)
}

func newLetter(in Input) *letter {
	head := in.Plan.Letterhead
	return &letter{Title: in.Plan.Title, Issuer: head.Issuer, Secretary: head.Secretary, AsOf: in.Now.In(in.Plan.Location())}
}

// isMissing reports whether a rule is about something that has not come.
func isMissing(rule string) bool {
	return rule == validate.RuleReportMissing || rule == validate.RuleValueMissing || rule == validate.RuleIndicatorMissing
}

func findingLine(words *templates.Catalog, p *plan.Plan, f Finding) line {
	data := f.Data(p)
	place := f.Origin.Tab
	if f.Origin.Cell != "" {
		place += "!" + f.Origin.Cell
	}
	return line{
		Place: place, Message: words.Text("finding."+f.Rule, data), Hint: words.Text("finding."+f.Rule+".hint", data),
		Link: validate.Link(f.Origin), Since: f.FirstSeen.In(p.Location()),
	}
}

// promises lists the targets that are short or at risk, the worst first.
func promises(words *templates.Catalog, p *plan.Plan, judged []assess.Assessment) []promise {
	var late []assess.Assessment
	for _, a := range judged {
		if a.Verdict == assess.Short || a.Verdict == assess.AtRisk {
			late = append(late, a)
		}
	}
	slices.SortStableFunc(late, func(a, b assess.Assessment) int { return cmp.Compare(b.Verdict, a.Verdict) })
	format := words.Format()
	var out []promise
	for _, a := range late {
		x := p.Indicator(a.Indicator)
		if x == nil {
			continue
		}
		target := x.Target.Text
		if a.Unit != "" && a.Target.Low.Known() {
			target = format.Number(a.Target.Low.String()) + " " + x.Measure
		}
		out = append(out, promise{
			Code: string(a.Indicator), Name: x.Name, Target: target, Actual: format.Number(a.Actual.Round(2).String()),
			Gap: format.Number(a.Gap.Round(2).String()), Measure: x.Measure, Conflict: x.Conflict,
			Verdict: a.Verdict.String(), Word: words.Label("verdict." + a.Verdict.String()),
		})
	}
	return out
}

// standings lists the units that owe anything, those with most to do first.
func standings(in Input) []standing {
	sources := map[plan.UnitID][]Source{}
	for _, s := range in.Sources {
		sources[s.Unit] = append(sources[s.Unit], s)
	}
	index := map[plan.UnitID]int{}
	var out []standing
	for _, u := range in.Plan.Units {
		st := standing{Name: u.Name}
		for _, s := range sources[u.ID] {
			st.Failed = st.Failed || s.Failed
			st.Never = st.Never || s.ReadAt.IsZero()
		}
		index[u.ID] = len(out)
		out = append(out, st)
	}
	for _, f := range in.Findings {
		i, known := index[f.Unit]
		switch {
		case !known || f.Severity == validate.Info:
		case isMissing(f.Rule):
			out[i].Missing++
		case f.Severity == validate.Error:
			out[i].Errors++
		default:
			out[i].Warnings++
		}
	}
	out = slices.DeleteFunc(out, func(s standing) bool {
		return s.Errors+s.Warnings+s.Missing == 0 && !s.Failed && !s.Never
	})
	slices.SortStableFunc(out, func(a, b standing) int {
		return cmp.Or(cmp.Compare(b.Errors, a.Errors), cmp.Compare(b.Missing, a.Missing), cmp.Compare(b.Warnings, a.Warnings))
	})
	return out
}
