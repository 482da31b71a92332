package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestWorkbookIsReadByLibreOffice opens the workbook in a foreign program:
// it prints to PDF, and what is saved again holds the same cells.
func TestWorkbookIsReadByLibreOffice(t *testing.T) {
	need(t, "soffice", "pdfinfo", "pdftotext")
	dir := office(t)
	round(t, 0, dir)
	out := t.TempDir()
	convert(t, masterOf(dir), "pdf", out)
	checkPages(t, filepath.Join(out, "tong-hop-thi-dua-2024.pdf"))

	convert(t, masterOf(dir), "xlsx", out)
	issued, saved := openBook(t, masterOf(dir)), openBook(t, filepath.Join(out, "tong-hop-thi-dua-2024.xlsx"))
	for _, tab := range issued.GetSheetList() {
		want, got := rowsOf(t, issued, tab), rowsOf(t, saved, tab)
		for i, row := range want {
			for j := range row {
				if i >= len(got) || !sameCell(cellOf(row, j), cellOf(got[i], j)) {
					t.Fatalf("%s, row %d, column %d: LibreOffice saved something else than %q", tab, i+1, j+1, row[j])
				}
			}
		}
	}
}

// checkPages looks at the printed pages: A4 landscape, the summary first, not
// hundreds of them because a column fell over the edge.
func checkPages(t *testing.T, pdf string) {
	t.Helper()
	info := string(command(t, "pdfinfo", pdf))
	m := regexp.MustCompile(`(?m)^Pages: +(\d+)$`).FindStringSubmatch(info)
	if m == nil {
		t.Fatalf("no number of pages:\n%s", info)
	}
	if pages, _ := strconv.Atoi(m[1]); pages < 11 || pages > 60 {
		t.Errorf("%d pages, want a few for each of the eleven tabs", pages)
	}
	size := regexp.MustCompile(`(?m)^Page size: +([\d.]+) x ([\d.]+) pts`).FindStringSubmatch(info)
	if size == nil || !near(size[1], 842) || !near(size[2], 595) {
		t.Errorf("not A4 landscape:\n%s", info)
	}
	first := string(command(t, "pdftotext", "-l", "1", pdf, "-"))
	if !strings.Contains(first, "TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA NĂM 2024") {
		t.Errorf("the summary is not on the first page, which says:\n%s", first)
	}
}

func near(points string, want float64) bool {
	f, err := strconv.ParseFloat(points, 64)
	return err == nil && math.Abs(f-want) < 1
}

// dump prints the tabs named in its arguments as a foreign library reads
// them, with the values that were saved and none that it computes itself.
const dump = `
import datetime, json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
def plain(v):
    if isinstance(v, (datetime.datetime, datetime.date)):
        return openpyxl.utils.datetime.to_excel(v)
    return v
print(json.dumps({tab: [[plain(c) for c in row] for row in book[tab].iter_rows(values_only=True)] for tab in sys.argv[2:]}))
`

// TestWorkbookIsReadByOpenpyxl compares the summary and the table of figures
// as another library reads them with what was written: numbers are numbers,
// and none is missing for want of a program that computes.
func TestWorkbookIsReadByOpenpyxl(t *testing.T) {
	const python = "/usr/bin/python3"
	need(t, python)
	if err := exec.Command(python, "-c", "import openpyxl").Run(); err != nil {
		standAside(t, "python3-openpyxl")
	}
	dir := office(t)
	round(t, 0, dir)
	tabs := []string{"Tổng hợp", "Số liệu"}
	read := decode[map[string][][]any](t, command(t, python, append([]string{"-c", dump, masterOf(dir)}, tabs...)...))
	book := openBook(t, masterOf(dir))
	numbers := 0
	for _, tab := range tabs {
		for i, row := range rowsOf(t, book, tab) {
			for j := range row {
				var foreign any
				if i < len(read[tab]) && j < len(read[tab][i]) {
					foreign = read[tab][i][j]
				}
				f, isNumber := foreign.(float64)
				if isNumber {
					numbers++
					foreign = strconv.FormatFloat(f, 'f', -1, 64)
				}
				if foreign == nil {
					foreign = ""
				}
				if text, ok := foreign.(string); !ok || !sameCell(cellOf(row, j), strings.TrimSpace(text)) {
					t.Errorf("%s, row %d, column %d: openpyxl reads %v, written was %q", tab, i+1, j+1, foreign, row[j])
				}
			}
		}
	}
	if numbers < 200 {
		t.Errorf("openpyxl reads only %d numbers as numbers", numbers)
	}
}

// sameCell compares cells as two programs write them: numbers by their value.
func sameCell(x, y string) bool {
	if x == y {
		return true
	}
	f, err := strconv.ParseFloat(x, 64)
	g, errY := strconv.ParseFloat(y, 64)
	return err == nil && errY == nil && math.Abs(f-g) <= 1e-9*math.Max(1, math.Abs(f))
}

// convert has LibreOffice save a workbook in another format, under a profile
// of its own.
func convert(t *testing.T, path, format, out string) {
	t.Helper()
	said := command(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(out, "profile"), "--headless", "--norestore",
		"--convert-to", format, "--outdir", out, path)
	if strings.Contains(string(said), "Error") {
		t.Fatalf("soffice: %s", said)
	}
}

// command runs a foreign program and returns what it printed.
func command(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	var errw strings.Builder
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stderr = &errw
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, errw.String())
	}
	return out
}

// need stands aside where a foreign program is not installed.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			standAside(t, name)
		}
	}
}

// standAside skips a test for want of a component that `make components`
// installs; in CI there is no standing aside.
func standAside(t *testing.T, missing string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed: run make components", missing)
	}
	t.Skipf("%s is not installed: run make components", missing)
}
