package assess_test

import (
	"slices"
	"testing"

	"thidua/plan"
)

func TestFigureOfAFlow(t *testing.T) {
	only := func(x *plan.Indicator) { x.Cumulative = true }
	for _, c := range []struct {
		name    string
		x       plan.Indicator
		month   string
		said    []plan.Observation
		actual  string
		latest  string
		missing bool
	}{
		{"months are summed from January", indicator(), "2024-03", monthly("a", "10", "20", "30"), "60", "2024-03", false},
		{"a later month does not count yet", indicator(), "2024-02", monthly("a", "10", "20", "30"), "30", "2024-02", false},
		{
			"the sum stops where a month is missing", indicator(), "2024-04",
			[]plan.Observation{flow("a", "2024-01", "10"), flow("a", "2024-02", "20"), flow("a", "2024-04", "40")},
			"30", "2024-02", true,
		},
		{
			"nothing without January", indicator(), "2024-03",
			[]plan.Observation{flow("a", "2024-02", "20"), flow("a", "2024-03", "30")},
			"", "", true,
		},
		{"0 is a month's figure, nothing is not", indicator(), "2024-03", monthly("a", "10", "0", ""), "10", "2024-02", true},
		{
			"the cumulative figure is authoritative", indicator(), "2024-02",
			append(monthly("a", "10", "20"), cumulative("a", "2024-02", "35")), "35", "2024-02", false,
		},
		{
			"the newest cumulative figure counts, and lags", indicator(), "2024-05",
			[]plan.Observation{cumulative("a", "2024-03", "35"), cumulative("a", "2024-02", "30")},
			"35", "2024-03", true,
		},
		{
			"months go on from a cumulative figure", indicator(), "2024-05",
			[]plan.Observation{cumulative("a", "2024-03", "35"), flow("a", "2024-04", "5"), flow("a", "2024-05", "6")},
			"46", "2024-05", false,
		},
		{
			"a gap after a cumulative figure stops it", indicator(), "2024-05",
			[]plan.Observation{cumulative("a", "2024-03", "35"), flow("a", "2024-05", "6")},
			"35", "2024-03", true,
		},
		{"a cumulative half-year", indicator(), "2024-06", []plan.Observation{cumulative("a", "2024-H1", "66")}, "66", "2024-H1", false},
		{"a cumulative nine months", indicator(), "2024-09", []plan.Observation{cumulative("a", "2024-9M", "99")}, "99", "2024-9M", false},
		{"a cumulative year", indicator(due("2024-12")), "2024-12", []plan.Observation{cumulative("a", "2024", "120")}, "120", "2024", false},
		{"a year is not over in November", indicator(), "2024-11", []plan.Observation{cumulative("a", "2024", "120")}, "", "", true},
		{
			"quarters are summed", indicator(every(plan.Quarterly)), "2024-06",
			[]plan.Observation{flow("a", "2024-Q1", "30"), flow("a", "2024-Q2", "36")},
			"66", "2024-Q2", false,
		},
		{
			"a quarter and the months after it", indicator(), "2024-05",
			[]plan.Observation{flow("a", "2024-Q1", "30"), flow("a", "2024-04", "5"), flow("a", "2024-05", "6")},
			"41", "2024-05", false,
		},
		{
			"months and the quarter they make are counted once", indicator(), "2024-04",
			append(monthly("a", "10", "10", "9", "4"), flow("a", "2024-Q1", "31")), "35", "2024-04", false,
		},
		{
			"a half-year and a quarter", indicator(), "2024-09",
			[]plan.Observation{flow("a", "2024-H1", "60"), flow("a", "2024-Q3", "30")},
			"90", "2024-Q3", false,
		},
		{
			"two half-years beside nine months", indicator(due("2024-12")), "2024-12",
			[]plan.Observation{flow("a", "2024-9M", "90"), flow("a", "2024-H1", "60"), flow("a", "2024-H2", "61")},
			"121", "2024-H2", false,
		},
		{
			"in-period figures are never summed where only cumulative ones count", indicator(only), "2024-02",
			monthly("a", "10", "20"), "", "", true,
		},
		{
			"nor added to a cumulative one", indicator(only), "2024-02",
			[]plan.Observation{cumulative("a", "2024-01", "10"), flow("a", "2024-02", "5")},
			"10", "2024-01", true,
		},
		{"another year's figure is none", indicator(), "2024-02", []plan.Observation{cumulative("a", "2023-02", "10")}, "", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := whole(t, c.x, c.month, c.said...)
			wantNumber(t, "actual", a.Actual, c.actual)
			if a.Latest.String() != c.latest {
				t.Errorf("latest is %q, want %q", a.Latest, c.latest)
			}
			if got := len(a.Missing) > 0; got != c.missing {
				t.Errorf("missing are %q", a.Missing)
			}
		})
	}
}

func TestLevelIsTheNewest(t *testing.T) {
	x := indicator(kind(plan.Stock))
	a := whole(t, x, "2024-03", level("a", "2024-02", "7"), level("a", "2024-01", "9"), level("a", "2024-04", "1"))
	wantNumber(t, "actual", a.Actual, "7")
	wantMissing(t, a, "a")

	b := whole(t, x, "2024-03", flow("a", "2024-03", "7"))
	wantNumber(t, "what was added in one month is no level: actual", b.Actual, "")
}

func TestOfficialFigureReplacesTheEstimateOfItsPeriod(t *testing.T) {
	guess, sure := estimate(cumulative("a", "2024-06", "60")), cumulative("a", "2024-06", "55")
	a := whole(t, indicator(), "2024-06", guess)
	wantNumber(t, "actual", a.Actual, "60")
	if !a.Estimate {
		t.Error("an estimate counts without being called one")
	}
	for _, said := range [][]plan.Observation{{guess, sure}, {sure, guess}} {
		b := whole(t, indicator(), "2024-06", said...)
		wantNumber(t, "actual", b.Actual, "55")
		if b.Estimate {
			t.Error("the official figure is called an estimate")
		}
	}
}

func TestEstimateInASumIsSaid(t *testing.T) {
	said := monthly("a", "10", "20", "30")
	said[1] = estimate(said[1])
	if a := whole(t, indicator(reporters("a", "b")), "2024-03", said...); !a.Estimate {
		t.Error("a sum with an estimate in it is not called an estimate")
	}
}

// Of two figures for the same place in the plan the one further down in the
// sheet counts, whichever was read first.
func TestRepeatedFigure(t *testing.T) {
	upper, lower := at("C9", cumulative("a", "2024-06", "60")), at("C10", cumulative("a", "2024-06", "50"))
	for _, said := range [][]plan.Observation{{upper, lower}, {lower, upper}} {
		wantNumber(t, "actual", whole(t, indicator(), "2024-06", said...).Actual, "50")
	}
}

// Every figure can be traced to what it rests on.
func TestBecause(t *testing.T) {
	said := append(monthly("b", "1"), monthly("a", "10", "20", "30")...)
	a := whole(t, indicator(reporters("b", "a")), "2024-02", said...)
	var got []string
	for _, o := range a.Because {
		got = append(got, string(o.Unit)+" "+o.Period.String())
	}
	want := []string{"b 2024-01", "a 2024-01", "a 2024-02"}
	if !slices.Equal(got, want) {
		t.Errorf("because of %q, want %q", got, want)
	}
}
