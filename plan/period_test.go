package plan_test

import (
	"slices"
	"testing"

	"thidua/plan"
)

func TestParsePeriod(t *testing.T) {
	for text, want := range map[string]plan.Period{
		"2024":    {Year: 2024, Grain: plan.Year, N: 1},
		"2024-05": {Year: 2024, Grain: plan.Month, N: 5},
		"2024-Q2": {Year: 2024, Grain: plan.Quarter, N: 2},
		"2024-H1": {Year: 2024, Grain: plan.HalfYear, N: 1},
		"2024-9M": {Year: 2024, Grain: plan.NineMonths, N: 1},
	} {
		got, err := plan.ParsePeriod(text)
		if err != nil || got != want {
			t.Errorf("ParsePeriod(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "24", "2024-", "2024-5", "2024-00", "2024-13", "2024-Q5", "2024-Q0", "2024-H3", "2024-9m",
		"2024-q1", "2024-05-01", "05/2024", "+024", "1024", "２０２４", "2024-+5", "tháng 5",
	} {
		if got, err := plan.ParsePeriod(text); err == nil {
			t.Errorf("ParsePeriod(%q) = %v, want an error", text, got)
		}
	}
}

func TestPeriodMonths(t *testing.T) {
	for text, months := range map[string][2]int{
		"2024-05": {5, 5}, "2024-Q1": {1, 3}, "2024-Q4": {10, 12}, "2024-H2": {7, 12}, "2024-9M": {1, 9}, "2024": {1, 12},
	} {
		q := period(t, text)
		if q.First() != months[0] || q.Last() != months[1] || q.End() != plan.MonthOf(2024, months[1]) {
			t.Errorf("%s is %d–%d, ending with %s; want %v", text, q.First(), q.Last(), q.End(), months)
		}
	}
}

func TestPeriodContains(t *testing.T) {
	for _, tc := range []struct {
		outer, inner string
		want         bool
	}{
		{"2024-Q2", "2024-05", true},
		{"2024-Q2", "2024-07", false},
		{"2024-9M", "2024-Q3", true},
		{"2024-H1", "2024-9M", false},
		{"2024", "2024", true},
		{"2024", "2023-05", false},
	} {
		if got := period(t, tc.outer).Contains(period(t, tc.inner)); got != tc.want {
			t.Errorf("%s contains %s: %v", tc.outer, tc.inner, got)
		}
	}
}

func TestPeriodsOrderByTheirEnd(t *testing.T) {
	want := []string{"2023", "2024-01", "2024-Q1", "2024-03", "2024-H1", "2024-Q2", "2024-06", "2024-9M", "2024", "2024-12"}
	periods := make([]plan.Period, len(want))
	for i, text := range want {
		periods[len(want)-1-i] = period(t, text)
	}
	slices.SortFunc(periods, plan.Period.Compare)
	for i, q := range periods {
		if q.String() != want[i] {
			t.Errorf("place %d is %s, want %s", i, q, want[i])
		}
	}
}

func TestNoPeriod(t *testing.T) {
	var none plan.Period
	if !none.IsZero() || none.String() != "" {
		t.Errorf("the zero period reads %q", none)
	}
	q := period(t, "2024")
	if err := q.UnmarshalText(nil); err != nil || !q.IsZero() {
		t.Errorf("empty text is %v, %v; want no period", q, err)
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, seed := range []string{"2024", "2024-05", "2024-Q2", "2024-H1", "2024-9M", "2024-13", "", "-", "９"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := plan.ParsePeriod(text)
		if err != nil {
			return
		}
		if q.String() != text {
			t.Errorf("%q is read as %s", text, q)
		}
		if q.First() < 1 || q.Last() > 12 || q.First() > q.Last() {
			t.Errorf("%q is months %d–%d", text, q.First(), q.Last())
		}
	})
}

func period(t *testing.T, text string) plan.Period {
	t.Helper()
	q, err := plan.ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}
