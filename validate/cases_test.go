package validate_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"thidua/plan"
	"thidua/sheets"
	"thidua/validate"
)

var update = flag.Bool("update", false, "write what the cases give into their want sections")

// TestCases runs testdata/RULE/NAME.txtar. A case opens with its story and the
// lines "now: TIME", which asks for a Review at that time, and "only: RULE
// RULE", which leaves out other findings. Its sections are
//
//	plan.yaml           instead of testdata/plan.yaml
//	UNIT.cells          a sheet of the unit, see parseGrid
//	UNIT.observations   figures and blanks instead of a sheet, see parseObservations
//	UNIT.past           what was done to its figures when they were overdue, see parseRevision
//	UNIT.error          why its source could not be read: a word of sourceErrors
//	register.cells      a register, in which "sheet-N" is an address
//	adjustments.cells   the adjustments sheet
//	want                the findings in their order, a line each:
//	                    TAB!CELL RULE SEVERITY UNIT INDICATOR PERIOD, "-" for nothing
//
// A unit's second source is UNIT.2.cells, and so on.
func TestCases(t *testing.T) {
	for _, file := range caseFiles(t) {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), "testdata/"), ".txtar"), func(t *testing.T) {
			archive := readCase(t, file)
			got := describe(findingsOf(t, archive))
			if *update {
				writeWant(t, file, archive, got)
			}
			if diff := cmp.Diff(section(archive, "want"), got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryRuleHasCases asks of every rule for a case in which it is raised
// and one in its folder in which it stays silent.
func TestEveryRuleHasCases(t *testing.T) {
	for _, rule := range validate.Rules() {
		fires, silent := 0, 0
		files, err := filepath.Glob(filepath.Join("testdata", rule.Code, "*.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.Contains(section(readCase(t, file), "want"), " "+rule.Code+" ") {
				fires++
			} else {
				silent++
			}
		}
		if fires == 0 {
			t.Errorf("testdata/%s has no case that fires", rule.Code)
		}
		if silent == 0 {
			t.Errorf("testdata/%s has no case that must stay silent", rule.Code)
		}
	}
}

// TestEveryCaseHasARule finds folders left behind.
func TestEveryCaseHasARule(t *testing.T) {
	for _, file := range caseFiles(t) {
		code := filepath.Base(filepath.Dir(file))
		if !slices.ContainsFunc(validate.Rules(), func(r validate.Rule) bool { return r.Code == code }) {
			t.Errorf("%s: there is no rule %s", file, code)
		}
	}
}

func caseFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return files
}

func readCase(t *testing.T, file string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

func section(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// directive returns the rest of the line of the case's opening that begins
// with key and a colon.
func directive(archive *txtar.Archive, key string) string {
	for line := range strings.Lines(string(archive.Comment)) {
		if rest, ok := strings.CutPrefix(line, key+":"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// findingsOf reads every source of a case and reviews them.
func findingsOf(t *testing.T, archive *txtar.Archive) []validate.Finding {
	t.Helper()
	p := planOf(t, archive)
	var readings []*validate.Reading
	var findings []validate.Finding
	var revisions []validate.Revision
	var adjustments []validate.Adjustment
	for _, f := range archive.Files {
		id, kind := strings.TrimSuffix(f.Name, filepath.Ext(f.Name)), filepath.Ext(f.Name)
		unit, _, _ := strings.Cut(id, ".")
		switch {
		case f.Name == "want" || f.Name == "plan.yaml":
		case f.Name == "register.cells":
			_, found := validate.ReadRegister(p, parseGrid(t, id, string(f.Data)), identify)
			findings = append(findings, found...)
		case f.Name == "adjustments.cells":
			listed, found := validate.ReadAdjustments(p, parseGrid(t, id, string(f.Data)))
			adjustments, findings = listed, append(findings, found...)
		case p.Unit(plan.UnitID(unit)) == nil:
			t.Fatalf("section %s: the plan has no unit %q", f.Name, unit)
		case kind == ".cells":
			readings = append(readings, readCells(t, p, plan.UnitID(unit), id, string(f.Data)))
		case kind == ".observations":
			r := parseObservations(t, plan.UnitID(unit), id, string(f.Data))
			r.Findings = validate.CheckReading(p, r)
			readings = append(readings, r)
		case kind == ".past":
			for line := range strings.Lines(string(f.Data)) {
				revisions = append(revisions, parseRevision(t, plan.UnitID(unit), unit, line))
			}
		case kind == ".error":
			findings = append(findings, validate.SourceFinding(plan.UnitID(unit), id, sourceError(t, string(f.Data))))
		default:
			t.Fatalf("section %s is of no known kind", f.Name)
		}
	}
	findings = append(findings, validate.ReviewPast(p, readings, revisions)...)
	readings, _ = validate.Adjust(p, readings, adjustments, time.Date(p.Year, 7, 1, 0, 0, 0, 0, p.Location()))
	for _, r := range readings {
		findings = append(findings, r.Findings...)
	}
	if now := directive(archive, "now"); now != "" {
		findings = append(findings, validate.Review(p, readings, moment(t, now))...)
	}
	validate.SortFindings(p, findings)
	return slices.DeleteFunc(findings, func(f validate.Finding) bool {
		only := strings.Fields(directive(archive, "only"))
		return len(only) > 0 && !slices.Contains(only, f.Rule)
	})
}

func identify(link string) (source string, ok bool) { return link, strings.HasPrefix(link, "sheet-") }

// readCells reads a sheet and holds its ledger to account.
func readCells(t *testing.T, p *plan.Plan, unit plan.UnitID, source, cells string) *validate.Reading {
	t.Helper()
	r := validate.Read(p, unit, parseGrid(t, source, cells))
	if !r.Ledger.Balanced() {
		t.Errorf("%s: the ledger does not add up: %+v", source, r.Ledger)
	}
	return r
}

func planOf(t *testing.T, archive *txtar.Archive) *plan.Plan {
	t.Helper()
	if own := section(archive, "plan.yaml"); own != "" {
		return loadPlan(t, []byte(own))
	}
	return testPlan(t)
}

func testPlan(t testing.TB) *plan.Plan {
	t.Helper()
	data, err := os.ReadFile("testdata/plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return loadPlan(t, data)
}

func loadPlan(t testing.TB, data []byte) *plan.Plan {
	t.Helper()
	p, problems := plan.Load("plan.yaml", data)
	for _, problem := range problems {
		t.Errorf("%+v", problem)
	}
	if p == nil {
		t.Fatal("the plan does not load")
	}
	return p
}

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	now, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// sourceError wraps the sentinel that a case names, as a Reader would.
func sourceError(t *testing.T, word string) error {
	t.Helper()
	for _, known := range []error{
		sheets.ErrNotFound, sheets.ErrDenied, sheets.ErrBusy, sheets.ErrNotSpreadsheet, sheets.ErrEncrypted,
		sheets.ErrLegacyFormat, sheets.ErrCorrupt, sheets.ErrTooLarge, sheets.ErrTrashed, sheets.ErrAuth,
		errors.New("connection reset by peer"),
	} {
		if known.Error() == strings.TrimSpace(word) {
			return fmt.Errorf("read: %w", known)
		}
	}
	t.Fatalf("no reader fails with %q", word)
	return nil
}

// describe writes findings as the want section has them.
func describe(findings []validate.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		place := f.Origin.Tab
		if f.Origin.Cell != "" {
			place += "!" + f.Origin.Cell
		}
		words := []string{place, f.Rule, string(f.Severity), string(f.Unit), string(f.Indicator), f.Period.String()}
		for i := range words {
			if words[i] == "" {
				words[i] = "-"
			}
		}
		fmt.Fprintln(&b, strings.Join(words, " "))
	}
	return b.String()
}

func writeWant(t *testing.T, file string, archive *txtar.Archive, got string) {
	t.Helper()
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got)})
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
