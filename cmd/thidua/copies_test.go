package main

import (
	"path/filepath"
	"strings"
	"testing"

	"thidua/sheets"
	"thidua/sync"
)

// TestCopyOfAGoogleSheet: what was read of a Google Sheet is made into a
// workbook in which it is marked.
func TestCopyOfAGoogleSheet(t *testing.T) {
	dir, _ := googleOffice(t, "cao-loc") // it has one figure to look at, in D7 of its only tab
	copies := filepath.Join(t.TempDir(), "copies")
	out := thidua(t, 0, "check", "cao-loc", "-c", configOf(dir), "--now", asOf, "--format", "json", "--xlsx", copies)
	made := decode[struct{ Copies []copyJSON }](t, out).Copies
	path := filepath.Join(copies, "cao-loc - Báo cáo thi đua.xlsx")
	if len(made) != 1 || made[0] != (copyJSON{Unit: "cao-loc", Source: unitSheet, Path: path, Findings: 1, Rebuilt: true}) {
		t.Fatalf("made %+v", made)
	}
	book := openBook(t, path)
	tabs := book.GetSheetList()
	if len(tabs) != 2 || tabs[1] != "Lỗi số liệu" {
		t.Fatalf("tabs %q", tabs)
	}
	notes, err := book.GetComments(tabs[0])
	do(t, err)
	if len(notes) != 1 || notes[0].Cell != "D7" {
		t.Errorf("notes %+v", notes)
	}
	if style, err := book.GetCellStyle(tabs[0], "D7"); err != nil || style == 0 {
		t.Errorf("D7 is not coloured (%v)", err)
	}
}

// TestCopyName: whatever a source is called, its copy lies in the folder.
func TestCopyName(t *testing.T) {
	taken := map[string]bool{}
	for _, c := range []struct{ title, want string }{
		{"kiem-lam.xlsx", "kiem-lam.xlsx"},
		{"Kiem-Lam.XLSX", "kiem-lam - Kiem-Lam.xlsx"},
		{"Báo cáo tháng 6.xlsm", "kiem-lam - Báo cáo tháng 6.xlsm"},
		{"../../etc/passwd", "kiem-lam - etc-passwd.xlsx"},
		{`..\..\boot.ini`, "kiem-lam - boot.ini.xlsx"},
		{"Báo cáo: 6/2024", "kiem-lam - Báo cáo- 6-2024.xlsx"},
		{"a\x00b\r\nc\u202e?.csv", "kiem-lam - a-b--c.xlsx"},
		{"...", "kiem-lam (2).xlsx"},
		{strings.Repeat("Báo cáo ", 40), "kiem-lam - " + strings.Repeat("Báo cáo ", 11) + "Báo cáo" + ".xlsx"},
	} {
		s := seenSource{sync.Source{Unit: "kiem-lam"}, &sheets.Grid{Title: c.title}}
		if got := copyName(s, taken); got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		} else if !filepath.IsLocal(got) || filepath.Base(got) != got {
			t.Errorf("%q leads out of its folder", got)
		}
	}
}
