package validate

import (
	"strings"
	"testing"

	"thidua/plan"
	"thidua/templates"
)

func TestParsePeriod(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Tháng 5", "2024-05"},
		{"THÁNG 05", "2024-05"},
		{"tháng5", "2024-05"},
		{"Tháng 5/2024", "2024-05"},
		{"Tháng 5-2024", "2024-05"},
		{"Tháng 5 năm 2024", "2024-05"},
		{"Tháng 5, năm 2024", "2024-05"},
		{"tháng 5/2023", "2023-05"},
		{"T5", "2024-05"},
		{"T.5", "2024-05"},
		{"T 05", "2024-05"},
		{"t5/24", "2024-05"},
		{"T5/2024", "2024-05"},
		{"T5.2024", "2024-05"},
		{"Th5", "2024-05"},
		{"Th.5", "2024-05"},
		{"5/2024", "2024-05"},
		{"05/2024", "2024-05"},
		{"5-2024", "2024-05"},
		{"05.2024", "2024-05"},
		{"2024-05", "2024-05"},
		{"2024/5", "2024-05"},
		{"Kỳ tháng 5", "2024-05"},
		{"(Tháng 5)", "2024-05"},
		{"Tháng 5:", "2024-05"},
		{"T12", "2024-12"},
		{"tháng giêng", "2024-01"},
		{"Tháng Ba", "2024-03"},
		{"Tháng năm", "2024-05"},
		{"Tháng Năm năm 2023", "2023-05"},
		{"tháng mười", "2024-10"},
		{"tháng mười một", "2024-11"},
		{"tháng mười hai năm 2024", "2024-12"},
		{"đến 31/5/2024", "2024-05"},
		{"Lũy kế đến ngày 31/5", "2024-05"},
		{"tính đến hết ngày 31 tháng 5 năm 2024", "2024-05"},
		{"31/05/2024", "2024-05"},

		{"Quý I", "2024-Q1"},
		{"Quý II/2024", "2024-Q2"},
		{"quí 3", "2024-Q3"},
		{"QUÝ IV NĂM 2023", "2023-Q4"},
		{"Quý Ⅱ", "2024-Q2"},
		{"Q2", "2024-Q2"},
		{"Q.I/2024", "2024-Q1"},
		{"QIII", "2024-Q3"},
		{"2024-Q2", "2024-Q2"},
		{"T4-T6", "2024-Q2"},
		{"3 tháng đầu năm", "2024-Q1"},
		{"3 tháng cuối năm", "2024-Q4"},

		{"6 tháng", "2024-H1"},
		{"TH 6 tháng", "2024-H1"},
		{"TH 6T/2024", "2024-H1"},
		{"TH 6 tháng cuối năm", "2024-H2"},
		{"06 tháng đầu năm 2024", "2024-H1"},
		{"Sáu tháng đầu năm", "2024-H1"},
		{"6T", "2024-H1"},
		{"6T/2024", "2024-H1"},
		{"6T đầu năm", "2024-H1"},
		{"nửa đầu năm 2024", "2024-H1"},
		{"6 tháng cuối năm 2024", "2024-H2"},
		{"tháng 7 - 12", "2024-H2"},
		{"T1-T6/2024", "2024-H1"},
		{"2024-H1", "2024-H1"},

		{"9 tháng", "2024-9M"},
		{"9T đầu năm 2024", "2024-9M"},
		{"chín tháng đầu năm", "2024-9M"},
		{"2024-9M", "2024-9M"},

		{"5 tháng đầu năm 2024", "2024-05"},
		{"11 tháng", "2024-11"},
		{"Tháng 1 đến tháng 5", "2024-05"},

		{"12 tháng", "2024"},
		{"Cả năm", "2024"},
		{"Cả năm 2023", "2023"},
		{"Năm 2024", "2024"},
		{"2024", "2024"},
	}
	for _, test := range tests {
		if got, ok := parsePeriod(test.text, 2024); !ok || got.String() != test.want {
			t.Errorf("parsePeriod(%q) = %q, want %s", test.text, got, test.want)
		}
	}
}

func TestParsePeriodNone(t *testing.T) {
	tests := []string{
		"", "5", "13", "T", "Tháng", "Tháng 13", "T0", "tháng 00", "13/2024", "T13",
		"Quý", "Quý V", "Quý 5", "Quý 0", "năm", "năm 24", "1234",
		"Tháng/năm", "Tháng, năm", "Tháng nay", "tháng sau đó",
		"Kế hoạch tháng 5", "Trồng rừng", "31/13/2024", "5/24", "12/QĐ-UBND",
		"18.5", "31/5", "12-5", "1.000",
		"Tháng 6 - 2", "T3-T5", "ST5", "T5A", "BT6T",
		strings.Repeat("tháng ", 100000),
	}
	for _, text := range tests {
		if got, ok := parsePeriod(text, 2024); ok {
			t.Errorf("parsePeriod(%.40q) = %s, want none", text, got)
		}
	}
}

func TestFindPeriod(t *testing.T) {
	tests := []struct{ text, want string }{
		{"BÁO CÁO THÁNG 5 NĂM 2024", "2024-05"},
		{"Báo cáo kết quả thực hiện tháng 5, phương hướng nhiệm vụ tháng 6 năm 2024", "2024-05"},
		{"BÁO CÁO KẾT QUẢ THÁNG 12 NĂM 2023", "2023-12"},
		{"Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024", "2024-H1"},
		{"Kết quả 5 tháng đầu năm 2024", "2024-05"},
		{"Báo cáo Quý II/2024", "2024-Q2"},
		{"BÁO CÁO QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024", "2024-Q2"},
		{"Biểu 01 - T5", "2024-05"},
		{"Kết quả tháng 5 và 5 tháng đầu năm 2024", "2024-05"},
		{"BC T05.2024", "2024-05"},
		{"Thang 05", "2024-05"},
		{"(Số liệu tính đến ngày 14/5/2024)", "2024-05"},
		{"(Tính từ ngày 15/4/2024 đến ngày 14/5/2024)", "2024-05"},
		{"Số liệu từ 26/4 đến 25/5/2024", "2024-05"},
		{"từ ngày 01/4 đến ngày 30/6/2024", "2024-Q2"},
		{"từ ngày 15/12/2023 đến hết ngày 14/5/2024", "2024-05"},
		{"(Kèm theo Báo cáo số 12/BC-SNN ngày 05/6/2024) tháng 5", "2024-05"},
		{"TH 5 tháng năm 2024", "2024-05"},
		{"(Kèm theo Báo cáo số 12/BC-SNN ngày 05 tháng 6 năm 2024) quý II", "2024-Q2"},
		{"Tiến độ tháng 5 so với cùng kỳ năm 2023", "2024-05"},
		{"KẾ HOẠCH THI ĐUA NĂM 2024 - Tháng 7", "2024-07"},
		{"Biểu tổng hợp năm 2024", "2024"},
		{"Nghị quyết số 08/2019/NQ-HĐND, năm 2024", "2024"},
	}
	for _, test := range tests {
		if got, ok := findPeriod(test.text, 2024); !ok || got.String() != test.want {
			t.Errorf("findPeriod(%q) = %q, want %s", test.text, got, test.want)
		}
	}
}

func TestFindPeriodNone(t *testing.T) {
	tests := []string{
		"", "Lạng Sơn, ngày 5 tháng 6", "Lạng Sơn, ngày     tháng 6", "Số: 05/2024/BC-UBND", "Quyết định số 12/QĐ-UBND ngày 05/3/2024",
		"Tổng hợp", "Biểu 01", "Sheet5", "BIỂU 05: LĨNH VỰC Y TẾ", "Trồng rừng tháng 13", "so với cùng kỳ tháng 5 năm 2023",
		"Biểu 05/2024", "BÁO CÁO THÁNG 5 VÀ THÁNG 6", "Tháng 5 + 6 năm 2024", "T5,6",
		"1.234 tấn", "Phụ lục II", "Lạng Sơn, 05 tháng 6", "từ 10/2 đến 25/5/2024",
	}
	for _, text := range tests {
		if got, ok := findPeriod(text, 2024); ok {
			t.Errorf("findPeriod(%q) = %s, want none", text, got)
		}
	}
}

// A span that counts from the start of the year holds what has run up, one
// that does not holds what came in it alone.
func TestFindSpanCumulative(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"Tháng 5", false},
		{"Quý II", false},
		{"TH T5", false},
		{"TH 5 tháng", true},
		{"TH 6T", true},
		{"5 tháng đầu năm", true},
		{"đến 25/5/2024", true},
		{"từ 01/01 đến 25/5/2024", true},
		{"từ 15/12/2023 đến 14/5/2024", true},
		{"từ 26/4 đến 25/5/2024", false},
		{"từ ngày 01/5/2024 đến ngày 31/5/2024", false},
		{"từ 01/4 đến 30/6", false},
	}
	for _, test := range tests {
		if s, ok := findSpan(test.text, 2024); !ok || s.cumulative != test.want {
			t.Errorf("findSpan(%q) is %s, cumulative %t, want %t", test.text, s.period, s.cumulative, test.want)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	vi := format(f, templates.Vietnamese)
	for _, s := range []string{"Tháng 5/2024", "T5", "Quý II", "6 tháng đầu năm", "9T", "2024", "đến 31/5/2024", "tháng mười hai", "T1-T5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = findPeriod(text, 2024)
		q, ok := parsePeriod(text, 2024)
		if !ok {
			if !q.IsZero() {
				t.Fatalf("%q is no period and yet %s", text, q)
			}
			return
		}
		if back, err := plan.ParsePeriod(q.String()); err != nil || back != q {
			t.Fatalf("%q: %s parses back as %s: %v", text, q, back, err)
		}
		for _, written := range []string{q.String(), vi.Period(q.String())} {
			if again, ok := parsePeriod(written, 1999); !ok || again != q {
				t.Fatalf("%q: %s written as %q reads %s", text, q, written, again)
			}
		}
	})
}
