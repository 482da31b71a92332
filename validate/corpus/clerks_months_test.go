package corpus_test

import (
	"fmt"
	"slices"

	"thidua/plan"
	"thidua/sheets"
)

// monthsAcross has a row for each indicator and a column for each month.
func monthsAcross() []clerk {
	const style = "months across"
	return []clerk{
		{"twelve months, plan in front, remarks behind", style, "y-te", func(b *book) {
			p := b.page("Năm 2025")
			p.letterhead("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA NĂM 2025")
			p.draw("A6", form{lines: b.lines(healthCodes...), columns: slices.Concat(
				front("STT", "Chỉ tiêu", "Đơn vị tính"), []column{named(planned, plan.Period{}, "Kế hoạch năm 2025")},
				b.months(1, 12, "Tháng %d"), []column{named(remarks, plan.Period{}, "Ghi chú")})})
			p.foot()
		}},
		{"T1 to T12 under Thực hiện, with a sum and an index row", style, "giao-thong", func(b *book) {
			p := b.page("Theo dõi")
			p.write("A1", "BẢNG THEO DÕI TIẾN ĐỘ THỰC HIỆN CHỈ TIÊU NĂM 2025")
			columns := slices.Concat(front("TT", "Nội dung", "ĐVT"), []column{named(planned, plan.Period{}, "KH 2025")},
				b.months(1, 12, "T%d", "Thực hiện"),
				[]column{named(total, b.month(5), "Cộng"), named(remarks, plan.Period{}, "Ghi chú")})
			index := []string{"A", "B", "C", "1"}
			for i := 2; i <= 14; i++ {
				index = append(index, fmt.Sprint(i))
			}
			p.draw("A3", form{columns: columns, lines: b.lines(roadCodes...), index: index})
		}},
		{"bare numbers under Tháng", style, "cong-thuong", func(b *book) {
			p := b.page("Biểu 01")
			p.write("A1", "SỞ CÔNG THƯƠNG")
			p.write("A2", "Tình hình thực hiện một số chỉ tiêu chủ yếu năm 2025")
			columns := slices.Concat(front("Số TT", "Tên chỉ tiêu", "Đơn vị"), b.months(1, 12, "%d", "Tháng"))
			row := p.draw("A4", form{columns: columns, lines: b.lines(tradeCodes...)})
			for i := range 12 { // the clerk types numbers
				p.put(sheets.Ref{Row: 4, Col: 3 + i}, stored(plan.Int(int64(i+1))))
			}
			p.put(sheets.Ref{Row: row + 1, Col: 1}, words("Ghi chú: số liệu do các phòng chuyên môn cung cấp."))
		}},
		{"months that the program turned into dates", style, "an-khe", func(b *book) {
			p := b.page("2025")
			columns := slices.Concat(front("STT", "CHỈ TIÊU", "ĐVT"), b.months(1, 12, "Tháng %d"))
			p.draw("A2", form{columns: columns, lines: b.lines(districtCodes...)})
			for m := 1; m <= 12; m++ {
				day := sheets.Cell{Kind: sheets.Date, Number: float64(45658 + 31*(m-1)), Text: fmt.Sprintf("2025-%02d-01", m), Format: "mmm-yy"}
				p.put(sheets.Ref{Row: 1, Col: 2 + m}, day)
			}
		}},
		{"codes in front, months with the year, not merged", style, "binh-son", func(b *book) {
			p := b.page("Bao cao")
			columns := slices.Concat([]column{{head: []string{"Mã số"}, holds: codes}}, front("STT", "Các chỉ tiêu", "ĐVT")[1:],
				b.months(1, 6, "%02d/2025", "Kết quả thực hiện các tháng"))
			p.draw("B3", form{columns: columns, lines: b.lines(districtCodes...), loose: true})
		}},
		{"months so far, then what they come to", style, "giao-duc", func(b *book) {
			p := b.page("Số liệu")
			p.write("A1", "BÁO CÁO KẾT QUẢ 5 THÁNG ĐẦU NĂM 2025")
			columns := slices.Concat(front("TT", "Chỉ tiêu thi đua", "Đơn vị tính"), b.months(1, 5, "Tháng %d/2025"),
				[]column{named(cumulative, b.month(5), "Lũy kế 5 tháng")})
			f := form{columns: columns, lines: b.lines("GD-03")}
			p.draw("A3", f)
		}},
		{"months under their quarters, each quarter summed", style, "cong-thuong", func(b *book) {
			p := b.page("Theo quý")
			columns := front("STT", "Chỉ tiêu", "Đơn vị tính")
			for n := 1; n <= 4; n++ {
				above := "Quý " + []string{"I", "II", "III", "IV"}[n-1]
				columns = append(columns, b.months(3*n-2, 3*n, "Tháng %d", above)...)
				columns = append(columns, named(inPeriod, b.quarter(n), above, "Cộng quý"))
			}
			b.until = 7
			p.draw("A2", form{columns: columns, lines: b.lines("CT-01", "CT-02", "CT-03", "CT-04")})
		}},
		{"a month called expected at the end", style, "cam-giang", func(b *book) {
			p := b.page("Báo cáo tháng 6")
			b.until = 6
			columns := slices.Concat(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d"),
				[]column{named(expected, b.month(6), "Ước tháng 6")})
			p.draw("A3", form{columns: columns, lines: b.lines(districtCodes...)})
		}},
		{"months first and names last", style, "giao-thong", func(b *book) {
			p := b.page("Sheet1")
			columns := slices.Concat(b.months(1, 5, "Tháng %d năm 2025"), front("TT", "Chỉ tiêu", "Đơn vị tính")[1:])
			p.draw("A1", form{columns: columns, lines: b.lines(roadCodes...)})
		}},
		{"months from the last to the first", style, "y-te", func(b *book) {
			p := b.page("Tổng hợp")
			columns := b.months(1, 5, "Th.%d")
			slices.Reverse(columns)
			p.draw("A3", form{columns: slices.Concat(front("STT", "Nội dung chỉ tiêu", "ĐVT"), columns), lines: b.lines(healthCodes...)})
		}},
		{"months in words", style, "noi-vu", func(b *book) {
			p := b.page("Sổ theo dõi")
			p.write("A1", "SỔ THEO DÕI CHỈ TIÊU THI ĐUA")
			columns := front("STT", "Chỉ tiêu", "Đơn vị tính")
			for i, word := range []string{"Một", "Hai", "Ba", "Tư", "Năm"} {
				columns = append(columns, named(inPeriod, b.month(i+1), "Tháng "+word))
			}
			p.draw("A3", form{columns: columns, lines: b.lines("CC-01", "CC-02", "CC-03")})
		}},
	}
}

// tabsByMonth has a tab for each month.
func tabsByMonth() []clerk {
	const style = "a tab a month"
	// one draws the same form once a month; the columns are those of the month.
	one := func(title, heading, corner string, columns func(b *book, m int) []column, codes ...plan.Code) func(b *book) {
		return func(b *book) {
			b.hand.short = true
			for m := 1; m <= b.until; m++ {
				p := b.page(fmt.Sprintf(title, m))
				if heading != "" {
					p.letterhead(fmt.Sprintf(heading, m))
				}
				p.draw(corner, form{columns: columns(b, m), lines: b.lines(codes...), paired: true})
				if heading != "" {
					p.foot()
				}
			}
		}
	}
	return []clerk{
		{"plan, month, running total, percent, remarks", style, "y-te", one("Tháng %d", "BÁO CÁO KẾT QUẢ THỰC HIỆN CHỈ TIÊU THÁNG %d/2025", "A7",
			func(b *book, m int) []column {
				q := b.month(m)
				return append(front("STT", "Chỉ tiêu", "ĐVT"), named(planned, q, "Kế hoạch năm"), named(inPeriod, q, "Thực hiện trong tháng"),
					named(cumulative, q, "Lũy kế từ đầu năm"), named(percentOfPlan, q, "Tỷ lệ % so với KH"), named(remarks, q, "Ghi chú"))
			}, healthCodes...)},
		{"two rows over Thực hiện, short tab names", style, "an-khe", one("T%d", "", "B3",
			func(b *book, m int) []column {
				q := b.month(m)
				return append(front("TT", "Chỉ tiêu", "Đơn vị tính"), named(planned, q, "Chỉ tiêu giao"), named(inPeriod, q, "Kết quả thực hiện", "Trong tháng"),
					named(cumulative, q, "Kết quả thực hiện", "Lũy kế"), named(percentOfPlan, q, "% đạt"))
			}, districtCodes...)},
		{"the month is said in the title alone", style, "cong-thuong", one("Sheet%d", "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ THÁNG %d NĂM 2025", "A6",
			func(b *book, m int) []column {
				q := b.month(m)
				return append(front("STT", "Chỉ tiêu", "Đơn vị tính"), named(planned, q, "Kế hoạch năm 2025"), named(inPeriod, q, "Thực hiện tháng"),
					named(cumulative, q, "Lũy kế đến nay"), named(percentOfPlan, q, "So với kế hoạch năm (%)"))
			}, tradeCodes...)},
		{"as the statistics office has it", style, "cong-thuong", one("%02d.2025", "BÁO CÁO THỐNG KÊ THÁNG %d NĂM 2025", "A6",
			func(b *book, m int) []column {
				q := b.month(m)
				return []column{
					named(labels, q, "Chỉ tiêu"), named(measures, q, "Đơn vị tính"),
					named(before, q, "Chính thức tháng trước"), named(expected, q, "Ước tính tháng báo cáo"),
					named(percentOfLastYear, q, "Tháng báo cáo so với cùng kỳ năm trước (%)"),
				}
			}, "CT-01", "CT-02", "CT-03", "CT-04")},
		{"three rows of header", style, "giao-thong", one("Thang %02d", "BÁO CÁO THÁNG %d NĂM 2025", "A6",
			func(b *book, m int) []column {
				q := b.month(m)
				return append(front("STT", "Chỉ tiêu", "ĐVT"), named(planned, q, "Năm 2025", "Kế hoạch"),
					named(inPeriod, q, "Năm 2025", "Thực hiện", "Trong tháng"), named(cumulative, q, "Năm 2025", "Thực hiện", "Lũy kế"),
					named(lastYear, q, "Cùng kỳ năm 2024"), named(remarks, q, "Ghi chú"))
			}, roadCodes...)},
		{"a line names the period", style, "binh-son", func(b *book) {
			for m := 1; m <= b.until; m++ {
				p := b.page(fmt.Sprintf("BC%d", m))
				p.write("A1", "UBND HUYỆN BÌNH SƠN")
				p.write("A2", fmt.Sprintf("Kỳ báo cáo: Tháng %d/2025", m))
				q := b.month(m)
				p.draw("A4", form{paired: true, lines: b.lines(districtCodes...), columns: append(front("Số TT", "Chỉ tiêu", "ĐVT"),
					named(planned, q, "KH năm"), named(inPeriod, q, "TH tháng"), named(cumulative, q, "Luỹ kế"), named(remarks, q, "Giải trình"))})
			}
		}},
		{"each tab gives running totals alone", style, "cam-giang", one("Lũy kế T%d", "BÁO CÁO LŨY KẾ %d THÁNG ĐẦU NĂM 2025", "A6",
			func(b *book, m int) []column {
				q := b.month(m)
				return append(front("TT", "Chỉ tiêu", "ĐVT"), named(planned, q, "Kế hoạch"), named(cumulative, q, "Thực hiện"), named(percentOfPlan, q, "Tỷ lệ"))
			}, districtCodes...)},
		{"set against the same period, two groups", style, "y-te", one("Báo cáo T%d-2025", "KẾT QUẢ THỰC HIỆN THÁNG %d NĂM 2025", "A6",
			func(b *book, m int) []column {
				q := b.month(m)
				return append(front("STT", "Chỉ tiêu", "Đơn vị"), named(planned, q, "Chỉ tiêu năm 2025"), named(inPeriod, q, "Thực hiện", "Tháng báo cáo"),
					named(cumulative, q, "Thực hiện", "Cộng dồn từ đầu năm"), named(percentOfPlan, q, "So sánh (%)", "Kế hoạch"),
					named(percentOfLastYear, q, "So sánh (%)", "Cùng kỳ"))
			}, "YT-01", "YT-02", "YT-04")},
	}
}
