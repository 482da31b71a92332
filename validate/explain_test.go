package validate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/table"
	"thidua/validate"
)

// TestExplainRows tells of each way in which a row finds its indicator, and
// of rows that find none.
func TestExplainRows(t *testing.T) {
	grid := parseGrid(t, "sheet", `
tab Tháng 5
A1: Kết quả thực hiện tháng 5 năm 2024
A3: STT | Chỉ tiêu | Đơn vị tính | Thực hiện trong tháng | Ghi chú
A4: I | LÂM NGHIỆP
A5: 1 | LN-01: rừng | ha | 110
A6: 2 | Chăm sóc rừng trồng | ha | 520
A7: 3 | Trồng rừng mới | ha | 7
A8: 4 | bao ve rung | ha | 9
A9: 5 | Trồng cây phan tánn | nghìn cây | 9
A10: 6 | Diện tích | ha | 9
A11: 7 | Số giếng khoan | cái | 2
A12: 8 | Tỷ lệ tiêm phòng | % | 50
A13: - | Số con đã tiêm | con | 5
A14: - | Số con trong diện tiêm | con | 10
A15: Người lập biểu
`)
	_, told := validate.NewInterpreter(testPlan(t)).Explain("lam-nghiep", grid)
	want := `
B5 LN-01: rừng -> LN-01 by code 1.00 ""
B6 Chăm sóc rừng trồng -> LN-02 by name 1.00 "Chăm sóc rừng trồng"
B7 Trồng rừng mới -> LN-01 by alias 1.00 "Trồng rừng mới"
B8 bao ve rung -> LN-03 by fold 1.00 "Bảo vệ rừng"
B9 Trồng cây phan tánn -> LN-04 by near 0.96 "Trồng cây phân tán"
B10 Diện tích -> none, perhaps TT-01 0.65 TT-02 0.61
B11 Số giếng khoan -> none
B12 Tỷ lệ tiêm phòng -> CN-01 by name 1.00 "Tỷ lệ tiêm phòng"
B13 Số con đã tiêm -> numerator of CN-01
B14 Số con trong diện tiêm -> denominator of CN-01
`
	if diff := cmp.Diff(strings.TrimLeft(want, "\n"), showRows(told.Tabs[0].Rows)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func showRows(rows []validate.RowExplanation) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%s %s -> ", r.Ref.A1(), r.Label)
		switch {
		case r.Part != "":
			fmt.Fprintf(&b, "%s of %s", r.Part, r.Indicator)
		case r.Indicator != "":
			fmt.Fprintf(&b, "%s by %s %.2f %q", r.Indicator, r.How, r.Score, r.Name)
		case r.Ambiguous:
			b.WriteString("ambiguous")
		default:
			b.WriteString("none")
		}
		if len(r.Candidates) > 0 {
			b.WriteString(", perhaps")
		}
		for _, c := range r.Candidates {
			fmt.Fprintf(&b, " %s %.2f", c.Code, c.Score)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestExplainAnything holds the laws of Explain against any grid: it reads what
// Read does, classes every non-empty cell as the ledger counts, and for every
// reported cell there is a finding that names it.
func TestExplainAnything(t *testing.T) {
	p := testPlan(t)
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		for i := range g.Tabs {
			g.Tabs[i].Title = fmt.Sprint(i+1, " ", g.Tabs[i].Title) // a spreadsheet has no two tabs of one title
		}
		unit := p.Units[rapid.IntRange(0, len(p.Units)-1).Draw(t, "unit")].ID
		in := validate.NewInterpreter(p)
		r, told := in.Explain(unit, g)
		if diff := cmp.Diff(in.Read(unit, g), r, cmp.Comparer(plan.Number.Equal)); diff != "" {
			t.Fatalf("explaining changes what is read:\n%s", diff)
		}
		if diff := cmp.Diff(r.Ledger, ledgerOf(told)); diff != "" {
			t.Fatalf("the classes of the cells are not those of the ledger:\n%s", diff)
		}
		for i, tab := range told.Tabs {
			view := table.NewView(&g.Tabs[i])
			for ref, cell := range tab.Cells {
				if cell.Class == validate.CellReported && len(cell.Findings) == 0 && !isNamed(r, view, ref) {
					t.Fatalf("%s!%s is reported and no finding names it", g.Tabs[i].Title, ref.A1())
				}
			}
		}
	})
}

func ledgerOf(e *validate.Explanation) validate.Ledger {
	l := validate.Ledger{IgnoredBy: map[string]int{}}
	for _, tab := range e.Tabs {
		for _, cell := range tab.Cells {
			l.NonEmpty++
			switch cell.Class {
			case validate.CellUsed:
				l.Used++
			case validate.CellReported:
				l.Reported++
			case validate.CellIgnored:
				l.Ignored++
				l.IgnoredBy[cell.Ignored]++
			}
		}
	}
	return l
}

// isNamed reports whether a finding stands at a cell.
func isNamed(r *validate.Reading, view *table.View, at sheets.Ref) bool {
	return slices.ContainsFunc(r.Findings, func(f validate.Finding) bool {
		ref, err := sheets.ParseRef(f.Origin.Cell)
		return err == nil && f.Origin.Tab == view.Tab().Title && view.Span(ref).From == at
	})
}

// TestExplainElsewhere: a cell that is not used says by which finding, though
// that stands at the row's label or the column's header.
func TestExplainElsewhere(t *testing.T) {
	grid := parseGrid(t, "sheet", `
tab Tháng 5
A1: Kết quả thực hiện tháng 5 năm 2024
A3: STT | Chỉ tiêu | Đơn vị tính | Thực hiện trong tháng | Khối lượng khác
A4: 1 | Trồng rừng | ha | 110 | 5
A5: 2 | Số giếng khoan | cái | 12
`)
	_, told := validate.NewInterpreter(testPlan(t)).Explain("lam-nghiep", grid)
	got := map[string]string{}
	for ref, cell := range told.Tabs[0].Cells {
		for _, f := range cell.Findings {
			got[ref.A1()] += f.Rule + " at " + f.Origin.Cell
		}
	}
	want := map[string]string{"E4": "header-ambiguous at E3", "D5": "indicator-unknown at B5"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
