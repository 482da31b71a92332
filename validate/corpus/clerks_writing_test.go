package corpus_test

import (
	"fmt"
	"slices"

	"thidua/plan"
	"thidua/sheets"
	"thidua/validate"
)

// numbers writes figures in the ways of people and of programs.
func numbers() []clerk {
	const style = "figures"
	way := func(name string, unit plan.UnitID, h hand, locale string, codes ...plan.Code) clerk {
		return clerk{name, style, unit, func(b *book) {
			b.hand, b.Grid.Locale = h, locale
			p := b.page("Năm 2025")
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 12, "Tháng %d")...), lines: b.lines(codes...)})
		}}
	}
	return []clerk{
		way("text with comma and points", "cong-thuong", hand{figure: typed(".", ",", "")}, "vi_VN", tradeCodes...),
		way("text with point and commas under an English locale", "an-khe", hand{figure: typed(",", ".", "")}, "en_US", districtCodes...),
		way("Vietnamese text under an English locale", "binh-son", hand{figure: typed(".", ",", "")}, "en_US", "GT-03", "GT-04", "NN-01", "NN-02"),
		way("text whose locale nobody knows", "y-te", hand{figure: typed(".", ",", "")}, "", healthCodes...),
		way("spaces between thousands", "y-te", hand{figure: typed(" ", ",", "")}, "vi_VN", "YT-01", "YT-02", "YT-04"),
		way("the measure behind each figure", "giao-thong", hand{figure: typed(".", ",", " km")}, "vi_VN", "GT-01", "GT-02"),
		way("accountants' formats and dashes for nothing", "cong-thuong", hand{figure: formatted, blank: "-"}, "vi_VN", tradeCodes...),
		way("long dashes for nothing", "an-khe", hand{blank: "—"}, "vi_VN", districtCodes...),
		way("dots and crosses for nothing", "y-te", hand{blank: "…"}, "vi_VN", "YT-01", "YT-02", "YT-04"),
		way("an x where there is nothing", "giao-thong", hand{blank: "x"}, "vi_VN", roadCodes...),
		way("percents as shares of one", "y-te", hand{share: fraction}, "vi_VN", "YT-03", "YT-06"),
		way("percents as text", "giao-duc", hand{share: typed(".", ",", "%")}, "vi_VN", "GD-01", "GD-02"),
		{"other measures than the plan's", style, "an-khe", func(b *book) {
			b.hand.in = map[plan.Code]scale{"NN-02": {"tạ", 10}, "NN-03": {"cây", 1000}, "GT-03": {"m", 1000}, "NN-01": {"m²", 10000}}
			p := b.page("Năm 2025")
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: b.lines(districtCodes...)})
		}},
		{"one measure for the whole table", style, "cong-thuong", func(b *book) {
			b.hand.in = map[plan.Code]scale{"CT-01": {"triệu đồng", 1000}, "CT-02": {"triệu đồng", 1000}}
			p := b.page("Năm 2025")
			p.write("A1", "GIÁ TRỊ SẢN XUẤT VÀ BÁN LẺ NĂM 2025")
			p.write("F2", "Đơn vị tính: triệu đồng")
			p.draw("A3", form{columns: append(front("STT", "Chỉ tiêu", "")[:2], b.months(1, 5, "Tháng %d")...), lines: b.lines("CT-01", "CT-02")})
		}},
	}
}

// decorations has letterheads, notes, stray cells and tabs of other things.
func decorations() []clerk {
	const style = "what stands around"
	plainTable := func(b *book, p page, corner string) int {
		return p.draw(corner, form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: b.lines(roadCodes...)})
	}
	return []clerk{
		{"cover, instructions, empty tab and chart data", style, "giao-thong", func(b *book) {
			cover := b.page("Bìa")
			cover.write("B3", "BÁO CÁO THI ĐUA")
			cover.write("B5", "Năm 2025")
			p := b.page("Số liệu")
			plainTable(b, p, "A3")
			b.page("Sheet3")
			help := b.page("Hướng dẫn")
			help.write("A1", "1. Nhập số liệu vào trang Số liệu.")
			help.write("A2", "2. Không sửa cột Chỉ tiêu.")
		}},
		{"a cell far away", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			plainTable(b, p, "A2")
			p.put(at("AB60"), stored(plan.Int(1250)))
			b.Doubts = append(b.Doubts, p.place(at("AB60")))
			b.blame(p.place(at("AB60")), validate.RuleStrayCell)
		}},
		{"notes under the table that hold figures", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			row := plainTable(b, p, "A2")
			p.put(sheets.Ref{Row: row + 1, Col: 1}, words("Ghi chú: tháng 3 mưa nhiều, thi công chậm 15 ngày."))
			p.put(sheets.Ref{Row: row + 2, Col: 1}, words("(*) Số liệu lấy từ báo cáo số 45/BC-SGTVT ngày 02/5/2025."))
			p.foot()
		}},
		{"everything at once", style, "y-te", func(b *book) {
			p := b.page("Biểu số 01")
			p.letterhead("BIỂU SỐ 01: KẾT QUẢ THỰC HIỆN CHỈ TIÊU NGÀNH Y TẾ NĂM 2025", "(Kèm theo Báo cáo số 112/BC-SYT ngày 26/5/2025 của Sở Y tế)")
			p.draw("A8", form{
				columns: slices.Concat(front("TT", "Chỉ tiêu", "ĐVT"), []column{named(planned, plan.Period{}, "Kế hoạch năm")}, b.months(1, 5, "Tháng %d", "Kết quả thực hiện")),
				lines:   slices.Concat([]line{headed("I", "CÔNG TÁC KHÁM, CHỮA BỆNH")}, b.lines("YT-01", "YT-02"), []line{headed("II", "CÔNG TÁC DỰ PHÒNG")}, b.lines("YT-03", "YT-04", "YT-05")),
				index:   []string{"A", "B", "C", "1", "2", "3", "4", "5", "6"},
			})
			p.foot()
		}},
		{"another unit's name in the title", style, "an-khe", func(b *book) {
			p := b.page("Năm 2025")
			p.write("A1", "UBND HUYỆN AN KHÊ")
			p.write("A2", "Kính gửi: Sở Giao thông vận tải")
			p.draw("A4", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: b.lines(districtCodes...)})
		}},
		{"empty rows and columns in between", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			columns := slices.Concat(front("STT", "Chỉ tiêu", "ĐVT"), []column{{}}, b.months(1, 5, "Tháng %d"))
			lines := b.lines(roadCodes...)
			p.draw("C4", form{columns: columns, lines: []line{lines[0], {}, lines[1], {}, {}, lines[2]}})
		}},
	}
}

// severalTables has tables side by side and one above the other.
func severalTables() []clerk {
	const style = "several tables"
	table := func(b *book, p page, corner string, columns []column, codes ...plan.Code) {
		p.draw(corner, form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), columns...), lines: b.lines(codes...)})
	}
	return []clerk{
		{"side by side, each its field", style, "an-khe", func(b *book) {
			p := b.page("Năm 2025")
			p.write("A1", "GIAO THÔNG")
			p.write("H1", "NÔNG NGHIỆP")
			table(b, p, "A2", b.months(1, 3, "Tháng %d"), "GT-03", "GT-04", "GT-05")
			table(b, p, "H2", b.months(1, 3, "Tháng %d"), "NN-01", "NN-02", "NN-05")
		}},
		{"stacked, each with its title", style, "an-khe", func(b *book) {
			p := b.page("Năm 2025")
			p.write("A1", "Biểu 1: Kết quả lĩnh vực giao thông")
			table(b, p, "A2", b.months(1, 5, "Tháng %d"), "GT-03", "GT-04", "GT-05")
			p.write("A8", "Biểu 2: Kết quả lĩnh vực nông nghiệp")
			table(b, p, "A9", b.months(1, 5, "Tháng %d"), "NN-01", "NN-02", "NN-05")
		}},
		{"stacked with no room between", style, "an-khe", func(b *book) {
			p := b.page("Năm 2025")
			table(b, p, "A2", b.months(1, 5, "Tháng %d"), "GT-03", "GT-04", "GT-05")
			table(b, p, "A6", b.months(1, 5, "Tháng %d"), "NN-01", "NN-02", "NN-05")
		}},
		{"a month in each", style, "cong-thuong", func(b *book) {
			p := b.page("2025")
			for m := 1; m <= 3; m++ {
				p.write(fmt.Sprintf("A%d", 9*m-8), fmt.Sprintf("KẾT QUẢ THÁNG %d NĂM 2025", m))
				q := b.month(m)
				table(b, p, fmt.Sprintf("A%d", 9*m-7), []column{named(inPeriod, q, "Trong tháng"), named(cumulative, q, "Lũy kế")}, "CT-01", "CT-02", "CT-03", "CT-04")
			}
		}},
		{"the same table on two tabs, in two measures", style, "cong-thuong", func(b *book) {
			p := b.page("Tỷ đồng")
			table(b, p, "A2", b.months(1, 3, "Tháng %d"), "CT-01", "CT-02")
			b.Figures = nil
			b.hand.in = map[plan.Code]scale{"CT-01": {"triệu đồng", 1000}, "CT-02": {"triệu đồng", 1000}}
			p = b.page("Triệu đồng")
			table(b, p, "A2", b.months(1, 3, "Tháng %d"), "CT-01", "CT-02")
			for i := range b.Figures {
				b.Figures[i].Origin.Tab = "Tỷ đồng"
			}
		}},
		{"headings say the month", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			p.write("A1", "TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện")
			row := 1
			for m := 1; m <= 3; m++ {
				p.put(sheets.Ref{Row: row, Col: 1}, words(fmt.Sprintf("Tháng %d", m)))
				row++
				for _, l := range b.lines(roadCodes...) {
					p.write(fmt.Sprintf("A%d", row+1), l.ordinal, l.label, l.measure)
					drawing{page: p}.figure(sheets.Ref{Row: row, Col: 4}, l, column{holds: inPeriod, q: b.month(m)})
					row++
				}
			}
		}},
	}
}

// hiddenPlaces has hidden rows, columns and tabs.
func hiddenPlaces() []clerk {
	const style = "hidden places"
	draw := func(b *book, title string) page {
		p := b.page(title)
		p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: b.lines(roadCodes...)})
		return p
	}
	return []clerk{
		{"months that are over are hidden", style, "giao-thong", func(b *book) {
			p := draw(b, "Năm 2025")
			p.tab().HiddenCols[3], p.tab().HiddenCols[4] = true, true
			b.Faults = append(b.Faults, Fault{Rules: []string{validate.RuleHiddenValue}, Places: []Place{{"Năm 2025", "D3"}, {"Năm 2025", "D4"}, {"Năm 2025", "D5"}}})
		}},
		{"a hidden row", style, "giao-thong", func(b *book) {
			p := draw(b, "Năm 2025")
			p.tab().HiddenRows[3] = true
			b.blame(Place{"Năm 2025", "D4"}, validate.RuleHiddenValue)
		}},
		{"a hidden tab with old figures beside the shown one", style, "giao-thong", func(b *book) {
			old := b.page("Số cũ")
			old.write("A1", "Nháp")
			old.put(at("B2"), stored(plan.Int(15)))
			old.tab().Hidden = true
			b.Doubts = append(b.Doubts, old.place(at("B2")))
			draw(b, "Năm 2025")
		}},
	}
}
