package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// A style lays a unit's report out as one clerk would.
type style func(b *book)

var thin = []excelize.Border{
	{Type: "left", Style: 1, Color: "000000"},
	{Type: "right", Style: 1, Color: "000000"},
	{Type: "top", Style: 1, Color: "000000"},
	{Type: "bottom", Style: 1, Color: "000000"},
}

func header(font, fill string) *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: font, Bold: true, Size: 11},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		Border:    thin,
	}
	if fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	return s
}

func body(font string, format string) *excelize.Style {
	s := &excelize.Style{Font: &excelize.Font{Family: font, Size: 11}, Border: thin, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}
	if format != "" {
		s.CustomNumFmt = &format
	}
	return s
}

// letterhead writes the two blocks that stand above a Vietnamese report.
func (b *book) letterhead(tab string, title string, last int) {
	half := last / 2
	b.put(tab, 1, 1, "SỞ NÔNG NGHIỆP VÀ PTNT LẠNG SƠN")
	b.merge(tab, 1, 1, half, 1)
	b.put(tab, half+1, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
	b.merge(tab, half+1, 1, last, 1)
	b.put(tab, 1, 2, b.unit.Name)
	b.merge(tab, 1, 2, half, 2)
	b.put(tab, half+1, 2, "Độc lập - Tự do - Hạnh phúc")
	b.merge(tab, half+1, 2, last, 2)
	b.put(tab, 1, 4, title)
	b.merge(tab, 1, 4, last, 4)
	bold := &excelize.Style{Font: &excelize.Font{Family: "Times New Roman", Bold: true, Size: 13}, Alignment: &excelize.Alignment{Horizontal: "center"}}
	b.look(tab, 1, 1, last, 4, bold)
}

// signature writes who signs, under the table.
func (b *book) signature(tab string, row, col int) {
	b.put(tab, 2, row+2, "Người lập biểu")
	b.put(tab, col, row+2, "THỦ TRƯỞNG ĐƠN VỊ")
}

// matrix is a row per indicator and a column per month, under a letterhead.
func matrix(b *book) {
	const tab = "Báo cáo 2024"
	b.tab(tab)
	b.letterhead(tab, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU THI ĐUA NĂM 2024", 17)
	row := 6
	for i, h := range []string{"STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2024"} {
		b.put(tab, i+1, row, h)
	}
	for m := 1; m <= 12; m++ {
		b.put(tab, 4+m, row, fmt.Sprintf("Tháng %d", m))
	}
	b.put(tab, 17, row, "Ghi chú")
	b.look(tab, 1, row, 17, row, header("Times New Roman", "D9E2F3"))
	for _, l := range b.lines {
		row++
		if l.heading != "" {
			b.put(tab, 2, row, l.heading)
			continue
		}
		b.put(tab, 1, row, l.ordinal)
		b.start(tab, 2, row, l)
		b.figure(tab, 4, row, place{l.code, planPart, 0}, l.plan)
		for m := 1; m <= 12; m++ {
			b.figure(tab, 4+m, row, place{l.code, l.part, m}, l.figures[m])
		}
	}
	b.look(tab, 1, 7, 17, row, body("Times New Roman", "#,##0.0"))
	b.width(tab, 2, 48)
	b.signature(tab, row, 14)
}

// start writes the label and the measure of a line at col and col+1.
func (b *book) start(tab string, col, row int, l line) {
	if l.part == inPeriod {
		b.figure(tab, col, row, place{l.code, label, 0}, l.label)
		b.figure(tab, col+1, row, place{l.code, measure, 0}, l.measure)
		return
	}
	b.put(tab, col, row, "  - "+l.label)
	b.put(tab, col+1, row, l.measure)
}

// grouped is a two-row header with the months under "Thực hiện", a running
// total, codes in the first column, and bare numbers for months.
func grouped(b *book) {
	const tab = "TH chỉ tiêu"
	b.tab(tab)
	b.put(tab, 1, 1, "BIỂU TỔNG HỢP SỐ LIỆU THI ĐUA - "+b.unit.Name)
	b.put(tab, 1, 2, "Năm 2024")
	top, sub := 4, 5
	for i, h := range []string{"Mã", "Nội dung", "ĐVT", "KH năm"} {
		b.put(tab, i+1, top, h)
		b.merge(tab, i+1, top, i+1, sub)
	}
	b.put(tab, 5, top, "Thực hiện")
	b.merge(tab, 5, top, 16, top)
	for m := 1; m <= 12; m++ {
		b.put(tab, 4+m, sub, fmt.Sprintf("T%d", m))
	}
	b.put(tab, 17, top, "Lũy kế 6 tháng")
	b.merge(tab, 17, top, 17, sub)
	b.look(tab, 1, top, 17, sub, header("Arial", "FFF2CC"))
	row := sub
	for _, l := range b.lines {
		row++
		if l.heading != "" {
			b.put(tab, 1, row, l.heading)
			b.merge(tab, 1, row, 17, row)
			continue
		}
		if l.part == inPeriod {
			b.put(tab, 1, row, string(l.code))
		}
		b.start(tab, 2, row, l)
		b.figure(tab, 4, row, place{l.code, planPart, 0}, l.plan)
		for m := 1; m <= 12; m++ {
			b.figure(tab, 4+m, row, place{l.code, l.part, m}, l.figures[m])
		}
		if l.flow {
			sum := formula{fmt.Sprintf("SUM(E%d:J%d)", row, row), l.sum(thisMonth)}
			b.figure(tab, 17, row, place{l.code, cumulative, thisMonth}, sum)
		}
	}
	b.look(tab, 1, sub+1, 17, row, body("Arial", ""))
	b.width(tab, 2, 52)
}

// sum adds up the figures of a flow from January to month m.
func (l line) sum(m int) float64 {
	total := 0.0
	for i := 1; i <= m; i++ {
		if f, ok := l.figures[i].(float64); ok {
			total += f
		}
	}
	return round(total, 2)
}

// monthly is a tab per month with plan, month, running total and percent.
func monthly(b *book) {
	for m := 1; m <= thisMonth; m++ {
		tab := fmt.Sprintf("Tháng %d", m)
		b.tab(tab)
		b.letterhead(tab, fmt.Sprintf("BÁO CÁO THÁNG %d NĂM 2024", m), 8)
		row := 6
		for i, h := range []string{"TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện trong tháng", "Lũy kế từ đầu năm", "% so với kế hoạch", "Ghi chú"} {
			b.put(tab, i+1, row, h)
		}
		b.look(tab, 1, row, 8, row, header("Times New Roman", "E2EFDA"))
		row = b.months(tab, row, m)
		b.look(tab, 1, 7, 8, row, body("Times New Roman", "#,##0.00"))
		b.width(tab, 2, 46)
		b.signature(tab, row, 6)
	}
}

// numbered is a tab per month with a two-row merged header, an index row
// below it, and the month in the title only.
func numbered(b *book) {
	for m := 1; m <= thisMonth; m++ {
		tab := fmt.Sprintf("T%d", m)
		b.tab(tab)
		b.put(tab, 1, 1, b.unit.Name)
		b.put(tab, 1, 2, fmt.Sprintf("TÌNH HÌNH THỰC HIỆN KẾ HOẠCH THI ĐUA THÁNG %02d/2024", m))
		b.merge(tab, 1, 2, 8, 2)
		top := 4
		for i, h := range []string{"STT", "Nội dung chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024"} {
			b.put(tab, i+1, top, h)
			b.merge(tab, i+1, top, i+1, top+1)
		}
		b.put(tab, 5, top, "Kết quả thực hiện")
		b.merge(tab, 5, top, 6, top)
		b.put(tab, 5, top+1, "Trong tháng")
		b.put(tab, 6, top+1, "Lũy kế từ đầu năm")
		b.put(tab, 7, top, "Tỷ lệ đạt so với KH (%)")
		b.merge(tab, 7, top, 7, top+1)
		b.put(tab, 8, top, "Ghi chú")
		b.merge(tab, 8, top, 8, top+1)
		for i, h := range []string{"A", "B", "C", "1", "2", "3", "4=3/1", "D"} {
			b.put(tab, i+1, top+2, h)
		}
		b.look(tab, 1, top, 8, top+1, header("Calibri", "BDD7EE"))
		row := b.months(tab, top+2, m)
		b.look(tab, 1, top+3, 8, row, body("Calibri", "#,##0.0"))
		b.width(tab, 2, 50)
	}
}

// months writes the lines of month m below row and returns the last row.
func (b *book) months(tab string, row, m int) int {
	for _, l := range b.lines {
		row++
		if l.heading != "" {
			b.put(tab, 2, row, l.heading)
			continue
		}
		b.put(tab, 1, row, l.ordinal)
		b.start(tab, 2, row, l)
		b.figure(tab, 4, row, place{l.code, planPart, 0}, l.plan)
		if !l.flow { // how things stand belongs under "from the start of the year"
			b.figure(tab, 6, row, place{l.code, l.part, m}, l.figures[m])
			continue
		}
		b.figure(tab, 5, row, place{l.code, inPeriod, m}, l.figures[m])
		b.figure(tab, 6, row, place{l.code, cumulative, m}, l.sum(m))
		if l.target > 0 {
			b.put(tab, 7, row, formula{fmt.Sprintf("F%d/D%d*100", row, row), round(100*l.sum(m)/l.target, 2)})
		}
	}
	return row
}

// long is one row per month and indicator.
func long(b *book) {
	const tab = "Số liệu"
	b.tab(tab)
	for i, h := range []string{"Kỳ báo cáo", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Ghi chú"} {
		b.put(tab, i+1, 1, h)
	}
	b.look(tab, 1, 1, 5, 1, header("Calibri", ""))
	row := 1
	for m := 1; m <= thisMonth; m++ {
		for _, l := range b.lines {
			if l.heading != "" || l.figures[m] == nil {
				continue
			}
			row++
			b.put(tab, 1, row, fmt.Sprintf("Tháng %d/2024", m))
			b.put(tab, 2, row, l.label)
			b.put(tab, 3, row, l.measure)
			b.figure(tab, 4, row, place{l.code, l.part, m}, l.figures[m])
		}
	}
	b.width(tab, 1, 16)
	b.width(tab, 2, 60)
}

// coded is a long table by code, with the month's figure and the running
// total side by side.
func coded(b *book) {
	const tab = "Data"
	b.tab(tab)
	b.put(tab, 2, 2, "Bảng số liệu hằng tháng – "+b.unit.Name)
	for i, h := range []string{"Mã chỉ tiêu", "Tên chỉ tiêu", "Tháng", "Trong tháng", "Lũy kế"} {
		b.put(tab, i+2, 4, h)
	}
	b.look(tab, 2, 4, 6, 4, header("Tahoma", "F8CBAD"))
	row := 4
	for _, l := range b.lines {
		if l.heading != "" {
			continue
		}
		for m := 1; m <= thisMonth; m++ {
			if l.figures[m] == nil {
				continue
			}
			row++
			if l.part == inPeriod {
				b.put(tab, 2, row, string(l.code))
			}
			b.put(tab, 3, row, l.label)
			b.put(tab, 4, row, fmt.Sprintf("%02d/2024", m))
			b.figure(tab, 5, row, place{l.code, l.part, m}, l.figures[m])
			if l.flow {
				b.figure(tab, 6, row, place{l.code, cumulative, m}, l.sum(m))
			}
		}
	}
	b.width(tab, 3, 55)
}
