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
	status  plan.Status   // Estimate when the title says ước, else Official
	planned bool          // the title is that of a plan, not of what was done
	owner   owner         // whose figures they are, where something says so
	measure rowMeasure    // what a line says of every row, no text when none does
}

var (
	dateLine  = regexp.MustCompile(`\bngay\s+(\d|\.|…|_)`)
	titleYear = regexp.MustCompile(`\b((?:19|20)\d\d)\b`)
	// notTitleYear are dates, numbers of documents and what figures are compared with.
	notTitleYear = regexp.MustCompile(`\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|ngay[\d ]*thang[\d ]*nam[ \d]*|\d+/\d{4}/\pL+|\b(?:so voi|cung ky|giai doan)\b.*`)
)

// readTitles reads the tab's title and the lines above a table.
func (s *sheet) readTitles(t table.Table) defaults {
	lines := s.lines(t)
	d := defaults{year: s.yearOf(lines), status: plan.Official, planned: s.saysPlanned(lines), owner: s.readOwner(lines)}
	for _, line := range lines {
		if text, ok := measureLine(line.text); ok && d.measure.text == "" && !s.listsMeasures(text) {
			m, known := findMeasure(s.plan, text)
			d.measure = rowMeasure{measure: m, text: text, ref: line.refs[0], unknown: !known, general: true}
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
	for _, line := range append(lines, line{text: s.tab.Title}) {
		if saysEstimate(line.text, d) {
			d.status = plan.Estimate
		}
	}
	return d
}

var cumulativeToo = regexp.MustCompile(`(?:\bva|[,;+&-]) (?:so )?luy ke`)

// saysCumulative reports whether a title is about cumulative figures alone, as
// "tháng 6 và lũy kế 6 tháng" is not.
func saysCumulative(title string) bool {
	title = plain(title)
	return strings.Contains(title, "luy ke") && !strings.Contains(title, "trong thang") && !strings.Contains(title, "trong ky") &&
		!cumulativeToo.MatchString(title)
}

var (
	estimateWord = regexp.MustCompile(`(?i)(?:^|\P{L})(?:ước|ƯTH|uoc|uth|dự kiến|du kien)\P{L}`)
	planWord     = regexp.MustCompile(`^(?:bieu |bang |phu luc |chi tiet |so lieu |[\d.: -])*(?:ke hoach|kh|du kien|phan khai|phan bo|giao (?:chi tieu|ke hoach|kh|nhiem vu|du toan)|chi tieu giao|nhiem vu)\b`)
	doneWord     = regexp.MustCompile(`\b(?:ket qua|kq|bao cao|bc|tien do|theo doi|tinh hinh|tong hop|so ket|tong ket|thi dua|thuc hien|th)\b`)
)

// saysEstimate reports whether a title calls the figures of its period
// expected: "Ước thực hiện tháng 6", but not "Kết quả tháng 5, ước tháng 6"
// of May.
func saysEstimate(title string, d defaults) bool {
	at := estimateWord.FindStringIndex(title)
	if at == nil || d.period.IsZero() {
		return false
	}
	_, before := findSpan(title[:at[0]], d.year)
	expected, after := findSpan(title[at[0]:], d.year)
	return !before && after && expected.period == d.period
}

// saysPlanned reports whether the tab's title or a line is that of a plan and
// none speaks of what was done.
func (s *sheet) saysPlanned(lines []line) bool {
	planned := false
	for _, line := range append(lines, line{text: s.tab.Title}) {
		title := strings.ReplaceAll(plain(line.text), "ke hoach thuc hien", "ke hoach")
		if doneWord.MatchString(title) {
			return false
		}
		planned = planned || planWord.MatchString(title)
	}
	return planned
}

// line is one row of text above a table.
type line struct {
	text  string
	cells []string // the text of each cell
	refs  []sheets.Ref
}

// lines returns the lines above a table. Of a line with several cells only
// those over the table are its own where another table stands beside it.
func (s *sheet) lines(t table.Table) []line {
	if s.lying {
		lines := s.home.lines(t)
		for i := range lines {
			lines[i].refs = s.seenAll(lines[i].refs)
		}
		return lines
	}
	var lines []line
	for row := t.Title.From; row < t.Title.To; row++ {
		var l line
		several := s.view.Count(row) > 1
		for ref, cell := range s.view.Row(row) {
			if several && (ref.Col < t.Over.From || ref.Col >= t.Over.To) {
				continue
			}
			l.text = strings.TrimSpace(l.text + " " + table.Shown(cell))
			l.cells = append(l.cells, table.Shown(cell))
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
		text = notTitleYear.ReplaceAllString(plain(text), " ")
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
	var spans []span
	for _, l := range lines {
		if q, ok := findSpan(l.text, d.year); ok && q.period.Grain != plan.Year {
			spans = append(spans, q)
			s.claims.use(l.refs...)
			if isNoMonth(l.text, q.period, q.cumulative) {
				d.clash = append(d.clash, q.period)
			}
		}
	}
	tab, ok := findSpan(s.tab.Title, d.year)
	if ok && (tab.period.Grain != plan.Year || len(spans) == 0) {
		spans = append(spans, tab)
	}
	if len(spans) == 0 || len(d.clash) > 0 {
		return
	}
	d.running = isRunning(spans)
	var found []plan.Period
	for _, q := range spans {
		found = append(found, q.period)
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

// isRunning reports whether titles count from the start of the year. Beside
// "tháng 6" a date such as "số liệu đến 25/6" only says when it was cut off.
func isRunning(spans []span) bool {
	return slices.ContainsFunc(spans, func(q span) bool { return q.cumulative && !q.cutOff }) ||
		!slices.ContainsFunc(spans, func(q span) bool { return !q.cumulative })
}

// listsMeasures reports whether a text names several measures, as "ha, tấn,
// con" does above a table of many things: it says nothing about one row.
func (r *reader) listsMeasures(text string) bool {
	parts := strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' })
	return len(parts) > 1 && slices.ContainsFunc(parts, func(part string) bool {
		_, known := findMeasure(r.plan, part)
		return known
	})
}

// measureLine returns what a line such as "Đơn vị tính: ha" says the measure
// is.
func measureLine(text string) (measure string, ok bool) {
	before, after, cut := strings.Cut(text, ":")
	if !cut {
		return "", false
	}
	words := fold(before)
	measure = strings.Trim(after, " .()")
	return measure, measure != "" && (strings.HasSuffix(words, "don vi tinh") || strings.HasSuffix(words, "dvt"))
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
