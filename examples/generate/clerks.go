package main

import (
	"time"

	"thidua/plan"
)

// clerk is one unit's way of keeping its report, and the mistakes in it.
type clerk struct {
	unit    plan.UnitID
	style   style
	without []plan.Code           // owed indicators that the report leaves out
	in      map[plan.Code]another // indicators kept in another measure
	extra   []line                // rows that the unit does not owe
	until   int                   // last month reported; 0 is thisMonth
	faults  []fault
}

// another is a measure other than the plan's, and how many of it make one of
// the plan's.
type another struct {
	measure string
	factor  float64
}

// fault is one mistake, and the finding that must name it.
type fault struct {
	rule, severity string // "" when this mistake is only part of another
	at             place
	typed          any    // what the clerk typed; nil when the place itself is the mistake
	where          string // the finding's place, when it is not at
	why            string
	also           func(b *book) // what cannot be typed into a known place
}

// clerks lists the units in the plan's order, each with what its clerk does.
func clerks() []clerk {
	return append(department(), districts()...)
}

func department() []clerk {
	return []clerk{
		{unit: "van-phong", style: matrix, faults: []fault{{
			rule: "stray-cell", severity: "warning", where: "Báo cáo 2024!T31", why: "một con số nằm lẻ ngoài bảng",
			also: func(b *book) { b.put("Báo cáo 2024", 20, 31, 1250.0) },
		}}},
		{unit: "tccb", style: grouped},
		{unit: "khtc", style: matrix, faults: []fault{{
			rule: "measure-mismatch", severity: "error", at: place{"GRDP-01", measure, 0}, typed: "tỷ đồng",
			why: "tốc độ tăng trưởng ghi đơn vị tính là tỷ đồng",
		}}},
		{unit: "thanh-tra", style: numbered},
		{unit: "kiem-lam", style: grouped, in: map[plan.Code]another{"LN-07": {"tấn", 1000}}, faults: []fault{{
			rule: "measure-converted", severity: "info", at: place{"LN-07", measure, 0},
			why: "kế hoạch tính bằng nghìn tấn, đơn vị ghi bằng tấn",
		}}},
		{unit: "tt-bvtv", style: matrix, faults: []fault{
			{
				rule: "number-as-text", severity: "warning", at: place{"TT-06", inPeriod, 5}, typed: "88,1 ha",
				why: "gõ cả đơn vị tính vào ô số",
			},
			{
				rule: "part-exceeds-whole", severity: "error", at: place{"TT-02", inPeriod, 4}, typed: 14900.0,
				why: "cây lương thực có hạt nhiều hơn tổng diện tích gieo trồng",
			},
		}},
		{unit: "cn-ty", style: grouped, faults: []fault{
			{at: place{"CN-02", numPart, 6}, typed: 190.0},
			{
				rule: "numerator-exceeds-denominator", severity: "error", at: place{"CN-02", inPeriod, 6},
				why: "tử số lớn hơn mẫu số",
			},
			{
				rule: "percent-not-matching", severity: "warning", at: place{"CN-02", inPeriod, 6},
				why: "tỷ lệ đã gõ không khớp tử số, mẫu số vừa sửa",
			},
		}},
		{unit: "thuy-loi", style: numbered, faults: []fault{{
			rule: "evidence-missing", severity: "warning", at: place{"PCTT-01", inPeriod, 3}, typed: "Đã ban hành",
			why: "báo đã ban hành mà không có số, ngày văn bản",
		}}},
		{unit: "ptnt", style: matrix, without: []plan.Code{"HTX-01"}, faults: []fault{
			{rule: "indicator-missing", severity: "error", why: "bảng không có dòng nào cho HTX-01"},
			{
				rule: "fraction-of-count", severity: "error", at: place{"HTX-04", inPeriod, 4}, typed: 2.5,
				why: "không thể thành lập nửa hợp tác xã",
			},
			{
				rule: "formula-error", severity: "error", at: place{"HTX-02", inPeriod, 5}, typed: failedFormula("1/0"),
				why: "công thức báo lỗi chia cho 0",
			},
		}},
		{unit: "qlcl", style: monthly},
		{
			unit: "vp-ntm", style: grouped,
			extra: []line{{label: "Số thôn đạt chuẩn thôn thông minh", measure: "thôn", part: inPeriod, figures: map[int]any{3: 2.0, 6: 4.0}}},
			faults: []fault{
				{
					rule: "date-in-number", severity: "error", at: place{"NTM-02", inPeriod, 4}, typed: time.Date(2024, 4, 3, 0, 0, 0, 0, time.UTC),
					why: "bảng tính đổi số vừa gõ thành ngày", also: func(b *book) { b.asDate(place{"NTM-02", inPeriod, 4}) },
				},
				{
					rule: "indicator-unknown", severity: "warning", at: place{"", label, 0},
					why: "dòng không có trong kế hoạch",
				},
			},
		},
		{unit: "khuyen-nong", style: matrix},
		{unit: "nuoc-sach", style: numbered, faults: []fault{
			{at: place{"NS-02", numPart, 6}, typed: nothing{}},
			{at: place{"NS-02", denPart, 6}, typed: nothing{}},
			{
				rule: "value-missing", severity: "error", at: place{"NS-02", inPeriod, 6}, typed: nothing{},
				why: "để trống số liệu quý II",
			},
		}},
		{
			unit: "huu-lien", style: grouped,
			extra: []line{{code: "LN-01", label: "Trồng rừng", measure: "ha", part: inPeriod, figures: map[int]any{3: 12.0, 4: 15.5, 5: 11.0}}},
			faults: []fault{{
				rule: "not-responsible", severity: "warning", at: place{"LN-01", label, 0},
				why: "diện tích này đã nằm trong số liệu của Kiểm lâm",
			}},
		},
	}
}

func districts() []clerk {
	june := place{"LN-05", inPeriod, 6}
	return []clerk{
		{unit: "tp-lang-son", style: long, faults: []fault{{
			rule: "period-outside-plan", severity: "warning", where: "Số liệu!D8", why: "dòng số liệu của năm trước",
			also: func(b *book) {
				for col, v := range []any{"Tháng 12/2023", b.lines[1].label, b.lines[1].measure, 9.5} {
					b.put("Số liệu", col+1, 8, v)
				}
			},
		}}},
		{unit: "cao-loc", style: long, faults: []fault{{
			rule: "magnitude-slip", severity: "warning", at: june, typed: func(right float64) any { return right * 1000 },
			why: "ghi bằng cây trong khi các tháng khác ghi nghìn cây",
		}}},
		{unit: "loc-binh", style: coded, faults: []fault{
			{
				rule: "cumulative-decreasing", severity: "error", at: place{"LN-05", cumulative, 5}, typed: func(right float64) any { return round(right/2, 1) },
				why: "lũy kế tháng sau nhỏ hơn tháng trước",
			},
		}},
		{unit: "dinh-lap", style: monthly, faults: []fault{{
			rule: "cumulative-not-sum", severity: "warning", at: place{"LN-05", cumulative, 6}, typed: func(right float64) any { return right + 3 },
			why: "lũy kế khác tổng các tháng",
		}}},
		{unit: "chi-lang", style: matrix, faults: []fault{{
			rule: "value-not-number", severity: "error", at: june, typed: "đang rà soát", why: "ghi chữ vào ô số",
		}}},
		{unit: "huu-lung", style: matrix, faults: []fault{{
			rule: "negative-value", severity: "error", at: place{"LN-05", inPeriod, 2}, typed: -5.0, why: "số âm",
		}}},
		{unit: "bac-son", style: long, until: 5, faults: []fault{{
			rule: "report-missing", severity: "error", why: "chưa báo cáo tháng 6",
		}}},
		{unit: "binh-gia", style: long, faults: []fault{{
			rule: "number-ambiguous", severity: "error", at: june, typed: "1.250",
			why: "1,25 hay 1.250: cả hai đều khác xa các tháng khác",
		}}},
		{unit: "van-lang", style: matrix, faults: []fault{{
			rule: "target-altered", severity: "warning", at: place{"LN-05", planPart, 0}, typed: func(right float64) any { return right - 20 },
			why: "đơn vị tự sửa chỉ tiêu được giao",
		}}},
		{unit: "van-quan", style: matrix, faults: []fault{{
			rule: "future-period", severity: "warning", at: place{"LN-05", inPeriod, 8}, typed: 18.0,
			why: "số liệu của tháng chưa đến",
		}}},
		{
			unit: "trang-dinh", style: grouped,
			extra: []line{{code: "LN-05", label: "Trồng cây phân tán", measure: "nghìn cây", part: inPeriod, figures: map[int]any{2: 31.5}}},
			faults: []fault{{
				rule: "indicator-repeated", severity: "error", where: "TH chỉ tiêu!F8", why: "hai dòng cho cùng một chỉ tiêu, số khác nhau",
			}},
		},
	}
}
