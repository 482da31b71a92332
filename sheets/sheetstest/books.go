package sheetstest

import "thidua/sheets"

// books are the spreadsheets that every Reader must read alike.
func books() map[string]*sheets.Grid {
	return map[string]*sheets.Grid{
		"kinds of cells": kinds(),
		"shapes of tabs": shapes(),
		"nothing":        {Title: "Trống", Locale: "vi_VN", Tabs: []sheets.Tab{{GID: "0", Title: "Trang tính1"}}},
	}
}

func oneCell(v float64) *sheets.Grid {
	return &sheets.Grid{Title: "Một ô", Locale: "vi_VN", Tabs: []sheets.Tab{
		{GID: "0", Title: "Biểu 1", Cells: [][]sheets.Cell{{number(v, "", "")}}},
	}}
}

// kinds has cells of every kind, typed and computed.
func kinds() *sheets.Grid {
	return &sheets.Grid{Title: "Báo cáo tháng 6", Locale: "vi_VN", Tabs: []sheets.Tab{
		{GID: "0", Title: "Số", Cells: [][]sheets.Cell{
			{number(0, "", "0"), number(9000, "#,##0", "9.000"), number(-3.5, "0.0", "-3,5"), number(1e-7, "0.00E+00", "1,00E-07")},
			{number(0.646, "0.0%", "64,6%"), number(1, "0%", "100%"), number(9, `#,##0\ "ha"`, "9 ha"), number(1.1, "", "1,1")},
			{number(0, `_-* #,##0.0\ _₫_-;-* #,##0.0\ _₫_-;_-* "-"??\ _₫_-`, "-"), number(123456789012, "", "123456789012")},
		}},
		{GID: "1071583214", Title: "Chữ", Cells: [][]sheets.Cell{
			{text("Diện tích rừng trồng mới"), text("00"), text("1.234,5"), text("'"), text("=A1")},
			{text("hai\ndòng"), text("  thụt vào"), text(`<b>"&amp;"</b>`), text("🌲"), {Kind: sheets.Text, Text: "12", Seen: "12", Format: "@"}},
		}},
		{GID: "2", Title: "Ngày", Cells: [][]sheets.Cell{
			{date(45478, "2024-07-05", "dd/mm/yyyy", "05/07/2024"), date(45478.75, "2024-07-05T18:00:00", "dd/mm/yyyy hh:mm", "05/07/2024 18:00")},
			{date(0.75, "18:00:00", "hh:mm", "18:00"), date(45474, "2024-07-01", "mm/yyyy", "07/2024"), number(45478, "0", "45478")},
		}},
		{GID: "3", Title: "Công thức", Cells: [][]sheets.Cell{
			{computed(number(12.5, "0.00", "12,50")), computed(text("đạt")), computed(sheets.Cell{Kind: sheets.Text})},
			{computed(boolean(true)), computed(date(45478, "2024-07-05", "dd/mm/yyyy", "05/07/2024")), boolean(false)},
			{failed("#NULL!"), failed("#DIV/0!"), failed("#VALUE!"), failed("#REF!"), failed("#NAME?"), failed("#NUM!"), failed("#N/A")},
			{computed(sheets.Cell{Kind: sheets.Error, Text: sheets.NotCalculated, Seen: "Đang tải..."})},
		}},
		{GID: "4", Title: "Ghi chú", Cells: [][]sheets.Cell{
			{noted(number(5, "", "5"), "ước thực hiện"), {}, noted(sheets.Cell{}, "chưa có số liệu,\nsẽ bổ sung")},
		}},
	}}
}

// shapes has tabs that are merged, hidden, ragged and empty.
func shapes() *sheets.Grid {
	return &sheets.Grid{Title: "Các biểu", Locale: "en_US", Tabs: []sheets.Tab{
		{
			GID: "17", Title: "Gộp ô",
			Cells: [][]sheets.Cell{
				{text("STT"), text("Chỉ tiêu"), text("Quý I"), {}, {}},
				{{}, {}, text("Kế hoạch"), text("Thực hiện"), text("%")},
				{text("1"), text("Trồng rừng"), number(9000, "", "9000"), number(4500, "", "4500"), number(0.5, "0%", "50%")},
			},
			Merges: []sheets.Range{
				{From: sheets.Ref{}, To: sheets.Ref{Row: 1}},
				{From: sheets.Ref{Col: 1}, To: sheets.Ref{Row: 1, Col: 1}},
				{From: sheets.Ref{Col: 2}, To: sheets.Ref{Col: 4}},
			},
		},
		{
			GID: "18", Title: "Tháng 'Bảy' & <8>", Hidden: true,
			Cells: [][]sheets.Cell{{text("ẩn")}},
		},
		{
			GID: "19", Title: "Hàng và cột ẩn",
			Cells: [][]sheets.Cell{
				{number(1, "", "1"), number(2, "", "2"), number(3, "", "3")},
				{number(4, "", "4"), number(5, "", "5"), number(6, "", "6")},
				{number(7, "", "7"), number(8, "", "8"), number(9, "", "9")},
			},
			HiddenRows: map[int]bool{1: true},
			HiddenCols: map[int]bool{0: true, 2: true},
		},
		{
			GID: "20", Title: "Răng cưa",
			Cells: [][]sheets.Cell{
				nil,
				{{}, {}, number(1, "", "1")},
				nil,
				{number(2, "", "2")},
				{{}, number(3, "", "3"), {}, {}, number(4, "", "4")},
			},
		},
		{GID: "21", Title: "Trống"},
	}}
}

func number(v float64, format, seen string) sheets.Cell {
	return sheets.Cell{Kind: sheets.Number, Number: v, Format: format, Seen: seen}
}

func text(s string) sheets.Cell { return sheets.Cell{Kind: sheets.Text, Text: s, Seen: s} }

func boolean(v bool) sheets.Cell {
	if v {
		return sheets.Cell{Kind: sheets.Bool, Bool: true, Seen: "TRUE"}
	}
	return sheets.Cell{Kind: sheets.Bool, Seen: "FALSE"}
}

func date(serial float64, iso, format, seen string) sheets.Cell {
	return sheets.Cell{Kind: sheets.Date, Number: serial, Text: iso, Format: format, Seen: seen}
}

func computed(c sheets.Cell) sheets.Cell {
	c.Formula = true
	return c
}

func failed(code string) sheets.Cell {
	return computed(sheets.Cell{Kind: sheets.Error, Text: code, Seen: code})
}

func noted(c sheets.Cell, note string) sheets.Cell {
	c.Note = note
	return c
}
