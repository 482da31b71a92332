package validate_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"thidua/plan"
	"thidua/sheets"
	"thidua/validate"
)

// What clerks write, by where it belongs: names of columns, names of rows, and
// values in every notation. Any of it may stand anywhere.
var (
	headers = []string{
		"STT", "Mã", "Chỉ tiêu", "Nội dung", "ĐVT", "Đơn vị", "Kế hoạch năm", "Kế hoạch", "Thực hiện", "Trong tháng", "Lũy kế", "Cộng",
		"% KH", "Ghi chú", "Kỳ báo cáo", "Giá trị", "Tháng", "Tháng 1", "Tháng 2", "Tháng 3", "T3/2024", "Tháng 5/2023", "Quý I", "6 tháng",
		"Năm 2024", "ƯTH tháng 6", "Tử số", "Mẫu số", "Cùng kỳ năm trước", "không rõ",
	}
	labels = []string{
		"", "I", "1", "A", "LN-01", "Trồng rừng", "Trồng rừng (nghìn ha)", "Chăm sóc rừng trồng", "Bảo vệ rừng", "Trồng cây phân tán",
		"Tỷ lệ tiêm phòng", "- Số con đã tiêm", "- Số con trong diện tiêm", "Kế hoạch tuyên truyền", "Số xã đạt chuẩn", "LÂM NGHIỆP",
		"Trong đó:", "Tổng cộng", "Người lập biểu", "Ngày 5 tháng 6 năm 2024", "BÁO CÁO THÁNG 4 NĂM 2024", "Đơn vị tính: ha", "Huyện Tây",
		"Tháng 4", "2024-05",
	}
	values = []string{
		" ", "ha", "nghìn ha", "con", "%", "\"", "9.000", "1.234,5", "64,6%", "14,5 – 15", "9 ha", "x", "-", "…", "Chưa",
		"Quyết định số 12/QĐ-UBND ngày 05/3/2024", "trên 9.000", "3=2/1",
	}
)

func anyText(t *rapid.T, likely []string) sheets.Cell {
	if rapid.IntRange(0, 9).Draw(t, "elsewhere") == 0 {
		likely = slices.Concat(headers, labels, values)
	}
	return sheets.Cell{Kind: sheets.Text, Text: rapid.SampledFrom(likely).Draw(t, "text")}
}

func anyValue(t *rapid.T) sheets.Cell {
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0, 1:
		return sheets.Cell{}
	case 2:
		return sheets.Cell{Kind: sheets.Number, Number: rapid.Float64().Draw(t, "float")}
	case 3, 4:
		return sheets.Cell{Kind: sheets.Number, Number: float64(rapid.IntRange(-1, 2030).Draw(t, "number"))}
	case 5:
		return sheets.Cell{Kind: sheets.Number, Number: 0.646, Format: "0.0%", Seen: "64,6%"}
	case 6:
		return rapid.SampledFrom([]sheets.Cell{
			{Kind: sheets.Error, Text: "#REF!"},
			{Kind: sheets.Bool, Bool: true},
			{Kind: sheets.Date, Number: 45413, Text: "2024-05-01"},
			{Kind: sheets.Text, Text: rapid.String().Draw(t, "text")},
		}).Draw(t, "odd")
	}
	return anyText(t, values)
}

// anyCell draws what is likely at a place: names of columns in the row of the
// header, names of rows in the first column.
func anyCell(t *rapid.T, row, col, header int) sheets.Cell {
	switch {
	case row == header:
		return anyText(t, headers)
	case col == 0 || row < header:
		return anyText(t, labels)
	}
	return anyValue(t)
}

func anyRef(t *rapid.T, name string) sheets.Ref {
	return sheets.Ref{Row: rapid.IntRange(-1, 12).Draw(t, name+" row"), Col: rapid.IntRange(-1, 9).Draw(t, name+" column")}
}

func anyTab(t *rapid.T) sheets.Tab {
	tab := sheets.Tab{
		Title:  rapid.SampledFrom(labels).Draw(t, "title"),
		Hidden: rapid.Bool().Draw(t, "hidden"), HiddenRows: map[int]bool{3: true}, HiddenCols: map[int]bool{2: true},
	}
	width, header := rapid.IntRange(0, 8).Draw(t, "width"), rapid.IntRange(0, 3).Draw(t, "header")
	for r := range rapid.IntRange(0, 10).Draw(t, "height") {
		var row []sheets.Cell
		for c := range width {
			row = append(row, anyCell(t, r, c, header))
		}
		tab.Cells = append(tab.Cells, row)
	}
	for range rapid.IntRange(0, 3).Draw(t, "merges") {
		tab.Merges = append(tab.Merges, sheets.Range{From: anyRef(t, "from"), To: anyRef(t, "to")})
	}
	return tab
}

func anyGrid(t *rapid.T) *sheets.Grid {
	g := &sheets.Grid{Source: "source", Revision: "1", Locale: rapid.SampledFrom([]string{"", "vi_VN", "en_US"}).Draw(t, "locale")}
	for range rapid.IntRange(0, 2).Draw(t, "tabs") {
		g.Tabs = append(g.Tabs, anyTab(t))
	}
	return g
}

// readAnything holds the laws of Read against one grid: it does not panic, the
// ledger adds up to the cells that hold something, every observation stands on
// such cells, and reading twice says the same.
func readAnything(p *plan.Plan) func(t *rapid.T) {
	return func(t *rapid.T) {
		g := anyGrid(t)
		unit := p.Units[rapid.IntRange(0, len(p.Units)-1).Draw(t, "unit")].ID
		r := validate.Read(p, unit, g)
		if !r.Ledger.Balanced() {
			t.Fatalf("the ledger does not add up: %+v", r.Ledger)
		}
		titles := map[string]bool{}
		for i := range g.Tabs {
			titles[g.Tabs[i].Title] = true
		}
		if len(titles) == len(g.Tabs) { // else tabs are not told apart by their titles
			for _, o := range r.Observations {
				checkOrigin(t, g, o)
			}
		}
		if diff := cmp.Diff(r, validate.Read(p, unit, g), cmp.Comparer(plan.Number.Equal)); diff != "" {
			t.Fatalf("a second reading differs:\n%s", diff)
		}
	}
}

func checkOrigin(t *rapid.T, g *sheets.Grid, o plan.Observation) {
	for i := range g.Tabs {
		if g.Tabs[i].Title != o.Origin.Tab {
			continue
		}
		for _, cell := range o.Cells {
			ref, err := sheets.ParseRef(cell)
			if err != nil || g.Tabs[i].At(ref).Blank() {
				t.Fatalf("%s %s rests on the empty cell %s", o.Indicator, o.Period, cell)
			}
		}
		if o.Origin.Cell != o.Cells[0] {
			t.Fatalf("%s: the first of %v is not %s", o.Indicator, o.Cells, o.Origin.Cell)
		}
	}
}

func TestReadAnything(t *testing.T) { rapid.Check(t, readAnything(testPlan(t))) }

// FuzzRead lets the fuzzer choose the grid.
func FuzzRead(f *testing.F) {
	p := testPlan(f)
	f.Fuzz(rapid.MakeFuzz(readAnything(p)))
}
