package plan

import (
	"fmt"
	"strconv"
	"strings"
)

// Grain is the length of a period in months; only the five named lengths
// are used.
type Grain int

// The grains of reporting periods.
const (
	Month      Grain = 1
	Quarter    Grain = 3
	HalfYear   Grain = 6
	NineMonths Grain = 9
	Year       Grain = 12
)

// Period is one reporting period, written 2024-05, 2024-Q2, 2024-H1, 2024-9M
// or 2024. N counts from 1 within the year (always 1 for NineMonths and
// Year). The zero Period is "no period". Periods compare with ==.
type Period struct {
	Year  int
	Grain Grain
	N     int
}

// MonthOf returns the month period m (1–12) of year y.
func MonthOf(y, m int) Period { return Period{Year: y, Grain: Month, N: m} }

// ParsePeriod reads the form that String writes.
func ParsePeriod(s string) (Period, error) {
	bad := fmt.Errorf("plan: %q is not a period such as 2024-05, 2024-Q2, 2024-H1, 2024-9M or 2024", s)
	year, rest, cut := strings.Cut(s, "-")
	y, err := strconv.Atoi(year)
	if err != nil || len(year) != 4 || y < 1900 {
		return Period{}, bad
	}
	if !cut {
		return Period{Year: y, Grain: Year, N: 1}, nil
	}
	if rest == "9M" {
		return Period{Year: y, Grain: NineMonths, N: 1}, nil
	}
	if len(rest) != 2 {
		return Period{}, bad
	}
	grain, digits, most := Month, rest, 12
	switch rest[0] {
	case 'Q':
		grain, digits, most = Quarter, rest[1:], 4
	case 'H':
		grain, digits, most = HalfYear, rest[1:], 2
	}
	n, err := strconv.ParseUint(digits, 10, 8)
	if err != nil || n < 1 || int(n) > most {
		return Period{}, bad
	}
	return Period{Year: y, Grain: grain, N: int(n)}, nil
}

// IsZero reports whether p is no period at all.
func (p Period) IsZero() bool { return p == Period{} }

// First returns the first month of p, 1–12.
func (p Period) First() int { return (p.N-1)*int(p.Grain) + 1 }

// Last returns the last month of p, 1–12.
func (p Period) Last() int { return p.N * int(p.Grain) }

// End returns the last month of p as a month period.
func (p Period) End() Period { return MonthOf(p.Year, p.Last()) }

// Contains reports whether every month of q lies in p.
func (p Period) Contains(q Period) bool {
	return p.Year == q.Year && p.First() <= q.First() && q.Last() <= p.Last()
}

// Compare orders periods by their end, then by their start (longer first).
func (p Period) Compare(q Period) int {
	for _, d := range []int{p.Year - q.Year, p.Last() - q.Last(), p.First() - q.First()} {
		if d != 0 {
			return d
		}
	}
	return 0
}

// String returns the canonical form, "" for no period.
func (p Period) String() string {
	switch p.Grain {
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.N)
	case HalfYear:
		return fmt.Sprintf("%04d-H%d", p.Year, p.N)
	case NineMonths:
		return fmt.Sprintf("%04d-9M", p.Year)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	}
	return ""
}

// MarshalText returns the canonical form.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the canonical form; empty text is no period.
func (p *Period) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	*p, err = ParsePeriod(string(b))
	return err
}
