package display_test

import (
	"testing"

	"thidua/sheets/emulator/display"
)

func TestNumber(t *testing.T) {
	type format = display.NumberFormat
	const accounting = `_-* #,##0.0\ _₫_-;-* #,##0.0\ _₫_-;_-* "-"??\ _₫_-`
	cases := []struct {
		v      float64
		format format
		locale string
		want   string
	}{
		{1234.5, format{}, "en_US", "1234.5"},
		{1234.5, format{}, "vi_VN", "1234,5"},
		{42.01, format{}, "en_US", "42.01"},
		{1e20, format{}, "vi_VN", "1E+20"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "vi_VN", "1.234,5"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "en_US", "1,234.5"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "en_GB", "1,234.5"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "fr_FR", "1\u202f234,5"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "de_DE", "1.234,5"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "pt_BR", "1.234,5"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "ja_JP", "1,234.5"},
		{1234.5, format{"NUMBER", "#,##0.0"}, "", "1,234.5"},
		{64379.25, format{"NUMBER", accounting}, "vi_VN", "  64.379,3   "},
		{0, format{"NUMBER", accounting}, "vi_VN", "  -     "},
		{-64379.25, format{"NUMBER", accounting}, "vi_VN", "- 64.379,3   "},
		{9, format{"NUMBER", `#,##0\ "ha"`}, "vi_VN", "9 ha"},
		{9, format{"NUMBER", `"no end`}, "vi_VN", "9"},

		{1234.5, format{Type: "NUMBER"}, "vi_VN", "1.234,50"},
		{0.646, format{Type: "PERCENT"}, "vi_VN", "64,60%"},
		{1500000, format{Type: "CURRENCY"}, "vi_VN", "1.500.000 ₫"},
		{1000.12, format{Type: "CURRENCY"}, "en_US", "$1,000.12"},
		{1000.12, format{Type: "CURRENCY"}, "en_GB", "£1,000.12"},
		{1000.12, format{Type: "CURRENCY"}, "de_DE", "1.000,12 €"},
		{40741, format{Type: "SCIENTIFIC"}, "vi_VN", "4,07E+04"},
		{40741, format{Type: "TEXT"}, "vi_VN", "40741"},
		{45478, format{Type: "DATE"}, "vi_VN", "05/07/2024"},
		{45478, format{Type: "DATE"}, "en_US", "7/5/2024"},
		{45478, format{Type: "DATE"}, "en_GB", "05/07/2024"},
		{45478, format{Type: "DATE"}, "fr_FR", "05/07/2024"},
		{45478, format{Type: "DATE"}, "de_DE", "05.07.2024"},
		{0.75, format{Type: "TIME"}, "vi_VN", "18:00:00"},
		{0.75, format{Type: "TIME"}, "en_US", "6:00:00 PM"},
		{45478.75, format{Type: "DATE_TIME"}, "vi_VN", "05/07/2024 18:00:00"},
		{45478, format{"DATE", "dddd, d mmmm"}, "vi_VN", "Thứ Sáu, 5 tháng 7"},
	}
	for _, c := range cases {
		if got := display.Number(c.v, c.format, c.locale); got != c.want {
			t.Errorf("%v as %v in %s: %q, want %q", c.v, c.format, c.locale, got, c.want)
		}
	}
}

func TestFormatOf(t *testing.T) {
	for pattern, want := range map[string]string{
		"":                          "",
		"General":                   "",
		`"no end`:                   "",
		"#,##0.0":                   "NUMBER",
		`_-* #,##0\ _₫_-`:           "NUMBER",
		`0" %"`:                     "NUMBER",
		"0.0%":                      "PERCENT",
		`#,##0\ [$₫-42A]`:           "CURRENCY",
		`"$"#,##0`:                  "CURRENCY",
		"0.00E+00":                  "SCIENTIFIC",
		"dd/mm/yyyy":                "DATE",
		"[$-42A]mmm-yy":             "DATE",
		"hh:mm":                     "TIME",
		"[h]:mm:ss":                 "TIME",
		"dd/mm/yyyy hh:mm":          "DATE_TIME",
		"@":                         "TEXT",
		`[Red]0;-0;"không có ngày"`: "NUMBER",
	} {
		got := display.FormatOf(pattern)
		if got.Type != want || want != "" && got.Pattern != pattern {
			t.Errorf("%q is %+v, want the type %q", pattern, got, want)
		}
	}
}

func TestText(t *testing.T) {
	for pattern, want := range map[string]string{"": "xã", "@": "xã", `"no end`: "xã", `0;-0;0;@" rừng"`: "xã rừng"} {
		if got := display.Text("xã", display.NumberFormat{Type: "TEXT", Pattern: pattern}); got != want {
			t.Errorf("as %s: %q, want %q", pattern, got, want)
		}
	}
}

func TestBool(t *testing.T) {
	for locale, want := range map[string][2]string{
		"vi_VN": {"TRUE", "FALSE"}, "en_US": {"TRUE", "FALSE"}, "fr_FR": {"VRAI", "FAUX"}, "de_DE": {"WAHR", "FALSCH"}, "": {"TRUE", "FALSE"},
	} {
		if got := [2]string{display.Bool(true, locale), display.Bool(false, locale)}; got != want {
			t.Errorf("%s: %q, want %q", locale, got, want)
		}
	}
}

func TestError(t *testing.T) {
	for _, shown := range []string{"#ERROR!", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"} {
		errorType, ok := display.ErrorType(shown)
		if back := display.Error(errorType, "vi_VN"); !ok || back != shown {
			t.Errorf("%s is %q, %v, which shows as %s", shown, errorType, ok, back)
		}
	}
	if _, ok := display.ErrorType("#GETTING_DATA"); ok {
		t.Error("a text is taken for an error")
	}
	if got := display.Error("LOADING", "vi_VN"); got != "Đang tải..." {
		t.Errorf("%q while loading", got)
	}
}
