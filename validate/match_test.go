package validate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"thidua/plan"
)

// showMatch writes a match as "LN-01 by name", "LN-01 or LN-03" or
// "unknown, perhaps LN-01".
func showMatch(m match) string {
	var codes []string
	for _, c := range m.Candidates {
		codes = append(codes, string(c))
	}
	switch {
	case m.Indicator != nil:
		return fmt.Sprintf("%s by %s", m.Indicator.Code, m.How)
	case m.Ambiguous:
		return strings.Join(codes, " or ")
	case len(codes) == 0:
		return "unknown"
	}
	return "unknown, perhaps " + strings.Join(codes, " ")
}

func TestMatchLabels(t *testing.T) {
	tests := []struct{ label, want string }{
		// names as clerks write them
		{"Trồng rừng", "LN-01 by name"},
		{"TRỒNG RỪNG", "LN-01 by name"},
		{"trong rung", "LN-01 by fold"},
		{"Trồng rừng (trồng mới và trồng lại sau khai thác)", "LN-01 by name"},
		{"1. Trồng rừng (ha)", "LN-01 by name"},
		{"- Trồng rừng, ĐVT: ha", "LN-01 by name"},
		{"a) Chăm sóc rừng trồng", "LN-03 by name"},
		{"1.2. Bảo vệ rừng", "LN-04 by name"},
		{"II - Bảo vệ rừng:", "LN-04 by name"},
		{"+ Khai thác gỗ (1)", "LN-06 by name"},
		{"Trồng rừng trên 9.000 ha", "LN-01 by name"},
		{"Trồng rừng năm 2024", "LN-01 by name"},
		{"Tỉ lệ che phủ rừng (%)", "LN-02 by name"},
		{"Tỷ lệ che phủ rừng đạt 64,6%", "LN-02 by name"},
		{"Trồng cây phân tán (1000 cây)", "LN-05 by name"},
		{"Trồng cây phân tan", "LN-05 by fold"},
		{"Trồngcây phân tán", "LN-05 by fold"},
		{"Trong đó: Cây lương thực có hạt", "TT-02 by name"},
		{"DT gieo trồng cây lương thực có hạt", "TT-02 by name"},
		{"Số xã đạt chuẩn NTM", "NTM-01 by name"},
		{"Số xã đạt chuẩn NTM nâng cao năm 2024", "NTM-02 by name"},
		{"Tỉ lệ tiêm phòng cho gia súc gia cầm", "CN-01 by name"},
		{"KH thi đua của đơn vị", "TD-01 by name"},
		{"Sản phẩm OCOP đạt từ 3 sao trở lên", "HTX-03 by name"},

		// names nearly the same
		{"Chăm sóc rừng trồg", "LN-03 by near"},
		{"Nhựa thôg", "LN-07 by near"},
		{"Diện tích chăm sóc rừng trồng", "LN-03 by near"},
		{"Sản lượng khai thác gỗ", "LN-06 by near"},
		{"Số xã đạt NTM nâng cao", "NTM-02 by near"},
		{"Số xã đạt chuẩn nông thôn mới kiể mẫu", "NTM-03 by near"},
		{"Tỷ lệ HTX nông nghiệp hoạt động hiệu quả", "HTX-05 by near"},
		{"Số sản phẩm OCOP đạt từ 3 sao trở lên", "HTX-03 by near"},
		{"Bằng khen cho tập thể", "KT-01 by near"},

		// other things that have words in common with a name
		{"Rừng trồng", "unknown, perhaps LN-01 LN-03 LN-06"},
		{"Trồng rừng phòng hộ", "unknown, perhaps LN-01"},
		{"Bảo vệ rừng trồng", "unknown, perhaps LN-04"},
		{"Khai thác đá", "unknown, perhaps LN-06 LN-07"},
		{"Khai thac co", "unknown, perhaps LN-06 LN-07"},
		{"Diện tích khai thác gỗ", "unknown, perhaps LN-06 LN-07"},
		{"Số HTX yếu kém", "unknown, perhaps HTX-06"},
		{"Tỷ lệ HTX nông nghiệp hoạt động ko hiệu quả", "unknown, perhaps HTX-05 HTX-06"},
		{"Sản phẩm OCOP 4 sao", "unknown, perhaps HTX-03 NTM-05"},
		{"Số xã đạt chuẩn", "unknown, perhaps NTM-01 NTM-02 NTM-03"},
		{"Bằng khen cấp tỉnh", "unknown, perhaps KT-03 KT-01"},
		{"Xây dựng đường giao thông nông thôn", "unknown"},
		{"Lâm nghiệp", "unknown"},
		{"I", "unknown"},
		{"", "unknown"},
		{"-", "unknown"},

		// what a name says and the label does not
		{"Diện tích rừng", "unknown, perhaps LN-01"},
		{"Diện tích cây ăn quả", "unknown, perhaps TT-06 TT-02 LN-01"},
		{"Mã số vùng trồng", "unknown, perhaps TT-04"},
		{"Tổng số xã đạt chuẩn NTM", "unknown, perhaps NTM-01 NTM-02 NTM-03"},
		{"Số huyện đạt chuẩn NTM", "unknown, perhaps NTM-01 NTM-02 NTM-03"},
		{"Trồng rừng toàn tỉnh", "LN-01 by near"},

		// of another year
		{"Trồng rừng năm 2023", "unknown, perhaps LN-01"},
		{"Số xã đạt chuẩn NTM năm 2023", "unknown, perhaps NTM-01"},

		// two indicators are meant equally
		{"Lương thực có hạt", "TT-02 or TT-03"},
	}
	m := newMatcher(newNameIndex(examplePlan(t)), "van-phong")
	for _, test := range tests {
		if got := showMatch(m.match("", test.label, nil)); got != test.want {
			t.Errorf("%q is %s, want %s", test.label, got, test.want)
		}
	}
}

func TestMatchCodes(t *testing.T) {
	tests := []struct{ code, label, want string }{
		{"LN-01", "", "LN-01 by code"},
		{"ln01", "", "LN-01 by code"},
		{"LN 01", "Trồng rừng", "LN-01 by code"},
		{"LN.1", "Trồng rừng tập trung", "LN-01 by code"},
		{"LN–01", "Trồng rừng", "LN-01 by code"},
		{"LN-01", "Diện tích đất trống", "LN-01 by code"},
		{"", "LN-01: Trồng rừng", "LN-01 by code"},
		{"", "[LN-01] Trồng rừng", "LN-01 by code"},
		{"", "LN01", "LN-01 by code"},
		{"", "LN-01", "LN-01 by code"},

		// not a code of the plan: the name decides
		{"1", "Trồng rừng", "LN-01 by name"},
		{"LN-99", "Trồng rừng", "LN-01 by name"},
		{"LN-O1", "Trồng rừng", "LN-01 by name"},
		{"LN-99", "", "unknown"},

		// code and name contradict each other
		{"LN-03", "Trồng rừng", "LN-03 or LN-01"},
		{"", "LN-04 Chăm sóc rừng trồng", "LN-04 or LN-03"},
		{"LN-01", "Chăm sóc rừng trồg", "LN-01 or LN-03"},
		{"LN-01", "Lương thực có hạt", "LN-01 or TT-02 or TT-03"},
		{"TT-03", "Lương thực có hạt", "TT-03 by code"},
	}
	m := newMatcher(newNameIndex(examplePlan(t)), "kiem-lam")
	for _, test := range tests {
		if got := showMatch(m.match(test.code, test.label, nil)); got != test.want {
			t.Errorf("%q %q is %s, want %s", test.code, test.label, got, test.want)
		}
	}
}

func TestMatchUsesWhatStandsAbove(t *testing.T) {
	tests := []struct {
		path  []string
		label string
		want  string
	}{
		{[]string{"Số xã đạt chuẩn NTM"}, "- Nâng cao", "NTM-02 by parent"},
		{[]string{"Số xã đạt chuẩn NTM (xã)"}, "- Kiểu mẫu", "NTM-03 by parent"},
		{[]string{"Diện tích gieo trồng"}, "Cây lương thực có hạt", "TT-02 by name"},
		{[]string{"Trồng rừng"}, "Trồng rừng phòng hộ", "unknown, perhaps LN-01"},
		{[]string{"Trồng rừng"}, "Rừng phòng hộ", "unknown"},
	}
	m := newMatcher(newNameIndex(examplePlan(t)), "vp-ntm")
	for _, test := range tests {
		if got := showMatch(m.match("", test.label, test.path)); got != test.want {
			t.Errorf("%q under %q is %s, want %s", test.label, test.path, got, test.want)
		}
	}
}

// Two indicators of one name are told apart by the section above the row, or
// else by which of them the unit reports; where that leaves several, none is
// chosen.
func TestMatchTies(t *testing.T) {
	p := &plan.Plan{
		Campaigns: []plan.Campaign{{ID: "2", Name: "CĐ2", Text: "Thi đua cải cách hành chính"}},
		Sections:  []plan.Section{{ID: "a", Name: "Về Giáo dục"}, {ID: "b", Name: "Công tác y tế", Campaign: "2"}},
		Indicators: []plan.Indicator{
			{Code: "GD-01", Name: "Số cơ sở đạt chuẩn", Section: "a", Reporters: []plan.UnitID{"gd", "so"}},
			{Code: "YT-01", Name: "Số cơ sở đạt chuẩn", Section: "b", Reporters: []plan.UnitID{"yt", "so"}},
		},
	}
	tests := []struct {
		unit plan.UnitID
		path []string
		want string
	}{
		{"so", nil, "GD-01 or YT-01"},
		{"khac", nil, "GD-01 or YT-01"},
		{"yt", nil, "YT-01 by unit"},
		{"so", []string{"I. LĨNH VỰC GIÁO DỤC"}, "GD-01 by context"},
		{"so", []string{"Cải cách hành chính"}, "YT-01 by context"},
		{"yt", []string{"Giáo dục"}, "GD-01 by context"},
		{"so", []string{"Giao thông"}, "GD-01 or YT-01"},
		{"so", []string{"Giáo dục", "Y tế"}, "GD-01 or YT-01"},
	}
	for _, test := range tests {
		if got := showMatch(newMatcher(newNameIndex(p), test.unit).match("", "Số cơ sở đạt chuẩn", test.path)); got != test.want {
			t.Errorf("for %s under %q: %s, want %s", test.unit, test.path, got, test.want)
		}
	}
}

// Every name and alias of the plan finds its own indicator in every way of
// writing it.
func TestMatchEveryName(t *testing.T) {
	p := examplePlan(t)
	m := newMatcher(newNameIndex(p), "")
	for _, x := range p.Indicators {
		for _, text := range append([]string{x.Name}, x.Aliases...) {
			for _, written := range []string{
				text, strings.ToUpper(text), fold(text), norm.NFD.String(text), "- " + text, "1. " + text, "(2) " + text,
				"c) " + text + ":", text + " (" + x.Measure + ")", text + ", " + x.Measure, strings.ReplaceAll(text, " ", "\u00a0 "),
			} {
				if got := m.match("", written, nil); got.Indicator == nil || got.Indicator.Code != x.Code || got.Score != 1 {
					t.Errorf("%q is %s, want %s", written, showMatch(got), x.Code)
				}
			}
		}
	}
}

// A slip of the finger in a name never makes it another indicator's, with
// diacritics or without, and nearly always leaves it readable.
func TestMatchEverySlip(t *testing.T) {
	p := examplePlan(t)
	m := newMatcher(newNameIndex(p), "")
	tried, found := 0, 0
	for _, x := range p.Indicators {
		for _, text := range []string{x.Name, fold(x.Name)} {
			for _, slip := range slipsOf(text) {
				got := m.match("", slip, nil)
				tried++
				switch {
				case got.Indicator != nil && got.Indicator.Code != x.Code:
					t.Errorf("%q is %s, want %s", slip, showMatch(got), x.Code)
				case got.Indicator != nil:
					found++
				case !slices.Contains(got.Candidates, x.Code):
					t.Errorf("%q is %s, and not perhaps %s", slip, showMatch(got), x.Code)
				}
			}
		}
	}
	if found*10 < tried*8 {
		t.Errorf("%d of %d slips were read, want at least 8 in 10", found, tried)
	}
	t.Logf("%d of %d slips were read", found, tried)
}

// slipsOf returns a text with each letter left out, and with each two letters
// exchanged.
func slipsOf(text string) []string {
	var slips []string
	r := []rune(text)
	for i := range r {
		slips = append(slips, string(r[:i])+string(r[i+1:]))
		if i+1 < len(r) {
			swapped := slices.Clone(r)
			swapped[i], swapped[i+1] = r[i+1], r[i]
			slips = append(slips, string(swapped))
		}
	}
	return slips
}

func TestPartOf(t *testing.T) {
	p := examplePlan(t)
	tests := []struct {
		code        plan.Code
		label, want string
	}{
		{"CN-01", "Số con đã tiêm", "numerator"},
		{"CN-01", "- Số con đã tiêm (con)", "numerator"},
		{"HTX-05", "+ so htx co hieu qua", "numerator"},
		{"CN-01", "Trong đó: Số con đã tiêmm", "numerator"},
		{"CN-01", "Tử số", "numerator"},
		{"CN-01", "Tử số (con đã tiêm)", "numerator"},
		{"CN-01", "Số con trong diện tiêm", "denominator"},
		{"CN-01", "Mẫu số: con trong diện tiêm", "denominator"},
		{"CN-01", "Số con", "neither"},
		{"CN-01", "Số con chưa tiêm", "neither"},
		{"CN-01", "Từ số liệu", "neither"},
		{"CN-01", "", "neither"},
		{"HTX-05", "Tổng số HTX", "denominator"},
		{"HTX-05", "Số HTX hoạt động có hiệu quả", "numerator"},
		{"HTX-05", "Số HTX hoạt động không hiệu quả", "neither"},
		{"LN-01", "Số con đã tiêm", "neither"},
	}
	for _, test := range tests {
		numerator, denominator := partOf(p.Indicator(test.code), test.label)
		got := "neither"
		switch {
		case numerator && denominator:
			got = "both"
		case numerator:
			got = "numerator"
		case denominator:
			got = "denominator"
		}
		if got != test.want {
			t.Errorf("%q under %s is %s, want %s", test.label, test.code, got, test.want)
		}
	}
}

// A unit's workbook of 12 tabs with 40 rows each, as it is read every round.
func BenchmarkMatchUnit(b *testing.B) {
	p := examplePlan(b)
	b.ReportAllocs()
	for b.Loop() {
		m := newMatcher(newNameIndex(p), "kiem-lam")
		for range 12 {
			for i := range p.Indicators {
				m.match("", p.Indicators[i].Name, nil)
			}
		}
	}
}

func BenchmarkNewMatcher(b *testing.B) {
	p := examplePlan(b)
	b.ReportAllocs()
	for b.Loop() {
		newMatcher(newNameIndex(p), "kiem-lam")
	}
}

func BenchmarkMatchUnknown(b *testing.B) {
	m := newMatcher(newNameIndex(examplePlan(b)), "kiem-lam")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.match("", fmt.Sprintf("Diện tích rừng phòng hộ bị thiệt hại %d", i), nil)
	}
}
