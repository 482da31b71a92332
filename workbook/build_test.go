package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"thidua/assess"
	"thidua/plan"
	"thidua/templates"
	"thidua/workbook"
)

func TestTabNamesArePublic(t *testing.T) {
	want := []string{
		"Tổng hợp", "Chỉ tiêu chung", "CĐ1- Lâm nghiệp", "Số liệu (2)",
		"Đơn vị", "Thiếu hụt", "Lỗi số liệu", "Số liệu", "Giải thích",
	}
	if diff := cmp.Diff(want, open(t, build(t, fixture(t))).GetSheetList()); diff != "" {
		t.Errorf("tabs differ (-want +got):\n%s", diff)
	}
}

func TestSameInputSameBytes(t *testing.T) {
	in := fixture(t)
	first := build(t, in)
	if !bytes.Equal(first, build(t, in)) {
		t.Error("the same input gave other bytes the second time")
	}
	if !bytes.Equal(first, build(t, shuffled(in))) {
		t.Error("the order of the input's lists shows in the bytes")
	}
	in.Observations[0].Value.Number = plan.MustNumber("4000.6")
	if bytes.Equal(first, build(t, in)) {
		t.Error("another figure gave the same bytes")
	}
}

// TestEveryTextExists builds in both languages: a text that a template lacks,
// or that does not take its data, shows as its name in guillemets.
func TestEveryTextExists(t *testing.T) {
	for _, lang := range templates.Langs() {
		in := fixture(t)
		in.Words = words(t, lang)
		for part, content := range parts(t, build(t, in)) {
			if i := strings.Index(content, "«"); i >= 0 {
				t.Errorf("%s: %s: %.60s", lang, part, content[i:])
			}
		}
	}
}

func TestNoFormulaAndNothingHidden(t *testing.T) {
	data := build(t, fixture(t))
	for name, content := range parts(t, data) {
		if strings.HasPrefix(name, "xl/worksheets/sheet") && strings.Contains(content, "<f>") {
			t.Errorf("%s holds a formula", name)
		}
	}
	f := open(t, data)
	for _, sheet := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			t.Errorf("%s: visible %v, %v", sheet, visible, err)
		}
	}
}

func TestPrintsOnA4Landscape(t *testing.T) {
	f := open(t, build(t, fixture(t)))
	titles := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" {
			titles[n.Scope] = n.RefersTo
		}
	}
	for _, sheet := range f.GetSheetList() {
		page, err := f.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if *page.Size != 9 || *page.Orientation != "landscape" || *page.FitToWidth != 1 || *page.FitToHeight != 0 {
			t.Errorf("%s: page %+v", sheet, page)
		}
		footer, err := f.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(footer.OddFooter, "&P/&N") || !strings.Contains(footer.OddFooter, "SỞ NÔNG NGHIỆP && PTNT") {
			t.Errorf("%s: footer %+v, %v", sheet, footer, err)
		}
		if margins, err := f.GetPageMargins(sheet); err != nil || *margins.Footer == 0 {
			t.Errorf("%s: margins %+v, %v", sheet, margins, err)
		}
		if sheet != "Giải thích" && titles[sheet] == "" {
			t.Errorf("%s repeats no header", sheet)
		}
	}
	if got, want := titles["Tổng hợp"], "'Tổng hợp'!$10:$11"; got != want {
		t.Errorf("Tổng hợp repeats %s, want %s", got, want)
	}
}

// TestTypedTextStaysText puts what could be taken for a formula, for markup or
// for a link wherever a unit can put a text.
func TestTypedTextStaysText(t *testing.T) {
	for _, typed := range []string{
		`=HYPERLINK("http://x.example";"bấm")`, `+cmd|' /C calc'!A0`, `-2+3`, `@SUM(A1)`, `<script>alert(1)</script>`,
		"dòng 1\ndòng 2", `_x0041_`, `_x005F_x0041_`, ` thừa dấu cách `, `]]>&amp;`,
	} {
		t.Run(typed, func(t *testing.T) {
			in := fixture(t)
			o := &in.Observations[0]
			o.Raw, o.Origin.Tab, o.Value.Document = typed, typed, typed
			in.Sources[0].Title = typed
			in.Plan.Units[0].Name = typed
			in.Findings[0].Found = typed
			f := open(t, build(t, in))
			for _, at := range []string{"A7", "J7", "L7", "N7"} {
				expectText(t, f, "Số liệu", at, typed)
			}
			expectText(t, f, "Lỗi số liệu", "K8", typed)
			expectText(t, f, "Đơn vị", "B7", typed)
		})
	}
}

func expectText(t *testing.T, f *excelize.File, sheet, at, want string) {
	t.Helper()
	value, err := f.GetCellValue(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	kind, err := f.GetCellType(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	if value != want || kind != excelize.CellTypeSharedString {
		t.Errorf("%s!%s is %q of type %d, want the text %q", sheet, at, value, kind, want)
	}
}

func TestForbiddenCharactersAndLongTexts(t *testing.T) {
	in := fixture(t)
	in.Observations[0].Raw = "a\x00b\x0bc\ufffed\xff\r\ne"
	in.Observations[1].Raw = strings.Repeat("ố", 40_000)
	f := open(t, build(t, in))
	expectText(t, f, "Số liệu", "L7", "abcd\ufffd\ne")
	long, err := f.GetCellValue("Số liệu", "L8")
	if err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(long)); n != 32_767 || !strings.HasSuffix(long, "ố […]") {
		t.Errorf("a long text has %d characters and ends in %q", n, long[len(long)-12:])
	}
}

// TestOnlyHarmlessLinks gives sources addresses that a click must not start.
func TestOnlyHarmlessLinks(t *testing.T) {
	for address, leads := range map[string]bool{
		"https://docs.google.com/spreadsheets/d/x/edit#gid=0&range=A1": true,
		"../đơn vị/báo cáo #1 100%.xlsx":                               true,
		"javascript:alert(1)":                                          false,
		"file:///etc/passwd":                                           false,
		`\\server\share\x.xlsx`:                                        false,
		"//server/share/x.xlsx":                                        false,
		"/etc/passwd":                                                  false,
		"http://":                                                      false,
		"":                                                             false,
	} {
		in := fixture(t)
		in.Link = func(plan.Origin) string { return address }
		all := parts(t, build(t, in))
		if got := strings.Contains(all["xl/worksheets/_rels/sheet8.xml.rels"], "Target="); got != leads {
			t.Errorf("%q leads somewhere: %v, want %v", address, got, leads)
		}
	}
}

func TestFileLinksGoToTheCell(t *testing.T) {
	all := parts(t, build(t, fixture(t)))
	if want := `<hyperlink ref="O13" r:id="rId6" location="&#39;Tháng&#39;&#39;s&#39;!F9"/>`; !strings.Contains(all["xl/worksheets/sheet8.xml"], want) {
		t.Errorf("no %s", want)
	}
	if want := `Target="units/cao-loc.xlsx"`; !strings.Contains(all["xl/worksheets/_rels/sheet8.xml.rels"], want) {
		t.Errorf("no %s", want)
	}
}

// TestJudgedTwice: after the plan's end a target due at the year's end is
// judged at both dates, and both are shown.
func TestJudgedTwice(t *testing.T) {
	in := fixture(t)
	in.Plan.Indicators[0].Due = plan.MonthOf(2024, 12)
	in.AsOf = in.AsOf.AddDate(0, 7, 0)
	in.Assessments = assess.Assess(in.Plan, in.Observations, in.AsOf)
	f := open(t, build(t, in))
	expectText(t, f, "Tổng hợp", "C17", "Trồng rừng (xét đến hết tháng 11/2024)")
	expectText(t, f, "Tổng hợp", "I17", "▼ Có nguy cơ không đạt")
	expectText(t, f, "Tổng hợp", "C18", "Trồng rừng (xét đến hết tháng 12/2024)")
	expectText(t, f, "Tổng hợp", "I18", "× Không đạt")
}

func TestShortBeforeAtRisk(t *testing.T) {
	in := fixture(t)
	for i := range in.Assessments {
		if a := &in.Assessments[i]; a.Indicator == "CN-01" && a.Unit == "" {
			a.Verdict = assess.Short
		}
	}
	f := open(t, build(t, in))
	expectText(t, f, "Thiếu hụt", "B8", "CN-01")
	expectText(t, f, "Thiếu hụt", "B9", "LN-05")
}

// TestRowsAreAsHighAsTheirText: readers do not make rows of merged cells grow.
func TestRowsAreAsHighAsTheirText(t *testing.T) {
	in := fixture(t)
	in.Plan.Indicators[0].Name = strings.Repeat("trồng rừng ", 20)
	f := open(t, build(t, in))
	long, err := f.GetRowHeight("Tổng hợp", 17)
	if err != nil {
		t.Fatal(err)
	}
	short, err := f.GetRowHeight("Tổng hợp", 18)
	if err != nil {
		t.Fatal(err)
	}
	if long < 5*15 || short > 2*20 {
		t.Errorf("rows of 220 and 20 characters are %v and %v points high", long, short)
	}
}

func TestAnEmptyRoundIsABook(t *testing.T) {
	in := fixture(t)
	in.Sources, in.Observations, in.Assessments, in.Findings, in.Link = nil, nil, nil, nil, nil
	f := open(t, build(t, in))
	expectText(t, f, "Lỗi số liệu", "A7", "Không phát hiện lỗi nào.")
	expectText(t, f, "Tổng hợp", "I17", "○ Chưa đánh giá được")
	expectText(t, f, "Thiếu hụt", "A8", "Không có chỉ tiêu nào.")
}

func TestIncompleteInput(t *testing.T) {
	if _, err := workbook.Build(workbook.Input{}); !errors.Is(err, workbook.ErrInput) {
		t.Errorf("got %v, want ErrInput", err)
	}
}

// TestBigTable builds a hundred thousand figures and reads the last back.
func TestBigTable(t *testing.T) {
	in := fixture(t)
	in.Observations = nil
	const count = 100_000
	for i := range count {
		in.Observations = append(in.Observations, plan.Observation{
			Unit: "kiem-lam", Indicator: "LN-01", Period: plan.MonthOf(2024, 1), Basis: plan.InPeriod, Status: plan.Official,
			Value: plan.Value{Number: plan.Int(int64(i))}, Origin: plan.Origin{Source: "sheet-1", Tab: "T", Cell: fmt.Sprintf("A%d", i+1)},
		})
	}
	sheet := parts(t, build(t, in))["xl/worksheets/sheet8.xml"]
	if got := strings.Count(sheet, "<row "); got != count+6 {
		t.Errorf("%d rows, want %d", got, count+6)
	}
	if want := fmt.Sprintf("<v>%d</v>", count-1); !strings.Contains(sheet, want) {
		t.Errorf("no %s", want)
	}
	if got, most := strings.Count(sheet, "<hyperlink "), 65_530; got != most {
		t.Errorf("%d links, want %d", got, most)
	}
	if want := fmt.Sprintf(`<dimension ref="A1:O%d">`, count+6); !strings.Contains(sheet, want) {
		t.Errorf("no %s", want)
	}
}

// parts returns the parts of an .xlsx by name.
func parts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[file.Name] = string(content)
	}
	return all
}

// TestPackage: the parts name each other, whoever reads them first.
func TestPackage(t *testing.T) {
	data := build(t, fixture(t))
	all := parts(t, data)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		listed := strings.Contains(all["[Content_Types].xml"], `PartName="/`+name+`"`)
		if strings.HasPrefix(name, "xl/") && !strings.HasSuffix(name, ".rels") && !listed {
			t.Errorf("%s has no content type", name)
		}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
}
