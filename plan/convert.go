package plan

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// convert turns the file's shape into the vocabulary and fills in what is not
// said. What is malformed becomes nothing: it has been reported already.
func convert(f *planFile) *Plan {
	p := &Plan{
		ID: f.ID, Title: line(f.Title), Number: line(f.Number), Year: f.Year,
		From: periodOr(f.From, MonthOf(f.Year, 1)), To: periodOr(f.To, MonthOf(f.Year, 12)), Zone: f.Zone,
		Letterhead: Letterhead{
			Superior: line(f.Letterhead.Superior), Issuer: line(f.Letterhead.Issuer),
			Place: line(f.Letterhead.Place), Signatory: line(f.Letterhead.Signatory), Secretary: line(f.Letterhead.Secretary),
		},
		Calendar: Calendar{CutoffDay: f.Calendar.CutoffDay, DueDays: f.Calendar.DueDays},
		Thresholds: Thresholds{
			OnTrack: numberOr(f.Thresholds.OnTrack, MustNumber("0.9")),
			Slip:    numberOr(f.Thresholds.Slip, Int(10)),
		},
		Invented: f.Invented,
	}
	for _, c := range f.Campaigns {
		p.Campaigns = append(p.Campaigns, Campaign{ID: line(c.ID), Name: line(c.Name), Text: line(c.Text)})
	}
	for _, s := range f.Sections {
		p.Sections = append(p.Sections, Section{ID: line(s.ID), Name: line(s.Name), Campaign: line(s.Campaign)})
	}
	for _, m := range f.Measures {
		p.Measures = append(p.Measures, Measure{
			ID: line(m.ID), Aliases: lines(m.Aliases), Base: line(m.Base),
			Factor: number(m.Factor), Count: m.Count,
		})
	}
	for _, u := range f.Units {
		p.Units = append(p.Units, Unit{
			ID: UnitID(u.ID), Name: line(u.Name), Aliases: lines(u.Aliases),
			Parent: UnitID(u.Parent), Kind: line(u.Kind), Emails: u.Emails,
			From: periodOr(u.From, Period{}), To: periodOr(u.To, Period{}),
		})
	}
	for i := range f.Indicators {
		p.Indicators = append(p.Indicators, convertIndicator(&f.Indicators[i], p.To))
	}
	return p
}

func convertIndicator(f *indicatorFile, end Period) Indicator {
	x := Indicator{
		Code: Code(f.Code), Name: line(f.Name), Aliases: lines(f.Aliases), Section: line(f.Section),
		Kind: Kind(f.Kind), Direction: Direction(f.Direction), Measure: line(f.Measure), Target: convertTarget(f.Target),
		Rollup: Rollup(f.Rollup), Frequency: Frequency(f.Frequency), Due: periodOr(f.Due, end),
		Reporters: unitIDs(f.Reporters), Proposers: unitIDs(f.Proposers), Cumulative: f.Cumulative,
		Numerator: lines(f.Numerator), Denominator: lines(f.Denominator),
		Conflict: line(f.Conflict), Remark: line(f.Remark), Invented: f.Invented,
	}
	if x.Frequency == "" {
		x.Frequency = Monthly
	}
	if x.Direction == "" {
		x.Direction = directionOf(x.Kind, x.Target.Op)
	}
	for _, a := range f.Allocations {
		x.Allocations = append(x.Allocations, Allocation{Unit: UnitID(a.Unit), Amount: number(a.Amount)})
	}
	for _, c := range f.Citations {
		x.Citations = append(x.Citations, Citation{Place: line(c.Place), Quote: line(c.Quote)})
	}
	x.Phasing = convertPhasing(f.Phasing, x.Due)
	return x
}

func convertTarget(f targetFile) Target {
	t := Target{Op: Op(f.Op), Low: number(f.Low), High: number(f.High), Tolerance: number(f.Tolerance), Text: line(f.Text)}
	if t.Op == About {
		t.Low, t.High = number(f.Value), number(f.Value)
	}
	return t
}

func directionOf(kind Kind, op Op) Direction {
	switch {
	case kind == Milestone, kind == Quota:
		return ""
	case op == AtMost, op == Below:
		return Lower
	}
	return Higher
}

// The shapes of phasing that are a word and not twelve shares.
const (
	linear = "linear"
	atEnd  = "at-end"
)

func convertPhasing(words []string, due Period) []Number {
	if len(words) == 0 || words[0] == linear {
		return nil
	}
	shares := make([]Number, 12)
	for i := range shares {
		switch {
		case words[0] == atEnd && i+1 == due.Last():
			shares[i] = Int(1)
		case words[0] == atEnd:
			shares[i] = Int(0)
		case i < len(words):
			shares[i] = number(words[i])
		}
	}
	return shares
}

// line returns s as one line of text in NFC, without control characters.
func line(s string) string {
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

func lines(ss []string) []string {
	var out []string
	for _, s := range ss {
		out = append(out, line(s))
	}
	return out
}

func unitIDs(ss []string) []UnitID {
	var out []UnitID
	for _, s := range ss {
		out = append(out, UnitID(s))
	}
	return out
}

func number(s string) Number {
	n, err := ParseNumber(s)
	if err != nil {
		return Number{}
	}
	return n
}

func numberOr(s string, otherwise Number) Number {
	if n := number(s); n.Known() {
		return n
	}
	return otherwise
}

func periodOr(s string, otherwise Period) Period {
	q, err := ParsePeriod(s)
	if err != nil {
		return otherwise
	}
	return q
}
