package display_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/sheets"
	"thidua/sheets/emulator/display"
)

func TestParseNumber(t *testing.T) {
	cases := []struct {
		text, locale string
		want         float64
		format       display.NumberFormat
		seen         string // what the cell shows then
	}{
		{"9.000", "vi_VN", 9000, display.NumberFormat{Type: "NUMBER", Pattern: "#,##0"}, "9.000"},
		{"9.000", "en_US", 9, display.NumberFormat{}, "9"},
		{"9,000", "vi_VN", 9, display.NumberFormat{}, "9"},
		{"9,000", "en_US", 9000, display.NumberFormat{Type: "NUMBER", Pattern: "#,##0"}, "9,000"},
		{"1.234,5", "vi_VN", 1234.5, display.NumberFormat{Type: "NUMBER", Pattern: "#,##0.00"}, "1.234,50"},
		{"1,234.5", "en_US", 1234.5, display.NumberFormat{Type: "NUMBER", Pattern: "#,##0.00"}, "1,234.50"},
		{"1 234,5", "fr_FR", 1234.5, display.NumberFormat{Type: "NUMBER", Pattern: "#,##0.00"}, "1\u202f234,50"},
		{"14,5", "de_DE", 14.5, display.NumberFormat{}, "14,5"},
		{"0042", "en_US", 42, display.NumberFormat{}, "42"},
		{" 42.01 ", "en_US", 42.01, display.NumberFormat{}, "42.01"},
		{"-3,5", "vi_VN", -3.5, display.NumberFormat{}, "-3,5"},
		{"+3", "vi_VN", 3, display.NumberFormat{}, "3"},
		{"(12)", "vi_VN", -12, display.NumberFormat{}, "-12"},
		{",5", "vi_VN", 0.5, display.NumberFormat{}, "0,5"},
		{"-0", "vi_VN", 0, display.NumberFormat{}, "0"},
		{"64,6%", "vi_VN", 0.646, display.NumberFormat{Type: "PERCENT", Pattern: "0.00%"}, "64,60%"},
		{"64.6%", "en_US", 0.646, display.NumberFormat{Type: "PERCENT", Pattern: "0.00%"}, "64.60%"},
		{"5 %", "vi_VN", 0.05, display.NumberFormat{Type: "PERCENT", Pattern: "0%"}, "5%"},
		{"1.500.000 ₫", "vi_VN", 1500000, display.NumberFormat{Type: "CURRENCY", Pattern: `#,##0\ "₫"`}, "1.500.000 ₫"},
		{"-$100.15", "en_US", -100.15, display.NumberFormat{Type: "CURRENCY", Pattern: `"$"#,##0.00`}, "-$100.15"},
		{"1e5", "en_US", 1e5, display.NumberFormat{Type: "SCIENTIFIC", Pattern: "0.00E+00"}, "1.00E+05"},

		{"05/07/2024", "vi_VN", 45478, display.NumberFormat{Type: "DATE", Pattern: "dd/mm/yyyy"}, "05/07/2024"},
		{"5/7/2024", "vi_VN", 45478, display.NumberFormat{Type: "DATE", Pattern: "d/m/yyyy"}, "5/7/2024"},
		{"7/5/2024", "en_US", 45478, display.NumberFormat{Type: "DATE", Pattern: "m/d/yyyy"}, "7/5/2024"},
		{"5/7/24", "en_GB", 45478, display.NumberFormat{Type: "DATE", Pattern: "d/m/yy"}, "5/7/24"},
		{"05.07.2024", "de_DE", 45478, display.NumberFormat{Type: "DATE", Pattern: "dd.mm.yyyy"}, "05.07.2024"},
		{"2020-01-01", "en_US", 43831, display.NumberFormat{Type: "DATE", Pattern: "yyyy-mm-dd"}, "2020-01-01"},
		{"1999-01-02", "vi_VN", 36162, display.NumberFormat{Type: "DATE", Pattern: "yyyy-mm-dd"}, "1999-01-02"},
		{"07/2024", "vi_VN", 45474, display.NumberFormat{Type: "DATE", Pattern: "mm/yyyy"}, "07/2024"},
		{"Mar 1, 2016", "en_US", 42430, display.NumberFormat{Type: "DATE", Pattern: "mmm d, yyyy"}, "Mar 1, 2016"},
		{"1/1/1800", "vi_VN", -36522, display.NumberFormat{Type: "DATE", Pattern: "d/m/yyyy"}, "1/1/1800"},
		{"18:00", "vi_VN", 0.75, display.NumberFormat{Type: "TIME", Pattern: "hh:mm"}, "18:00"},
		{"6:00:30 pm", "en_US", 0.75 + 30.0/86400, display.NumberFormat{Type: "TIME", Pattern: "h:mm:ss AM/PM"}, "6:00:30 PM"},
		{"36:30", "vi_VN", 36.5 / 24, display.NumberFormat{Type: "TIME", Pattern: "[h]:mm:ss"}, "36:30:00"},
		{"05/07/2024 18:00", "vi_VN", 45478.75, display.NumberFormat{Type: "DATE_TIME", Pattern: "dd/mm/yyyy hh:mm"}, "05/07/2024 18:00"},
		{"Mar 1, 2016 6:00 AM", "en_US", 42430.25, display.NumberFormat{Type: "DATE_TIME", Pattern: "mmm d, yyyy h:mm AM/PM"}, "Mar 1, 2016 6:00 AM"},
	}
	for _, c := range cases {
		got := display.Parse(c.text, c.locale)
		if want := (display.Entry{Kind: sheets.Number, Number: c.want, Format: c.format}); got != want {
			t.Errorf("%q in %s: %+v, want %+v", c.text, c.locale, got, want)
			continue
		}
		if seen := display.Number(got.Number, got.Format, c.locale); seen != c.seen {
			t.Errorf("%q in %s is seen as %q, want %q", c.text, c.locale, seen, c.seen)
		}
	}
}

func TestParseOther(t *testing.T) {
	cases := []struct {
		text, locale string
		want         display.Entry
	}{
		{"", "vi_VN", display.Entry{}},
		{"true", "vi_VN", display.Entry{Kind: sheets.Bool, Bool: true}},
		{"FALSE", "de_DE", display.Entry{Kind: sheets.Bool}},
		{"wahr", "de_DE", display.Entry{Kind: sheets.Bool, Bool: true}},
		{"#N/A", "vi_VN", display.Entry{Kind: sheets.Error, Text: "#N/A"}},
		{"=1+1", "vi_VN", display.Entry{Formula: "=1+1"}},
		{"+A1", "vi_VN", display.Entry{Formula: "=+A1"}},
		{"'00", "vi_VN", display.Entry{Kind: sheets.Text, Text: "00"}},
		{"'", "vi_VN", display.Entry{Kind: sheets.Text}},
	}
	for _, text := range []string{
		" ", "=", "+", "-", "()", "%", "₫", ".", "x", "  thụt vào", "- Nông nghiệp", "- 5", "14,5 – 15,0", "1.5", "12.34", "1.23.456",
		"1234.567", ",5%₫", "1e", "1e9999", "Infinity", "NaN", "0x10", "1_000", "31/2/2024", "13/13/2024", "1/2", "1.2.3", "1.1.10",
		"125/2024", "2024-7", "1/2/345", "12:60", "13:00 PM", "1:2", "05/07/2024 36:00", "tháng 7/2024", "Mar 1, 2016",
	} {
		cases = append(cases, struct {
			text, locale string
			want         display.Entry
		}{text, "vi_VN", display.Entry{Kind: sheets.Text, Text: text}})
	}
	for _, c := range cases {
		if got := display.Parse(c.text, c.locale); got != c.want {
			t.Errorf("%q in %s: %+v, want %+v", c.text, c.locale, got, c.want)
		}
	}
}

// TestTypedAsSeen: a number typed as it is seen is that number, in every
// locale, with and without thousands set apart.
func TestTypedAsSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		locale := rapid.SampledFrom([]string{"vi_VN", "en_US", "fr_FR", "de_DE", "en_GB", "pt_BR", "ru_RU", "ja_JP", ""}).Draw(t, "locale")
		thousandths := rapid.Int64Range(-999_999_999, 999_999_999).Draw(t, "thousandths")
		v := float64(thousandths) / 1000
		for _, pattern := range []string{"", "#,##0.000", "0.00#"} {
			seen := display.Number(v, display.NumberFormat{Type: "NUMBER", Pattern: pattern}, locale)
			if pattern == "" {
				seen = display.Number(v, display.NumberFormat{}, locale)
			}
			if got := display.Parse(seen, locale); got.Kind != sheets.Number || got.Number != v {
				t.Errorf("%v is seen as %q in %s, which is %+v", v, seen, locale, got)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"1.234,5", "64,6%", "05/07/2024 18:00", "=A1", "'x", "(5)", "-$1e-5", "6:00 PM", "Mar 1, 2016", "+"} {
		f.Add(text, "vi_VN")
		f.Add(text, "en_US")
	}
	f.Fuzz(func(t *testing.T, text, locale string) {
		got := display.Parse(text, locale)
		if got.Kind == sheets.Number && (math.IsNaN(got.Number) || math.IsInf(got.Number, 0)) {
			t.Errorf("%q in %s is %v", text, locale, got.Number)
		}
		if got.Kind == sheets.Text && !strings.HasSuffix(text, got.Text) {
			t.Errorf("%q in %s became the text %q", text, locale, got.Text)
		}
		display.Number(got.Number, got.Format, locale)
	})
}
