package validate

import (
	"strings"
	"testing"

	"thidua/plan"
)

func TestReadMilestone(t *testing.T) {
	const yes, no, silent = plan.DoneYes, plan.DoneNo, plan.NotSaid
	tests := []struct {
		text     string
		done     plan.Done
		document string
		date     string
	}{
		{"Quyết định số 12/QĐ-UBND ngày 05/3/2024", yes, "12/QĐ-UBND", "2024-03-05"},
		{"QĐ 12/QĐ-UBND ngày 5 tháng 3 năm 2024", yes, "12/QĐ-UBND", "2024-03-05"},
		{"QĐ số 12 /QĐ - UBND, ngày 05-03-2024.", yes, "12/QĐ-UBND", "2024-03-05"},
		{"Đã ban hành Kế hoạch số 15/KH-SNN (10.7.2024)", yes, "15/KH-SNN", "2024-07-10"},
		{"Nghị quyết 08/2024/NQ-HĐND ngày 5/7/24", yes, "08/2024/NQ-HĐND", "2024-07-05"},
		{"123/KH-UBND", yes, "123/KH-UBND", ""},
		{"12a/QĐ-SNN&PTNT", yes, "12a/QĐ-SNN&PTNT", ""},
		{"Quyết định số 12 ngày 05/3/2024", yes, "12", "2024-03-05"},
		{"Số 12/QĐ-UBND ngày 31/02/2024", yes, "12/QĐ-UBND", ""},
		{"Số 12/QĐ-UBND ngày 5/3", yes, "12/QĐ-UBND", ""},
		{"12/QĐ-UBND 2024-03-05", yes, "12/QĐ-UBND", "2024-03-05"},
		{"Kế hoạch số 5/KH-UBND về phòng cháy, chữa cháy", yes, "5/KH-UBND", ""},
		{"QĐ số 12/QĐ-UBND ngày 05/3/2024, đang triển khai thực hiện", yes, "12/QĐ-UBND", "2024-03-05"},
		{"Đã đăng tại https://example.vn/ocop?id=1, ngày 5/3/2024", yes, "https://example.vn/ocop?id=1", "2024-03-05"},
		{"Chuyên mục trên trang langson.example.vn.", yes, "langson.example.vn", ""},

		{"UBND tỉnh đã ban hành KH số 15/KH-UBND ngày 20/3/2024 (Tờ trình số 45/TTr-SNN ngày 01/3/2024)", yes, "15/KH-UBND", "2024-03-20"},
		{"Tờ trình số 45/TTr-SNN ngày 01/3/2024; đã ban hành KH số 15/KH-UBND ngày 20/3/2024", yes, "15/KH-UBND", "2024-03-20"},
		{"Thực hiện Quyết định số 9/QĐ-TTg ngày 1/2/2024, đã ban hành Kế hoạch số 15/KH-SNN ngày 20/3/2024", yes, "15/KH-SNN", "2024-03-20"},
		{"Theo Quyết định số 12/QĐ-UBND ngày 05/3/2024", yes, "12/QĐ-UBND", "2024-03-05"},

		{"Đã ban hành", yes, "", ""},
		{"Đã ban hành, đang triển khai thực hiện", yes, "", ""},
		{"Đã phê duyệt Chương trình", yes, "", ""},
		{"Hoàn thành 100%", yes, "", ""},
		{"da ban hanh", yes, "", ""},
		{"Ban hành ngày 05/3/2024", yes, "", "2024-03-05"},
		{"Hoàn thành", yes, "", ""},
		{"Đã hoàn thành", yes, "", ""},
		{"Đạt", yes, "", ""},
		{"ĐẠT", yes, "", ""},
		{"Có", yes, "", ""},
		{"x", yes, "", ""},
		{"X", yes, "", ""},
		{"✓", yes, "", ""},
		{"Rồi", yes, "", ""},
		{"Đã xong", yes, "", ""},
		{"05/3/2024", yes, "", "2024-03-05"},
		{"ngày 5 tháng 3 năm 2024", yes, "", "2024-03-05"},
		{"1", yes, "", ""},
		{"01", yes, "", ""},
		{"01 văn bản", yes, "", ""},
		{"100%", yes, "", ""},

		{"Chưa", no, "", ""},
		{"chua", no, "", ""},
		{"Không", no, "", ""},
		{"Chưa ban hành", no, "", ""},
		{"Chưa hoàn thành", no, "", ""},
		{"Không đạt", no, "", ""},
		{"Đang dự thảo", no, "", ""},
		{"Đang trình", no, "", ""},
		{"Đang xây dựng", no, "", ""},
		{"Đã trình UBND tỉnh", no, "", ""},
		{"Dự kiến ban hành trong tháng 6", no, "", ""},
		{"Cơ bản hoàn thành", no, "", ""},
		{"Tờ trình số 123/TTr-SNN ngày 05/3/2024", no, "123/TTr-SNN", "2024-03-05"},
		{"Dự thảo Quyết định kèm Công văn 45/SNN-KHTC", no, "45/SNN-KHTC", ""},
		{"Theo Kế hoạch số 05/KH-SNN ngày 10/01/2024, đang xây dựng", no, "05/KH-SNN", "2024-01-10"},
		{"Đạt 80%", no, "", ""},
		{"Hoàn thành 99,5% khối lượng", no, "", ""},
		{"Đang trình, dự kiến ban hành trong tháng 7", no, "", ""},
		{"0", no, "", ""},
		{"50%", no, "", ""},

		{"Đã thực hiện, còn một phần chưa xong", silent, "", ""},
		{"", silent, "", ""},
		{"-", silent, "", ""},
		{"?", silent, "", ""},
		{"Phòng Kế hoạch", silent, "", ""},
		{"31/02/2024", silent, "", ""},
		{"9000", silent, "", ""},
		{"Tháng 6", silent, "", ""},
		{"1 - 2", silent, "", ""},
		{strings.Repeat("đã ban hành ", 1000), silent, "", ""},
	}
	for _, test := range tests {
		done, document, date, ok := readMilestone(test.text)
		if done != test.done || document != test.document || date != test.date || ok != (test.done != silent) {
			t.Errorf("readMilestone(%.60q) = %d, %q, %q, %t, want %d, %q, %q",
				test.text, done, document, date, ok, test.done, test.document, test.date)
		}
	}
}
