package xlsx

import "testing"

func TestSeen(t *testing.T) {
	const accounting = `_-* #,##0.0\ _₫_-;\-* #,##0.0\ _₫_-;_-* "-"??\ _₫_-;_-@_-`
	cases := []struct {
		code string
		v    float64
		want string
	}{
		{"", 0, "0"},
		{"", 40741, "40741"},
		{"", 0.1 + 0.2, "0.3"},
		{"", 100.0 / 3, "33.33333333"},
		{"", -64.599999999999994, "-64.6"},
		{"", 1e21, "1E+21"},
		{"", 0.00000123, "1.23E-06"},
		{"0", 2.5, "3"},
		{"0", -0.4, "0"},
		{"0.00", 1.005, "1.01"},
		{"#,##0", 40741, "40,741"},
		{"#,##0", 0, "0"},
		{"#,##0", -1234567, "-1,234,567"},
		{"#,##0.0", 9000, "9,000.0"},
		{"#,##0.##", 9000.5, "9,000.5"},
		{"#,###", 0, ""},
		{"0.0%", 0.646, "64.6%"},
		{"0%", 1.005, "101%"},
		{"000", 7, "007"},
		{"0,", 64_400, "64"},
		{`0.0 "ha"`, 14.5, "14.5 ha"},
		{`General" ha"`, 14.5, "14.5 ha"},
		{`"Quý "0`, 2, "Quý 2"},
		{`#,##0\ [$₫-42A]`, 1500000, "1,500,000 ₫"},
		{`[Red]-0.0;[Blue]0`, 1, "-1.0"},
		{`0.0;(0.0)`, -2.25, "(2.3)"},
		{`0;;`, -3, ""},
		{accounting, 64379.25, "64,379.3"},
		{accounting, -64379.25, "- 64,379.3"},
		{accounting, 0, "-"},
		{"dd/mm/yyyy", 45478, "05/07/2024"},
		{"mm/yyyy", 45478, "07/2024"},
		{"0.00E+00", 40741, "4.07E+04"},
	}
	r := newRenderer(false)
	for _, c := range cases {
		if got := r.number(c.v, c.code); got != c.want {
			t.Errorf("%v as %q: %q, want %q", c.v, c.code, got, c.want)
		}
	}
}

func TestIsDate(t *testing.T) {
	for code, want := range map[string]bool{
		"dd/mm/yyyy":           true,
		"[$-42A]d mmmm yyyy":   true,
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
		`#,##0\ [$₫-42A]`:      false,
		`0;"hôm nay" dd`:       false,
		`"never closed dd`:     false,
		`[never closed dd`:     false,
		`#,##0\ "đ";[Red]\-0d`: false,
	} {
		if got := isDate(code); got != want {
			t.Errorf("isDate(%q) = %v", code, got)
		}
	}
}

func TestDateText(t *testing.T) {
	cases := []struct {
		serial   float64
		date1904 bool
		want     string
	}{
		{1, false, "1900-01-01"},
		{59, false, "1900-02-28"},
		{60, false, "1900-02-28"}, // 29 February 1900, which never was
		{61, false, "1900-03-01"},
		{45478, false, "2024-07-05"},
		{45478.999999, false, "2024-07-06"}, // rounds to the full second
		{45478.75, false, "2024-07-05T18:00:00"},
		{0.75, false, "18:00:00"},
		{2958465, false, "9999-12-31"},
		{2958466, false, ""},
		{-0.5, false, ""},
		{1, true, "1904-01-02"},
		{44016, true, "2024-07-05"},
	}
	for _, c := range cases {
		if got := dateText(c.serial, c.date1904); got != c.want {
			t.Errorf("dateText(%v, %v) = %q, want %q", c.serial, c.date1904, got, c.want)
		}
	}
}

func FuzzNumberFormat(f *testing.F) {
	for _, code := range []string{"#,##0.0", `_-* #,##0\ _₫_-;"-"??`, "dd/mm/yyyy", "[h]:mm", `"`, "[", `\`, "_", "*", "0.0.0", "%%%"} {
		f.Add(code, 40741.5)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		if len(code) > maxCodeSize {
			return // refused before it is rendered
		}
		newRenderer(false).number(v, code)
		isDate(code)
	})
}
