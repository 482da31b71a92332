package emulator_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/sheets"
	"thidua/sheets/emulator"
)

// workbook is an .xlsx with one figure.
func workbook(t *testing.T, v float64) string {
	t.Helper()
	f := excelize.NewFile()
	check(t, f.SetCellValue("Sheet1", "A1", v))
	data, err := f.WriteToBuffer()
	check(t, err)
	return data.String()
}

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	check(t, os.MkdirAll(filepath.Dir(path), 0o700))
	check(t, os.WriteFile(path, []byte(data), 0o600))
}

// TestLoad: a folder's workbooks become native sheets, what was uploaded stays
// what it is, folders are folders, and the ids are the same the next time.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "kiem-lam.xlsx", workbook(t, 9000))
	write(t, dir, "uploaded/thu-y.xlsx", workbook(t, 7))
	write(t, dir, "uploaded/quyet-dinh.pdf", "%PDF-1.7")
	write(t, dir, "Huyện/Cao Lộc.XLSX", workbook(t, 5))
	write(t, dir, "Huyện/uploaded/van-lang.xlsx", workbook(t, 3))
	write(t, dir, "~$kiem-lam.xlsx", "lock")
	write(t, dir, ".git/config", "")
	write(t, dir, "notes.txt", "")
	o := openOffice(t, emulator.Options{})
	loaded, err := o.Load(t.Context(), dir, "vi_VN")
	check(t, err)
	ids := map[string]string{}
	var paths []string
	for _, f := range loaded {
		ids[f.Path] = f.ID
		paths = append(paths, f.Path)
	}
	want := "Huyện|Huyện/Cao Lộc.XLSX|Huyện/uploaded/van-lang.xlsx|kiem-lam.xlsx|uploaded/quyet-dinh.pdf|uploaded/thu-y.xlsx"
	if got := strings.Join(paths, "|"); got != want {
		t.Fatalf("loaded %s, want %s", got, want)
	}
	for path, want := range map[string]string{
		"kiem-lam.xlsx":                "kiem-lam " + sheetType,
		"Huyện/Cao Lộc.XLSX":           "Cao Lộc " + sheetType,
		"Huyện/uploaded/van-lang.xlsx": "van-lang.xlsx " + excelType,
		"uploaded/quyet-dinh.pdf":      "quyet-dinh.pdf application/pdf",
		"Huyện":                        "Huyện " + folderType,
	} {
		f, err := o.drive.Files.Get(ids[path]).Fields("name,mimeType,parents").Do()
		check(t, err)
		if got := f.Name + " " + f.MimeType; got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
		if below := strings.Contains(path, "/") && !strings.HasPrefix(path, "uploaded"); below != (len(f.Parents) == 1 && f.Parents[0] == ids["Huyện"]) {
			t.Errorf("%s lies in %v", path, f.Parents)
		}
	}
	if n := len(ids["kiem-lam.xlsx"]); n != 44 {
		t.Errorf("an id with %d characters", n)
	}
	b, err := o.spreadsheets(t, emulator.Account, readonly).Get(ids["kiem-lam.xlsx"]).IncludeGridData(true).Do()
	check(t, err)
	tab := b.Sheets[0]
	if b.Properties.Locale != "vi_VN" || tab.Properties.SheetId != 0 || *tab.Data[0].RowData[0].Values[0].EffectiveValue.NumberValue != 9000 {
		t.Errorf("%+v", b.Properties)
	}

	again, err := openOffice(t, emulator.Options{}).Load(t.Context(), dir, "vi_VN")
	check(t, err)
	for i := range again {
		if again[i] != loaded[i] {
			t.Errorf("the second time %+v, the first %+v", again[i], loaded[i])
		}
	}
}

// TestLoadNothing: an empty folder is fine, none is an error, and so is a file
// that only calls itself a workbook.
func TestLoadNothing(t *testing.T) {
	o := openOffice(t, emulator.Options{})
	dir := t.TempDir()
	if loaded, err := o.Load(t.Context(), dir, "vi_VN"); err != nil || len(loaded) != 0 {
		t.Errorf("%v, %v", loaded, err)
	}
	if _, err := o.Load(t.Context(), filepath.Join(dir, "nothing"), "vi_VN"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want ErrNotExist", err)
	}
	write(t, dir, "bao-cao.xlsx", "no workbook")
	if _, err := o.Load(t.Context(), dir, "vi_VN"); !errors.Is(err, sheets.ErrCorrupt) || !strings.Contains(err.Error(), "bao-cao.xlsx") {
		t.Errorf("%v, want ErrCorrupt and the name", err)
	}
}

// TestLoadStaysInside: a link that leads out of the folder is not followed.
func TestLoadStaysInside(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write(t, outside, "mat.xlsx", workbook(t, 1))
	check(t, os.Symlink(filepath.Join(outside, "mat.xlsx"), filepath.Join(dir, "link.xlsx")))
	if loaded, err := openOffice(t, emulator.Options{}).Load(t.Context(), dir, "vi_VN"); err != nil || len(loaded) != 0 {
		t.Errorf("%v, %v", loaded, err)
	}
}
