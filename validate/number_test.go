package validate

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/plan"
	"thidua/templates"
)

// format returns how a language writes figures and periods.
func format(t testing.TB, lang templates.Lang) templates.Format {
	t.Helper()
	c, err := templates.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return c.Format()
}

// show writes readings on one line: figure, range, measure and convention.
func show(readings []numberReading) string {
	var all []string
	for _, r := range readings {
		s := r.Number.String()
		if r.High.Known() {
			s += ".." + r.High.String()
		}
		if r.Measure != "" {
			s += " [" + r.Measure + "]"
		}
		if r.Percent {
			s += " percent"
		}
		if r.Convention != "" {
			s += " " + r.Convention
		}
		all = append(all, s)
	}
	return strings.Join(all, " | ")
}

func TestParseNumberCertain(t *testing.T) {
	tests := []struct{ text, want string }{
		{"0", "0"},
		{"9000", "9000"},
		{"007", "7"},
		{" 9000 ", "9000"},
		{"\u00a09000\u00a0", "9000"},
		{"'9000", "9000"},
		{"9000.", "9000"},

		// marks that only one convention can have put there
		{"64,6", "64.6 vi"},
		{"64.6", "64.6 en"},
		{"12.34", "12.34 en"},
		{"12,34", "12.34 vi"},
		{"0.500", "0.5 en"},
		{"0,500", "0.5 vi"},
		{"00.500", "0.5 en"},
		{".5", "0.5 en"},
		{",5", "0.5 vi"},
		{"1234.567", "1234.567 en"},
		{"1234,567", "1234.567 vi"},
		{"1.234.567", "1234567 vi"},
		{"1,234,567", "1234567 en"},
		{"9.000,5", "9000.5 vi"},
		{"9,000.5", "9000.5 en"},
		{"1.234,567", "1234.567 vi"},
		{"1.234.567,89", "1234567.89 vi"},

		// spaces and apostrophes only group
		{"9 000", "9000"},
		{"9\u00a0000,5", "9000.5 vi"},
		{"9\u202f000.5", "9000.5 en"},
		{"1 234 567", "1234567"},
		{"1'234'567", "1234567"},
		{"1’234,5", "1234.5 vi"},
		{"1 234.567", "1234.567 en"},

		// signs
		{"-5", "-5"},
		{"- 5", "-5"},
		{"−5,2", "-5.2 vi"},
		{"–5", "-5"},
		{"+12,5", "12.5 vi"},
		{"(1.234,5)", "-1234.5 vi"},
		{"(5,2) ha", "-5.2 [ha] vi"},
		{"(3,2%)", "-3.2 [%] percent vi"},

		// what follows
		{"64,6%", "64.6 [%] percent vi"},
		{"64,6 %", "64.6 [%] percent vi"},
		{"64.6 phần trăm", "64.6 [phần trăm] percent en"},
		{"9000ha", "9000 [ha]"},
		{"9000 ha.", "9000 [ha]"},
		{"580 nghìn m³", "580 [nghìn m³]"},
		{"580 nghìn m3", "580 [nghìn m3]"},
		{"9 nghìn", "9 [nghìn]"},
		{"1,2 triệu", "1.2 [triệu] vi"},
		{"14,5 tiêu chí/xã", "14.5 [tiêu chí/xã] vi"},
		{"500 (1000 cây)", "500 [1000 cây]"},
		{"500 tr.đồng", "500 [tr.đồng]"},
		{"12 m^2", "12 [m^2]"},

		// ranges
		{"14,5 – 15,0", "14.5..15 vi"},
		{"14,5-15,0 tiêu chí", "14.5..15 [tiêu chí] vi"},
		{"15 - 20", "15..20"},
		{"15 đến 20 HTX", "15..20 [HTX]"},
		{"từ 15 đến 20", "15..20"},
		{"3%-3,5%", "3..3.5 [%] percent vi"},
		{"15÷20", "15..20"},
	}
	for _, test := range tests {
		for _, locale := range []string{"", "vi_VN", "en_US"} {
			if got := show(parseNumber(test.text, locale)); got != test.want {
				t.Errorf("parseNumber(%q, %q) = %s, want %s", test.text, locale, got, test.want)
			}
		}
	}
}

func TestParseNumberByLocale(t *testing.T) {
	tests := []struct{ text, locale, want string }{
		{"9.000", "vi_VN", "9000 vi"},
		{"9.000", "vi", "9000 vi"},
		{"9,000", "vi_VN", "9 vi"},
		{"9.000", "", "9000 vi | 9 en"},
		{"9.000", "en_US", "9 en | 9000 vi"},
		{"9,000", "en_US", "9000 en | 9 vi"},
		{"9.000 ha", "vi_VN", "9000 [ha] vi"},
		{"-40.741", "", "-40741 vi | -40.741 en"},
		{"1.000 - 2.000", "", "1000..2000 vi | 1..2 en"},
		{"1.000 - 1.500,5", "en_GB", "1000..1500.5 vi"},
		{"0.000", "vi_VN", "0 en"},
	}
	for _, test := range tests {
		if got := show(parseNumber(test.text, test.locale)); got != test.want {
			t.Errorf("parseNumber(%q, %q) = %s, want %s", test.text, test.locale, got, test.want)
		}
	}
}

func TestParseNumberNotANumber(t *testing.T) {
	tests := []string{
		"", " ", "-", "—", "...", "x", "không", "ha", "%",
		"31/5/2024", "05/2024", "5-3-2024", "5.3.2024", "1.2.3", "12/QĐ-UBND",
		"1.23.456", "1,234.567,8", "40,741,5", "1 23", "0.123.456", "1..2", "1.,2", "1 234.567.890",
		"trên 9.000", ">9000", "khoảng 150", "từ 15", "Tăng 11-12%", "20 - 15",
		"1e5", "1E+05", "0x1F", "Inf", "NaN", "½", "10²",
		"(5 xã)", "(5", "5)", "-(5)", "--5", "5 x 2",
		"10 xã (Hữu Lũng, Chi Lăng)", "9.000 ha, trong đó trồng mới 5.000 ha", "3: A, B",
		"9000 ha trồng mới và trồng lại sau khai thác",
		strings.Repeat("9", maxFigureDigits+1), strings.Repeat("1", 1<<20),
	}
	for _, text := range tests {
		if got := parseNumber(text, ""); got != nil {
			t.Errorf("parseNumber(%.40q) = %s, want nothing", text, show(got))
		}
	}
}

func TestBlankAndCrossMarks(t *testing.T) {
	blank := []string{"", "  ", "-", "—", "–", "- -", "...", "…", "__", "không", "Không có", "KHÔNG", "ko", "Chưa có số liệu", "\u00a0", "\u200b"}
	for _, s := range blank {
		if !blankMark(s) {
			t.Errorf("blankMark(%q) = false", s)
		}
	}
	for _, s := range []string{"x", "X", "✓", " x "} {
		if !crossMark(s) || blankMark(s) {
			t.Errorf("%q is a cross and not blank", s)
		}
	}
	for _, s := range []string{"0", "0,0", "đạt", "?", "%", "-5", "xã"} {
		if blankMark(s) || crossMark(s) {
			t.Errorf("%q is neither blank nor a cross", s)
		}
	}
}

// A figure written in a convention and read under a locale of that convention
// is the figure.
func TestParseNumberReadsWhatIsWritten(t *testing.T) {
	locales := map[templates.Lang]string{templates.Vietnamese: "vi_VN", templates.English: "en_US"}
	formats := map[templates.Lang]templates.Format{
		templates.Vietnamese: format(t, templates.Vietnamese),
		templates.English:    format(t, templates.English),
	}
	rapid.Check(t, func(t *rapid.T) {
		canonical := rapid.StringMatching(`-?(0|[1-9][0-9]{0,11})(\.[0-9]{0,7}[1-9])?`).Draw(t, "figure")
		lang := rapid.SampledFrom([]templates.Lang{templates.Vietnamese, templates.English}).Draw(t, "lang")
		suffix := rapid.SampledFrom([]string{"", "%", " ha", " nghìn m3"}).Draw(t, "suffix")
		text := formats[lang].Number(canonical) + suffix
		got := parseNumber(text, locales[lang])
		if len(got) == 0 || !got[0].Number.Equal(plan.MustNumber(canonical)) {
			t.Fatalf("%q reads %s, want %s", text, show(got), canonical)
		}
		if lang == templates.Vietnamese && len(got) != 1 {
			t.Fatalf("%q is uncertain under vi_VN: %s", text, show(got))
		}
	})
}

func FuzzParseNumber(f *testing.F) {
	vi := format(f, templates.Vietnamese)
	for _, s := range []string{"9.000", "9,000 ha", "64,6%", "14,5 – 15,0", "(1.234,5)", "1 234 567", "-", "x", "31/5/2024", "−5"} {
		f.Add(s, "vi_VN")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, text, locale string) {
		readings := parseNumber(text, locale)
		if len(readings) > 2 {
			t.Fatalf("%q has %d readings", text, len(readings))
		}
		for _, r := range readings {
			if !r.Number.Known() {
				t.Fatalf("%q: a reading without a figure", text)
			}
			back, err := plan.ParseNumber(r.Number.String())
			if err != nil || !back.Equal(r.Number) {
				t.Fatalf("%q: %s does not parse back: %v", text, r.Number, err)
			}
			printed := vi.Number(r.Number.String())
			again := parseNumber(printed, "vi_VN")
			if !slices.ContainsFunc(again, func(q numberReading) bool { return q.Number.Equal(r.Number) }) {
				t.Fatalf("%q: %s printed as %q reads %s", text, r.Number, printed, show(again))
			}
		}
	})
}
