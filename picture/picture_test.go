package picture_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"thidua/picture"
	"thidua/plan"
	"thidua/sheets"
	"thidua/templates"
	"thidua/validate"
)

var update = flag.Bool("update", false, "write the pictures that the golden tests compare with")

const aPlan = `
id: mau-2024
title: Kế hoạch thi đua mẫu năm 2024
year: 2024
from: 2024-01
to: 2024-11
zone: Asia/Ho_Chi_Minh
calendar: {due_days: 5}
thresholds: {on_track: 0.9, slip: 10}
sections: [{id: "1", name: Lâm nghiệp}]
measures: [{id: ha}, {id: "%"}, {id: con, count: true}]
units: [{id: lam-nghiep, name: Chi cục Lâm nghiệp}]
indicators:
  - {code: LN-01, name: Trồng rừng tập trung, aliases: [Trồng rừng mới], section: "1", kind: flow, measure: ha, target: {op: ">", low: 9000},
     rollup: sum, frequency: monthly, due: 2024-11, reporters: [lam-nghiep]}
  - {code: LN-02, name: Chăm sóc rừng trồng, section: "1", kind: flow, measure: ha, target: {op: ">=", low: 40741},
     rollup: sum, frequency: monthly, due: 2024-11, reporters: [lam-nghiep]}
  - {code: CN-01, name: Tỷ lệ tiêm phòng, section: "1", kind: ratio, measure: "%", target: {op: ">", low: 80}, rollup: ratio,
     frequency: monthly, due: 2024-11, reporters: [lam-nghiep], numerator: [Số con đã tiêm], denominator: [Số con trong diện tiêm]}
`

func loadPlan(t *testing.T, text string) *plan.Plan {
	t.Helper()
	p, problems := plan.Load("plan.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

// rows makes a tab of texts and numbers; nil is an empty cell.
func rows(title string, lines ...[]any) sheets.Tab {
	tab := sheets.Tab{Title: title, HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{}}
	for _, l := range lines {
		var cells []sheets.Cell
		for _, v := range l {
			switch v := v.(type) {
			case string:
				cells = append(cells, sheets.Cell{Kind: sheets.Text, Text: v, Seen: v})
			case float64:
				cells = append(cells, sheets.Cell{Kind: sheets.Number, Number: v, Format: "#,##0.0"})
			default:
				cells = append(cells, sheets.Cell{})
			}
		}
		tab.Cells = append(tab.Cells, cells)
	}
	return tab
}

// draw reads a grid as in June 2024 and draws it.
func draw(t *testing.T, p *plan.Plan, g *sheets.Grid, lang templates.Lang) string {
	t.Helper()
	words, err := templates.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	r, told := validate.NewInterpreter(p).Explain("lam-nghiep", g)
	now := time.Date(2024, 6, 10, 8, 0, 0, 0, time.UTC)
	page, err := picture.HTML(picture.Input{
		Plan: p, Grid: g, Reading: r, Explanation: told, Words: words,
		Findings: append(slices.Clone(r.Findings), validate.Review(p, []*validate.Reading{r}, now)...),
	})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// smallSheet has of everything a little: a merged header, a misspelled name,
// an alias, parts of a ratio, an unknown row, hidden places, a stray figure
// far away, a tab of text.
func smallSheet() *sheets.Grid {
	tab := rows("Tháng 5",
		[]any{"KẾT QUẢ THỰC HIỆN THÁNG 5 NĂM 2024"},
		[]any{},
		[]any{"STT", "Chỉ tiêu", "ĐVT", "Kết quả", nil, "% so với KH"},
		[]any{nil, nil, nil, "Trong tháng", "Lũy kế"},
		[]any{1.0, "Trồng rừng mới", "ha", 12.5, 5000.0, "55,6%"},
		[]any{2.0, "Chăm soc rừng trồngg", "ha", "100 ha", 2500.0},
		[]any{3.0, "Tỷ lệ tiêm phòng", "%", nil, 50.0},
		[]any{nil, "- Số con đã tiêm", "con", nil, 5.0},
		[]any{nil, "- Số con trong diện tiêm", "con", nil, 10.0},
		[]any{4.0, "Số giếng khoan", "cái", 3.0, 9.0},
		[]any{nil, "Người lập biểu"},
		[]any{}, []any{}, []any{}, []any{}, []any{},
		[]any{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, 77.0},
	)
	for _, a1 := range []string{"A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"} {
		m, err := sheets.ParseRange(a1)
		if err != nil {
			panic(err)
		}
		tab.Merges = append(tab.Merges, m)
	}
	tab.HiddenRows[5], tab.HiddenCols[5] = true, true
	cover := rows("Bìa", []any{"Hướng dẫn điền số liệu"})
	cover.Hidden = true
	return &sheets.Grid{Source: "thang-5.xlsx", Title: "thang-5.xlsx", Revision: "1", Tabs: []sheets.Tab{tab, cover, {Title: "Trống"}}}
}

// TestSmallSheet compares the picture of a small sheet with the kept one.
func TestSmallSheet(t *testing.T) {
	for _, lang := range templates.Langs() {
		got := draw(t, loadPlan(t, aPlan), smallSheet(), lang)
		golden := filepath.Join("testdata", "small."+string(lang)+".html")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", golden, diff)
		}
		if strings.Contains(got, "«") {
			t.Errorf("%s: a text is missing", golden)
		}
	}
}

// TestStandsAlone: the page fetches nothing and runs nothing, and whatever a
// unit or a plan holds is text on it.
func TestStandsAlone(t *testing.T) {
	evil := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</style><svg onload=alert(1)>`,
		`javascript:alert(1)`, `{{.Plan}}`, `<!--`, `]]>`, "\u202e<b>\x00",
	}
	grid := smallSheet()
	grid.Title, grid.Source = evil[0], evil[1]
	for i, text := range evil {
		put := func(row, col int) {
			for len(grid.Tabs[0].Cells[row]) <= col {
				grid.Tabs[0].Cells[row] = append(grid.Tabs[0].Cells[row], sheets.Cell{})
			}
			grid.Tabs[0].Cells[row][col] = sheets.Cell{Kind: sheets.Text, Text: text, Seen: text}
		}
		put(11, i) // below the table,
		put(4, 6+i)
		put(9, 1) // and the name of a row with figures
	}
	grid.Tabs[0].Title, grid.Tabs[1].Title = evil[3], evil[2]
	p := loadPlan(t, strings.Replace(aPlan, "name: Chi cục Lâm nghiệp", `name: "<script>x()</script> & 'Chi cục'"`, 1))
	p.Indicators[0].Name += evil[0]
	for _, lang := range templates.Langs() {
		page := draw(t, p, grid, lang)
		shown := checkPage(t, page)
		for _, text := range evil[:8] {
			if !strings.Contains(shown, text) {
				t.Errorf("%s: the page does not show %q", lang, text)
			}
		}
		if !strings.Contains(page, `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`) {
			t.Errorf("%s: the page may fetch something", lang)
		}
	}
}

// checkPage looks for elements, attributes and links that are not the form's,
// and returns the texts of the page.
func checkPage(t *testing.T, page string) string {
	t.Helper()
	elements := strings.Fields("html head meta title style body header main nav section h1 h2 h3 p ul li div table thead tbody tr th td " +
		"span strong b small sup br a svg rect")
	attributes := strings.Fields("lang charset http-equiv content name class id title scope colspan rowspan href rel " +
		"viewbox preserveaspectratio role width height x")
	inPage := regexp.MustCompile(`^#[a-z0-9A-Z-]+$`)
	var shown strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		switch token.Type {
		case html.TextToken:
			shown.WriteString(token.Data)
		case html.CommentToken:
			t.Errorf("a page with the comment %q", token.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			if !slices.Contains(elements, token.Data) {
				t.Errorf("a page with the element %s", token)
			}
			for _, a := range token.Attr {
				if !slices.Contains(attributes, strings.ToLower(a.Key)) || a.Key == "href" && !inPage.MatchString(a.Val) && !strings.HasPrefix(a.Val, "https://docs.google.com/spreadsheets/d/") {
					t.Errorf("a page with the attribute %s=%q in %s", a.Key, a.Val, token)
				}
			}
		}
	}
	return shown.String()
}

// TestBigSheet: of a long and wide tab a part is drawn, what is left out is
// counted, and what is wrong there is drawn or told all the same.
func TestBigSheet(t *testing.T) {
	lines := [][]any{{"KẾT QUẢ THỰC HIỆN THÁNG 5 NĂM 2024"}, {"STT", "Chỉ tiêu", "ĐVT", "Trong tháng"}}
	for i := range 5_000 {
		lines = append(lines, []any{float64(i + 1), fmt.Sprintf("Nội dung riêng số %d của phòng", i), "ha"})
	}
	lines[3_002] = []any{3_001.0, "Số giếng khoan", "cái", 3.0}
	wide := []any{}
	for range 300 {
		wide = append(wide, "ghi chú")
	}
	grid := &sheets.Grid{Source: "s.xlsx", Title: "s.xlsx", Tabs: []sheets.Tab{rows("Dài", lines...), rows("Rộng", wide, wide)}}
	page := draw(t, loadPlan(t, aPlan), grid, templates.Vietnamese)
	shown := checkPage(t, page)
	for _, want := range []string{
		"Trang này dài nên chỉ vẽ 400 dòng; 4.602 dòng không vẽ vẫn được đọc",
		"2.603 dòng (400–3002) không vẽ ở đây: 7.809 ô có nội dung",
		"1.999 dòng (3004–5002) không vẽ ở đây",
		"không vẽ 240 cột có nội dung (BI–KN, 480 ô)",
		"Số giếng khoan",
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := strings.Count(page, "<td"); n > 20_000 {
		t.Errorf("%d cells are drawn", n)
	}
	if !strings.Contains(page, `id="t1-B3003"`) {
		t.Error("the row that was not understood is not drawn")
	}
}

// TestRoomForAllTabs: many tabs share what may be drawn, and those for which
// nothing is left are told of.
func TestRoomForAllTabs(t *testing.T) {
	var lines [][]any
	for range 400 {
		var l []any
		for range 50 {
			l = append(l, "x")
		}
		lines = append(lines, l)
	}
	grid := &sheets.Grid{Source: "s.xlsx"}
	for i := range 5 {
		grid.Tabs = append(grid.Tabs, rows(fmt.Sprint("Trang ", i+1), lines...))
	}
	page := draw(t, loadPlan(t, aPlan), grid, templates.Vietnamese)
	if n := strings.Count(page, "<td"); n > 80_000 {
		t.Errorf("%d cells are drawn", n)
	}
	if n := strings.Count(checkPage(t, page), "chỉ vẽ 0 dòng; 400 dòng không vẽ"); n != 2 {
		t.Errorf("%d tabs are told of, want the last two", n)
	}
}
