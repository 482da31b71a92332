package corpus_test

import (
	"fmt"
	"slices"
	"strings"

	"thidua/plan"
	"thidua/sheets"
)

// ratios has the parts of a ratio on lines of their own.
func ratios() []clerk {
	const style = "ratios and their parts"
	return []clerk{
		{"both parts beneath the percent", style, "y-te", func(b *book) {
			p := b.page("Năm 2025")
			lines := slices.Concat(b.lines("YT-01"), b.apart("2", "YT-03", false), b.apart("3", "YT-06", false))
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"the percent is left to whoever reads", style, "giao-duc", func(b *book) {
			p := b.page("Năm 2025")
			lines := slices.Concat(b.apart("1", "GD-02", true), b.lines("GD-01", "GD-03"))
			p.draw("A2", form{columns: append(front("TT", "Nội dung", "Đơn vị tính"), b.months(1, 5, "T%d")...), lines: lines})
		}},
		{"Tử số and Mẫu số", style, "noi-vu", func(b *book) {
			p := b.page("CCHC")
			lines := b.apart("1", "CC-01", false)
			lines[1].label, lines[2].label = "Tử số: số hồ sơ giải quyết đúng hạn", "Mẫu số: tổng số hồ sơ đã giải quyết"
			lines[1].measure, lines[2].measure = "hồ sơ", "hồ sơ"
			p.draw("A3", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"columns for the parts", style, "noi-vu", func(b *book) {
			p := b.page("Tháng 5")
			p.write("A1", "KẾT QUẢ THÁNG 5 NĂM 2025")
			p.write("A3", "STT", "Chỉ tiêu", "ĐVT", "Tử số", "Mẫu số", "Tỷ lệ đạt được", "Ghi chú")
			for i, code := range []plan.Code{"CC-01", "CC-04"} {
				l := b.line(fmt.Sprint(i+1), code)
				num, den := b.record().parts(l.x, 5)
				p.write(fmt.Sprintf("A%d", 4+i), l.ordinal, l.label, l.measure)
				p.put(sheets.Ref{Row: 3 + i, Col: 3}, stored(num))
				p.put(sheets.Ref{Row: 3 + i, Col: 4}, stored(den))
				value := quotient(l.x, num, den, 1)
				p.put(sheets.Ref{Row: 3 + i, Col: 5}, stored(value))
				p.tell(sheets.Ref{Row: 3 + i, Col: 5}, plan.Observation{
					Indicator: code, Period: b.month(5), Basis: plan.AsOf, Value: plan.Value{Number: value, Numerator: num, Denominator: den},
				})
			}
		}},
		{"parts above the percent", style, "y-te", func(b *book) {
			p := b.page("2025")
			lines := b.apart("1", "YT-06", false)
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 4, "Tháng %d")...), lines: []line{lines[1], lines[2], lines[0]}})
		}},
		{"a ratio that is no share", style, "noi-vu", func(b *book) {
			p := b.page("Năm 2025")
			b.until = 6
			lines := b.apart("1", "CC-04", true)
			lines[1].measure, lines[2].measure = "hồ sơ", "người"
			p.draw("A2", form{lines: lines, columns: append(front("STT", "Chỉ tiêu", "ĐVT"),
				named(inPeriod, b.quarter(1), "Quý I"), named(inPeriod, b.quarter(2), "Quý II"))})
		}},
	}
}

// outlines has headings, numberings, names that repeat under different
// headings, and marks for "the same".
func outlines() []clerk {
	const style = "headings and outlines"
	roads := func(b *book) []line {
		part := func(ordinal, label string, code plan.Code) line {
			l := b.line(ordinal, code)
			l.label = label
			return l
		}
		return []line{
			headed("1", "Đường giao thông nông thôn"), part("a", "Làm mới", "GT-03"), part("b", "Sửa chữa", "GT-04"),
		}
	}
	return []clerk{
		{"I, 1, a", style, "an-khe", func(b *book) {
			p := b.page("Năm 2025")
			lines := slices.Concat([]line{headed("I", "GIAO THÔNG VẬN TẢI")}, roads(b), []line{headed("II", "NÔNG NGHIỆP")}, b.lines("NN-01", "NN-02", "NN-05"))
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"the same names under two kinds of road", style, "hai-lam", func(b *book) {
			p := b.page("Năm 2025")
			lines := []line{headed("1", "Đường tỉnh")}
			for i, code := range []plan.Code{"GT-01", "GT-02"} {
				l := b.line("-", code)
				l.label = []string{"Làm mới", "Sửa chữa"}[i]
				lines = append(lines, l)
			}
			lines = append(lines, roads(b)...)
			lines[3].ordinal, lines[4].ordinal, lines[5].ordinal = "2", "-", "-"
			p.draw("A2", form{columns: append(front("TT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"numbers inside the names, no column for them", style, "binh-son", func(b *book) {
			p := b.page("Kết quả")
			var lines []line
			lines = append(lines, headed("", "I. LĨNH VỰC GIAO THÔNG"))
			for i, l := range b.lines("GT-03", "GT-04", "GT-05") {
				l.label = fmt.Sprintf("%d. %s", i+1, l.label)
				lines = append(lines, l)
			}
			lines = append(lines, headed("", "II. LĨNH VỰC NÔNG NGHIỆP"))
			for i, l := range b.lines("NN-01", "NN-02", "NN-03") {
				l.label = fmt.Sprintf("2.%d %s", i+1, l.label)
				lines = append(lines, l)
			}
			columns := front("STT", "Chỉ tiêu", "Đơn vị tính")[1:]
			p.draw("A3", form{columns: append(columns, b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"ditto marks for the measure", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			lines := b.lines("GT-01", "GT-02", "GT-05")
			lines[1].measure = `"`
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"Trong đó, dashes and indents", style, "cam-giang", func(b *book) {
			p := b.page("Biểu")
			lines := roads(b)
			lines[0].label, lines[0].ordinal = "Đường giao thông nông thôn, trong đó:", "1"
			lines[1].ordinal, lines[1].label = "", "   - làm mới"
			lines[2].ordinal, lines[2].label = "", "   - sửa chữa"
			lines = append(lines, b.line("2", "NN-02"), b.line("3", "NN-03"))
			p.draw("A2", form{columns: append(front("TT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"fields of work in a column of their own", style, "an-khe", func(b *book) {
			p := b.page("Theo dõi")
			p.write("A2", "Lĩnh vực", "Chỉ tiêu", "ĐVT", "Tháng 1", "Tháng 2", "Tháng 3")
			row := 2
			for _, group := range []struct {
				name  string
				codes []plan.Code
			}{{"Giao thông", []plan.Code{"GT-03", "GT-04", "GT-05"}}, {"Nông nghiệp", []plan.Code{"NN-01", "NN-02"}}} {
				first := sheets.Ref{Row: row}
				p.put(first, words(group.name))
				for _, l := range b.lines(group.codes...) {
					p.write(fmt.Sprintf("B%d", row+1), l.label, l.measure)
					for m := 1; m <= 3; m++ {
						drawing{page: p}.figure(sheets.Ref{Row: row, Col: 2 + m}, l, column{holds: inPeriod, q: b.month(m)})
					}
					row++
				}
				p.merge(first, sheets.Ref{Row: row - 1})
			}
		}},
		{"rows for plan, result and share of each indicator", style, "cong-thuong", func(b *book) {
			p := b.page("Kế hoạch và thực hiện")
			p.write("A2", "Chỉ tiêu", "ĐVT", "", "Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4")
			row := 2
			for _, l := range b.lines("CT-01", "CT-02", "CT-04") {
				p.write(fmt.Sprintf("A%d", row+1), l.label, l.measure)
				for k, kind := range []string{"KH", "TH", "%"} {
					p.put(sheets.Ref{Row: row + k, Col: 2}, words(kind))
				}
				for m := 1; m <= 4; m++ {
					p.put(sheets.Ref{Row: row, Col: 2 + m}, stored(b.record().month(l.x, m).Mul(plan.Float(1.05))))
					drawing{page: p}.figure(sheets.Ref{Row: row + 1, Col: 2 + m}, l, column{holds: inPeriod, q: b.month(m)})
					p.put(sheets.Ref{Row: row + 2, Col: 2 + m}, stored(plan.Float(95.2)))
				}
				p.merge(sheets.Ref{Row: row}, sheets.Ref{Row: row + 2})
				p.merge(sheets.Ref{Row: row, Col: 1}, sheets.Ref{Row: row + 2, Col: 1})
				row += 3
			}
		}},
	}
}

// namings writes the names of indicators otherwise than the plan.
func namings() []clerk {
	const style = "names"
	way := func(name string, unit plan.UnitID, write func(string) string, codes ...plan.Code) clerk {
		return clerk{name, style, unit, func(b *book) {
			b.hand.name = write
			p := b.page("Năm 2025")
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: b.lines(codes...)})
		}}
	}
	return []clerk{
		way("letters and diacritics apart", "y-te", decomposed, healthCodes...),
		way("no-break spaces", "cong-thuong", padded, tradeCodes...),
		way("capitals", "giao-duc", strings.ToUpper, schoolCodes...),
		way("no diacritics", "an-khe", bare, districtCodes...),
		way("abbreviations", "binh-son", replacing("Số hợp tác xã", "Số HTX", "Diện tích", "DT", "Sản lượng", "SL", "đường giao thông nông thôn", "đường GTNT", "tai nạn giao thông", "TNGT"),
			districtCodes...),
		way("slips of the finger", "cam-giang", replacing("nông thôn", "nông thônn", "thủy sản", "thuỷ sảm", "trồng rừng", "trồng rưng", "an toàn", "an tòan", "hợp tác xã", "hơp tác xã"),
			districtCodes...),
		way("tỉ, luỹ and thuỷ", "y-te", replacing("Tỷ", "Tỉ", "lũy", "luỹ", "thủy", "thuỷ", "Kỳ", "Kì"), healthCodes...),
		way("words left out and put elsewhere", "cong-thuong", replacing("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "Tổng mức bán lẻ hàng hoá",
			"Số cụm công nghiệp đang hoạt động", "Cụm công nghiệp đang hoạt động", "Giá trị sản xuất công nghiệp", "GTSX công nghiệp trên địa bàn tỉnh",
			"Kim ngạch xuất khẩu", "KN xuất khẩu"), tradeCodes...),
		{"measures at the end of the names", style, "an-khe", func(b *book) {
			p := b.page("Năm 2025")
			lines := b.lines(districtCodes...)
			for i := range lines {
				lines[i].label += []string{" (%s)", ", %s", " - ĐVT: %s", " [%s]"}[i%4]
				lines[i].label = fmt.Sprintf(lines[i].label, lines[i].measure)
			}
			columns := front("STT", "Chỉ tiêu", "")[:2]
			p.draw("A2", form{columns: append(columns, b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"the target inside the names", style, "binh-son", func(b *book) {
			p := b.page("Năm 2025")
			lines := b.lines("GT-03", "GT-04", "NN-02", "NN-05")
			for i := range lines {
				lines[i].label += " đạt " + typed(".", ",", "")(lines[i].x.Allocation(b.Unit)).Text + " " + lines[i].measure + " trở lên"
			}
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
		}},
		{"rows that the plan does not know", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			lines := b.lines(roadCodes...)
			strange := line{ordinal: "4", label: "Số bến xe khách được nâng cấp", measure: "bến", x: &plan.Indicator{Code: "?", Kind: plan.Flow, Target: lines[0].x.Target, Reporters: lines[0].x.Reporters}}
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: append(lines, strange)})
			b.doubt(func(f Figure) bool { return f.Indicator == "?" })
			b.blame(Place{"Năm 2025", "B6"}, "indicator-unknown")
		}},
	}
}
