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
// machine that it will be opened on. Figures are rendered here; dates and the
// rare rest by excelize, which takes the positive part of an accounting format
// for zero, and a thousand times as long.
type renderer struct {
	date1904 bool
	figures  map[string][]section // by code; nil when it is for excelize
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
		figures:  map[string][]section{},
		styles:   map[string]int{},
		memo:     map[shownKey]string{},
	}
}

// number returns v as shown under code, without the spaces that only align it.
func (r *renderer) number(v float64, code string) string {
	if code == "" {
		return general(v)
	}
	sections, known := r.figures[code]
	if !known {
		if parsed, ok := parseSections(code); ok {
			sections = parsed
		}
		r.figures[code] = sections
	}
	if sections != nil {
		return strings.TrimSpace(figure(v, sections))
	}
	key := shownKey{code, math.Float64bits(v)}
	shown, known := r.memo[key]
	if !known {
		shown = strings.TrimSpace(r.byExcelize(v, code))
		r.memo[key] = shown
	}
	return shown
}

// figure picks the section for v: the second is for negative numbers and has a
// sign of its own, the third is for zero.
func figure(v float64, sections []section) string {
	switch {
	case v < 0 && len(sections) > 1:
		return sections[1].render(-v)
	case v == 0 && len(sections) > 2:
		return sections[2].render(0)
	case v < 0:
		shown := sections[0].render(-v)
		if strings.ContainsAny(shown, "123456789") {
			return "-" + shown
		}
		return shown
	default:
		return sections[0].render(v)
	}
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
