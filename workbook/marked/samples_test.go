package marked_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/plan"
	"thidua/sheets"
	"thidua/sheets/xlsx"
	"thidua/templates"
	"thidua/validate"
	"thidua/workbook/marked"
)

// TestSamples marks every real workbook that can be read: the copy holds the
// same cells, other programs' readers take it, and what was not marked is the
// same byte for byte. What cannot be copied is made again.
func TestSamples(t *testing.T) {
	const samples = "../../../shared/samples"
	if _, err := os.Stat(samples); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	words, err := templates.Load(templates.Vietnamese)
	if err != nil {
		t.Fatal(err)
	}
	copied, refused := 0, 0
	err = filepath.WalkDir(samples, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(filepath.Ext(path))) {
			return err
		}
		original, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		grid, err := xlsx.Decode(t.Context(), original)
		if err != nil {
			return nil // and so there is nothing to mark
		}
		grid.Source = path
		in := marked.Input{Plan: &plan.Plan{}, Grid: grid, Words: words, Findings: someFindings(grid)}
		data, err := marked.Copy(t.Context(), original, in)
		switch {
		case errors.Is(err, marked.ErrUnfaithful):
			refused++
			t.Log(strings.TrimPrefix(path, samples), err)
			if data, err = marked.Rebuild(in); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		case err != nil:
			t.Errorf("%s: %v", path, err)
		default:
			copied++
			checkParts(t, original, data)
		}
		checkOpens(t, path, original, data)
		if !marked.IsOurs(data) || marked.IsOurs(original) {
			t.Errorf("%s: the copy is not signed, or the original is", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d copied, %d made again", copied, refused)
	if copied < 100 {
		t.Errorf("only %d workbooks were copied", copied)
	}
}

// someFindings puts a finding at some cells of every tab, one of them empty.
func someFindings(g *sheets.Grid) []validate.Finding {
	var findings []validate.Finding
	for i := range g.Tabs {
		tab, width := &g.Tabs[i], 0
		for _, row := range tab.Cells {
			width = max(width, len(row))
		}
		for row := 0; row < min(len(tab.Cells), 50); row += 5 {
			for _, col := range []int{0, min(len(tab.Cells[row]), width-1)} {
				findings = append(findings, validate.Finding{
					Rule: validate.RuleStrayCell, Severity: validate.Warning, Found: "12,5",
					Origin: plan.Origin{Source: g.Source, Tab: tab.Title, Cell: sheets.Ref{Row: row, Col: col}.A1()},
				})
			}
		}
	}
	return findings
}

// checkParts looks for members of the archive that are lost, and for others
// than those that marking changes that are changed.
func checkParts(t *testing.T, original, copied []byte) {
	t.Helper()
	after := members(t, copied)
	for name, before := range members(t, original) {
		kept, there := after[name]
		if !there {
			t.Errorf("%s is lost", name)
		}
		changes := strings.HasSuffix(name, ".rels") || strings.HasSuffix(name, ".vml") || strings.Contains(name, "[Content_Types]") ||
			strings.Contains(name, "sheet") || strings.Contains(name, "workbook") || strings.Contains(name, "styles") ||
			strings.Contains(name, "comments") || strings.Contains(name, "custom.xml")
		if !changes && !bytes.Equal(before, kept) {
			t.Errorf("%s is changed", name)
		}
	}
}

func members(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]byte{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found[f.Name] = content
	}
	return found
}

// checkOpens lets another library read a copy, where it reads the original.
func checkOpens(t *testing.T, path string, original, copied []byte) {
	t.Helper()
	before, err := excelize.OpenReader(bytes.NewReader(original))
	if err != nil {
		return
	}
	defer before.Close()
	after, err := excelize.OpenReader(bytes.NewReader(copied))
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	defer after.Close()
	if got, want := len(after.GetSheetList()), len(before.GetSheetList())+1; got != want {
		t.Errorf("%s: %d tabs, want %d", path, got, want)
	}
}
