// Command generate makes the unit workbooks of examples/langson-2024 and the
// list of the mistakes planted in them. The figures are invented. Run it from
// the top of the repository; it overwrites what is there and makes the same
// files every time.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"thidua/plan"
)

const folder = "examples/langson-2024"

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate() error {
	file := filepath.Join(folder, "plan.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	p, problems := plan.Load(file, data)
	if len(problems) > 0 {
		return fmt.Errorf("%s has %d problems: run thidua plan check", file, len(problems))
	}
	if err := os.MkdirAll(filepath.Join(folder, "units"), 0o755); err != nil {
		return err
	}
	var expected []expectation
	for i, clerk := range clerks() {
		found, err := write(p, clerk, i)
		if err != nil {
			return err
		}
		expected = append(expected, found...)
	}
	for _, x := range p.Indicators {
		if x.Conflict != "" {
			expected = append(expected, expectation{rule: "plan-conflict", severity: "info", why: string(x.Code) + ": văn bản tự mâu thuẫn"})
		}
	}
	return os.WriteFile(filepath.Join(folder, "EXPECTED.md"), []byte(page(expected)), 0o644)
}

// write makes one clerk's workbook and returns what should be found in it.
func write(p *plan.Plan, c clerk, shift int) ([]expectation, error) {
	unit := p.Unit(c.unit)
	if unit == nil {
		return nil, fmt.Errorf("the plan has no unit %q", c.unit)
	}
	typed := map[place]any{}
	for _, f := range c.faults {
		if f.typed != nil {
			typed[f.at] = f.typed
		}
	}
	b := newBook(unit, linesOf(p, unit, c, shift), typed)
	c.style(b)
	var expected []expectation
	for _, f := range c.faults {
		if f.also != nil {
			f.also(b)
		}
		e := expectation{unit: c.unit, rule: f.rule, severity: f.severity, why: f.why, where: f.where}
		if f.rule != "" && f.where == "" && f.at != (place{}) {
			if e.where = b.at[f.at]; e.where == "" {
				return nil, fmt.Errorf("%s: the report has no place %v for the mistake %s", c.unit, f.at, f.rule)
			}
		}
		if f.rule != "" {
			expected = append(expected, e)
		}
	}
	return expected, b.save(filepath.Join(folder, "units", string(c.unit)+".xlsx"))
}

// linesOf lists what a unit reports: its indicators by section, each ratio
// followed by its parts.
func linesOf(p *plan.Plan, unit *plan.Unit, c clerk, shift int) []line {
	var lines []line
	section, n := "", 0
	for _, x := range p.OwedBy(unit.ID) {
		if slices.Contains(c.without, x.Code) {
			continue
		}
		if x.Section != section {
			section = x.Section
			lines = append(lines, line{heading: p.Section(section).Name})
		}
		n++
		added := indicatorLines(p, x, unit, strconv.Itoa(n), shift)
		if other, ok := c.in[x.Code]; ok {
			added[0].convert(other)
		}
		lines = append(lines, added...)
	}
	for _, l := range lines {
		for m := c.until + 1; c.until > 0 && m <= thisMonth; m++ {
			delete(l.figures, m)
		}
	}
	return append(lines, c.extra...)
}

// convert writes a line in another measure.
func (l *line) convert(to another) {
	l.measure = to.measure
	l.plan = l.plan.(float64) * to.factor
	l.target *= to.factor
	for m, v := range l.figures {
		l.figures[m] = round(v.(float64)*to.factor, 1)
	}
}

func indicatorLines(p *plan.Plan, x *plan.Indicator, unit *plan.Unit, ordinal string, shift int) []line {
	counts := p.Measure(x.Measure) != nil && p.Measure(x.Measure).Count
	goal := x.Target.Low
	if part := x.Allocation(unit.ID); part.Known() {
		goal = part
	}
	l := line{
		ordinal: ordinal, code: x.Code, label: x.Name, measure: x.Measure, part: inPeriod,
		figures: map[int]any{}, flow: x.Kind == plan.Flow, target: goal.Float64(),
	}
	if x.Kind != plan.Milestone && x.Target.Op != plan.Between {
		l.plan = goal.Float64()
		if !x.Target.Low.Known() {
			l.plan = x.Target.High.Float64()
		}
	}
	num, den := l, l
	num.figures, den.figures = map[int]any{}, map[int]any{}
	num.part, den.part, num.plan, den.plan = numPart, denPart, nil, nil
	num.measure, den.measure = "", ""
	for m, e := range course(x, unit.ID, paces()[x.Code], counts, shift) {
		l.figures[m], num.figures[m], den.figures[m] = e.value, e.num, e.den
	}
	if x.Kind != plan.Ratio {
		return []line{l}
	}
	num.label, den.label = x.Numerator[0], x.Denominator[0]
	return []line{l, num, den}
}

// expectation is one finding that the example must give.
type expectation struct {
	unit                       plan.UnitID
	where, rule, severity, why string
}

// page writes the expectations for people; the test reads the same table.
func page(expected []expectation) string {
	var b strings.Builder
	b.WriteString(`# Lỗi cài sẵn trong ví dụ

Số liệu trong các bảng ở ` + "`units/`" + ` là tự đặt, không phải số liệu thật. Mỗi dòng dưới đây là
một lỗi thường gặp được cài sẵn; xem đến 08:00 ngày 05/7/2024, chương trình phải nêu đúng những
lỗi này, không thừa, không thiếu.

| đơn vị | ô | quy tắc | mức | lỗi |
|---|---|---|---|---|
`)
	for _, e := range expected {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", e.unit, e.where, e.rule, e.severity, e.why)
	}
	return b.String()
}
