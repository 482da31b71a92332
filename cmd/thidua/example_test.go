package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/examples"
)

// asOf is when the example is looked at.
const asOf = "2024-07-05T08:00:00+07:00"

// office unpacks the example into a folder of its own.
func office(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "office")
	thidua(t, 0, "init", "--example", dir)
	return dir
}

// thidua runs the command, wants an exit code and returns what it printed.
func thidua(t *testing.T, code int, args ...string) []byte {
	t.Helper()
	var out, errw bytes.Buffer
	if got := run(context.Background(), args, &out, &errw); got != code {
		t.Fatalf("thidua %s: exit %d, want %d\n%s", strings.Join(args, " "), got, code, errw.String())
	}
	return out.Bytes()
}

func decode[T any](t *testing.T, data []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("not the JSON it should be: %v\n%s", err, data)
	}
	return v
}

// TestExampleGivesThePlantedFindings compares what is found in the example
// with the table in its EXPECTED.md: no finding more, none less.
func TestExampleGivesThePlantedFindings(t *testing.T) {
	dir := office(t)
	out := thidua(t, 0, "check", "-c", filepath.Join(dir, "thidua.yaml"), "--now", asOf, "--format", "json")
	found := map[string]int{}
	for _, f := range decode[struct{ Findings []findingJSON }](t, out).Findings {
		place := f.Tab
		if f.Cell != "" {
			place += "!" + f.Cell
		}
		found[fmt.Sprintf("%s | %s | %s | %s", f.Unit, place, f.Rule, f.Severity)]++
	}
	page, err := os.ReadFile(filepath.Join(dir, "EXPECTED.md"))
	if err != nil {
		t.Fatal(err)
	}
	planted := map[string]int{}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || strings.Contains(line, "---") || strings.TrimSpace(cells[3]) == "quy tắc" {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		planted[strings.Join(cells[1:5], " | ")]++
	}
	for _, key := range slices.Sorted(maps.Keys(planted)) {
		if found[key] != planted[key] {
			t.Errorf("planted %d times, found %d times: %s", planted[key], found[key], key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(found)) {
		if planted[key] == 0 {
			t.Errorf("found, but not planted: %s", key)
		}
	}
}

// TestExampleIsReadToTheLastCell reads every unit's workbook: the ledger adds
// up, and every observation's raw text is what its cell holds, as another
// reader shows it.
func TestExampleIsReadToTheLastCell(t *testing.T) {
	dir := office(t)
	files, err := filepath.Glob(filepath.Join(dir, "units", "*.xlsx"))
	if err != nil || len(files) != 25 {
		t.Fatalf("%d unit workbooks, want 25 (%v)", len(files), err)
	}
	for _, file := range files {
		unit := strings.TrimSuffix(filepath.Base(file), ".xlsx")
		t.Run(unit, func(t *testing.T) {
			r := decode[readingJSON](t, thidua(t, 0, "read", file, "--unit", unit, "-q", "--format", "json"))
			if l := r.Ledger; l.NonEmpty == 0 || l.NonEmpty != l.Used+l.Ignored+l.Reported {
				t.Errorf("the ledger does not add up: %+v", l)
			}
			if len(r.Observations) == 0 {
				t.Error("nothing was read")
			}
			book, err := excelize.OpenFile(file)
			if err != nil {
				t.Fatal(err)
			}
			defer book.Close()
			for _, o := range r.Observations {
				if shown, err := book.GetCellValue(o.Tab, o.Cell); err != nil || shown != o.Raw {
					t.Errorf("%s!%s of %s shows %q, raw is %q (%v)", o.Tab, o.Cell, o.Indicator, shown, o.Raw, err)
				}
			}
		})
	}
}

// TestExampleHasEverything: init unpacks the whole office, not a part of it.
func TestExampleHasEverything(t *testing.T) {
	for _, name := range []string{"thidua.yaml", "plan.yaml", "EXPECTED.md", "units/kiem-lam.xlsx"} {
		if _, err := examples.Langson2024().Open(name); err != nil {
			t.Error(err)
		}
	}
}
