package corpus_test

import (
	"fmt"
	"slices"

	"thidua/plan"
	"thidua/sheets"
	"thidua/validate"
)

// registers has lists of tasks and of proposals for awards.
func registers() []clerk {
	const style = "registers"
	task := func(p page, row int, no, what, due, done, status string) {
		p.write(fmt.Sprintf("A%d", row), no, what, "Phòng Tổng hợp", due, done, status)
	}
	return []clerk{
		{"tasks with deadlines and days done", style, "noi-vu", func(b *book) {
			p := b.page("Nhiệm vụ tháng 5")
			p.letterhead("SỔ THEO DÕI NHIỆM VỤ ĐƯỢC GIAO", "(Tính đến ngày 31/5/2025)")
			p.write("A5", "STT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn", "Ngày hoàn thành", "Tình trạng")
			task(p, 6, "1", "Trình đề án vị trí việc làm", "15/03/2025", "10/03/2025", "Hoàn thành")
			task(p, 7, "2", "Báo cáo rà soát biên chế", "31/03/2025", "05/04/2025", "Hoàn thành muộn")
			task(p, 8, "3", "Tổ chức hội nghị cán bộ", "20/04/2025", "18/04/2025", "Hoàn thành")
			task(p, 9, "4", "Kiểm tra công vụ đợt 1", "20/05/2025", "", "Đang thực hiện")
			task(p, 10, "5", "Tổng kết phong trào thi đua", "30/11/2025", "", "Chưa đến hạn")
			p.tell(at("D6"), plan.Observation{Indicator: "CC-05", Period: b.month(5), Basis: plan.AsOf, Value: plan.Value{
				Number: plan.MustNumber("50"), Numerator: plan.Int(2), Denominator: plan.Int(4),
			}})
		}},
		{"proposals for awards, one a row", style, "y-te", func(b *book) {
			p := b.page("Đề nghị khen thưởng")
			p.write("A1", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2025")
			p.write("A3", "STT", "Tên tập thể, cá nhân", "Đối tượng", "Hình thức khen thưởng", "Ghi chú")
			for i, row := range [][]string{
				{"1", "Trung tâm Y tế huyện An Khê", "Tập thể", "Bằng khen của Chủ tịch UBND tỉnh"},
				{"2", "Bệnh viện Đa khoa tỉnh", "Tập thể", "Bằng khen của Chủ tịch UBND tỉnh"},
				{"3", "Nguyễn Văn Bình", "Cá nhân", "Bằng khen của Chủ tịch UBND tỉnh"},
			} {
				p.write(fmt.Sprintf("A%d", 4+i), row...)
			}
			year := b.span(plan.Year, 1)
			p.tell(at("D4"), plan.Observation{Indicator: "KT-01", Period: year, Basis: plan.AsOf, Value: plan.Value{Number: plan.Int(2)}})
			p.tell(at("D6"), plan.Observation{Indicator: "KT-02", Period: year, Basis: plan.AsOf, Value: plan.Value{Number: plan.Int(1)}})
		}},
		{"how many proposals there are", style, "giao-duc", func(b *book) {
			p := b.page("Đề nghị khen thưởng 2025")
			p.write("A2", "STT", "Chỉ tiêu", "ĐVT", "Số lượng đề nghị năm 2025")
			for i, code := range []plan.Code{"KT-01", "KT-02"} {
				l := b.line(fmt.Sprint(i+1), code)
				p.write(fmt.Sprintf("A%d", 3+i), l.ordinal, l.label, l.measure)
				p.put(sheets.Ref{Row: 2 + i, Col: 3}, stored(plan.Int(int64(3+i))))
				p.tell(sheets.Ref{Row: 2 + i, Col: 3}, plan.Observation{
					Indicator: code, Period: b.span(plan.Year, 1), Basis: plan.AsOf, Value: plan.Value{Number: plan.Int(int64(3 + i))},
				})
			}
		}},
	}
}

// faulty has mistakes among figures that are right.
func faulty() []clerk {
	const style = "faults"
	across := func(b *book, codes ...plan.Code) page {
		p := b.page("Năm 2025")
		p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 12, "Tháng %d")...), lines: b.lines(codes...)})
		return p
	}
	paired := func(b *book, codes ...plan.Code) page {
		p := b.page("Năm 2025")
		columns := front("STT", "Chỉ tiêu", "ĐVT")
		for m := 1; m <= b.until; m++ {
			above := fmt.Sprintf("Tháng %d", m)
			columns = append(columns, named(inPeriod, b.month(m), above, "Trong tháng"), named(cumulative, b.month(m), above, "Lũy kế"))
		}
		p.draw("A2", form{columns: columns, lines: b.lines(codes...), paired: true})
		return p
	}
	swap := func(b *book, code plan.Code, month int) {
		first, second := b.find(code, month, plan.InPeriod), b.find(code, month, plan.Cumulative)
		x, y := &b.Figures[first], &b.Figures[second]
		x.Value, y.Value = y.Value, x.Value
		*b.cellAt(x.At()), *b.cellAt(y.At()) = *b.cellAt(y.At()), *b.cellAt(x.At())
		after := b.Figures[b.find(code, month+1, plan.Cumulative)].At()
		b.Faults = append(b.Faults, Fault{
			Rules: []string{validate.RuleCumulativeDecreasing, validate.RuleCumulativeNotSum}, Places: []Place{x.At(), y.At(), after},
		})
	}
	failed := func(code string) sheets.Cell { return sheets.Cell{Kind: sheets.Error, Text: code, Formula: true} }
	day := sheets.Cell{Kind: sheets.Date, Number: 45752, Text: "2025-04-05", Format: "dd/mm/yyyy"}
	const month, sofar, level = plan.InPeriod, plan.Cumulative, plan.AsOf
	return []clerk{
		{"marks in the wrong place", style, "cong-thuong", func(b *book) {
			across(b, tradeCodes...)
			b.scaleBy("CT-01", 3, month, "1000")
			b.scaleBy("CT-02", 2, month, "0.001")
			b.scaleBy("CT-04", 4, month, "100")
		}},
		{"formulas that fail, dates and words among figures", style, "an-khe", func(b *book) {
			across(b, districtCodes...)
			b.spoil("GT-03", 2, month, failed("#REF!"), validate.RuleFormulaError)
			b.spoil("GT-04", 3, month, failed("#DIV/0!"), validate.RuleFormulaError)
			b.spoil("NN-02", 4, month, day, validate.RuleDateInNumber)
			b.spoil("NN-03", 5, month, words("đang tổng hợp"), validate.RuleValueNotNumber)
			b.spoil("NN-01", 1, level, words("khoảng 300 - 350"), validate.RuleValueNotNumber)
		}},
		{"running totals that fall", style, "binh-son", func(b *book) {
			paired(b, "GT-03", "GT-04", "NN-02", "NN-05")
			n := b.Figures[b.find("NN-02", 3, sofar)].Value.Number
			b.alter("NN-02", 4, sofar, n.Sub(plan.Int(200)), validate.RuleCumulativeDecreasing)
			n = b.Figures[b.find("GT-03", 3, sofar)].Value.Number
			b.alter("GT-03", 3, sofar, n.Add(plan.Int(3)), validate.RuleCumulativeNotSum)
		}},
		{"month and running total in each other's place", style, "cam-giang", func(b *book) {
			paired(b, "GT-03", "GT-04", "NN-02", "NN-03")
			swap(b, "NN-02", 4)
			swap(b, "GT-04", 3)
		}},
		{"impossible figures", style, "an-khe", func(b *book) {
			across(b, districtCodes...)
			b.alter("GT-05", 2, month, plan.Int(-3), validate.RuleNegativeValue)
			b.alter("NN-04", 3, month, plan.MustNumber("1.5"), validate.RuleFractionOfCount)
		}},
		{"shares above a hundred", style, "y-te", func(b *book) {
			across(b, "YT-01", "YT-03", "YT-06")
			b.alter("YT-03", 2, level, plan.MustNumber("931.5"), validate.RuleRatioOutOfRange)
		}},
		{"a measure of something else", style, "giao-thong", func(b *book) {
			p := across(b, roadCodes...)
			p.put(at("C4"), words("ha"))
			b.doubt(func(f Figure) bool { return f.Indicator == "GT-02" })
			b.blame(p.place(at("C4")), validate.RuleMeasureMismatch)
		}},
		{"an indicator twice with other figures", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			lines := b.lines("GT-01", "GT-02", "GT-01")
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 3, "Tháng %d")...), lines: lines})
			p.put(at("D5"), stored(plan.MustNumber("9.9")))
			b.Figures = slices.DeleteFunc(b.Figures, func(f Figure) bool { return f.Indicator == "GT-01" && f.Origin.Cell[1] == '5' })
			b.doubt(func(f Figure) bool { return f.Indicator == "GT-01" && f.Period == b.month(1) })
			b.Doubts = append(b.Doubts, p.place(at("D5")))
			b.blame(p.place(at("D5")), validate.RuleIndicatorRepeated)
		}},
		{"targets in words and targets of one's own", style, "cong-thuong", func(b *book) {
			p := b.page("Năm 2025")
			p.draw("A2", form{columns: slices.Concat(front("STT", "Chỉ tiêu", "ĐVT"), []column{named(planned, plan.Period{}, "Kế hoạch năm")},
				b.months(1, 5, "Tháng %d")), lines: b.lines("CT-01", "CT-02", "CT-03", "CT-04")})
			p.put(at("D4"), words("Tăng 11-12%"))
			b.blame(p.place(at("D4")), validate.RuleTextTarget)
			p.put(at("D5"), stored(plan.Int(900)))
			b.blame(p.place(at("D5")), validate.RuleTargetAltered)
		}},
		{"figures of months to come", style, "an-khe", func(b *book) {
			p := across(b, districtCodes...)
			p.put(at("L3"), stored(plan.MustNumber("5.5")))
			p.tell(at("L3"), plan.Observation{Indicator: "GT-03", Period: b.month(9), Basis: plan.InPeriod, Value: plan.Value{Number: plan.MustNumber("5.5")}})
			b.blame(p.place(at("L3")), validate.RuleFuturePeriod)
		}},
		{"a share of one among percents", style, "y-te", func(b *book) {
			across(b, "YT-03", "YT-06")
			b.spoil("YT-03", 2, level, stored(plan.MustNumber("0.8612")), validate.RulePercentScale)
		}},
		{"a percent that its parts do not give", style, "y-te", func(b *book) {
			p := b.page("Năm 2025")
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: b.apart("1", "YT-06", false)})
			p.put(at("E3"), stored(plan.Int(61)))
			b.blame(p.place(at("E3")), validate.RulePercentNotMatching)
		}},
		{"one cell for two months", style, "giao-thong", func(b *book) {
			p := across(b, roadCodes...)
			p.join("E3:F3")
			p.tab().Cells[2][5] = sheets.Cell{}
			b.doubt(func(f Figure) bool { return f.Indicator == "GT-01" && (f.Period == b.month(2)) })
			b.Figures = slices.DeleteFunc(b.Figures, func(f Figure) bool { return f.Indicator == "GT-01" && f.Period == b.month(3) })
			b.blame(p.place(at("E3")), validate.RuleMergedValue)
		}},
		{"a month of last year at the beginning", style, "giao-thong", func(b *book) {
			p := b.page("Theo dõi")
			columns := slices.Concat(front("STT", "Chỉ tiêu", "ĐVT"), []column{named(lastYear, b.month(5), "Tháng 12/2024")}, b.months(1, 5, "Tháng %d/2025"))
			p.draw("A2", form{columns: columns, lines: b.lines(roadCodes...)})
		}},
		{"a document without number or day", style, "noi-vu", func(b *book) {
			across(b, "CC-01", "CC-03")
			i := b.find("CC-03", 4, level)
			f := &b.Figures[i]
			*b.cellAt(f.At()) = words("Đã ban hành")
			f.Value.Document, f.Value.Date = "", ""
			b.blame(f.At(), validate.RuleEvidenceMissing)
		}},
		{"a figure of another unit's indicator", style, "giao-thong", func(b *book) {
			p := b.page("Năm 2025")
			lines := b.lines("GT-01", "GT-02", "GT-05", "NN-02")
			p.draw("A2", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 5, "Tháng %d")...), lines: lines})
			b.blame(p.place(at("B6")), validate.RuleNotResponsible)
		}},
	}
}

// doubtful has what nobody can read for sure.
func doubtful() []clerk {
	const style = "what cannot be told"
	table := func(b *book, title string, columns []column, codes ...plan.Code) page {
		p := b.page(title)
		p.draw("A3", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), columns...), lines: b.lines(codes...)})
		return p
	}
	everything := func(Figure) bool { return true }
	return []clerk{
		{"9.000 or 9,000 in a sheet of an unknown locale", style, "an-khe", func(b *book) {
			b.Grid.Locale = ""
			table(b, "Tháng 5", []column{named(inPeriod, b.month(5), "Thực hiện")}, "GT-03", "NN-02")
			b.spoil("NN-02", 5, plan.InPeriod, words("1.250"), validate.RuleNumberAmbiguous)
		}},
		{"two columns of one name", style, "giao-thong", func(b *book) {
			p := table(b, "Năm 2025", append(b.months(1, 3, "Tháng %d"), b.months(3, 3, "Tháng %d")...), roadCodes...)
			for row := 3; row < 6; row++ {
				p.put(sheets.Ref{Row: row, Col: 6}, stored(plan.Int(int64(row))))
			}
			b.doubt(func(f Figure) bool { return f.Period == b.month(3) })
			b.Faults = append(b.Faults, Fault{Rules: []string{validate.RuleHeaderAmbiguous, validate.RuleIndicatorRepeated}, Places: []Place{
				p.place(at("F3")), p.place(at("G3")), p.place(at("G4")), p.place(at("F4")),
			}})
		}},
		{"a name that is two indicators", style, "hai-lam", func(b *book) {
			p := b.page("Năm 2025")
			lines := b.lines("GT-01", "GT-05")
			lines[0].label = "Chiều dài đường làm mới"
			p.draw("A3", form{columns: append(front("STT", "Chỉ tiêu", "ĐVT"), b.months(1, 3, "Tháng %d")...), lines: lines})
			b.doubt(func(f Figure) bool { return f.Indicator == "GT-01" })
			b.blame(p.place(at("B4")), validate.RuleIndicatorAmbiguous, validate.RuleIndicatorUnknown)
		}},
		{"no month anywhere", style, "giao-thong", func(b *book) {
			p := table(b, "Sheet1", []column{named(inPeriod, b.month(5), "Thực hiện"), named(remarks, b.month(5), "Ghi chú")}, roadCodes...)
			b.doubt(everything)
			b.blame(p.place(at("D3")), validate.RulePeriodUnknown)
		}},
		{"the tab says one month and the title another", style, "giao-thong", func(b *book) {
			p := table(b, "Tháng 6", []column{named(inPeriod, b.month(5), "Thực hiện")}, roadCodes...)
			p.write("A1", "BÁO CÁO KẾT QUẢ THÁNG 5 NĂM 2025")
			b.doubt(everything)
			b.blame(p.place(at("D3")), validate.RulePeriodUnknown)
		}},
		{"a column that nobody has named", style, "giao-thong", func(b *book) {
			p := table(b, "Năm 2025", b.months(1, 3, "Tháng %d"), roadCodes...)
			for row := 3; row < 6; row++ {
				p.put(sheets.Ref{Row: row, Col: 7}, stored(plan.Int(int64(10*row))))
				b.Doubts = append(b.Doubts, p.place(sheets.Ref{Row: row, Col: 7}))
			}
			b.Faults = append(b.Faults, Fault{Rules: []string{validate.RuleStrayCell, validate.RuleHeaderAmbiguous}, Places: []Place{p.place(at("H4"))}})
		}},
		{"the report of another unit", style, "an-khe", func(b *book) {
			b.Unit = "binh-son"
			p := table(b, "Năm 2025", b.months(1, 3, "Tháng %d"), districtCodes...)
			p.write("A1", "Huyện Bình Sơn")
			b.Unit = "an-khe"
			b.Figures = nil
			b.blame(p.place(at("A1")), validate.RuleUnitMismatch)
		}},
		{"days of the month for months", style, "giao-thong", func(b *book) {
			columns := []column{named(inPeriod, b.month(5), "Nửa đầu tháng 5"), named(inPeriod, b.month(5), "Nửa cuối tháng 5")}
			table(b, "Chi tiết", columns, roadCodes...)
			b.doubt(everything)
			b.Faults = append(b.Faults, Fault{Rules: []string{validate.RuleHeaderAmbiguous, validate.RulePeriodUnknown}, Places: []Place{{"Chi tiết", "A3"}, {"Chi tiết", "D3"}}})
		}},
	}
}
