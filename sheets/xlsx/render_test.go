package xlsx

import "testing"

func TestSeen(t *testing.T) {
	const accounting = `_-* #,##0.0\ _₫_-;\-* #,##0.0\ _₫_-;_-* "-"??\ _₫_-;_-@_-`
	cases := []struct {
		code     string
		v        float64
		date1904 bool
		want     string
	}{
		{"", 40741, false, "40741"},
		{"#,##0.0", 40741, false, "40,741.0"},
		{accounting, 64379.25, false, "64,379.3"},
		{accounting, -64379.25, false, "- 64,379.3"},
		{accounting, 0, false, "-"},
		{`"no code`, 1.5, false, "1.5"},
		{"dd/mm/yyyy", 45478, false, "05/07/2024"},
		{"dd/mm/yyyy", 44016, true, "05/07/2024"},
		{"dd/mm/yyyy", 1, false, "01/01/1900"},
		{"dd/mm/yyyy", 61, false, "01/03/1900"},
		{"hh:mm", 0.75, false, "18:00"},
	}
	for _, c := range cases {
		if got := newRenderer(c.date1904).number(c.v, c.code); got != c.want {
			t.Errorf("%v as %q: %q, want %q", c.v, c.code, got, c.want)
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
