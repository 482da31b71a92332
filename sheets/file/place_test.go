package file_test

import (
	"os"
	"path/filepath"
	"testing"

	"thidua/sheets"
	"thidua/sheets/file"
	"thidua/sheets/sheetstest"
)

func TestConformance(t *testing.T) {
	sheetstest.Run(t, sheetstest.Kind{
		New:     func(t *testing.T) sheetstest.Place { return folder(t.TempDir()) },
		Changes: true,
	})
}

// folder is a folder of workbooks, or of whatever write puts there.
type folder string

func (f folder) Save(t *testing.T, name string, book *sheets.Grid) string {
	t.Helper()
	f.write(t, name+".xlsx", toXLSX(t, book))
	return name + ".xlsx"
}

func (f folder) Delete(t *testing.T, source string) {
	t.Helper()
	if err := os.Remove(filepath.Join(string(f), source)); err != nil {
		t.Fatal(err)
	}
}

func (f folder) Open(_ *testing.T, sources ...string) sheets.Reader {
	return file.New(string(f), sources)
}

// write makes a file, and the folders on its way.
func (f folder) write(t *testing.T, name string, data []byte) {
	t.Helper()
	path := filepath.Join(string(f), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// read reads one file.
func (f folder) read(t *testing.T, name string) (*sheets.Grid, error) {
	t.Helper()
	return file.New(string(f), nil).Read(t.Context(), name)
}
