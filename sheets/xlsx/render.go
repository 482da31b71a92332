package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A renderer turns numbers into what Excel shows under a number format, with a
// decimal point and grouping commas: a file does not tell the language of the
// machine that it will be opened on. General and plain decimals are rendered
// here, rounded as Excel rounds; every other code by excelize.
type renderer struct {
	date1904 bool
	plain    map[string]*decimals // by code; nil when the code is not plain
	scratch  *excelize.File       // opened when first needed; one cell, one style a code
	styles   map[string]int
	memo     map[shownKey]string
}

type shownKey struct {
	code string
	bits uint64
}

func newRenderer(date1904 bool) *renderer {
	return &renderer{
		date1904: date1904,
		plain:    map[string]*decimals{},
		styles:   map[string]int{},
		memo:     map[shownKey]string{},
	}
}

// number returns v as shown under code.
func (r *renderer) number(v float64, code string) string {
	if code == "" {
		return general(v)
	}
	p, known := r.plain[code]
	if !known {
		p = parseDecimals(code)
		r.plain[code] = p
	}
	if p != nil {
		return p.format(v)
	}
	key := shownKey{code, math.Float64bits(v)}
	shown, known := r.memo[key]
	if !known {
		shown = r.byExcelize(v, code)
		r.memo[key] = shown
	}
	return shown
}

// byExcelize falls back to General where excelize does not know the code.
func (r *renderer) byExcelize(v float64, code string) (shown string) {
	defer func() {
		if p := recover(); p != nil {
			r.scratch, r.styles = nil, map[string]int{}
			shown = general(v)
		}
	}()
	shown, err := r.inScratch(v, code)
	if err != nil {
		return general(v)
	}
	return shown
}

func (r *renderer) inScratch(v float64, code string) (string, error) {
	const sheet, cell = "Sheet1", "A1"
	if r.scratch == nil {
		r.scratch = excelize.NewFile()
		if err := r.scratch.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &r.date1904}); err != nil {
			return "", err
		}
	}
	style, known := r.styles[code]
	if !known {
		var err error
		style, err = r.scratch.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			return "", fmt.Errorf("number format %q: %w", code, err)
		}
		r.styles[code] = style
	}
	if err := r.scratch.SetCellStyle(sheet, cell, cell, style); err != nil {
		return "", err
	}
	if err := r.scratch.SetCellFloat(sheet, cell, v, -1, 64); err != nil {
		return "", err
	}
	return r.scratch.GetCellValue(sheet, cell)
}

// general shows a whole number in full and any other with ten digits.
func general(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	if size := math.Abs(v); size < 1e-5 || size >= 1e10 {
		return strconv.FormatFloat(v, 'G', 10, 64)
	}
	before := len(strconv.FormatFloat(math.Trunc(math.Abs(v)), 'f', 0, 64))
	s := strconv.FormatFloat(v, 'f', 10-before, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// decimals is a number format made of digits, grouping and a percent sign only.
type decimals struct {
	grouped, percent bool
	places           int
}

// parseDecimals returns nil when the code is anything else.
func parseDecimals(code string) *decimals {
	var d decimals
	code, d.percent = strings.CutSuffix(code, "%")
	code, d.grouped = strings.CutPrefix(code, "#,##")
	whole, places, point := strings.Cut(code, ".")
	if whole != "0" || point && places == "" || strings.Trim(places, "0") != "" || len(places) > 15 {
		return nil
	}
	d.places = len(places)
	return &d
}

func (d *decimals) format(v float64) string {
	sign := ""
	if d.percent {
		v, sign = v*100, "%"
	}
	s := roundHalfUp(v, d.places)
	if d.grouped {
		s = group(s)
	}
	return s + sign
}

// roundHalfUp rounds halves away from zero, taking v by its first fifteen
// digits as Excel does: 2.5 is 3 and 1.005 is 1.01.
func roundHalfUp(v float64, places int) string {
	const nudge = 1e-15
	s := strconv.FormatFloat(v*(1+nudge), 'f', places, 64)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// group puts commas between thousands.
func group(s string) string {
	whole, fraction, point := strings.Cut(s, ".")
	digits, negative := strings.CutPrefix(whole, "-")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if point {
		b.WriteString("." + fraction)
	}
	return b.String()
}
