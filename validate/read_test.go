package validate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/validate"
)

// TestRead reads small sheets in the ways in which clerks keep them. Cells are
// in the notation of parseGrid; see tell for what is wanted.
func TestRead(t *testing.T) {
	p := testPlan(t)
	for _, test := range []struct {
		name  string
		unit  plan.UnitID
		cells string
		want  string
	}{
		{"a row an indicator, a column a month", "lam-nghiep", `
			tab Năm 2024
			A1: CHI CỤC LÂM NGHIỆP
			A2: BIỂU TỔNG HỢP KẾT QUẢ THI ĐUA NĂM 2024
			A4: STT | Chỉ tiêu | ĐVT | Kế hoạch năm | Tháng 1 | Tháng 2 | Tháng 3 | Ghi chú
			A5: I | LÂM NGHIỆP
			A6: 1 | Trồng rừng | ha | 9000 | 0 | 400 | 1850 | mưa sớm
			A7: 2 | Bảo vệ rừng | ha | 533500 | 533500 | 533500 |
			A10: | | | | Ngày 5 tháng 4 năm 2024
			A11: | Người lập biểu | | | Chi cục trưởng
			`, `
			LN-01 2024-01 in-period 0 E6
			LN-01 2024-02 in-period 400 F6
			LN-01 2024-03 in-period 1850 G6
			LN-03 2024-01 as-of 533500 E7
			LN-03 2024-02 as-of 533500 F7
			blank LN-03 2024-03 as-of G7
			29 cells: 23 used, 6 ignored (note-column 1, signature 3, title-line 2), 0 reported
			`},
		{"months beside what they add up to", "lam-nghiep", `
			tab Biểu 1
			A1: Chỉ tiêu | ĐVT | T1/2024 | T2/2024 | Cộng | Lũy kế 6 tháng
			A2: Trồng rừng | ha | 100 | 400 | 500 | 900
			A3: Chăm sóc rừng trồng | ha | 1000 | 1500 | 1500
			`, `
			LN-01 2024-01 in-period 100 C2
			LN-01 2024-02 in-period 400 D2
			LN-01 2024-H1 cumulative 900 F2
			LN-02 2024-01 in-period 1000 C3
			LN-02 2024-02 in-period 1500 D3
			blank LN-02 2024-H1 cumulative F3
			Biểu 1!E3 period-unknown error lam-nghiep LN-02 -
			17 cells: 16 used, 0 ignored (), 1 reported
			`},
		{"a tab a month with plan, month, cumulative, percent and remarks", "dong", `
			tab Tháng 5
			A1: HUYỆN ĐÔNG
			C2: Đơn vị tính: 1000 cây
			A3: TT | Chỉ tiêu | Kế hoạch năm 2024 | Kết quả thực hiện | | Tỷ lệ % so với KH | Ghi chú
			D4: Trong tháng | Lũy kế từ đầu năm
			A5: A | B | 1 | 2 | 3 | 4=3/1
			A6: 1 | Trồng cây phân tán | 1200 | 150 | 600 | 50%
			merge D3:E3
			merge A3:A4
			merge B3:B4
			merge C3:C4
			merge F3:F4
			merge G3:G4
			tab T6.2024
			A3: TT | Chỉ tiêu | Kế hoạch năm 2024 | Trong tháng | Lũy kế | Tỷ lệ % so với KH | Ghi chú
			A4: 1 | Trồng cây phân tán | 1100 | 200 | 800 | 66.7%
			`, `
			LN-04 2024-05 in-period 150 D6
			LN-04 2024-05 cumulative 600 E6
			LN-04 2024-06 in-period 200 D4
			LN-04 2024-06 cumulative 800 E4
			T6.2024!C4 target-altered warning dong LN-04 -
			35 cells: 26 used, 9 ignored (index-row 6, percent-column 2, title-line 1), 0 reported
			`},
		{"a long table", "trong-trot", `
			tab Số liệu
			A1: Kỳ báo cáo | Mã chỉ tiêu | Chỉ tiêu | Giá trị | ĐVT
			A2: 2024-05 | TT-01 | Diện tích gieo trồng | 12000 | ha
			A3: Tháng 6/2024 | TT-02 | Diện tích cây lương thực | 9 | nghìn ha
			A4: 2023-06 | TT-02 | Diện tích cây lương thực | 9000 | ha
			A5: bao giờ đó | TT-02 | Diện tích cây lương thực | 9000 | ha
			`, `
			TT-01 2024-05 in-period 12000 D2
			TT-02 2024-06 in-period 9000 D3
			Số liệu!D5 period-unknown error trong-trot TT-02 -
			Số liệu!D4 period-outside-plan warning trong-trot TT-02 2023-06
			Số liệu!E3 measure-converted info trong-trot TT-02 -
			25 cells: 23 used, 0 ignored (), 2 reported
			`},
		{"a long table with years, estimates and parts of the unit", "lam-nghiep", `
			tab Số liệu
			A1: Năm | Tháng | Địa bàn | Chỉ tiêu | ĐVT | Giá trị | Ghi chú
			A2: 2024 | 5 | | Trồng rừng | ha | 500
			A3: 2023 | 6 | | Trồng rừng | ha | 450
			A4: 2024 | 7 | | Trồng rừng | ha | 600 | ước
			A5: 2024 | 8 | Hạt số 1 | Trồng rừng | ha | 60
			`, `
			LN-01 2024-05 in-period 500 F2
			LN-01 2024-07 in-period 600 estimate F4
			Số liệu!F3 period-outside-plan warning lam-nghiep LN-01 2023-06
			Số liệu!C5 unit-mismatch warning lam-nghiep - -
			29 cells: 25 used, 1 ignored (text-column 1), 3 reported
			`},
		{"a row a month, a column an indicator", "dong", `
			tab Năm 2024
			A1: SỐ LIỆU NĂM 2024
			A3: STT | Tháng | Trồng cây phân tán | Trồng rừng (ha) | Ghi chú
			C4: cây
			A5: 1 | Tháng 1 | 1500 | 3
			A6: 2 | Tháng 2 | 2500 | | mưa
			A7: | Cộng | 4000 | 3
			merge A3:A4
			merge B3:B4
			hide row 6
			`, `
			LN-04 2024-01 in-period 1.5 C5
			LN-04 2024-02 in-period 2.5 C6
			LN-01 2024-01 in-period 3 D5
			blank LN-01 2024-02 in-period D6
			Năm 2024!D3 not-responsible warning dong LN-01 -
			Năm 2024!C6 hidden-value warning dong - -
			Năm 2024!C4 measure-converted info dong LN-04 -
			18 cells: 16 used, 2 ignored (note-column 1, title-line 1), 0 reported
			`},
		{"indicators across, each with the month and the running total", "trong-trot", `
			tab Theo tháng
			A1: Tháng | Diện tích gieo trồng | | Diện tích cây lương thực
			B2: Trong tháng | Lũy kế | Trong tháng | Lũy kế
			A3: 1 | 100 | 100 | 60 | 60
			A4: 2 | 50 | 150 | 20 | 80
			merge A1:A2
			merge B1:C1
			merge D1:E1
			`, `
			TT-01 2024-01 in-period 100 B3
			TT-01 2024-02 in-period 50 B4
			TT-01 2024-01 cumulative 100 C3
			TT-01 2024-02 cumulative 150 C4
			TT-02 2024-01 in-period 60 D3
			TT-02 2024-02 in-period 20 D4
			TT-02 2024-01 cumulative 60 E3
			TT-02 2024-02 cumulative 80 E4
			17 cells: 17 used, 0 ignored (), 0 reported
			`},
		{"a column a district in the sheet of one that reports nothing itself", "tai-chinh", `
			tab Tháng 5
			A1: KẾT QUẢ THÁNG 5 NĂM 2024 CÁC HUYỆN
			A2: STT | Chỉ tiêu | ĐVT | Huyện Đông | UBND huyện Tây | Tổng số
			A3: 1 | Trồng cây phân tán | nghìn cây | 20 | 30 | 50
			A4: 2 | Trồng rừng | ha | 5 | 6 | 11
			`, `
			LN-04 2024-05 in-period 20 D3
			LN-04 2024-05 in-period 30 E3
			LN-04 2024-05 in-period 50 F3
			LN-01 2024-05 in-period 11 F4
			Tháng 5!B3 not-responsible warning tai-chinh LN-04 -
			Tháng 5!B4 not-responsible warning tai-chinh LN-01 -
			19 cells: 17 used, 2 ignored (part-of-sum 2), 0 reported
			`},
		{"the parts of a ratio above it", "thu-y", `
			tab Năm 2024
			A1: Chỉ tiêu | ĐVT | Tháng 1 | Tháng 2
			A2: Số con đã tiêm | con | 646 | 700
			A3: Số con trong diện tiêm | con | 1000 | 1000
			A4: Tỷ lệ tiêm phòng | % | 64,6 |
			`, `
			CN-01 2024-01 as-of 64.6 (646/1000) C4 C2 C3
			CN-01 2024-02 as-of 70 (700/1000) D2 D3
			15 cells: 15 used, 0 ignored (), 0 reported
			`},
		{"the same names under the groups of a column", "dong", `
			tab Năm 2024
			A1: Lĩnh vực | Nội dung | Tháng 1
			A2: Trồng cây | phân tán | 12
			`, `
			LN-04 2024-01 in-period 12 C2
			6 cells: 6 used, 0 ignored (), 0 reported
			`},
		{"a ratio with its parts beneath it", "thu-y", `
			tab 2024
			A1: Chỉ tiêu | ĐVT | Tháng 1 | Tháng 2 | Tháng 3 | Tháng 4
			A2: Tỷ lệ tiêm phòng | % | 64.6% | "64,6" | 0.646 |
			A3: - Số con đã tiêm | con | 646 | 700 | | 3
			A4: - Số con trong diện tiêm | con | 1000 | 1000 | | 7
			`, `
			CN-01 2024-01 as-of 64.6 (646/1000) C2 C3 C4
			CN-01 2024-02 as-of 70 (700/1000) D2 D3 D4
			CN-01 2024-04 as-of 42.8571 (3/7) F3 F4
			2024!D2 percent-not-matching warning thu-y CN-01 2024-02
			2024!E2 percent-scale warning thu-y CN-01 2024-03
			21 cells: 20 used, 0 ignored (), 1 reported
			`},
		{"the parts of a kind are not those of the whole", "thu-y", `
			tab 2024
			A1: Chỉ tiêu | ĐVT | Tháng 1
			A2: Tỷ lệ tiêm phòng | % | 64.6
			A3: a) Trâu, bò | % | 70
			A4: - Số con đã tiêm | con | 700
			A5: - Số con trong diện tiêm | con | 1000
			`, `
			CN-01 2024-01 as-of 64.6 C2
			2024!A3 indicator-unknown warning thu-y - -
			2024!A4 indicator-unknown warning thu-y - -
			2024!A5 indicator-unknown warning thu-y - -
			15 cells: 12 used, 0 ignored (), 3 reported
			`},
		{"milestones", "tai-chinh", `
			tab Quý
			A1: Nội dung | Quý I/2024 | Quý II/2024 | Quý III/2024 | Quý IV/2024 | Số văn bản
			A2: Kế hoạch tuyên truyền | Chưa | Quyết định số 12/QĐ-UBND ngày 05/4/2024 | x | 7 | Số 15/KH-SNN ngày 10/7/2024
			A3: Tốc độ tăng trưởng | 3,1% | 3.2% | 0.03 | -
			`, `
			KH-01 2024-Q1 as-of not-done B2
			KH-01 2024-Q2 as-of done 12/QĐ-UBND 2024-04-05 C2
			KH-01 2024-Q3 as-of done 15/KH-SNN 2024-07-10 D2 F2
			KT-01 2024-Q1 as-of 3.1 B3
			KT-01 2024-Q2 as-of 3.2 C3
			blank KT-01 2024-Q4 as-of E3
			Quý!E2 value-not-number error tai-chinh KH-01 2024-Q4
			Quý!B3 number-as-text warning tai-chinh KT-01 2024-Q1
			Quý!D3 percent-scale warning tai-chinh KT-01 2024-Q3
			17 cells: 14 used, 1 ignored (blank-mark 1), 2 reported
			`},
		{"a figure with a measure of its own is weighed in it", "lam-nghiep", `
			locale ?
			tab Tháng 5
			A1: Chỉ tiêu | ĐVT | Thực hiện
			A2: Trồng rừng | ha | "900.000 m2"
			`, `
			Tháng 5!C2 number-ambiguous error lam-nghiep LN-01 2024-05
			6 cells: 5 used, 0 ignored (), 1 reported
			`},
		{"rows for the plan, for what was done and for its share", "lam-nghiep", `
			tab 2024
			A1: Chỉ tiêu | ĐVT | Nội dung | T1 | T2
			A2: Trồng rừng | ha | KH | 150 | 450
			C3: TH | 100 | 400
			C4: % KH | 67 | 89
			C5: Lũy kế | 100 | 500
			merge A2:A5
			merge B2:B5
			`, `
			LN-01 2024-01 in-period 100 D3
			LN-01 2024-02 in-period 400 E3
			LN-01 2024-01 cumulative 100 D5
			LN-01 2024-02 cumulative 500 E5
			19 cells: 17 used, 2 ignored (percent-column 2), 0 reported
			`},
		{"a plan by the month is no report", "lam-nghiep", `
			tab KH
			A1: KẾ HOẠCH TRỒNG RỪNG CHI TIẾT THEO THÁNG NĂM 2024
			A2: Chỉ tiêu | ĐVT | Kế hoạch năm | T1 | T2
			A3: Trồng rừng | ha | 9000 | 150 | 450
			`, `
			KH!D2 header-ambiguous warning lam-nghiep - -
			KH!E2 header-ambiguous warning lam-nghiep - -
			11 cells: 8 used, 1 ignored (title-line 1), 2 reported
			`},
		{"a title makes its period's figures an estimate", "lam-nghiep", `
			tab Tháng 6
			A1: ƯỚC THỰC HIỆN THÁNG 6 NĂM 2024
			A2: Chỉ tiêu | ĐVT | Thực hiện | Lũy kế 5 tháng
			A3: Trồng rừng | ha | 600 | 1500
			`, `
			LN-01 2024-06 in-period 600 estimate C3
			LN-01 2024-05 cumulative 1500 D3
			9 cells: 9 used, 0 ignored (), 0 reported
			`},
		{"a title that speaks of lũy kế beside the month makes no month cumulative", "lam-nghiep", `
			tab BC
			A1: KẾT QUẢ THÁNG 6 VÀ LŨY KẾ 6 THÁNG NĂM 2024
			A2: Chỉ tiêu | ĐVT | Thực hiện | Lũy kế
			A3: Trồng rừng | ha | 600 | 2100
			`, `
			LN-01 2024-06 in-period 600 C3
			LN-01 2024-06 cumulative 2100 D3
			9 cells: 9 used, 0 ignored (), 0 reported
			`},
		{"titles side by side", "lam-nghiep", `
			tab BC
			A1: Tháng 5 | | | | Tháng 6
			A2: Chỉ tiêu | ĐVT | Thực hiện | | Chỉ tiêu | ĐVT | Thực hiện
			A3: Trồng rừng | ha | 500 | | Chăm sóc rừng trồng | ha | 3000
			`, `
			LN-01 2024-05 in-period 500 C3
			LN-02 2024-06 in-period 3000 G3
			14 cells: 14 used, 0 ignored (), 0 reported
			`},
		{"months, quarters and what they add up to", "lam-nghiep", `
			tab 2024
			A1: Chỉ tiêu | ĐVT | Quý I | | | | Tháng 4 | Tổng
			C2: 1 | 2 | 3 | Cộng
			A3: Trồng rừng | ha | 100 | 400 | 500 | 1000 | 600 | 1600
			merge A1:A2
			merge B1:B2
			merge C1:F1
			merge G1:G2
			merge H1:H2
			`, `
			LN-01 2024-01 in-period 100 C3
			LN-01 2024-02 in-period 400 D3
			LN-01 2024-03 in-period 500 E3
			LN-01 2024-Q1 in-period 1000 F3
			LN-01 2024-04 in-period 600 G3
			17 cells: 17 used, 0 ignored (), 0 reported
			`},
		{"a table in money gives no hectares", "lam-nghiep", `
			tab Tháng 5
			A1: Đơn vị tính: triệu đồng
			A2: Chỉ tiêu | Thực hiện
			A3: Trồng rừng | 500
			tab Tháng 6
			A1: Chỉ tiêu | ĐVT | Thực hiện (triệu đồng) | Lũy kế (ha)
			A2: Trồng rừng | ha | 600 | 2100
			`, `
			LN-01 2024-06 cumulative 2100 D2
			Tháng 5!A1 measure-mismatch error lam-nghiep LN-01 -
			Tháng 6!C1 header-ambiguous warning lam-nghiep - -
			13 cells: 10 used, 0 ignored (), 3 reported
			`},
		{"a date at which the figures were taken does not add them up", "lam-nghiep", `
			tab Tháng 6
			A1: KẾT QUẢ THÁNG 6 NĂM 2024
			A2: (Số liệu tính đến ngày 25/6/2024)
			A3: Chỉ tiêu | Thực hiện
			A4: Trồng rừng | 600
			tab T5
			A1: (Số liệu tính đến ngày 25/5/2024)
			A2: KẾT QUẢ 5 THÁNG ĐẦU NĂM
			A3: Chỉ tiêu | Thực hiện
			A4: Trồng rừng | 1500
			`, `
			LN-01 2024-06 in-period 600 B4
			LN-01 2024-05 cumulative 1500 B4
			12 cells: 12 used, 0 ignored (), 0 reported
			`},
		{"a title that contradicts its tab gives no period", "dong", `
			tab Tháng 5
			A1: BÁO CÁO THÁNG 4 NĂM 2024
			A2: Chỉ tiêu | Thực hiện
			A3: Trồng cây phân tán | 150
			`, `
			Tháng 5!B2 period-unknown error dong - -
			5 cells: 4 used, 0 ignored (), 1 reported
			`},
		{"figures of another year are not this year's", "dong", `
			tab Sheet1
			A1: BÁO CÁO NĂM 2023
			A2: Chỉ tiêu | Tháng 4 | Tháng 5
			A3: Trồng cây phân tán | 100 | 150
			`, `
			Sheet1!B2 period-outside-plan warning dong - -
			Sheet1!C2 period-outside-plan warning dong - -
			7 cells: 4 used, 1 ignored (title-line 1), 2 reported
			`},
		{"five months of the year are cumulative", "dong", `
			tab Báo cáo
			A1: KẾT QUẢ 5 THÁNG ĐẦU NĂM 2024
			A2: Chỉ tiêu | Thực hiện
			A3: Trồng cây phân tán | 150
			`, `
			LN-04 2024-05 cumulative 150 B3
			5 cells: 5 used, 0 ignored (), 0 reported
			`},
		{"columns that cannot be told apart are not read", "dong", `
			tab 2024
			A1: Chỉ tiêu | Tháng 5 | Tháng 5 | Huyện A | Cộng
			A2: Trồng cây phân tán | 150 | 160 | 170 | 310
			`, `
			2024!B1 header-ambiguous warning dong - -
			2024!C1 header-ambiguous warning dong - -
			2024!D1 header-ambiguous warning dong - -
			2024!E1 header-ambiguous warning dong - -
			10 cells: 5 used, 0 ignored (), 5 reported
			`},
		{"rows that are not understood are not read", "lam-nghiep", `
			tab 2024
			A1: Chỉ tiêu | Tháng 5
			A2: Trồng rừng | 150
			A3: Số máy bay | 3
			A4: | 77
			A5: Diện tích gieo trồng | 5
			A7: Trồng rừng | 160
			`, `
			TT-01 2024-05 in-period 5 B5
			2024!B7 indicator-repeated error lam-nghiep LN-01 2024-05
			2024!A3 indicator-unknown warning lam-nghiep - -
			2024!B4 stray-cell warning lam-nghiep - -
			2024!A5 not-responsible warning lam-nghiep TT-01 -
			11 cells: 7 used, 0 ignored (), 4 reported
			`},
		{"cells that are no figures", "trong-trot", `
			tab 2024
			A1: Chỉ tiêu | Tháng 1 | Tháng 2 | Tháng 3 | Tháng 4 | Tháng 5 | Tháng 6 | Tháng 7 | Tháng 8
			A2: Diện tích gieo trồng | #DIV/0! | 2024-05-31 | nhiều lắm | "1.200" | "9 xe" | 80% | … | "0,5 nghìn ha"
			`, `
			TT-01 2024-04 in-period 1200 E2
			TT-01 2024-08 in-period 500 I2
			blank TT-01 2024-07 in-period H2
			2024!B2 formula-error error trong-trot TT-01 2024-01
			2024!C2 date-in-number error trong-trot TT-01 2024-02
			2024!D2 value-not-number error trong-trot TT-01 2024-03
			2024!F2 measure-mismatch error trong-trot TT-01 2024-05
			2024!G2 measure-mismatch error trong-trot TT-01 2024-06
			2024!E2 number-as-text warning trong-trot TT-01 2024-04
			2024!I2 number-as-text warning trong-trot TT-01 2024-08
			2024!I2 measure-converted info trong-trot TT-01 2024-08
			18 cells: 12 used, 1 ignored (blank-mark 1), 5 reported
			`},
		{"a merged figure belongs nowhere", "dong", `
			tab 2024
			A1: Chỉ tiêu | Tháng 4 | Tháng 5 | Tháng 6
			A2: Trồng cây phân tán | 150 | | 30
			merge B2:C2
			`, `
			LN-04 2024-06 in-period 30 D2
			2024!B2 merged-value warning dong LN-04 2024-04
			2024!B2 merged-value warning dong LN-04 2024-05
			7 cells: 6 used, 0 ignored (), 1 reported
			`},
		{"a hidden column is read and told", "dong", `
			tab 2024
			A1: Chỉ tiêu | Tháng 4 | Tháng 5
			A2: Trồng cây phân tán | 150 | 160
			hide column B
			`, `
			LN-04 2024-04 in-period 150 B2
			LN-04 2024-05 in-period 160 C2
			2024!B2 hidden-value warning dong - -
			6 cells: 6 used, 0 ignored (), 0 reported
			`},
		{"a tab without a table", "dong", `
			tab Hướng dẫn
			A1: Ghi số liệu vào trang sau
			tab Nháp
			A1: cây | 150
			`, `
			Nháp!B1 header-not-found error dong - -
			3 cells: 0 used, 2 ignored (tab-without-table 2), 1 reported
			`},
		{"a row of another unit", "dong", `
			tab Tháng 5
			A1: Chỉ tiêu | Đơn vị | Thực hiện
			A2: Trồng cây phân tán | Huyện Đông | 150
			A3: Trồng cây phân tán | Huyện Tây | 90
			`, `
			LN-04 2024-05 in-period 150 C2
			Tháng 5!B3 unit-mismatch warning dong - -
			9 cells: 8 used, 0 ignored (), 1 reported
			`},
		{"the header of a column names its measure", "dong", `
			tab Tháng 5
			A1: Đơn vị tính: cây
			A2: Chỉ tiêu | Thực hiện (nghìn cây) | Lũy kế
			A3: Trồng cây phân tán | 30 | 400000
			`, `
			LN-04 2024-05 in-period 30 B3
			LN-04 2024-05 cumulative 400 C3
			Tháng 5!A1 measure-converted info dong LN-04 -
			7 cells: 7 used, 0 ignored (), 0 reported
			`},
		{"the header of a column contradicts the measure of the row", "dong", `
			tab Tháng 5
			A1: Chỉ tiêu | ĐVT | Thực hiện (cây)
			A2: Trồng cây phân tán | nghìn cây | 30
			`, `
			Tháng 5!C2 measure-mismatch error dong LN-04 2024-05
			6 cells: 5 used, 0 ignored (), 1 reported
			`},
		{"a column says of which year each row is", "dong", `
			tab Số liệu
			A1: Năm | Chỉ tiêu | Tháng 1 | Tháng 2
			A2: 2024 | Trồng cây phân tán | 10 | 12
			A3: 2023 | Trồng cây phân tán | 11 | 13
			tab Dài
			A1: Năm | Tháng | Chỉ tiêu | Số liệu
			A2: 2024 | 5 | Trồng cây phân tán | 20
			A3: 2023 | 6 | Trồng cây phân tán | 21
			`, `
			LN-04 2024-01 in-period 10 C2
			LN-04 2024-02 in-period 12 D2
			LN-04 2024-05 in-period 20 D2
			Dài!D3 period-outside-plan warning dong LN-04 2023-06
			Số liệu!A3 period-outside-plan warning dong LN-04 -
			24 cells: 20 used, 0 ignored (), 4 reported
			`},
		{"headings between the rows name the periods", "dong", `
			tab Quý II
			A1: STT | Chỉ tiêu | ĐVT | Thực hiện
			A2: THÁNG 4
			A3: 1 | Trồng cây phân tán | nghìn cây | 30
			A4: THÁNG 5/2024
			A5: 1 | Trồng cây phân tán | nghìn cây |
			A6: Tháng 5/2023
			A7: 1 | Trồng cây phân tán | nghìn cây | 29
			A8: Tháng 7
			A9: 1 | Trồng cây phân tán | nghìn cây | 33
			merge A2:D2
			merge A4:D4
			merge A6:D6
			merge A8:D8
			`, `
			LN-04 2024-04 in-period 30 D3
			blank LN-04 2024-05 in-period D5
			Quý II!D9 period-unknown error dong LN-04 -
			Quý II!D7 period-outside-plan warning dong LN-04 2023-05
			23 cells: 21 used, 0 ignored (), 2 reported
			`},
		{"a heading across the table that names an indicator", "dong", `
			tab Tháng 5
			A1: STT | Chỉ tiêu | ĐVT | Thực hiện
			A2: Trồng cây phân tán
			A3: 1 | Trồng cây phân tán | nghìn cây | 30
			merge A2:D2
			`, `
			LN-04 2024-05 in-period 30 D3
			9 cells: 9 used, 0 ignored (), 0 reported
			`},
		{"headings between the rows say what the figures are", "dong", `
			tab 2024
			A1: Chỉ tiêu | ĐVT | Tháng 5 | Tháng 6
			A2: KẾ HOẠCH
			A3: Trồng cây phân tán | nghìn cây | 30 | 40
			A4: THỰC HIỆN
			A5: Trồng cây phân tán | nghìn cây | 28
			A6: LŨY KẾ
			A7: Trồng cây phân tán | nghìn cây | 100
			A8: CÙNG KỲ NĂM TRƯỚC
			A9: Trồng cây phân tán | nghìn cây | 26 | 27
			`, `
			LN-04 2024-05 in-period 28 C5
			LN-04 2024-05 cumulative 100 C7
			blank LN-04 2024-06 in-period D5
			blank LN-04 2024-06 cumulative D7
			22 cells: 20 used, 2 ignored (last-year-column 2), 0 reported
			`},
		{"a heading that names another unit, or a plan and nothing else", "dong", `
			tab Tháng 5
			A1: Chỉ tiêu | ĐVT | Thực hiện
			A2: HUYỆN TÂY
			A3: Trồng cây phân tán | nghìn cây | 30
			A4: HUYỆN ĐÔNG
			A5: Trồng cây phân tán | nghìn cây | 40
			A6: KẾ HOẠCH
			A7: Trồng cây phân tán | nghìn cây | 50
			`, `
			LN-04 2024-05 in-period 40 C5
			Tháng 5!A3 unit-mismatch warning dong - -
			Tháng 5!A7 header-ambiguous warning dong LN-04 -
			15 cells: 13 used, 0 ignored (), 2 reported
			`},
		{"the same name under groups of which one is not understood", "dong", `
			tab Tháng 5
			A1: Chỉ tiêu | ĐVT | Tổng cộng | | Xã A |
			C2: KH | TH | KH | TH
			A3: Trồng cây phân tán | nghìn cây | 1200 | 31 | 1200 | 33
			merge C1:D1
			merge E1:F1
			merge A1:A2
			merge B1:B2
			`, `
			Tháng 5!D2 header-ambiguous warning dong - -
			Tháng 5!F2 header-ambiguous warning dong - -
			14 cells: 12 used, 0 ignored (), 2 reported
			`},
		{"less than a month and more than a month are no month", "dong", `
			tab 2024
			A1: Chỉ tiêu | Nửa đầu tháng 5 | Tháng 5, 6 | Tháng 7-8 | Tháng 9
			A2: Trồng cây phân tán | 1 | 2 | 3 | 4
			`, `
			LN-04 2024-09 in-period 4 E2
			2024!B1 header-ambiguous warning dong - -
			2024!C1 header-ambiguous warning dong - -
			2024!D1 header-ambiguous warning dong - -
			10 cells: 4 used, 0 ignored (), 6 reported
			`},
		{"an amount under the title of a plan", "dong", `
			tab KH tháng 5
			A1: Chỉ tiêu | ĐVT | Số lượng
			A2: Trồng cây phân tán | nghìn cây | 30
			`, `
			KH tháng 5!C1 header-ambiguous warning dong - -
			6 cells: 5 used, 0 ignored (), 1 reported
			`},
		{"a tab of another year", "dong", `
			tab 2023
			A1: Chỉ tiêu | Tháng 4 | Tháng 5
			A2: Trồng cây phân tán | 100 | 150
			`, `
			2023!B1 period-outside-plan warning dong - -
			2023!C1 period-outside-plan warning dong - -
			6 cells: 4 used, 0 ignored (), 2 reported
			`},
		{"estimates", "dong", `
			tab Tháng 6
			A1: Chỉ tiêu | TH tháng 5 | ƯTH tháng 6 | Ước lũy kế 6 tháng
			A2: Trồng cây phân tán | 150 | 200 | 700
			`, `
			LN-04 2024-05 in-period 150 B2
			LN-04 2024-06 in-period 200 estimate C2
			LN-04 2024-H1 cumulative 700 estimate D2
			8 cells: 8 used, 0 ignored (), 0 reported
			`},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := validate.Read(p, test.unit, parseGrid(t, "source", test.cells))
			if diff := cmp.Diff(trimLines(test.want), tell(p, r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// tell writes a reading as the tests have it: an observation a line, with the
// cells it rests on; blanks; findings as in the cases; the ledger.
func tell(p *plan.Plan, r *validate.Reading) string {
	var b strings.Builder
	for _, o := range r.Observations {
		fmt.Fprintln(&b, o.Indicator, o.Period, o.Basis, tellValue(o)+strings.Join(o.Cells, " "))
	}
	for _, blank := range r.Blanks {
		fmt.Fprintln(&b, "blank", blank.Indicator, blank.Period, blank.Basis, blank.Origin.Cell)
	}
	var raised []validate.Finding
	for _, f := range r.Findings {
		if !checkedLater[f.Rule] {
			raised = append(raised, f)
		}
	}
	validate.SortFindings(p, raised)
	b.WriteString(describe(raised))
	var ignored []string
	for _, rule := range slices.Sorted(maps.Keys(r.Ledger.IgnoredBy)) {
		ignored = append(ignored, fmt.Sprint(rule, " ", r.Ledger.IgnoredBy[rule]))
	}
	fmt.Fprintf(&b, "%d cells: %d used, %d ignored (%s), %d reported\n",
		r.Ledger.NonEmpty, r.Ledger.Used, r.Ledger.Ignored, strings.Join(ignored, ", "), r.Ledger.Reported)
	return b.String()
}

// checkedLater are rules about figures that have been read; their own cases
// test them.
var checkedLater = map[string]bool{
	validate.RuleEvidenceMissing: true, validate.RuleRatioPartsMissing: true, validate.RuleMagnitudeSlip: true,
	validate.RuleCumulativeNotSum: true,
}

func tellValue(o plan.Observation) string {
	v := o.Value
	var words []string
	switch v.Done {
	case plan.DoneYes:
		words = append(words, "done")
	case plan.DoneNo:
		words = append(words, "not-done")
	}
	for _, s := range []string{v.Number.String(), v.Document, v.Date} {
		if s != "" {
			words = append(words, s)
		}
	}
	if v.Numerator.Known() || v.Denominator.Known() {
		words = append(words, fmt.Sprintf("(%s/%s)", v.Numerator, v.Denominator))
	}
	if o.Status == plan.Estimate {
		words = append(words, "estimate")
	}
	return strings.Join(words, " ") + " "
}

func trimLines(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			fmt.Fprintln(&b, line)
		}
	}
	return b.String()
}

// In a .csv file every figure is text: only one that could be read in two
// ways is worth a word.
func TestReadTextOnly(t *testing.T) {
	g := parseGrid(t, "dong.csv", `
		locale ?
		tab Tháng 5
		A1: Chỉ tiêu | ĐVT | Trong tháng | Lũy kế
		A2: Trồng cây phân tán | nghìn cây | "110,5" | "1.120"`)
	g.TextOnly = true
	var got []string
	for _, f := range validate.Read(testPlan(t), "dong", g).Findings {
		got = append(got, f.Rule+" "+f.Origin.Cell)
	}
	if diff := cmp.Diff([]string{"number-as-text D2"}, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
