package main

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/sheets/emulator"
)

// TestEveryWayToReadIsTheSame: the example on Google, read cell by cell, as an
// export or as the Excel files that were uploaded, gives what it gives as
// files: the same observations, findings and ledgers of each unit, the same
// judgements of all. Read cell by cell, texts quote what is seen in Vietnamese.
func TestEveryWayToReadIsTheSame(t *testing.T) {
	files := office(t)
	want := readings(t, files, func(unit plan.UnitID) string { return unitFile(files, unit) })
	round(t, 0, files)
	judged, found := status(t, files), findings(t, files)
	for _, c := range []struct {
		name, way string
		native    bool
	}{
		{"spreadsheets.get", "sheets", true},
		{"files.export", "export", true},
		{"alt=media", "auto", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cloud := cloudOffice(t, office(t), c.way, emulator.Options{})
			cloud.move(t, c.native)
			got := readings(t, cloud.dir, idOf)
			cloud.laterMinute(t)
			var asShown gocmp.Options
			if c.way == "sheets" {
				asShown = gocmp.Options{vietnamese()}
			}
			for unit, reading := range want {
				if diff := gocmp.Diff(reading, got[unit], asShown); diff != "" {
					t.Errorf("%s is read as something else (- file, + Google):\n%s", unit, diff)
				}
			}
			if first := round(t, 0, cloud.dir); first.Sources.Read != len(want) {
				t.Errorf("the first round: %+v", first)
			}
			if diff := gocmp.Diff(judged, status(t, cloud.dir)); diff != "" {
				t.Errorf("the judgements are others (- files, + Google):\n%s", diff)
			}
			if diff := gocmp.Diff(found, findings(t, cloud.dir), asShown); diff != "" {
				t.Errorf("what is found is something else (- files, + Google):\n%s", diff)
			}
		})
	}
}

// vietnamese takes texts for the same that quote what a cell shows in a file,
// 1,234.5, and in a Vietnamese spreadsheet, 1.234,5. Figures are no texts.
func vietnamese() gocmp.Option {
	fold := strings.NewReplacer(".", ",")
	return gocmp.Comparer(func(x, y string) bool { return fold.Replace(x) == fold.Replace(y) })
}

// readings reads every unit's workbook by itself, and leaves out where it is.
func readings(t *testing.T, dir string, source func(plan.UnitID) string) map[plan.UnitID]readingJSON {
	t.Helper()
	got := map[plan.UnitID]readingJSON{}
	for _, u := range examplePlan(t, dir).Units {
		if u.Kind == "department" {
			continue // it has no sheet of its own
		}
		r := decode[readingJSON](t, thidua(t, 0, "read", source(u.ID), "--unit", string(u.ID),
			"-c", configOf(dir), "--now", asOf, "--format", "json", "-q"))
		r.Source = sourceJSON{}
		for i := range r.Tables {
			r.Tables[i].GID = ""
		}
		r.Findings = withoutPlace(r.Findings)
		got[u.ID] = r
	}
	return got
}

// findings checks every source, and leaves out where they are.
func findings(t *testing.T, dir string) []findingJSON {
	t.Helper()
	out := thidua(t, 0, "check", "-c", configOf(dir), "--now", asOf, "--format", "json", "-q")
	return withoutPlace(decode[struct{ Findings []findingJSON }](t, out).Findings)
}

func withoutPlace(findings []findingJSON) []findingJSON {
	findings = slices.Clone(findings)
	for i := range findings {
		findings[i].URL, findings[i].Source = "", ""
	}
	return findings
}
