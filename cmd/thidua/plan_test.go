package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"thidua/plan"
)

// TestPlanIsTheTableOfPromises holds the example's plan against the table of
// the measurable promises in the plan document, row by row and key by key.
func TestPlanIsTheTableOfPromises(t *testing.T) {
	shown := decode[planJSON](t, thidua(t, 0, "plan", "show", "-c", configOf(office(t)), "--format", "json"))
	var got []map[string]string
	for _, x := range shown.Indicators {
		got = append(got, promiseOf(x))
	}
	reporters := reportersByCode(readTable(t, "units.csv"))
	var want []map[string]string
	for _, row := range readTable(t, "indicators.csv") {
		want = append(want, promised(row, reporters[row["code"]]))
	}
	byCode := func(x, y map[string]string) int { return cmp.Compare(x["code"], y["code"]) }
	slices.SortFunc(got, byCode)
	slices.SortFunc(want, byCode)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("the plan is not what was promised (- promised, + shown):\n%s", diff)
	}
}

// TestPlanHasTheUnits compares the units with their table: who they are, and
// what they belong to.
func TestPlanHasTheUnits(t *testing.T) {
	shown := decode[planJSON](t, thidua(t, 0, "plan", "show", "-c", configOf(office(t)), "--format", "json"))
	var want []unitJSON
	for _, row := range readTable(t, "units.csv") {
		want = append(want, unitJSON{plan.UnitID(row["id"]), row["name"], plan.UnitID(row["parent"]), row["kind"]})
	}
	if diff := gocmp.Diff(want, shown.Units); diff != "" {
		t.Errorf("the units are not those of the table (- table, + shown):\n%s", diff)
	}
}

// TestTablesAreThoseOfThePlanDocument: the tables here are copies. Where the
// folder that they come from lies beside the checkout, they are still equal.
func TestTablesAreThoseOfThePlanDocument(t *testing.T) {
	for _, name := range []string{"indicators.csv", "units.csv"} {
		original, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "plan", name))
		if errors.Is(err, fs.ErrNotExist) {
			t.Logf("the folder shared does not lie beside the checkout: %s is not compared with its original", name)
			continue
		}
		held, heldErr := os.ReadFile(filepath.Join("testdata", "plan", name))
		if err := errors.Join(err, heldErr); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(held, original) {
			t.Errorf("testdata/plan/%s is no longer the table that it is a copy of", name)
		}
	}
}

// promiseOf writes an indicator in the terms of the table.
func promiseOf(x indicatorJSON) map[string]string {
	row := map[string]string{
		"code": string(x.Code), "section": x.Section, "name": x.Name, "kind": string(x.Kind), "direction": string(x.Direction),
		"op": string(x.Target.Op), "measure": x.Measure, "across_units": string(x.Rollup),
		"frequency": string(x.Frequency), "due": x.Due.String(), "value": x.Target.Low.String(), "max": "",
	}
	switch x.Target.Op {
	case plan.AtMost, plan.Below:
		row["value"] = x.Target.High.String()
	case plan.Between:
		row["max"] = x.Target.High.String()
	case plan.About:
		row["tolerance"] = "some"
		if !x.Target.Tolerance.Known() || x.Target.High.String() != row["value"] {
			row["tolerance"] = "none, or high is not low"
		}
	}
	row["reporters"] = strings.Join(sorted(x.Reporters), " ")
	return row
}

// promised writes a row of the table in the terms of `plan show`.
func promised(row map[string]string, reporters []string) map[string]string {
	delete(row, "citation")
	delete(row, "remark")
	if row["op"] == "~" {
		row["op"], row["tolerance"] = string(plan.About), "some"
	}
	slices.Sort(reporters)
	row["reporters"] = strings.Join(reporters, " ")
	return row
}

func sorted(ids []plan.UnitID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	slices.Sort(out)
	return out
}

// reportersByCode turns the units' lists of what they report around.
func reportersByCode(units []map[string]string) map[string][]string {
	reporters := map[string][]string{}
	for _, u := range units {
		for code := range strings.FieldsSeq(u["reports"]) {
			reporters[code] = append(reporters[code], u["id"])
		}
	}
	return reporters
}

// readTable reads a table of testdata/plan: a map for each row, by the names
// in the first.
func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "plan", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(records), err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, key := range records[0] {
			row[key] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}
