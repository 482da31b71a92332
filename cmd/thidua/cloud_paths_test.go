package main

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/plan"
	"thidua/sheets/emulator"
)

// riddle is the unit whose sheet says 1.250 in letters: a riddle in a file, which
// has no locale, and one thousand two hundred and fifty in a Vietnamese
// spreadsheet, where an export does not tell the locale either.
const riddle = "binh-gia"

// TestEveryWayToReadIsTheSame: the example on Google, read cell by cell, as an
// export or as the Excel files that were uploaded, gives what it gives as
// files: the same observations, findings and ledgers of each unit, the same
// judgements of all.
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
			var solved []plan.UnitID
			if c.way == "sheets" {
				solved = []plan.UnitID{riddle}
			}
			for unit, reading := range want {
				if slices.Contains(solved, unit) {
					checkSolved(t, got[unit])
				} else if diff := gocmp.Diff(reading, got[unit]); diff != "" {
					t.Errorf("%s is read as something else (- file, + Google):\n%s", unit, diff)
				}
			}
			if first := round(t, 0, cloud.dir); first.Sources.Read != len(want) {
				t.Errorf("the first round: %+v", first)
			}
			if diff := gocmp.Diff(ofOthers(judged, solved), ofOthers(status(t, cloud.dir), solved)); diff != "" {
				t.Errorf("the judgements are others (- files, + Google):\n%s", diff)
			}
			if diff := gocmp.Diff(aboutOthers(found, solved), aboutOthers(findings(t, cloud.dir), solved)); diff != "" {
				t.Errorf("what is found is something else (- files, + Google):\n%s", diff)
			}
		})
	}
}

// checkSolved wants the riddle read as a Vietnamese spreadsheet means it.
func checkSolved(t *testing.T, r readingJSON) {
	t.Helper()
	for _, o := range r.Observations {
		if o.Cell == "D7" && o.Value.String() == "1250" {
			return
		}
	}
	t.Errorf("1.250 is not read as 1250: %+v", r.Findings)
}

// aboutOthers leaves out what was found in the sheets of units.
func aboutOthers(found []findingJSON, units []plan.UnitID) []findingJSON {
	return slices.DeleteFunc(slices.Clone(found), func(f findingJSON) bool { return slices.Contains(units, f.Unit) })
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
