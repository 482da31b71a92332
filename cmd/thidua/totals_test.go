package main

import (
	"cmp"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/plan"
)

// TestTotalsAreThoseOfAnIndependentSum compares the actuals on the summary
// and on the campaigns' tabs with what a short reader, which knows nothing of
// ours, adds up from the unit workbooks. Figures that a planted mistake
// touches are left out.
func TestTotalsAreThoseOfAnIndependentSum(t *testing.T) {
	dir := office(t)
	round(t, 0, dir)
	p := examplePlan(t, dir)
	counted := countAll(t, p, dir)
	book := openBook(t, masterOf(dir))
	whole, parts := actuals(t, p, book)
	compared := 0
	for i := range p.Indicators {
		x := &p.Indicators[i]
		if x.Kind == plan.Milestone || x.Kind == plan.Quota {
			continue
		}
		var all []total
		for _, unit := range x.Reporters {
			one, sound := counted.of(unit, x)
			if !sound {
				t.Logf("%s of %s is left out: a mistake is planted there, or the short reader does not know its form", x.Code, unit)
				continue
			}
			all = append(all, one)
			agree(t, parts[key{unit, x.Code}], one.figure(x), "%s of %s", x.Code, unit)
		}
		if len(all) < len(x.Reporters) {
			continue
		}
		compared++
		for _, shown := range whole[x.Code] {
			agree(t, shown, sum(all).figure(x), "%s of the whole plan", x.Code)
		}
		if len(whole[x.Code]) == 0 {
			t.Errorf("%s is not on the summary", x.Code)
		}
	}
	if compared < 20 {
		t.Errorf("only %d indicators could be compared", compared)
	}
}

// TestTheWholeIsTheSumOfItsParts: where several units report parts of one
// figure, mistakes or not, the summary shows the sum of what the campaign's
// tab shows of each.
func TestTheWholeIsTheSumOfItsParts(t *testing.T) {
	dir := office(t)
	round(t, 0, dir)
	p := examplePlan(t, dir)
	whole, parts := actuals(t, p, openBook(t, masterOf(dir)))
	summed := 0
	for _, x := range p.Indicators {
		if x.Kind != plan.Flow || x.Rollup != plan.Sum || len(x.Reporters) < 2 {
			continue
		}
		total, reported := 0.0, 0
		for _, unit := range x.Reporters {
			if part := parts[key{unit, x.Code}]; part != "" {
				f, err := strconv.ParseFloat(part, 64)
				if err != nil {
					t.Errorf("%s of %s: %v", x.Code, unit, err)
				}
				total += f
				reported++
			}
		}
		if reported > 1 {
			summed++
			agree(t, whole[x.Code][0], total, "%s, the sum of %d parts", x.Code, reported)
		}
	}
	if summed == 0 {
		t.Error("the example has nothing to sum")
	}
}

// agree compares a figure as shown, "" for none, with one as counted, NaN for none.
func agree(t *testing.T, shown string, want float64, format string, args ...any) {
	t.Helper()
	got, err := strconv.ParseFloat(shown, 64)
	switch {
	case math.IsNaN(want) && shown == "":
	case err != nil || !(math.Abs(got-want) <= 1e-5):
		t.Errorf(format+": shown %q, counted %v", append(args, shown, want)...)
	}
}

func examplePlan(t *testing.T, office string) *plan.Plan {
	t.Helper()
	file := filepath.Join(office, "plan.yaml")
	p, problems := plan.Load(file, read(t, file))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

type key struct {
	unit plan.UnitID
	code plan.Code
}

// actuals reads the figures that the workbook shows: by code from the
// summary, where an indicator has a row for each date it is judged at, and by
// unit from the campaigns' tabs.
func actuals(t *testing.T, p *plan.Plan, book *excelize.File) (whole map[plan.Code][]string, parts map[key]string) {
	t.Helper()
	units := map[string]plan.UnitID{}
	for _, u := range p.Units {
		units[u.Name] = u.ID
	}
	whole, parts = map[plan.Code][]string{}, map[key]string{}
	for _, tab := range book.GetSheetList() {
		rows := rowsOf(t, book, tab)
		head := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, "Thực hiện lũy kế") })
		if head < 0 {
			continue
		}
		code, actual := slices.Index(rows[head], "Mã"), slices.Index(rows[head], "Thực hiện lũy kế")
		for _, row := range rows[head+1:] {
			x := p.Indicator(plan.Code(cellOf(row, code)))
			if x == nil {
				continue
			}
			if unit, ok := units[cellOf(row, code+1)]; ok {
				parts[key{unit, x.Code}] = cellOf(row, actual)
			} else if tab == "Tổng hợp" {
				whole[x.Code] = append(whole[x.Code], cellOf(row, actual))
			}
		}
	}
	return whole, parts
}

// total is what one unit's figures on one indicator come to.
type total struct{ value, numerator, denominator float64 }

// figure is the total in the indicator's measure; NaN where there is none.
func (t total) figure(x *plan.Indicator) float64 {
	if x.Kind != plan.Ratio {
		return t.value
	}
	if x.Measure == "%" {
		return 100 * t.numerator / t.denominator
	}
	return t.numerator / t.denominator
}

func sum(all []total) total {
	var s total
	for _, one := range all {
		s = total{s.value + one.value, s.numerator + one.numerator, s.denominator + one.denominator}
	}
	return s
}

// count holds what the short reader found in all unit workbooks.
type count struct {
	figures map[key]map[field]float64
	spoilt  map[key]bool // touched by a planted mistake
}

// field is what a figure is and the month it is of.
type field struct {
	name  string
	month int
}

// The names of fields.
const (
	ofMonth     = "in the month"
	toDate      = "from the start of the year"
	numerator   = "numerator"
	denominator = "denominator"
)

// of adds up a unit's figures on an indicator.
func (c count) of(unit plan.UnitID, x *plan.Indicator) (_ total, sound bool) {
	at := key{unit, x.Code}
	figures := c.figures[at]
	if c.spoilt[at] || c.spoilt[key{unit, ""}] || len(figures) == 0 {
		return total{}, false
	}
	one := total{math.NaN(), last(figures, numerator), last(figures, denominator)}
	switch {
	case x.Kind != plan.Flow:
		one.value = last(figures, ofMonth)
	case x.Cumulative:
		one.value = last(figures, toDate)
	default:
		one.value = 0
		for of, f := range figures {
			if of.name == ofMonth {
				one.value += f
			}
		}
	}
	return one, true
}

// last returns the figure of the latest month, NaN when there is none.
func last(figures map[field]float64, name string) float64 {
	for month := 12; month > 0; month-- {
		if f, ok := figures[field{name, month}]; ok {
			return f
		}
	}
	return math.NaN()
}

// countAll reads every unit's workbook, and the list of planted mistakes.
func countAll(t *testing.T, p *plan.Plan, dir string) count {
	t.Helper()
	c := count{map[key]map[field]float64{}, map[key]bool{}}
	rowCodes := map[string]plan.Code{}
	for _, u := range p.Units {
		if u.Kind == "department" {
			continue // the head of the tree has no sheet of its own
		}
		book := openBook(t, unitFile(dir, u.ID))
		for _, tab := range book.GetSheetList() {
			r := shortReader{plan: p, tab: tab, rows: rowsOf(t, book, tab)}
			r.found = func(code plan.Code, of field, f float64) {
				at := key{u.ID, code}
				if c.figures[at] == nil {
					c.figures[at] = map[field]float64{}
				}
				c.figures[at][of] = f
			}
			r.names = func(row int, code plan.Code) { rowCodes[string(u.ID)+"|"+tab+"|"+strconv.Itoa(row)] = code }
			r.read()
		}
	}
	c.leaveOutPlanted(t, dir, rowCodes)
	return c
}

// harmless are mistakes beside the figures that are added up.
var harmless = []string{
	"stray-cell", "target-altered", "not-responsible", "indicator-unknown", "period-outside-plan", "evidence-missing", "plan-conflict",
}

var (
	codeForm  = regexp.MustCompile(`\b[A-Z]{2,5}-\d\d\b`)
	placeForm = regexp.MustCompile(`^(.*)![A-Z]+(\d+)`)
)

// leaveOutPlanted marks what the mistakes listed in EXPECTED.md touch: the
// indicators that a line names, or the one in whose row its cell lies, or
// else all that the unit reports. Some mistakes touch no figure that counts.
func (c count) leaveOutPlanted(t *testing.T, dir string, rowCodes map[string]plan.Code) {
	t.Helper()
	for line := range strings.Lines(string(read(t, filepath.Join(dir, "EXPECTED.md")))) {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || slices.Contains(harmless, strings.TrimSpace(cells[3])) {
			continue
		}
		unit, place := plan.UnitID(strings.TrimSpace(cells[1])), strings.TrimSpace(cells[2])
		codes := codeForm.FindAllString(cells[5], -1)
		if m := placeForm.FindStringSubmatch(place); m != nil {
			if code := rowCodes[string(unit)+"|"+m[1]+"|"+m[2]]; code != "" {
				codes = append(codes, string(code))
			}
		}
		if len(codes) == 0 {
			codes = []string{""}
		}
		for _, code := range codes {
			c.spoilt[key{unit, plan.Code(code)}] = true
		}
	}
}

// shortReader reads one tab in the forms that the example's clerks use: by
// the words of its header, the names and codes of indicators, and nothing else.
type shortReader struct {
	plan  *plan.Plan
	tab   string
	rows  [][]string
	found func(code plan.Code, of field, f float64)
	names func(row int, code plan.Code)

	code, label, period int           // columns, -1 for none
	figures             map[int]field // columns of figures; month 0: the row's or the tab's
}

var (
	monthForm  = regexp.MustCompile(`^(?:Tháng |T)(\d{1,2})$`)
	sumForm    = regexp.MustCompile(`^Lũy kế (\d{1,2}) tháng$`)
	periodForm = regexp.MustCompile(`(\d{1,2})/2024`)
)

func monthIn(form *regexp.Regexp, s string) int {
	m := form.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

func (r *shortReader) read() {
	start := r.header()
	var current *plan.Indicator
	for i := start; i < len(r.rows) && start > 0; i++ {
		row := r.rows[i]
		x, name := r.indicator(row), ofMonth
		if x == nil && current != nil {
			name = partOf(current, cellOf(row, r.label))
			x = current
		}
		if x == nil || name == "" {
			current = nil // a heading
			continue
		}
		current = x
		r.names(i+1, x.Code)
		r.take(i, x, name)
	}
}

// take hands over the figures of a row.
func (r *shortReader) take(i int, x *plan.Indicator, name string) {
	for col, of := range r.figures {
		f, err := strconv.ParseFloat(cellOf(r.rows[i], col), 64)
		if err != nil {
			continue
		}
		month := cmp.Or(of.month, monthIn(periodForm, cellOf(r.rows[i], r.period)), monthIn(monthForm, r.tab))
		switch {
		case month == 0: // of another year
		case of.name == ofMonth, x.Kind != plan.Flow: // a level may stand under either word
			r.found(x.Code, field{name, month}, f)
		default:
			r.found(x.Code, field{of.name, month}, f)
		}
	}
}

// header finds the columns by the words over them, in the first row that has
// a column of indicators and the row below it, and returns the row after.
func (r *shortReader) header() int {
	top := slices.IndexFunc(r.rows, func(row []string) bool {
		return slices.ContainsFunc(row, func(s string) bool { return roleOf(s) == "label" })
	})
	if top < 0 {
		return 0
	}
	r.code, r.label, r.period, r.figures = -1, -1, -1, map[int]field{}
	for _, row := range r.rows[top:min(top+2, len(r.rows))] {
		for col, s := range row {
			switch role := roleOf(s); role {
			case "code":
				r.code = col
			case "label":
				r.label = col
			case "period":
				r.period = col
			case ofMonth, toDate:
				r.figures[col] = field{role, monthIn(sumForm, s)}
			case "month":
				r.figures[col] = field{ofMonth, monthIn(monthForm, s)}
			}
		}
	}
	return top + 1
}

func roleOf(s string) string {
	switch s = strings.TrimSpace(s); {
	case monthIn(monthForm, s) > 0:
		return "month"
	case monthIn(sumForm, s) > 0, s == "Lũy kế từ đầu năm", s == "Lũy kế":
		return toDate
	}
	switch s {
	case "Mã", "Mã chỉ tiêu":
		return "code"
	case "Chỉ tiêu", "Nội dung", "Nội dung chỉ tiêu", "Tên chỉ tiêu":
		return "label"
	case "Kỳ báo cáo", "Tháng":
		return "period"
	case "Thực hiện trong tháng", "Trong tháng", "Giá trị":
		return ofMonth
	}
	return ""
}

// indicator is the one that a row names by its code, or else in full.
func (r *shortReader) indicator(row []string) *plan.Indicator {
	if x := r.plan.Indicator(plan.Code(cellOf(row, r.code))); x != nil {
		return x
	}
	label := cellOf(row, r.label)
	for i := range r.plan.Indicators {
		x := &r.plan.Indicators[i]
		if label != "" && (x.Name == label || slices.Contains(x.Aliases, label)) {
			return x
		}
	}
	return nil
}

// partOf says which part of a ratio a label names, "" for none.
func partOf(x *plan.Indicator, label string) string {
	label = strings.TrimSpace(strings.TrimLeft(label, " -+"))
	switch {
	case slices.Contains(x.Numerator, label):
		return numerator
	case slices.Contains(x.Denominator, label):
		return denominator
	}
	return ""
}
