package corpus_test

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"thidua/plan"
	"thidua/sheets"
)

// hand is how a clerk writes. The zero hand stores figures as numbers,
// percents as 64.6, writes names as the plan has them and leaves empty what is
// not known.
type hand struct {
	figure func(plan.Number) sheets.Cell // nil: stored
	share  func(plan.Number) sheets.Cell // of a percent; nil: as figure
	blank  string                        // stands where nothing is known
	name   func(string) string           // of labels; nil: as the plan has them
	in     map[plan.Code]scale           // measures other than the plan's
	short  bool                          // a document is named once, and then "x"
}

// scale is another measure and how many of it make one of the plan's.
type scale struct {
	measure string
	factor  int64
}

func stored(n plan.Number) sheets.Cell {
	return sheets.Cell{Kind: sheets.Number, Number: n.Float64()}
}

// formatted stores a figure under a number format, as accountants do.
func formatted(n plan.Number) sheets.Cell {
	c := stored(n)
	c.Format = `_-* #,##0.0\ _₫_-;\-* #,##0.0\ _₫_-;_-* "-"??\ _₫_-;_-@_-`
	return c
}

// fraction stores a percent as a share of one.
func fraction(n plan.Number) sheets.Cell {
	c := stored(n.Div(plan.Int(100), 6))
	c.Format = "0.0%"
	return c
}

// typed writes a figure as text with the given marks.
func typed(group, point, after string) func(plan.Number) sheets.Cell {
	return func(n plan.Number) sheets.Cell {
		whole, decimals, broken := strings.Cut(n.String(), ".")
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + group + whole[i:]
		}
		if broken {
			whole += point + decimals
		}
		return words(whole + after)
	}
}

func words(text string) sheets.Cell {
	if text == "" {
		return sheets.Cell{}
	}
	return sheets.Cell{Kind: sheets.Text, Text: text}
}

func (h hand) write(x *plan.Indicator, n plan.Number) sheets.Cell {
	switch {
	case x.Measure == "%" && h.share != nil:
		return h.share(n)
	case h.figure != nil:
		return h.figure(n)
	}
	return stored(n)
}

func (h hand) named(text string) string {
	if h.name == nil {
		return text
	}
	return h.name(text)
}

// decomposed writes letters and diacritics apart, as some keyboards do.
func decomposed(s string) string { return norm.NFD.String(s) }

// padded puts no-break spaces between words.
func padded(s string) string { return " " + strings.ReplaceAll(s, " ", "\u00a0") + " " }

// bare leaves all diacritics out.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'đ':
			return 'd'
		case r == 'Đ':
			return 'D'
		case r >= 0x300 && r < 0x370:
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// replacing writes some words otherwise, each pair an old and a new one.
func replacing(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }
