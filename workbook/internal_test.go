package workbook

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"thidua/plan"
	"thidua/templates"
)

func TestSheetName(t *testing.T) {
	taken := map[string]bool{}
	for _, c := range []struct{ wish, want string }{
		{"Tổng hợp", "Tổng hợp"},
		{"TỔNG HỢP", "TỔNG HỢP (2)"},
		{"Tổng hợp", "Tổng hợp (3)"},
		{"a:b\\c/d?e*f[g]", "a-b-c-d-e-f-g-"},
		{"'trong nháy'", "trong nháy"},
		{"", "-"},
		{" \n\x00", "- (2)"},
		{strings.Repeat("ế", 40), strings.Repeat("ế", 31)},
		{strings.Repeat("ế", 40), strings.Repeat("ế", 27) + " (2)"},
		{strings.Repeat("😀", 20), strings.Repeat("😀", 15)},
	} {
		if got := SheetName(c.wish, taken); got != c.want {
			t.Errorf("SheetName(%q) = %q, want %q", c.wish, got, c.want)
		}
	}
}

func TestEscapeCodes(t *testing.T) {
	for typed, want := range map[string]string{
		"a_xb":          "a_xb",
		"_x0041_":       "_x005F_x0041_",
		"_x00zz_":       "_x00zz_",
		"_x005F_x0041_": "_x005F_x005F_x005F_x0041_",
		"Ố_x000D_":      "Ố_x005F_x000D_",
	} {
		if got := escapeCodes(typed); got != want {
			t.Errorf("escapeCodes(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestCountLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 10, 1},
		{"một dòng", 10, 1},
		{"một\nhai\nba", 10, 3},
		{"một hai ba bốn năm sáu", 9, 3},
		{strings.Repeat("0", 25), 10, 3},
	} {
		if got := countLines(c.text, c.width, false); got != c.want {
			t.Errorf("countLines(%q, %v) = %d, want %d", c.text, c.width, got, c.want)
		}
	}
}

func TestMonthList(t *testing.T) {
	if got, want := monthList([]int{1, 2, 3, 5, 7, 8}), "1–3, 5, 7–8"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLongTableIsSplit: beyond what a sheet holds the table of figures goes on
// on another, and links beyond their number are left out and spoken of.
func TestLongTableIsSplit(t *testing.T) {
	in := fiveFigures(t)
	b := newBook(in, limits{rows: 2, links: 1})
	b.layOut()
	var names []string
	rows := 0
	for _, s := range b.tabs {
		names = append(names, s.name)
		for r := range s.rows() {
			if len(r.cells) == dataColumns && r.cells[dataColumns-1].link != (link{}) {
				rows++
			}
		}
	}
	if got := strings.Join(names[len(names)-4:], "|"); got != "Số liệu|Số liệu 2|Số liệu 3|Giải thích" {
		t.Errorf("tabs %s", got)
	}
	if rows != 5 {
		t.Errorf("%d figures, want 5", rows)
	}
	data, err := build(in, limits{rows: 2, links: 1})
	if err != nil || len(data) == 0 {
		t.Fatal(err)
	}
	said := false
	for r := range b.tabs[len(b.tabs)-1].rows() {
		said = said || len(r.cells) > 1 && strings.Contains(r.cells[1].text, "nhiều nhất 1 liên kết")
	}
	if !said {
		t.Error("the notes do not say that links were left out")
	}
}

// fiveFigures is an office with one unit and five figures.
func fiveFigures(t *testing.T) Input {
	t.Helper()
	w, err := templates.Load(templates.Vietnamese)
	if err != nil {
		t.Fatal(err)
	}
	in := Input{
		Plan: &plan.Plan{Units: []plan.Unit{{ID: "a"}}}, Words: w, AsOf: time.Date(2024, 7, 5, 8, 0, 0, 0, time.UTC),
		Link: func(o plan.Origin) string { return "https://example.org/#" + o.Cell },
	}
	for month := 1; month <= 5; month++ {
		in.Observations = append(in.Observations, plan.Observation{
			Unit: "a", Indicator: "X", Period: plan.MonthOf(2024, month), Origin: plan.Origin{Source: "s", Cell: "B" + string(rune('0'+month))},
		})
	}
	return in
}

// TestReplaceRetries: a rename that another program refuses is tried again,
// then told as ErrInUse with the lock file that lies beside the workbook.
func TestReplaceRetries(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), ".~lock.book.xlsx#"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	busy := &os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EBUSY}
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		refuse := func(failures int) func(string, []byte) error {
			tries = 0
			return func(string, []byte) error {
				if tries++; tries <= failures {
					return busy
				}
				return nil
			}
		}
		waits := []time.Duration{time.Second, time.Second}
		if err := replace(path, nil, waits, refuse(2)); err != nil || tries != 3 {
			t.Errorf("after two refusals: %v, %d tries", err, tries)
		}
		err := replace(path, nil, waits, refuse(9))
		if !errors.Is(err, ErrInUse) || !errors.Is(err, syscall.EBUSY) || tries != 3 || !strings.Contains(err.Error(), ".~lock.book.xlsx#") {
			t.Errorf("after endless refusals: %v, %d tries", err, tries)
		}
		full := func(string, []byte) error { tries = 99; return syscall.ENOSPC }
		if err := replace(path, nil, waits, full); !errors.Is(err, syscall.ENOSPC) || errors.Is(err, ErrInUse) {
			t.Errorf("a full disk: %v", err)
		}
	})
}

// TestLongTableIsCut with a row that says how much is missing.
func TestLongTableIsCut(t *testing.T) {
	in := fiveFigures(t)
	all, err := tables(in, excelLimits(), 8)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range all {
		last := table.Rows[len(table.Rows)-1]
		if len(table.Rows) > 9 || len(table.Rows) == 9 && (last.Key != "cut" || !strings.Contains(last.Cells[0].Text, "dòng nữa")) {
			t.Errorf("%s: %d rows, the last %+v", table.Title, len(table.Rows), last)
		}
	}
}
