package numfmt

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// General shows a number under no format: a whole one in full, any other with
// ten digits, the very large and the very small with six and an exponent.
func General(v float64, lang *Language) string {
	size := math.Abs(v)
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "#NUM!"
	case v == 0:
		return "0"
	case size >= 1e15 || size < 1e-5:
		return scientific(v, lang)
	}
	const digits = 10
	d := exact(v)
	d = d.Round(max(int32(digits-magnitude(d)), 0))
	return strings.Replace(d.String(), ".", lang.Point, 1)
}

// scientific shows a number with up to six digits and an exponent.
func scientific(v float64, lang *Language) string {
	mantissa, power, _ := strings.Cut(strconv.FormatFloat(v, 'E', 5, 64), "E")
	mantissa = strings.TrimSuffix(strings.TrimRight(mantissa, "0"), ".")
	return strings.Replace(mantissa, ".", lang.Point, 1) + "E" + power
}

// exact is v by its first fifteen digits, which is what spreadsheets show of a
// number at most: 1.005 is 1.005, not the binary fraction just below.
func exact(v float64) decimal.Decimal {
	d, err := decimal.NewFromString(strconv.FormatFloat(v, 'E', 14, 64))
	if err != nil {
		return decimal.Zero // not a number
	}
	return d
}

// magnitude is the number of digits before the point, less than one for
// fractions below 0.1.
func magnitude(d decimal.Decimal) int { return d.NumDigits() + int(d.Exponent()) }
