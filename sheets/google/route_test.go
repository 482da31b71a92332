package google_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets"
	"thidua/sheets/emulator"
	"thidua/sheets/google"
)

const (
	typeXLSX   = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeXLS    = "application/vnd.ms-excel"
	typeWord   = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeFolder = "application/vnd.google-apps.folder"

	get, export, media, sheet = "drive.files.get", "drive.files.export", "drive.files.get media", "sheets.spreadsheets.get"
)

// TestRoutes reads what lies on Drive in the way that is for it.
func TestRoutes(t *testing.T) {
	xlsx := workbook(t)
	put := func(mimeType string, data []byte) func(*place, string) {
		return func(p *place, id string) { p.PutFile(id, "báo cáo.xlsx", mimeType, data) }
	}
	native := func(p *place, id string) { p.Save(nil, "the source", book(1)) }
	withdrawn := func(p *place, id string) { native(p, id); p.Withdraw(id) }
	trashed := func(p *place, id string) { native(p, id); p.Trash(id, true) }
	nowhere := func(*place, string) {}
	at := func(path string, code int, reason string, before func(*place, string)) func(*place, string) {
		return func(p *place, id string) {
			before(p, id)
			p.Refuse(id, onPath(path, emulator.DriveError(code, reason, reason)))
		}
	}
	cases := []struct {
		name string
		path google.Path
		put  func(p *place, id string)
		want error
		by   []string // the methods that are called, in the alphabet's order
	}{
		{"a native Sheet", google.Auto, native, nil, []string{get, sheet}},
		{"a native Sheet, by Sheets", google.Sheets, native, nil, []string{sheet}},
		{"a native Sheet, by export", google.Export, native, nil, []string{export, get}},
		{"a workbook", google.Auto, put(typeXLSX, xlsx), nil, []string{get, media}},
		{"a workbook, by Sheets", google.Sheets, put(typeXLSX, xlsx), nil, []string{get, media, sheet}},
		{"a workbook, by export", google.Export, put(typeXLSX, xlsx), nil, []string{get, media}},
		{"a workbook with macros", google.Auto, put("application/vnd.ms-excel.sheet.macroenabled.12", xlsx), nil, []string{get, media}},
		{"a workbook that was uploaded as .xls", google.Auto, put(typeXLS, xlsx), nil, []string{get, media}},
		{"an old .xls", google.Auto, put(typeXLS, oleFile("Workbook")), sheets.ErrLegacyFormat, []string{get, media}},
		{"an old .xls that was uploaded as .xlsx", google.Auto, put(typeXLSX, oleFile("Workbook")), sheets.ErrLegacyFormat, []string{get, media}},
		{"a web page that was saved as .xls", google.Auto, put(typeXLS, []byte("<html><table>")), sheets.ErrLegacyFormat, []string{get, media}},
		{"a table of text that was saved as .xls", google.Auto, put(typeXLS, []byte("STT\tChỉ tiêu\n")), sheets.ErrLegacyFormat, []string{get, media}},
		{"behind a password", google.Auto, put(typeXLSX, oleFile("EncryptedPackage")), sheets.ErrEncrypted, []string{get, media}},
		{"a damaged workbook", google.Auto, put(typeXLSX, xlsx[:len(xlsx)/2]), sheets.ErrCorrupt, []string{get, media}},
		{"a letter", google.Auto, put(typeWord, nil), sheets.ErrNotSpreadsheet, []string{get}},
		{"a letter, by Sheets", google.Sheets, put(typeWord, nil), sheets.ErrNotSpreadsheet, []string{get, sheet}},
		{"a folder", google.Auto, put(typeFolder, nil), sheets.ErrNotSpreadsheet, []string{get}},
		{"in the trash", google.Auto, trashed, sheets.ErrTrashed, []string{get}},
		{"not shared", google.Auto, withdrawn, sheets.ErrDenied, []string{get, sheet}},
		{"not shared, by Sheets", google.Sheets, withdrawn, sheets.ErrDenied, []string{sheet}},
		{"not shared, by export", google.Export, withdrawn, sheets.ErrDenied, []string{get, sheet}},
		{"not there", google.Auto, nowhere, sheets.ErrNotFound, []string{get, sheet}},
		{"above 10 MB, by export", google.Export, at("/export", 403, "exportSizeLimitExceeded", native), sheets.ErrTooLarge, []string{export, get}},
		{"Drive not enabled", google.Auto, at("/drive/", 403, "accessNotConfigured", native), sheets.ErrAuth, []string{get}},
		{"Drive not enabled, by Sheets", google.Sheets, at("/drive/", 403, "accessNotConfigured", native), nil, []string{sheet}},
		{"Drive not enabled, a workbook by Sheets", google.Sheets, at("/drive/", 403, "accessNotConfigured", put(typeXLSX, xlsx)), sheets.ErrNotSpreadsheet, []string{get, sheet}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := start(t).by(c.path)
			source := p.id("the source")
			c.put(p, source)
			reader := p.open(t)
			var err error
			var grid *sheets.Grid
			calls := p.counted(func() { grid, err = reader.Read(t.Context(), source) })
			switch {
			case c.want != nil && !errors.Is(err, c.want), c.want == nil && err != nil:
				t.Fatalf("%v, want %v", err, c.want)
			case c.want == nil && (grid.Source != source || grid.Title == ""):
				t.Errorf("source %q, title %q", grid.Source, grid.Title)
			}
			if got := slices.Sorted(maps.Keys(calls)); !slices.Equal(got, c.by) {
				t.Errorf("called %v, want %v", calls, c.by)
			}
		})
	}
}

// workbook is the content of an .xlsx.
func workbook(t *testing.T) []byte {
	t.Helper()
	return readFile(t, "../../examples/langson-2024/units/bac-son.xlsx")
}

// oleFile begins as files of old Office do, with one stream.
func oleFile(stream string) []byte {
	entry := make([]byte, 128)
	name := utf16.Encode([]rune(stream + "\x00"))
	for i, unit := range name {
		binary.LittleEndian.PutUint16(entry[2*i:], unit)
	}
	binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(name)))
	entry[66] = 2
	head := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), bytes.Repeat([]byte{0}, 504)...)
	return append(head, entry...)
}

// What is too large for one way is read by the other, and so is what its owner
// lets nobody export.
func TestOtherWay(t *testing.T) {
	big := emulator.Body(200, "application/json", `{"sheets":[`+strings.Repeat("{},", 300)+`{}]}`)
	tooLarge := emulator.DriveError(403, "exportSizeLimitExceeded", "This file is too large to be exported.")
	mayNot := emulator.DriveError(403, "cannotExportFile", "This file cannot be exported by the user.")
	for name, c := range map[string]struct {
		fault    emulator.Fault
		noSheets bool // no call of the Sheets API is free at first
		want     google.Calls
		gid      string // "" after an export
		waits    bool
	}{
		"too large for Sheets":    {onPath("/v4/", big), false, google.Calls{Sheets: 1, Drive: 1}, "", false},
		"too large for export":    {onPath("/export", tooLarge), true, google.Calls{Sheets: 1, Drive: 1}, "7", true},
		"may not be exported":     {onPath("/export", mayNot), true, google.Calls{Sheets: 1, Drive: 1}, "7", true},
		"no Sheets call is free":  {nil, true, google.Calls{Drive: 1}, "", false},
		"Sheets quota is used up": {onPath("/v4/", emulator.OverQuota(0)), false, google.Calls{Sheets: 1, Drive: 1}, "", false},
		"Drive quota is used up":  {onPath("/export", emulator.OverQuota(0)), false, google.Calls{Sheets: 1}, "7", false},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t)
			source := p.Save(t, "one", book(1))
			quota := newWindow()
			reader := p.open(t, func(o *google.Options) { o.Quota = quota })
			if _, err := reader.Changes(t.Context(), ""); err != nil {
				t.Fatal(err)
			}
			before := reader.Calls()
			if c.noSheets {
				quota.useUp(p.credential(t).ID()+"/sheets-read", 57, p.now())
			}
			p.Refuse(source, c.fault)
			grid, err := reader.Read(t.Context(), source)
			if err != nil {
				t.Fatal(err)
			}
			got := reader.Calls()
			if got.Sheets, got.Drive = got.Sheets-before.Sheets, got.Drive-before.Drive; got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			if gid := grid.Tabs[0].GID; gid != c.gid {
				t.Errorf("read by the other way: tab id %q", gid)
			}
			if waited := len(p.seconds()) > 0; waited != c.waits {
				t.Errorf("waited: %v", waited)
			}
		})
	}
}

// A Sheet that one of the APIs cannot bring is brought by the other.
func TestBrokenWay(t *testing.T) {
	p := start(t)
	source := p.Save(t, "one", book(1))
	p.Refuse(source, onPath("/v4/", emulator.Status(500, "INTERNAL", "Internal error encountered.")))
	reader := p.open(t)
	if _, err := reader.Read(t.Context(), source); err != nil {
		t.Error(err)
	}
	if calls := reader.Calls(); calls != (google.Calls{Sheets: 1, Drive: 2}) {
		t.Errorf("%+v", calls)
	}
}

// A file that is no longer shared is not taken for one that is gone, though it
// was known.
func TestKnownFileIsWithdrawn(t *testing.T) {
	for _, path := range []google.Path{google.Auto, google.Sheets, google.Export} {
		p := start(t).by(path)
		reader := p.open(t)
		sheet, other := p.Save(t, "one", book(1)), p.id("two")
		p.PutFile(other, "một ô.xlsx", typeXLSX, workbook(t))
		for _, source := range []string{sheet, other} {
			if _, err := reader.Read(t.Context(), source); err != nil {
				t.Fatal(err)
			}
			p.Withdraw(source)
			if _, err := reader.Read(t.Context(), source); !errors.Is(err, sheets.ErrDenied) {
				t.Errorf("%q: %v, want ErrDenied", path, err)
			}
			p.Delete(t, source)
			if _, err := reader.Read(t.Context(), source); !errors.Is(err, sheets.ErrNotFound) {
				t.Errorf("%q: %v, want ErrNotFound", path, err)
			}
		}
	}
}

// An id that has become another file's is looked up again.
func TestKnownFileBecomesAnother(t *testing.T) {
	p := start(t).by(google.Export)
	source := p.Save(t, "one", book(1))
	reader := p.open(t)
	read := func() *sheets.Grid {
		t.Helper()
		grid, err := reader.Read(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		return grid
	}
	read()
	p.PutFile(source, "một ô.xlsx", typeXLSX, workbook(t))
	if grid := read(); grid.Title != "một ô.xlsx" {
		t.Errorf("title %q of the workbook", grid.Title)
	}
	p.Save(t, "one", book(2))
	if grid := read(); grid.Tabs[0].Cells[0][0].Number != 2 {
		t.Errorf("%v of the Sheet", grid.Tabs[0].Cells)
	}
}

// The same content has one revision, whichever way it was read.
func TestOneRevisionByAllWays(t *testing.T) {
	p := start(t)
	content := &sheets.Grid{Title: "Báo cáo", Locale: "vi_VN", Tabs: []sheets.Tab{
		{
			GID: "7", Title: "Biểu 1", HiddenRows: map[int]bool{1: true}, HiddenCols: map[int]bool{2: true},
			Merges: []sheets.Range{{To: sheets.Ref{Col: 1}}},
			Cells: [][]sheets.Cell{
				{{Kind: sheets.Text, Text: "Trồng rừng\nmới", Seen: "Trồng rừng\nmới"}, {}, {Kind: sheets.Bool, Bool: true, Seen: "TRUE"}},
				{{Kind: sheets.Number, Number: 0.646, Format: "0.0%", Seen: "64,6%"}, {Kind: sheets.Number, Number: 9000, Format: "#,##0", Seen: "9.000", Note: "ước"}},
				{{Kind: sheets.Date, Number: 45478, Text: "2024-07-05", Format: "dd/mm/yyyy", Seen: "05/07/2024", Formula: true}, {Note: "chưa có"}},
				{{Kind: sheets.Error, Text: "#DIV/0!", Seen: "#DIV/0!", Formula: true}, {Kind: sheets.Error, Text: sheets.NotCalculated, Formula: true}},
			},
		},
		{GID: "8", Title: "Ẩn", Hidden: true},
	}}
	source := p.Save(t, "one", content)
	revisions := map[string]bool{}
	for _, path := range []google.Path{google.Auto, google.Sheets, google.Export} {
		grid, err := p.by(path).open(t).Read(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		if grid.Title != "Báo cáo" {
			t.Errorf("%q: title %q", path, grid.Title)
		}
		revisions[grid.Revision] = true
	}
	if len(revisions) != 1 {
		t.Errorf("%d revisions of one content", len(revisions))
	}
}

// What thidua noted in a sheet is no part of it.
func TestOwnNotes(t *testing.T) {
	plain, noted := book(1), book(1)
	noted.Tabs[0].Cells = [][]sheets.Cell{
		{{Kind: sheets.Number, Number: 1, Note: google.NoteMark + " số này giảm so với tháng trước"}, {}},
		{{}, {}, {}, {Note: google.NoteMark + " thiếu số liệu"}},
	}
	noted.Tabs[0].HiddenRows = map[int]bool{1: true}
	noted.Tabs[0].HiddenCols = map[int]bool{3: true}
	noted.Tabs[0].Merges = []sheets.Range{{From: sheets.Ref{Row: 1}, To: sheets.Ref{Row: 1, Col: 2}}}
	for _, path := range []google.Path{google.Sheets, google.Export} {
		p := start(t).by(path)
		reader := p.open(t)
		var tabs []sheets.Tab
		revisions := map[string]bool{}
		for _, content := range []*sheets.Grid{plain, noted} {
			grid, err := reader.Read(t.Context(), p.Save(t, "one", content))
			if err != nil {
				t.Fatal(err)
			}
			tab := grid.Tabs[0]
			tab.Cells[0][0].Seen = "1"
			tabs = append(tabs, tab)
			revisions[grid.Revision] = true
		}
		if diff := cmp.Diff(tabs[0], tabs[1]); diff != "" || len(revisions) != 1 {
			t.Errorf("%s: with notes of thidua (- without, + with)\n%s", path, diff)
		}
	}
}
