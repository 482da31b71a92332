package validate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
)

// defaults is what the tab's title and the lines above a table say about all
// of its figures.
type defaults struct {
	year    int           // of periods that name none
	period  plan.Period   // zero when nothing says
	running bool          // the period is said as "5 tháng đầu năm"
	clash   []plan.Period // periods that contradict each other
	basis   plan.Basis    // Cumulative when the title says lũy kế, else ""
	measure *plan.Measure
	ref     sheets.Ref // the line that gave the measure
}

var (
	dateLine  = regexp.MustCompile(`\bngay\s+(\d|\.|…|_)`)
	titleYear = regexp.MustCompile(`(?:\bnam\s+|/)((?:19|20)\d\d)\b`)
)

// readTitles reads the tab's title and the lines above a table.
func (s *sheet) readTitles(t table.Table) defaults {
	lines := s.lines(t.Title)
	d := defaults{year: s.yearOf(lines)}
	for _, line := range lines {
		if m, ok := s.measureLine(line.text); ok && d.measure == nil {
			d.measure, d.ref = m, line.refs[0]
			s.claims.use(line.refs...)
		}
		if saysCumulative(line.text) {
			d.basis = plan.Cumulative
			s.claims.use(line.refs...)
		}
	}
	if saysCumulative(s.tab.Title) {
		d.basis = plan.Cumulative
	}
	s.readPeriod(&d, lines)
	return d
}

// saysCumulative reports whether a title is about cumulative figures alone.
func saysCumulative(title string) bool {
	title = plain(title)
	return strings.Contains(title, "luy ke") && !strings.Contains(title, "trong thang") && !strings.Contains(title, "trong ky")
}

// line is one row of text above a table.
type line struct {
	text string
	refs []sheets.Ref
}

func (s *sheet) lines(rows table.Rows) []line {
	var lines []line
	for row := rows.From; row < rows.To; row++ {
		var l line
		for ref, cell := range s.view.Row(row) {
			l.text = strings.TrimSpace(l.text + " " + table.Shown(cell))
			l.refs = append(l.refs, ref)
		}
		if l.text != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// yearOf returns the year that the titles speak of: the plan's when they name
// it or none, another when they name only that one.
func (s *sheet) yearOf(lines []line) int {
	var years []int
	texts := []string{s.tab.Title}
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	for _, text := range texts {
		if text = plain(text); dateLine.MatchString(text) {
			continue
		}
		for _, m := range titleYear.FindAllStringSubmatch(text, -1) {
			year, _ := strconv.Atoi(m[1])
			years = append(years, year)
		}
	}
	if len(years) == 0 || slices.Contains(years, s.plan.Year) || slices.Min(years) != slices.Max(years) {
		return s.plan.Year
	}
	return years[0]
}

// readPeriod finds the period that the tab's title and the lines agree on, and
// whether it is said as counted from the start of the year. A whole year is
// believed from the tab's title only: "kế hoạch năm 2024" stands above every
// table. Where they disagree nothing is guessed.
func (s *sheet) readPeriod(d *defaults, lines []line) {
	var found []plan.Period
	for _, l := range lines {
		if q, ok := findSpan(l.text, d.year); ok && q.period.Grain != plan.Year {
			found = append(found, q.period)
			d.running = d.running || q.cumulative
			s.claims.use(l.refs...)
		}
	}
	tab, ok := findSpan(s.tab.Title, d.year)
	if ok && (tab.period.Grain != plan.Year || len(found) == 0) {
		found = append(found, tab.period)
		d.running = d.running || tab.cumulative
	}
	if len(found) == 0 {
		return
	}
	slices.SortFunc(found, func(a, b plan.Period) int { return int(a.Grain) - int(b.Grain) })
	for _, q := range found {
		if q.End() != found[0].End() || q != found[0] && q.First() != 1 {
			d.clash = slices.Compact(found)
			return
		}
	}
	d.period = found[0]
}

// measureLine reads a line such as "Đơn vị tính: ha".
func (s *sheet) measureLine(text string) (*plan.Measure, bool) {
	before, after, cut := strings.Cut(text, ":")
	if !cut {
		return nil, false
	}
	words := fold(before)
	if !strings.HasSuffix(words, "don vi tinh") && !strings.HasSuffix(words, "dvt") {
		return nil, false
	}
	return findMeasure(s.plan, strings.Trim(after, " .()"))
}

var signatures = []string{
	"nguoi lap", "nguoi tong hop", "nguoi bao cao", "can bo tong hop", "thu truong", "giam doc", "pho giam doc",
	"truong phong", "pho truong phong", "chi cuc truong", "pho chi cuc truong", "chanh van phong", "pho chanh",
	"chu tich", "pho chu tich", "hat truong", "truong ban", "chanh thanh tra", "ke toan", "ky ten", "ky ghi ro", "ky va ghi",
	"da ky", "ky boi", "noi nhan", "xac nhan", "tm.", "kt.", "tl.", "tuq.", "q.",
}

// isSignature reports whether a text belongs to the foot of a document.
func isSignature(text string) bool {
	if dateLine.MatchString(plain(text)) {
		return true
	}
	text = strings.TrimLeft(plain(text), "( ")
	return slices.ContainsFunc(signatures, func(s string) bool { return strings.HasPrefix(text, s) })
}
