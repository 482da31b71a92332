package picture

import (
	"fmt"
	"strings"
	"testing"
)

// TestDivide writes lines as the letters that stand there: "x" holds something,
// "!" is wanted, "." is empty.
func TestDivide(t *testing.T) {
	tests := []struct {
		lines string
		most  int
		want  string
	}{
		{"", 4, ""},
		{"...", 4, ""},
		{"xx..x", 9, "drawn 0-4"},
		{"..xx", 9, "drawn 0-3"},
		{"...xx", 9, "blank 0-2, drawn 3-4"},
		{"xx...x..", 9, "drawn 0-1, blank 2-4, drawn 5-5"},
		{"xxxxxxxx", 4, "drawn 0-3, cut 4-7"},
		{"xxxxxx!x", 4, "drawn 0-2, cut 3-5, drawn 6-6, cut 7-7"},
		{"xxxx.x...x!", 4, "drawn 0-2, cut 3-9, drawn 10-10"},
		{"x..!", 4, "drawn 0-3"},
		{"xxx", 0, "cut 0-2"},
	}
	for _, c := range tests {
		runs := divide(len(c.lines), c.most, 2,
			func(i int) bool { return c.lines[i] == 'x' }, func(i int) bool { return c.lines[i] == '!' })
		var got []string
		for _, r := range runs {
			got = append(got, fmt.Sprintf("%s %d-%d", [...]string{"drawn", "blank", "cut"}[r.kind], r.from, r.to))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q, at most %d: %s, want %s", c.lines, c.most, strings.Join(got, ", "), c.want)
		}
	}
}
