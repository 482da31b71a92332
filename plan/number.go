package plan

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Number is an exact decimal or nothing. The zero Number is nothing: it is
// not 0, prints as "" and takes part in no arithmetic.
type Number struct {
	d  decimal.Decimal
	ok bool
}

// Num returns the Number holding d.
func Num(d decimal.Decimal) Number { return Number{d: d, ok: true} }

// Int returns the Number holding the whole number n.
func Int(n int64) Number { return Num(decimal.NewFromInt(n)) }

// Float returns the Number whose decimal digits are the shortest that denote
// f, so that 0.646 stays 0.646. NaN and infinities give nothing.
func Float(f float64) Number {
	n, err := ParseNumber(strconv.FormatFloat(f, 'f', -1, 64))
	if err != nil {
		return Number{}
	}
	return n
}

// ParseNumber reads a plain figure: digits with an optional sign and a decimal
// point between digits. The empty string is nothing. How people write numbers
// is the business of package validate, not of this function.
func ParseNumber(s string) (Number, error) {
	if s == "" {
		return Number{}, nil
	}
	if !isPlain(s) {
		return Number{}, fmt.Errorf("plan: %q is not a plain number", s)
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return Number{}, fmt.Errorf("plan: %q is not a plain number: %w", s, err)
	}
	return Num(d), nil
}

// isPlain keeps out exponents, with which a few characters can stand for a
// figure of a million digits.
func isPlain(s string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+"), ".")
	return whole != "" && (fraction != "" || !point) && strings.Trim(whole+fraction, "0123456789") == ""
}

// MustNumber is ParseNumber for literals in tests and tables; it panics on a
// malformed one.
func MustNumber(s string) Number {
	n, err := ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

// Known reports whether n holds a figure.
func (n Number) Known() bool { return n.ok }

// Decimal returns the figure; it is 0 when n is nothing, so ask Known first.
func (n Number) Decimal() decimal.Decimal { return n.d }

// String returns the canonical form: decimal point, no grouping, no exponent,
// no trailing zeros; "" for nothing.
func (n Number) String() string {
	if !n.ok {
		return ""
	}
	return n.d.String()
}

// Float64 returns the nearest float64, for charts and spreadsheet cells only;
// comparisons use Cmp.
func (n Number) Float64() float64 { return n.d.InexactFloat64() }

// Cmp compares two known figures; ok is false when either is nothing.
func (n Number) Cmp(m Number) (c int, ok bool) {
	if !n.ok || !m.ok {
		return 0, false
	}
	return n.d.Cmp(m.d), true
}

// Equal reports whether both are nothing, or both are the same figure.
func (n Number) Equal(m Number) bool {
	return n.ok == m.ok && (!n.ok || n.d.Equal(m.d))
}

// Add returns n + m; nothing if either is nothing.
func (n Number) Add(m Number) Number {
	if !n.ok || !m.ok {
		return Number{}
	}
	return Num(n.d.Add(m.d))
}

// Sub returns n - m; nothing if either is nothing.
func (n Number) Sub(m Number) Number {
	if !n.ok || !m.ok {
		return Number{}
	}
	return Num(n.d.Sub(m.d))
}

// Mul returns n × m; nothing if either is nothing.
func (n Number) Mul(m Number) Number {
	if !n.ok || !m.ok {
		return Number{}
	}
	return Num(n.d.Mul(m.d))
}

// Div returns n / m rounded half away from zero to places decimals; nothing
// if either is nothing or m is 0.
func (n Number) Div(m Number, places int32) Number {
	if !n.ok || !m.ok || m.d.IsZero() {
		return Number{}
	}
	return Num(n.d.DivRound(m.d, places))
}

// Round returns n rounded half away from zero to places decimals, for print.
func (n Number) Round(places int32) Number {
	if !n.ok {
		return Number{}
	}
	return Num(n.d.Round(places))
}

// MarshalText returns the canonical form.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads the canonical form.
func (n *Number) UnmarshalText(b []byte) (err error) {
	*n, err = ParseNumber(string(b))
	return err
}

// Value stores the canonical form in a text column.
func (n Number) Value() (driver.Value, error) { return n.String(), nil }

// Scan reads a text column written by Value.
func (n *Number) Scan(src any) (err error) {
	switch s := src.(type) {
	case nil:
		*n = Number{}
	case string:
		*n, err = ParseNumber(s)
	case []byte:
		*n, err = ParseNumber(string(s))
	default:
		err = fmt.Errorf("plan: cannot read a number from %T", src)
	}
	return err
}
