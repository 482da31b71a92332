package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"thidua/plan"
)

// What the workbook says of a source.
const (
	readWell  = "đọc được"
	stale     = "SỐ CŨ: lần này không đọc được"
	neverRead = "chưa đọc được lần nào"
)

// failure is one way in which a unit's file can fail, and the code it gets.
type failure struct {
	name, rule string
	spoil      func(t *testing.T, path string) // replaces the file, which was removed
}

func failures() []failure {
	return []failure{
		{"random bytes", "source-corrupt", put(randomBytes)},
		{"an empty file", "source-corrupt", put(func(*testing.T) []byte { return nil })},
		{"a workbook cut off in the middle", "source-corrupt", put(func(t *testing.T) []byte {
			whole := workbookOf(t, `<row r="1"><c r="A1"><v>1</v></c></row>`, 1)
			return whole[:len(whole)/2]
		})},
		{"a password", "source-encrypted", encrypted},
		{"an old .xls", "source-legacy-format", put(func(*testing.T) []byte { return oldWorkbook() })},
		{"a web page", "source-not-spreadsheet", put(func(*testing.T) []byte { return []byte("<!DOCTYPE html><html><body>503</body></html>") })},
		{"a sheet of 100 MB packed into nothing", "source-too-large", put(func(t *testing.T) []byte { return workbookOf(t, strings.Repeat(" ", 1<<20), 100) })},
		{"a sheet larger than it says", "source-corrupt", put(lyingWorkbook)},
		{"1,048,576 rows", "source-too-large", put(longWorkbook)},
		{"no file", "source-not-found", func(*testing.T, string) {}},
		{"a folder", "source-not-spreadsheet", func(t *testing.T, path string) { do(t, os.Mkdir(path, 0o750)) }},
		{"a link that leads out of the folder", "source-denied", func(t *testing.T, path string) {
			outside := filepath.Join(t.TempDir(), "outside.xlsx")
			write(t, outside, workbookOf(t, "", 1))
			do(t, os.Symlink(outside, path))
		}},
	}
}

// TestSourceThatFails breaks one unit's file in every way, one after the
// other: the source fails with its own code, the other 24 go on, its last
// good figures stay and are marked as old, and once mended it is read again.
func TestSourceThatFails(t *testing.T) {
	const unit = "kiem-lam"
	dir := office(t)
	round(t, 0, dir)
	good, before := read(t, unitFile(dir, unit)), status(t, dir)
	whole, parts := actuals(t, examplePlan(t, dir), openBook(t, masterOf(dir)))
	for _, f := range failures() {
		t.Run(f.name, func(t *testing.T) {
			do(t, os.RemoveAll(unitFile(dir, unit)))
			f.spoil(t, unitFile(dir, unit))
			result := round(t, 3, dir)
			if want := []failedJSON{{unit, f.rule}}; !slices.Equal(result.Failed, want) {
				t.Errorf("failed: %v, want %v", result.Failed, want)
			}
			if result.Sources.Total != 25 || result.Sources.Failed != 1 {
				t.Errorf("sources: %+v, want one of 25 failed", result.Sources)
			}
			if diff := gocmp.Diff(before, status(t, dir)); diff != "" {
				t.Errorf("the last good figures did not stay (- before, + now):\n%s", diff)
			}
			p := examplePlan(t, dir)
			wholeNow, partsNow := actuals(t, p, openBook(t, masterOf(dir)))
			if diff := gocmp.Diff([]any{whole, parts}, []any{wholeNow, partsNow}); diff != "" {
				t.Errorf("the workbook's figures changed (- before, + now):\n%s", diff)
			}
			checkStates(t, p, dir, map[plan.UnitID]string{unit: stale})

			do(t, os.RemoveAll(unitFile(dir, unit)))
			write(t, unitFile(dir, unit), good)
			if mended := round(t, 0, dir); len(mended.Failed) > 0 || !mended.Issued {
				t.Errorf("once mended, failed: %v, issued: %v", mended.Failed, mended.Issued)
			}
			checkStates(t, p, dir, nil)
		})
	}
}

// TestSourcesThatHaveAlwaysFailed breaks files before the first round: there
// are no figures to fall back to, the units are named as missing, and the
// others are read as ever.
func TestSourcesThatHaveAlwaysFailed(t *testing.T) {
	dir := office(t)
	p := examplePlan(t, dir)
	states := map[plan.UnitID]string{}
	var want []failedJSON
	for i, f := range failures() {
		unit := p.Units[len(p.Units)-1-i].ID
		do(t, os.Remove(unitFile(dir, unit)))
		f.spoil(t, unitFile(dir, unit))
		states[unit] = neverRead
		want = append(want, failedJSON{unit, f.rule})
	}
	slices.SortFunc(want, func(x, y failedJSON) int { return strings.Compare(string(x.Unit), string(y.Unit)) })
	for _, changed := range []int{25 - len(want), 1} { // the second round tries again
		result := round(t, 3, dir)
		if result.Sources.Changed != changed {
			t.Errorf("%d sources changed, want %d", result.Sources.Changed, changed)
		}
		if diff := gocmp.Diff(want, result.Failed); diff != "" {
			t.Errorf("failed (- want, + got):\n%s", diff)
		}
		checkStates(t, p, dir, states)
		for _, a := range status(t, dir) {
			if a.Unit != "" && states[a.Unit] != "" && a.Actual.Known() {
				t.Errorf("%s of %s has the figure %s, and its file was never read", a.Indicator, a.Unit, a.Actual)
			}
			if a.Unit != "" || a.Indicator != "LN-05" {
				continue
			}
			for unit := range states {
				if slices.Contains(p.Indicator("LN-05").Reporters, unit) && !slices.Contains(a.Missing, unit) {
					t.Errorf("%s is not named as missing: %v", unit, a.Missing)
				}
			}
		}
		edit(t, unitFile(dir, "khtc"), func(book *excelize.File) error {
			return book.SetCellValue(book.GetSheetName(0), "B3", "sửa lại")
		})
	}
}

// checkStates compares what the workbook says of every source, on the tab of
// units and on the tab that explains, with what it should; a unit that is not
// named was read.
func checkStates(t *testing.T, p *plan.Plan, dir string, want map[plan.UnitID]string) {
	t.Helper()
	book := openBook(t, masterOf(dir))
	for _, tab := range []string{"Đơn vị", "Giải thích"} {
		rows := rowsOf(t, book, tab)
		states := map[string]string{}
		unit, state := -1, -1
		for _, row := range rows {
			if at := slices.Index(row, "Tình trạng"); at >= 0 {
				unit, state = slices.Index(row, "Đơn vị"), at
			} else if cellOf(row, state) != "" {
				states[cellOf(row, unit)] = cellOf(row, state)
			}
		}
		for _, u := range p.Units {
			expected, named := want[u.ID]
			if !named {
				expected = readWell
			}
			if got := states[u.Name]; got != expected && u.Kind != "department" {
				t.Errorf("%s says of %s: %q, want %q", tab, u.ID, got, expected)
			}
		}
	}
}

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func put(data func(*testing.T) []byte) func(*testing.T, string) {
	return func(t *testing.T, path string) { write(t, path, data(t)) }
}

func randomBytes(t *testing.T) []byte {
	data := make([]byte, 20_000)
	_, err := rand.NewChaCha8([32]byte{1}).Read(data)
	do(t, err)
	return data
}

func encrypted(t *testing.T, path string) {
	book := excelize.NewFile()
	defer book.Close()
	do(t, book.SetCellValue("Sheet1", "A1", "mật"))
	do(t, book.SaveAs(path, excelize.Options{Password: "mật khẩu"}))
}

// workbookOf makes a workbook of one sheet whose rows are times copies of rows.
func workbookOf(t *testing.T, rows string, times int) []byte {
	t.Helper()
	return pack(t, func(w io.Writer) error {
		for range times {
			if _, err := io.WriteString(w, rows); err != nil {
				return err
			}
		}
		return nil
	})
}

// longWorkbook has a number in every row that Excel has.
func longWorkbook(t *testing.T) []byte {
	t.Helper()
	return pack(t, func(w io.Writer) error {
		for n := 1; n <= 1<<20; n++ {
			if _, err := fmt.Fprintf(w, `<row r="%d"><c r="A%[1]d"><v>%[1]d</v></c></row>`, n); err != nil {
				return err
			}
		}
		return nil
	})
}

// The parts of the smallest workbook there is.
const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	topRelation  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookPart     = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Báo cáo" sheetId="1" r:id="rId1"/></sheets></workbook>`
	bookRelation = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	sheetHead    = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	sheetTail    = `</sheetData></worksheet>`
	sheetName    = "xl/worksheets/sheet1.xml"
)

// frame begins a workbook: all of it but the sheet.
func frame(t *testing.T, z *zip.Writer) {
	t.Helper()
	for name, content := range map[string]string{
		"[Content_Types].xml": contentTypes, "_rels/.rels": topRelation,
		"xl/workbook.xml": bookPart, "xl/_rels/workbook.xml.rels": bookRelation,
	} {
		w, err := z.Create(name)
		do(t, err)
		_, err = io.WriteString(w, content)
		do(t, err)
	}
}

// pack makes a workbook whose one sheet holds the rows that are written.
func pack(t *testing.T, rows func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	frame(t, z)
	w, err := z.Create(sheetName)
	do(t, err)
	_, err = io.WriteString(w, sheetHead)
	do(t, err)
	do(t, rows(w))
	_, err = io.WriteString(w, sheetTail)
	do(t, err)
	do(t, z.Close())
	return b.Bytes()
}

// lyingWorkbook declares its sheet as a hundred bytes long, which it is not.
func lyingWorkbook(t *testing.T) []byte {
	t.Helper()
	sheet := []byte(sheetHead + strings.Repeat(" ", 8<<20) + sheetTail)
	var packed, b bytes.Buffer
	deflate, err := flate.NewWriter(&packed, flate.BestSpeed)
	do(t, err)
	_, err = deflate.Write(sheet)
	do(t, err)
	do(t, deflate.Close())
	z := zip.NewWriter(&b)
	frame(t, z)
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: sheetName, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(sheet),
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: 100,
	})
	do(t, err)
	_, err = w.Write(packed.Bytes())
	do(t, err)
	do(t, z.Close())
	return b.Bytes()
}

// oldWorkbook makes the smallest .xls: an OLE container ([MS-CFB]) of ten
// sectors of 512 bytes with one stream, Workbook.
func oldWorkbook() []byte {
	const (
		free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
		streamSize       = 4096 // the least that is not kept among the small streams
	)
	header := make([]byte, 512)
	copy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(header[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: 1, 56: streamSize, 60: end, 68: end} {
		binary.LittleEndian.PutUint32(header[at:], v)
	}
	for i := range 109 {
		v := uint32(free)
		if i == 0 {
			v = 0 // the allocation table is the first sector
		}
		binary.LittleEndian.PutUint32(header[76+4*i:], v)
	}
	sectors := make([]byte, 512)
	for i := range 128 {
		next := uint32(free)
		switch {
		case i == 0:
			next = table
		case i == 1, i == 9:
			next = end
		case i < 9:
			next = uint32(i + 1)
		}
		binary.LittleEndian.PutUint32(sectors[4*i:], next)
	}
	sectors = append(sectors, oleEntry("Root Entry", 5, 1, end, 0)...)
	sectors = append(sectors, oleEntry("Workbook", 2, free, 2, streamSize)...)
	sectors = append(sectors, make([]byte, 256)...)
	stream := make([]byte, streamSize)
	copy(stream, "\x09\x08\x10\x00\x00\x06\x05\x00") // the first record of a BIFF8 workbook
	return slices.Concat(header, sectors, stream)
}

// oleEntry is an entry of an OLE container's directory.
func oleEntry(name string, kind byte, child, start, size uint32) []byte {
	entry := make([]byte, 128)
	for i, c := range utf16.Encode([]rune(name)) {
		binary.LittleEndian.PutUint16(entry[2*i:], c)
	}
	binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(name)+2))
	entry[66] = kind
	for at, v := range map[int]uint32{68: 0xFFFFFFFF, 72: 0xFFFFFFFF, 76: child, 116: start, 120: size} {
		binary.LittleEndian.PutUint32(entry[at:], v)
	}
	return entry
}
