package sync_test

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"thidua/mail"
	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/store"
	"thidua/sync"
	"thidua/templates"
	"thidua/workbook"
)

// What every unit of the benchmarks reports.
const (
	indicators = 40
	months     = 12
)

// newYear is when the benchmarks look at the year that is over.
var newYear = time.Date(2025, 1, 2, 8, 0, 0, 0, time.UTC)

// BenchmarkRoundCold reads all units for the first time: files, rules,
// judgements, database and master workbook.
func BenchmarkRoundCold(b *testing.B) {
	eachSize(b, func(b *testing.B, big *province) {
		for b.Loop() {
			b.StopTimer()
			engine := big.engine(b)
			b.StartTimer()
			big.round(b, engine, big.units)
		}
	})
}

// BenchmarkRoundWarm asks again when nothing has changed.
func BenchmarkRoundWarm(b *testing.B) {
	eachSize(b, func(b *testing.B, big *province) {
		engine := big.engine(b)
		big.round(b, engine, big.units)
		for b.Loop() {
			big.round(b, engine, 0)
		}
	})
}

// BenchmarkRoundOneChanged asks again when one unit has typed a figure.
func BenchmarkRoundOneChanged(b *testing.B) {
	eachSize(b, func(b *testing.B, big *province) {
		engine := big.engine(b)
		big.round(b, engine, big.units)
		for typed := 1; b.Loop(); typed++ {
			b.StopTimer()
			big.writeUnit(b, 0, typed)
			b.StartTimer()
			big.round(b, engine, 1)
		}
	})
}

func eachSize(b *testing.B, run func(*testing.B, *province)) {
	for _, units := range []int{100, 1_000} {
		b.Run(fmt.Sprintf("%d-units", units), func(b *testing.B) {
			big := newProvince(b, units)
			b.ReportAllocs()
			b.ResetTimer()
			run(b, big)
		})
	}
}

// province is a folder with a workbook of every unit, and their plan.
type province struct {
	folder string
	units  int
	plan   *plan.Plan
	words  *templates.Catalog
}

func newProvince(b *testing.B, units int) *province {
	b.Helper()
	words, err := templates.Load(templates.Vietnamese)
	check(b, err)
	o := &province{folder: b.TempDir(), units: units, plan: bigPlan(units), words: words}
	for u := range units {
		o.writeUnit(b, u, 0)
	}
	return o
}

// engine wires a round over an empty database.
func (o *province) engine(b *testing.B) *sync.Engine {
	b.Helper()
	folder := b.TempDir()
	st, err := store.Open(b.Context(), filepath.Join(folder, "thidua.db"))
	check(b, err)
	b.Cleanup(func() { check(b, st.Close()) })
	engine := &sync.Engine{
		Plan: o.plan, Store: st, Words: o.words, Workers: runtime.GOMAXPROCS(0), Log: slog.New(slog.DiscardHandler),
		Mail: mail.Settings{From: "thidua@so.example", Words: o.words}, Publisher: folderPublisher(folder), Link: func(origin plan.Origin) string { return origin.Source },
	}
	var names []string
	for _, u := range o.plan.Units {
		names = append(names, string(u.ID)+".xlsx")
		engine.Sources = append(engine.Sources, sync.Source{Unit: u.ID, ID: names[len(names)-1], Reader: "file"})
	}
	engine.Readers = map[string]sheets.Reader{"file": file.New(o.folder, names)}
	return engine
}

// round runs one round, in which so many units have changed.
func (o *province) round(b *testing.B, engine *sync.Engine, changed int) {
	b.Helper()
	r, err := engine.Run(b.Context(), newYear)
	check(b, err)
	if r.Changed != changed || r.Failed+r.Errors+r.Warnings > 0 || r.Issued != (changed > 0) {
		b.Fatalf("the round was not what is measured: %d changed, %d failed, %d errors, %d warnings", r.Changed, r.Failed, r.Errors, r.Warnings)
	}
}

// folderPublisher keeps the workbook in a folder.
type folderPublisher string

func (p folderPublisher) Publish(_ context.Context, data []byte) error {
	return workbook.Replace(filepath.Join(string(p), "tong-hop.xlsx"), data)
}

func (p folderPublisher) Published(context.Context) (bool, error) { return true, nil }

// bigPlan has as many units as are asked for, each of which reports every
// indicator every month.
func bigPlan(units int) *plan.Plan {
	p := &plan.Plan{
		ID: "lon", Title: "Kế hoạch lớn", Year: 2024, From: plan.MonthOf(2024, 1), To: plan.MonthOf(2024, months), Zone: "Asia/Ho_Chi_Minh",
		Thresholds: plan.Thresholds{OnTrack: plan.MustNumber("0.9"), Slip: plan.Int(10)}, Digest: fmt.Sprint("lon-", units),
		Sections: []plan.Section{{ID: "I", Name: "Sản xuất"}}, Measures: []plan.Measure{{ID: "ha"}},
	}
	var ids []plan.UnitID
	for u := range units {
		id := plan.UnitID(fmt.Sprintf("xa-%04d", u))
		ids = append(ids, id)
		p.Units = append(p.Units, plan.Unit{ID: id, Name: fmt.Sprintf("Ủy ban nhân dân xã số %d", u)})
	}
	for i := range indicators {
		p.Indicators = append(p.Indicators, plan.Indicator{
			Code: plan.Code(fmt.Sprintf("SX-%02d", i+1)), Name: indicatorName(i), Section: "I",
			Kind: plan.Flow, Direction: plan.Higher, Measure: "ha", Rollup: plan.Sum, Frequency: plan.Monthly, Reporters: ids,
			Due: plan.MonthOf(2024, months), Target: plan.Target{Op: plan.AtLeast, Low: plan.Int(int64(units) * 1000), Text: "kế hoạch"},
		})
	}
	return p
}

func indicatorName(i int) string {
	work := []string{"trồng mới", "chăm sóc", "thu hoạch", "tưới tiêu", "cải tạo"}
	crop := []string{"rừng phòng hộ", "cây ăn quả", "lúa nước", "ngô lai", "rau an toàn", "cây dược liệu", "hồi hữu cơ", "chè shan"}
	return "Diện tích " + work[i%len(work)] + " " + crop[i/len(work)]
}

// writeUnit writes the workbook of one unit as Excel does: a row for each
// indicator, a column for each month, texts kept once. The figure typed last
// makes it another workbook.
func (o *province) writeUnit(b *testing.B, unit, typed int) {
	b.Helper()
	var texts []string
	text := func(s string) string {
		texts = append(texts, s)
		return fmt.Sprintf(`t="s"><v>%d</v></c>`, len(texts)-1)
	}
	var rows strings.Builder
	fmt.Fprintf(&rows, `<row r="1"><c r="A1" %s</row><row r="3">`, text("KẾT QUẢ THỰC HIỆN NĂM 2024"))
	for col, head := range []string{"Mã", "Chỉ tiêu", "Đơn vị tính"} {
		fmt.Fprintf(&rows, `<c r="%c3" %s`, 'A'+col, text(head))
	}
	for m := range months {
		fmt.Fprintf(&rows, `<c r="%c3" %s`, 'D'+m, text(fmt.Sprintf("Tháng %d", m+1)))
	}
	rows.WriteString("</row>")
	for i, x := range o.plan.Indicators {
		r := i + 4
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%[1]d" %[2]s<c r="B%[1]d" %[3]s<c r="C%[1]d" %[4]s`, r, text(string(x.Code)), text(x.Name), text("ha"))
		for m := range months {
			fmt.Fprintf(&rows, `<c r="%c%d"><v>%d.%d</v></c>`, 'D'+m, r, 80+(unit+i+m+typed)%20, (unit*7+i*3+m)%10)
		}
		rows.WriteString("</row>")
	}
	writeWorkbook(b, filepath.Join(o.folder, string(o.plan.Units[unit].ID)+".xlsx"), rows.String(), texts)
}

// writeWorkbook writes a workbook of one tab.
func writeWorkbook(b *testing.B, path, rows string, texts []string) {
	b.Helper()
	const (
		main      = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
		relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
		kind      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		office    = "application/vnd.openxmlformats-officedocument.spreadsheetml"
	)
	var shared strings.Builder
	for _, s := range texts {
		shared.WriteString("<si><t>")
		check(b, xml.EscapeText(&shared, []byte(s)))
		shared.WriteString("</t></si>")
	}
	f, err := os.Create(path)
	check(b, err)
	z := zip.NewWriter(f)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="` + office + `.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + office + `.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="` + office + `.sharedStrings+xml"/></Types>`},
		{"_rels/.rels", relations + `<Relationship Id="rId1" Type="` + kind + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + main + ` xmlns:r="` + kind + `"><sheets><sheet name="Năm 2024" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relations + `<Relationship Id="rId1" Type="` + kind + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + kind + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", `<sst ` + main + `>` + shared.String() + `</sst>`},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + main + `><sheetData>` + rows + `</sheetData></worksheet>`},
	} {
		w, err := z.Create(part[0])
		check(b, err)
		_, err = io.WriteString(w, part[1])
		check(b, err)
	}
	check(b, z.Close())
	check(b, f.Close())
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
