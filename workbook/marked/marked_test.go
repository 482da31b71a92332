package marked_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/xlsx"
	"thidua/templates"
	"thidua/validate"
	"thidua/workbook/marked"
)

const source = "units/kiem-lam.xlsx"

// do ends a test at an error that has nothing to do with it.
func do(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// unitBook is a workbook as a clerk makes it: looks of its own, a formula, a
// note, merged cells, a hidden tab, a chart.
func unitBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	do(t, f.SetSheetName("Sheet1", "Tháng 5"))
	for cell, v := range map[string]any{"A1": "Chỉ tiêu", "B1": "KH", "C1": "TH", "A2": "Trồng rừng", "B2": 9000, "C2": 12.5, "A3": "Chăm sóc", "B3": 40, "C3": "38 ha", "A5": "Cộng", "B6": "x"} {
		do(t, f.SetCellValue("Tháng 5", cell, v))
	}
	do(t, f.SetCellFormula("Tháng 5", "B5", "SUM(B2:B3)"))
	format := `#,##0.0\ "ha"`
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "1F5FA8"}, CustomNumFmt: &format, Border: []excelize.Border{{Type: "left", Style: 2, Color: "000000"}}})
	do(t, err,
		f.SetCellStyle("Tháng 5", "C2", "C2", style),
		f.MergeCell("Tháng 5", "A5", "A6"),
		f.AddComment("Tháng 5", excelize.Comment{Cell: "C2", Author: "Lan", Text: "đã hỏi lại xã"}),
		f.AddComment("Tháng 5", excelize.Comment{Cell: "B2", Author: "Lan", Text: "theo kế hoạch"}),
		f.AddChart("Tháng 5", "F2", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "'Tháng 5'!$B$2:$B$3"}}}))
	_, err = f.NewSheet("Nháp")
	do(t, err, f.SetCellValue("Nháp", "A1", 5), f.SetSheetVisible("Nháp", false))
	var out bytes.Buffer
	do(t, f.Write(&out))
	return out.Bytes()
}

func gridOf(t *testing.T, data []byte) *sheets.Grid {
	t.Helper()
	g, err := xlsx.Decode(t.Context(), data)
	do(t, err)
	g.Source, g.Title = source, "kiem-lam.xlsx"
	return g
}

func inputOf(t *testing.T, g *sheets.Grid, findings ...validate.Finding) marked.Input {
	t.Helper()
	words, err := templates.Load(templates.Vietnamese)
	do(t, err)
	p := &plan.Plan{Units: []plan.Unit{{ID: "kiem-lam", Name: "Chi cục Kiểm lâm"}}}
	return marked.Input{Plan: p, Unit: "kiem-lam", Grid: g, Findings: findings, Words: words}
}

func finding(rule string, severity validate.Severity, tab, cell, found string) validate.Finding {
	return validate.Finding{
		Rule: rule, Severity: severity, Unit: "kiem-lam", Found: found,
		Origin: plan.Origin{Source: source, Tab: tab, Cell: cell},
	}
}

func someFaults() []validate.Finding {
	return []validate.Finding{
		finding(validate.RuleNegativeValue, validate.Error, "Tháng 5", "C2", "-1"),
		finding(validate.RuleNumberAsText, validate.Warning, "Tháng 5", "C3", "38 ha"),
		finding(validate.RuleStrayCell, validate.Warning, "Tháng 5", "C2", "12.5"),
		finding(validate.RuleStrayCell, validate.Warning, "Tháng 5", "A6", "Cộng"), // within a merge
		finding(validate.RuleMeasureMissing, validate.Info, "Tháng 5", "C4", ""),   // of a row that is not there
		finding(validate.RuleStrayCell, validate.Warning, "Nháp", "A1", "5"),
		finding(validate.RuleIndicatorMissing, validate.Error, "", "", ""),
	}
}

// TestCopy: faulty cells are coloured and noted, all of it is listed, and the
// rest is as it was.
func TestCopy(t *testing.T) {
	original := unitBook(t)
	data, err := marked.Copy(t.Context(), original, inputOf(t, gridOf(t, original), someFaults()...))
	do(t, err)
	checkParts(t, original, data)
	f := open(t, data)
	colours := map[string]string{"C2": "FFC7CE", "C3": "FFEB9C", "A5": "FFEB9C", "A6": "FFEB9C", "C4": "DDEBF7", "B2": "", "A1": ""}
	for cell, want := range colours {
		if got := colourOf(t, f, "Tháng 5", cell); got != want {
			t.Errorf("%s has the colour %q, want %q", cell, got, want)
		}
	}
	if got := colourOf(t, f, "Nháp", "A1"); got != "FFEB9C" {
		t.Errorf("the cell of the hidden tab has the colour %q", got)
	}
	notes := notesOf(t, f, "Tháng 5")
	for cell, parts := range map[string][]string{
		"C2": {"Lỗi: ", "ghi số âm: -1.", "\n→ ", "Cảnh báo: ", "Ghi chú có sẵn: đã hỏi lại xã"},
		"C3": {"Cảnh báo: Số “38 ha” đang ở dạng chữ", "→ Chuyển ô về dạng số"},
		"A5": {"“Cộng” nằm ngoài bảng"},
		"C4": {"Lưu ý: "},
		"B2": {"theo kế hoạch"},
	} {
		for _, part := range parts {
			if !strings.Contains(notes[cell], part) {
				t.Errorf("the note at %s lacks %q: %q", cell, part, notes[cell])
			}
		}
	}
	if len(notes) != 5 {
		t.Errorf("%d notes, want 5: %q", len(notes), notes)
	}
	checkLook(t, f)
}

// checkLook looks for what a cell must keep when it is coloured.
func checkLook(t *testing.T, f *excelize.File) {
	t.Helper()
	id, err := f.GetCellStyle("Tháng 5", "C2")
	do(t, err)
	style, err := f.GetStyle(id)
	do(t, err)
	if style.Font == nil || !style.Font.Bold || style.CustomNumFmt == nil || *style.CustomNumFmt != `#,##0.0\ "ha"` || len(style.Border) != 1 {
		t.Errorf("C2 has lost its look: %+v", style)
	}
	if formula, err := f.GetCellFormula("Tháng 5", "B5"); err != nil || formula != "SUM(B2:B3)" {
		t.Errorf("the formula is %q (%v)", formula, err)
	}
	if visible, err := f.GetSheetVisible("Nháp"); err != nil || visible {
		t.Errorf("the hidden tab is shown (%v)", err)
	}
}

// TestList: all findings stand on the last tab, with links to their cells.
func TestList(t *testing.T) {
	original := unitBook(t)
	data, err := marked.Copy(t.Context(), original, inputOf(t, gridOf(t, original), someFaults()...))
	do(t, err)
	f := open(t, data)
	tabs := f.GetSheetList()
	if want := []string{"Tháng 5", "Nháp", "Lỗi số liệu"}; !slices.Equal(tabs, want) {
		t.Fatalf("tabs %q, want %q", tabs, want)
	}
	rows, err := f.GetRows("Lỗi số liệu")
	do(t, err)
	if rows[0][0] != "LỖI SỐ LIỆU – Chi cục Kiểm lâm" || !strings.Contains(rows[1][0], "không sửa ở đây") {
		t.Errorf("it begins with %q, %q", rows[0], rows[1])
	}
	var got []string
	for _, row := range rows[3:] {
		got = append(got, strings.Join(row[:min(5, len(row))], " | "))
	}
	want := []string{
		"Số | Mức | Trang | Ô | Đang ghi",
		"1 | Lỗi | Tháng 5 | C2 | -1",
		"2 | Cảnh báo | Tháng 5 | C3 | 38 ha",
		"3 | Cảnh báo | Tháng 5 | C2 | 12,5",
		"4 | Cảnh báo | Tháng 5 | A6 | Cộng",
		"5 | Lưu ý | Tháng 5 | C4 | ",
		"6 | Cảnh báo | Nháp | A1 | 5",
		"7 | Lỗi |  |  | ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the list (-want +got):\n%s", diff)
	}
	linked, target, err := f.GetCellHyperLink("Lỗi số liệu", "D8")
	if err != nil || !linked || target != "'Tháng 5'!A5" {
		t.Errorf("the fourth leads to %q (%v, %v)", target, linked, err)
	}
}

// TestNothingFound is said in words.
func TestNothingFound(t *testing.T) {
	original := unitBook(t)
	data, err := marked.Copy(t.Context(), original, inputOf(t, gridOf(t, original)))
	do(t, err)
	rows, err := open(t, data).GetRows("Lỗi số liệu")
	do(t, err)
	if len(rows) != 2 || !strings.Contains(rows[1][0], "Không phát hiện vấn đề nào.") {
		t.Errorf("the list says %q", rows)
	}
}

// TestRebuild: what was read is there again, and no text is a formula.
func TestRebuild(t *testing.T) {
	g := gridOf(t, unitBook(t))
	g.Tabs[0].Title = "Tháng 5/2024: kết quả thực hiện của đơn vị"
	g.Tabs[0].Cells[0][0].Text = `=HYPERLINK("http://evil.example","x")`
	g.Tabs[0].Cells[0][0].Seen = ""
	fault := finding(validate.RuleStrayCell, validate.Warning, g.Tabs[0].Title, "C2", "12.5")
	data, err := marked.Rebuild(inputOf(t, g, fault))
	do(t, err)
	again := gridOf(t, data)
	if len(again.Tabs) != 3 || again.Tabs[0].Title != "Tháng 5-2024- kết quả thực hiện" || !again.Tabs[1].Hidden {
		t.Fatalf("tabs %+v", again.Tabs)
	}
	for row := range g.Tabs[0].Cells {
		for col, c := range g.Tabs[0].Cells[row] {
			at := sheets.Ref{Row: row, Col: col}
			if made := again.Tabs[0].At(at); (made.Kind != c.Kind && c.Kind != sheets.Error) || made.Text != c.Text || made.Number != c.Number || made.Formula {
				t.Errorf("%s holds %+v, was %+v", at.A1(), made, c)
			}
		}
	}
	if diff := cmp.Diff(g.Tabs[0].Merges, again.Tabs[0].Merges); diff != "" {
		t.Errorf("merges:\n%s", diff)
	}
	f := open(t, data)
	if got := colourOf(t, f, again.Tabs[0].Title, "C2"); got != "FFEB9C" {
		t.Errorf("C2 has the colour %q", got)
	}
	if notes := notesOf(t, f, again.Tabs[0].Title); !strings.Contains(notes["C2"], "Ghi chú có sẵn: đã hỏi lại xã") || notes["B2"] != "theo kế hoạch" {
		t.Errorf("notes %q", notes)
	}
	if rows, err := f.GetRows("Lỗi số liệu"); err != nil || !strings.Contains(rows[1][0], "Bản này lập lại") {
		t.Errorf("the list does not say that it was made again: %q (%v)", rows, err)
	}
}

// TestHandedIn: a copy that a unit hands in reads as the original does, and
// copied again it has one list.
func TestHandedIn(t *testing.T) {
	original := unitBook(t)
	first, err := marked.Copy(t.Context(), original, inputOf(t, gridOf(t, original), someFaults()...))
	do(t, err)
	if !validate.IsFindingsList(&gridOf(t, first).Tabs[2]) {
		t.Fatal("the list is not known again")
	}
	fault := finding(validate.RuleStrayCell, validate.Warning, "Tháng 5", "C2", "12.5")
	second, err := marked.Copy(t.Context(), first, inputOf(t, gridOf(t, first), fault))
	do(t, err)
	f := open(t, second)
	if tabs := f.GetSheetList(); len(tabs) != 3 {
		t.Errorf("tabs %q", tabs)
	}
	rows, err := f.GetRows("Lỗi số liệu")
	do(t, err)
	if len(rows) != 5 {
		t.Errorf("the list has %d rows, want 5: %q", len(rows), rows)
	}
	if note := notesOf(t, f, "Tháng 5")["C2"]; strings.Contains(note, "ghi số âm") {
		t.Errorf("the note says again what it said before: %q", note)
	}
}

// TestTabNameTaken: a unit's own tab of the list's name stays.
func TestTabNameTaken(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	do(t, f.SetSheetName("Sheet1", "LỖI SỐ LIỆU"), f.SetCellValue("LỖI SỐ LIỆU", "A1", 7))
	var out bytes.Buffer
	do(t, f.Write(&out))
	data, err := marked.Copy(t.Context(), out.Bytes(), inputOf(t, gridOf(t, out.Bytes())))
	do(t, err)
	if tabs := open(t, data).GetSheetList(); !slices.Equal(tabs, []string{"LỖI SỐ LIỆU", "Lỗi số liệu (2)"}) {
		t.Errorf("tabs %q", tabs)
	}
}

// TestRefused: what cannot be copied says so, whatever it is.
func TestRefused(t *testing.T) {
	original := unitBook(t)
	other := gridOf(t, original)
	other.Tabs[0].Cells[1][1].Number = 1
	for name, c := range map[string]struct {
		data []byte
		grid *sheets.Grid
	}{
		"no archive":      {[]byte("STT;Chỉ tiêu"), gridOf(t, original)},
		"cut short":       {original[:len(original)/2], gridOf(t, original)},
		"another grid":    {original, other},
		"signed":          {withMember(t, original, "_xmlsignatures/sig1.xml", "<x/>"), gridOf(t, original)},
		"empty workbook":  {withMember(t, nil, "xl/workbook.xml", "<workbook/>"), gridOf(t, original)},
		"broken relation": {withMember(t, nil, "_rels/.rels", "<Relationships><a"), gridOf(t, original)},
	} {
		_, err := marked.Copy(t.Context(), c.data, inputOf(t, c.grid, someFaults()...))
		if !errors.Is(err, marked.ErrUnfaithful) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestIsOurs knows copies from originals and from other files.
func TestIsOurs(t *testing.T) {
	original := unitBook(t)
	data, err := marked.Copy(t.Context(), original, inputOf(t, gridOf(t, original)))
	do(t, err)
	again, err := marked.Copy(t.Context(), data, inputOf(t, gridOf(t, data)))
	do(t, err)
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{"copy": {data, true}, "copy of a copy": {again, true}, "original": {original, false}, "nothing": {nil, false}, "text": {[]byte("PK"), false}} {
		if got := marked.IsOurs(c.data); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
