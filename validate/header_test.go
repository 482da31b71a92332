package validate

import (
	"strings"
	"testing"

	"thidua/plan"
)

func TestReadHeader(t *testing.T) {
	tests := []struct {
		header string // levels from the top, parted by " > "
		want   string // role, period, basis, status unless official
	}{
		{"STT", "number"},
		{"TT", "number"},
		{"Số TT", "number"},
		{"STT > STT", "number"},
		{"Mã", "code"},
		{"Mã CT", "code"},
		{"Mã chỉ tiêu", "code"},
		{"MÃ SỐ", "code"},
		{"Chỉ tiêu", "label"},
		{"CHỈ TIÊU", "label"},
		{"Nội dung", "label"},
		{"Tên chỉ tiêu", "label"},
		{"Chi tieu", "label"},
		{"Nội dung chỉ tiêu", "label"},
		{"Chỉ tiêu thi đua", "label"},
		{"ĐVT", "measure"},
		{"Đơn vị tính", "measure"},
		{"Đơn vị\ntính", "measure"},
		{"Đ.V.T", ""},
		{"Don vi tinh", "measure"},
		{"Kỳ", "period"},
		{"Tháng", "period"},
		{"Tháng/năm", "period"},
		{"Thời gian", "period"},
		{"Kỳ báo cáo", "period"},
		{"Ghi chú", "note"},
		{"Số, ký hiệu văn bản", "note"},
		{"Nguyên nhân", "note"},
		{"Tử số", "numerator"},
		{"Mẫu số", "denominator"},
		{"Tháng 5 > Tử số", "numerator 2024-05"},

		{"KH", "plan"},
		{"Kế hoạch", "plan"},
		{"Chỉ tiêu giao", "plan"},
		{"Chỉ tiêu được giao", "plan"},
		{"Dự toán", "plan"},
		{"KH năm", "plan 2024"},
		{"KH năm 2024", "plan 2024"},
		{"KH 2024", "plan 2024"},
		{"Chỉ tiêu năm 2024", "plan 2024"},
		{"KH giao năm 2024 (ha)", "plan 2024"},
		{"KH tháng 5", "plan 2024-05 in-period"},
		{"Kế hoạch tháng", "plan in-period"},
		{"Kế hoạch lũy kế", "plan cumulative"},
		{"Kế hoạch > Tháng 5", "plan 2024-05"},
		{"Kế hoạch > Năm", "plan"},
		{"Tháng 5 > KH", "plan 2024-05"},
		{"Thực hiện > KH", "plan"},
		{"Năm 2024 > Kế hoạch", "plan"},
		{"Mục tiêu cả năm", "plan 2024"},

		{"TH", "in-period"},
		{"Thực hiện", "in-period"},
		{"Kết quả", "in-period"},
		{"Số liệu", "in-period"},
		{"Giá trị", "in-period"},
		{"Kết quả thực hiện", "in-period"},
		{"Thực hiện (ha)", "in-period"},
		{"Trong tháng", "in-period in-period"},
		{"Phát sinh", "in-period in-period"},
		{"Thực hiện trong kỳ", "in-period in-period"},
		{"Thực hiện tháng này", "in-period in-period"},
		{"Tháng 5", "in-period 2024-05"},
		{"T5", "in-period 2024-05"},
		{"Tháng 05/2024", "in-period 2024-05"},
		{"TH tháng 5", "in-period 2024-05"},
		{"KQ tháng 5", "in-period 2024-05"},
		{"Đã thực hiện", "in-period"},
		{"Kết quả thực hiện > Tháng", "in-period"},
		{"Tháng > 5", "in-period 2024-05"},
		{"Thực hiện các tháng > 05", "in-period 2024-05"},
		{"Quý II > 5", "in-period 2024-05"},
		{"Thực hiện cả năm 2024", "in-period 2024"},
		{"TH T5", "in-period 2024-05"},
		{"Thực hiện > Tháng 5", "in-period 2024-05"},
		{"Thực hiện năm 2024 > T5", "in-period 2024-05"},
		{"Kết quả thực hiện kế hoạch năm 2024 > Tháng 5", "in-period 2024-05"},
		{"Tháng 5 > TH", "in-period 2024-05"},
		{"Tháng 5 > Trong tháng", "in-period 2024-05 in-period"},
		{"Năm 2024 > Tháng 5", "in-period 2024-05"},
		{"Quý II", "in-period 2024-Q2"},
		{"Thực hiện > Quý II > Tháng 5", "in-period 2024-05"},
		{"6 tháng cuối năm", "in-period 2024-H2"},
		{"TH 2024", "in-period"},
		{"Năm 2024 > Thực hiện", "in-period"},
		{"Năm 2024", "in-period 2024"},
		{"Cả năm", "in-period 2024"},

		{"Lũy kế", "cumulative cumulative"},
		{"Luỹ kế", "cumulative cumulative"},
		{"LK", "cumulative cumulative"},
		{"Cộng dồn", "cumulative cumulative"},
		{"Từ đầu năm", "cumulative cumulative"},
		{"Lũy kế từ đầu năm đến nay", "cumulative cumulative"},
		{"TH lũy kế", "cumulative cumulative"},
		{"Tháng 5 > Lũy kế", "cumulative 2024-05 cumulative"},
		{"Lũy kế > Tháng 5", "cumulative 2024-05 cumulative"},
		{"Lũy kế thực hiện đến tháng báo cáo", "cumulative cumulative"},
		{"TH 5 tháng", "cumulative 2024-05 cumulative"},
		{"TH 6 tháng năm 2024", "cumulative 2024-H1 cumulative"},
		{"Lũy kế đến 31/5", "cumulative 2024-05 cumulative"},
		{"Luỹ kế đến tháng 5/2024", "cumulative 2024-05 cumulative"},
		{"LK 5 tháng", "cumulative 2024-05 cumulative"},
		{"5 tháng đầu năm", "cumulative 2024-05 cumulative"},
		{"6 tháng", "cumulative 2024-H1 cumulative"},
		{"Lũy kế > Thực hiện", "cumulative cumulative"},
		{"Thực hiện > Lũy kế", "cumulative cumulative"},
		{"Thực hiện > 6 tháng đầu năm", "cumulative 2024-H1 cumulative"},
		{"9 tháng", "cumulative 2024-9M cumulative"},
		{"Tổng cộng", "cumulative"},
		{"Cộng", "cumulative"},

		{"Ước TH", "estimate estimate"},
		{"ƯTH", "estimate estimate"},
		{"Ước thực hiện tháng 6", "estimate 2024-06 estimate"},
		{"Tháng 6 (ước)", "estimate 2024-06 estimate"},
		{"Ước thực hiện > Tháng 6", "estimate 2024-06 estimate"},
		{"Ước tháng 6 > Lũy kế", "estimate 2024-06 cumulative estimate"},
		{"Uoc nam 2024", "estimate 2024 estimate"},
		{"Ước TH 2024", "estimate 2024 estimate"},
		{"Ước thực hiện cả năm 2024", "estimate 2024 estimate"},
		{"Ước cả năm 2024 > Số lượng", "estimate 2024 estimate"},
		{"Ước lũy kế tháng 6", "estimate 2024-06 cumulative estimate"},

		{"Hiện có", "as-of as-of"},
		{"Cuối kỳ", "as-of as-of"},

		{"% KH", "percent-of-plan"},
		{"Tỷ lệ % so với KH", "percent-of-plan"},
		{"Tỉ lệ so với KH (%)", "percent-of-plan"},
		{"Đạt % KH", "percent-of-plan"},
		{"% hoàn thành", "percent-of-plan"},
		{"TH/KH (%)", "percent-of-plan"},
		{"% TH/KH", "percent-of-plan"},
		{"So với KH năm", "percent-of-plan 2024"},
		{"So với (%) > KH", "percent-of-plan"},
		{"Tỷ lệ đạt", "percent-of-plan"},
		{"Tỷ lệ (%) > So với KH năm 2024", "percent-of-plan 2024"},
		{"% so với cùng kỳ", "percent-of-last-year"},
		{"So với cùng kỳ (%)", "percent-of-last-year"},
		{"So với (%) > Cùng kỳ", "percent-of-last-year"},
		{"% so với CK 2023", "percent-of-last-year"},
		{"Tăng, giảm so với cùng kỳ", "percent-of-last-year"},
		{"So sánh > TH 2023", "percent-of-last-year"},
		{"Cùng kỳ", "same-period-last-year"},
		{"CK 2023", "same-period-last-year"},
		{"Cùng kỳ năm trước", "same-period-last-year"},
		{"TH 2023", "same-period-last-year"},
		{"Năm 2023 > Thực hiện", "same-period-last-year"},
		{"5T 2024/5T 2023 (%)", "percent-of-last-year 2024-05 cumulative"},
		{"5T2024/5T2023", "percent-of-last-year 2024-05 cumulative"},
		{"TH 2024/TH 2023", "percent-of-last-year"},
		{"2024/2023 (%)", "percent-of-last-year"},
		{"TH 5 tháng/KH", "percent-of-plan 2024-05 cumulative"},
		{"5T/KH 2024 (%)", "percent-of-plan 2024-05 cumulative"},
		{"ƯTH năm/KH (%)", "percent-of-plan estimate"},
		{"Hoàn thành (%)", "percent-of-plan"},
		{"T6/T5", "ignored 2024-06"},
		{"Thực hiện 2023 > Tháng 5", "same-period-last-year 2024-05"},
		{"TH tháng 5/2023", "same-period-last-year 2023-05"},
		{"KH 2023", "ignored 2023"},
		{"KH năm 2025", "ignored 2025"},
		{"Tháng trước", "ignored"},
		{"Tăng/giảm", "ignored"},
	}
	for _, test := range tests {
		h := readHeader(strings.Split(test.header, " > "), 2024)
		if got := showHeader(h); got != test.want {
			t.Errorf("readHeader(%q) = %q, want %q", test.header, got, test.want)
		}
		if h.Role != "" && !h.Sure {
			t.Errorf("readHeader(%q) = %s is unsure", test.header, h.Role)
		}
	}
}

func showHeader(h header) string {
	s := []string{string(h.Role), h.Period.String(), string(h.Basis)}
	if h.Status != plan.Official {
		s = append(s, string(h.Status))
	}
	return strings.Join(strings.Fields(strings.Join(s, " ")), " ")
}

func TestReadHeaderUnsure(t *testing.T) {
	tests := []struct {
		header string
		want   Role
	}{
		{"%", RolePercentOfPlan},
		{"Tỷ lệ (%)", RolePercentOfPlan},
		{"Tỷ lệ", RolePercentOfPlan},
		{"Đơn vị", RoleMeasure},
		{"Tỷ lệ che phủ rừng (%)", ""},
		{"Trồng rừng", ""},
		{"Hữu Lũng", ""},
		{"", ""},
		{" ", ""},
		{"123", ""},
		{"Thực hiện tháng 5 > Hữu Lũng", RoleInPeriod},
		{"Kết quả chuyên đề", RoleInPeriod},
		{"Thực hiện > 5", RoleInPeriod},
		{"Lũy kế trong tháng", RoleCumulative},
		{"Tại thời điểm báo cáo", RoleAsOf},
	}
	for _, test := range tests {
		h := readHeader(strings.Split(test.header, " > "), 2024)
		if h.Role != test.want || h.Sure {
			t.Errorf("readHeader(%q) = %q, sure %t, want %q and unsure", test.header, h.Role, h.Sure, test.want)
		}
	}
}
