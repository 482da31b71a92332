package book_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"thidua/sheets"
	"thidua/sheets/emulator/book"
	"thidua/sheets/file"
	"thidua/sheets/sheetstest"
	"thidua/sheets/xlsx"
)

// exports is a folder of exported spreadsheets.
type exports struct{ dir string }

func (p exports) Save(t *testing.T, name string, grid *sheets.Grid) (source string) {
	t.Helper()
	data, err := book.FromGrid(grid).XLSX()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.dir, name+".xlsx"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name + ".xlsx"
}

func (p exports) Delete(t *testing.T, source string) {
	t.Helper()
	if err := os.Remove(filepath.Join(p.dir, source)); err != nil {
		t.Fatal(err)
	}
}

func (p exports) Open(_ *testing.T, sources ...string) sheets.Reader { return file.New(p.dir, sources) }

// TestExports: what is exported reads as what was there, in all that an export
// can know.
func TestExports(t *testing.T) {
	sheetstest.Run(t, sheetstest.Kind{
		New:     func(t *testing.T) sheetstest.Place { return exports{t.TempDir()} },
		Changes: true,
	})
}

// trip converts a workbook into a spreadsheet and exports it again.
func trip(t *testing.T, data []byte) (before, after *sheets.Grid, err error) {
	t.Helper()
	before, err = xlsx.Decode(t.Context(), data)
	if err != nil {
		return nil, nil, err
	}
	b, err := book.FromXLSX("x", "Báo cáo", "vi_VN", "Asia/Ho_Chi_Minh", data)
	if err != nil {
		t.Fatal(err)
	}
	exported, err := b.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	again, err := b.XLSX()
	if err != nil || !bytes.Equal(exported, again) {
		t.Errorf("exported twice it is not the same, %v", err)
	}
	after, err = xlsx.Decode(t.Context(), exported)
	if err != nil {
		t.Fatal(err)
	}
	return before, after, nil
}

// compare wants the same tabs with the same cells. Formulas that a file has no
// results for have them afterwards.
func compare(before, after *sheets.Grid) string {
	was, is := viewOf(before), viewOf(after)
	for i, t := range was {
		for at, c := range t.Cells {
			if c.Text == sheets.NotCalculated && i < len(is) && is[i].Cells[at].Formula {
				delete(t.Cells, at)
				delete(is[i].Cells, at)
			}
		}
	}
	if reflect.DeepEqual(was, is) {
		return "" // which is said in a tenth of the time
	}
	return cmp.Diff(was, is, cmpopts.EquateEmpty())
}

type tabView struct {
	Title                  string
	Hidden                 bool
	Merges                 []sheets.Range
	HiddenRows, HiddenCols map[int]bool
	Cells                  map[string]sheets.Cell
}

// viewOf is a grid without the cells that hold nothing. Dates are those of
// workbooks that count from 1904 or from 1900.
func viewOf(g *sheets.Grid) []tabView {
	var tabs []tabView
	for _, t := range g.Tabs {
		v := tabView{t.Title, t.Hidden, t.Merges, t.HiddenRows, t.HiddenCols, map[string]sheets.Cell{}}
		for row := range t.Cells {
			for col, c := range t.Cells[row] {
				if c.Kind == sheets.Date {
					c.Text, c.Number = "", math.Mod(c.Number, 1462)
				}
				if c != (sheets.Cell{}) {
					v.Cells[sheets.Ref{Row: row, Col: col}.A1()] = c
				}
			}
		}
		tabs = append(tabs, v)
	}
	return tabs
}

// TestFromXLSX: what another program wrote is converted as Google does.
func TestFromXLSX(t *testing.T) {
	b, err := book.FromXLSX("x", "Báo cáo", "vi_VN", "Asia/Ho_Chi_Minh", workbook(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{
			"?fields=properties(title,locale,timeZone)",
			`{"properties":{"locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh","title":"Báo cáo"}}`,
		},
		{
			"?fields=sheets.properties(sheetId,title,hidden,gridProperties)",
			`{"sheets":[{"properties":{"gridProperties":{"columnCount":26,"rowCount":1000},"sheetId":0,"title":"Sheet1"}},` +
				`{"properties":{"gridProperties":{"columnCount":26,"rowCount":1200},"hidden":true,"sheetId":1976819076,"title":"Phụ lục"}}]}`,
		},
		{
			"/values/A1:D3?fields=values",
			`{"values":[["1.234,5","64,6%","05/07/2024","xã"],["","2.469,0","","TRUE"]]}`,
		},
		{
			"/values/A1:D3?fields=values&valueRenderOption=FORMULA",
			`{"values":[[1234.5,0.646,45478,"xã"],["","=A1*2","",true]]}`,
		},
		{
			"?fields=sheets(merges,data(rowData.values.note))&ranges=A1:D2",
			`{"sheets":[{"data":[{"rowData":[{"values":[{"note":"Số liệu ước"},{},{},{}]},{"values":[{},{},{},{}]}]}],` +
				`"merges":[{"endColumnIndex":4,"endRowIndex":3,"startColumnIndex":3,"startRowIndex":1}]}]}`,
		},
		{
			"?fields=sheets.data(columnMetadata)&ranges=A1:B1",
			`{"sheets":[{"data":[{"columnMetadata":[{"pixelSize":285},{"hiddenByUser":true,"pixelSize":100}]}]}]}`,
		},
		{"?fields=namedRanges(name,range)", `{"namedRanges":[{"name":"DienTich","range":{"endColumnIndex":2,"endRowIndex":2,"startColumnIndex":0,"startRowIndex":0}}]}`},
	} {
		if got := ask(t, b, "GET", c.path, ""); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.path, got, c.want)
		}
	}
	put(t, b, "A1", "2")
	if got, want := values(t, b, "B2"), `{"values":[[4]]}`; got != want {
		t.Errorf("once the cell of a formula has changed: %s, want %s", got, want)
	}
}

// workbook is one as excelize writes it.
func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	style := func(code string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	_, made := f.NewSheet("Phụ lục")
	for _, err := range []error{
		made,
		f.SetCellValue("Sheet1", "A1", 1234.5), f.SetCellStyle("Sheet1", "A1", "A1", style("#,##0.0")),
		f.SetCellValue("Sheet1", "B1", 0.646), f.SetCellStyle("Sheet1", "B1", "B1", style("0.0%")),
		f.SetCellValue("Sheet1", "C1", 45478), f.SetCellStyle("Sheet1", "C1", "C1", style("dd/mm/yyyy")),
		f.SetCellValue("Sheet1", "D1", "xã"),
		f.SetCellFormula("Sheet1", "B2", "A1*2"), f.SetCellStyle("Sheet1", "B2", "B2", style("#,##0.0")),
		f.SetCellValue("Sheet1", "D2", true), f.MergeCell("Sheet1", "D2", "D3"),
		f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Text: "Số liệu ước"}),
		f.SetColWidth("Sheet1", "A", "A", 40), f.SetColVisible("Sheet1", "B", false),
		f.SetCellValue("Phụ lục", "A1200", 1), f.SetSheetVisible("Phụ lục", false),
		f.SetDefinedName(&excelize.DefinedName{Name: "DienTich", RefersTo: "Sheet1!$A$1:$B$2"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// TestXLSXOpensElsewhere: another program finds what was exported.
func TestXLSXOpensElsewhere(t *testing.T) {
	b := book.New("x", "Báo cáo", "vi_VN", "")
	put(t, b, "A1", "=SUM(B1;1)", "B1", "41")
	ask(t, b, "POST", ":batchUpdate", `{"requests":[`+
		`{"updateCells":{"start":{"sheetId":0},"fields":"note","rows":[{"values":[{"note":"Ghi chú"}]}]}},`+
		`{"updateDimensionProperties":{"range":{"sheetId":0,"dimension":"COLUMNS","endIndex":1},"fields":"pixelSize","properties":{"pixelSize":285}}}]}`)
	data, err := b.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if formula, err := f.GetCellFormula("Sheet1", "A1"); formula != "SUM(B1,1)" || err != nil {
		t.Errorf("formula %q, %v", formula, err)
	}
	if shown, err := f.GetCellValue("Sheet1", "A1"); shown != "42" || err != nil {
		t.Errorf("result %q, %v", shown, err)
	}
	if comments, err := f.GetComments("Sheet1"); len(comments) != 1 || comments[0].Text != "Ghi chú" || err != nil {
		t.Errorf("comments %+v, %v", comments, err)
	}
	if width, err := f.GetColWidth("Sheet1", "A"); width != 40 || err != nil {
		t.Errorf("width %v, %v", width, err)
	}
}

// TestTextsThatXMLCannotHold: they are exported as workbooks write them.
func TestTextsThatXMLCannotHold(t *testing.T) {
	want := "a\x01b_x0041_\r\n\t<&>"
	data, err := book.FromGrid(&sheets.Grid{Tabs: []sheets.Tab{{
		Title: "A", Cells: [][]sheets.Cell{{{Kind: sheets.Text, Text: want, Note: want}}},
	}}}).XLSX()
	if err != nil {
		t.Fatal(err)
	}
	grid, err := xlsx.Decode(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	if got := grid.Tabs[0].At(sheets.Ref{}); got.Text != want || got.Note != want {
		t.Errorf("%q with the note %q, want %q", got.Text, got.Note, want)
	}
}

func TestNoWorkbook(t *testing.T) {
	if _, err := book.FromXLSX("x", "Báo cáo", "vi_VN", "", []byte("STT,Chỉ tiêu")); !errors.Is(err, sheets.ErrCorrupt) {
		t.Errorf("%v, want ErrCorrupt", err)
	}
}

func TestCSV(t *testing.T) {
	b := book.New("x", "Báo cáo", "vi_VN", "")
	put(t, b, "A1", "STT", "B1", "Diện tích, ha", "B3", "1.234,5", "D1", "'")
	data, err := b.CSV()
	if want := "STT,\"Diện tích, ha\"\r\n,\r\n,\"1.234,50\""; string(data) != want || err != nil {
		t.Errorf("%q, %v, want %q", data, err, want)
	}
	if data, err = book.New("y", "Trống", "", "").CSV(); len(data) != 0 || err != nil {
		t.Errorf("%q, %v of an empty tab", data, err)
	}
}

func TestFromCSV(t *testing.T) {
	b, err := book.FromCSV("x", "Báo cáo", "vi_VN", "", []byte("STT,Diện tích\r\n1,\"1.234,5\"\r\n2,=B2*2,thừa"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := values(t, b, "'Báo cáo'!A1:C3"), `{"values":[["STT","Diện tích"],[1,1234.5],[2,2469,"thừa"]]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestExampleWorkbooks: converted and exported, the example's workbooks have
// the same cells.
func TestExampleWorkbooks(t *testing.T) {
	names, err := filepath.Glob("../../../examples/langson-2024/units/*.xlsx")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d workbooks, %v", len(names), err)
	}
	read := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		before, after, err := trip(t, data)
		if err != nil {
			t.Log(err) // one of the example's faults
			continue
		}
		read++
		if diff := compare(before, after); diff != "" {
			t.Errorf("%s (- before, + after)\n%s", name, diff)
		}
	}
	if read < len(names)-2 {
		t.Errorf("only %d of %d workbooks read", read, len(names))
	}
}

// TestSampleWorkbooks: so have real ones.
func TestSampleWorkbooks(t *testing.T) {
	const samples = "../../../../shared/samples"
	if _, err := os.Stat(samples); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	read := 0
	err := filepath.WalkDir(samples, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.EqualFold(filepath.Ext(path), ".xlsx") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		before, after, err := trip(t, data)
		if err != nil {
			return nil
		}
		read++
		if diff := compare(before, after); diff != "" {
			t.Errorf("%s (- before, + after)\n%s", path, diff)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 100 {
		t.Errorf("only %d workbooks read", read)
	}
}
