package file_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"thidua/sheets"
)

func TestCSV(t *testing.T) {
	cases := []struct {
		name, content string
		want          string // cells parted by |, rows by newlines
	}{
		{"commas", "STT,Chỉ tiêu\n1,Trồng rừng\n", "STT|Chỉ tiêu\n1|Trồng rừng"},
		{"semicolons", "STT;Chỉ tiêu;Kế hoạch\n1;Trồng rừng;9000,5\n2;Khai thác;1,5\n", "STT|Chỉ tiêu|Kế hoạch\n1|Trồng rừng|9000,5\n2|Khai thác|1,5"},
		{"semicolons and decimal commas on every line", "1,5;2,5\n3,5;4,5\n", "1,5|2,5\n3,5|4,5"},
		{"tabs", "STT\tChỉ tiêu, đơn vị\n1\tTrồng rừng; ha\n", "STT|Chỉ tiêu, đơn vị\n1|Trồng rừng; ha"},
		{"one column", "Chỉ tiêu\nTrồng rừng\n", "Chỉ tiêu\nTrồng rừng"},
		{"commas and quoted semicolons", "a,\"b;c;d\"\n1,\"2;3;4\"\n", "a|b;c;d\n1|2;3;4"},
		{"quoted line breaks", "a,\"b\nc\",d\n1,2,3\n", "a|b\nc|d\n1|2|3"},
		{"doubled quotes", `a,"nói ""được"""` + "\n", `a|nói "được"`},
		{"empty lines keep their place", "a,b\n\n\n1,2\n", "a|b\n\n\n1|2"},
		{"empty lines at first", "\n\na,b\n", "\n\na|b"},
		{"Windows line ends", "a,b\r\n\r\n1,2\r\n", "a|b\n\n1|2"},
		{"no last line end", "a,b\n1,2", "a|b\n1|2"},
		{"ragged", "a,b,c\n1\n,,3\n", "a|b|c\n1\n||3"},
		{"byte order mark", "\ufeffSTT,Chỉ tiêu\n", "STT|Chỉ tiêu"},
		{"UTF-16, little end first", utf16Of("STT;Chỉ tiêu\n1;Trồng rừng 🌲\n", "\xff\xfe"), "STT|Chỉ tiêu\n1|Trồng rừng 🌲"},
		{"UTF-16, big end first", utf16Of("STT;Chỉ tiêu\n", "\xfe\xff"), "STT|Chỉ tiêu"},
		{"spaces stay", " a , b \n", " a | b "},
	}
	dir := folder(t.TempDir())
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir.write(t, "Biểu 1.CSV", []byte(c.content))
			grid, err := dir.read(t, "Biểu 1.CSV")
			if err != nil {
				t.Fatal(err)
			}
			if len(grid.Tabs) != 1 || grid.Tabs[0].Title != "Biểu 1" || grid.Title != "Biểu 1.CSV" {
				t.Errorf("title %q, tabs %v", grid.Title, grid.Tabs)
			}
			if diff := cmp.Diff(c.want, written(grid.Tabs[0].Cells)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestBadCSV(t *testing.T) {
	dir := folder(t.TempDir())
	for name, content := range map[string]string{
		"an older encoding":        "STT;Ch\xdc ti\xeau\n",
		"half a character":         "STT;Chỉ"[:len("STT;Chỉ")-1],
		"zero bytes":               "a;b\x00c\n",
		"UTF-16 without its mark":  utf16Of("STT;b\n", ""),
		"half a pair in UTF-16":    "\xff\xfe\x3d\xd8;\x00",
		"an open quote":            "a,\"b\n1,2\n",
		"a quote in the middle":    "a,b\"c\n",
		"something after a quote":  "\"a\"b,c\n",
		"a picture":                "\x89PNG\r\n\x1a\n\x00\x00",
		"nothing but a byte order": "\xff\xfe\x00",
	} {
		dir.write(t, "b.csv", []byte(content))
		if grid, err := dir.read(t, "b.csv"); !errors.Is(err, sheets.ErrCorrupt) {
			t.Errorf("%s: %v, %v, want ErrCorrupt", name, grid, err)
		}
	}
}

// FuzzCSV: whatever the bytes, there is a grid or one of the reasons, and what
// was read has a place within bounds.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\ufeffa;b", "\xff\xfea\x00", "\"a\nb\"", "\n\n\n", "a\tb", "\"", "\r\n\r"} {
		f.Add([]byte(s))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		folder(dir).write(t, "b.csv", data)
		grid, err := folder(dir).read(t, "b.csv")
		if err != nil {
			if !isKnown(err) {
				t.Errorf("%v is for no known reason", err)
			}
			return
		}
		if lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1; len(grid.Tabs[0].Cells) > lines {
			t.Errorf("%d rows of %d lines", len(grid.Tabs[0].Cells), lines)
		}
	})
}

func utf16Of(s, mark string) string {
	b := []byte(mark)
	for _, unit := range utf16.Encode([]rune(s)) {
		if mark == "\xfe\xff" {
			b = append(b, byte(unit>>8), byte(unit))
		} else {
			b = append(b, byte(unit), byte(unit>>8))
		}
	}
	return string(b)
}

func written(rows [][]sheets.Cell) string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, cell.Text)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}
