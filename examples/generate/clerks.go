package main

import (
	"time"

	"thidua/plan"
)

// clerk is one unit's way of keeping its report, and the mistakes in it.
type clerk struct {
	unit   plan.UnitID
	style  style
	styled []plan.Code // owed indicators that the report leaves out
	faults []fault
}

// fault is one mistake, and the finding that must name it.
type fault struct {
	rule, severity string // "" when this mistake is only part of another
	at             place
	typed          any
	where          string // the finding's place, when it is not at
	why            string
	also           func(b *book) // what cannot be typed into a known place
}

// clerks lists the units in the plan's order.
func clerks() []clerk {
	day := time.Date(2024, 4, 3, 0, 0, 0, 0, time.UTC)
	return []clerk{
		{unit: "van-phong", style: matrix},
		{unit: "tccb", style: grouped},
		{unit: "khtc", style: monthly, faults: []fault{
			{"measure-mismatch", "error", place{"GRDP-01", measure, 0}, "tỷ đồng", "", "tốc độ tăng trưởng ghi đơn vị tính là tỷ đồng", nil},
		}},
		{unit: "thanh-tra", style: numbered},
		{unit: "kiem-lam", style: matrix, faults: []fault{
			{"measure-converted", "info", place{"LN-07", measure, 0}, "tấn", "", "kế hoạch tính bằng nghìn tấn, đơn vị ghi bằng tấn", nil},
		}},
		{unit: "tt-bvtv", style: monthly, faults: []fault{
			{"number-as-text", "info", place{"TT-06", inPeriod, 5}, "88,1 ha", "", "gõ cả đơn vị tính vào ô số", nil},
		}},
		{unit: "cn-ty", style: grouped, faults: []fault{
			{"numerator-exceeds-denominator", "error", place{"CN-02", numPart, 6}, 190.0, "", "tử số lớn hơn mẫu số", nil},
		}},
		{unit: "thuy-loi", style: numbered, faults: []fault{
			{"evidence-missing", "warning", place{"PCTT-01", inPeriod, 3}, "Đã ban hành", "", "báo đã ban hành mà không có số, ngày văn bản", nil},
		}},
		{unit: "ptnt", style: matrix, faults: []fault{
			{"fraction-of-count", "warning", place{"HTX-04", inPeriod, 4}, 2.5, "", "không thể thành lập nửa hợp tác xã", nil},
		}},
		{unit: "qlcl", style: monthly, styled: []plan.Code{"TD-01"}, faults: []fault{
			{rule: "indicator-missing", severity: "warning", why: "bảng không có dòng nào cho TD-01"},
		}},
		{unit: "vp-ntm", style: grouped, faults: []fault{
			{"date-in-number", "error", place{"NTM-02", inPeriod, 4}, day, "", "ô số bị bảng tính đổi thành ngày", nil},
		}},
		{unit: "khuyen-nong", style: matrix},
		{unit: "nuoc-sach", style: numbered},
		{unit: "huu-lien", style: grouped},
		{unit: "tp-lang-son", style: long},
		{unit: "cao-loc", style: coded},
		{unit: "loc-binh", style: matrix},
		{unit: "dinh-lap", style: grouped},
		{unit: "chi-lang", style: monthly},
		{unit: "huu-lung", style: numbered},
		{unit: "bac-son", style: long},
		{unit: "binh-gia", style: coded},
		{unit: "van-lang", style: matrix},
		{unit: "van-quan", style: long},
		{unit: "trang-dinh", style: grouped},
	}
}
