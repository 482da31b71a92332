package validate_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/validate"
)

// TestReadAdjustments: what a row says of its figure is kept with it.
func TestReadAdjustments(t *testing.T) {
	listed, findings := validate.ReadAdjustments(testPlan(t), parseGrid(t, "book", `
		tab Điều chỉnh
		A2: Giá trị | Chỉ tiêu | Đơn vị | Kỳ | Lũy kế / trong kỳ | Lý do | Người báo | Văn bản
		A3: 3.25% | Tốc độ tăng trưởng | Phòng Tài chính | Quý II | | tính lại | bà B | CV 12/TC-TH ngày 05/7/2024
		A4: "1.234,5 ha" | LN-02 | Chi cục Lâm nghiệp | 5 tháng đầu năm | |
		A5: 90 | Trồng cây phân tán | UBND Huyện Đông | Tháng 5 | trong kỳ | `+strings.Repeat("báo qua điện thoại ", 40)))
	if len(findings) != 1 || findings[0].Rule != validate.RuleNumberAsText {
		t.Errorf("findings %+v, want one on the figure that is text", findings)
	}
	var got []string
	for _, a := range listed {
		f := a.Figure
		got = append(got, fmt.Sprintln(f.Unit, f.Indicator, f.Period, f.Basis, f.Status, f.Value.Number, f.Origin.Tab+"!"+f.Origin.Cell, a.By, a.Day))
	}
	want := []string{
		"tai-chinh KT-01 2024-Q2 as-of adjusted 3.25 Điều chỉnh!A3 bà B 2024-07-05\n",
		"lam-nghiep LN-02 2024-05 cumulative adjusted 1234.5 Điều chỉnh!A4  \n",
		"dong LN-04 2024-05 in-period adjusted 90 Điều chỉnh!A5  \n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("adjustments (-want +got):\n%s", diff)
	}
	if n := len([]rune(listed[2].Reason)); n > 200 {
		t.Errorf("a reason of %d characters is kept", n)
	}
}

// TestAnAdjustmentEndsWhenTheSheetSaysTheSame, and does not begin again. What
// the sheet says otherwise meanwhile is said, and does not count.
func TestAnAdjustmentEndsWhenTheSheetSaysTheSame(t *testing.T) {
	p := testPlan(t)
	adjustments := adjust450(t, p, "")
	for i, step := range []struct {
		cell     string
		state    validate.AdjustmentState
		counts   string // the figure that stands after adjusting
		findings string
	}{
		{"400", validate.AdjustmentApplied, "450", "figure-adjusted info "},
		{"", validate.AdjustmentApplied, "450", ""},
		{"khoảng 400", validate.AdjustmentApplied, "450", ""},
		{"430", validate.AdjustmentApplied, "450", "figure-adjusted warning "},
		{"400", validate.AdjustmentApplied, "450", "figure-adjusted info "},
		{"450", validate.AdjustmentMatched, "450", ""},
		{"460", validate.AdjustmentMatched, "460", ""},
	} {
		reading := sheetOfDong(t, p, step.cell)
		readings, outcomes := validate.Adjust(p, []*validate.Reading{reading}, adjustments, day(i+1))
		adjustments = []validate.Adjustment{outcomes[0].Adjustment}
		if got := fmt.Sprint(outcomes[0].State, " ", figuresOf(readings), " ", rulesOf(readings)); got != fmt.Sprint(step.state, " ", step.counts, " ", step.findings) {
			t.Errorf("with %q in the cell: %s, want %s %s %s", step.cell, got, step.state, step.counts, step.findings)
		}
		if outcomes[0].Sheet.Origin.Cell != "C2" {
			t.Errorf("with %q in the cell: the sheet's place is %q, want C2", step.cell, outcomes[0].Sheet.Origin.Cell)
		}
	}
	if !adjustments[0].Since.Equal(day(1)) || !adjustments[0].Ended.Equal(day(6)) {
		t.Errorf("since %v, ended %v", adjustments[0].Since, adjustments[0].Ended)
	}
}

// TestAnAdjustmentIsRememberedByItsFigureAndDay: reading the sheet again does
// not revive one that has ended; another day does.
func TestAnAdjustmentIsRememberedByItsFigureAndDay(t *testing.T) {
	p := testPlan(t)
	before := adjust450(t, p, "05/6/2024")
	before[0].Since, before[0].Ended = day(1), day(2)
	for stated, ended := range map[string]bool{"05/6/2024": true, "09/6/2024": false} {
		now := adjust450(t, p, stated)
		validate.Remember(before, now)
		if got := !now[0].Ended.IsZero(); got != ended {
			t.Errorf("of %s: ended %v, want %v", stated, got, ended)
		}
	}
}

// TestAdjustLeavesReadingsAlone: what is kept of a source is what it said.
func TestAdjustLeavesReadingsAlone(t *testing.T) {
	p := testPlan(t)
	reading := sheetOfDong(t, p, "400")
	before := figuresOf([]*validate.Reading{reading}) + rulesOf([]*validate.Reading{reading})
	validate.Adjust(p, []*validate.Reading{reading}, adjust450(t, p, ""), day(1))
	if after := figuresOf([]*validate.Reading{reading}) + rulesOf([]*validate.Reading{reading}); after != before {
		t.Errorf("the reading said %s, now %s", before, after)
	}
}

// TestAnEstimateIsNotTheSame: the sheet has to say so for good.
func TestAnEstimateIsNotTheSame(t *testing.T) {
	p := testPlan(t)
	reading := validate.Read(p, "dong", parseGrid(t, "dong", `
		tab Báo cáo
		A1: Chỉ tiêu | ĐVT | Ước tháng 5
		A2: Trồng cây phân tán | nghìn cây | 450`))
	_, outcomes := validate.Adjust(p, []*validate.Reading{reading}, adjust450(t, p, ""), day(1))
	if outcomes[0].State != validate.AdjustmentApplied {
		t.Errorf("state %s", outcomes[0].State)
	}
}

func adjust450(t *testing.T, p *plan.Plan, stated string) []validate.Adjustment {
	t.Helper()
	listed, findings := validate.ReadAdjustments(p, parseGrid(t, "book", `
		tab Sổ
		A1: Đơn vị | Chỉ tiêu | Kỳ | Loại số liệu | Giá trị | Ngày
		A2: Huyện Đông | LN-04 | Tháng 5 | trong kỳ | 450 | "`+stated+`"`))
	if len(findings) > 0 {
		t.Fatalf("%+v", findings)
	}
	return listed
}

func sheetOfDong(t *testing.T, p *plan.Plan, cell string) *validate.Reading {
	t.Helper()
	return validate.Read(p, "dong", parseGrid(t, "dong", `
		tab Báo cáo
		A1: Chỉ tiêu | ĐVT | Tháng 5
		A2: Trồng cây phân tán | nghìn cây | `+cell))
}

func figuresOf(readings []*validate.Reading) string {
	var got []string
	for _, r := range readings {
		for _, o := range r.Observations {
			got = append(got, o.Value.Number.String())
		}
	}
	return strings.Join(got, " ")
}

func rulesOf(readings []*validate.Reading) string {
	got := ""
	for _, r := range readings {
		for _, f := range r.Findings {
			got += f.Rule + " " + string(f.Severity) + " "
		}
	}
	return got
}

func day(n int) time.Time { return time.Date(2024, 6, n, 8, 0, 0, 0, time.UTC) }
