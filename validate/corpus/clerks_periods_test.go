package corpus_test

import (
	"fmt"
	"slices"

	"thidua/plan"
	"thidua/sheets"
)

var roman = []string{"", "I", "II", "III", "IV"}

// longerPeriods reports by quarter, half-year, nine months and year.
func longerPeriods() []clerk {
	const style = "quarters to years"
	return []clerk{
		{"four quarters across", style, "giao-thong", func(b *book) {
			p := b.page("Quý")
			b.until = 9
			columns := append(front("STT", "Chỉ tiêu", "ĐVT"), named(planned, plan.Period{}, "Kế hoạch"))
			for n := 1; n <= 4; n++ {
				columns = append(columns, named(inPeriod, b.quarter(n), "Quý "+roman[n]))
			}
			p.draw("A3", form{columns: columns, lines: b.lines(roadCodes...)})
		}},
		{"quarters by number, with a letter", style, "y-te", func(b *book) {
			p := b.page("Q1-Q2")
			b.until = 6
			p.draw("A1", form{lines: b.lines("YT-01", "YT-02", "YT-04"), columns: append(front("TT", "Chỉ tiêu", "Đơn vị tính"),
				named(inPeriod, b.quarter(1), "Q1/2025"), named(inPeriod, b.quarter(2), "Q2/2025"))})
		}},
		{"half-years, nine months and the year", style, "cong-thuong", func(b *book) {
			p := b.page("Tổng kết")
			b.until = 12
			p.write("A1", "TỔNG HỢP KẾT QUẢ NĂM 2025")
			p.draw("A3", form{lines: b.lines("CT-01", "CT-02", "CT-05"), columns: append(front("STT", "Chỉ tiêu", "ĐVT"),
				named(planned, plan.Period{}, "Kế hoạch năm 2025"), named(cumulative, b.span(plan.HalfYear, 1), "6 tháng đầu năm"),
				named(cumulative, b.span(plan.NineMonths, 1), "9 tháng đầu năm"), named(cumulative, b.span(plan.Year, 1), "Cả năm 2025"))})
		}},
		{"a tab a quarter", style, "binh-son", func(b *book) {
			b.until = 6
			for n := 1; n <= 2; n++ {
				p := b.page("Quý " + roman[n])
				p.letterhead("BÁO CÁO KẾT QUẢ THI ĐUA QUÝ " + roman[n] + " NĂM 2025")
				q := b.quarter(n)
				p.draw("A6", form{lines: b.lines(districtCodes...), paired: true, columns: append(front("STT", "Chỉ tiêu", "ĐVT"),
					named(planned, q, "Kế hoạch năm"), named(inPeriod, q, "Thực hiện trong quý"), named(cumulative, q, "Lũy kế từ đầu năm"))})
			}
		}},
		{"the half-year in the title", style, "noi-vu", func(b *book) {
			b.until = 6
			p := b.page("6 tháng")
			p.letterhead("BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM 2025")
			q := b.span(plan.HalfYear, 1)
			p.draw("A6", form{lines: b.lines("CC-01", "CC-02", "CC-03"), columns: append(front("STT", "Nội dung", "ĐVT"),
				named(planned, q, "Kế hoạch giao"), named(cumulative, q, "Kết quả thực hiện"), named(remarks, q, "Ghi chú"))})
		}},
		{"last year's result, this year's plan and expectation", style, "giao-duc", func(b *book) {
			b.until = 12
			p := b.page("Kế hoạch 2026")
			p.write("A1", "BIỂU CHỈ TIÊU KẾ HOẠCH PHÁT TRIỂN GIÁO DỤC")
			q := b.span(plan.Year, 1)
			p.draw("A3", form{lines: b.lines("GD-01", "GD-03"), columns: append(front("STT", "Chỉ tiêu", "ĐVT"),
				named(lastYear, b.month(12), "TH năm 2024"), named(planned, q, "KH năm 2025"), named(expected, q, "ƯTH năm 2025"))})
		}},
		{"quarters with plan, result and share under each", style, "cam-giang", func(b *book) {
			b.until = 6
			p := b.page("Tiến độ")
			columns := front("TT", "Chỉ tiêu", "ĐVT")
			for n := 1; n <= 2; n++ {
				above := "Quý " + roman[n] + "/2025"
				columns = append(columns, named(inPeriod, b.quarter(n), above, "TH"), named(percentOfPlan, b.quarter(n), above, "% KH năm"))
			}
			p.draw("A3", form{columns: columns, lines: b.lines("GT-03", "GT-04", "NN-02", "NN-03")})
		}},
		{"three, six and nine months", style, "an-khe", func(b *book) {
			b.until = 9
			p := b.page("Số liệu tổng hợp")
			columns := front("STT", "Chỉ tiêu", "ĐVT")
			columns = append(columns, named(inPeriod, b.quarter(1), "Quý I"), named(cumulative, b.span(plan.HalfYear, 1), "6 tháng"),
				named(cumulative, b.span(plan.NineMonths, 1), "9 tháng"))
			p.draw("A2", form{columns: columns, lines: b.lines("GT-03", "GT-04", "NN-01")})
		}},
	}
}

// pairs has what was done in the period beside what was done so far.
func pairs() []clerk {
	const style = "month and running total"
	pair := func(b *book, from, to int, month, in, so string) []column {
		var columns []column
		for m := from; m <= to; m++ {
			above := fmt.Sprintf(month, m)
			columns = append(columns, named(inPeriod, b.month(m), above, in), named(cumulative, b.month(m), above, so))
		}
		return columns
	}
	return []clerk{
		{"two columns under each month", style, "an-khe", func(b *book) {
			p := b.page("Năm 2025")
			p.draw("A2", form{paired: true, lines: b.lines(districtCodes...), columns: slices.Concat(front("STT", "Chỉ tiêu", "ĐVT"),
				pair(b, 1, 5, "Tháng %d", "Trong tháng", "Lũy kế"))})
		}},
		{"two columns under each month, nothing merged", style, "y-te", func(b *book) {
			p := b.page("Năm 2025")
			p.draw("A2", form{paired: true, loose: true, lines: b.lines("YT-01", "YT-02", "YT-04"), columns: slices.Concat(
				front("STT", "Chỉ tiêu", "ĐVT"), pair(b, 1, 5, "T%d", "TH", "LK"))})
		}},
		{"in one cell of the header", style, "cong-thuong", func(b *book) {
			p := b.page("Theo dõi")
			columns := front("STT", "Tên chỉ tiêu", "Đơn vị tính")
			for m := 1; m <= 5; m++ {
				columns = append(columns, named(inPeriod, b.month(m), fmt.Sprintf("Thực hiện tháng %d", m)),
					named(cumulative, b.month(m), fmt.Sprintf("Lũy kế đến hết tháng %d", m)))
			}
			p.draw("A2", form{paired: true, columns: columns, lines: b.lines("CT-01", "CT-02", "CT-03", "CT-04", "CT-05")})
		}},
		{"all months and then all running totals", style, "binh-son", func(b *book) {
			p := b.page("Tong hop")
			columns := append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d", "Trong tháng")...)
			for m := 1; m <= 5; m++ {
				columns = append(columns, named(cumulative, b.month(m), "Lũy kế", fmt.Sprintf("Đến tháng %d", m)))
			}
			p.draw("A2", form{paired: true, columns: columns, lines: b.lines(districtCodes...)})
		}},
		{"a row for the month and a row for the running total", style, "cam-giang", func(b *book) {
			p := b.page("Chi tiết")
			row := p.draw("A2", form{columns: slices.Concat(front("STT", "Chỉ tiêu", "ĐVT"), []column{named(nothing, plan.Period{}, "Loại số liệu")},
				b.months(1, 5, "Tháng %d"))})
			for i, l := range b.lines("GT-03", "GT-04", "NN-02", "NN-05") {
				d := drawing{page: p}
				for k, holds := range []content{inPeriod, cumulative} {
					if k == 0 {
						p.write(fmt.Sprintf("A%d", row+1), fmt.Sprint(i+1), l.label, l.measure)
					}
					p.write(fmt.Sprintf("D%d", row+1), []string{"Trong tháng", "Lũy kế"}[k])
					for m := 1; m <= b.until; m++ {
						d.figure(sheets.Ref{Row: row, Col: 3 + m}, l, column{holds: holds, q: b.month(m)})
					}
					row++
				}
				for col := range 3 {
					p.merge(sheets.Ref{Row: row - 2, Col: col}, sheets.Ref{Row: row - 1, Col: col})
				}
			}
		}},
	}
}
