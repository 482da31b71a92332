package corpus_test

import (
	"fmt"
	"slices"

	"thidua/plan"
	"thidua/sheets"
)

// monthsDown has a row for each month and a column for each indicator.
func monthsDown() []clerk {
	const style = "months down"
	return []clerk{
		{"indicators across with their measures beneath", style, "an-khe", func(b *book) {
			p := b.page("Theo tháng")
			p.write("A1", "SỐ LIỆU THI ĐUA NĂM 2025 THEO THÁNG")
			p.across("A3", "Tháng", func(l line) []string { return []string{l.label, l.measure} }, monthWords("Tháng %d"), b.lines(districtCodes...))
		}},
		{"measures in brackets, bare months", style, "cong-thuong", func(b *book) {
			p := b.page("2025")
			p.across("B2", "Tháng", func(l line) []string { return []string{l.label + " (" + l.measure + ")"} }, bareMonths, b.lines(tradeCodes...))
		}},
		{"a number in front and short names", style, "giao-thong", func(b *book) {
			p := b.page("Số liệu tháng")
			row := p.across("B1", "Kỳ báo cáo", func(l line) []string { return []string{l.label} }, monthWords("T%d/2025"), b.lines(roadCodes...))
			p.write("A1", "STT")
			for i := 1; i < row; i++ {
				p.put(sheets.Ref{Row: i}, stored(plan.Int(int64(i))))
			}
		}},
		{"codes over the columns", style, "y-te", func(b *book) {
			p := b.page("So lieu")
			p.across("A1", "Thời gian", func(l line) []string { return []string{string(l.x.Code)} }, monthWords("Tháng %02d/2025"), b.lines("YT-01", "YT-02", "YT-04"))
		}},
		{"grouped by field of work", style, "binh-son", func(b *book) {
			p := b.page("Tổng hợp")
			group := func(l line) []string {
				if l.x.Section == "3" {
					return []string{"Giao thông", l.label}
				}
				return []string{"Nông nghiệp", l.label}
			}
			p.across("A3", "Tháng", group, monthWords("%d"), b.lines(districtCodes...))
		}},
		{"with a sum beneath", style, "cam-giang", func(b *book) {
			p := b.page("Năm 2025")
			codes := b.lines("GT-03", "GT-04", "NN-02", "NN-05")
			row := p.across("A2", "Tháng", func(l line) []string { return []string{l.label + ", " + l.measure} }, monthWords("Tháng %d"), codes)
			p.put(sheets.Ref{Row: row}, words("Cộng"))
			for i, l := range codes {
				c := stored(b.record().sum(l.x, 1, b.until))
				c.Formula = true
				p.put(sheets.Ref{Row: row, Col: 1 + i}, c)
			}
		}},
	}
}

// lists has a row for each figure.
func lists() []clerk {
	const style = "a row a figure"
	return []clerk{
		{"period, code, name, measure, value", style, "an-khe", func(b *book) {
			p := b.page("DuLieu")
			p.list("A1", []field{
				{"Kỳ báo cáo", entryMonth("2025-%02d")}, {"Mã chỉ tiêu", entryCode}, {"Chỉ tiêu", entryLabel}, {"ĐVT", entryMeasure}, {"Giá trị", nil},
			}, b.entries(inPeriod, districtCodes...))
		}},
		{"names first, months in words", style, "y-te", func(b *book) {
			p := b.page("Sheet1")
			p.list("A2", []field{
				{"Tên chỉ tiêu", entryLabel}, {"Tháng", entryMonth("Tháng %d/2025")}, {"Đơn vị tính", entryMeasure}, {"Số liệu", nil},
			}, b.entries(inPeriod, "YT-01", "YT-02", "YT-04", "YT-06"))
		}},
		{"a column says what kind of figure it is", style, "cong-thuong", func(b *book) {
			p := b.page("Data")
			entries := slices.Concat(b.entries(inPeriod, "CT-01", "CT-03"), b.entries(cumulative, "CT-01", "CT-03"))
			kind := func(e entry) sheets.Cell {
				return words(map[content]string{inPeriod: "Trong tháng", cumulative: "Lũy kế"}[e.as])
			}
			p.list("A1", []field{
				{"Kỳ", entryMonth("%02d/2025")}, {"Chỉ tiêu", entryLabel}, {"Loại số liệu", kind}, {"Kết quả", nil},
			}, entries)
		}},
		{"year and month apart", style, "giao-thong", func(b *book) {
			p := b.page("Số liệu")
			number := func(n func(e entry) int) func(entry) sheets.Cell {
				return func(e entry) sheets.Cell { return stored(plan.Int(int64(n(e)))) }
			}
			p.list("A1", []field{
				{"Năm", number(func(e entry) int { return e.q.Year })},
				{"Tháng", number(func(e entry) int { return e.q.Last() })},
				{"Chỉ tiêu", entryLabel},
				{"ĐVT", entryMeasure},
				{"Thực hiện", nil},
				{"Ghi chú", func(entry) sheets.Cell { return sheets.Cell{} }},
			}, b.entries(inPeriod, roadCodes...))
		}},
		{"two columns of figures", style, "binh-son", func(b *book) {
			p := b.page("Nhập liệu")
			fields := []field{
				{"Tháng", entryMonth("%d")}, {"Chỉ tiêu", entryLabel}, {"ĐVT", entryMeasure}, {"Trong tháng", nil},
			}
			entries := b.entries(inPeriod, "GT-03", "GT-04", "NN-02")
			p.list("A1", fields, entries)
			p.write("E1", "Lũy kế")
			for i, e := range entries {
				drawing{page: p}.figure(sheets.Ref{Row: 1 + i, Col: 4}, e.line, column{holds: cumulative, q: e.q})
			}
		}},
		{"everything as text", style, "cam-giang", func(b *book) {
			b.hand.figure = typed("", ",", "")
			b.Grid.Locale, b.Grid.TextOnly = "", true
			p := b.page("export")
			p.list("A1", []field{
				{"ky_bao_cao", entryMonth("2025-%02d")}, {"ma_chi_tieu", entryCode}, {"ten_chi_tieu", entryLabel}, {"gia_tri", nil},
			}, b.entries(inPeriod, "GT-03", "GT-04", "NN-02", "NN-05"))
		}},
		{"an indicator is named once for its months", style, "noi-vu", func(b *book) {
			p := b.page("Sổ")
			p.write("A1", "Chỉ tiêu", "Tháng", "Kết quả thực hiện", "Ghi chú")
			row := 1
			for _, l := range b.lines("CC-01", "CC-02") {
				first := sheets.Ref{Row: row}
				p.put(first, words(l.label))
				for m := 1; m <= b.until; m++ {
					p.put(sheets.Ref{Row: row, Col: 1}, words(fmt.Sprintf("Tháng %d", m)))
					drawing{page: p}.figure(sheets.Ref{Row: row, Col: 2}, l, column{holds: inPeriod, q: b.month(m)})
					row++
				}
				p.merge(first, sheets.Ref{Row: row - 1})
			}
		}},
	}
}

// districts has a column or a row for each district.
func districts() []clerk {
	const style = "a column a district"
	ids := []plan.UnitID{"an-khe", "binh-son", "cam-giang"}
	codes := []plan.Code{"GT-03", "GT-04", "NN-01", "NN-02", "NN-03"}
	return []clerk{
		{"districts across for one month", style, "hai-lam", func(b *book) {
			p := b.page("Tháng 5")
			p.letterhead("TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU THÁNG 5 NĂM 2025 CÁC HUYỆN, THỊ XÃ")
			columns := front("STT", "Chỉ tiêu", "ĐVT")
			for _, id := range ids {
				columns = append(columns, column{head: []string{b.plan.Unit(id).Name}, holds: inPeriod, q: b.month(5), unit: id})
			}
			p.draw("A6", form{columns: columns, lines: b.lines(codes...)})
		}},
		{"districts under Thực hiện, names cut short, two tabs", style, "hai-lam", func(b *book) {
			for _, m := range []int{4, 5} {
				p := b.page(fmt.Sprintf("T%d", m))
				columns := front("TT", "Chỉ tiêu", "Đơn vị tính")
				for _, id := range ids {
					columns = append(columns, column{head: []string{"Thực hiện", b.plan.Unit(id).Aliases[0]}, holds: inPeriod, q: b.month(m), unit: id})
				}
				p.draw("A2", form{columns: columns, lines: b.lines(codes...)})
			}
		}},
		{"months under each district", style, "hai-lam", func(b *book) {
			p := b.page("Theo huyện")
			columns := front("STT", "Chỉ tiêu", "ĐVT")
			for _, id := range ids {
				for m := 1; m <= 3; m++ {
					columns = append(columns, column{head: []string{b.plan.Unit(id).Name, fmt.Sprintf("Tháng %d", m)}, holds: inPeriod, q: b.month(m), unit: id})
				}
			}
			p.draw("A2", form{columns: columns, lines: b.lines(codes...)})
		}},
		{"a row a district for each indicator", style, "hai-lam", func(b *book) {
			p := b.page("Chi tiết theo huyện")
			p.write("A1", "KẾT QUẢ NĂM 2025 CHIA THEO HUYỆN")
			p.write("A2", "STT", "Chỉ tiêu", "Huyện, thị xã", "ĐVT", "Tháng 1", "Tháng 2", "Tháng 3")
			row := 2
			for i, l := range b.lines(codes...) {
				for _, id := range ids {
					p.write(fmt.Sprintf("A%d", row+1), fmt.Sprint(i+1), l.label, b.plan.Unit(id).Name, l.measure)
					for m := 1; m <= 3; m++ {
						drawing{page: p}.figure(sheets.Ref{Row: row, Col: 3 + m}, l, column{holds: inPeriod, q: b.month(m), unit: id})
					}
					row++
				}
			}
		}},
		{"districts down, indicators across", style, "hai-lam", func(b *book) {
			p := b.page("Tháng 3")
			p.write("A1", "KẾT QUẢ THÁNG 3 NĂM 2025")
			lines := b.lines(codes...)
			columns := []column{{head: []string{"STT"}}, {head: []string{"Đơn vị"}}}
			for _, l := range lines {
				columns = append(columns, column{head: []string{l.label + " (" + l.measure + ")"}})
			}
			row := drawing{p, form{columns: columns}, at("A3")}.head()
			for i, id := range ids {
				p.write(fmt.Sprintf("A%d", row+1), fmt.Sprint(i+1), b.plan.Unit(id).Name)
				for k, l := range lines {
					drawing{page: p}.figure(sheets.Ref{Row: row, Col: 2 + k}, l, column{holds: inPeriod, q: b.month(3), unit: id})
				}
				row++
			}
		}},
	}
}
