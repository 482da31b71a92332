package validate

import (
	"testing"

	"thidua/sheets"
)

// A format that leaves the thousands out shows another figure than is stored,
// and either may be meant.
func TestStoredReadingOfScaledFormats(t *testing.T) {
	tests := []struct {
		format string
		want   []string
	}{
		{"", []string{"500000"}},
		{"#,##0", []string{"500000"}},
		{"#,##0.00;-#,##0.00", []string{"500000"}},
		{`#,##0"a,"`, []string{"500000"}},
		{"#,##0,", []string{"500000", "500"}},
		{"0.0,,", []string{"500000", "0.5"}},
		{`#,##0, "nghìn"`, []string{"500000", "500"}},
	}
	for _, test := range tests {
		readings := storedReading(sheets.Cell{Kind: sheets.Number, Number: 500_000, Format: test.format})
		if len(readings) != len(test.want) {
			t.Errorf("%q gives %v, want %q", test.format, readings, test.want)
			continue
		}
		for i, r := range readings {
			if r.Number.String() != test.want[i] {
				t.Errorf("reading %d of %q is %s, want %s", i, test.format, r.Number, test.want[i])
			}
		}
	}
}
