package numfmt_test

import (
	"math"
	"strings"
	"testing"

	"thidua/sheets/numfmt"
)

const accounting = `_-* #,##0.0\ _₫_-;\-* #,##0.0\ _₫_-;_-* "-"??\ _₫_-;_-@_-`

func TestNumber(t *testing.T) {
	cases := []struct {
		code string
		v    float64
		want string
	}{
		{"", 0, "0"},
		{"", 40741, "40741"},
		{"", 123456789012, "123456789012"},
		{"", 999999999999999, "999999999999999"},
		{"", 1e15, "1E+15"},
		{"", -1234567890123456, "-1.23457E+15"},
		{"", 0.1 + 0.2, "0.3"},
		{"", 100.0 / 3, "33.33333333"},
		{"", 1.0 / 3, "0.3333333333"},
		{"", 1.0 / 30, "0.03333333333"},
		{"", 12345678901.5, "12345678902"},
		{"", -64.599999999999994, "-64.6"},
		{"", 0.00001, "0.00001"},
		{"", 0.00000123, "1.23E-06"},
		{"General", 1.5, "1.5"},

		{"0", 2.5, "3"},
		{"0", -2.5, "-3"},
		{"0", -0.4, "0"},
		{"0.00", 1.005, "1.01"},
		{"0.00", -0.001, "0.00"},
		{"#,##0", 40741, "40,741"},
		{"#,##0", 0, "0"},
		{"#,##0", -1234567, "-1,234,567"},
		{"#,##0.0", 9000, "9,000.0"},
		{"#,##0.##", 9000.5, "9,000.5"},
		{"0.##", 9, "9."},
		{"#,###", 0, ""},
		{".00", 12.5, "12.50"},
		{".00", 0.5, ".50"},
		{"0.0%", 0.646, "64.6%"},
		{"0%", 1.005, "101%"},
		{"0.00%", -0.5, "-50.00%"},
		{"000", 7, "007"},
		{"000,000", 7, "000,007"},
		{"0,", 64_400, "64"},
		{"0.0,,", 1_550_000, "1.6"},
		{"0,.0", 1550, "1.6"},
		{"??0.0??", 1.5, "  1.5  "},
		{"000-00-0000", 123456789, "123-45-6789"},
		{`0"h"00`, 1830, "18h30"},
		{`0.0 "ha"`, 14.5, "14.5 ha"},
		{`General" ha"`, -14.5, "-14.5 ha"},
		{`"Quý "0`, 2, "Quý 2"},
		{`"$"#,##0.00`, -5, "-$5.00"},
		{`#,##0\ [$₫-42A]`, 1500000, "1,500,000 ₫"},
		{"#,##0[$ ₫]", 1500000, "1,500,000 ₫"},
		{"0 đồng", 5, "5 đồng"},
		{`"chưa có"`, 5, "chưa có"},

		{`[Red]-0.0;[Blue]0`, 1, "-1.0"},
		{`0.0;(0.0)`, -2.25, "(2.3)"},
		{`0;;`, -3, ""},
		{`0;-0;;@`, 0, ""},
		{`[>=1000]#,##0," nghìn";0`, 64_400, "64 nghìn"},
		{`[>=1000]#,##0," nghìn";0`, 400, "400"},
		{`[<0]"âm";[=0]"không"`, 5, "5"},
		{accounting, 64379.25, "  64,379.3   "},
		{accounting, -64379.25, "- 64,379.3   "},
		{accounting, 0, "  -     "},
		{"@", 12.5, "12.5"},

		{"0.00E+00", 40741, "4.07E+04"},
		{"0.00E+00", 0.0000001, "1.00E-07"},
		{"0.00E-00", 40741, "4.07E04"},
		{"0.0E+0", 9.96, "1.0E+1"},
		{"##0.0E+0", 40741, "40.7E+3"},
		{"##0.0E+0", 0.012, "12.0E-3"},
		{"0.00E+00", 0, "0.00E+00"},
		{"0.00E+00", -40741, "-4.07E+04"},

		{"# ?/?", 1.5, "1 1/2"},
		{"# ??/??", math.Pi, "3  1/7 "},
		{"# ?/?", 2, "2    "},
		{"# ?/?", 0.999, "1    "},
		{"?/?", 1.5, "3/2"},
		{"# ?/100", 0.25, " 25/100"},
	}
	for _, c := range cases {
		f, ok := numfmt.Parse(c.code)
		if !ok {
			t.Errorf("%q is no code", c.code)
			continue
		}
		if got := f.Number(c.v, numfmt.English()); got != c.want {
			t.Errorf("%v as %q: %q, want %q", c.v, c.code, got, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	cases := []struct {
		code string
		v    float64
		want string
	}{
		{"dd/mm/yyyy", 45478, "05/07/2024"},
		{"d/m/yy", 45478, "5/7/24"},
		{"mm/yyyy", 45478, "07/2024"},
		{"d-mmm-yy", 45478, "5-Jul-24"},
		{"dddd, mmmm d, yyyy", 45478, "Friday, July 5, 2024"},
		{"ddd mmmmm", 45478, "Fri J"},
		{"[$-42A]d mmmm", 45478, "5 July"},
		{`"ngày "dd" tháng "mm`, 45478, "ngày 05 tháng 07"},
		{"yyyy-mm-dd hh:mm", 45478.75, "2024-07-05 18:00"},
		{"HH:MM:SS", 0.75, "18:00:00"},
		{"h:mm AM/PM", 45478.5, "12:00 PM"},
		{"h:mm a/p", 45478.25, "6:00 A"},
		{"mm:ss", 1.0 / 24 / 60, "01:00"},
		{"mm:ss.0", 90.25 / 86400, "01:30.3"},
		{"ss.000", 1.5 / 86400, "01.500"},
		{"[h]:mm:ss", 1.5, "36:00:00"},
		{"[mm]:ss", 1.0 / 24, "60:00"},
		{"yyyy-mm-dd", 0, "1899-12-30"},
		{"yyyy-mm-dd", 2, "1900-01-01"},
		{"yyyy-mm-dd", 33.625, "1900-02-01"},
		{"yyyy-mm-dd", -1, "1899-12-29"},
		{"yyyy-mm-dd hh:mm", 45478.99999999, "2024-07-06 00:00"},
		{"dd/mm/yyyy", 2958465, "31/12/9999"},
		{"dd/mm/yyyy", 2958466, "2958466"},
		{"dd/mm/yyyy", math.Inf(1), "#NUM!"},
	}
	for _, c := range cases {
		f, ok := numfmt.Parse(c.code)
		if !ok || !f.IsDate() {
			t.Errorf("%q is no date", c.code)
			continue
		}
		if got := f.Number(c.v, numfmt.English()); got != c.want {
			t.Errorf("%v as %q: %q, want %q", c.v, c.code, got, c.want)
		}
	}
}

func TestLanguages(t *testing.T) {
	cases := []struct {
		lang *numfmt.Language
		code string
		v    float64
		want string
	}{
		{numfmt.Vietnamese(), "#,##0.0", 1234.5, "1.234,5"},
		{numfmt.Vietnamese(), "", 0.25, "0,25"},
		{numfmt.Vietnamese(), "0.00E+00", 1e-7, "1,00E-07"},
		{numfmt.Vietnamese(), "dddd, d mmmm", 45478, "Thứ Sáu, 5 tháng 7"},
		{numfmt.Vietnamese(), "dd.mm h:mm AM/PM", 45478.75, "05.07 6:00 CH"},
		{numfmt.French(), "#,##0.00", 1234.5, "1\u202f234,50"},
		{numfmt.German(), "d. mmmm yyyy", 45352, "1. März 2024"},
	}
	for _, c := range cases {
		f, _ := numfmt.Parse(c.code)
		if got := f.Number(c.v, c.lang); got != c.want {
			t.Errorf("%v as %q: %q, want %q", c.v, c.code, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	for code, want := range map[string]string{
		"":               "ha",
		"0":              "ha",
		"@":              "ha",
		accounting:       "ha",
		`0;0;0;"(ghi "@`: "(ghi ha",
		`@" rừng"`:       "ha rừng",
		"0;0;0;":         "",
	} {
		f, _ := numfmt.Parse(code)
		if got := f.Text("ha"); got != want {
			t.Errorf("as %q: %q, want %q", code, got, want)
		}
	}
}

func TestIsDate(t *testing.T) {
	for code, want := range map[string]bool{
		"h:mm AM/PM":           true,
		"[hh]:mm":              true,
		`"ngày "dd`:            true,
		"":                     false,
		"#,##0":                false,
		"0.00E+00":             false,
		"@":                    false,
		"[Red]0":               false,
		`0 "ngày mua"`:         false,
		`0\d`:                  false,
		"_-* #,##0_-":          false,
		`0;"hôm nay" dd`:       false,
		`#,##0\ "đ";[Red]\-0d`: false,
	} {
		if f, ok := numfmt.Parse(code); !ok || f.IsDate() != want {
			t.Errorf("%q: a date %v, a code %v", code, f.IsDate(), ok)
		}
	}
}

func TestNoCode(t *testing.T) {
	for _, code := range []string{
		`"never closed dd`, "[never closed", "0.0.0", "0E+", "[DBNum1]0", "0;0;0;0;0", "[>x]0", "[>1][<2]0", "/0",
	} {
		if _, ok := numfmt.Parse(code); ok {
			t.Errorf("%q is taken for a code", code)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, code := range []string{
		"#,##0.0", accounting, "dd/mm/yyyy", "[h]:mm", `"`, "[", `\`, "_", "*", "0.0.0", "%%%", "# ?/?", "##0.0E+0", "[>=1]0;@", "ss.000",
	} {
		f.Add(code, 40741.5)
		f.Add(code, -1e-9)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		if len(code) > 255 {
			return
		}
		format, ok := numfmt.Parse(code)
		if !ok {
			return
		}
		format.Text(code)
		if shown := format.Number(v, numfmt.Vietnamese()); strings.Contains(shown, "\x00") && !strings.Contains(code, "\x00") {
			t.Errorf("%v as %q: %q", v, code, shown)
		}
	})
}
