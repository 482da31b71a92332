package table_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets"
	"thidua/sheets/table"
)

// known are the names of columns that these tests speak of.
var known = []string{
	"STT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Tháng", "Tháng 5", "Tháng 6", "Lũy kế", "% KH", "Ghi chú", "Kỳ", "Giá trị", "2023", "Năm",
}

// subjects are what figures are of.
var subjects = []string{"Trồng rừng", "Chăm sóc", "Huyện Đông", "Huyện Tây"}

func names(text string) table.Name {
	switch {
	case slices.Contains([]string{"STT", "Chỉ tiêu", "Kỳ", "Tháng"}, text):
		return table.Begins
	case slices.Contains(known, text):
		return table.Heads
	case slices.Contains(subjects, text):
		return table.Subject
	case text == "Đơn vị":
		return table.Places
	case text == "ha":
		return table.Measure
	}
	return table.Nothing
}

// parse reads a tab, a line a row, cells between bars; numbers are numbers.
// Lines such as "merge A1:C1" come first.
func parse(t *testing.T, text string) *sheets.Tab {
	t.Helper()
	tab := &sheets.Tab{}
	for line := range strings.Lines(strings.TrimLeft(text, "\n")) {
		line = strings.TrimSpace(line)
		if area, ok := strings.CutPrefix(line, "merge "); ok {
			m, err := sheets.ParseRange(area)
			if err != nil {
				t.Fatal(err)
			}
			tab.Merges = append(tab.Merges, m)
			continue
		}
		var row []sheets.Cell
		for _, s := range strings.Split(line, "|") {
			row = append(row, cell(strings.TrimSpace(s)))
		}
		tab.Cells = append(tab.Cells, row)
	}
	return tab
}

func cell(s string) sheets.Cell {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return sheets.Cell{Kind: sheets.Number, Number: n}
	}
	if s == "" {
		return sheets.Cell{}
	}
	return sheets.Cell{Kind: sheets.Text, Text: s}
}

// describe tells what was found, a line a table: 1-based rows, then columns.
func describe(tables []table.Table) string {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "title %s header %s index %d body %s\n", rows(t.Title), rows(t.Header), t.Index+1, rows(t.Body))
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "  %s %s\n", sheets.ColumnName(c.Col), strings.Join(c.Path, " > "))
		}
	}
	return b.String()
}

func rows(r table.Rows) string { return fmt.Sprintf("%d-%d", r.From+1, r.To) }

func TestFind(t *testing.T) {
	for _, test := range []struct{ name, tab, want string }{
		{"a header under a letterhead, an index row, a signature", `
			UBND TỈNH
			BÁO CÁO THÁNG 5

			STT | Chỉ tiêu | ĐVT | Thực hiện
			A | B | C | 1
			1 | Trồng rừng | ha | 12

			 | Người lập
			`, `
title 1-3 header 4-4 index 5 body 6-9
  A STT
  B Chỉ tiêu
  C ĐVT
  D Thực hiện
`},
		{"two rows, grouped by merges", `
			merge A1:A2
			merge B1:B2
			merge C1:D1
			STT | Chỉ tiêu | Thực hiện |
			 | | Tháng 5 | Lũy kế
			1 | Trồng rừng | 12 | 30
			`, `
title 1-0 header 1-2 index 0 body 3-4
  A STT
  B Chỉ tiêu
  C Thực hiện > Tháng 5
  D Thực hiện > Lũy kế
`},
		{"two rows, grouped by nothing but place", `
			STT | Chỉ tiêu | Kế hoạch | Thực hiện | | Ghi chú
			 | | | Tháng 5 | Lũy kế |
			1 | Trồng rừng | 9000 | 12 | 30 |
			`, `
title 1-0 header 1-2 index 0 body 3-4
  A STT
  B Chỉ tiêu
  C Kế hoạch
  D Thực hiện > Tháng 5
  E Thực hiện > Lũy kế
  F Ghi chú
`},
		{"months as numbers under a merge are no index row", `
			merge A1:A2
			merge B1:E1
			Chỉ tiêu | Tháng | | | | Ghi chú
			 | 1 | 2 | 3 | 4 |
			Trồng rừng | 12 | 30 | 5 | 6
			`, `
title 1-0 header 1-2 index 0 body 3-4
  A Chỉ tiêu
  B Tháng > 1
  C Tháng > 2
  D Tháng > 3
  E Tháng > 4
  F Ghi chú
`},
		{"months as numbers grouped by nothing but place are no index row", `
			STT | Chỉ tiêu | Tháng | | | Ghi chú
			 | | 1 | 2 | 3 |
			1 | Trồng rừng | 12 | 30 | 5 |
			`, `
title 1-0 header 1-2 index 0 body 3-4
  A STT
  B Chỉ tiêu
  C Tháng > 1
  D Tháng > 2
  E Tháng > 3
  F Ghi chú
`},
		{"an index row that begins at the figures and ends with how one is counted", `
			STT | Chỉ tiêu | Kế hoạch | Thực hiện | % KH
			 | | 1 | 2 | 2/1
			1 | Trồng rừng | 9000 | 12 | 0.1
			`, `
title 1-0 header 1-1 index 2 body 3-4
  A STT
  B Chỉ tiêu
  C Kế hoạch
  D Thực hiện
  E % KH
`},
		{"three rows", `
			merge A1:A3
			merge B1:D1
			merge C2:D2
			merge B2:B3
			Chỉ tiêu | Năm | | | Ghi chú
			 | Kế hoạch | Thực hiện | |
			 | | Tháng 5 | Lũy kế |
			Trồng rừng | 9000 | 12 | 30 |
			`, `
title 1-0 header 1-3 index 0 body 4-5
  A Chỉ tiêu
  B Năm > Kế hoạch
  C Năm > Thực hiện > Tháng 5
  D Năm > Thực hiện > Lũy kế
  E Ghi chú
`},
		{"two tables, one above the other", `
			Biểu 1
			Chỉ tiêu | ĐVT | Thực hiện
			Trồng rừng | ha | 12

			Biểu 2
			Chỉ tiêu | ĐVT | Thực hiện
			Chăm sóc | ha | 30
			`, `
title 1-1 header 2-2 index 0 body 3-4
  A Chỉ tiêu
  B ĐVT
  C Thực hiện
title 5-5 header 6-6 index 0 body 7-8
  A Chỉ tiêu
  B ĐVT
  C Thực hiện
`},
		{"two tables, side by side", `
			Chỉ tiêu | Thực hiện | | Chỉ tiêu | Thực hiện
			Trồng rừng | 12 | | Chăm sóc | 30
			`, `
title 1-0 header 1-1 index 0 body 2-3
  A Chỉ tiêu
  B Thực hiện
title 1-0 header 1-1 index 0 body 2-3
  D Chỉ tiêu
  E Thực hiện
`},
		{"a spacer column separates nothing", `
			Chỉ tiêu | Thực hiện | | Ghi chú
			Trồng rừng | 12 | | mới
			`, `
title 1-0 header 1-1 index 0 body 2-3
  A Chỉ tiêu
  B Thực hiện
  D Ghi chú
`},
		{"a caption of two texts is no header", `
			Kỳ | Tháng 5
			Đơn vị | Kiểm lâm
			Chỉ tiêu | ĐVT | Thực hiện
			Trồng rừng | ha | 12
			`, `
title 1-2 header 3-3 index 0 body 4-5
  A Chỉ tiêu
  B ĐVT
  C Thực hiện
`},
		{"a line with the measure is no part of the header", `
			 | | Đơn vị tính: ha
			Chỉ tiêu | ĐVT | Thực hiện
			Trồng rừng | ha | 12
			`, `
title 1-1 header 2-2 index 0 body 3-4
  A Chỉ tiêu
  B ĐVT
  C Thực hiện
`},
		{"subjects across, with their measures", `
			Biểu 1
			STT | Tháng | Trồng rừng | Chăm sóc
			 | | ha | ha
			1 | Tháng 5 | 12 | 30
			`, `
title 1-1 header 2-3 index 0 body 4-5
  A STT
  B Tháng
  C Trồng rừng > ha
  D Chăm sóc > ha
`},
		{"subjects across beneath their groups", `
			merge A1:A2
			merge B1:C1
			Đơn vị | Lâm nghiệp | | Khác
			 | Trồng rừng | Chăm sóc | Huyện Đông
			Huyện Tây | 12 | 30 | 1
			`, `
title 1-0 header 1-2 index 0 body 3-4
  A Đơn vị
  B Lâm nghiệp > Trồng rừng
  C Lâm nghiệp > Chăm sóc
  D Khác > Huyện Đông
`},
		{"what begins the rows stands apart from the figures", `
			STT | Chỉ tiêu | | Tháng 5 | Tháng 6
			1 | Trồng rừng | | 12 | 30
			`, `
title 1-0 header 1-1 index 0 body 2-3
  A STT
  B Chỉ tiêu
  D Tháng 5
  E Tháng 6
`},
		{"figures without a header", `
			Trồng rừng | 12
			Chăm sóc | 30
			`, "\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := "\n" + describe(table.Find(table.NewView(parse(t, test.tab)), names))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindTellsTitlesSideBySide(t *testing.T) {
	tables := table.Find(table.NewView(parse(t, `
		Tháng 5 | | | Tháng 6
		Chỉ tiêu | Thực hiện | | Chỉ tiêu | Thực hiện
		Trồng rừng | 12 | | Chăm sóc | 30`)), names)
	var got []table.Cols
	for _, found := range tables {
		got = append(got, found.Over)
	}
	if diff := cmp.Diff([]table.Cols{{From: 0, To: 3}, {From: 3, To: 5}}, got); diff != "" {
		t.Errorf("columns of the titles (-want +got):\n%s", diff)
	}
}

func TestFindNamesMonthsOfDates(t *testing.T) {
	tab := parse(t, `
		Chỉ tiêu | Tháng | Ghi chú
		Trồng rừng | 12 |`)
	tab.Cells[0][1] = sheets.Cell{Kind: sheets.Date, Text: "2024-03-01", Seen: "Mar-24", Format: "mmm-yy"}
	got := table.Find(table.NewView(tab), names)[0].Columns[1].Path
	if diff := cmp.Diff([]string{"03/2024"}, got); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
}

func TestViewResolvesMerges(t *testing.T) {
	view := table.NewView(parse(t, `
		merge A1:B2
		merge B2:C3
		merge C9:D20
		x | | y
		 | z |
		 | | w`))
	got := map[string]string{}
	for ref, c := range view.All() {
		got[ref.A1()] = c.Text
	}
	want := map[string]string{"A1": "x", "C1": "y", "C3": "w"} // the second merge overlaps and is left out
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if cell, own := view.At(sheets.Ref{Row: 1, Col: 1}); cell.Text != "x" || own != (sheets.Ref{}) {
		t.Errorf("B2 is %q of %s, want x of A1", cell.Text, own.A1())
	}
}

func TestOutline(t *testing.T) {
	var o table.Outline
	var got []string
	for _, row := range []struct {
		ordinal, label string
		bare           bool
	}{
		{"", "LÂM NGHIỆP", true},
		{"I", "Rừng", true},
		{"1", "Trồng rừng", false},
		{"-", "trồng mới", false},
		{"-", "trồng lại", false},
		{"2", "Chăm sóc", false},
		{"II", "Gỗ", true},
		{"1", "Khai thác", false},
		{"", "TRỒNG TRỌT", true},
		{"1", "Gieo trồng", false},
	} {
		got = append(got, strings.Join(append(o.Enter(row.ordinal, row.label, row.bare), row.label), " > "))
	}
	want := []string{
		"LÂM NGHIỆP",
		"LÂM NGHIỆP > Rừng",
		"LÂM NGHIỆP > Rừng > Trồng rừng",
		"LÂM NGHIỆP > Rừng > Trồng rừng > trồng mới",
		"LÂM NGHIỆP > Rừng > Trồng rừng > trồng lại",
		"LÂM NGHIỆP > Rừng > Chăm sóc",
		"LÂM NGHIỆP > Gỗ",
		"LÂM NGHIỆP > Gỗ > Khai thác",
		"TRỒNG TRỌT",
		"TRỒNG TRỌT > Gieo trồng",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOrdinal(t *testing.T) {
	for label, want := range map[string][2]string{
		"1.2. Trồng rừng":  {"1.2.", "Trồng rừng"},
		"1.1 Trồng rừng":   {"1.1", "Trồng rừng"},
		"II. Chăn nuôi":    {"II.", "Chăn nuôi"},
		"III - Chăn nuôi":  {"III -", "Chăn nuôi"},
		"a) gia súc":       {"a)", "gia súc"},
		"   -  trồng mới":  {"-", "trồng mới"},
		"+ trồng lại":      {"+", "trồng lại"},
		"1.Trồng rừng":     {"1.", "Trồng rừng"},
		"15 sản phẩm OCOP": {"", "15 sản phẩm OCOP"},
		"15.000 cây":       {"", "15.000 cây"},
		"LN-01 Trồng rừng": {"", "LN-01 Trồng rừng"},
		"Trồng rừng":       {"", "Trồng rừng"},
	} {
		ordinal, rest := table.Ordinal(label)
		if got := [2]string{ordinal, rest}; got != want {
			t.Errorf("Ordinal(%q) = %q, want %q", label, got, want)
		}
	}
}
