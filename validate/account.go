package validate

import (
	"cmp"
	"slices"

	"thidua/plan"
)

// account is all that one unit said about one indicator, in order of time.
// Within a basis every period stands once, an official figure before an
// estimate of the same period.
type account struct {
	unit       plan.UnitID
	code       plan.Code
	inPeriod   []*plan.Observation // of every grain
	cumulative []*plan.Observation // one per month at whose end it stands
	asOf       []*plan.Observation // one per month at whose end it stands
}

// accountsOf groups observations by unit and indicator, in that order.
func accountsOf(observations []*plan.Observation) []account {
	sorted := slices.Clone(observations)
	slices.SortStableFunc(sorted, func(a, b *plan.Observation) int {
		return cmp.Or(
			cmp.Compare(a.Unit, b.Unit),
			cmp.Compare(a.Indicator, b.Indicator),
			a.Period.Compare(b.Period),
			cmp.Compare(firmness(a.Status), firmness(b.Status)),
		)
	})
	var accounts []account
	for _, o := range sorted {
		last := len(accounts) - 1
		if last < 0 || accounts[last].unit != o.Unit || accounts[last].code != o.Indicator {
			accounts = append(accounts, account{unit: o.Unit, code: o.Indicator})
			last++
		}
		accounts[last].add(o)
	}
	return accounts
}

func (a *account) add(o *plan.Observation) {
	switch o.Basis {
	case plan.InPeriod:
		if n := len(a.inPeriod); n == 0 || a.inPeriod[n-1].Period != o.Period {
			a.inPeriod = append(a.inPeriod, o)
		}
	case plan.Cumulative:
		a.cumulative = appendEnd(a.cumulative, o)
	case plan.AsOf:
		a.asOf = appendEnd(a.asOf, o)
	}
}

func appendEnd(series []*plan.Observation, o *plan.Observation) []*plan.Observation {
	if n := len(series); n > 0 && series[n-1].Period.End() == o.Period.End() {
		return series
	}
	return append(series, o)
}

func firmness(s plan.Status) int {
	if s == plan.Estimate {
		return 1
	}
	return 0
}
